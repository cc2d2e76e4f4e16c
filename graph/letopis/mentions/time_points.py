"""Points and stretches of the calendar: days, weekdays, months, years, seasons, decades, centuries, clock times.

«вечером 5 января», «в прошлую среду», «в конце 2021 года», «в 1990-х», «в 15:30». The year of a point may still be open
(`XXXX-01-05`); `close` fills it in.

In: atoms of a sentence. Out: GRAMMAR, Point, `read_point`, `read_clock`, `close`. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import TIMES
from letopis.mentions import calendar
from letopis.mentions.time_patterns import Found, Grammar

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from letopis.mentions.numerals import Atom
    from letopis.mentions.time_context import Scene

_SHAPES = ("year", "yearth", "day", "nth", "count", "decimal", "decade", "iso", "dotted", "clock", "roman")
_PLURAL = ("е", "х", "ые", "ых", "ым", "ыми")


def _classify(atom: Atom) -> str:
    number = atom.number
    if number is None or atom.kind != "number":
        return atom.kind
    if atom.tail.startswith("лет"):
        return ""
    if number.ordinal:
        return _classify_ordinal(atom, int(number.value))
    if number.digits and not number.grouped and number.scale == 1:
        is_year = len(atom.text) == 4 and 1000 <= number.value <= 2100
        return "year" if is_year else "day" if number.value <= 31 else "count"
    return "decimal" if number.digits and number.scale == 1 else "count"


def _classify_ordinal(atom: Atom, value: int) -> str:
    ending = atom.tail or atom.text
    if value % 10 == 0 and (20 <= value < 100 or 1000 < value <= 2100) and ending.endswith(_PLURAL):
        return "decade"
    if 1000 <= value <= 2100:
        return "yearth"
    return "nth" if value <= 31 else ""


GRAMMAR = Grammar(TIMES, _classify, _SHAPES)


@dataclass(frozen=True, slots=True)
class Point:
    """A value and, where the words say so, which part of it: `START`, `MID`, `END`, `FIRST` or `SECOND`."""

    value: str
    edge: str | None = None


_YEAR = "(<year:year> <year_of>?|<yearth:yearth> <year_of>?|<whichyear:which> <year_of>|<thatyear:that> же <year_of>)"
_DATE = GRAMMAR.add_phrase("date", f"<day:day|nth> (<month:month_of> {_YEAR}?|числа <whichmonth:which> месяца)")
_WEEKDAY = GRAMMAR.add_phrase("weekday", "(<which:which>|самый|самую)* <weekday:weekday>")
_DEICTIC = GRAMMAR.add_phrase("deictic", "<deictic:deictic> <day_word>?")
_PART = GRAMMAR.add_phrase("part", "<part:part>")
_CLOCK = GRAMMAR.add_phrase(
    "clock",
    "(<clock:clock>|<point:decimal> <zone>|<hour:day|count> "
    "(<hour_word> (<minute:day|count> <minute_word>)? <half:hour_part>?|<half2:hour_part>)) "
    "(<zone>|по <any> <any>? времени)?",
)
_SAME_DAY = GRAMMAR.add_phrase(
    "same_day",
    "(<that:that> (же|самый|самого)?|<this:this> (же|самый|самого)?|<following:following>) (<day_word>|<part>)",
)
GRAMMAR.add_phrase(
    "one_day",
    "({weekday} ,? ({part} ,?)? {date}|{date} (, (в|во)? {weekday})?|{weekday}|{deictic} (,? {date})?|{same_day})",
)
_MOMENT = GRAMMAR.add_phrase(
    "moment",
    "((поздно|рано|поздним|ранним)? {part} (в|во)?)? ({clock} ,? (в|во)?)? {one_day} (,? (в|во|около)? {clock}|{part})*",
)
_MONTH = GRAMMAR.add_phrase("month", f"<month:month> {_YEAR}?")
_WHOLE_YEAR = GRAMMAR.add_phrase("year", "(<year:year> <year_word>|<yearth:yearth> <year_word>?)")
_SPAN = GRAMMAR.add_phrase("span", "(<which:which>|<that:that> же) <span:span>")
_QUARTER = GRAMMAR.add_phrase("quarter", f"<nth:nth|roman> (<quarter:quarter_word>|<half:half_word>) {_YEAR}?")
_SEASON = GRAMMAR.add_phrase("season", f"<season:season> {_YEAR}?")
_DECADE = GRAMMAR.add_phrase("decade", "<decade:decade> <year_word>? (<nth:nth|roman> <century_word>)?")
_CENTURY = GRAMMAR.add_phrase("century", "<nth:nth|roman> <century_word>")
_NUMERIC = GRAMMAR.add_phrase("numeric", "(<iso:iso>|<dotted:dotted>) (,? (в|во)? {clock})?")
_EDGED = GRAMMAR.add_phrase(
    "edged",
    "(<edge:edge>|<nth:nth> <half:half_edge>) (?P<whole>{month}|{year}|{span}|{season}|{decade}|{century}|<year>|<span>)",
)

_HOLIDAYS = (
    ("новый год|нового года|новому году|новым годом", "01-01"),
    ("рождество|рождества|рождеством|рождеству", "01-07"),
    ("день защитника отечества|дня защитника отечества|дню защитника отечества", "02-23"),
    ("день космонавтики|дня космонавтики|дню космонавтики", "04-12"),
    ("день победы|дня победы|дню победы", "05-09"),
    ("день россии|дня россии|дню россии", "06-12"),
    ("день знаний|дня знаний|дню знаний", "09-01"),
    ("день народного единства|дня народного единства|дню народного единства", "11-04"),
    ("день конституции|дня конституции|дню конституции", "12-12"),
)
_HOLIDAY_PATTERNS = [(GRAMMAR.add_phrase(f"holiday{i}", names), day) for i, (names, day) in enumerate(_HOLIDAYS)]
GRAMMAR.add_phrase("holiday", "|".join(f"{{holiday{i}}}" for i in range(len(_HOLIDAYS))))


def _year(found: Found, scene: Scene) -> str:
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
        return _checked(f"{_year(found, scene)}-{found.value('month')}-{day:02}")
    month = scene.reference and calendar.shift(scene.reference, int(found.value("whichmonth")), "month")
    return _checked(f"{month}-{day:02}") if month else None


def _read_weekday(found: Found, scene: Scene) -> str | None:
    weekday = int(found.value("weekday"))
    start, stop = found.span
    if scene.atoms[stop - 1].text.startswith("сред") and not _is_wednesday(found, scene):
        return None
    if scene.reference is None:
        return f"{calendar.OPEN_YEAR}-WXX-{weekday}"
    which = int(found.value("which")) if "which" in found else None
    if which == 0:
        monday = scene.reference - timedelta(scene.reference.weekday())
        return (monday + timedelta(weekday - 1)).isoformat()
    if which is None:
        direction = scene.direction(start, stop)
        if direction == "told":
            direction = "future" if {"на", "до", "к"} & set(scene.before(start)) else "past"
        return calendar.weekday_near(weekday, scene.reference, direction)
    day = date.fromisoformat(calendar.weekday_near(weekday, scene.reference, "past" if which < 0 else "future"))
    if which < 0 and day == scene.reference:
        day -= timedelta(7)
    if found.atom("which").text.startswith("следующ") and day.isocalendar()[1] == scene.reference.isocalendar()[1]:
        day += timedelta(7)
    return day.isoformat()


def _is_wednesday(found: Found, scene: Scene) -> bool:
    """«в среду», «с прошлой среды», but not «окружающей среды», «в среде экспертов»."""
    start, stop = found.span
    word = scene.atoms[stop - 1].text
    before = set(scene.before(start))
    if "which" in found or scene.after(stop) == [","] and word == "среда":
        return word != "среде" or "к" in before
    allowed = {"среду": {"в", "во", "на", "за"}, "среды": {"с", "до", "после", "утро", "вечер"}, "среде": {"к"}}
    return bool(before & allowed.get(word, set()))


def _read_deictic(found: Found, scene: Scene) -> str | None:
    return (scene.reference + timedelta(int(found.value("deictic")))).isoformat() if scene.reference else None


def _read_same_day(found: Found, scene: Scene) -> str | None:
    day = scene.anchor_day()
    if day is None:
        return None
    return (day + timedelta(1 if "following" in found else 0)).isoformat()


_DAYS: tuple[tuple[re.Pattern[str], Callable[[Found, Scene], str | None]], ...] = (
    (_DATE, _read_date),
    (_DEICTIC, _read_deictic),
    (_SAME_DAY, _read_same_day),
    (_WEEKDAY, _read_weekday),
)


def search(pattern: re.Pattern[str], scene: Scene, start: int, stop: int) -> Found | None:
    """The first place where a pattern is found between two atoms."""
    match = pattern.search(scene.code, start, stop)
    return Found(scene.atoms, match, GRAMMAR) if match else None


def _read_moment(found: Found, scene: Scene) -> str | None:
    start, stop = found.span
    for pattern, read in _DAYS:
        if inner := search(pattern, scene, start, stop):
            day = read(inner, scene)
            return day and day + _time_of_day(scene, start, stop)
    return None


def _time_of_day(scene: Scene, start: int, stop: int) -> str:
    if (clock := search(_CLOCK, scene, start, stop)) and (time := read_clock(clock)):
        return time
    part = search(_PART, scene, start, stop)
    return part.value("part") if part else ""


def read_clock(found: Found) -> str | None:
    """The time of day, as `T15:30`; None where there is none such."""
    if "clock" in found or "point" in found:
        hour, minute = map(int, found.atom("clock" if "clock" in found else "point").text.replace(".", ":").split(":"))
    else:
        hour = int(found.number("hour"))
        minute = int(found.number("minute")) if "minute" in found else 0
        if half := next((name for name in ("half", "half2") if name in found), None):
            if hour > 12:
                return None
            hour = hour % 12 + int(found.value(half)) if found.atom(half).text != "утра" else hour
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 or (hour, minute) == (24, 0) else None


def _read_numeric(found: Found, scene: Scene) -> str | None:
    if "iso" in found:
        value = found.atom("iso").text
    else:
        day, month, year = found.atom("dotted").text.split(".")
        value = f"{year if len(year) == 4 else '20' + year}-{int(month):02}-{int(day):02}"
    start, stop = found.span
    return value + _time_of_day(scene, start, stop) if calendar.bounds_of(value) else None


def _read_month(found: Found, scene: Scene) -> str | None:
    atom = found.atom("month")
    if atom.start > scene.sentence.span.start and scene.written(found.span[0])[0].isupper():
        return None  # «премьер-министр Мая», «Март Лаар»
    return f"{_year(found, scene)}-{found.value('month')}"


def _read_year(found: Found, scene: Scene) -> str | None:
    return _year(found, scene)


def _read_span(found: Found, scene: Scene) -> str | None:
    unit = found.value("span")
    if "that" in found:
        bounds = calendar.bounds_of(scene.anchor() or "")
        return calendar.unit_at(bounds[0], unit) if bounds else None
    return calendar.shift(scene.reference, int(found.value("which")), unit) if scene.reference else None


def _read_quarter(found: Found, scene: Scene) -> str | None:
    nth = int(found.number("nth"))
    letter, most = ("Q", 4) if "quarter" in found else ("H", 2)
    return f"{_year(found, scene)}-{letter}{nth}" if 1 <= nth <= most else None


def _read_season(found: Found, scene: Scene) -> str | None:
    return f"{_year(found, scene)}-{found.value('season')}"


def _read_decade(found: Found, scene: Scene) -> str | None:
    value = int(found.number("decade"))
    if value < 100:
        century = int(found.number("nth")) - 1 if "nth" in found else 19
        value += century * 100
    return f"{value // 10}X"


def _read_century(found: Found, scene: Scene) -> str | None:
    nth = int(found.number("nth"))
    return f"{nth - 1:02}" if 1 <= nth <= 21 else None


def _read_holiday(found: Found, scene: Scene) -> str | None:
    return next(
        f"{calendar.OPEN_YEAR}-{day}"
        for pattern, day in _HOLIDAY_PATTERNS
        if pattern.fullmatch(scene.code, *found.span)
    )


_READERS: tuple[tuple[re.Pattern[str], Callable[[Found, Scene], str | None]], ...] = (
    (_MOMENT, _read_moment),
    (_NUMERIC, _read_numeric),
    (_MONTH, _read_month),
    (_WHOLE_YEAR, _read_year),
    (_SPAN, _read_span),
    (_QUARTER, _read_quarter),
    (_SEASON, _read_season),
    (_DECADE, _read_decade),
    (_CENTURY, _read_century),
    (GRAMMAR.compile("{holiday}"), _read_holiday),
)
GRAMMAR.add_phrase(
    "point", "{moment}|{numeric}|{edged}|{month}|{year}|{span}|{quarter}|{season}|{decade}|{century}|{holiday}"
)


def read_point(scene: Scene, start: int, stop: int) -> Point | None:
    """What exactly these atoms name; None where that is no point of the calendar."""
    for pattern, read in _READERS:
        if match := pattern.fullmatch(scene.code, start, stop):
            value = read(Found(scene.atoms, match, GRAMMAR), scene)
            return Point(value) if value else None
    if match := _EDGED.fullmatch(scene.code, start, stop):
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
    return Point(calendar.unit_at(scene.reference, found.value("span"))) if scene.reference else None


def close(value: str, scene: Scene, start: int, stop: int) -> str:
    """The value with its open year: that of the publication, before or after it as the clause demands."""
    if not value.startswith(calendar.OPEN_YEAR) or scene.reference is None:
        return value
    direction = scene.direction(start, stop)
    return calendar.near(value, scene.reference, "near" if direction == "told" else direction)
