"""What is written of records made by hand is what a reader gets back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from annotate.brat_reader import read_brat
from letopis.annotate.brat import to_brat
from letopis.annotate.jsonl import to_json_line
from letopis.records.annotation import Annotated, Annotation, Bond
from letopis.records.text import Article, Span

TEXT = "🚀 Президент\nИта\u0301лии и ещё ёж."


def annotated() -> Annotated:
    office = Annotation(Span(2, 19), "PROFESSION")
    country = Annotation(Span(12, 19), "COUNTRY", 1.0, "Q38", "Италия", "Q38")
    return Annotated(Article("a1", TEXT), (office, country), (Bond(0, 1, "WORKPLACE", 0.91234),))


def test_brat_reads_back_with_emoji_line_break_and_combining_mark() -> None:
    read = read_brat(TEXT, to_brat(annotated()))
    assert read.entities == {
        "T1": ("PROFESSION", 2, 19, "Президент Ита\u0301лии"),
        "T2": ("COUNTRY", 12, 19, "Ита\u0301лии"),
    }
    assert read.relations == [("WORKPLACE", "T1", "T2")]
    assert read.references == {"T2": ("Q38", "Италия")}


def test_json_reads_back_with_what_is_known_only() -> None:
    read = json.loads(to_json_line(annotated()))
    assert read["text"] == TEXT
    assert read["entities"][0] == {
        "id": "T1",
        "start": 2,
        "stop": 19,
        "type": "PROFESSION",
        "text": "Президент\nИта\u0301лии",
    }
    assert (read["entities"][1]["wikidata"], read["entities"][1]["entity"]) == ("Q38", "Q38")
    assert read["relations"] == [{"type": "WORKPLACE", "head": "T1", "tail": "T2", "score": 0.912}]


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), min_size=2), st.data())
def test_every_span_is_one_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    (line,) = to_brat(Annotated(Article("a1", text), (Annotation(Span(start, stop), "EVENT"),))).splitlines()
    words = line.split("\t")[2]
    assert len(words) == stop - start
    assert all(one == other or one == " " for one, other in zip(words, text[start:stop], strict=True))
