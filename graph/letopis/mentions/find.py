"""All mentions of an article: what the other modules of this package find, put together.

In: Parsed, Lexicon, Morphology, a gazetteer's look-up. Out: Mention. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.mentions.amounts import without_units
from letopis.mentions.laws import find_laws
from letopis.mentions.layout import Layout
from letopis.mentions.names import Gazetteer, NameFinder
from letopis.mentions.nominals import NominalFinder
from letopis.mentions.quantities import find_quantities
from letopis.mentions.times import find_times

if TYPE_CHECKING:
    from letopis.lexicon.tables import Lexicon
    from letopis.morphology import Morphology
    from letopis.records.mention import Mention
    from letopis.records.text import Parsed


def find_mentions(
    parsed: Parsed, lexicon: Lexicon, morphology: Morphology, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """In order of position, the longer first; names do not overlap each other, the rest may nest."""
    layout = Layout(parsed)
    times = find_times(parsed)
    for mention in times:
        layout.take_time(mention)
    laws = find_laws(layout)
    quantities = [q for q in find_quantities(parsed, times) if not any(q.span in law.span for law in laws)]
    names = NameFinder(layout, lexicon, morphology, gazetteer).find(parsed)
    found = [*times, *quantities, *laws, *names]
    for mention in quantities:
        place = layout.locate(mention.span)
        if place:
            layout.take(place[0], [i for i in place[1] if i != mention.head or not mention.text[-1:].isalpha()])
    found += without_units(layout, NominalFinder(layout, lexicon, morphology, names).find(), quantities)
    return tuple(sorted(found, key=lambda mention: (mention.span.start, -mention.span.stop, mention.kind)))
