"""Whether the event of a noun happened: «без задержания», «возможный обмен», «план вывода», «отменил показ».

Prepositions and adjectives of the noun itself come first; then the noun or verb that governs it («отказ от поставок»);
nouns that only say that it takes place («проведение», «начало») are looked through; what stands in a planned, possible
or ordered clause shares its modality, unless it is a cause («из-за взрыва») or what a noun or verb takes for granted
(«последствия взрыва», «ограничит вывоз»).

In: Scene, Clause, Stance of the clause. Out: Stance of the noun. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.stance import Stance, joined, stance_of_row
from letopis.lexicon.tables import fold
from letopis.records.claim import Modality, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.lexicon.rows import ControlRow, StanceRow
    from letopis.records.text import Span

_REPORTED = Modality.REPORTED
_STEPS = 6  # nouns between an event noun and its verb; longer chains are lists
_ABOUT = frozenset({"о", "об", "обо"})
_CIRCUMSTANCES = frozenset(
    {
        *("после", "до", "перед", "накануне", "во время", "в ходе", "в течение", "при", "среди", "у", "с", "со", "под"),
        *("через", "для", "из-за", "на фоне", "в связи с", "в результате", "вследствие", "ввиду", "благодаря"),
        *("в ответ на", "по итогам", "по случаю", "вопреки"),
    }
)


class NounStance:
    """Finds the stance of one event noun of a sentence under its clause."""

    def __init__(self, scene: Scene, number: int, clause: Clause | None, above: Stance) -> None:
        self._scene = scene
        self._number = number
        self._tree = scene.trees[number]
        self._tokens = self._tree.tokens
        self._clause = clause
        self._above = above

    def of(self, noun: int) -> Stance:
        """The stance of the noun, and the words that made it."""
        found = Stance()
        current = noun
        for _ in range(_STEPS):
            found = self._at(current).within(found)
            if self._is_cause(current):
                return found
            head = self._tokens[current].head
            while head >= 0 and self._tokens[current].rel == "conj" and self._tokens[head].pos == "NOUN":
                current, head = head, self._tokens[head].head
                found = self._prepositions(current).within(found)
            if head < 0 or (self._clause is not None and head == self._clause.verb):
                return self._by_clause(current, is_word=current == noun).within(found)
            lemma = fold(self._tokens[head].lemma)
            if "за" in self._tree.cases(current) and (ground := self._ground()) is not None:
                return ground.within(found)
            row = next(iter(self._scene.lexicon.control.get((lemma, "noun"), ())), None)
            if row is not None:
                return self._denial_of(head).within(stance_of_row(row, self._tokens[head].span)).within(found)
            speech = self._scene.lexicon.speech.get((lemma, "NOUN"))
            if speech is not None and self._tree.cases(current) & _ABOUT:
                told = Stance(modality=speech.modality, because=(self._tokens[head].span,))
                return self._denial_of(head).within(told).within(found)
            if self._row(lemma, "presupposing") is not None:
                return found
            if lemma not in self._scene.lexicon.support and speech is None:
                return Stance(modality=self._above.modality, because=self._above.because).within(found)
            current = head
        return found

    def _row(self, words: str, kind: str) -> StanceRow | None:
        return self._scene.lexicon.stances.get((words, kind))

    def _at(self, noun: int) -> Stance:
        """What its own attributes and prepositions say."""
        found = self._prepositions(noun)
        for child in self._tree.children(noun, "amod", "acl", "advmod", "discourse", "det"):
            row = self._row(fold(self._tokens[child].lemma), "adjective")
            if row is not None:
                found = stance_of_row(row, self._tokens[child].span).within(found)
            elif fold(self._tokens[child].text) == "не" and child + 1 <= noun:
                found = Stance(Polarity.NEGATIVE, because=(self._tokens[child].span,)).within(found)
        return found

    def _cases(self, noun: int) -> Iterator[tuple[str, Span]]:
        """Prepositions over the noun; «в случае отмены» and «с целью отмены» also where the tree has a noun there.

        With the word before them where that makes the aim: «работает над отменой».
        """
        for child in self._tree.children(noun, "case", "mark"):
            parts = sorted([child, *self._tree.children(child, "fixed")])
            yield " ".join(fold(self._tokens[i].text) for i in parts), joined(self._tree, parts)
        head = self._tokens[noun].head
        own = [fold(self._tokens[i].text) for i in sorted(self._tree.children(noun, "case"))]
        if own and 0 <= head < noun:
            yield " ".join((fold(self._tokens[head].lemma), *own)), self._tokens[head].span
        if head >= 0 and self._tokens[head].pos == "NOUN" and head < noun:
            for child in self._tree.children(head, "case"):
                words = " ".join((fold(self._tokens[child].text), fold(self._tokens[head].text), *own))
                yield words, joined(self._tree, [child, head])

    def _prepositions(self, noun: int) -> Stance:
        for words, span in self._cases(noun):
            row = self._row(words, "preposition")
            if row is not None:
                return stance_of_row(row, span)
        return Stance()

    def _is_cause(self, noun: int) -> bool:
        return any(self._row(words, "cause") for words, _ in self._cases(noun))

    def _by_clause(self, noun: int, *, is_word: bool) -> Stance:
        """What the predicate gives to the noun that depends on it; who denies a message denies what it says."""
        clause = self._clause
        if clause is None:
            return self._above
        if noun == clause.verb:
            return self._above
        verb = self._tokens[clause.verb].span
        row = next(iter(self._scene.lexicon.control.get((clause.lemma, "noun"), ())), None)
        around = Stance(modality=self._above.modality, because=self._above.because)
        is_message = is_word and (fold(self._tokens[noun].lemma), "NOUN") in self._scene.lexicon.speech
        if row is not None and self._is_complement(noun, row) and not (is_message and row.modality is _REPORTED):
            given = stance_of_row(row, verb)
            if self._above.is_negative:
                return self._denied(given, is_negative_row=row.polarity is Polarity.NEGATIVE)
            return given.within(around)
        if "за" in self._tree.cases(noun) and (ground := self._ground()) is not None:
            return ground
        if self._row(clause.lemma, "presupposing") is not None and self._is_done_to(noun):
            return Stance()
        is_told = (clause.lemma, "VERB") in self._scene.lexicon.speech and bool(self._tree.cases(noun) & _ABOUT)
        if self._above.is_negative and is_told:
            return self._denied(Stance(), is_negative_row=False)
        lemma = fold(self._tokens[clause.verb].lemma)
        if self._above.is_negative and lemma in self._scene.lexicon.support and self._is_core(noun):
            return self._above
        if self._above.is_negative and self._is_absent(noun):
            return self._above
        return around

    def _is_complement(self, noun: int, row: ControlRow) -> bool:
        """Whether the noun is what the verb is about: not who does it, nor when, where or why.

        «заявил о визите», not «заявил на встрече»; «обвинил в краже», «отказал в освобождении».
        """
        clause = self._clause
        if clause is None or any(words in _CIRCUMSTANCES for words, _ in self._cases(noun)):
            return False
        is_within = self._tree.cases(noun) & {"в", "во", "на"} and self._tokens[noun].feats.get("Case") == "Loc"
        if is_within and row.controller not in {"object", "subject"}:
            return False
        if noun not in clause.subjects or clause.is_passive or row.controller == "dative":
            return True
        return clause.lemma.endswith("ся") or self._tokens[clause.verb].pos != "VERB"

    def _is_done_to(self, noun: int) -> bool:
        """«продлят запрет», «запрет будет продлён»: what is prolonged, checked or limited is there already."""
        clause = self._clause
        return clause is not None and noun in (clause.subjects if clause.is_passive else clause.objects)

    def _ground(self) -> Stance | None:
        """What somebody is tried or punished for is what others accuse him of."""
        row = self._row(self._clause.lemma, "ground") if self._clause is not None else None
        if row is None or self._clause is None:
            return None
        return Stance(modality=row.modality, because=(self._tokens[self._clause.verb].span,))

    def _denial_of(self, word: int) -> Stance:
        """«опроверг слухи об отставке», «отверг обвинения в краже»: the verb denies what the noun tells."""
        clause = self._clause
        if clause is None or self._tokens[word].head != clause.verb:
            return Stance()
        row = next(iter(self._scene.lexicon.control.get((clause.lemma, "noun"), ())), None)
        if self._above.is_negative and self._is_missing(word):
            return Stance(Polarity.NEGATIVE, because=self._above.because)
        if row is None or row.modality is not Modality.REPORTED or row.polarity is not Polarity.NEGATIVE:
            return Stance()
        return Stance(row.polarity, because=(self._tokens[clause.verb].span,))

    def _is_missing(self, word: int) -> bool:
        """«угрозы взрыва нет», «планов отставки не было»: without the threat there is nothing that it threatens."""
        lemma, case = fold(self._tokens[word].lemma), self._tokens[word].feats.get("Case")
        rows = self._scene.lexicon.control.get((lemma, "noun"), ())
        is_being = self._clause is not None and self._clause.lemma in {"быть", "нет"}
        return is_being and case == "Gen" and any(row.polarity is Polarity.POSITIVE for row in rows)

    def _denied(self, given: Stance, *, is_negative_row: bool) -> Stance:
        """Under «не планирует», «не подтвердил», «не исключил»."""
        words = (*given.because, *self._above.because)
        if is_negative_row:
            return Stance(modality=Modality.POSSIBLE, because=words)
        if given.modality is Modality.ACTUAL:
            return Stance(modality=Modality.POSSIBLE, because=words)
        return Stance(Polarity.NEGATIVE, given.modality, words)

    def _is_absent(self, noun: int) -> bool:
        """«изменений не выявлено»: a denied verb with its subject in the genitive says that there is none."""
        clause = self._clause
        return clause is not None and noun in clause.subjects and self._tokens[noun].feats.get("Case") == "Gen"

    def _is_core(self, noun: int) -> bool:
        return self._tokens[noun].rel.partition(":")[0] in {"nsubj", "obj"}
