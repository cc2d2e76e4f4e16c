"""What `explain` says of what the model read, and of what disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from found_texts import read_found
from letopis.explain.found import found_lines, without_model
from letopis.explain.terms import explain
from letopis.rdf.derive import fresh_quads
from letopis.rdf.quads import article_quads
from letopis.rdf.view import View
from letopis.rdf.vocabulary import Base

if TYPE_CHECKING:
    from letopis.parse.parser import Parser
    from letopis.reading import Reader


def _view(reader: Reader, parser: Parser, marked: str, ties: str) -> View:
    reading = read_found(reader, parser, marked, ties)
    quads = article_quads(reading.article, reading.parsed, reading.resolved, reading.claims, base=Base())
    return View.of([*quads, *fresh_quads(View.of(quads).store)])


def _explained(view: View, predicate: str) -> list[str]:
    found = [s for s in view.statements() if s.predicate.endswith(f"/{predicate}")]
    assert found
    return ["\n".join(explain(view, statement.id)) for statement in found]


def test_the_model_is_named_with_its_probability_and_row() -> None:
    lines = list(found_lines("verb, model: WORKPLACE 0.93"))
    assert lines[0] == "read by the model too as WORKPLACE, probability 0.93"
    assert "found_ties.tsv: WORKPLACE is worksFor from" in lines[1]
    assert next(found_lines("model: WORKPLACE 0.93")) == "read by the model as WORKPLACE, probability 0.93"
    assert list(found_lines("verb, named subject")) == []
    assert without_model("verb, named subject, model: WORKPLACE 0.93") == "verb, named subject"
    assert without_model("model: WORKPLACE 0.93") == ""


@pytest.mark.slow
def test_two_birthdays_disagree(fast_reader: Reader, parser: Parser) -> None:
    text = (
        "[Иван Петров]{PERSON} появился на свет [5 мая 1980 года]{DATE}. "
        "[Иван Петров]{PERSON} появился на свет [6 июня 1981 года]{DATE}."
    )
    view = _view(fast_reader, parser, text, "1 DATE_OF_BIRTH 2 0.98; 3 DATE_OF_BIRTH 4 0.97")
    first, second = _explained(view, "bornOn")
    assert "disagrees with Иван Петров – дата рождения – 19" in first
    assert "there is only one" in second
    assert "read by the model as DATE_OF_BIRTH, probability 0.9" in first


@pytest.mark.slow
def test_a_year_does_not_disagree_with_its_day(fast_reader: Reader, parser: Parser) -> None:
    text = (
        "[Иван Петров]{PERSON} появился на свет [5 мая 1980 года]{DATE}. "
        "[Иван Петров]{PERSON} появился на свет [в 1980 году]{DATE}."
    )
    view = _view(fast_reader, parser, text, "1 DATE_OF_BIRTH 2 0.98; 3 DATE_OF_BIRTH 4 0.97")
    assert all("disagrees" not in lines for lines in _explained(view, "bornOn"))


@pytest.mark.slow
def test_opposite_directions_disagree(fast_reader: Reader, parser: Parser) -> None:
    text = "[Клуб «Заря»]{ORGANIZATION} и [клуб «Волна»]{ORGANIZATION} выступили."
    view = _view(fast_reader, parser, text, "1 PART_OF 2 0.9; 2 PART_OF 1 0.9")
    assert all("the other way round" in lines for lines in _explained(view, "partOf"))


@pytest.mark.slow
def test_two_heads_of_one_office_disagree(fast_reader: Reader, parser: Parser) -> None:
    text = "Президент Франции Иван Петров уехал. Президент Франции Олег Сидоров приехал."
    view = _view(fast_reader, parser, text, "")
    assert all("one office, one holder at a time" in lines for lines in _explained(view, "holdsOffice"))
