"""The reader of `shapes.ttl` against pySHACL, on the shared graph and on every planted fault."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from fixture.damage import FAULTS, Fault, damaged
from fixture_graph import BASE, FIXTURE_ARTICLES, fixture_view
from letopis.rdf import vocabulary as v
from letopis.rdf.shapes import ShapeCheck, ShapesReader, load_shapes

if TYPE_CHECKING:
    from rdflib.term import Node

    from letopis.rdf.view import View

Breaches = set[tuple[str, str, str]]


@cache
def _shapes(left_out: str) -> Graph:
    graph = Graph().parse(data=files("letopis.rdf").joinpath("shapes.ttl").read_text(), format="turtle")
    for shape in set(graph.subjects()):
        if str(shape).startswith(v.SHAPE + left_out):
            graph.add((shape, SH.deactivated, Literal(True)))
    return graph


def _pyshacl(view: View, graph: NamedNode | DefaultGraph) -> Breaches:
    triples = view.store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph)
    alone = Graph().parse(data=triples, format="nt")
    left_out = "Article" if isinstance(graph, DefaultGraph) else "Merged"
    _, report, _ = validate(alone, shacl_graph=_shapes(left_out))
    found = set()
    for result in report.objects(None, SH.result):
        focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        component = report.value(result, SH.sourceConstraintComponent)
        if isinstance(focus, URIRef):
            found.add((str(focus), _path(report, path), _constraint(component)))
    return found


def _path(report: Graph, path: Node | None) -> str:
    inverse = report.value(path, SH.inversePath)
    return str(inverse or path)


def _constraint(component: object) -> str:
    name = str(component).rpartition("#")[2].removesuffix("ConstraintComponent")
    return name[0].lower() + name[1:]


def _ours(view: View, graph: NamedNode | DefaultGraph) -> Breaches:
    found = ShapeCheck(view.store, graph, load_shapes()).breaches()
    return {(breach.focus.value, breach.path.value, breach.constraint) for breach in found}


@pytest.mark.parametrize("name", ["one", "two", "three", "merged"])
def test_the_shared_graph_has_its_shapes(name: str) -> None:
    graph = DefaultGraph() if name == "merged" else BASE.article(FIXTURE_ARTICLES[name])
    assert _ours(fixture_view(), graph) == _pyshacl(fixture_view(), graph) == set()


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.kind == "shape"], ids=lambda fault: fault.name)
def test_both_find_the_same(fault: Fault) -> None:
    view = damaged(fault)
    graph = DefaultGraph() if fault.graph == "merged" else BASE.article(FIXTURE_ARTICLES[fault.graph])
    assert _ours(view, graph) == _pyshacl(view, graph) != set()


def test_a_constraint_that_is_not_known_is_refused() -> None:
    turtle = f"""
    @prefix sh: <{v.SH}> . @prefix lo: <{v.LO}> .
    <{v.SHAPE}Odd> sh:targetClass lo:Person ; sh:property [ sh:path lo:unit ; sh:maxLength 3 ] .
    """
    with pytest.raises(ValueError, match="sh:maxLength"):
        ShapesReader(turtle.encode()).read()
