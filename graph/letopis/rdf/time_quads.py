"""Times of a statement as SEM time stamps, each with the precision of the text.

«в январе 2022 года» is `lo:timex "2022-01"` and `sem:hasTimeStamp "2022-01"^^xsd:gYearMonth`; «на 6 января» is
`lo:asOf "2022-01-06"^^xsd:date`.

In: records.mention.TimeValue. Out: predicate and value pairs, sorted. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from letopis.rdf import vocabulary as v
from letopis.rdf.lexical import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode

    from letopis.records.mention import TimeValue

Pair = tuple["NamedNode", Literal]

_STAMPS = (v.XSD_DATE, v.XSD_YEAR_MONTH, v.XSD_YEAR)
_OPEN = ".."


def time_pairs(times: Iterable[TimeValue]) -> list[Pair]:
    """What the times of one statement say of it; of several bounds the earliest and the latest."""
    pairs: set[Pair] = set()
    earliest: list[str] = []
    latest: list[str] = []
    for time in times:
        pairs.update(_pairs(time))
        if time.earliest and time.relation not in ("until", "before", "as_of"):
            earliest.append(time.earliest)
        if time.latest and time.relation not in ("since", "after"):
            latest.append(time.latest)
    if earliest:
        pairs.add((v.EARLIEST, Literal(min(earliest), datatype=v.XSD_DATE)))
    if latest:
        pairs.add((v.LATEST, Literal(max(latest), datatype=v.XSD_DATE)))
    return sorted(pairs, key=str)


def _pairs(time: TimeValue) -> Iterator[Pair]:
    if time.relation == "as_of":
        yield _as_of(time)
    elif time.kind == "duration" and FORMS[v.XSD_DURATION](time.value):
        yield v.DURATION, Literal(time.value, datatype=v.XSD_DURATION)
    else:
        begin, end = _sides(time)
        yield v.TIMEX, Literal(time.value if begin is end is None else f"{begin or _OPEN}/{end or _OPEN}")
        yield from _stamps(time, begin, end)


def _stamps(time: TimeValue, begin: str | None, end: str | None) -> Iterator[Pair]:
    sides = ((v.BEGIN_TIME, begin), (v.END_TIME, end)) if time.relation not in ("before", "after") else ()
    at = () if begin or end else ((v.TIME_STAMP, time.value),)
    for predicate, value in (*sides, *at):
        stamp = _stamp(value) if value else None
        if stamp is not None:
            yield predicate, stamp


def _sides(time: TimeValue) -> tuple[str | None, str | None]:
    """Begin and end of an interval; (None, None) for a point in time."""
    if time.kind in ("set", "reference", "duration"):
        return None, None
    begin, slash, end = time.value.partition("/")
    if slash:
        return begin.replace(_OPEN, "") or None, end.replace(_OPEN, "") or None
    if time.relation in ("since", "after"):
        return time.value, None
    if time.relation in ("until", "before"):
        return None, time.value
    return None, None


def _stamp(value: str) -> Literal | None:
    """A typed literal if the value is a day (or part of one), a month or a year."""
    day, _, _ = value.partition("T")
    datatype = next((datatype for datatype in _STAMPS if FORMS[datatype](day)), None)
    return None if datatype is None else Literal(day, datatype=datatype)


def _as_of(time: TimeValue) -> Pair:
    day = _stamp(time.value)
    if day is not None and day.datatype == v.XSD_DATE:
        return v.AS_OF, day
    if time.latest:
        return v.AS_OF, Literal(time.latest, datatype=v.XSD_DATE)
    return v.TIMEX, Literal(f"{_OPEN}/{time.value}")
