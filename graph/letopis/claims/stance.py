"""Whether it happened: negation, tense, mood and the words that put an event into somebody's plans or orders.

| value | example |
|---|---|
| actual | «Токаев отправил правительство в отставку» |
| reported | «силовики заявили, что освободили центр» |
| ordered | «поручил органу ввести регулирование» |
| planned | «будут отправлены военные», «решили провести разговор», «чтобы провести» |
| permitted | «разрешил стрелять» |
| possible | «может начаться», «если начнётся», «начался бы», «потребовал начать» |

What stands inside a plan, an order or a possibility is no more certain than it: of several the weakest value holds.

In: Scene, Clause. Out: Stance of each clause, with the words that made it. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letopis.claims.asking import is_asked, is_joined
from letopis.claims.modals import control_rows, is_infinitive
from letopis.claims.negation import negators
from letopis.claims.telling import content_row, is_factive
from letopis.lexicon.tables import fold
from letopis.records.claim import Modality, Polarity
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.lexicon.rows import ControlRow, StanceRow
    from letopis.tree import Tree

_ORDER = {modality: place for place, modality in enumerate(Modality)}  # declared from the strongest to the weakest
_NEAR = ("mark", "advmod", "discourse", "aux", "parataxis", "obl", "cop")
_LONGEST = 4  # words of a hedge or conjunction: «по всей видимости», «вместо того чтобы»
_EXISTING = frozenset(
    {"быть", "нет", "иметь", "иметься", "существовать", "дать", "получить", "давать", "получать"}
    | {"реализовать", "осуществить", "выполнить", "исполнить", "удаться"}
)
_RULED = frozenset({"xcomp", "ccomp", "csubj", "obl", "nsubj"})
_RAISING = frozenset({"think", "warn", "promise", "propose"})  # «не считает, что виновен»: считает, что не виновен


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and modality, before it is known who says it, and the words that made them."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    because: tuple[Span, ...] = ()

    @property
    def is_negative(self) -> bool:
        """Whether it is denied."""
        return self.polarity is Polarity.NEGATIVE

    def within(self, outer: Stance) -> Stance:
        """The stance of what has this one by itself and stands inside `outer`: the weakest modality, both denials."""
        is_negative = self.is_negative != outer.is_negative
        return Stance(
            Polarity.NEGATIVE if is_negative else Polarity.POSITIVE,
            weakest(self.modality, outer.modality),
            tuple(sorted({*self.because, *outer.because})),
        )


def weakest(*modalities: Modality) -> Modality:
    """The one that says least of whether it happened."""
    return max(modalities, key=_ORDER.__getitem__)


def stance_of_row(row: ControlRow | StanceRow, *words: Span) -> Stance:
    """What a row of the lexicon gives; that it is reported is said with its speaker, not here."""
    modality = Modality.ACTUAL if row.modality is Modality.REPORTED else row.modality
    return Stance(row.polarity, modality, words)


def joined(tree: Tree, tokens: Sequence[int]) -> Span:
    """The stretch from the first of the tokens to the last one."""
    return Span(tree.tokens[min(tokens)].span.start, tree.tokens[max(tokens)].span.stop)


class Stances:
    """The stances of the clauses of one sentence; `made` has them by verb."""

    def __init__(self, scene: Scene, number: int, clauses: Mapping[int, Clause]) -> None:
        self._scene = scene
        self._tree: Tree = scene.trees[number]
        self._tokens = self._tree.tokens
        self._clauses = clauses
        self._around: dict[int, Stance] = {}
        self.made: dict[int, Stance] = {}
        for verb in sorted(clauses, key=self._tree.depth):
            self._around[verb] = self._surrounding(clauses[verb])
            self.made[verb] = self._own(clauses[verb]).within(self._around[verb])

    def _form(self, verb: int) -> str | None:
        return self._tokens[verb].feats.get("VerbForm")

    def _surrounding(self, clause: Clause) -> Stance:
        """What the clauses above give to this one."""
        parent = self._clauses.get(clause.parent) if clause.parent is not None else None
        if parent is None or parent.verb not in self.made:
            return self._unruled(clause)
        via = clause.via.partition(":")[0]
        above = self.made[parent.verb]
        is_converb = self._form(clause.verb) == "Conv"
        if via == "conj" and (not is_converb or self._form(parent.verb) == "Conv"):
            return self._shared(clause, parent)
        if is_converb:
            return Stance() if above.modality is Modality.POSSIBLE else replace(above, polarity=Polarity.POSITIVE)
        if self._may_be_ruled(clause):
            row = self._row(clause)
            if row is not None:
                return self._ruled(clause, row, above)
            speech = content_row(self._scene, parent)
            if via == "ccomp" and speech is not None and self._mark(clause.verb) == "chto":
                is_thought = speech.modality is Modality.POSSIBLE
                word = self._tokens[parent.verb].span
                given = Stance(modality=Modality.POSSIBLE, because=(word,)) if is_thought else Stance()
                return self._said(clause, given, above)
            if self._form(clause.verb) == "Inf":
                return Stance(above.polarity, above.modality, above.because).within(self._unruled(clause))
        return self._told(clause, parent, above) or self._unruled(clause)

    def _told(self, clause: Clause, parent: Clause, above: Stance) -> Stance | None:
        """The content of a noun of speech: «слухи, что завод продан», «опровергла информацию, что завод закроют»."""
        head = self._tokens[clause.verb].head
        speech = self._scene.lexicon.speech.get((fold(self._tokens[head].lemma), "NOUN")) if head >= 0 else None
        if speech is None or self._mark(clause.verb) != "chto":
            return None
        words = (self._tokens[head].span,)
        rows = self._scene.lexicon.control.get((parent.lemma, "noun"), ())
        if rows and rows[0].polarity is Polarity.NEGATIVE and not above.is_negative:
            return Stance(Polarity.NEGATIVE, speech.modality, (*words, self._tokens[parent.verb].span))
        if above.is_negative:
            return Stance(modality=Modality.POSSIBLE, because=(*words, *above.because))
        return Stance(modality=speech.modality, because=words)

    def _may_be_ruled(self, clause: Clause) -> bool:
        via, is_infinitive = clause.via.partition(":")[0], self._form(clause.verb) == "Inf"
        is_chtoby = self._mark(clause.verb) == "chtoby"
        if is_infinitive:
            return not is_chtoby
        return via in _RULED or (via == "advcl" and is_chtoby)

    def _unruled(self, clause: Clause) -> Stance:
        """An infinitive that nothing says more of is no fact: «Цель – создать фонд», «Как получить визу»."""
        helpers = self._tree.children(clause.verb, "aux", "cop")
        if self._form(clause.verb) != "Inf" or helpers or self._is_purpose(clause):
            return Stance()
        head = self._tokens[clause.verb].head
        for index in (*((head,) if head >= 0 else ()), *self._tree.children(clause.verb)):
            found = control_rows(self._scene, self._tokens[index], "inf")
            if found:
                return stance_of_row(found[0], self._tokens[index].span)
        return Stance(modality=Modality.POSSIBLE)

    def _is_purpose(self, clause: Clause) -> bool:
        return bool(self._tree.children(clause.verb, "mark"))

    def _shared(self, clause: Clause, first: Clause) -> Stance:
        """What a coordinated clause has of the first one: its surroundings, and its conjunction or auxiliary."""
        around = self._around[first.verb]
        if self._form(clause.verb) == "Inf" and self._form(first.verb) == "Inf":
            if self._tree.children(clause.verb, "aux"):
                return around
            helpers = self._tree.children(first.verb, "aux")
            return self._own(first).within(around) if helpers else around.within(self._words(first))
        if self._form(clause.verb) == "Inf":
            return self._unruled(clause)
        if not is_joined(self._tree, clause):
            return around
        # with a subject of its own it shares the conjunction alone: «если мост закрыт и лёд не встал»
        has_own = bool(self._tree.children(clause.verb, "nsubj"))
        return around.within(self._words(first, *(("mark",) if has_own else _NEAR)))

    def _row(self, clause: Clause) -> ControlRow | None:
        """The row of the word that rules this infinitive, participle with «быть» or clause."""
        head = self._tokens[clause.verb].head
        if head < 0:
            return None
        complement = "inf" if is_infinitive(self._scene, clause) else self._mark(clause.verb)
        rows = control_rows(self._scene, self._tokens[head], complement)
        if rows and complement == "inf":
            rows = self._of_object(head) or rows
        return rows[0] if rows else clause.control

    def _of_object(self, verb: int) -> tuple[ControlRow, ...]:
        """«дал указание снести дом»: the noun rules the infinitive, also where the tree hangs it on the verb."""
        for index in self._tree.children(verb, "obj"):
            rows = self._scene.lexicon.control.get((fold(self._tokens[index].lemma), "inf"), ())
            if rows and self._tokens[index].pos == "NOUN":
                return rows
        return ()

    def _mark(self, verb: int) -> str:
        words = {fold(self._tokens[i].text) for i in self._tree.children(verb, "mark")}
        return "chtoby" if "чтобы" in words else "chto" if "что" in words else ""

    def _ruled(self, clause: Clause, row: ControlRow, above: Stance) -> Stance:
        ruler = self._tokens[self._tokens[clause.verb].head].span
        given = stance_of_row(row)
        if given != Stance() or above.is_negative:
            given = stance_of_row(row, ruler)
        if row.complement == "chto":
            return self._said(clause, given, above)
        above = self._around_noun(clause, above)
        if above.is_negative and row.polarity is Polarity.NEGATIVE:
            modality = Modality.ACTUAL if row.modality is Modality.ACTUAL and row.merges else Modality.POSSIBLE
            return Stance(modality=weakest(modality, above.modality), because=(*given.because, *above.because))
        return given.within(above)

    def _around_noun(self, clause: Clause, above: Stance) -> Stance:
        """«нельзя забывать о планах начать штурм» denies no storm; «опроверг планы уйти» denies the leaving."""
        parent = self._clauses.get(clause.parent) if clause.parent is not None else None
        head = self._tokens[clause.verb].head
        if parent is None or head < 0 or head == parent.verb or self._tokens[head].pos != "NOUN":
            return above
        rows = self._scene.lexicon.control.get((parent.lemma, "noun"), ())
        if rows and rows[0].polarity is Polarity.NEGATIVE and not above.is_negative:
            word = self._tokens[parent.verb].span
            return replace(above, polarity=Polarity.NEGATIVE, because=(*above.because, word))
        if not above.is_negative or parent.lemma in _EXISTING:
            return above
        return Stance(modality=above.modality, because=() if above.modality is Modality.ACTUAL else above.because)

    def _said(self, clause: Clause, given: Stance, above: Stance) -> Stance:
        """The content of a word of speech or thought, which does not share the word's own tense."""
        speech = content_row(self._scene, self._clauses[clause.parent]) if clause.parent is not None else None
        if above.is_negative:
            if given.is_negative:
                return Stance(modality=Modality.POSSIBLE, because=(*given.because, *above.because))
            if speech is not None and is_factive(speech):
                return given
            if speech is None or (speech.kind in _RAISING and speech.pos == "VERB"):
                return Stance(Polarity.NEGATIVE, given.modality, (*given.because, *above.because))
            return Stance(modality=Modality.POSSIBLE, because=(*given.because, *above.because))
        if given.modality is Modality.PLANNED and self._tokens[clause.verb].feats.get("Tense") == "Past":
            return Stance(given.polarity, Modality.POSSIBLE, given.because)
        return given

    def _own(self, clause: Clause) -> Stance:
        """Negation, hedges, conjunctions, mood and tense of the clause itself."""
        denied = [self._tokens[i].span for i in negators(self._scene, clause)]
        polarity = Polarity.NEGATIVE if denied else Polarity.POSITIVE
        return Stance(polarity, *self._tense(clause, denied)).within(self._words(clause))

    def _tense(self, clause: Clause, denied: Iterable[Span]) -> tuple[Modality, tuple[Span, ...]]:
        token = self._tokens[clause.verb]
        will = [i for i in self._tree.children(clause.verb, "aux", "cop") if fold(self._tokens[i].text)[:3] == "буд"]
        words = (*denied, *(self._tokens[i].span for i in will))
        if token.feats.get("Mood") == "Cnd" or is_asked(self._tree, clause, self._clauses):
            return Modality.POSSIBLE, words
        if token.feats.get("Mood") == "Imp":
            return Modality.ORDERED, words
        is_future = will or token.feats.get("Tense") == "Fut" or fold(token.text)[:3] == "буд"
        return (Modality.PLANNED if is_future else Modality.ACTUAL), words

    def _words(self, clause: Clause, *rels: str) -> Stance:
        """The hedges and conjunctions of the clause together, only those in `rels` if any is given."""
        found = Stance()
        proviso = self._proviso(clause)
        if proviso is not None:
            found = Stance(modality=Modality.POSSIBLE, because=(proviso,))
        is_content = self._may_be_ruled(clause) and self._row(clause) is not None
        for child in self._tree.children(clause.verb, *(rels or _NEAR)):
            if is_content and self._tokens[child].rel == "mark":
                continue
            parts = [i for i in self._tree.subtree(child) if self._tokens[i].pos != "PUNCT"]
            if len(parts) > _LONGEST:
                continue
            row = self._worded(" ".join(fold(self._tokens[i].text) for i in parts), child)
            if row is not None:
                found = Stance(row.polarity, row.modality, (joined(self._tree, parts),)).within(found)
        return found

    def _proviso(self, clause: Clause) -> Span | None:
        """The words «при условии, что», which the tree does not hang on the clause that they begin."""
        for index in self._tree.children(clause.verb, "mark", "advmod"):
            before = [i for i in range(max(0, index - 3), index) if self._tokens[i].pos != "PUNCT"][-2:]
            words = [fold(self._tokens[i].text) for i in (*before, index)]
            if words == ["при", "условии", "что"]:
                return joined(self._tree, [*before, index])
        return None

    def _worded(self, words: str, index: int) -> StanceRow | None:
        rows = self._scene.lexicon.stances
        is_mark = self._tokens[index].rel == "mark" or self._tokens[index].pos == "SCONJ"
        return rows.get((words, "adverb")) or (rows.get((words, "conjunction")) if is_mark else None)
