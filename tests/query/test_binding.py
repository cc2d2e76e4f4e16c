"""Parameters: found by any name, refused with a remedy, and never anything but values."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store
from rdflib import Graph

from fixture_graph import fixture_view
from letopis.errors import BadQuery
from letopis.query.binding import bind, literal
from letopis.query.catalog import catalog
from letopis.query.run import Table, run

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")
QUERIES = {query.name: query for query in catalog()}
VIEW = fixture_view()
HOSTILE = ['" } SELECT * { ?s ?p ?o', "\\", "a\nb", "> } #", "'", '"""', "\\u0022 } #", "{ (UNDEF) }", "Б" * 500]


def read_back(text: str) -> tuple[str, str]:
    query = f"SELECT ?x {{ VALUES (?x) {{ ({literal(text)}) }} }}"
    (by_oxigraph,) = cast("QuerySolutions", Store().query(query))
    (by_rdflib,) = Graph().query(query)
    return by_oxigraph[0].value, str(by_rdflib[0])  # type: ignore[index]


@pytest.mark.parametrize(
    "text", [*HOSTILE, "\\U00000022", "\\\\u0022", "\\\\\\u00220022", "\x07abcd", "a\tb\r", "\\N", "𝒳ё"]
)
def test_literal_is_read_back_by_both_engines(text: str) -> None:
    assert read_back(text) == (text, text)


@given(st.text(alphabet=st.sampled_from("\\uU0027\"'nt{}\n\t ёa"), max_size=12))
def test_literal_of_escapes_is_read_back_by_both_engines(text: str) -> None:
    assert read_back(text) == (text, text)


@pytest.mark.parametrize(("value", "engine"), list(product(HOSTILE, ["oxigraph", "rdflib"])))
def test_hostile_value_finds_nothing(value: str, engine: str) -> None:
    found = run(VIEW, QUERIES["not_asserted"], params={"stance": value}, engine=engine)
    assert isinstance(found, Table)
    assert found.rows == ()
    for kind, parameter in (("entity", "entity"), ("article", "article")):
        with pytest.raises(BadQuery, match=f"no {kind}"):
            run(VIEW, QUERIES["facts"], params={parameter: value}, engine=engine)


@pytest.mark.parametrize(
    "value", ["Илья Северов", "северов", "  СЕВЕРОВ ", "k-severov", VIEW.base.entity("k-severov").value]
)
def test_entity_is_found_by_name_id_and_iri(value: str) -> None:
    text = bind(QUERIES["facts"], VIEW, {"entity": value})
    assert "VALUES (?entity) { (<https://letopis.example/data/entity/k-severov>) }" in text
    assert "VALUES (?article) { (UNDEF) }" in text


def test_statement_and_article_are_found_by_id() -> None:
    statement = next(VIEW.statements())
    article = next(VIEW.articles())
    text = bind(QUERIES["evidence"], VIEW, {"statement": statement.id, "within": article.iri})
    assert f"VALUES (?statement) {{ (<{statement.iri}>) }}" in text
    assert f"VALUES (?within) {{ (<{article.iri}>) }}" in text


def test_default_is_bound_where_nothing_is_told() -> None:
    assert 'VALUES (?least) { ("2"^^' in bind(QUERIES["first_source"], VIEW, {})


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("facts", {"entty": "x"}, "facts has no parameter 'entty'; it has article, entity"),
        ("neighbourhood", {}, "neighbourhood needs entity=… "),
        ("timeline", {"from": "вчера"}, "from='вчера' is no date; write 2022, 2022-01 or 2022-01-08"),
        ("first_source", {"least": "-1"}, "least='-1' is no whole number"),
        ("facts", {"entity": "Севиров"}, "did you mean Северов"),
        ("facts", {"entity": "орлова"}, "did you mean Больница имени Орлова?"),
        ("facts", {"article": "k-severov"}, "no article of that name or id"),
    ],
)
def test_wrong_parameter_is_refused_with_the_remedy(name: str, params: dict[str, str], message: str) -> None:
    with pytest.raises(BadQuery) as raised:
        run(VIEW, QUERIES[name], params=params)
    assert message in str(raised.value)
