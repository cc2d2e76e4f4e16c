"""Known entities, looked up by name: «Нур-Султан», «Алма-Ата», «ОДКБ», «МВД России».

A name may have several bearers: «Донецк» is a city in two countries. They come best first, and the caller may refuse
those that the name identifies only in the context of a country.

In: records.known.KnownRow. Out: KnownRow. Touches: nothing.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from letopis.errors import UnknownTerm
from letopis.ids import name_key
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from letopis.records.known import KnownRow

BIG_CITY = 500_000  # inhabitants; such a city comes before a region of the same name, a smaller one after it
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            EntityKind.COUNTRY,
            EntityKind.PERSON,
            EntityKind.ORGANIZATION,
            EntityKind.REGION,
            EntityKind.CITY,
            EntityKind.PLACE,
        )
    )
}
_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"


class Known:
    """The known entities. Two rows with one id are refused."""

    __slots__ = ("_by_id", "_by_key")

    def __init__(self, rows: Iterable[KnownRow]) -> None:
        self._by_id: dict[str, KnownRow] = {}
        self._by_key: dict[str, list[KnownRow]] = {}
        for row in rows:
            if self._by_id.setdefault(row.id, row) is not row:
                raise ValueError(
                    f"two known entities have the id {row.id}: {self._by_id[row.id].label} and {row.label}"
                )
            for key in {_key(name) for name in (row.label, *row.aliases, *row.bound)}:
                self._by_key.setdefault(key, []).append(row)

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, name: str, *, kinds: Collection[EntityKind] | None = None) -> tuple[KnownRow, ...]:
        """Those that bear the name, best first; case, ё, quotes and spacing do not count.

        A name that identifies comes before one that only a context gives (see `is_bound`); then countries, people,
        organisations, big cities, regions, cities, places; then the more populous, then those of the more populous
        country.
        """
        found = self._by_key.get(_key(name), [])
        if kinds is not None:
            found = [row for row in found if row.kind in kinds]
        if len(found) < 2:
            return tuple(found)
        key = _key(name)
        return tuple(sorted(found, key=lambda row: self._preference(row, key)))

    def kind_of(self, name: str) -> str | None:
        """The kind of the best bearer of the name, None where nobody bears it."""
        rows = self.find(name)
        return rows[0].kind.value if rows else None

    def by_id(self, known_id: str) -> KnownRow:
        """The entity with that id; UnknownTerm where there is none."""
        if known_id not in self._by_id:
            raise UnknownTerm(f"no known entity has the id {known_id!r}: see the tables in seeds/entities")
        return self._by_id[known_id]

    def country_of(self, known_id: str) -> str:
        """The id of the country of the entity; empty where the tables hold neither."""
        row = self._by_id.get(known_id)
        return row.country if row else ""

    def _preference(self, row: KnownRow, key: str) -> tuple[bool, float, int, int, str]:
        rank: float = _RANK.get(row.kind, len(_RANK))
        if row.kind is EntityKind.CITY and row.population >= BIG_CITY:
            rank = _RANK[EntityKind.REGION] - 0.5
        country = self._by_id.get(row.country)
        return _is_among(row.bound, key), rank, -row.population, -country.population if country else 0, row.id


def is_bound(row: KnownRow, name: str) -> bool:
    """Whether the name stands for the row only where the country `row.context` is meant («МВД»)."""
    return _is_among(row.bound, _key(name))


def same_as(row: KnownRow) -> tuple[str, ...]:
    """The IRIs of the entity in Wikidata and GeoNames, sorted."""
    wikidata = (_WIKIDATA + row.wikidata,) if row.wikidata else ()
    geonames = (f"{_GEONAMES}{row.geonames}/",) if row.geonames else ()
    return (*wikidata, *geonames)


def _is_among(names: tuple[str, ...], key: str) -> bool:
    return any(_key(name) == key for name in names)


def _key(name: str) -> str:
    # The same as ids.name_key, three times faster for the single words that most names are.
    if name.isalpha() and unicodedata.is_normalized("NFKC", name):
        return name.casefold().replace("ё", "е")
    return name_key(name)
