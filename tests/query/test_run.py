"""The runner: tidy cells, both engines, time limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fixture_graph import BASE, fixture_articles, fixture_view
from letopis.errors import BadQuery
from letopis.query.catalog import find_query, read_query
from letopis.query.run import Table, run
from letopis.rdf.quads import article_quads
from letopis.rdf.view import View
from letopis.rdf.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")
VIEW = fixture_view()
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> View:
    path = tmp_path_factory.mktemp("disk") / "store"
    with Writer(path) as writer:
        for read in fixture_articles():
            writer.write(article_quads(*read, base=BASE))
        writer.finish()
    return View.open(path)


def own(folder: Path, text: str, engine: str = "oxigraph") -> object:
    path = folder / "own.rq"
    path.write_text(text, encoding="utf-8")
    return run(VIEW, read_query(path), engine=engine)


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_only_cells_that_the_header_speaks_of_are_tidied(tmp_path: Path, engine: str) -> None:
    values = '{ VALUES (?a ?b ?c) { ("я | а | а |  | б" "" "") ("" "я | а" "я | а") } }'
    head = "# columns: a* b\n"
    found = own(tmp_path, f"{head}SELECT ?a ?b ?c {values}", engine)
    assert found == Table(("a", "b", "c"), (("а | б | я", None, ""), (None, "я | а", "я | а")))


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_ask_is_one_row_and_construct_is_sorted_triples(tmp_path: Path, engine: str) -> None:
    assert own(tmp_path, "ASK {}", engine) == Table(("answer",), (("true",),))
    graph = own(tmp_path, "CONSTRUCT { ?s a ?k } { ?s a ?k }", engine)
    assert isinstance(graph, tuple)
    assert list(graph) == sorted(set(graph), key=str)
    assert len(graph) > 50


def test_default_graph_is_no_union(tmp_path: Path) -> None:
    found = own(tmp_path, "SELECT (COUNT(*) AS ?n) { ?article a <https://schema.org/NewsArticle> }")
    assert found == Table(("n",), (("0",),))


def test_time_limit_lets_an_answer_through(stored: View) -> None:
    query = find_query("who_called_whom")
    assert run(stored, query, timeout_s=120) == run(VIEW, query)


def test_time_limit_ends_a_query(stored: View, tmp_path: Path) -> None:
    path = tmp_path / "endless.rq"
    path.write_text(ENDLESS, encoding="utf-8")
    with pytest.raises(BadQuery, match=r"endless was not done in 0\.1 seconds"):
        run(stored, read_query(path), timeout_s=0.1)


def test_time_limit_needs_a_disk() -> None:
    with pytest.raises(BadQuery, match="needs a store on disk"):
        run(VIEW, find_query("facts"), timeout_s=1)


def test_unknown_engine_is_refused() -> None:
    with pytest.raises(BadQuery, match="no engine 'jena'; take one of oxigraph, rdflib"):
        run(VIEW, find_query("facts"), engine="jena")
