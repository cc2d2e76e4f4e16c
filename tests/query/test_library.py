"""The query library on the fixture graph: golden tables, both engines, complete headers, parameters that stay literals.

The golden tables are rewritten by `LETOPIS_GOLDEN=1 pytest tests/query`; the diff is what a reviewer reads.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fixture_graph import fixture_view
from letopis.errors import BadQuery
from letopis.query.catalog import Query, catalog, find_query, read_query
from letopis.query.format import FORMATS, format_table
from letopis.query.run import Table, run

QUERIES = {query.name: query for query in catalog()}
VIEW = fixture_view()
GOLDEN = Path(__file__).parent / "golden"
REQUIRED = {"neighbourhood", "statements_of", "subgraph_of", "path"}


def parameters(query: Query) -> dict[str, str]:
    """Values for what a query requires: the first two people of the fixture."""
    people = sorted(entity.label for entity in VIEW.entities() if entity.kind == "Person")
    required = [p.name for p in query.parameters if p.default == "required"]
    return dict(zip(required, people, strict=False))


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_header_is_complete(name: str) -> None:
    query = QUERIES[name]
    assert query.title
    assert query.question.endswith("?")
    assert query.columns
    assert all(parameter.description for parameter in query.parameters)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_query_gives_its_golden_table_on_both_engines(name: str) -> None:
    query = QUERIES[name]
    found = run(VIEW, query, params=parameters(query))
    assert run(VIEW, query, params=parameters(query), engine="rdflib") == found
    if isinstance(found, Table):
        assert found.columns == query.columns
        text = format_table(found, "tsv")
    else:
        text = "".join(f"{triple}\n" for triple in found)
    golden = GOLDEN / f"{name}.tsv"
    if os.environ.get("LETOPIS_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_no_query_uses_a_union_of_graphs() -> None:
    assert all("FROM " not in query.text.split("WHERE")[0] for query in QUERIES.values())


@pytest.mark.parametrize("value", ['" } SELECT * { ?s ?p ?o', "\\", "a\nb", "> } #", "'", "Б" * 500])
def test_parameter_stays_a_value(value: str) -> None:
    query = QUERIES["not_asserted"]
    found = run(VIEW, query, params={"stance": value})
    assert isinstance(found, Table)
    assert found.rows == ()
    with pytest.raises(BadQuery, match="no entity"):
        run(VIEW, QUERIES["facts"], params={"entity": value})


def test_entity_is_found_by_any_of_its_names() -> None:
    entity = next(entity for entity in VIEW.entities() if entity.aliases)
    by_label = run(VIEW, QUERIES["facts"], params={"entity": entity.label})
    assert run(VIEW, QUERIES["facts"], params={"entity": entity.aliases[0].upper()}) == by_label
    assert run(VIEW, QUERIES["facts"], params={"entity": entity.id}) == by_label


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(BadQuery, match="who_called_whom"):
        find_query("who_caled_whom")
    with pytest.raises(BadQuery, match="it has"):
        run(VIEW, QUERIES["facts"], params={"entty": "x"})
    with pytest.raises(BadQuery, match="needs entity"):
        run(VIEW, QUERIES["neighbourhood"])
    with pytest.raises(BadQuery, match="no date"):
        run(VIEW, QUERIES["timeline"], params={"from": "вчера"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "does not parse"),
        ("SELECT * WHERE { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "refused|parse"),
    ],
)
def test_file_of_the_user_that_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadQuery, match=message):
        run(VIEW, read_query(path))


def test_words_in_strings_and_comments_are_no_updates(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text('# LOAD <x>\nSELECT ?s WHERE { ?s ?p "DROP GRAPH <x>" }', encoding="utf-8")
    assert run(VIEW, read_query(path)) == Table(("s",), ())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_format_keeps_every_cell(name: str) -> None:
    table = Table(("кто", "что"), (("Иван | Пётр", None), ('с "кавычкой"', "короткое")))
    text = format_table(table, name)
    assert text.endswith("\n")
    for cell in ("кто", "что", "короткое"):
        assert cell in text


def test_documentation_names_every_query() -> None:
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    for query in QUERIES.values():
        assert f"`{query.name}.rq`" in page
        assert query.question in page
