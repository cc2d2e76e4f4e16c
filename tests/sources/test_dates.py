from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.sources.dates import date_in_name, parse_published


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-01-08", "2022-01-08"),
        ("20220108", "2022-01-08"),
        ("2022-01-08 12:30", "2022-01-08T12:30:00"),
        ("2022-01-08T12:30:00Z", "2022-01-08T12:30:00+00:00"),
        ("2022-01-08T12:30:00+03:00", "2022-01-08T12:30:00+03:00"),
        ("8 января 2022", "2022-01-08"),
        (" 8  января\xa02022 г. ", "2022-01-08"),
        ("31 Декабря 2021 года", "2021-12-31"),
        ("8 мая 2022, 9:05", "2022-05-08T09:05:00"),
        ("8 мая 2022 года в 09:05", "2022-05-08T09:05:00"),
        ("08.01.2022", "2022-01-08"),
        ("8.1.2022 23:59:58", "2022-01-08T23:59:58"),
        ("Sat, 08 Jan 2022 12:30:00 +0300", "2022-01-08T12:30:00+03:00"),
        ("8 Jan 2022 12:30 GMT", "2022-01-08T12:30:00+00:00"),
    ],
)
def test_a_date_is_understood(value: str, iso: str) -> None:
    assert parse_published(value) == iso


@pytest.mark.parametrize(
    "value",
    [
        *("", "вчера", "2022", "2022-13-01", "30 февраля 2022", "32.01.2022", "8 января 22", "0001-01-01"),
        *("1641600000", "Sat, 99 Jan 2022 12:30:00 +0300", "8 января 2022 25:00", "9999-12-31T00:00"),
    ],
)
def test_garbage_is_no_date(value: str) -> None:
    assert parse_published(value) is None


@given(st.datetimes(min_value=datetime(1800, 1, 1), max_value=datetime(2199, 12, 31)))
def test_iso_stays_iso(moment: datetime) -> None:
    assert parse_published(moment.isoformat()) == moment.isoformat()
    assert parse_published(moment.date().isoformat()) == moment.date().isoformat()


@given(st.text())
def test_any_text_is_a_stable_date_or_none(value: str) -> None:
    found = parse_published(value)
    assert found is None or parse_published(found) == found


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("2022-01-08_kremlin.txt", "2022-01-08"),
        ("news-20220108.jsonl", "2022-01-08"),
        ("v20229999_20220108.txt", "2022-01-08"),
        ("120220108.txt", None),
        ("20221399.txt", None),
        ("kremlin.txt", None),
    ],
)
def test_the_date_in_a_name(name: str, iso: str | None) -> None:
    assert date_in_name(name) == iso
