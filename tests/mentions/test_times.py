"""Time expressions: the table `times.tsv` lists every expression of each text and what it means."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.mentions.calendar import bounds_of, period
from letopis.mentions.times import find_times
from letopis.records.mention import Mention, MentionKind, TimeValue
from mentions.analysed import analysed

HERE = Path(__file__).parent
NAMES = ("published", "text", "expected")


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == list(NAMES)
    return [tuple(line.split("\t")) for line in lines[1:] if not line.startswith("#")]


def value_of(mention: Mention) -> TimeValue:
    assert isinstance(mention.value, TimeValue)
    return mention.value


def shown(mention: Mention) -> str:
    value = value_of(mention)
    return f"{mention.text} = {value.value}" + (f" @{value.relation}" if value.relation != "at" else "")


def times(text: str, published: str | None = "2022-01-08") -> list[Mention]:
    return find_times(analysed(text, published or None))


def only(text: str, published: str | None = "2022-01-08") -> TimeValue:
    (mention,) = times(text, published)
    return value_of(mention)


@pytest.mark.parametrize(("published", "text", "expected"), rows("times.tsv"))
def test_finds_every_expression_and_its_value(published: str, text: str, expected: str) -> None:
    assert " | ".join(map(shown, times(text, published))) == expected


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason="known")) for row in rows("times_wrong.tsv")],
)
def test_still_gets_wrong(published: str, text: str, expected: str) -> None:
    assert " | ".join(map(shown, times(text, published))) == expected


@pytest.mark.parametrize("published", ["2022-01-08", "2023-06-14T10:30:00+03:00", None])
def test_mentions_are_in_order_and_tell_their_place(published: str | None) -> None:
    for _, text, _ in rows("times.tsv"):
        parsed = analysed(text, published)
        found = find_times(parsed)
        assert all(left.span.stop <= right.span.start for left, right in pairwise(found))
        for mention in found:
            assert mention.kind is MentionKind.TIME
            assert mention.span.of(text) == mention.text
            head = parsed.sentences[mention.sentence].tokens[mention.head]
            assert head.span.start < mention.span.stop
            assert mention.span.start < head.span.stop


def test_bounds_are_dates_in_order() -> None:
    for published, text, _ in rows("times.tsv"):
        for mention in times(text, published):
            value = value_of(mention)
            assert all(bound is None or bounds_of(bound) for bound in (value.earliest, value.latest))
            assert not (value.earliest and value.latest) or value.earliest <= value.latest


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest"),
    [
        ("Завод закрыли 5 января.", "date", "2022-01-05", "2022-01-05"),
        ("Завод закрыли в марте 2020 года.", "date", "2020-03-01", "2020-03-31"),
        ("Завод закрыли в феврале 2020 года.", "date", "2020-02-01", "2020-02-29"),
        ("Завод закрыли в конце января 2020 года.", "date", "2020-01-21", "2020-01-31"),
        ("Завод закрыли в начале 2020 года.", "date", "2020-01-01", "2020-05-01"),
        ("Завод закрыли в 1990-х.", "date", "1990-01-01", "1999-12-31"),
        ("Завод закрыли на прошлой неделе.", "date", "2021-12-27", "2022-01-02"),
        ("Завод закрыт с 6 января.", "interval", "2022-01-06", None),
        ("Завод закроют до 15 марта.", "interval", None, "2022-03-15"),
        ("Завод закроют к концу марта.", "date", None, "2022-03-31"),
        ("Завод закроют после 15 марта.", "date", "2022-03-15", None),
        ("Завод закрывали с 2 по 5 января.", "interval", "2022-01-02", "2022-01-05"),
        ("Завод закрыли в ночь на 1 января.", "interval", "2021-12-31", "2022-01-01"),
        ("За последние пять лет завод закрывали.", "duration", "2017-01-08", "2022-01-08"),
        ("Недавно завод закрыли.", "reference", None, "2022-01-08"),
        ("Каждый год завод закрывали.", "set", None, None),
    ],
)
def test_bounds(text: str, kind: str, earliest: str | None, latest: str | None) -> None:
    value = only(text)
    assert (value.kind, value.earliest, value.latest) == (kind, earliest, latest)


WORDS = (
    *("5", "10", "2022", "99999", "XIX", "15:30", "31.02.2022", "0001-01-01", "января", "марта", "понедельник"),
    *("году", "года", "часов", "дня", "неделю", "лет", "веке", "ночь", "вечером", "накануне", "–", ","),
    *("в", "с", "по", "до", "на", "и", "через", "назад", "каждый", "прошлый"),
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.sampled_from(["2022-01-08", "9999-12-31", None]))
def test_any_row_of_words_can_be_read(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = times(text, published)
    assert all(mention.span.of(text) == mention.text for mention in found)
    assert all(left.span.stop <= right.span.start for left, right in pairwise(found))
    for value in map(value_of, found):
        assert not (value.earliest and value.latest) or value.earliest <= value.latest


def test_words_may_be_joined_by_spaces_that_do_not_break() -> None:
    (mention,) = times("Завод закрыли в\u00a0ночь на\u00a06\u00a0января.")
    assert (mention.text, mention.normal) == ("в\u00a0ночь на\u00a06\u00a0января", "2022-01-05/2022-01-06")


def test_the_time_last_spoken_of_is_forgotten() -> None:
    assert [shown(m) for m in times("Мост закрыли 2 января. Шел снег. Дул ветер. Было холодно. Тогда его чинили.")] == [
        "2 января = 2022-01-02"
    ]


def test_no_year_is_guessed_where_publication_is_unknown() -> None:
    assert only("Мост закрыли с 6 января.", None) == TimeValue("XXXX-01-06/..", "interval", "since")


@pytest.mark.parametrize("count", [1, 2, 0.5, 1.5, 2.5, 10])
@pytest.mark.parametrize("unit", ["minute", "hour", "day", "week", "month", "quarter", "half", "year", "century"])
def test_periods_are_durations(count: float, unit: str) -> None:
    assert re.fullmatch(r"P(\d+[YMWD])*(T(\d+[HMS])+)?", period(count, unit))
    assert period(count, unit)[-1].isalpha()
    assert period(count, unit) != "P"
