"""Points of the calendar in their phrases: at, since, until, before, after, as of.

«в понедельник», «с января», «до конца марта», «к 15 марта», «по состоянию на утро 8 января», «накануне».

In: atoms of a sentence, points. Out: PHRASES. Touches: nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from letopis.mentions import calendar
from letopis.mentions.time_grammar import GRAMMAR
from letopis.mentions.time_patterns import Reading, Rule
from letopis.mentions.time_points import Point, read_point
from letopis.mentions.time_values import between, bounded, close, one, read_time, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from letopis.mentions.time_context import Scene
    from letopis.mentions.time_patterns import Found

_DATA = ("данн", "сведени", "состояни", "информаци", "статистик", "числен", "количеств")
_WINDOW = 6  # atoms before «на 6 января» in which a word such as «данным» makes it the day of a count
_YEARS = range(1900, 2101)
_OLD = timedelta(7)  # how long ago a story lies whose «накануне» is told from within


def _related(relation: str) -> Callable[[Found, Scene], Sequence[Reading]]:
    def read(found: Found, scene: Scene) -> Sequence[Reading]:
        point = read_time(scene, *found.part("point"))
        return one(found, stamp(point, scene, found, relation)) if point else []

    return read


def _since(found: Found, scene: Scene) -> Sequence[Reading]:
    """«с января», but «по сравнению с прошлым годом» is that year."""
    start, stop = found.part("point")
    point = read_time(scene, start, stop)
    words = [atom.text for atom in scene.atoms[start:stop] if not atom.number]
    compared = any(word.endswith(("ом", "ем")) and word not in {"утром", "днем", "вечером"} for word in words)
    return one(found, stamp(point, scene, found, "at" if compared else "since")) if point else []


def _on(found: Found, scene: Scene) -> Sequence[Reading]:
    """«на 6 января»: as of that day in «по данным минздрава на 6 января», else at it."""
    point = read_time(scene, *found.part("point"))
    before = scene.before(found.span[0], _WINDOW)
    counted = "state" in found or any(word.startswith(_DATA) for word in before)
    return one(found, stamp(point, scene, found, "as_of" if counted else "at")) if point else []


def _part(found: Found, scene: Scene) -> Sequence[Reading]:
    """«утром», of the day last spoken of, else of publication."""
    day = scene.anchor_day() or scene.reference
    start, stop = found.part("lone")
    if scene.atoms[start].text == "днем" and _is_day_of_something(scene, start):
        return []
    if _is_always(scene, start, stop):
        return []
    relations = {"с": "since", "до": "until", "к": "before"}
    return one(found, bounded(f"{day or 'XXXX-XX-XX'}{found.value('lone')}", relations.get(found.first, "at")))


def _last_night(found: Found, scene: Scene) -> Sequence[Reading]:
    """«прошлой ночью» is the interval that ends today, «этим утром» a part of today."""
    which, part = (int(found.value("which")), found.value("part")) if "part" in found else (-1, "TNI")
    if scene.reference is None or which > 0:
        return one(found, bounded("PAST_REF")) if which < 0 else []
    if part == "TNI" and scene.direction(*found.span) != "future":
        eve = scene.reference - timedelta(1)
        return one(found, between(Point(eve.isoformat()), Point(scene.reference.isoformat())))
    return one(found, bounded(f"{scene.reference + timedelta(which)}{part}"))


def _is_always(scene: Scene, start: int, stop: int) -> bool:
    """«днем и ночью»: at no time in particular."""
    for pair in (scene.before(start, 2), scene.after(stop, 2)[::-1]):
        if len(pair) == 2 and pair[1] == "и" and pair[0] in GRAMMAR.tables["adverb_part"]:
            return True
    return False


def _is_day_of_something(scene: Scene, start: int) -> bool:
    """«рабочим днем», «с каждым днем»: no time of the day."""
    if start == 0:
        return False
    before = scene.token_at(start - 1)
    return (
        before.pos in {"ADJ", "DET"}
        or before.text.endswith(("им", "ым"))
        or before.text.lower() in {"с", "над", "между", "перед", "за"}
    )


def _bare_year(found: Found, scene: Scene) -> Sequence[Reading]:
    """«в 2014», «(1999)»: a number that can only be a year."""
    start, stop = found.part("year")
    if int(found.number("year")) not in _YEARS or _is_count(scene, stop):
        return []
    inside = (start, stop) if "open" in found else found.span
    relations = {"с": "since", "со": "since", "до": "until", "к": "before", "ко": "before", "после": "after"}
    return [Reading(*inside, bounded(f"{int(found.number('year')):04}", relations.get(found.first, "at")))]


def _is_count(scene: Scene, stop: int) -> bool:
    """Whether the number before an atom counts it: «2000 человек», «1999 рублей», «2014 %»."""
    if stop >= len(scene.atoms):
        return False
    return scene.token_at(stop).pos in {"NOUN", "ADJ", "NUM", "SYM"} or scene.atoms[stop].kind == "number"


def _weekend(found: Found, scene: Scene) -> Sequence[Reading]:
    """«в выходные», the last or the next, as the verb says; not «в выходные дни»."""
    if scene.after(found.span[1]) in (["дни"], ["днях"]):
        return []
    if scene.reference is None:
        return one(found, bounded("PRESENT_REF"))
    ahead = scene.direction(*found.span) == "future"
    saturday = date.fromisoformat(calendar.weekday_near(6, scene.reference, "future" if ahead else "past"))
    return one(found, bounded(calendar.unit_at(saturday, "weekend")))


def _eve(found: Found, scene: Scene) -> Sequence[Reading]:
    """«накануне»: the day before publication; in a story of long ago, before the day last spoken of."""
    stop = found.span[1]
    if "point" in found:
        point = read_point(scene, *found.part("point"))
        bounds = calendar.bounds_of(close(point.value, scene, *found.span)) if point else None
        day = bounds[0] if bounds else None
    elif "part" not in found and stop < len(scene.atoms) and scene.token_at(stop).feats.get("Case") == "Gen":
        return []  # «накануне выборов»
    else:
        day = _told_day(scene)
        if day is None:
            return one(found, bounded("PAST_REF"))
    part = found.value("part") if "part" in found else ""
    return one(found, bounded(f"{day - timedelta(1)}{part}")) if day else []


def _told_day(scene: Scene) -> date | None:
    anchor, reference = scene.anchor_day(), scene.reference
    return anchor if anchor and (reference is None or reference - anchor > _OLD) else reference


_ABOUT = "(<around>|ближе к|в районе)"
_ROWS = (
    ("since", "(начиная)? (с|со) (?P<point>{point}|{clock})", _since),
    ("until", "(вплоть)? до (?P<point>{point}|{clock})", _related("until")),
    ("until", "(включительно)? по (?P<point>{date}|<year> год)", _related("until")),
    ("before", "(к|ко|перед|не позднее|не позже) (?P<point>{point}|{clock})", _related("before")),
    ("after", "(после|не ранее|не раньше) (?P<point>{point}|{clock})", _related("after")),
    ("on", "(по (?P<state>состоянию))? на (?P<point>{point}|{clock})", _on),
    ("at", f"({_ABOUT}? (в|во)|за|от|{_ABOUT})? (?P<point>{{point}})", _related("at")),
    ("clock", f"({_ABOUT}? (в|во)|в районе) (?P<point>{{clock}})", _related("at")),
    ("clock", f"{_ABOUT} (?P<point>{{exact_clock}} (<zone>|по <any> <any>? времени)?)", _related("at")),
    ("clock", "(?P<point><clock> (<zone>|по <any> <any>? времени))", _related("at")),
    ("part", "(поздно|рано|поздним|ранним)? <lone:adverb_part>", _part),
    ("part", "(с|до|к) <lone:part>", _part),
    ("part", "(в|за)? <which:which|last> <part:part>", _last_night),
    ("part", "за ночь", _last_night),
    ("year", "(в|во|с|со|до|к|после|на) <year:year>", _bare_year),
    ("year", "<open:open> <year:year> <close>", _bare_year),
    ("weekend", "(в|на) (выходные|выходных)", _weekend),
    ("eve", "накануне (?P<point>{point})", _eve),
    ("eve", "накануне <part:adverb_part>?", _eve),
)
PHRASES = tuple(Rule(name, GRAMMAR.compile(pattern), read) for name, pattern, read in _ROWS)
