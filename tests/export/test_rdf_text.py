from __future__ import annotations

import io
import json
from typing import IO, TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse
from rdflib import Graph

from export.samples import shuffled_views, view
from letopis.export.rdf_text import (
    sorted_quads,
    triples_text,
    write_jsonld,
    write_nquads,
    write_trig,
    write_turtle,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from letopis.rdf.view import View

WRITERS: dict[Callable[[View, IO[bytes]], None], RdfFormat] = {
    write_turtle: RdfFormat.TURTLE,
    write_trig: RdfFormat.TRIG,
    write_nquads: RdfFormat.N_QUADS,
    write_jsonld: RdfFormat.JSON_LD,
}


def text(write: Callable[[View, IO[bytes]], None], graph: View) -> bytes:
    out = io.BytesIO()
    write(graph, out)
    return out.getvalue()


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_bytes_whatever_the_order_of_writing(write: Callable[[View, IO[bytes]], None]) -> None:
    assert {text(write, other) for other in shuffled_views()} == {text(write, view())}


@pytest.mark.parametrize("write", [write_trig, write_nquads, write_jsonld])
def test_all_graphs_come_back(write: Callable[[View, IO[bytes]], None]) -> None:
    store = Store()
    store.extend(parse(text(write, view()), WRITERS[write]))
    assert set(store) == set(view().store)
    assert len(list(store.named_graphs())) == 3


def test_turtle_is_the_merged_knowledge_with_short_names() -> None:
    turtle = text(write_turtle, view())
    merged = set(view().store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert set(parse(turtle, RdfFormat.TURTLE)) == merged
    assert len(Graph().parse(data=turtle, format="turtle")) == len(merged)
    assert b"lo:calls" in turtle
    body = [line for line in turtle.decode().splitlines() if not line.startswith("@prefix")]
    assert not [line for line in body if "<https://letopis.example/" in line]


def test_nquads_are_sorted_within_their_graphs_and_the_default_graph_comes_first() -> None:
    quads = list(sorted_quads(view()))
    graphs = [str(quad.graph_name) for quad in quads]
    assert graphs[0] == "DEFAULT"
    assert list(dict.fromkeys(graphs)) == ["DEFAULT", *sorted(set(graphs) - {"DEFAULT"})]
    for graph in set(graphs):
        lines = [str(quad) for quad in quads if str(quad.graph_name) == graph]
        assert lines == sorted(lines)


def test_jsonld_is_one_document() -> None:
    assert isinstance(json.loads(text(write_jsonld, view())), list)


def test_triples_as_text() -> None:
    triples = [quad.triple for quad in view().store.quads_for_pattern(None, None, None, DefaultGraph())]
    for name, syntax in (("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES)):
        found = triples_text(view(), reversed(triples), name)
        assert found == triples_text(view(), triples, name)
        assert {quad.triple for quad in parse(found, syntax)} == set(triples)
