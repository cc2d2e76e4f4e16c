"""Two or more points in one phrase: intervals and lists.

«с 2 по 5 января», «в 2019–2021 годах», «между 2 и 5 января», «2 и 3 января»: what one side leaves out, the other says.

In: atoms of a sentence, points. Out: INTERVALS. Touches: nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from letopis.mentions import calendar
from letopis.mentions.time_grammar import DATE, GRAMMAR, WEEKDAY, YEARS
from letopis.mentions.time_patterns import Reading, Rule
from letopis.mentions.time_points import Point, read_point
from letopis.mentions.time_values import between, bounded, close, one, read_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.mentions.time_context import Scene
    from letopis.mentions.time_patterns import Found


def _night(found: Found, scene: Scene) -> Sequence[Reading]:
    """«в ночь на 6 января» is the interval 2022-01-05/2022-01-06."""
    point = read_point(scene, *found.part("point"))
    if point is None or point.value.endswith("_REF"):
        return []
    value = close(point.value, scene, *found.span)
    if not (bounds := calendar.bounds_of(value)):
        return one(found, bounded(f"{value}TNI"))
    return one(found, between(Point((bounds[0] - timedelta(1)).isoformat()), Point(bounds[0].isoformat())))


def _interval(found: Found, scene: Scene) -> Sequence[Reading]:
    right = _side(scene, *found.part("right"))
    left = right and _left_of(scene, right.value, *found.part("left"))
    if left is None or right is None:
        return []
    if left.value.startswith(calendar.OPEN_YEAR) or not right.value.startswith(calendar.OPEN_YEAR):
        stop = close(right.value, scene, *found.span)
        start = _fit(left.value, stop, "past")
    else:
        start, stop = left.value, _fit(right.value, left.value, "future")
    if scene.reference and WEEKDAY.fullmatch(scene.code, *found.part("right")) and start > stop:
        stop = (date.fromisoformat(stop) + timedelta(7)).isoformat()
    value = between(Point(start, left.edge), Point(stop, right.edge))
    if value is None:
        return []
    if "open" in found:
        return [Reading(found.part("left")[0], found.part("right")[1], value)]
    return one(found, value)


def _side(scene: Scene, start: int, stop: int) -> Point | None:
    return read_point(scene, start, stop) or _year_at(scene, start, stop) or read_time(scene, start, stop)


def _year_at(scene: Scene, start: int, stop: int) -> Point | None:
    """A year without its word."""
    number = scene.atoms[start].number
    if number is None or stop - start > 1 or int(number.value) not in YEARS:
        return None
    return Point(f"{int(number.value):04}")


def _left_of(scene: Scene, right: str, start: int, stop: int) -> Point | None:
    """The left side, completed from the right one."""
    number = scene.atoms[start].number
    if stop - start > 1 or number is None:
        return _side(scene, start, stop)
    value = int(number.value)
    if len(right) >= 10 and right[7] == "-" and 1 <= value <= 31:
        return Point(f"{right[:8]}{value:02}")
    if right[5:6] in {"Q", "H"}:
        return Point(f"{right[:6]}{value}")
    if len(right) == 2 and value <= 21:
        return Point(f"{value - 1:02}")
    return _side(scene, start, stop)


def _fit(value: str, limit: str, direction: str) -> str:
    """The value with the year in which it is not after, or not before, the other side."""
    bounds = calendar.bounds_of(limit)
    if not bounds or not value.startswith(calendar.OPEN_YEAR):
        return value
    return calendar.near(value, bounds[1] if direction == "past" else bounds[0], direction)


def _adjacent_years(found: Found, scene: Scene) -> Sequence[Reading]:
    """«1985–1990»: two numbers that can only be years."""
    low, high = (int(found.number(name)) for name in ("left", "right"))
    if not 1500 < low < high or high - low > 150 or _is_counting(scene, found.span[1]):
        return []
    start, stop = found.part("left")[0], found.part("right")[1]
    value = between(Point(str(low)), Point(str(high)))
    return [Reading(start if "open" in found else found.span[0], stop, value)] if value else []


def _season_year(found: Found, _: Scene) -> Sequence[Reading]:
    """«в сезоне 2021/22»: two years that follow each other."""
    low, high = int(found.number("left")), int(found.number("right"))
    if high not in {low + 1, (low + 1) % 100}:
        return []
    value = between(Point(f"{low:04}"), Point(f"{low + 1:04}"))
    return [Reading(*found.span, value)] if value else []


def _is_counting(scene: Scene, stop: int) -> bool:
    """Whether the number before an atom counts it: «1999–2005 рублей»."""
    if stop >= len(scene.atoms):
        return False
    return scene.token_at(stop).pos in {"NOUN", "NUM", "SYM"} or scene.atoms[stop].kind == "number"


def _listed(found: Found, scene: Scene) -> Sequence[Reading]:
    """«2 и 3 января» is one interval; «2, 5 и 8 января» are three dates."""
    right_start, right_stop = found.part("right")
    right = _side(scene, right_start, right_stop)
    if right is None:
        return []
    last = close(right.value, scene, *found.span)
    places = list(_items(scene, *found.part("items")))
    lefts = [_left_of(scene, last, *place) for place in places]
    values = [_fit(point.value, last, "past") for point in lefts if point]
    if len(values) != len(places) or any(len(value) != len(last) for value in values):
        return []
    if all(_is_next(a, b) for a, b in pairwise([*values, last])) and len(last) in {4, 10}:
        return one(found, between(Point(values[0]), Point(last)))
    places[0] = (found.span[0], places[0][1])
    readings = [Reading(*place, bounded(value)) for place, value in zip(places, values, strict=True)]
    return [*readings, Reading(right_start, right_stop, bounded(last))]


def _items(scene: Scene, start: int, stop: int) -> Sequence[tuple[int, int]]:
    """The atoms of each item but the last."""
    items = []
    while start < stop:
        whole = DATE.match(scene.code, start, stop)
        end = whole.end() if whole else start + 1
        items.append((start, end))
        start = end + 1  # past the comma
    return items


def _is_next(left: str, right: str) -> bool:
    first, second = calendar.bounds_of(left), calendar.bounds_of(right)
    return bool(first and second and first[1] + timedelta(1) == second[0])


_SIDE = "{point}|<day|year|nth|roman|decade>|{clock}"
_ITEM = "({date}|<day|year|month>)"
_ROWS = (
    ("night", "(в|во)? ночь (с (<day>|{date}) )?на (?P<point>{moment})", _night),
    ("night", "ночью с (<day>|{date}) на (?P<point>{date})", _night),
    ("interval", f"(в период)? (с|со) (?P<left>{_SIDE}) (по|до) (?P<right>{{point}}|<year>|{{clock}})", _interval),
    ("interval", f"(в период)? между (?P<left>{_SIDE}) и (?P<right>{{point}}|{{clock}})", _interval),
    ("interval", f"(в|во|на|за)? (?P<left>{_SIDE}) <dash> (?P<right>{{point}})", _interval),
    ("interval", "(в|во|за)? <left:year> <dash> <right:year>", _adjacent_years),
    ("interval", "<open:open> <left:year> <dash> <right:year> <close>", _adjacent_years),
    ("interval", "(в|во)? (сезоне)? <left:year> <slash> <right:year|day|count> <year_word>?", _season_year),
    ("list", f"(в|во|на|за|с|к)? (?P<items>{_ITEM}(, {_ITEM})*) (и|или) (?P<right>{{point}})", _listed),
)
INTERVALS = tuple(Rule(name, GRAMMAR.compile(pattern), read) for name, pattern, read in _ROWS)
