"""Each row of `exact.tsv` is a text and all times, numbers, places, speakers or the stance that an event of it has."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import letopis
from letopis.records.claim import Role

if TYPE_CHECKING:
    from letopis.reading import Reading
    from letopis.records.claim import Claim

ROWS = list(csv.DictReader((Path(__file__).parent / "exact.tsv").open(encoding="utf-8"), delimiter="\t"))


def shown(reading: Reading, claim: Claim, column: str) -> str:
    """What the column of the claim holds, in order."""
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    columns = {
        "time": [time.value.value for time in claim.times],
        "number": [f"{count.quantity.value:g} {count.quantity.unit}".strip() for count in claim.quantities],
        "speakers": [label[speaker.entity_id] for speaker in claim.attributions],
        "place": [label[a.entity_id] for a in claim.arguments if a.role is Role.PLACE and a.entity_id],
        "stance": [str(claim.polarity), str(claim.modality)],
    }
    return ", ".join(columns[column])


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_extract_finds_all_of_it_and_no_more(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    found = {
        shown(reading, claim, row["column"]) for claim in reading.claims if claim.predicate.label == row["predicate"]
    }
    assert found == {row["value"]}
