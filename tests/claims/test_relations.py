"""Each row of `relations.tsv` is a text and a relation or identity that must, or must not, be found in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import letopis
from letopis.records.claim import ClaimKind

ROWS = list(csv.DictReader((Path(__file__).parent / "relations.tsv").open(encoding="utf-8"), delimiter="\t"))


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_extract_finds_what_is_stated(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    found = {
        (label[claim.subject_id or ""], claim.predicate.label, claim.literal or label[claim.object_id or ""])
        for claim in reading.claims
        if claim.kind is not ClaimKind.EVENT
    }
    assert ((row["subject"], row["predicate"], row["object"]) in found) is (row["stated"] == "yes"), found
