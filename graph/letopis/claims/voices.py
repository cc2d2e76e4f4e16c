"""Who says what in other sentences than the one that names the speaker.

«Мост закрыт. Ремонт начнётся весной», – сказал мэр: both sentences are his. «Мэр сказал следующее:» has what he said in
the next sentence.

In: Scene, Quotation, Attributor. Out: nothing. Touches: Attributor.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from letopis.claims.attribution import Voice
from letopis.claims.quotes import DASHES
from letopis.records.claim import Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.attribution import Attributor
    from letopis.claims.quotes import Quotation
    from letopis.claims.scene import Scene


def attribute_quotations(scene: Scene, found: Sequence[Quotation], attributors: Sequence[Attributor]) -> None:
    """Tells the sentences of each quotation who says it: «…», – сказал X; X сказал: «…»; «…, – сказал X. – …»."""
    for quotation in found:
        voice = _voice(scene, attributors, quotation)
        if voice:
            for attributor in attributors[quotation.first : quotation.last + 1]:
                attributor.add(voice)
    for number, (before, attributor) in enumerate(pairwise(attributors), 1):
        if speakers := before.announces():
            span = scene.trees[number].sentence.span
            attributor.add(Voice(span.start, span.stop, speakers, Modality.REPORTED))


def _voice(scene: Scene, attributors: Sequence[Attributor], quotation: Quotation) -> Voice | None:
    last = attributors[quotation.last]
    for verb, found in last.insertions.items():
        if found.after_quote and quotation.closing in range(found.start - 4, found.start):
            return last.voice(verb, quotation)
    for number in range(quotation.first, quotation.last + 1):
        for verb, found in attributors[number].insertions.items():
            tokens = scene.trees[number].tokens
            is_dashed = tokens[found.start - 1].text in DASHES
            if is_dashed and quotation.holds(tokens[found.start].span):
                return attributors[number].voice(verb, quotation)
    first = attributors[quotation.first]
    before = first.quoting(quotation.opening)
    return first.voice(before, quotation) if before is not None else None
