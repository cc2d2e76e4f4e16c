"""Each row of `untold.tsv` is a phenomenon, a text, and a predicate that the text gives no claim of."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import letopis

ROWS = list(csv.DictReader(Path(__file__).with_name("untold.tsv").open(encoding="utf-8"), delimiter="\t"))


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_what_says_nothing_gives_no_claim(row: dict[str, str]) -> None:
    labels = {claim.predicate.label for claim in letopis.read(row["text"], published="2022-01-08").claims}
    assert labels
    assert row["predicate"] not in labels
