"""Names in quotation marks whose type the noun before them gives: «фильм «[Весна]»», «ордена «[Мужества]»».

In: Scene. Out: Annotation, in order of position. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.annotate.scene import Scene
    from letopis.records.annotation import Annotation
    from letopis.records.text import Token

_OPENING, _CLOSING = '«“„"', '»”“"'
_LONGEST = 14  # tokens
_BETWEEN = frozenset({",", "и"})


def quoted(scene: Scene) -> Iterator[Annotation]:
    """What stands between the marks; in «фильмы «Весна» и «Осень»» both."""
    for tree in scene.trees:
        tokens = tree.tokens
        closed, type_ = -1, ""
        index = 1
        while index < len(tokens):
            end = _end(tokens, index) if tokens[index].text in _OPENING else None
            if end is None:
                index += 1
                continue
            row = scene.nerel.quoted.get(fold(tokens[index - 1].lemma))
            goes_on = tokens[index - 1].text in _BETWEEN and closed == index - 2
            type_ = row.type if row else type_ if goes_on else ""
            if type_:
                yield scene.typed(Span(tokens[index + 1].span.start, tokens[end - 1].span.stop), type_)
            closed, index = end, end + 1


def _end(tokens: Sequence[Token], opening: int) -> int | None:
    """The mark that closes, with something between."""
    places = range(opening + 2, min(len(tokens), opening + _LONGEST))
    return next((place for place in places if tokens[place].text in _CLOSING), None)
