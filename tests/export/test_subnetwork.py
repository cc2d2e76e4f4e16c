from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from export.samples import edge_values, network, view
from letopis.export.subnetwork import network_of_triples
from letopis.query.catalog import find_query
from letopis.query.run import Table, run
from letopis.rdf import vocabulary as v

LO = "PREFIX lo: <https://letopis.example/ontology/> PREFIX plan: <https://letopis.example/plan/> "


def constructed(text: str) -> list[Triple]:
    return [Triple(t.subject, t.predicate, t.object) for t in view().store.query(LO + text)]  # type: ignore[union-attr]


def node(iri: str) -> NamedNode:
    return NamedNode(f"https://example.org/{iri}")


def test_direct_triples_become_the_edges_of_their_statements() -> None:
    graph = network_of_triples(constructed("CONSTRUCT { ?a lo:calls ?b } WHERE { ?a lo:calls ?b }"), view())
    ((source, target, eid, data),) = graph.edges(keys=True, data=True)
    assert data == network().edges[source, target, eid]
    assert graph.nodes[source]["label"] == "Илья Северов"
    assert graph.nodes[target]["degree"] == 1


def test_planned_triples_find_what_is_planned_and_plain_ones_what_is_not() -> None:
    planned = network_of_triples(constructed("CONSTRUCT { ?a plan:sends ?b } WHERE { ?a plan:sends ?b }"), view())
    plain = network_of_triples(constructed("CONSTRUCT { ?a lo:sends ?b } WHERE { ?a lo:sends ?b }"), view())
    assert edge_values(planned, "modality") == ["planned"]
    assert edge_values(plain, "modality") == ["actual"]


def test_an_intransitive_event_comes_with_its_roles() -> None:
    graph = network_of_triples(constructed("CONSTRUCT { ?a lo:dies ?e } WHERE { ?a lo:dies ?e }"), view())
    labels = {graph.nodes[name]["label"] for name in graph}
    assert labels == {"люди", "погибнуть", "Каменск"}


def test_a_query_of_the_library_gives_whole_statements_with_names() -> None:
    triples = run(view(), find_query("subgraph_of"), params={"entity": "Каменск"})
    assert not isinstance(triples, Table)
    graph = network_of_triples(triples, view())
    assert 0 < graph.number_of_edges() < network().number_of_edges()
    assert set(graph) < set(network())
    assert {eid for *_, eid in graph.edges(keys=True)} <= {eid for *_, eid in network().edges(keys=True)}
    assert not [name for name in graph if "quantity" in name]


def test_order_and_repetition_do_not_count() -> None:
    triples = constructed("CONSTRUCT WHERE { ?a ?p ?b }")
    one, two = network_of_triples(triples, view()), network_of_triples([*triples[::-1], *triples], view())
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_other_triples_are_kept_as_they_are() -> None:
    label = Literal("узел", language="ru")
    triples = [
        Triple(node("a"), node("knows"), node("b")),
        Triple(node("a"), v.RDFS_LABEL, label),
        Triple(node("a"), node("age"), Literal("7")),
        Triple(node("a"), node("age"), Literal("8")),
        Triple(node("a"), node("type"), Literal("x")),
        Triple(node("b"), v.RDF_TYPE, NamedNode(v.SCHEMA + "Person")),
    ]
    graph = network_of_triples(triples, view())
    a, b = "https://example.org/a", "https://example.org/b"
    assert [(source, target, data["kind"]) for source, target, data in graph.edges(data=True)] == [(a, b, "knows")]
    assert (graph.nodes[a]["label"], graph.nodes[a]["age"], graph.nodes[a]["type_"]) == ("узел", "7 | 8", "x")
    assert (graph.nodes[b]["label"], graph.nodes[b]["entity_type"]) == ("b", "Person")
