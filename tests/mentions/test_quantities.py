"""Quantities: the table `quantities.tsv` lists every quantity of each text, its bound, value and unit."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from letopis.mentions.quantities import find_quantities
from letopis.mentions.times import find_times
from letopis.records.mention import Mention, MentionKind, Quantity
from mentions.analysed import analysed

if TYPE_CHECKING:
    from letopis.records.text import Parsed

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["text", "expected"]
    return [tuple(line.split("\t")) for line in lines[1:] if not line.startswith("#")]


def value_of(mention: Mention) -> Quantity:
    assert isinstance(mention.value, Quantity)
    return mention.value


def shown(mention: Mention) -> str:
    value = value_of(mention)
    upper = "" if value.upper is None else f"..{value.upper:.15g}"
    return f"{mention.text} = {value.bound} {value.value:.15g}{upper} {value.unit}".rstrip()


def quantities(text: str) -> tuple[Parsed, list[Mention]]:
    parsed = analysed(text, "2022-01-08")
    return parsed, find_quantities(parsed, find_times(parsed))


@pytest.mark.parametrize(("text", "expected"), rows("quantities.tsv"))
def test_finds_every_quantity(text: str, expected: str) -> None:
    assert " | ".join(map(shown, quantities(text)[1])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason="known")) for row in rows("quantities_wrong.tsv")],
)
def test_still_gets_wrong(text: str, expected: str) -> None:
    assert " | ".join(map(shown, quantities(text)[1])) == expected


def test_mentions_are_in_order_and_outside_times() -> None:
    for text, _ in rows("quantities.tsv"):
        parsed, found = quantities(text)
        both = sorted([*found, *find_times(parsed)], key=lambda mention: mention.span)
        assert all(left.span.stop <= right.span.start for left, right in pairwise(both))
        assert all(mention.kind is MentionKind.QUANTITY and mention.span.of(text) == mention.text for mention in found)


@pytest.mark.parametrize(
    ("text", "head", "normal"),
    [
        ("Задержаны более 4 тыс. человек.", "человек", "более 4000 человек"),
        ("Построено 324 жилых дома.", "дома", "324 дома"),
        ("Погибли 18, остальные живы.", "18", "18"),
        ("В зале от 10 до 15 человек.", "человек", "10–15 человек"),
        ("В зале не менее десяти гостей.", "гостей", "не менее 10 гостей"),
        ("Цены выросли на 5,2%.", "5,2", "5.2 %"),
        ("35-летний водитель скрылся.", "35-летний", "35 лет"),
        ("Выделено 80,3 млн долларов.", "80,3", "80300000 USD"),
    ],
)
def test_what_is_counted_is_the_head(text: str, head: str, normal: str) -> None:
    parsed, (mention,) = quantities(text)
    assert parsed.sentences[mention.sentence].tokens[mention.head].text == head
    assert mention.normal == normal
