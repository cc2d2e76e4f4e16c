"""Which annotation an argument of a claim is.

The holder in «[президент Франции] [Макрон]» stands at the title; the annotation meant is the name beside it.

In: Scene, annotations. Out: Ends. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.annotate.scene import Scene
    from letopis.records.annotation import Annotation
    from letopis.records.claim import Argument
    from letopis.records.text import Span


Said = tuple[str, int, int, float]  # a word of the column `ours`, head, tail, score


class Ends:
    """Look-ups over the annotations of one article; all answers are their indices."""

    def __init__(self, scene: Scene, annotations: Sequence[Annotation]) -> None:
        self.annotations = annotations
        self._starts = [sentence.span.start for sentence in scene.reading.parsed.sentences]
        self._heads = {mention.span: scene.head(mention).span for mention in scene.reading.mentions}
        self.normals = {mention.span: mention.normal for mention in scene.reading.mentions}
        self._at: dict[Span, list[int]] = {}
        self._of: dict[tuple[int, str], list[int]] = {}
        self.by_sentence: dict[int, list[int]] = {}
        for index, annotation in enumerate(annotations):
            number = self.sentence(annotation.span)
            self._at.setdefault(annotation.span, []).append(index)
            self.by_sentence.setdefault(number, []).append(index)
            if annotation.entity_id:
                self._of.setdefault((number, annotation.entity_id), []).append(index)

    def sentence(self, span: Span) -> int:
        """The number of the sentence that a span begins in."""
        return bisect_right(self._starts, span.start) - 1

    def sentence_of(self, index: int) -> int:
        """The number of the sentence of an annotation."""
        return self.sentence(self.annotations[index].span)

    def of_argument(self, argument: Argument | None) -> int | None:
        """The annotation of the same entity that is next to the words of the argument, else one at these words."""
        if argument is None:
            return None
        near = self._of.get((self.sentence(argument.span), argument.entity_id), [])
        if near:
            return min(near, key=lambda i: (abs(self.annotations[i].span.start - argument.span.start), i))
        return self.at(argument.span)

    def at(self, span: Span, types: tuple[str, ...] = ()) -> int | None:
        """The annotation of these words, or of their head; of given types also the shortest one that holds them."""
        for place in (span, self._heads.get(span, span)):
            for index in self._at.get(place, ()):
                if not types or self.annotations[index].type in types:
                    return index
        return self.around(span, types)

    def around(self, span: Span, types: tuple[str, ...]) -> int | None:
        """The shortest annotation of these types that holds the span."""
        near = self.by_sentence.get(self.sentence(span), ())
        found = [i for i in near if self.annotations[i].type in types and span in self.annotations[i].span]
        return min(found, key=lambda i: self.annotations[i].span.stop - self.annotations[i].span.start, default=None)
