"""Each row of `circumstances.tsv` is a phenomenon, a text, and where, when or how many one of its events is."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import letopis

if TYPE_CHECKING:
    from letopis.reading import Reading
    from letopis.records.claim import Claim

ROWS = list(csv.DictReader((Path(__file__).parent / "circumstances.tsv").open(encoding="utf-8"), delimiter="\t"))


def values(reading: Reading, claim: Claim, role: str) -> set[str]:
    """What fills the role of a claim, as a reader sees it."""
    if role == "time":
        return {time.value.value for time in claim.times}
    if role == "quantity":
        return {f"{count.quantity.value:g} {count.quantity.unit}".strip() for count in claim.quantities}
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    return {label[argument.entity_id] for argument in claim.arguments if argument.role == role}


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_extract_finds_the_circumstance(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"].replace("\\n", "\n"), published="2022-01-08")
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    found = [
        values(reading, claim, row["role"])
        for claim in reading.claims
        if (label.get(claim.subject_id or "", ""), claim.predicate.label) == (row["subject"], row["predicate"])
    ]
    assert found
    assert any(row["value"] in filled for filled in found) if row["value"] else not any(found)
