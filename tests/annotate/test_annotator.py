"""Sentences with what is to be annotated in them: every span named must be there, and no other of its words."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from letopis.annotate.annotator import Annotator
from letopis.model import FAST
from letopis.reading import Reader
from letopis.sources.article import from_text

if TYPE_CHECKING:
    from letopis.records.annotation import Annotated

ROWS = list(
    csv.DictReader((Path(__file__).parent / "annotations.tsv").open(encoding="utf-8", newline=""), delimiter="\t")
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(FAST)


@pytest.fixture(scope="module")
def annotator(reader: Reader) -> Annotator:
    return Annotator.load(reader.known)


def annotate(reader: Reader, annotator: Annotator, text: str) -> Annotated:
    return annotator(reader.read(from_text(text, published="2022-01-12")))


def cells(text: str) -> set[str]:
    return set(filter(None, (part.strip() for part in text.split(";"))))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_sentences_have_these_annotations(reader: Reader, annotator: Annotator, row: dict[str, str]) -> None:
    found = annotate(reader, annotator, row["text"])
    words = [annotation.span.of(row["text"]) for annotation in found.entities]
    entities = {f"{annotation.type}:{said}" for annotation, said in zip(found.entities, words, strict=True)}
    assert entities == cells(row["entities"])
    assert {f"{bond.type}:{words[bond.head]}>{words[bond.tail]}" for bond in found.relations} == cells(row["relations"])


def test_order_is_that_of_the_text_and_nothing_comes_twice(reader: Reader, annotator: Annotator) -> None:
    found = annotate(reader, annotator, " ".join(row["text"] for row in ROWS))
    keys = [(a.span.start, -a.span.stop, a.type) for a in found.entities]
    assert keys == sorted(set(keys))
    assert list(found.relations) == sorted(set(found.relations))
    assert found == annotate(reader, annotator, " ".join(row["text"] for row in ROWS))


def test_a_known_thing_has_its_wikidata_id(reader: Reader, annotator: Annotator) -> None:
    found = annotate(reader, annotator, "МИД России осудил теракт в Париже.")
    known = {annotation.type: annotation.wikidata for annotation in found.entities}
    assert (known["COUNTRY"], known["CITY"], known["EVENT"]) == ("Q159", "Q90", None)
