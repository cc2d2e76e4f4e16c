"""Points and stretches of the calendar: days, weeks, months, quarters, years, seasons, decades, centuries.

«вечером 5 января», «прошлым летом», «в конце 2021 года», «в 1990-х». The year of a point may still be open: `XXXX-01`.

In: atoms of a sentence. Out: Point, `read_point`. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import TIMES
from letopis.mentions import calendar
from letopis.mentions.time_days import pointing, read_moment, search, time_of_day, year_of
from letopis.mentions.time_grammar import (
    CENTURY,
    DECADE,
    EDGED,
    GRAMMAR,
    HOLIDAY_PATTERNS,
    MOMENT,
    MONTH,
    NUMERIC,
    QUARTER,
    SEASON,
    SPAN,
    WHOLE_YEAR,
)
from letopis.mentions.time_patterns import Found

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from datetime import date

    from letopis.mentions.time_context import Scene


@dataclass(frozen=True, slots=True)
class Point:
    """A value and, where the words say so, which part of it: `START`, `MID`, `END`, `FIRST` or `SECOND`."""

    value: str
    edge: str | None = None


def _read_numeric(found: Found, scene: Scene) -> str | None:
    if "iso" in found:
        value = found.atom("iso").text
    else:
        day, month, year = found.atom("dotted").text.split(".")
        value = f"{year if len(year) == 4 else '20' + year}-{int(month):02}-{int(day):02}"
    start, stop = found.span
    return value + time_of_day(scene, start, stop) if calendar.bounds_of(value) else None


def _read_month(found: Found, scene: Scene) -> str | None:
    name = "month" if "month" in found else "month2"
    if found.atom(name).start > scene.sentence.span.start and scene.written(found.part(name)[0])[0].isupper():
        return None  # «премьер-министр Мая», «Март Лаар»
    return _which_one(f"{year_of(found, scene)}-{found.value(name)}", found, scene)


def _which_one(value: str, found: Found, scene: Scene) -> str:
    """«прошлым летом»: that of last year; «в следующем мае»: the first that has not begun."""
    which = int(found.value("which")) if "which" in found else 0
    if not which or scene.reference is None:
        return value
    if which == -1 and not found.atom("which").text.startswith("прошл"):
        return calendar.near(value, scene.reference, "past")  # «по истекший июль»: the last one there was
    if which < 0:
        return calendar.with_year(value, scene.reference.year + which)
    this = calendar.with_year(value, scene.reference.year)
    bounds = calendar.bounds_of(this)
    return this if bounds and bounds[0] > scene.reference else calendar.with_year(value, scene.reference.year + 1)


def _read_year(found: Found, scene: Scene) -> str | None:
    return year_of(found, scene)


def _read_span(found: Found, scene: Scene) -> str | None:
    unit = found.value("span")
    if "that" in found:
        bounds = calendar.bounds_of(scene.story.anchor or "")
        return calendar.unit_at(bounds[0], unit) if bounds else None
    which = int(found.value("which"))
    day = _origin(found, scene)
    return calendar.shift(day, which, unit) if day else pointing(which)


def _origin(found: Found, scene: Scene) -> date | None:
    """What «предыдущий» and, in a story of the past, «следующий» are told from: the time last spoken of."""
    word, anchor = found.atom("which").text, calendar.bounds_of(scene.anchor() or "")
    start = found.span[0]
    told = word.startswith("следующ") and scene.before(start) != ["на"] and scene.direction(*found.span) == "past"
    return anchor[0] if anchor and (told or word.startswith("предыдущ")) else scene.reference


def _read_quarter(found: Found, scene: Scene) -> str | None:
    nth = int(found.number("nth"))
    letter, most = ("Q", 4) if "quarter" in found else ("H", 2)
    return f"{year_of(found, scene)}-{letter}{nth}" if 1 <= nth <= most else None


def _read_season(found: Found, scene: Scene) -> str | None:
    name = "season" if "season" in found else "season2"
    if name == "season" and "which" not in found and not _is_said_of_time(found, scene):
        return None
    return _which_one(f"{year_of(found, scene)}-{found.value(name)}", found, scene)


def _is_said_of_time(found: Found, scene: Scene) -> bool:
    """«зимой», «до зимы», «к лету»; not «готовность зимы», «в зиму»."""
    start = found.span[0]
    by_itself = scene.atoms[start].text.endswith(("ой", "ом", "ью"))
    return by_itself or bool({"с", "до", "к", "от", "после", *TIMES["edge"]} & set(scene.before(start)))


def _read_decade(found: Found, _: Scene) -> str | None:
    value = int(found.number("decade"))
    if value < 100:
        century = int(found.number("nth")) - 1 if "nth" in found else 19
        value += century * 100
    return f"{value // 10}X"


def _read_century(found: Found, _: Scene) -> str | None:
    nth = int(found.number("nth"))
    return f"{nth - 1:02}" if 1 <= nth <= 21 else None


def _read_holiday(found: Found, scene: Scene) -> str | None:
    return next(
        f"{calendar.OPEN_YEAR}-{day}" for pattern, day in HOLIDAY_PATTERNS if pattern.fullmatch(scene.code, *found.span)
    )


_READERS: tuple[tuple[re.Pattern[str], Callable[[Found, Scene], str | None]], ...] = (
    (MOMENT, read_moment),
    (NUMERIC, _read_numeric),
    (MONTH, _read_month),
    (WHOLE_YEAR, _read_year),
    (SPAN, _read_span),
    (QUARTER, _read_quarter),
    (SEASON, _read_season),
    (DECADE, _read_decade),
    (CENTURY, _read_century),
    (GRAMMAR.compile("{holiday}"), _read_holiday),
)


def read_point(scene: Scene, start: int, stop: int) -> Point | None:
    """What exactly these atoms name; None where that is no point of the calendar."""
    for pattern, read in _READERS:
        if match := pattern.fullmatch(scene.code, start, stop):
            value = read(Found(scene.atoms, match, GRAMMAR), scene)
            return Point(value) if value else None
    if match := EDGED.fullmatch(scene.code, start, stop):
        return _read_edged(Found(scene.atoms, match, GRAMMAR), scene)
    return None


def _read_edged(found: Found, scene: Scene) -> Point | None:
    start, stop = found.part("whole")
    edge = found.value("edge") if "edge" in found else {1: "FIRST", 2: "SECOND"}.get(int(found.number("nth")))
    whole = read_point(scene, start, stop) or _bare_span(scene, start, stop)
    if whole is None or edge is None:
        return None
    if edge in {"FIRST", "SECOND"} and len(whole.value) == 4 and whole.value.isdigit():
        return Point(f"{whole.value}-H{1 if edge == 'FIRST' else 2}")
    return Point(whole.value, edge)


_BARE = GRAMMAR.compile("<year:year>|<span:span>")


def _bare_span(scene: Scene, start: int, stop: int) -> Point | None:
    """«в конце года», «в начале недели»: this year, this week; of a plan or of the past alike."""
    found = search(_BARE, scene, start, stop)
    if found is None:
        return None
    if "year" in found:
        return Point(f"{int(found.number('year')):04}")
    day = scene.here()
    return Point(calendar.unit_at(day, found.value("span")) if day else "PRESENT_REF")
