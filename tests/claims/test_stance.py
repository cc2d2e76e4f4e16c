"""Each row of `modality.tsv` and `polarity.tsv` is a text and a claim of it, with the words that decided its stance."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import letopis
from letopis.records.claim import Modality

HERE = Path(__file__).parent
MODEL = (HERE.parents[1] / "docs" / "model.md").read_text(encoding="utf-8")


def _rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / table).open(encoding="utf-8"), delimiter="\t"))


MODALITY, POLARITY = _rows("modality.tsv"), _rows("polarity.tsv")
ROWS = [*MODALITY, *POLARITY]


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[f"{row['predicate']} in {row['text']}" for row in ROWS])
def test_the_claim_has_its_stance(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    found = {
        (
            claim.predicate.label,
            label.get(claim.object_id or "", ""),
            str(claim.polarity),
            str(claim.modality),
            "|".join(span.of(row["text"]) for span in claim.because),
        )
        for claim in reading.claims
    }
    assert tuple(row[column] for column in ("predicate", "object", "polarity", "modality", "because")) in found


def test_every_value_has_sentences() -> None:
    counts = Counter(row["modality"] for row in MODALITY)
    assert set(counts) == set(Modality)
    assert min(counts.values()) >= 8
    assert len(POLARITY) >= 30


def test_the_model_documents_every_value_with_an_example() -> None:
    documented = re.findall(r"^\| `lo:(\w+)` \| [^|]+ \| «([^»]+)» \|$", MODEL, flags=re.MULTILINE)
    assert [name.lower() for name, _ in documented] == list(Modality)
    shown = {(row["modality"], row["text"]) for row in MODALITY}
    assert {(name.lower(), text) for name, text in documented} <= shown
