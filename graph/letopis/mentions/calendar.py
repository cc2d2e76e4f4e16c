"""Arithmetic on times in TIMEX3 notation.

`2022-01` is bounded by 2022-01-01 and 2022-01-31; a week later than `2022-01-05` is `2022-01-12`; `XXXX-01-05` is a
date whose year is still open. Forms: `2022-01-05`, `2022-01`, `2022`, `202X`, `20` (a century: 2000 to 2099),
`2022-W01`, `2022-W01-WE`, `2022-Q1`, `2022-H1`, `2022-SP` (SU, FA, WI), each day also with `TMO`, `TMI`, `TAF`, `TEV`,
`TNI` or `T15:30`.

In: strings. Out: strings, dates. Touches: nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Bounds = tuple[date, date]

OPEN_YEAR = "XXXX"
FIRST_YEAR, LAST_YEAR = 100, 9000  # room on either side, so that a day before and a day after always exist
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7}
_SOON = timedelta(31)
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}


def _last_day(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(1)).day


def _months(year: int, first: int, last: int) -> Bounds:
    return date(year, first, 1), date(year, last, _last_day(year, last))


def _week(year: int, week: int, first: int = 1, last: int = 7) -> Bounds:
    return date.fromisocalendar(year, week, first), date.fromisocalendar(year, week, last)


def _century(prefix: int) -> Bounds:
    return date(max(prefix * 100, 1), 1, 1), date(prefix * 100 + 99, 12, 31)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Bounds]], ...] = tuple(
    (re.compile(pattern), bounds)
    for pattern, bounds in (
        (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: (date(int(y), int(m), int(d)),) * 2),
        (r"(\d{4})-(\d\d)", lambda y, m: _months(int(y), int(m), int(m))),
        (r"(\d{4})", lambda y: _months(int(y), 1, 12)),
        (r"(\d{3})X", lambda y: (date(max(int(y) * 10, 1), 1, 1), date(int(y) * 10 + 9, 12, 31))),
        (r"(\d\d)", lambda y: _century(int(y))),
        (r"(\d{4})-W(\d\d)", lambda y, w: _week(int(y), int(w))),
        (r"(\d{4})-W(\d\d)-WE", lambda y, w: _week(int(y), int(w), 6, 7)),
        (r"(\d{4})-Q(\d)", lambda y, q: _months(int(y), int(q) * 3 - 2, int(q) * 3)),
        (r"(\d{4})-H(\d)", lambda y, h: _months(int(y), int(h) * 6 - 5, int(h) * 6)),
        (r"(\d{4})-(SP|SU|FA)", lambda y, s: _months(int(y), *_SEASONS[s])),
        (r"(\d{4})-WI", lambda y: (date(int(y) - 1, 12, 1), date(int(y), 12, 31))),  # «зимой 2020 года»: either end
    )
)


def bounds_of(value: str) -> Bounds | None:
    """First and last day of a time; None where its year is open, or where there is no such day."""
    day = value.partition("T")[0]
    for pattern, bounds in _FORMS:
        if match := pattern.fullmatch(day):
            try:
                first, last = bounds(*match.groups())
            except ValueError:
                return None
            return (first, last) if first.year >= FIRST_YEAR and last.year <= LAST_YEAR else None
    return None


def edge_of(bounds: Bounds, edge: str) -> Bounds:
    """A part of a stretch of days: its START, MID or END third, or its FIRST or SECOND half."""
    first, last = bounds
    days = (last - first).days + 1
    cuts = {"START": (0, 3, 1), "MID": (1, 3, 2), "END": (2, 3, 3), "FIRST": (0, 2, 1), "SECOND": (1, 2, 2)}
    low, parts, high = cuts[edge]
    return first + timedelta(days * low // parts), first + timedelta(days * high // parts - 1)


def with_year(value: str, year: int) -> str:
    """The value with its open year filled in."""
    return value.replace(OPEN_YEAR, f"{year:04}")


def near(value: str, reference: date, direction: str) -> str:
    """The value in the year that puts it nearest to the reference: `past`, `future`, or either (`near`).

    What spans the reference is neither past nor future and taken for both. `near` prefers the past by two to one.
    A day that is due within a month was not meant a year ago, whatever the tense: «предупредил о перекрытии 2 июня».
    """
    dated = [
        (bounds, text)
        for year in range(reference.year - 4, reference.year + 5)
        if (bounds := bounds_of(text := with_year(value, year)))
    ]
    past = [(reference - bounds[0], text) for bounds, text in dated if bounds[0] <= reference]
    future = [(bounds[1] - reference, text) for bounds, text in dated if bounds[1] >= reference]
    if not past or not future:
        return value
    before, after = min(past), min(future)
    if direction == "near":
        return before[1] if before[0] <= after[0] * 2 else after[1]
    if direction == "past" and not (_is_of_days(value) and after[0] <= _SOON < before[0]):
        return before[1]
    return after[1]


def _is_of_days(value: str) -> bool:
    return len(value.partition("/")[0].partition("T")[0]) == len("XXXX-06-02")


def weekday_near(weekday: int, reference: date, direction: str) -> str:
    """The day of that name nearest to the reference: not later than it, or after it."""
    back = (reference.isoweekday() - weekday) % 7
    ahead = 7 - back
    if direction == "future" or (direction == "near" and ahead < back):
        return (reference + timedelta(ahead)).isoformat()
    return (reference - timedelta(back)).isoformat()


def unit_at(day: date, unit: str) -> str:
    """The day, week, month, … that a day lies in."""
    year, week, _ = day.isocalendar()
    return {
        "week": f"{year:04}-W{week:02}",
        "weekend": f"{year:04}-W{week:02}-WE",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}X",
        "century": f"{day.year // 100:02}",
    }.get(unit, day.isoformat())


def shift_day(day: date, count: float, unit: str) -> date | None:
    """The day that many units later (earlier if negative); a month ends on its last day. None beyond the calendar."""
    if unit in MONTHS:
        months = day.year * 12 + day.month - 1 + round(count * MONTHS[unit])
        year, month = divmod(months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return date(year, month + 1, min(day.day, _last_day(year, month + 1)))
    try:
        return day + timedelta(days=round(count * DAYS.get(unit, 0)))
    except OverflowError:
        return None


def shift(day: date, count: float, unit: str) -> str | None:
    """The time that many units from a day, as precise as the unit: «три месяца назад» is a month."""
    if unit == "month" and count != int(count):
        moved, precise = shift_day(day, count * 30, "day"), "week" if abs(count) < 1 else "month"
    else:
        moved = shift_day(day, count, "week" if unit == "weekend" else unit)
        precise = "month" if unit in MONTHS and count != int(count) else unit
    return None if moved is None else unit_at(moved, precise)


_ISO_UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "M",
    "half": "M",
}
_SMALLER = {
    "day": ("hour", 24),
    "week": ("day", 7),
    "month": ("day", 30),
    "year": ("month", 12),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}
_YEARS = {"year": 1, "decade": 10, "century": 100}


def period(count: float, unit: str) -> str:
    """A length of time as an ISO 8601 duration; half units become smaller ones (of 30 days to the month).

    >>> period(1.5, "year"), period(180, "day"), period(1.5, "hour")
    ('P1Y6M', 'P180D', 'PT1H30M')
    """
    if unit in _YEARS and unit != "year":
        count, unit = count * _YEARS[unit], "year"
    if unit in {"quarter", "half"}:
        count, unit = count * MONTHS[unit], "month"
    whole, rest = int(count), count - int(count)
    parts = [(whole, unit)]
    if rest and unit in _SMALLER:
        smaller, ratio = _SMALLER[unit]
        if unit in {"week", "month"}:
            parts = [(round(count * ratio), smaller)]
        else:
            parts.append((round(rest * ratio), smaller))
    return _period_of(parts)


def _period_of(parts: list[tuple[int, str]]) -> str:
    days = "".join(
        f"{n}{_ISO_UNITS.get(unit, 'Y')}" for n, unit in parts if n and unit not in {"hour", "minute", "second"}
    )
    clock = "".join(f"{n}{_ISO_UNITS[unit]}" for n, unit in parts if n and unit in {"hour", "minute", "second"})
    return f"P{days}" + (f"T{clock}" if clock else "")
