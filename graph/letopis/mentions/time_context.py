"""What a time expression is read against: the day of publication, the time last spoken of, the tense of its clause.

«в понедельник» is last Monday beside «встретились» and next Monday beside «встретятся».

In: Sentence, atoms. Out: Story, Scene. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import TIMES
from letopis.mentions.calendar import bounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from letopis.mentions.atoms import Atom
    from letopis.records.mention import TimeValue
    from letopis.records.text import Sentence, Token

_LEADING = 4  # sentences in which a story says when it happens
MEMORY = 3  # sentences for which a time last spoken of is remembered
_BREAKS = frozenset(',;:()«»"—–…')
_FORWARD = frozenset({"до", "к", "ко", "на", "по"})


@dataclass(slots=True)
class Story:
    """What is known while an article is read from its beginning on."""

    reference: date | None = None
    anchor: str | None = None  # the time last spoken of
    anchor_sentence: int = -1
    morning: str | None = None  # the second day of the night last spoken of
    lead: date | None = None  # of a story whose day is unknown: the day that its first sentences tell of

    @classmethod
    def of(cls, published: str | None) -> Story:
        """A story told on the day of publication; nothing is assumed where that is unknown."""
        bounds = bounds_of((published or "")[:10])
        return cls(bounds[0] if bounds and bounds[0] == bounds[1] else None)

    def remember(self, value: TimeValue, sentence: int) -> None:
        """Makes a date, or the beginning of an interval, the time last spoken of."""
        if value.kind not in {"date", "interval"} or value.relation in {"until", "before", "as_of"}:
            return
        start, _, stop = value.value.partition("/")
        bounds, ends = bounds_of(start), bounds_of(stop)
        if bounds:
            self.anchor, self.anchor_sentence = start, sentence
            is_night = ends and ends[0] == ends[1] == bounds[1] + timedelta(1)
            self.morning = stop if is_night else None
        if bounds and self.reference is None and self.lead is None and sentence < _LEADING and bounds[0] == bounds[1]:
            self.lead = bounds[0]


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence in its story."""

    story: Story
    sentence: Sentence
    number: int
    atoms: Sequence[Atom]
    code: str

    @property
    def reference(self) -> date | None:
        """The day of publication."""
        return self.story.reference

    def anchor(self) -> str | None:
        """The time last spoken of, unless that is too long ago."""
        far = MEMORY if self.reference else 1
        return self.story.anchor if self.number - self.story.anchor_sentence <= far else None

    def here(self) -> date | None:
        """A day of the time last spoken of in this sentence, else of publication."""
        bounds = bounds_of(self.story.anchor or "") if self.story.anchor_sentence == self.number else None
        return bounds[0] if bounds else self.reference

    def anchor_day(self) -> date | None:
        """The day last spoken of, if it was a day."""
        bounds = bounds_of(self.anchor() or "")
        return bounds[0] if bounds and bounds[0] == bounds[1] else None

    def day_at(self, time: str) -> str | None:
        """The day of a time of day: the one last spoken of, of a night its second after midnight, or of publication."""
        day = self.anchor_day()
        if day and self.story.morning and time < "T12":
            return self.story.morning
        day = day or self.reference
        return day.isoformat() if day else None

    def year_said(self) -> int | None:
        """The year last spoken of in this sentence: «в прошлом году отопление включили 18 сентября»."""
        anchor = self.story.anchor or ""
        return (
            int(anchor) if self.story.anchor_sentence == self.number and len(anchor) == 4 and anchor.isdigit() else None
        )

    def before(self, start: int, count: int = 1) -> list[str]:
        """The folded words right before an atom."""
        return [atom.text for atom in self.atoms[max(0, start - count) : start]]

    def after(self, stop: int, count: int = 1) -> list[str]:
        """The folded words right after an atom."""
        return [atom.text for atom in self.atoms[stop : stop + count]]

    def token_at(self, index: int) -> Token:
        """The token in which an atom starts."""
        return self.sentence.tokens[self.atoms[index].token]

    def written(self, index: int) -> str:
        """An atom as it stands in the text."""
        token = self.token_at(index)
        return token.text[max(0, self.atoms[index].start - token.span.start) :]

    def direction(self, start: int, stop: int) -> str:
        """Where to look for what atoms `start..stop` name: `past`, `future`, `near`, or `told`: past, but of a plan."""
        first, last = self.atoms[start].token, self.atoms[stop - 1].token
        if self.atoms[start].text == "за":
            return "past"
        forward = bool(_FORWARD & {self.atoms[start].text, *self.before(start)})
        for tokens in self._stretches(first, last):
            if verdict := _verdict(tokens, forward=forward):
                return verdict
        return "near"

    def _stretches(self, first: int, last: int) -> Iterator[list[Token]]:
        """The clause around, then the whole sentence, each with the nearest words first."""
        tokens = self.sentence.tokens
        low, high = first, last
        while low > 0 and tokens[low - 1].text not in _BREAKS:
            low -= 1
        while high < len(tokens) - 1 and tokens[high + 1].text not in _BREAKS:
            high += 1
        for left, right in ((low, high), (0, len(tokens) - 1)):
            near = sorted((min(abs(i - first), abs(i - last)), i) for i in range(left, right + 1))
            yield [tokens[i] for _, i in near]


def _verdict(tokens: Sequence[Token], *, forward: bool) -> str | None:
    verbs = [token for token in tokens if token.pos in {"VERB", "AUX"}]
    plans = any(token.lemma in TIMES["plan"] for token in tokens)
    tenses = [tense for token in verbs if (tense := _tense(token))]
    if "Fut" in tenses[:1] or (plans and not tenses) or (plans and (forward or tenses[0] != "Past")):
        return "future"
    if not tenses:
        return "near" if verbs else None
    will_be = any(token.lemma == "быть" and token.text.lower().startswith("буд") for token in verbs)  # tagged present
    if (will_be and verbs[0].feats.get("VerbForm") == "Part") or ("Fut" in tenses and tenses[0] != "Past"):
        return "future"
    if tenses[0] == "Pres":
        return "near"
    infinitive = any(token.feats.get("VerbForm") == "Inf" for token in verbs)
    return "told" if plans or infinitive or forward else "past"


def _tense(token: Token) -> str | None:
    if token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short":
        return None
    return token.feats.get("Tense")
