"""Who does what in the event of a noun: complements, owners, and those whom the word above the noun names.

«его арест» (whom), «заявление министра» (who), «захват порта протестующими» (both); in «обвинили Иванова в передаче
документов» and «отказалась от участия» the one who acts stands beside the verb.

In: Scene, ClauseFinder, Clause, PredicateRow. Out: Roles of a noun. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.noun_kinds import MEASURES
from letopis.claims.roles import add_obliques
from letopis.claims.scene import ACTORS, PLACES, Filler
from letopis.records.claim import Role
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from letopis.claims.clause import Clause, Oblique
    from letopis.claims.clauses import ClauseFinder
    from letopis.claims.roles import Roles
    from letopis.claims.scene import Scene
    from letopis.lexicon.rows import PredicateRow

_BARE = {"Ins": Role.AGENT, "Gen": Role.PATIENT}
_POSSESSIVE = frozenset({"его", "ее", "их", "он", "она", "они"})
_WHO = ACTORS | {EntityKind.COUNTRY}
_GIVEN = frozenset(
    {"публикация", "расследование", "объявление", "анонс", "объяснение", "уточнение", "подтверждение", "описание"}
    | {"трансляция", "опровержение", "одобрение", "гарантия", "обвинение", "презентация", "достижение", "провал"}
    | {"прорыв", "исследование", "подсчет"}
)  # their genitive is what is told or somebody who tells it
_MAKING = frozenset({"производство", "изготовление"})  # «гильзы производства США»
_LAW = frozenset({"ст", "ч", "п"})  # «по статье об убийстве (ч. 1 ст. 105)»
_STEPS = 4  # nouns between an event noun and the verb that says who acts
_NAMES = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})


class NounRoles:
    """The roles of the event nouns of one sentence."""

    def __init__(self, scene: Scene, number: int, finder: ClauseFinder, clauses: Mapping[int, Clause]) -> None:
        self._scene = scene
        self._number = number
        self._finder = finder
        self._clauses = clauses
        self._tree = scene.trees[number]

    def of(self, index: int, row: PredicateRow) -> tuple[Roles, list[str]]:
        """The roles, and by which rules those came that are not the noun's own complements."""
        special = {**_BARE, **row.roles}
        roles: Roles = {}
        add_obliques(self._scene, roles, self._number, self._complements(index), special)
        self._share(roles, index, row, special)
        self._part(roles, index)
        self._give(roles, index, row)
        self._tidy(roles)
        self._add_deeper(roles, row)
        rules = []
        if self._add_owner(roles, index, special):
            rules.append("owner by possessive")
        if Role.AGENT not in roles and self._may_act(row) and self._add_controller(roles, index):
            rules.append("agent by the word above")
        return roles, rules

    def _may_act(self, row: PredicateRow) -> bool:
        """Whether somebody does it: a capture is done, a death is not."""
        return Role.AGENT in row.roles.values() or row.frame in self._scene.lexicon.acting_frames

    def _complements(self, index: int) -> list[Oblique]:
        """The noun's dependents; a name that shows no case and follows the noun stands in the genitive."""
        found = []
        for oblique in self._finder.obliques(index):
            token = self._tree.tokens[oblique.token]
            is_name = token.pos in _NAMES or self._is_person(oblique.token)
            if (
                not is_name
                or self._is_attribute(oblique.token)
                or token.text.lower() in _LAW
                or self._is_unit(oblique.token)
                or self._is_measure(oblique)
                or self._is_listed(oblique, index)
            ):
                continue
            if oblique.preposition == "под" and oblique.case == "Acc":
                oblique = replace(oblique, case="Ins")  # «убийство под Туапсе»: names that show no case
            is_bare = not oblique.preposition and "Case" not in token.feats and oblique.token > index
            found.append(replace(oblique, case="Gen") if is_bare else oblique)
        return found

    def _is_measure(self, oblique: Oblique) -> bool:
        """«пожар площадью 4 га»: how much of it there is, and nobody who does it."""
        after = self._tree.tokens[oblique.token + 1 : oblique.token + 4]
        lemma = self._scene.lemma(self._number, oblique.token)
        is_bare = not oblique.preposition and oblique.case == "Ins" and lemma in MEASURES
        return is_bare and any(token.text[0].isdigit() or token.pos in {"ADP", "NUM"} for token in after)

    def _is_listed(self, oblique: Oblique, index: int) -> bool:
        """«удары по ЛНР, ДНР и Курской области»: a place in the dative is one more that is struck, nobody's gain."""
        is_bare = not oblique.preposition and oblique.case == "Dat"
        filler = self._scene.filler(self._number, oblique.token) if is_bare else None
        before = self._tree.tokens[index + 1 : oblique.token]
        return filler is not None and filler.entity.kind in PLACES and any(t.text.lower() == "по" for t in before)

    def _share(self, roles: Roles, index: int, first: PredicateRow, special: Mapping[str, Role]) -> None:
        """«об аресте и пытках рабочих»: the genitive after two coordinated nouns is that of both."""
        following = index + 2
        if special["Gen"] in roles or following >= len(self._tree.tokens):
            return
        second = self._tree.tokens[following]
        is_done = first.frame in self._scene.lexicon.acting_frames
        is_pair = is_done and self._tree.tokens[index + 1].rel == "cc" and second.pos == "NOUN" and second.head == index
        row = self._scene.lexicon.predicates.get((self._scene.lemma(self._number, following), "NOUN"))
        if not is_pair or row is None or row.roles.get("Gen", Role.PATIENT) is not special["Gen"]:
            return
        found = [o for o in self._complements(following) if (o.preposition, o.case) == ("", "Gen")]
        add_obliques(self._scene, roles, self._number, found, special)

    def _is_person(self, index: int) -> bool:
        filler = self._scene.filler(self._number, index)
        return filler is not None and filler.entity.kind in ACTORS

    def _is_attribute(self, index: int) -> bool:
        """«умышленных обстрелов»: an adjective whose noun stands next, whatever the tree makes of it."""
        token, following = self._tree.tokens[index], self._tree.tokens[index + 1 : index + 2]
        is_next = any(t.pos == "NOUN" and t.feats.get("Case") == token.feats.get("Case") for t in following)
        return token.pos == "ADJ" and is_next

    def _is_unit(self, index: int) -> bool:
        """«штраф 30 тыс. руб.»: the unit of a number is nobody's patient."""
        span = self._tree.tokens[index].span
        return any(
            span in m.span and m.value is not None and getattr(m.value, "unit", "")
            for m in self._scene.quantities.get(self._number, ())
            if m.head == index and self._tree.tokens[m.head].pos != "NOUN"
        )

    def _part(self, roles: Roles, index: int) -> None:
        """«производство США», «получение Apple патента»: a country, or the name without cases, does it."""
        bare = {o.token for o in self._complements(index) if (o.preposition, o.case) == ("", "Gen")}
        found = [f for f in roles.get(Role.PATIENT, ()) if f.token in bare]
        is_made = self._scene.lemma(self._number, index) in _MAKING and found == roles.get(Role.PATIENT)
        if is_made and all(f.entity.kind is EntityKind.COUNTRY for f in found):
            roles[Role.AGENT] = roles.pop(Role.PATIENT)
            return
        first = found[0] if len(found) > 1 else None
        if first is None or Role.AGENT in roles or first.entity.kind not in _WHO or first.token != index + 1:
            return
        text = self._tree.tokens[first.token].text
        if (text.isascii() or text.isupper()) and all(not self._tree.children(f.token, "cc") for f in found[1:]):
            roles[Role.AGENT] = [first]
            roles[Role.PATIENT] = [f for f in roles[Role.PATIENT] if f is not first]

    def _give(self, roles: Roles, index: int, row: PredicateRow) -> None:
        """«публикация газеты», «война соседей»: somebody in the genitive of what is said, shown or fought does it."""
        if Role.AGENT in roles or ("Gen" in row.roles and self._scene.lemma(self._number, index) not in _GIVEN):
            return
        bare = {o.token for o in self._complements(index) if (o.preposition, o.case) == ("", "Gen")}
        patients = roles.pop(Role.PATIENT, [])
        is_sport = self._scene.lexicon.frames[row.frame].event_class == "Sport"  # «матч лиги»: who plays is not said
        givers = [f for f in patients if f.token in bare and f.entity.kind in _WHO and not is_sport]
        kept = [f for f in patients if f.token not in bare or ("Gen" in row.roles and f not in givers)]
        roles.update({role: found for role, found in ((Role.AGENT, givers), (Role.PATIENT, kept)) if found})

    def _tidy(self, roles: Roles) -> None:
        """An agent in the instrumental that is no actor is what it is done with; «акция протеста» names no agent."""
        acting = [f for f in roles.pop(Role.AGENT, ()) if not self._is_event(f)]
        if acting:
            roles[Role.AGENT] = acting
        things = [f for f in roles.get(Role.AGENT, ()) if f.entity.kind is EntityKind.THING]
        if things and Role.PATIENT in roles:
            roles[Role.AGENT] = [f for f in roles[Role.AGENT] if f not in things]
            roles[Role.INSTRUMENT] = [*roles.get(Role.INSTRUMENT, ()), *things]
            if not roles[Role.AGENT]:
                del roles[Role.AGENT]

    def _is_event(self, filler: Filler) -> bool:
        lemma = self._scene.lemma(self._number, filler.token)
        return filler.entity.kind is EntityKind.THING and (lemma, "NOUN") in self._scene.lexicon.predicates

    def _add_deeper(self, roles: Roles, row: PredicateRow) -> None:
        """«совершение преступлений Ивановым», «атака дронов по порту»: what hangs on the genitive before it."""
        first = [*roles.get(Role.PATIENT, ()), *roles.get(Role.AGENT, ())]
        for oblique in (o for filler in first for o in self._finder.obliques(filler.token)):
            filler = self._scene.filler(self._number, oblique.token)
            slot = f"{oblique.preposition}+{oblique.case}" if oblique.preposition else oblique.case
            role = row.roles.get(slot) if oblique.preposition else Role.AGENT if slot == "Ins" else None
            if filler is None or role is None or role in roles:
                continue
            if oblique.preposition or filler.entity.kind in _WHO:
                roles[role] = [filler]

    def _add_owner(self, roles: Roles, index: int, special: Mapping[str, Role]) -> bool:
        """«его победа», «после своего свержения»: the owner is what a genitive would be."""
        owner = self._owner(index)
        if owner is None or owner.entity.kind not in ACTORS | PLACES:
            return False
        role = special["Gen"]
        if role is Role.PATIENT and role in roles:
            role = Role.AGENT
        if role in roles or any(owner.entity.id == f.entity.id for fillers in roles.values() for f in fillers):
            return False
        roles[role] = [owner]
        return True

    def _owner(self, index: int) -> Filler | None:
        for child in self._tree.children(index, "det", "nmod", "amod"):
            lemma = self._scene.lemma(self._number, child)
            if self._tree.children(child, "case"):
                continue
            if lemma in _POSSESSIVE:
                return self._scene.filler(self._number, child)
            if lemma == "свой":
                return self._subject_above(index)
        return None

    def _subject_above(self, index: int) -> Filler | None:
        """The only subject of the clause that the noun stands in."""
        above = next((i for i in self._tree.ancestors(index) if i in self._clauses), None)
        clause = self._clauses[above] if above is not None else None
        if clause is None or clause.is_passive or index in clause.subjects or len(clause.subjects) != 1:
            return None
        return self._scene.filler(self._number, clause.subjects[0])

    def _add_controller(self, roles: Roles, index: int) -> bool:
        known = {filler.entity.id for fillers in roles.values() for filler in fillers}
        found = [f for f in self._controllers(index) if f.entity.id not in known and f.entity.kind in _WHO]
        if found:
            roles[Role.AGENT] = found
        return bool(found)

    def _controllers(self, index: int) -> list[Filler]:
        """Those whom the word above names as acting: «план мэра по сносу рынка», «обвинили мэра в сносе рынка»."""
        slot = self._finder.slot(index)
        for _ in range(_STEPS):
            if slot.above < 0 or slot.above in self._clauses:
                break
            lemma = self._scene.lemma(self._number, slot.above)
            row = next(iter(self._scene.lexicon.control.get((lemma, "noun"), ())), None)
            is_control = row is not None and row.pos == "NOUN" and row.controller == "subject"
            if not is_control and lemma not in self._scene.lexicon.support:
                return []
            owner = self._owner(slot.above) or self._named(slot.above, index, "Gen" if is_control else "Ins")
            if owner:
                return [owner]
            slot = self._finder.slot(slot.above)
        clause = self._clauses.get(slot.above)
        verb = self._scene.lexicon.noun_control.get((clause.lemma, slot.key)) if clause else None
        if clause is None or verb is None or clause.subject_from.startswith(("control", "dropped")):
            return []
        is_object = verb.controller == "object" or clause.is_passive
        return self._fillers(clause.objects or clause.subjects if is_object else clause.subjects)

    def _named(self, index: int, other: int, case: str) -> Filler | None:
        """Who is named in this case of a noun: «план мэра», «совершение полицией»."""
        for oblique in self._complements(index):
            if (oblique.preposition, oblique.case) == ("", case) and oblique.token != other:
                return self._scene.filler(self._number, oblique.token)
        return None

    def _fillers(self, tokens: Iterable[int]) -> list[Filler]:
        return [filler for token in tokens if (filler := self._scene.filler(self._number, token))]
