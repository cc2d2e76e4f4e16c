"""What a time expression says of an event: stretches of months for quarters and seasons, days for «за последние сутки».

«в первом полугодии 2023 года» is 2023-01/2023-06; «за последние сутки», published on 2022-09-23, is
2022-09-22/2022-09-23, not a length of one day.

In: Mention of a time, the day of publication. Out: TimeValue. Touches: nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.records.mention import TimeValue

if TYPE_CHECKING:
    from letopis.records.mention import Mention

_MONTHS = re.compile(r"\d{4}-(Q\d|H\d|SP|SU|FA)")
_LENGTH = re.compile(r"P(?:\d+)([YMWD])|PT\d+H")
_WINDOWS = frozenset({"time.last", "time.next"})


def value_of_event(mention: Mention, published: date | None, *, is_past: bool) -> TimeValue | None:
    """The time of the event that the mention dates; `is_past` where its verb tells of the past."""
    value = mention.value
    if not isinstance(value, TimeValue):
        return None
    if value.kind == "duration":
        return _window(mention, value, published, is_past=is_past)
    return _in_months(value)


def _in_months(value: TimeValue) -> TimeValue:
    """Quarters, halves of years and seasons as their months; an end that is bounded by no day stays open."""
    if not _MONTHS.search(value.value):
        return value
    first, last = (value.earliest or "..")[:7], (value.latest or "..")[:7]
    if value.relation in {"before", "after", "as_of"} or first == last == "..":
        return value
    if first == last:
        return replace(value, value=first)
    return replace(value, value=f"{first}/{last}", kind="interval")


def _window(mention: Mention, value: TimeValue, published: date | None, *, is_past: bool) -> TimeValue:
    """A length that begins or ends with the day of publication as the days, months or years from there."""
    unit = _LENGTH.fullmatch(value.value)
    if unit is None or published is None:
        return value
    text = fold(mention.text)
    if mention.rule in _WINDOWS and value.earliest and value.latest:
        first, last = value.earliest, value.latest
        if text.split()[-1].startswith(("дн", "день", "сут")) and "предыдущ" in text:
            last = (published - timedelta(1)).isoformat()
    elif mention.rule == "time.for" and text in {"за сутки", "за одни сутки"} and is_past:
        first, last = (published - timedelta(1)).isoformat(), published.isoformat()
    else:
        return value
    precise = {"Y": 4, "M": 7}.get(unit[1] or "", 10)
    return TimeValue(f"{first[:precise]}/{last[:precise]}", "interval", "at", first, last)
