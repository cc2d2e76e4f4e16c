"""An entity that is known before any article is read: a country, a city, a ministry, a president.

«МВД» stands for the Ministry of Internal Affairs of Russia only where Russia is meant: it is one of the `bound` names
of that row, whose `context` is Russia; «МВД России» is an alias and stands for it everywhere.

In: records.entity. Out: KnownRow. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.records.entity import EntityKind


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One row of the tables of known entities. What a table does not say is empty.

    `country` and `context` are ids of countries; `gender` (Masc, Fem, Neut) and `number` (Sing, Plur) are those of the
    label's head, as Universal Dependencies writes them.
    """

    id: str
    kind: EntityKind
    label: str  # canonical, nominative
    aliases: tuple[str, ...] = ()  # names that identify it anywhere
    bound: tuple[str, ...] = ()  # names that stand for it only where `context` is meant
    country: str = ""
    context: str = ""
    gender: str = ""
    number: str = ""
    wikidata: str = ""
    geonames: str = ""
    population: int = 0
