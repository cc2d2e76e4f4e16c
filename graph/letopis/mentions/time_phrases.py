"""Points of the calendar in their phrases: at, since, until, before, after, as of, between.

«с 2 по 5 января», «до конца марта», «по состоянию на утро 8 января», «в ночь на 6 января», «2 и 3 января».

In: atoms of a sentence, points. Out: PHRASES. Touches: nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from letopis.mentions import calendar
from letopis.mentions.time_patterns import Reading, Rule
from letopis.mentions.time_points import GRAMMAR, Point, close, read_clock, read_point, search
from letopis.records.mention import TimeValue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from letopis.mentions.time_context import Scene
    from letopis.mentions.time_patterns import Found

_DATA = ("данн", "сведени", "состояни", "информаци", "статистик", "числен", "количеств")
_WINDOW = 6  # atoms before «на 6 января» in which a word such as «данным» makes it the day of a count
_YEARS = range(1900, 2101)


def stamp(point: Point, scene: Scene, start: int, stop: int, relation: str = "at") -> TimeValue:
    """The time that a point names, its year closed, with its bounds."""
    return bounded(close(point.value, scene, start, stop), point.edge, relation)


def bounded(value: str, edge: str | None, relation: str) -> TimeValue:
    """A time whose year is known or stays open, with the days that bound it."""
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
    return TimeValue(value, "date", relation, first, last)


def one(found: Found, value: TimeValue | None) -> Sequence[Reading]:
    """The whole of what was found as one reading."""
    return [Reading(*found.span, value)] if value else []


def _related(relation: str) -> Callable[[Found, Scene], Sequence[Reading]]:
    def read(found: Found, scene: Scene) -> Sequence[Reading]:
        start, stop = found.part("point")
        point = read_point(scene, start, stop) or _lone_clock(scene, start, stop)
        return one(found, stamp(point, scene, *found.span, relation)) if point else []

    return read


def _lone_clock(scene: Scene, start: int, stop: int) -> Point | None:
    """«в 15:30»: on the day last spoken of, else on the day of publication."""
    found = search(_CLOCK, scene, start, stop)
    day = scene.anchor_day() or scene.reference
    time = read_clock(found) if found else None
    return Point(f"{day or 'XXXX-XX-XX'}{time}") if time else None


def _lone_part(found: Found, scene: Scene) -> Sequence[Reading]:
    day = scene.anchor_day() or scene.reference
    start, stop = found.part("lone")
    if scene.atoms[stop - 1].text == "днем" and _is_day_of_something(scene, start):
        return []
    value = f"{day or 'XXXX-XX-XX'}{found.value('lone')}"
    relation = next((r for prep, r in _OF_PART.items() if scene.atoms[found.span[0]].text == prep), "at")
    return one(found, bounded(value, None, relation))


_OF_PART = {"с": "since", "до": "until", "к": "before"}


def _is_day_of_something(scene: Scene, start: int) -> bool:
    """«рабочим днем», «с каждым днем»: no time of the day."""
    if start == 0:
        return False
    before = scene.token_at(start - 1)
    return before.pos in {"ADJ", "DET"} or before.text.lower() in {"с", "над", "между", "перед", "за"}


def _since(found: Found, scene: Scene) -> Sequence[Reading]:
    """«с января», but «по сравнению с прошлым годом» is that year."""
    start, stop = found.part("point")
    point = read_point(scene, start, stop) or _lone_clock(scene, start, stop)
    if point is None:
        return []
    last = max((atom.text for atom in scene.atoms[start:stop] if not atom.number), key=len, default="")
    compared = last.endswith(("ом", "ем")) and last not in {"утром", "днем", "вечером"}
    return one(found, stamp(point, scene, *found.span, "at" if compared else "since"))


def _on(found: Found, scene: Scene) -> Sequence[Reading]:
    """«на 6 января»: as of that day in «по данным минздрава на 6 января», else at it."""
    start, stop = found.part("point")
    point = read_point(scene, start, stop) or _lone_clock(scene, start, stop)
    if point is None:
        return []
    before = scene.before(found.span[0], _WINDOW)
    counted = "state" in found or any(word.startswith(_DATA) for word in before)
    return one(found, stamp(point, scene, *found.span, "as_of" if counted else "at"))


def _night(found: Found, scene: Scene) -> Sequence[Reading]:
    """«в ночь на 6 января» is the interval 2022-01-05/2022-01-06."""
    start, stop = found.part("point")
    point = read_point(scene, start, stop)
    if point is None:
        return []
    value = close(point.value, scene, *found.span)
    if not (bounds := calendar.bounds_of(value)):
        return one(found, TimeValue(f"{value}TNI"))
    evening, morning = (bounds[0] - timedelta(1)).isoformat(), bounds[0].isoformat()
    return one(found, TimeValue(f"{evening}/{morning}", "interval", "at", evening, morning))


def _bare_year(found: Found, scene: Scene) -> Sequence[Reading]:
    """«в 2014», «(1999)»: a number that can only be a year."""
    start, stop = found.part("year")
    if int(found.number("year")) not in _YEARS or _counts(scene, stop):
        return []
    relation = _OF_YEAR.get(scene.atoms[found.span[0]].text, "at")
    inside = (start, stop) if "open" in found else found.span
    return [Reading(*inside, bounded(f"{int(found.number('year')):04}", None, relation))]


_OF_YEAR = {"с": "since", "со": "since", "до": "until", "к": "before", "ко": "before", "после": "after"}


def _counts(scene: Scene, stop: int) -> bool:
    """Whether the number before an atom counts it: «2000 человек», «1999 рублей», «2014 %»."""
    if stop >= len(scene.atoms):
        return False
    return scene.token_at(stop).pos in {"NOUN", "ADJ", "NUM", "SYM"} or scene.atoms[stop].kind == "number"


def _between(found: Found, scene: Scene) -> Sequence[Reading]:
    """An interval whose left side may lack what its right side says: «с 2 по 5 января»."""
    right_range = found.part("right")
    right = read_point(scene, *right_range) or _year_at(scene, *right_range) or _lone_clock(scene, *right_range)
    if right is None:
        return []
    left_range = found.part("left")
    left = _left_of(scene, right.value, *left_range)
    if left is None:
        return []
    return _interval(found, scene, left, right)


def _interval(found: Found, scene: Scene, left: Point, right: Point) -> Sequence[Reading]:
    if left.value.startswith(calendar.OPEN_YEAR) or not right.value.startswith(calendar.OPEN_YEAR):
        stop = close(right.value, scene, *found.span)
        start = _not_after(left.value, stop)
    else:
        start, stop = left.value, _not_before(right.value, left.value)
    lows, highs = calendar.bounds_of(start), calendar.bounds_of(stop)
    if lows and highs and lows[0] > highs[1]:
        return []
    first = (calendar.edge_of(lows, left.edge) if left.edge else lows)[0].isoformat() if lows else None
    last = (calendar.edge_of(highs, right.edge) if right.edge else highs)[1].isoformat() if highs else None
    start_atom, stop_atom = found.span
    if "open" in found:
        start_atom, stop_atom = found.part("left")[0], found.part("right")[1]
    return [Reading(start_atom, stop_atom, TimeValue(f"{start}/{stop}", "interval", "at", first, last))]


def _left_of(scene: Scene, right: str, start: int, stop: int) -> Point | None:
    """The left side, completed from the right one."""
    atom = scene.atoms[start]
    if stop - start == 1 and atom.number:
        value = int(atom.number.value)
        if len(right) >= 10 and right[4] == "-" and 1 <= value <= 31:
            return Point(f"{right[:8]}{value:02}")
        if right[5:6] in {"Q", "H"}:
            return Point(f"{right[:6]}{value}")
        if len(right) == 2 and value <= 21:
            return Point(f"{value - 1:02}")
        if right.endswith("X") and (point := read_point(scene, start, stop)):
            return point
        return _year_at(scene, start, stop)
    return read_point(scene, start, stop) or _lone_clock(scene, start, stop)


def _year_at(scene: Scene, start: int, stop: int) -> Point | None:
    """A year without its word; of the second of two years only the last digits may be written."""
    number = scene.atoms[start].number
    if number is None or stop - start > 1:
        return None
    return Point(f"{int(number.value):04}") if int(number.value) in range(1000, 2101) else None


def _not_after(value: str, limit: str) -> str:
    if value.startswith(calendar.OPEN_YEAR) and (bounds := calendar.bounds_of(limit)):
        return calendar.near(value, bounds[1], "past")
    return value


def _not_before(value: str, limit: str) -> str:
    bounds = calendar.bounds_of(limit)
    return calendar.near(value, bounds[0], "future") if bounds else value


def _listed(found: Found, scene: Scene) -> Sequence[Reading]:
    """«2 и 3 января» is one interval; «2, 5 и 8 января» are three dates."""
    right_start, right_stop = found.part("right")
    right = read_point(scene, right_start, right_stop)
    if right is None:
        return []
    value = close(right.value, scene, *found.span)
    low, high = found.part("items")
    places = [i for i in range(low, high) if scene.atoms[i].number or scene.atoms[i].text in GRAMMAR.tables["month"]]
    lefts = [_left_of(scene, value, i, i + 1) for i in places]
    values = [_not_after(point.value, value) for point in lefts if point] + [value]
    if len(values) != len(places) + 1:
        return []
    if all(_is_next(a, b) for a, b in pairwise(values)):
        first, last = calendar.bounds_of(values[0]), calendar.bounds_of(value)
        assert first and last
        interval = TimeValue(f"{values[0]}/{value}", "interval", "at", first[0].isoformat(), last[1].isoformat())
        return one(found, interval)
    places[0:1] = [found.span[0]] if len(places) == 1 else [places[0]]
    readings = [Reading(i, i + 1, bounded(v, None, "at")) for i, v in zip(places, values, strict=False)]
    readings[0] = Reading(found.span[0], low + 1, readings[0].value)
    return [*readings, Reading(right_start, right_stop, bounded(value, None, "at"))]


def _is_next(left: str, right: str) -> bool:
    first, second = calendar.bounds_of(left), calendar.bounds_of(right)
    return bool(first and second and first[1] + timedelta(1) == second[0])


def _eve(found: Found, scene: Scene) -> Sequence[Reading]:
    """«накануне»: the day before publication; in a story of long ago, before the day last spoken of."""
    if "point" in found:
        point = read_point(scene, *found.part("point"))
        bounds = calendar.bounds_of(close(point.value, scene, *found.span)) if point else None
        day = bounds[0] if bounds else None
    elif found.span[1] < len(scene.atoms) and scene.token_at(found.span[1]).feats.get("Case") == "Gen":
        return []
    else:
        day = _told_day(scene)
    if day is None:
        return []
    part = found.value("part") if "part" in found else ""
    return one(found, bounded(f"{day - timedelta(1)}{part}", None, "at"))


def _told_day(scene: Scene) -> date | None:
    anchor, reference = scene.anchor_day(), scene.reference
    if anchor and reference and reference - anchor > timedelta(7):
        return anchor
    return reference


_CLOCK = GRAMMAR.compile(
    "(<clock:clock>|<point:decimal> <zone>|<hour:day|count> "
    "(<hour_word> (<minute:day|count> <minute_word>)? <half:hour_part>?|<half2:hour_part>)) (<zone>|по <any> <any>? времени)?"
)
_SIDE = "{point}|<day>|<year>|<nth>|<roman>|<decade>|{clock}"
_ROWS = (
    ("night", "(в|во)? ночь (с (<day>|{date}) )?на (?P<point>{moment})", _night),
    ("interval", f"(в период)? (с|со) (?P<left>{_SIDE}) (по|до) (?P<right>{{point}}|<year>|{{clock}})", _between),
    ("interval", f"(в период)? между (?P<left>{_SIDE}) и (?P<right>{{point}}|{{clock}})", _between),
    ("interval", f"(в|во|на|за)? (?P<left>{_SIDE}) <dash> (?P<right>{{point}})", _between),
    ("interval", "(в|во) (?P<left><year>) <dash> (?P<right><year>)", _between),
    ("interval", "<open:open> (?P<left><year>) <dash> (?P<right><year>) <close>", _between),
    ("list", "(в|во|на|за|с|к)? (?P<items><day|year|month>(, <day|year|month>)*) (и|или) (?P<right>{point})", _listed),
    ("since", "(начиная)? (с|со) (?P<point>{point}|<clock>|{clock})", _since),
    ("until", "(вплоть)? до (?P<point>{point}|{clock})", _related("until")),
    ("until", "по (?P<point>{date}|<year> год)", _related("until")),
    ("before", "(к|ко|перед|не позднее|не позже) (?P<point>{point}|{clock})", _related("before")),
    ("after", "(после|не ранее|не раньше) (?P<point>{point}|{clock})", _related("after")),
    ("on", "(по (?P<state>состоянию))? на (?P<point>{point}|{clock})", _on),
    ("at", "(<around>? (в|во)|за|от|<around>)? (?P<point>{point})", _related("at")),
    ("clock", "(<around>? (в|во)|<around>) (?P<point>{clock})", _related("at")),
    ("clock", "(?P<point><clock> (<zone>|по <any> <any>? времени))", _related("at")),
    ("part", "(с|до|к)? (поздно|рано|поздним|ранним)? <lone:adverb_part>", _lone_part),
    ("year", "(в|во|с|со|до|к|после|на) <year:year>", _bare_year),
    ("year", "<open:open> <year:year> <close>", _bare_year),
    ("eve", "накануне (?P<point>{point})", _eve),
    ("eve", "накануне <part:adverb_part>?", _eve),
)
PHRASES = tuple(Rule(name, GRAMMAR.compile(pattern), read) for name, pattern, read in _ROWS)
