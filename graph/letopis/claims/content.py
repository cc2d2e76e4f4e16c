"""What a verb or a noun of speech is told to say by the tree: its clauses, «о взрыве» and all that hangs on it.

«Посол сообщил о победе партии, которая…»: the victory, and what the party did, are said by the ambassador.

In: Scene, Clause, Speakers. Out: speakers of what stands above a token. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.insertions import ends_quotation
from letopis.claims.scene import ACTORS
from letopis.claims.telling import is_denied, speech_row
from letopis.lexicon.tables import fold
from letopis.records.claim import Attribution, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.claims.speakers import Speakers
    from letopis.lexicon.rows import SpeechRow

ABOUT = frozenset({"о", "об", "обо", "про"})
_NOMINAL = frozenset({"assert", "write", "quote", "admit", "deny", "warn", "know", "think", "accuse"})
_OWNED = frozenset({"assert", "admit", "deny", "warn", "think"})  # «ЦБ предсказал замедление», «отметил рост»
_DOING = frozenset({"объявить", "объявлять"})  # «объявил мобилизацию» does it
_SHOWING = frozenset({"показать", "показывать"})  # «опрос показал рост» tells, «полиция показала видео взрыва» does not
_QUESTIONS = frozenset({"откуда", "почему", "зачем", "когда", "где", "куда", "кто", "как", "каким", "чей"})
_HEARD = frozenset({"получить", "получать", "услышать", "слышать", "прочитать", "узнать"})


class Content:
    """Clauses of speech of one sentence, who speaks in them (`said_by`, filled by the caller), and what they hold."""

    def __init__(self, scene: Scene, number: int, clauses: Mapping[int, Clause], speakers: Speakers) -> None:
        self._scene = scene
        self._number = number
        self._tree = scene.trees[number]
        self._clauses = clauses
        self._speakers = speakers
        self.speech = {v: c for v, c in clauses.items() if self.row(c) or ends_quotation(scene, c)}
        self.said_by: dict[int, tuple[Attribution, ...]] = {}

    def above(self, token: int) -> Iterator[tuple[int, tuple[Attribution, ...], Modality]]:
        """The clauses of speech in whose content the token stands by the tree, with the extent of the content."""
        current, seen = token, set[int]()
        while current not in seen:
            seen.add(current)
            above, via = self._step(current)
            if above is None:
                return
            if self._is_contrary(current):
                current = next((i for i in self._steps(current) if i in self.speech), current)
                continue
            by_noun = self._by_noun(current, above)
            if by_noun:
                yield 0, by_noun, Modality.REPORTED
            above = self._told_by(via, above)
            if above in self.speech and self.holds(via, self._clauses[above], current):
                tokens = [self._tree.tokens[i] for i in self._tree.subtree(via)]
                size = tokens[-1].span.stop - tokens[0].span.start
                if not is_denied(self._scene, self._clauses[above], self._clauses):
                    yield size, self.said_by[above], self.modality(above)
            current = above

    def _steps(self, token: int) -> Iterator[int]:
        """The clauses above, from the nearest."""
        seen = {token}
        above, _ = self._step(token)
        while above is not None and above not in seen:
            yield above
            seen.add(above)
            above, _ = self._step(above)

    def _is_contrary(self, verb: int) -> bool:
        """«В США решили, что…, а в Китае утверждали, что…»: whoever else speaks is not part of what is said before."""
        clause = self.speech.get(verb)
        if clause is None or clause.via != "conj" or clause.subject_from or not self.said_by[verb]:
            return False
        words = {fold(self._tree.tokens[i].text) for i in self._tree.children(verb, "cc", "advmod", "parataxis")}
        return bool(words & {"а", "но", "однако"})

    def _told_by(self, via: int, above: int) -> int:
        """«объявили о победе, а правозащитники заявляют…»: a topic is that of the verb of speech before it."""
        if via > above or not self._tree.cases(via) & ABOUT:
            return above
        before = max((v for v in self.speech if v < via), default=above)
        is_beside = not any(t.text in {",", ";"} for t in self._tree.tokens[before:via])
        return before if before < via and is_beside else above

    def _step(self, token: int) -> tuple[int | None, int]:
        """The clause above, and the last token on the way to it; of a clause taken out of another one, none of that."""
        clause = self._clauses.get(token)
        via = token
        for above in self._tree.ancestors(token):
            if (clause and clause.parent == above) or (clause is None and above in self._clauses):
                return above, via
            if clause is None or above not in self._clauses:
                via = above
        return (clause.parent, token) if clause else (None, via)

    def holds(self, via: int, speech: Clause, token: int) -> bool:
        """Whether a branch below a verb of speech is what is said: a clause, or «о взрыве» and what hangs on it."""
        rel = self._tree.tokens[via].rel
        clause = self._clauses.get(token)
        row = self.row(speech)
        if row is not None and row.kind == "know" and self._asks(via):
            return False
        if rel.startswith("ccomp") or (clause and clause.via.startswith("ccomp")):
            return True
        if self._tree.tokens[via].pos == "VERB" or row is None or row.kind not in _NOMINAL:
            return clause is not None and via == token and self._goes_on(clause, speech)
        if self._tree.cases(via) & ABOUT:
            return True
        if speech.lemma in {"указать", "указывать"}:
            return "на" in self._tree.cases(via)
        if row.kind == "accuse":
            return "в" in self._tree.cases(via)
        if speech.lemma in _SHOWING and self._is_by_actor(speech):
            return False
        return row.kind in _OWNED and speech.lemma not in _DOING and rel.startswith(("obj", "nsubj:pass"))

    def _asks(self, verb: int) -> bool:
        """«выясняли, откуда произошла утечка»: a question is nothing that somebody says, and takes it for granted."""
        first = min(self._tree.subtree(verb))
        words = {fold(t.text) for t in self._tree.tokens[first : first + 2]}
        return bool(words & _QUESTIONS)

    def _is_by_actor(self, clause: Clause) -> bool:
        fillers = (self._scene.filler(self._number, i) for i in clause.subjects)
        return any(filler is not None and filler.entity.kind in ACTORS for filler in fillers)

    def _by_noun(self, token: int, above: int) -> tuple[Attribution, ...]:
        """«пришёл к выводу, что…», «мнение экспертов, что…»: whose words a clause below a noun of speech is."""
        for index in self._tree.ancestors(token):
            if index == above:
                return ()
            row = self._scene.lexicon.speech.get((self._scene.lemma(self._number, index), "NOUN"))
            if row is None or not any(fold(self._tree.tokens[i].text) == "что" for i in self._marks(token)):
                continue
            owner = self._speakers.owner(index)
            if owner:
                return (Attribution(owner.entity.id, owner.span, self._tree.tokens[index].span),)
            clause = self._clauses[above]
            is_own = self._tree.tokens[index].head == above and clause.lemma not in _HEARD and not clause.is_passive
            return self._speakers.subject(clause) if is_own and above not in self.speech else ()
        return ()

    def _marks(self, token: int) -> list[int]:
        return self._tree.children(token, "mark")

    def _goes_on(self, clause: Clause, speech: Clause) -> bool:
        """«заявил, что знает об этом, и надеется на встречу»: the tense is that of the content, not of the speech."""
        if clause.via != "conj" or clause.subjects != speech.subjects or clause.verb < speech.verb:
            return False
        tense = [self._tree.tokens[i].feats.get("Tense") for i in (clause.verb, speech.verb)]
        contents = [
            c
            for c in self._clauses.values()
            if c.parent == speech.verb and c.via.startswith("ccomp") and speech.verb < c.verb < clause.verb
        ]
        return bool(contents) and tense[0] == self._tree.tokens[contents[-1].verb].feats.get("Tense") != tense[1]

    def row(self, clause: Clause) -> SpeechRow | None:
        """The row of a word of speech."""
        return speech_row(self._scene, clause)

    def modality(self, verb: int) -> Modality:
        """What the word of speech gives to its content."""
        row = self.row(self._clauses[verb])
        return row.modality if row else Modality.REPORTED
