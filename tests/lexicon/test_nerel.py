"""The tables of NEREL's types: complete, and true of NEREL, of the ontology and of the rules."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from letopis.lexicon.nerel import NerelRelation, NerelWord, load_nerel
from letopis.lexicon.nerel_page import page
from letopis.rdf import vocabulary as v
from letopis.rdf.ontology import known_terms
from letopis.records.claim import Role
from letopis.records.entity import EntityKind

PAGE = Path(__file__).parents[2] / "docs" / "nerel.md"
ENTITIES = re.findall(
    r"\w+",
    """
AGE AWARD CITY COUNTRY CRIME DATE DISEASE DISTRICT EVENT FACILITY FAMILY IDEOLOGY LANGUAGE LAW LOCATION MONEY
NATIONALITY NUMBER ORDINAL ORGANIZATION PENALTY PERCENT PERSON PRODUCT PROFESSION RELIGION STATE_OR_PROVINCE TIME
WORK_OF_ART
""",
)
RELATIONS = re.findall(
    r"\w+",
    """
ABBREVIATION KNOWS AGE_IS AGE_DIED_AT ALTERNATIVE_NAME AWARDED_WITH PLACE_OF_BIRTH CAUSE_OF_DEATH DATE_DEFUNCT_IN
DATE_FOUNDED_IN DATE_OF_BIRTH DATE_OF_CREATION DATE_OF_DEATH POINT_IN_TIME PLACE_OF_DEATH FOUNDED_BY HEADQUARTERED_IN
IDEOLOGY_OF LOCATED_IN SPOUSE MEDICAL_CONDITION MEMBER_OF ORGANIZES ORIGINS_FROM OWNER_OF PARENT_OF PLACE_RESIDES_IN
PRICE_OF PRODUCES RELATIVE RELIGION_OF SCHOOLS_ATTENDED SIBLING SUBEVENT_OF SUBORDINATE_OF TAKES_PLACE_IN WORKPLACE
WORKS_AS START_TIME END_TIME CONVICTED_OF PENALIZED_AS PART_OF HAS_CAUSE AGENT PARTICIPANT_IN INANIMATE_INVOLVED
EXPENDITURE INCOME
""",
)
BORROWED = {"sem:Event", "sem:hasTimeStamp", "sem:hasBeginTimeStamp", "sem:hasEndTimeStamp", "skos:altLabel"}
NEREL = load_nerel()


def test_every_type_has_a_row() -> None:
    assert (len(ENTITIES), len(RELATIONS)) == (29, 49)
    assert set(NEREL.entities) == set(ENTITIES)
    assert set(NEREL.relations) == set(RELATIONS)


def test_every_end_of_a_relation_is_a_type_or_any() -> None:
    ends = {end for row in NEREL.relations.values() for end in (*row.heads, *row.tails)}
    assert ends <= {*ENTITIES, "ANY"}
    assert all(row.heads and row.tails for row in NEREL.relations.values())


@pytest.mark.parametrize(
    "term", sorted({row.term for row in NEREL.entities.values()} | {row.term for row in NEREL.relations.values()})
)
def test_every_term_is_in_the_ontology_or_borrowed(term: str) -> None:
    prefix, _, name = term.partition(":")
    assert term in BORROWED or NamedNode(v.PREFIXES[prefix] + name) in known_terms()
    assert prefix == "lo" or term in BORROWED


def test_what_gives_an_entity_is_a_kind_or_a_value() -> None:
    values = {"age", "date", "time", "money", "number", "percent", "ordinal"}
    assert set(NEREL.entity_of) <= {*EntityKind, *values, "law", "nationality", "district", "facility"}


@pytest.mark.parametrize("ours", sorted(NEREL.relations_of))
def test_what_gives_a_relation_is_of_the_graph(ours: str) -> None:
    kind, colon, name = ours.partition(":")
    if kind == "role":
        assert name in {*Role, "crime", "penalty"}
    elif not colon and ours not in {"same", "bracket"}:
        assert v.frame_property(ours.removeprefix("^")) in v.RELATIONS
    else:
        assert kind in {"time", "cause", "place", "hasAge", "body", "title", "same", "bracket"}


@pytest.mark.parametrize(
    "row", [*NEREL.words.values(), *NEREL.quoted.values()], ids=lambda row: f"{row.lemma} {row.use}"
)
def test_a_word_stands_in_its_example(row: NerelWord) -> None:
    said = row.example.lower().replace("ё", "е")
    stems = [word[: max(2, len(word) - 5)] for word in row.lemma.lower().replace("ё", "е").split()]
    assert all(stem in said for stem in stems)
    assert ("«" in said) == (row.use == "quoted") or row.use == "alone"


def test_a_relation_takes_only_its_types() -> None:
    row = NerelRelation("WORKS_AS", (), ("PERSON",), ("ANY",), "lo:holdsOffice", "Министр Петров молчит.")
    assert row.joins("PERSON", "PROFESSION")
    assert not row.joins("CITY", "PROFESSION")


def test_the_page_is_made_from_the_tables() -> None:
    made = page(NEREL)
    if os.environ.get("LETOPIS_GOLDEN"):
        PAGE.write_text(made, encoding="utf-8")
    assert made == PAGE.read_text(encoding="utf-8")
