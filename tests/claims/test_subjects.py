"""Each row of the table is a phenomenon, a text, a claim, and whether a reader takes it from the text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import letopis

ROWS = list(csv.DictReader(Path(__file__).with_name("subjects.tsv").open(encoding="utf-8"), delimiter="\t"))


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_a_verb_has_its_own_subject(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    found = {
        (label.get(c.subject_id or "", ""), c.predicate.label, label.get(c.object_id or "", "")) for c in reading.claims
    }
    assert ((row["subject"], row["predicate"], row["object"]) in found) == (row["found"] == "yes")
