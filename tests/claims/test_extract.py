"""Each row of the tables is a phenomenon, a text, and one claim that must be found in it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import letopis

if TYPE_CHECKING:
    from letopis.reading import Reading
    from letopis.records.claim import Claim

ROWS = [
    row
    for table in ("claims.tsv", "clauses.tsv", "members.tsv", "speech.tsv", "voices.tsv")
    for row in csv.DictReader((Path(__file__).parent / table).open(encoding="utf-8"), delimiter="\t")
]


def shown(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """A claim as the columns of the table."""
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    return (
        label.get(claim.subject_id or "", ""),
        claim.predicate.label,
        claim.literal or label.get(claim.object_id or "", ""),
        str(claim.polarity),
        str(claim.modality),
        label[claim.attributions[0].entity_id] if claim.attributions else "",
    )


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_extract_finds_the_claim(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    wanted = tuple(row[column] for column in ("subject", "predicate", "object", "polarity", "modality", "speaker"))
    found = {shown(reading, claim): claim for claim in reading.claims}
    assert wanted in found
    if row["time"]:
        assert row["time"] in {time.value.value for time in found[wanted].times}


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS[::4], ids=[row["phenomenon"] for row in ROWS[::4]])
def test_extract_points_at_the_words(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    ids = {entity.id for entity in reading.resolved.entities}
    assert reading.claims
    for claim in reading.claims:
        assert claim.trigger in claim.sentence
        assert all(argument.span in claim.sentence and argument.entity_id in ids for argument in claim.arguments)
        assert 0 < claim.score <= 1


@pytest.mark.slow
def test_extract_takes_no_speech_that_goes_for_an_event() -> None:
    assert not letopis.read("Речь идёт о старом доме.").claims
