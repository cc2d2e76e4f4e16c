"""Each row of `names.tsv`: the names of a text in order, in the nominative, with their kind."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import letopis
from letopis.records.mention import MentionKind

ROWS = list(csv.DictReader((Path(__file__).parent / "names.tsv").open(encoding="utf-8"), delimiter="\t"))
COMMON = {"noun for a place", "noun for an organisation", "relational adjective"}


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_find_mentions_names(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"])
    kinds = {MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANIZATION}
    names = [m for m in reading.mentions if m.kind in kinds and m.rule not in COMMON]
    assert "; ".join(f"{m.normal}={m.kind}" for m in names) == row["mentions"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("Президент Казахстана выступил с речью.", MentionKind.TITLE, "президент Казахстана"),
        ("Сотни жителей Казани вышли на площадь.", MentionKind.GROUP, "жители Казани"),
        ("Полиция задержала протестующих.", MentionKind.GROUP, "протестующие"),
        ("Казахстанские силовики освободили аэропорт.", MentionKind.PLACE, "Казахстан"),
        ("Лидеры обсудили ситуацию в Казахстане.", MentionKind.NOMINAL, "ситуация в Казахстане"),
        ("Суд арестовал мэра, но он сбежал.", MentionKind.PRONOUN, "он"),
    ],
)
def test_find_mentions_nominals(text: str, kind: MentionKind, normal: str) -> None:
    found = {(m.kind, m.normal) for m in letopis.read(text).mentions}
    assert (kind, normal) in found


@pytest.mark.slow
def test_mentions_are_their_words() -> None:
    reading = letopis.read(
        "Владимир\u00a0Путин 8 января приехал в Минск и\u00ad встре\u00adтился с 15 послами.", published="2022-01-08"
    )
    assert reading.mentions
    for mention in reading.mentions:
        assert mention.span.of(reading.article.text) == mention.text
