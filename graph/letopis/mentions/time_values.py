"""From a point of the calendar to the time that it names: the year closed, the days that bound it, the relation.

«до конца марта» becomes `../2022-03`, bounded by 2022-03-31.

In: points, a scene. Out: `bounded`, `stamp`, `read_time`, `close`, `one`. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.mentions import calendar
from letopis.mentions.time_days import read_clock, search
from letopis.mentions.time_grammar import CLOCK
from letopis.mentions.time_patterns import Reading
from letopis.mentions.time_points import Point, read_point
from letopis.records.mention import TimeValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.mentions.time_context import Scene
    from letopis.mentions.time_patterns import Found


def bounded(value: str, relation: str = "at", edge: str | None = None) -> TimeValue:
    """A time with the days that bound it; the thirds of a year or month bound its beginning, middle and end."""
    bounds = calendar.bounds_of(value)
    if bounds and edge:
        bounds = calendar.edge_of(bounds, edge)
    first, last = (bounds[0].isoformat(), bounds[1].isoformat()) if bounds else (None, None)
    if relation == "since":
        return TimeValue(f"{value}/..", "interval", relation, first, None)
    if relation == "until":
        return TimeValue(f"../{value}", "interval", relation, None, last)
    if relation == "before":
        return TimeValue(value, "date", relation, None, last)
    if relation == "after":
        return TimeValue(value, "date", relation, first, None)
    return TimeValue(value, "reference" if value.endswith("_REF") else "date", relation, first, last)


def between(start: Point, stop: Point) -> TimeValue | None:
    """The interval from the one to the other; None where the other is earlier."""
    lows, highs = calendar.bounds_of(start.value), calendar.bounds_of(stop.value)
    if lows and highs and lows[0] > highs[1]:
        return None
    first = (calendar.edge_of(lows, start.edge) if start.edge else lows)[0].isoformat() if lows else None
    last = (calendar.edge_of(highs, stop.edge) if stop.edge else highs)[1].isoformat() if highs else None
    return TimeValue(f"{start.value}/{stop.value}", "interval", "at", first, last)


def close(value: str, scene: Scene, start: int, stop: int) -> str:
    """The value with its open year: one said before in the sentence, else the nearest on the side of the verb."""
    if not value.startswith(calendar.OPEN_YEAR):
        return value
    if scene.reference is None:
        is_day = calendar.bounds_of(calendar.with_year(value, 2000)) is not None
        return calendar.near(value, scene.story.lead, "near") if is_day and scene.story.lead else value
    if year := scene.year_said():
        return calendar.with_year(value, year)
    direction = scene.direction(start, stop)
    return calendar.near(value, scene.reference, "near" if direction == "told" else direction)


def stamp(point: Point, scene: Scene, found: Found, relation: str = "at") -> TimeValue:
    """The time that a point names in the phrase that was found."""
    return bounded(close(point.value, scene, *found.span), relation, point.edge)


def read_time(scene: Scene, start: int, stop: int) -> Point | None:
    """The point that these atoms name; of a clock time alone, on the day last spoken of, else of publication."""
    if point := read_point(scene, start, stop):
        return point
    found = search(CLOCK, scene, start, stop)
    time = read_clock(found) if found else None
    return Point(f"{scene.day_at(time) or 'XXXX-XX-XX'}{time}") if time else None


def one(found: Found, value: TimeValue | None) -> Sequence[Reading]:
    """The whole of what was found as one reading."""
    return [Reading(*found.span, value)] if value else []
