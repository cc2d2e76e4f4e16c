"""An article's sentences as trees, with what is already taken by a mention.

In: Parsed. Out: Layout. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from letopis.phrase import clean
from letopis.records.mention import Mention, MentionKind, TimeValue
from letopis.records.text import Span
from letopis.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.records.text import Parsed


_YEAR = len("2022")


class Layout:
    """Trees of an article and a board of the tokens that some mention covers."""

    def __init__(self, parsed: Parsed) -> None:
        self.text = parsed.article.text
        self.trees = [Tree(sentence) for sentence in parsed.sentences]
        self._starts = [sentence.span.start for sentence in parsed.sentences]
        self._taken: set[tuple[int, int]] = set()
        self._days: set[tuple[int, int]] = set()

    def locate(self, span: Span) -> tuple[int, list[int]] | None:
        """The sentence that holds the start of the span, and its tokens that overlap the span."""
        number = bisect_right(self._starts, span.start) - 1
        if number < 0:
            return None
        tokens = self.trees[number].tokens
        run = [i for i, t in enumerate(tokens) if t.span.start < span.stop and span.start < t.span.stop]
        return (number, run) if run else None

    def head(self, number: int, run: Sequence[int]) -> int:
        """The first token of the run whose head is outside it."""
        inside = set(run)
        tokens = self.trees[number].tokens
        return next((i for i in run if tokens[i].head not in inside and tokens[i].pos != "PUNCT"), run[0])

    def take(self, number: int, run: Sequence[int]) -> None:
        """Marks tokens as covered."""
        self._taken.update((number, i) for i in run)

    def take_time(self, mention: Mention) -> None:
        """Covers the tokens of a time, and remembers those of a day or month."""
        place = self.locate(mention.span)
        if place is None:
            return
        self.take(*place)
        if isinstance(mention.value, TimeValue) and mention.value.kind == "date" and len(mention.value.value) > _YEAR:
            self._days.update((place[0], i) for i in place[1])

    def without_day(self, number: int, run: list[int], head: int) -> list[int]:
        """A noun phrase up to the day that stands in it: «авария на мосту 3 января»; a year belongs to the phrase."""
        day = next((i for i in run if i > head and (number, i) in self._days), None)
        return run if day is None else [i for i in run if i < day]

    def is_free(self, number: int, run: Sequence[int]) -> bool:
        """Whether none of the tokens is covered."""
        return not any((number, i) in self._taken for i in run)

    def mention(self, number: int, run: Sequence[int], kind: MentionKind, normal: str, rule: str) -> Mention:
        """A mention of the stretch from the first to the last token of the run."""
        tokens = self.trees[number].tokens
        span = Span(tokens[run[0]].span.start, tokens[run[-1]].span.stop)
        return Mention(
            span=span,
            text=span.of(self.text),
            kind=kind,
            normal=clean(normal),
            sentence=number,
            head=self.head(number, run),
            rule=rule,
        )
