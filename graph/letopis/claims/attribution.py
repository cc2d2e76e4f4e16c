"""Who says so: complement clauses, words put in before, inside or after the clause, quotations, source phrases.

«Токаев провёл разговоры с Лукашенко, сообщает пресс-служба Кремля.» is said by the press service; «По данным Минздрава,
пострадали более 1 тыс. человек» by the ministry. A speaker nearer to the clause comes first, others pass it on.

In: Scene, Clause, Quotation. Out: Said by token. Touches: Memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.claims.content import ABOUT, Content
from letopis.claims.insertions import Insertion, insertion_of
from letopis.claims.scene import PLACES
from letopis.claims.sources import source_phrases
from letopis.claims.speakers import Speakers
from letopis.lexicon.tables import fold
from letopis.records.claim import Attribution, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.quotes import Quotation
    from letopis.claims.scene import Filler, Scene
    from letopis.claims.speakers import Memory

_NAMING = frozenset({"назвать", "называть", "охарактеризовать", "характеризовать", "описать"})
_NEAR = 12  # tokens from such a verb to the quotation


@dataclass(frozen=True, slots=True)
class Said:
    """Speakers from the nearest outwards, none where they are not named («сообщается, что», «он добавил»).

    `modality` is what the nearest word of speech gives to its content; actual where the article speaks itself.
    """

    speakers: tuple[Attribution, ...] = ()
    modality: Modality = Modality.ACTUAL


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says what stands between code points `start` and `stop`, but for `hole`: the words that say who."""

    start: int
    stop: int
    speakers: tuple[Attribution, ...]
    modality: Modality
    hole: tuple[int, int] = (0, 0)
    position: int = -1  # where the phrase stands that names a source

    def covers(self, position: int) -> bool:
        """Whether the words there are what is said."""
        return self.start <= position < self.stop and not self.hole[0] <= position < self.hole[1]


def _within(voice: Voice, told: Sequence[tuple[int, tuple[Attribution, ...], Modality]]) -> Iterator[int]:
    """«"Город считает, что…", – сказала она»: whose words another one quotes with all the rest stands nearer."""
    return (size + 1 for size, named, _ in told if named and (word := named[0].word) and voice.covers(word.start))


