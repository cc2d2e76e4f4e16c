"""The language of time: its classes of numbers, and the phrases that points of the calendar are made of.

A moment is «вечером в субботу, 5 января 2022 года, в 19:30», or any part of that which holds a day.

In: the table of times. Out: GRAMMAR, patterns of phrases. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import TIMES
from letopis.mentions.time_patterns import Grammar

if TYPE_CHECKING:
    from letopis.mentions.atoms import Atom

YEARS = range(1000, 2101)  # that a number of four figures may mean
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


_YEAR = "(<year:year> <year_of>?|<yearth:yearth> <year_of>?|<whichyear:which> <year_of>|<thatyear:that> же <year_of>)"
DATE = GRAMMAR.add_phrase("date", f"<day:day|nth> (<month:month_of> {_YEAR}?|числа <whichmonth:which> месяца)")
WEEKDAY = GRAMMAR.add_phrase("weekday", "(<which:which>|самый|самую)* <weekday:weekday>")
DEICTIC = GRAMMAR.add_phrase("deictic", "<deictic:deictic>|<adjective:deictic_day> <day_word>")
PART = GRAMMAR.add_phrase("part", "<part:part>")
CLOCK = GRAMMAR.add_phrase(
    "clock",
    "(<clock:clock> <half4:hour_part>?|<point:decimal> <zone>|<hour:day|count> "
    "(<hour_word> (<minute:day|count> <minute_word>)? <half:hour_part>?|<half2:hour_part>)"
    "|<one:one_hour> <half3:hour_part>) "
    "(<zone>|по <any> <any>? времени)?",
)
GRAMMAR.add_phrase(
    "exact_clock",
    "(<clock> <hour_part>?|<decimal> <zone>|<day|count> (<hour_word> (<day|count> <minute_word>)?)? <hour_part>)",
)
SAME_DAY = GRAMMAR.add_phrase(
    "same_day",
    "(<that:that> (же|самый|самого)?|<this> (же|самый|самого)?|<following:following>) (<day_word>|<part>)",
)
GRAMMAR.add_phrase(
    "one_day",
    "({weekday} ,? ({part} ,?)? {date}|{date} (, (в|во)? {weekday})?|{weekday}|{deictic} (,? {date})?|{same_day})",
)
MOMENT = GRAMMAR.add_phrase(
    "moment",
    "((поздно|рано|поздним|ранним)? {part} (в|во)?)? ({clock} ,? (в|во)?)? {one_day} "
    "(,? (в|во|около)? {clock}|{part})*",
)
MONTH = GRAMMAR.add_phrase("month", f"(<month2:month> {_YEAR}|<which:which>? <month:month>)")
WHOLE_YEAR = GRAMMAR.add_phrase("year", "(<year:year> <year_word>|<yearth:yearth> <year_word>?)")
SPAN = GRAMMAR.add_phrase("span", "(<which:which>|<that:that|this> же) <span:span>")
QUARTER = GRAMMAR.add_phrase("quarter", f"<nth:nth|roman> (<quarter:quarter_word>|<half:half_word>) {_YEAR}?")
SEASON = GRAMMAR.add_phrase("season", f"(<season2:season> {_YEAR}|<which:which>? <season:season>)")
DECADE = GRAMMAR.add_phrase("decade", "<decade:decade> <year_word>? (<nth:nth|roman> <century_word>)?")
CENTURY = GRAMMAR.add_phrase("century", "<nth:nth|roman> <century_word>")
NUMERIC = GRAMMAR.add_phrase("numeric", "(<iso:iso>|<dotted:dotted>) (,? (в|во)? {clock})?")
EDGED = GRAMMAR.add_phrase(
    "edged",
    "(<edge:edge>|<nth:nth> <half:half_edge>) "
    "(?P<whole>{month}|{year}|{span}|{quarter}|{season}|{decade}|{century}|<year>|<span>)",
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
HOLIDAY_PATTERNS = [(GRAMMAR.add_phrase(f"holiday{i}", names), day) for i, (names, day) in enumerate(_HOLIDAYS)]
GRAMMAR.add_phrase("holiday", "|".join(f"{{holiday{i}}}" for i in range(len(_HOLIDAYS))))


GRAMMAR.add_phrase(
    "point", "{moment}|{numeric}|{edged}|{month}|{year}|{span}|{quarter}|{season}|{decade}|{century}|{holiday}"
)
