"""Terms of punishment: «[[двум годам] [лишения свободы]]» is a PENALTY with a DATE and a PENALTY in it.

In: Scene. Out: Annotation, in order of position. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letopis.records.mention import MentionKind
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.annotate.scene import Scene
    from letopis.records.annotation import Annotation
    from letopis.records.mention import Mention

_PENALTY = re.compile(
    r"\s(?P<what>(?:лишения|ограничения)\sсвободы|(?:тюремного\s)?заключения|тюрьмы|исправительных\sработ"
    r"|(?:исправительной\s)?колонии(?:\s(?:строгого|общего|особого)\sрежима)?)\b"
)
_TERMS = frozenset({MentionKind.QUANTITY, MentionKind.TIME})


def term_of(scene: Scene, mention: Mention) -> re.Match[str] | None:
    """What follows a number of years where it is a term of punishment."""
    if mention.kind not in _TERMS:
        return None
    return _PENALTY.match(scene.reading.article.text, mention.span.stop)


def penalties(scene: Scene) -> Iterator[Annotation]:
    """The whole, the number of years, and the punishment."""
    for mention in scene.reading.mentions:
        match = term_of(scene, mention)
        if match:
            yield scene.typed(Span(mention.span.start, match.end()), "PENALTY")
            yield scene.annotation(mention.span, "date")
            yield scene.typed(Span(match.start("what"), match.end()), "PENALTY")