class Attributor:
    """Finds the speakers of what one sentence says."""

    def __init__(self, scene: Scene, number: int, clauses: Sequence[Clause], memory: Memory) -> None:
        self._scene = scene
        self._number = number
        self._tree = scene.trees[number]
        self._clauses = {clause.verb: clause for clause in clauses}
        self._memory = memory
        self._speakers = Speakers(scene, number, memory)
        self._content = Content(scene, number, self._clauses, self._speakers)
        self._speech = self._content.speech
        self.insertions = {v: i for v, c in self._speech.items() if (i := insertion_of(scene, c))}
        self._said_by = self._content.said_by
        for verb, clause in sorted(self._speech.items()):
            self._said_by[verb] = self._adding(clause) or tuple(self._speakers.of(clause))
        self._voices = [v for verb, found in self.insertions.items() for v in self._inserted(verb, found)]
        self._voices += self._after_colons()
        self._voices = [*self._sources(), *self._voices]
        for verb, clause in sorted(self._speech.items()):
            row = self._content.row(clause)
            is_now = self._tree.tokens[verb].feats.get("Tense") == "Pres" and verb in self.insertions
            passes_on = is_now or (row is not None and row.kind in {"quote", "write"})
            self._speakers.remember(clause, self._said_by[verb], passes_on=passes_on)

    def body(self, clause: Clause) -> Filler | None:
        """Who speaks in a clause of speech without a subject: «рассказали в компании»."""
        is_plural = self._tree.tokens[clause.verb].feats.get("Number") == "Plur"
        found = self._speakers.body(clause) if clause.verb in self._speech and is_plural else None
        if found and found.entity.kind in PLACES and clause.verb not in self.insertions:
            below = (*self._tree.children(clause.verb, "ccomp"), *(o.token for o in clause.obliques))
            is_told = any(self._content.holds(i, clause, i) for i in below)
            return found if is_told else None  # «тревогу объявили в Киеве» is not said by the city
        return found

    def is_speech(self, verb: int) -> bool:
        """Whether the clause of that verb says what somebody says."""
        return verb in self._speech

    def is_put_in(self, token: int) -> bool:
        """Whether the token stands among the words that say who tells: «…, сообщил мэр на открытии моста»."""
        return any(found.start <= token < found.stop for found in self.insertions.values())

    def add(self, voice: Voice) -> None:
        """Somebody in another sentence says part of this one."""
        self._voices.append(voice)

    def voice(self, verb: int, quotation: Quotation) -> Voice:
        """The quotation as what the speakers of the verb of speech say."""
        tokens = self._tree.tokens
        found = self.insertions.get(verb)
        hole = (tokens[found.start].span.start, tokens[found.stop - 1].span.stop) if found else (0, 0)
        speakers = self._said_by.get(verb) or self._speakers.subject(self._clauses[verb])
        return Voice(quotation.start, quotation.stop, speakers, self._content.modality(verb), hole)

    def quoting(self, opening: int) -> int | None:
        """The verb that a quotation beginning at this token is said by: «X заявил: «…»», «назвал его «…»»."""
        if not opening:
            return None
        nearest = max((v for v in self._clauses if v < opening), default=None)
        if self._tree.tokens[opening - 1].text == ":":
            return max((v for v in self._speech if v < opening), default=None)
        is_naming = nearest is not None and (nearest in self._speech or self._clauses[nearest].lemma in _NAMING)
        return nearest if is_naming and opening - (nearest or 0) < _NEAR else None

    def announces(self) -> tuple[Attribution, ...]:
        """The speakers of a sentence that ends with a colon: what they say is the next one."""
        if self._tree.tokens[-1].text != ":":
            return ()
        verb = next((v for v in sorted(self._speech) if v not in self.insertions), None)
        return self._said_by[verb] if verb is not None else ()

    def said(self, token: int) -> Said | None:
        """By whom and how the words at the token are said; None where the article says them itself."""
        position = self._tree.tokens[token].span.start
        is_first = self._tree.tokens[token].feats.get("Person") == "1"  # «Я верю врачам», – сказал X
        said_by = () if is_first else self._said_by.get(token, ())
        own = {s.entity_id for s in said_by}  # «X сообщил…, добавил он»: nobody says that he says
        bracket = self._bracket(token)
        above = list(self._content.above(token)) if not bracket else []
        found = [
            (max([self._extent(v), *_within(v, above)]), v.speakers, v.modality)
            for v in self._voices
            if v.covers(position) and v.start >= bracket and not (own and own >= {s.entity_id for s in v.speakers})
        ]
        found += above
        if not found:
            return None
        found.sort(key=lambda voice: voice[0])
        speakers = {s.entity_id: s for _, named, _ in reversed(found) for s in reversed(named)}
        is_given = found[0][2] is Modality.POSSIBLE and self._is_given(token)
        return Said(tuple(reversed(speakers.values())), Modality.REPORTED if is_given else found[0][2])

    def _extent(self, voice: Voice) -> int:
        """«По данным ОЭСР, …, пишет газета»: whoever tells also the words that name a source passes them on."""
        sources = (v for v in self._voices if voice.position < 0 <= v.position and voice.covers(v.position))
        return max([voice.stop - voice.start, *(v.stop - v.start + 1 for v in sources)])

    def _is_given(self, token: int) -> bool:
        """«считает, что завод, который построили…»: what a relative clause tells beside a thought is not thought."""
        for index in (token, *self._tree.ancestors(token)):
            if self._tree.tokens[index].rel == "acl:relcl" or self._is_past_when(index):
                if any(i in self.insertions for i in self._tree.subtree(index)):
                    return False
                around = self.said(self._tree.tokens[index].head)
                return around is not None and around.modality is Modality.POSSIBLE
        return False

    def _is_past_when(self, verb: int) -> bool:
        """«…, когда были построены дома»: what was at that time is known."""
        token = self._tree.tokens[verb]
        is_past = token.feats.get("Tense") == "Past" and token.rel.startswith(("acl", "advcl"))
        return is_past and any(fold(self._tree.tokens[i].text) == "когда" for i in self._tree.children(verb))

    def _bracket(self, token: int) -> int:
        """Where the round bracket around the token begins, 0 if none: what stands there the article adds itself."""
        tokens = self._tree.tokens
        opened = next((i for i in range(token, -1, -1) if tokens[i].text in {"(", ")"}), None)
        is_open = opened is not None and tokens[opened].text == "("
        is_closed = is_open and any(t.text == ")" for t in tokens[token:])
        return tokens[opened].span.start if opened is not None and is_closed else 0

    def _adding(self, clause: Clause) -> tuple[Attribution, ...]:
        """«…, сказал X, добавив, что…»: a converb right after the insertion has its speaker."""
        if self._tree.tokens[clause.verb].feats.get("VerbForm") != "Conv":
            return ()
        return next((self._said_by[v] for v, i in self.insertions.items() if 0 < clause.verb - i.stop < 3), ())

    def _inserted(self, verb: int, found: Insertion) -> Iterator[Voice]:
        if found.after_quote and not self._is_partly_quoted(found):
            return  # what is said is the quotation, wherever it begins
        tokens = self._tree.tokens
        hole = tokens[found.start].span.start, tokens[found.stop - 1].span.stop
        first, last = found.content
        start, stop = tokens[first].span.start, tokens[last - 1].span.stop
        around = next((q for q in self._memory.quotations if q.start <= hole[0] and hole[1] <= q.stop), None)
        if around is not None:  # «"Это, как сказал Иванов, порт", – заявил Петров»
            start, stop = max(start, around.start), min(stop, around.stop)
        modality = self._content.modality(verb)
        modality = Modality.REPORTED if modality is Modality.ACTUAL else modality
        yield Voice(start, stop, self._said_by[verb], modality, hole)

    def _is_partly_quoted(self, found: Insertion) -> bool:
        """«Стороны обсудили работу «в сфере туризма», – отметили в МИД»: the words before the quotation too."""
        tokens = self._tree.tokens
        last = tokens[found.start - 1].span.start
        own = [q for q in self._memory.quotations if tokens[0].span.start < q.start < q.stop <= last]
        if not own:
            return False
        opening = next(i for i, token in enumerate(tokens) if token.span.start == own[-1].start)
        before = tokens[opening - 1]
        return before.pos != "PUNCT" and any(
            found.content[0] <= v < opening for v in self._clauses if v not in self._speech
        )

    def _after_colons(self) -> Iterator[Voice]:
        """«Фирма заявила, что подаст жалобу: Решение ошибочно»: what follows a colon, up to the end."""
        tokens = self._tree.tokens
        for index, token in enumerate(tokens[:-1]):
            if token.text != ":" or tokens[index + 1].text in '«"“„':
                continue
            verbs = [v for v in self._clauses if v < index]
            speech = [v for v in self._speech if v < index and v not in self.insertions]
            is_direct = (
                bool(speech)
                and speech[-1] == verbs[-1]
                and not self._clauses[speech[-1]].objects
                and not any(self._is_topic(i, speech[-1]) for i in range(index))
            )
            if speech and (is_direct or tokens[index + 1].text[0].isupper()):
                verb = speech[-1] if is_direct else speech[0]
                yield Voice(token.span.stop, tokens[-1].span.stop, self._said_by[verb], self._content.modality(verb))
                return

    def _is_topic(self, index: int, verb: int) -> bool:
        return self._tree.tokens[index].head == verb and bool(self._tree.cases(index) & ABOUT)

    def _sources(self) -> Iterator[Voice]:
        stops = [self._tree.tokens[i.start].span.start for i in self.insertions.values()]
        for phrase in source_phrases(self._scene, self._number, self._speakers, self._clauses):
            stop = min([s for s in stops if s > phrase.position] + [phrase.stop])
            speakers = (phrase.source,) if phrase.source else ()
            yield Voice(phrase.start, stop, speakers, Modality.REPORTED, position=phrase.position)

    def speaks_of_before(self) -> tuple[Attribution, ...]:
        """The speakers of «Об этом сообщил X»: what is said is the sentence before."""
        for verb, clause in self._speech.items():
            topic = any(
                o.preposition == "о" and self._scene.lemma(self._number, o.token) == "это" for o in clause.obliques
            )
            if (topic or self._has_this(clause)) and not self._tree.children(verb, "ccomp"):
                said = self.said(verb)
                return (*self._said_by[verb], *(said.speakers if said else ()))
        return ()

    def _has_this(self, clause: Clause) -> bool:
        return any(
            self._scene.lemma(self._number, i) == "это" and self._tree.cases(i) & {"о", "об"}
            for i in self._tree.children(clause.verb, "obl", "nmod")
        )
