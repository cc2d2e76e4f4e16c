"""Publication dates as sources write them.

«8 января 2022 г.», `08.01.2022`, `2022-01-08T12:30:00+03:00` and `Sat, 08 Jan 2022 12:30:00 +0300` are one day.

In: metadata, file names. Out: ISO 8601. Touches: nothing.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_TIME = r"(?:,?\s+(?:в\s+)?(\d{1,2}):(\d\d)(?::(\d\d))?)?"
_WORDS = re.compile(rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})(?:\s*г(?:\.|ода)?)?{_TIME}", re.IGNORECASE)
_DOTTED = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}){_TIME}")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s+\S+")
_IN_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


def parse_published(value: str) -> str | None:
    """The ISO 8601 date, or date and time, that a source's date means; None if it means none."""
    value = " ".join(value.split())
    for parse in (date.fromisoformat, datetime.fromisoformat, _from_russian, _from_mail):
        with suppress(ValueError):
            found = parse(value)
            return found.isoformat() if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
    return None


def date_in_name(name: str) -> str | None:
    """The first valid ISO date in a file's name: `2022-01-08_kremlin.txt`, `20220108.txt`."""
    for match in _IN_NAME.finditer(name):
        if found := parse_published("-".join(match.groups())):
            return found
    return None


def _from_russian(value: str) -> date:
    if match := _WORDS.fullmatch(value):
        month = _MONTHS.index(match[2].lower()) + 1
    elif match := _DOTTED.fullmatch(value):
        month = int(match[2])
    else:
        raise ValueError(value)
    day, year = int(match[1]), int(match[3])
    if match[4] is None:
        return date(year, month, day)
    return datetime(year, month, day, int(match[4]), int(match[5]), int(match[6] or 0))


def _from_mail(value: str) -> datetime:
    if not _MAIL.fullmatch(value):
        raise ValueError(value)
    return parsedate_to_datetime(value)
