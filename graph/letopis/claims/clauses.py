"""Clauses: a predicate with its subject, objects and obliques, passives turned and subjects shared out.

«Токаев поручил органу ввести регулирование и сместил Назарбаева» holds three clauses; the second has «органу» as its
subject by control, the third «Токаев» by coordination.

In: Scene. Out: Clause. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis._dictionary import is_participle
from letopis.claims.agreement import described_before, describes, nominative, turned
from letopis.claims.attachment import Attachment
from letopis.claims.clause import Clause, Oblique, Slot, one_of
from letopis.claims.control import lent, ruling
from letopis.claims.discord import without_discord
from letopis.claims.modals import under_modal
from letopis.claims.objects import direct, lend_subjects, lower_objects, mistaken, raise_subjects, share_objects, within
from letopis.claims.order import settled
from letopis.claims.scene import PLACES
from letopis.claims.subjects import arranged, force, is_passive_form, owners, subjects_of, told_to
from letopis.lexicon.tables import fold
from letopis.phrase import attributed
from letopis.records.claim import Role

if TYPE_CHECKING:
    from letopis.claims.scene import Scene
    from letopis.lexicon.rows import PrepositionRow
    from letopis.records.text import Token
    from letopis.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB", "X", "DET", "SYM"})
_CLAUSAL = frozenset({"root", "ccomp", "conj", "advcl", "parataxis", "acl"})
_OBLIQUE = ("obl", "iobj", "nmod")
_NOTHING = frozenset({"раз", "ст", "ч", "п"})  # «не раз говорил», «по ч. 1 ст. 105»
_ASKING = frozenset({"каковой", "каков", "таковой", "таков"})  # «какова ситуация?», «таково положение»
_PLACES = frozenset({Role.PLACE, Role.DESTINATION, Role.ORIGIN})
_STANDING = frozenset({"в", "на", "у", "перед", "под", "около", "возле"})


class ClauseFinder:
    """Finds the clauses of one sentence, in order of their verbs, parents' subjects passed on."""

    def __init__(self, scene: Scene, number: int) -> None:
        self._scene = scene
        self._number = number
        self._tree: Tree = scene.trees[number]
        self._tokens = self._tree.tokens
        self._made: dict[int, Clause] = {}

    def find(self) -> list[Clause]:
        """Clauses by order of position."""
        for index, token in enumerate(self._tokens):
            if self._is_predicate(index, token):
                self._made[index] = self._bare(index, token)
        Attachment(self._scene, self._number, self._made).settle()
        self._made = settled(self._tree, self._made, self._oblique)
        raise_subjects(self._scene, self._made)
        lower_objects(self._scene, self._made)
        lend_subjects(self._scene, self._made)
        share_objects(self._scene, self._made)
        for index in sorted(self._made, key=self._tree.depth):
            self._made[index] = self._with_subject(without_discord(self._scene, self._made[index]))
        return [self._made[index] for index in sorted(self._made)]

    def _is_predicate(self, index: int, token: Token) -> bool:
        if token.pos == "ADJ" and self._tree.children(index, "nsubj:pass", "aux:pass"):
            return True  # a passive participle that the tagger took for an adjective
        if token.pos == "ADJ" and token.feats.get("Variant") == "Short":
            return fold(token.lemma) not in _ASKING and bool(self._tree.children(index, "nsubj", "ccomp", "xcomp"))
        if fold(token.text) == "нет" or self._is_copular(index, token):
            return True
        if token.pos == "AUX":
            return token.rel.partition(":")[0] not in {"aux", "cop"}
        if token.pos != "VERB":
            return False
        if token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short":
            if "среди" in self._marks(index) and self._tree.children(index, "nsubj"):
                return True  # «среди погибших – дети»
            if self._scene.mention_at(self._number, index):
                return False
            if attributed(self._tree, index) is not None:
                return True
            return self._is_modifier(index) and bool(self._tree.children(index, "obl", "obj", "iobj"))
        return True

    def _marks(self, index: int) -> set[str]:
        return {fold(self._tokens[i].text) for i in self._tree.children(index, "case", "mark")}

    def _is_modifier(self, index: int) -> bool:
        """Whether the participle describes a noun, itself or by the one that it is coordinated with."""
        token = self._tokens[index]
        if token.rel == "conj" and self._tokens[token.head].feats.get("VerbForm") == "Part":
            return self._is_modifier(token.head)
        return token.rel.partition(":")[0] in {"acl", "amod"}

    def _described(self, index: int) -> tuple[int, ...]:
        """The noun of a participle: «назвал решения незаконными, принятыми наспех» tells of the object above."""
        head = self._tokens[index].head
        while head >= 0 and self._tokens[head].pos in {"VERB", "ADJ"}:
            if self._scene.mention_at(self._number, head):
                break
            if self._tokens[index].rel == "xcomp":
                number = self._tokens[index].feats.get("Number")
                above = self._made[head].objects if head in self._made else ()
                return tuple(i for i in above if self._tokens[i].feats.get("Number") == number)
            index, head = head, self._tokens[head].head
        return () if head < 0 else (head,)

    def _is_copular(self, index: int, token: Token) -> bool:
        """«Он был солдатом», «Париж – столица», «У компании три завода»: a noun is the predicate."""
        if self._scene.is_time(self._number, index):
            return False
        if one_of(self._tree, index) is not None:  # «это один из них» says of nobody what he is
            return any(self._scene.filler(self._number, i) for i in self._tree.children(index, "nsubj"))
        if token.pos not in {"NOUN", "PROPN"}:
            return token.pos == "PRON" and self._is_owner(index)
        if self._tree.children(index, "nsubj") and token.rel.partition(":")[0] in _CLAUSAL:
            return True
        return token.rel == "root" and any(
            "у" in self._tree.cases(i) for i in self._tree.children(index, "obl", "nmod")
        )

    def _is_owner(self, index: int) -> bool:
        """«У компании три завода», where the owner heads the clause."""
        return "у" in self._tree.cases(index) and bool(self._tree.children(index, "nsubj"))

    def _bare(self, index: int, token: Token) -> Clause:
        parent, via = self._parent(index)
        is_short = (token.feats.get("VerbForm"), token.feats.get("Variant")) == ("Part", "Short")
        is_passive = is_short or is_passive_form(token) or bool(self._tree.children(index, "nsubj:pass"))
        is_passive = is_passive and (token.pos != "ADJ" or is_participle(token.text.lower()))  # «должен» is none
        subjects, objects = self._subjects(index), direct(self._scene, self._number, index)
        if not is_passive:
            is_speech = (fold(token.lemma), "VERB") in self._scene.lexicon.speech  # «сообщили «Известия» и ТАСС»
            pair = [] if objects or is_speech else subjects_of(self._scene, self._number, index)
            both = arranged(self._tree, index, pair)
            if both is not None:
                subjects, objects = (self._scene.coordinated(self._number, i) for i in both)
            wrong = mistaken(self._scene, self._number, index, subjects)
            if wrong and not objects:
                objects, subjects = wrong, [i for i in subjects if i not in wrong]
            is_told = is_speech and (subjects or len(objects) != 2)  # «план показал завод» has two objects
            subject = None if is_told else nominative(self._tree, index, subjects, objects)
            if subject is not None:
                subjects, objects = turned(self._tree, subject, [*subjects, *objects])
            if objects and not subjects:
                subjects = force(self._scene, self._number, index)
        is_implied = not subjects and self._scene.is_implied(self._number, index)
        if is_implied:
            subjects = [index]
        whole = one_of(self._tree, index)
        is_copular = (token.pos in {"NOUN", "PROPN", "PRON"} or whole is not None) and fold(token.text) != "нет"
        objects = objects if not is_copular else [index if whole is None else whole]
        has = is_copular and self._is_owner(index)
        if has:
            subjects, objects = self._scene.coordinated(self._number, index), subjects
        return Clause(
            sentence=self._number,
            verb=index,
            lemma=("быть" if subjects and not has else "иметь") if is_copular else self._lemma(index),
            is_passive=is_passive,
            subjects=tuple(subjects),
            objects=tuple(objects),
            obliques=tuple(o for o in self.obliques(index) if o.token != whole),
            parent=parent,
            via=via,
            subject_from="the verb's ending" if is_implied else "",
        )

    def _lemma(self, index: int) -> str:
        """«вода стоит в подвале» stands; only «стоит 100 рублей», without a place, costs."""
        lemma = fold(self._tokens[index].lemma)
        around = {case for i in self._tree.children(index, "obl") for case in self._tree.cases(i)}
        return "стоять" if lemma == "стоить" and around & _STANDING else lemma

    def _subjects(self, index: int) -> list[int]:
        children = subjects_of(self._scene, self._number, index)
        return [j for i in children for j in self._scene.coordinated(self._number, i)]

    def obliques(self, index: int) -> list[Oblique]:
        """The dependents in a bare case or under a preposition, one by one."""
        strayed = told_to(self._scene, self._number, index)
        below = (*self._tree.children(index, *_OBLIQUE, "xcomp"), *strayed, *owners(self._tree, index))
        return [o for child in below for o in self._oblique(index, child)]

    def _oblique(self, index: int, child: int) -> list[Oblique]:
        is_predicative = self._tokens[child].rel == "xcomp"
        if is_predicative and not self._is_complement(child):
            return []
        if self._tokens[child].pos not in _NOMINAL or self._tree.is_as(child):
            return []
        if self._scene.is_time(self._number, child) or self._scene.lemma(self._number, child) in _NOTHING:
            return []
        preposition, noun = self._preposition(child)
        if noun is None:
            return []
        case = self._case(preposition, self._tokens[noun].feats.get("Case"))
        is_reflexive = self._tokens[index].pos == "VERB" and fold(self._tokens[index].lemma).endswith("ся")
        fellows = self._scene.coordinated(self._number, noun)
        return [Oblique(preposition, case, i, is_reflexive, is_predicative) for i in fellows]

    def _is_complement(self, index: int) -> bool:
        """«стал мэром»: a noun in the instrumental without a preposition."""
        token = self._tokens[index]
        is_noun = token.pos in {"NOUN", "PROPN", "PRON"} and token.feats.get("Case") == "Ins"
        return is_noun and not self._tree.children(index, "case")

    def slot(self, index: int) -> Slot:
        """How a noun hangs on the word above it; the first of coordinated nouns speaks for all."""
        token = self._tokens[index]
        while token.rel == "conj" and token.head >= 0 and not self._tree.children(index, "case"):
            index, token = token.head, self._tokens[token.head]
        case = token.feats.get("Case")
        if token.head >= 0:
            compound, inner = self._preposition(token.head)
            if inner == index:
                above = self._tokens[token.head]
                return Slot(compound, self._case(compound, case), above.head, above.rel.partition(":")[0])
        simple, inner = self._preposition(index)
        simple = simple if inner == index else ""
        return Slot(simple, self._case(simple, case), token.head, token.rel.partition(":")[0])

    def _preposition(self, index: int) -> tuple[str, int | None]:
        """The preposition over a noun, and the noun: of «в результате аварии» that is «аварии», of «в итоге» none."""
        parts = []
        for child in self._tree.children(index, "case", "mark"):
            if self._tokens[child].pos in {"ADP", "ADV"}:
                parts += [child, *self._tree.children(child, "fixed")]
        said = " ".join(fold(self._tokens[i].text) for i in sorted(parts))
        simple = {"во": "в", "со": "с", "ко": "к", "об": "о", "обо": "о", "изо": "из", "ото": "от"}.get(said, said)
        for preposition in (simple, said):
            compound = f"{preposition} {fold(self._tokens[index].text)}".strip()
            rows = self._scene.lexicon.prepositions.get(compound)
            if rows and not self._leans(index, preposition):
                inner = self._tree.child(index, "nmod")
                return (compound, inner) if inner is not None else self._alone(simple, index, rows[0])
        return simple, index

    def _alone(self, simple: str, index: int, row: PrepositionRow) -> tuple[str, int | None]:
        """«в итоге», «в ответ» say how or when and name nothing; «на борту», «в области», «вступил в силу» do."""
        filler = self._scene.filler(self._number, index)
        is_place = row.role in _PLACES or (filler is not None and filler.entity.kind in PLACES)
        is_adverb = row.role in {"manner", "time", "cause"} and not is_place
        return simple, None if is_adverb else index

    def _leans(self, index: int, preposition: str) -> bool:
        """«находится под контролем», «вступил в силу»: the verb leans on the noun."""
        verb = fold(self._tokens[self._tokens[index].head].lemma)
        return (verb, preposition, self._scene.lemma(self._number, index)) in self._scene.lexicon.light

    def _case(self, preposition: str, own: str | None) -> str:
        """The case of the noun; one that the preposition takes where the noun shows none, or that of its number."""
        cases = [row.case for row in self._scene.lexicon.prepositions.get(preposition, ())]
        if not preposition or not cases or own in cases:
            return own or "Nom"
        return cases[0]

    def _parent(self, index: int) -> tuple[int | None, str]:
        """The nearest predicate above, through nouns if need be, and the relation of the branch that leads to it."""
        via = self._tokens[index].rel
        for above in self._tree.ancestors(index):
            if self._is_predicate(above, self._tokens[above]):
                return above, via
            via = via if via.startswith("acl") else self._tokens[above].rel
        return None, "root"

    def _with_subject(self, clause: Clause) -> Clause:
        parent = self._made.get(clause.parent) if clause.parent is not None else None
        clause = replace(clause, control=ruling(self._scene, clause))
        clause = under_modal(self._scene, clause, parent)
        token = self._tokens[clause.verb]
        if token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short" and not clause.subjects:
            return self._participial(clause)
        if clause.subjects or parent is None:
            return clause
        return lent(self._scene, clause, parent)

    def _participial(self, clause: Clause) -> Clause:
        noun = attributed(self._tree, clause.verb)
        nouns = self._described(clause.verb) if noun is None else (noun,)
        if nouns and not describes(self._tree, clause.verb, nouns[0]):
            before = described_before(self._tree, clause.verb)
            nouns = () if before is None else (before,)
        if not nouns:
            return clause
        clause = within(clause, nouns[0])
        if clause.is_passive:
            return replace(clause, objects=nouns, is_passive=True, subjects=())
        return replace(clause, subjects=nouns, subject_from="participle")
