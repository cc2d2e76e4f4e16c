"""The query library on the fixture graph: golden tables on both engines, complete headers, the page of the docs.

Golden tables and the page are rewritten by `LETOPIS_GOLDEN=1 pytest tests/query`; the diff is what a reviewer reads.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from fixture_graph import fixture_view
from letopis.query.catalog import Query, catalog
from letopis.query.format import format_table
from letopis.query.page import library_page
from letopis.query.run import Table, run
from letopis.rdf.view import View

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")
QUERIES = {query.name: query for query in catalog()}
VIEW = fixture_view()
TOP = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
REQUIRED = {"entity": "Анна Лаврентьева", "source": "Анна Лаврентьева", "target": "Лугов"}
NAMES = sorted(QUERIES)

# Three articles that number the dead of one fire, in the terms of docs/model.md.
FIRE = """
@prefix lo: <https://letopis.example/ontology/> .
@prefix ent: <https://letopis.example/data/entity/> .
@prefix ev: <https://letopis.example/data/event/> .
@prefix art: <https://letopis.example/data/article/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ev:e1 rdfs:label "люди – погибнуть"@ru ; lo:lemma "погибнуть"@ru ; sem:hasPlace ent:town .
ev:e2 rdfs:label "люди – погибнуть"@ru ; lo:lemma "погибнуть"@ru .
"""
NUMBER = """
art:{article} {{
  <a:{article}> lo:about ev:{event} ; lo:polarity lo:Positive ; lo:sentence <s:{article}> .
  <s:{article}> nif:anchorOf "Погибли {said}."@ru .
  ev:{event} rdf:predicate lo:dies ; lo:quantity <q:{article}> ; lo:asOf "{as_of}"^^xsd:date .
  <q:{article}> lo:value {value} ; lo:bound lo:{bound} ; lo:unit "человек"@ru .
}}
"""


def parameters(query: Query) -> dict[str, str]:
    return {p.name: REQUIRED[p.name] for p in query.parameters if p.default == "required"}


def checked(golden: Path, text: str) -> str:
    if os.environ.get("LETOPIS_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    return golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_query_gives_its_golden_table(name: str) -> None:
    found = run(VIEW, QUERIES[name], params=parameters(QUERIES[name]))
    if isinstance(found, Table):
        assert found.columns == QUERIES[name].columns
        text = format_table(found, "tsv")
    else:
        text = "".join(f"{triple}\n" for triple in found)
    assert text == checked(GOLDEN / f"{name}.tsv", text)


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_rows_in_the_same_order(name: str) -> None:
    query = QUERIES[name]
    assert run(VIEW, query, params=parameters(query), engine="rdflib") == run(VIEW, query, params=parameters(query))


def test_golden_folder_holds_nothing_else() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_header_is_complete(name: str) -> None:
    query = QUERIES[name]
    assert query.title != name
    assert query.question.endswith("?")
    assert query.columns
    assert all(parameter.description for parameter in query.parameters)
    assert set(re.findall(r"VALUES \(\?(\w+)\) \{ \(UNDEF\) \}", query.text)) == {p.name for p in query.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_query_needs_no_union_of_graphs(name: str) -> None:
    assert not re.search(r"^\s*FROM\b", QUERIES[name].text, re.MULTILINE)


def test_page_is_that_of_the_headers() -> None:
    page = library_page(catalog())
    assert page == checked(TOP / "docs" / "queries.md", page)


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_an_entity_of_two_names_is_asked_for_by_either(engine: str) -> None:
    by_label = run(VIEW, QUERIES["facts"], params={"entity": "Союз прибрежных стран"}, engine=engine)
    assert isinstance(by_label, Table)
    assert len(by_label.rows) == 6
    assert run(VIEW, QUERIES["facts"], params={"entity": "спс"}, engine=engine) == by_label


@pytest.mark.parametrize(
    ("name", "params", "first_cells"),
    [
        ("timeline", {"from": "2024-03-03", "to": "2024-03-05"}, ["2024-03-01", "2024-03-05"]),
        ("timeline", {"to": "2019"}, ["2019-01-01"]),
        ("most_active", {"to": "2023-12", "kind": "person"}, ["2019-01"]),
        ("cooccurrence", {"least": "3"}, ["Анна Лаврентьева"]),
        ("cooccurrence", {"entity": "Лугов", "least": "2"}, ["Лугов"]),
        ("casualties", {"kind": "hurt", "place": "Каменск"}, ["hurt"]),
        ("not_asserted", {"stance": "denied"}, ["denied"]),
        ("members_of", {"member": "Поморье"}, ["Союз прибрежных стран"]),
        ("offices", {"place": "Заречье"}, ["Илья Северов"]),
        ("where_protested", {"place": "Лугов"}, ["Лугов"]),
        ("who_said_what", {"speaker": "жители"}, ["жители"]),
        ("who_sent_what_where", {"destination": "Лугов"}, ["Союз прибрежных стран"]),
        ("who_met_whom", {"person": "Дубов"}, []),
        ("first_source", {"least": "3"}, []),
        ("path", {"source": "Северов", "target": "Лаврентьева"}, ["1"]),
    ],
)
def test_parameters_narrow_the_answer(name: str, params: dict[str, str], first_cells: list[str]) -> None:
    for engine in ("oxigraph", "rdflib"):
        found = run(VIEW, QUERIES[name], params=params, engine=engine)
        assert isinstance(found, Table)
        assert [row[0] for row in found.rows] == first_cells


def fire(*numbers: tuple[str, str, str, str]) -> View:
    """Articles a0, a1, … with event, value, bound and day."""
    store = Store()
    text = FIRE + "".join(
        NUMBER.format(article=f"a{i}", event=event, value=value, bound=bound, said=f"{bound} {value}", as_of=day)
        for i, (event, value, bound, day) in enumerate(numbers)
    )
    store.load(text.encode(), format=RdfFormat.TRIG)
    return View(store)


@pytest.mark.parametrize(
    ("numbers", "pairs"),
    [
        ([("e1", "12", "Exact", "2024-03-01"), ("e1", "14", "Exact", "2024-03-01")], [("12 человек", "14 человек")]),
        ([("e1", "12", "Exact", "2024-03-01"), ("e1", "14", "Exact", "2024-03-02")], []),
        ([("e1", "12", "Exact", "2024-03-01"), ("e1", "12.5", "About", "2024-03-01")], []),
        (
            [("e1", "20", "More", "2024-03-01"), ("e1", "14", "Exact", "2024-03-01")],
            [("более 20 человек", "14 человек")],
        ),
        ([("e1", "20", "More", "2024-03-01"), ("e1", "30", "AtMost", "2024-03-01")], []),
        ([("e1", "12", "Exact", "2024-03-01"), ("e2", "14", "Exact", "2024-03-01")], []),
        ([("e2", "12", "Exact", "2024-03-01"), ("e2", "14", "Exact", "2024-03-01")], [("12 человек", "14 человек")]),
    ],
)
def test_numbers_contradict_where_they_cannot_both_be_right(
    numbers: list[tuple[str, str, str, str]], pairs: list[tuple[str, str]]
) -> None:
    view = fire(*numbers)
    for engine in ("oxigraph", "rdflib"):
        found = run(view, QUERIES["contradicting_numbers"], engine=engine)
        assert isinstance(found, Table)
        assert [row[2:4] for row in found.rows] == pairs
