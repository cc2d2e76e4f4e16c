"""Events of verbs: one `Event` for each clause that says that something happens.

«Токаев предложил Путину провести переговоры» gives two: Токаев – предложить провести – переговоры (recipient Путин),
and, planned, Путин – провести – переговоры.

In: Scene, Clause. Out: Event. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.attribution import Attributor, Said
from letopis.claims.borders import within_borders
from letopis.claims.clauses import ClauseFinder
from letopis.claims.contrast import contrasted
from letopis.claims.light import lean
from letopis.claims.making import Event
from letopis.claims.modals import MODAL, is_infinitive
from letopis.claims.negation import negators
from letopis.claims.noun_stance import NounStance
from letopis.claims.nouns import NounEvents
from letopis.claims.places import own_places, placed_by, share_places
from letopis.claims.predicates import sense_of
from letopis.claims.roles import roles_of
from letopis.claims.scene import Filler, Scene
from letopis.claims.stance import Stance, Stances
from letopis.claims.tellers import with_tellers
from letopis.claims.telling import is_aside
from letopis.claims.times import times_of
from letopis.claims.verb_ties import verb_ties
from letopis.records.claim import Modality, Role
from letopis.records.mention import Quantity

if TYPE_CHECKING:
    from letopis.claims.clause import Clause
    from letopis.claims.predicates import Sense
    from letopis.claims.roles import Roles
    from letopis.claims.speakers import Memory
    from letopis.records.mention import Mention

_BARE_MODAL = frozenset({"мочь", "смочь", "суметь", "должен"})  # say nothing without an infinitive
_GOES = frozenset({"идти", "пойти"})
_SPEECH_OF_NOBODY = frozenset({"говориться", "сообщаться", "отмечаться", "уточняться", "подчеркиваться", "указываться"})
_COPULAS = frozenset({"стать", "становиться", "являться"})
_CORE = frozenset({Role.AGENT, Role.PATIENT, Role.PARTICIPANT, Role.TOPIC, Role.RECIPIENT, Role.DESTINATION})
_SESSION = frozenset({"заседание", "совещание", "встреча", "саммит", "сессия", "собрание", "брифинг"})


class SentenceEvents:
    """The events of one sentence. `speaks_of_before` are the speakers of «Об этом сообщил X»."""

    def __init__(self, scene: Scene, number: int, memory: Memory) -> None:
        self._scene = scene
        self._number = number
        self._tokens = scene.trees[number].tokens
        self._finder = ClauseFinder(scene, number)
        self._clauses = {
            clause.verb: clause for clause in within_borders(scene, with_tellers(scene, self._finder.find()))
        }
        self._senses = {verb: sense_of(scene, clause) for verb, clause in self._clauses.items()}
        self.attributor = Attributor(scene, number, list(self._clauses.values()), memory)
        self.speaks_of_before = self.attributor.speaks_of_before()
        self._times = times_of(scene, number, list(self._clauses.values()))
        self._stances = Stances(scene, number, self._clauses).made

    def find(self) -> list[Event]:
        """In order of position of their triggers."""
        made = {verb: event for verb, clause in self._clauses.items() if (event := self._event(clause))}
        shared = share_places(self._scene, self._clauses, {verb: event.roles for verb, event in made.items()})
        placed = [
            replace(event, roles={**event.roles, Role.PLACE: shared[verb]}) if verb in shared else event
            for verb, event in made.items()
        ]
        found = [part for event in placed for part in contrasted(self._scene, event)]
        leaning = frozenset(sense.noun for sense in self._senses.values() if sense.noun is not None)
        for token, event in NounEvents(self._scene, self._number, self._finder, self._clauses, leaning).find():
            above = next((i for i in self._scene.trees[self._number].ancestors(token) if i in self._clauses), None)
            around = next((e for e in placed if above is not None and e.trigger == self._tokens[above].span), None)
            found.append(self._under(placed_by(self._scene, event, token, around), token, above))
        return sorted(found, key=lambda event: event.trigger)

    def ties(self) -> list[Event]:
        """The relations that the verbs of the sentence state."""
        return [
            self.told(replace(event, verb=verb))
            for verb, clause in self._clauses.items()
            for event in verb_ties(self._scene, clause)
        ]

    def told(self, relation: Event) -> Event:
        """The relation as its verb tells it: whether it holds, who says so (of an aside the article itself), when."""
        verb = relation.verb
        if verb is None or verb not in self._clauses:
            return relation
        said = Said() if is_aside(self._scene.trees[self._number], verb) else self.attributor.said(verb) or Said()
        return replace(relation, stance=self._stances[verb], said=said, times=tuple(self._times[verb]))

    def _event(self, clause: Clause) -> Event | None:
        infinitive = self._infinitive(clause)
        if infinitive and infinitive.control and (infinitive.control.merges or clause.lemma in MODAL):
            return None
        if clause.lemma in _GOES and any(self._scene.lemma(self._number, i) == "речь" for i in clause.subjects):
            return None  # «речь идёт о доме» explains a word
        sense = self._senses[clause.verb]
        roles = self._roles(clause, sense)
        if infinitive:
            sense, roles = self._with_infinitive(sense, roles, infinitive)
        elif clause.control and clause.control.merges and clause.parent is not None:
            label = f"{self._clauses[clause.parent].lemma} {sense.predicate.label}"
            sense = replace(sense, predicate=replace(sense.predicate, label=label))
        if self._lacks(clause, roles):
            sense = replace(sense, predicate=replace(sense.predicate, label=f"{sense.predicate.label} без"))
        if not _CORE & roles.keys() and not self._is_telling(clause):
            return None
        if self._is_empty(clause, roles):
            return None
        if clause.lemma in _BARE_MODAL and not infinitive and (clause.is_passive or Role.PATIENT not in roles):
            return None  # «могут быть причастны»
        subject_role = self._subject_role(clause, sense, roles)
        is_turned = sense.noun is not None and Role.AGENT in sense.special.values()
        if (subject_role is not Role.AGENT or is_turned) and _CORE & roles.keys() == {Role.AGENT}:
            return None  # «он находится под контролем отряда» says nothing of the detachment alone
        if clause.lemma in _SPEECH_OF_NOBODY or (self._is_speech(clause) and Role.AGENT not in roles):
            return None
        return Event(
            sentence=self._number,
            trigger=self._tokens[clause.verb].span,
            predicate=sense.predicate,
            roles=roles,
            rule=self._rule(clause, sense),
            subject_role=subject_role,
            stance=self._stances[clause.verb],
            said=self.attributor.said(clause.verb) or Said(),
            times=tuple(self._times[clause.verb]),
        )

    @staticmethod
    def _lacks(clause: Clause, roles: Roles) -> bool:
        """«остались без света»: the preposition says the opposite of the verb with its argument."""
        filled = {filler.token for fillers in roles.values() for filler in fillers}
        return any(oblique.preposition == "без" and oblique.token in filled for oblique in clause.obliques)

    def _is_empty(self, clause: Clause, roles: Roles) -> bool:
        """«речь идёт о сносе», «стало известно о сносе», «это является рекордом»: of nothing that is named."""
        is_of_talk = clause.lemma == "идти" and any(
            self._scene.lemma(self._number, i) == "речь" for i in clause.subjects
        )
        return is_of_talk or (clause.lemma in _COPULAS and roles.keys() <= {Role.TOPIC, Role.PLACE, Role.CAUSE})

    @staticmethod
    def _subject_role(clause: Clause, sense: Sense, roles: Roles) -> Role:
        """Who acts; with a verb of what befalls somebody, that one: «село подверглось обстрелу со стороны отряда»."""
        own = sense.special.get("nsubj", Role.AGENT)
        may_have_agent = Role.AGENT in sense.special.values() or (sense.predicate.frame and own is Role.AGENT)
        if clause.is_passive and clause.lemma.endswith("ся") and Role.AGENT not in roles and not may_have_agent:
            return Role.PATIENT  # «сладости предназначались для магазинов»
        has_agent = Role.AGENT in roles and Role.AGENT in sense.special.values()
        return Role.AGENT if clause.is_passive or has_agent else own

    def _infinitive(self, clause: Clause) -> Clause | None:
        """The infinitive that the verb or its light noun rules; none of another noun: «ответил на просьбу уйти»."""
        heads = {clause.verb, self._senses[clause.verb].noun}
        for inner in self._clauses.values():
            token = self._tokens[inner.verb]
            is_ruled = inner.parent == clause.verb and inner.control and token.head in heads
            if is_ruled and is_infinitive(self._scene, inner) and inner.via in {"xcomp", "csubj", "ccomp", "obl"}:
                return inner
        return None

    def _is_speech(self, clause: Clause) -> bool:
        plain = clause.lemma.removesuffix("ся")
        return (plain, "VERB") in self._scene.lexicon.speech and (plain, "VERB") not in self._scene.lexicon.predicates

    @staticmethod
    def _rule(clause: Clause, sense: Sense) -> str:
        parts = ["light verb" if sense.noun is not None else "passive" if clause.is_passive else "verb"]
        if clause.subject_from:
            parts.append(f"subject by {clause.subject_from}")
        if clause.control:
            parts.append(f"ruled by {clause.control.lemma}")
        return ", ".join(parts)

    def _is_telling(self, clause: Clause) -> bool:
        """Whether somebody, something or a number of it is the subject: «въехали 47 тыс. раз», «сгорело 300 га»."""
        own = () if clause.subject_from else clause.subjects
        is_counted = any(self._quantity(i) for i in own)
        return is_counted or any(self._scene.filler(self._number, i) for i in clause.subjects)

    def _quantity(self, index: int) -> Mention | None:
        span = self._tokens[index].span
        return next((m for m in self._scene.quantities.get(self._number, ()) if span in m.span), None)

    def _roles(self, clause: Clause, sense: Sense) -> Roles:
        clause = replace(
            clause,
            subjects=tuple(self._counted(i) for i in clause.subjects),
            objects=tuple(self._counted(i) for i in clause.objects),
        )
        roles = roles_of(self._scene, clause, sense.special)
        self._name_group(roles, clause)
        for index in (*clause.subjects, *clause.objects):
            if self._scene.filler(self._number, index) is None:
                self._add_group(roles, clause, index)
        self._add_session(roles, clause)
        self._add_body(roles, clause)
        if sense.noun is not None:
            lean(self._scene, self._finder, clause, roles, sense)
        return own_places(self._scene, clause, roles, sense.predicate.event_class)

    def _name_group(self, roles: Roles, clause: Clause) -> None:
        """«среди правоохранителей погибли 18 человек»: it is the group that is spoken of, not some people."""
        groups = [
            f for o in clause.obliques if o.preposition == "среди" and (f := self._scene.filler(self._number, o.token))
        ]
        for role in (Role.AGENT, Role.PATIENT):
            for place, filler in enumerate(roles.get(role, ())):
                before = [group for group in groups if group.token < filler.token]
                if before and self._scene.lemma(self._number, filler.token) == "человек":
                    roles[role][place] = replace(filler, entity=before[-1].entity)

    def _counted(self, index: int) -> int:
        """«2,5 тыс. военных»: the noun that the number counts, where the tree makes the number the head."""
        span = self._tokens[index].span
        for mention in self._scene.quantities.get(self._number, ()):
            if span in mention.span:
                return mention.head
        return index

    def _is_number_of_people(self, index: int) -> bool:
        found = self._quantity(index)
        return found is not None and isinstance(found.value, Quantity) and found.value.unit in {"", "человек"}

    def _add_group(self, roles: Roles, clause: Clause, index: int) -> None:
        """«среди участников 26 погибли»: a number without its noun counts the group named before it."""
        if not self._is_number_of_people(index):
            return
        group = None
        for other in self._clauses.values():
            for oblique in other.obliques:
                if oblique.preposition in {"среди", "из"} and oblique.token < index:
                    group = self._scene.filler(self._number, oblique.token) or group
        if group is None:
            before = [m.head for m in self._scene.quantities.get(self._number, ()) if m.head < index]
            group = self._scene.filler(self._number, before[-1]) if before else None
        if group:
            role = Role.PATIENT if clause.is_passive or index in clause.objects else Role.AGENT
            if index in clause.subjects and not clause.is_passive:
                role = self._senses[clause.verb].special.get("nsubj", Role.AGENT)
            others = [filler for filler in roles.get(role, []) if filler.entity.id != group.entity.id]
            roles[role] = [*others, Filler(group.entity, group.span, index, group.score * 0.9)]

    def _add_session(self, roles: Roles, clause: Clause) -> None:
        """«на заседании совета было принято решение направить»: the body that sits is who decides."""
        above = self._clauses.get(clause.parent) if clause.parent is not None else None
        for source in (clause, above):
            if source is None or not source.is_passive or Role.AGENT in roles or (source is above and clause.subjects):
                continue
            for oblique in source.obliques:
                if oblique.preposition == "на" and self._scene.lemma(self._number, oblique.token) in _SESSION:
                    inner = self._scene.trees[self._number].child(oblique.token, "nmod")
                    body = self._scene.filler(self._number, inner) if inner is not None else None
                    if body:
                        roles[Role.AGENT] = [body]

    def _add_body(self, roles: Roles, clause: Clause) -> None:
        """«рассказали в компании»: the body that speaks is the agent."""
        body = self.attributor.body(clause) if Role.AGENT not in roles else None
        if body is None:
            return
        for role, fillers in list(roles.items()):
            roles[role] = [f for f in fillers if f.token != body.token and f.entity.id != body.entity.id]
            if not roles[role]:
                del roles[role]
        roles[Role.AGENT] = [body]

    def _with_infinitive(self, sense: Sense, roles: Roles, inner: Clause) -> tuple[Sense, Roles]:
        """«предложить провести»: the outer event is about what the inner one is done to."""
        predicate = sense.predicate
        denial = "не " if negators(self._scene, inner) else ""
        label = f"{predicate.label} {denial}{inner.lemma}"
        fillers = [f for i in inner.objects if (f := self._scene.filler(self._number, self._counted(i)))]
        patients = fillers if Role.PATIENT not in roles else []
        if patients:
            roles = {**roles, Role.TOPIC: [*roles.get(Role.TOPIC, []), *patients]}
        return replace(sense, predicate=replace(predicate, label=label)), roles

    def _under(self, event: Event, noun: int, above: int | None) -> Event:
        """A nominal event with the stance that the clause around it gives, and whoever says it."""
        said = self.attributor.said(noun)
        if above is None:
            stance = NounStance(self._scene, self._number, None, Stance()).of(noun)
            return replace(event, stance=stance, said=said or Said())
        around = Stance() if self.attributor.is_put_in(noun) else self._stances[above]
        stance = NounStance(self._scene, self._number, self._clauses[above], around).of(noun)
        if said and stance.modality is Modality.ACTUAL and self.attributor.is_speech(above):
            stance = replace(stance, modality=Modality.REPORTED)
        return replace(event, stance=stance, said=said or Said())
