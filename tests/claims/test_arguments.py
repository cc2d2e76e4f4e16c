"""Each row of `arguments.tsv` and `own_words.tsv` is a phenomenon, a text, and all that fills a role of one verb."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import letopis

ROWS = [
    row
    for table in ("arguments.tsv", "own_words.tsv")
    for row in csv.DictReader(Path(__file__).with_name(table).open(encoding="utf-8"), delimiter="\t")
]


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_a_role_has_its_own_words_only(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    claims = [claim for claim in reading.claims if claim.predicate.label == row["predicate"]]
    found = {label[a.entity_id] for claim in claims for a in claim.arguments if a.role == row["role"]}
    assert claims
    assert found == set(filter(None, row["values"].split("; ")))
