"""Days and times of the day: «5 января», «в прошлую среду», «завтра», «в тот же день», «в 15:30», «утром».

In: atoms of a sentence. Out: `search`, `year_of`, `pointing`, `read_moment`, `time_of_day`, `read_clock`.
Touches: nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import TIMES
from letopis.mentions import calendar
from letopis.mentions.time_grammar import CLOCK, DATE, DEICTIC, GRAMMAR, PART, SAME_DAY, WEEKDAY
from letopis.mentions.time_patterns import Found

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from letopis.mentions.time_context import Scene


def search(pattern: re.Pattern[str], scene: Scene, start: int, stop: int) -> Found | None:
    """The first place where a pattern is found between two atoms."""
    match = pattern.search(scene.code, start, stop)
    return Found(scene.atoms, match, GRAMMAR) if match else None


def year_of(found: Found, scene: Scene) -> str:
    """The year that the words give, or four X."""
    for name in ("year", "yearth"):
        if name in found:
            return f"{int(found.number(name)):04}"
    if "whichyear" in found and scene.reference:
        return f"{scene.reference.year + int(found.value('whichyear')):04}"
    if "thatyear" in found and (anchor := calendar.bounds_of(scene.anchor() or "")):
        return f"{anchor[0].year:04}"
    return calendar.OPEN_YEAR


def _checked(value: str) -> str | None:
    """The value, if there is such a day in some year."""
    return value if calendar.bounds_of(calendar.with_year(value, 2000)) else None


def _read_date(found: Found, scene: Scene) -> str | None:
    day = int(found.number("day"))
    if "month" in found:
        return _checked(f"{year_of(found, scene)}-{found.value('month')}-{day:02}")
    month = scene.reference and calendar.shift(scene.reference, int(found.value("whichmonth")), "month")
    return _checked(f"{month}-{day:02}") if month else None


def _read_weekday(found: Found, scene: Scene) -> str | None:
    weekday = int(found.value("weekday"))
    start, stop = found.span
    if not _is_weekday(found, scene):
        return None
    if scene.reference is None:
        return f"{calendar.OPEN_YEAR}-WXX-{weekday}"
    which = int(found.value("which")) if "which" in found else None
    if which == 0:
        monday = scene.reference - timedelta(scene.reference.weekday())
        return (monday + timedelta(weekday - 1)).isoformat()
    if which is None:
        direction = scene.direction(start, stop)
        if "ночь" in scene.before(start, 2) and direction != "future":
            direction = "past"
        if direction == "told":
            direction = "future" if {"на", "до", "к"} & set(scene.before(start)) else "past"
        return calendar.weekday_near(weekday, scene.reference, direction)
    day = date.fromisoformat(calendar.weekday_near(weekday, scene.reference, "past" if which < 0 else "future"))
    if which < 0 and day == scene.reference:
        day -= timedelta(7)
    if found.atom("which").text.startswith("следующ") and day.isocalendar()[1] == scene.reference.isocalendar()[1]:
        day += timedelta(7)
    return day.isoformat()


def _is_weekday(found: Found, scene: Scene) -> bool:
    """«в среду», «с прошлой среды», «утро понедельника»; not «окружающей среды», «обычные пятницы»."""
    start, stop = found.span
    word = scene.atoms[stop - 1].text
    before = set(scene.before(start))
    if word in {"среда", "среде", "средой"}:
        return "к" in before or (word == "среда" and scene.after(stop) == [","])
    if word == "среду" and "which" not in found:
        return bool(before & {"в", "на", "за", "по"})
    if word.endswith(("а", "ы", "я")) and word != "суббота" and word != "пятница" and "which" not in found:
        return (
            bool(before & _BEFORE_GENITIVE) or scene.atoms[start - 1].kind in {"clock", "number"} or "часов" in before
        )
    return True


_BEFORE_GENITIVE = {
    "с",
    "со",
    "до",
    "от",
    "после",
    *TIMES["part"],
    *TIMES["hour_part"],
    *TIMES["edge"],
    *TIMES["hour_word"],
}


def _read_deictic(found: Found, scene: Scene) -> str | None:
    days = int(found.value("deictic" if "deictic" in found else "adjective"))
    return (scene.reference + timedelta(days)).isoformat() if scene.reference else pointing(days)


def pointing(which: int) -> str:
    """What is left of «вчера» or «в этом году» where the day of publication is unknown."""
    return "PAST_REF" if which < 0 else "FUTURE_REF" if which > 0 else "PRESENT_REF"


def _read_same_day(found: Found, scene: Scene) -> str | None:
    """The day last spoken of, or the one after it; «следующий день выборов» is neither."""
    day, stop = scene.anchor_day(), found.span[1]
    if "following" in found and stop < len(scene.atoms) and scene.token_at(stop).feats.get("Case") == "Gen":
        return None
    if day is None:
        return "PAST_REF" if "that" in found else None
    return (day + timedelta(1 if "following" in found else 0)).isoformat()


_DAYS: tuple[tuple[re.Pattern[str], Callable[[Found, Scene], str | None]], ...] = (
    (DATE, _read_date),
    (DEICTIC, _read_deictic),
    (SAME_DAY, _read_same_day),
    (WEEKDAY, _read_weekday),
)


def read_moment(found: Found, scene: Scene) -> str | None:
    """The day that was found, with its time of day if that is said."""
    start, stop = found.span
    for pattern, read in _DAYS:
        if inner := search(pattern, scene, start, stop):
            day = read(inner, scene)
            return day + time_of_day(scene, start, stop) if day and not day.endswith("_REF") else day
    return None


def time_of_day(scene: Scene, start: int, stop: int) -> str:
    """`T15:30`, `TEV` or nothing, as these atoms say."""
    if (clock := search(CLOCK, scene, start, stop)) and (time := read_clock(clock)):
        return time
    part = search(PART, scene, start, stop)
    return part.value("part") if part else ""


def read_clock(found: Found) -> str | None:
    """The time of day, as `T15:30`; None where there is none such."""
    if "clock" in found or "point" in found:
        hour, minute = map(int, found.atom("clock" if "clock" in found else "point").text.replace(".", ":").split(":"))
    else:
        hour = int(found.number("hour")) if "hour" in found else 1
        minute = int(found.number("minute")) if "minute" in found else 0
        if half := next((name for name in ("half", "half2", "half3") if name in found), None):
            if hour > 12:
                return None
            late = found.atom(half).text == "ночи" and 9 <= hour < 12
            hour = hour % 12 + (12 if late else int(found.value(half)))
    return f"T{hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else None
