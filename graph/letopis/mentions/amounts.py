"""Noun phrases that are part of a number: «80,3 млн долларов» is one sum of money, «3,5 м» no thing at all.

In: mentions of noun phrases and of quantities. Out: Mention. Touches: nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.phrase import clean
from letopis.records.mention import MentionKind, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from letopis.mentions.layout import Layout
    from letopis.records.mention import Mention

_CURRENCY = re.compile("[A-Z]{3}")
_THINGS = frozenset({"пункт", "балл"})  # «три пункта управления», «набрал 90 баллов»
_COMMON = frozenset({MentionKind.NOMINAL, MentionKind.GROUP})


def without_units(layout: Layout, nominals: Iterable[Mention], quantities: Iterable[Mention]) -> Iterator[Mention]:
    """The noun phrases, a sum of money with its number, without those that are only the unit of a number."""
    measured: dict[tuple[int, int], Mention] = {}
    for quantity in quantities:
        place = layout.locate(quantity.span)
        measured |= {(place[0], index): quantity for index in place[1]} if place else {}
    for nominal in nominals:
        found = measured.get((nominal.sentence, nominal.head))
        unit = found.value.unit if found and isinstance(found.value, Quantity) else None
        if found is None or unit is None or unit in _THINGS or nominal.kind not in _COMMON:
            yield nominal
        elif _CURRENCY.fullmatch(unit):
            yield replace(nominal, span=found.span, text=found.text, normal=clean(found.text))
