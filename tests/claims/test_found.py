"""Each row of `found.tsv` is a marked text with a tie, and the relation that must, or must not, come of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from found_texts import read_found, unmarked
from letopis.claims.agreed import agreed
from letopis.lexicon.found import load_found
from letopis.lexicon.nerel import load_nerel
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from letopis.parse.parser import Parser
    from letopis.reading import Reader

ROWS = list(csv.DictReader((Path(__file__).parent / "found.tsv").open(encoding="utf-8"), delimiter="\t"))
BORN = "[Иван Петров]{PERSON} родился в [Туле]{CITY}."


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_what_the_model_finds_is_stated(row: dict[str, str], fast_reader: Reader, parser: Parser) -> None:
    reading = read_found(fast_reader, parser, row["text"], row["tie"])
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    found = {
        (label[claim.subject_id or ""], claim.predicate.name, claim.literal or label.get(claim.object_id or "")): claim
        for claim in reading.claims
        if claim.subject_id
    }
    claim = found.get((row["subject"], row["predicate"], row["object"]))
    assert (claim is not None) is (row["stated"] == "yes"), list(found)
    assert claim is None or claim.rule == row["rule"]


@pytest.mark.slow
def test_two_who_agree_are_surer_than_each(fast_reader: Reader, parser: Parser) -> None:
    def born(ties: str) -> float:
        reading = read_found(fast_reader, parser, BORN, ties)
        return next(claim.score for claim in reading.claims if claim.predicate.name == "bornIn")

    alone, together = born(""), born("1 PLACE_OF_BIRTH 2 0.95")
    assert together > max(alone, load_found().ties["PLACE_OF_BIRTH"].confidence(0.8))
    assert together <= 0.99


@pytest.mark.slow
def test_without_a_model_nothing_is_added(fast_reader: Reader, parser: Parser) -> None:
    reading = read_found(fast_reader, parser, BORN)
    article = reading.article
    assert fast_reader.read(article, parser(article)).claims == reading.claims


@pytest.mark.slow
def test_both_directions_stay(fast_reader: Reader, parser: Parser) -> None:
    text = "[Клуб «Заря»]{ORGANIZATION} и [клуб «Волна»]{ORGANIZATION} выступили."
    reading = read_found(fast_reader, parser, text, "1 PART_OF 2 0.9; 2 PART_OF 1 0.9")
    ends = [(c.subject_id, c.object_id) for c in reading.claims if c.predicate.name == "partOf"]
    assert len(ends) == 2
    assert ends[0] == ends[1][::-1]


@pytest.mark.slow
def test_a_denied_tie_is_denied(fast_reader: Reader, parser: Parser) -> None:
    text = "[Иван Петров]{PERSON} не возвращался в [Школу любителей кино]{ORGANIZATION}."
    reading = read_found(fast_reader, parser, text, "1 SCHOOLS_ATTENDED 2 0.97")
    claims = [c for c in reading.claims if c.predicate.name == "studiedAt"]
    assert claims
    assert {claim.polarity.value for claim in claims} == {"negative"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[Советник]{PROFESSION} 5 января работал в [клубе «Заря»]{ORGANIZATION}.", ("positive", "actual", 1)),
        ("[Советник]{PROFESSION} 5 января не застал тренера [клуба «Заря»]{ORGANIZATION}.", ("positive", "actual", 0)),
        (
            "По словам Сидорова, [советник]{PROFESSION} 5 января встретил тренера [клуба «Заря»]{ORGANIZATION}.",
            ("positive", "reported", 0),
        ),
    ],
)
def test_of_what_lasts_only_its_own_verb_says_when(
    fast_reader: Reader, parser: Parser, text: str, told: tuple[str, str, int]
) -> None:
    reading = read_found(fast_reader, parser, text, "1 SUBORDINATE_OF 2 0.97")
    (claim,) = (c for c in reading.claims if c.rule.startswith("model"))
    assert (claim.polarity.value, claim.modality.value, len(claim.times)) == told


@pytest.mark.slow
def test_a_kind_that_the_rules_do_not_know(fast_reader: Reader, parser: Parser) -> None:
    reading = read_found(fast_reader, parser, "Врачи лечат [пневмонию]{DISEASE}. [Мост]{FACILITY} закрыли.")
    kinds = {entity.label: entity.kind for entity in reading.resolved.entities}
    assert kinds["пневмония"] is EntityKind.DISEASE
    assert EntityKind.FACILITY in kinds.values()
    unsure = read_found(fast_reader, parser, "Врачи лечат [пневмонию]{DISEASE}.", probability=0.5)
    assert EntityKind.DISEASE not in {entity.kind for entity in unsure.resolved.entities}


def test_claims_without_findings_are_left_alone() -> None:
    assert agreed([], []) == []


def test_spans_may_nest() -> None:
    text, spans = unmarked("[МИД [России]{COUNTRY}]{ORGANIZATION} ответил.")
    assert text == "МИД России ответил."
    assert [(each.span.of(text), each.type) for each in spans] == [
        ("МИД России", "ORGANIZATION"),
        ("России", "COUNTRY"),
    ]


def test_every_type_has_its_row() -> None:
    found, nerel = load_found(), load_nerel()
    assert set(found.kinds) == set(nerel.entities)
    assert set(found.ties) == set(nerel.relations) - {"ABBREVIATION", "ALTERNATIVE_NAME"}
    for row in found.ties.values():
        assert row.least == 1 or row.confidence(row.least) < row.confidence(0.99)
