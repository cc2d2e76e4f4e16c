from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING

import igraph
import networkx as nx

from export.samples import HOSTILE, edge_values, network, node_values, random_graph, text_of
from letopis.export.columns import clean
from letopis.export.graphml import write_graphml

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


def ends(graph: nx.MultiDiGraph[str]) -> Counter[tuple[str, str, str]]:
    return Counter((source, target, data["kind"]) for source, target, data in graph.edges(data=True))


def read(text: str) -> nx.MultiDiGraph[str]:
    graph = nx.parse_graphml(text, force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def test_networkx_reads_back_every_node_edge_and_value() -> None:
    back = read(text_of(write_graphml, network()))
    assert ends(back) == ends(network())
    assert sorted(back.nodes) == sorted(network().nodes)
    for node in back:
        assert back.nodes[node] == network().nodes[node]
    for source, target, eid, data in network().edges(keys=True, data=True):
        assert back.edges[source, target, eid] == {name: value for name, value in data.items() if name != "eid"}


def test_igraph_reads_as_many_nodes_and_edges(tmp_path: Path) -> None:
    for graph in (network(), random_graph(60, 200)):
        path = tmp_path / "graph.graphml"
        path.write_text(text_of(write_graphml, graph), encoding="utf-8")
        back = igraph.Graph.Read_GraphML(str(path))
        assert (back.vcount(), back.ecount()) == (graph.number_of_nodes(), graph.number_of_edges())
        assert sorted(back.vs["label"]) == sorted(node_values(graph, "label"))
        assert sorted(back.es["kind"]) == sorted(edge_values(graph, "kind"))


def test_parallel_edges_stay_apart_by_id_and_kind() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for eid, kind in (("1", "calls"), ("2", "calls"), ("3", "meets")):
        graph.add_edge("a", "b", eid=eid, kind=kind, label=kind)
    edges = ET.fromstring(text_of(write_graphml, graph)).findall(".//g:edge", NAMESPACE)
    assert [(edge.get("id"), edge.get("label")) for edge in edges] == [("1", "calls"), ("2", "calls"), ("3", "meets")]


def test_every_value_has_a_declared_key_and_gephi_finds_its_names() -> None:
    root = ET.fromstring(text_of(write_graphml, network()))
    keys = {key.get("id"): key for key in root.findall("g:key", NAMESPACE)}
    used = {item.get("key") for item in root.findall(".//g:data", NAMESPACE)}
    assert used == keys.keys()
    names = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in keys.values()}
    for name in ("x", "y", "size"):
        assert names["node", name] == "double"
    for name in ("r", "g", "b"):
        assert names["node", name] == "long"
    assert names["node", "label"] == names["node", "color"] == names["edge", "label"] == "string"
    assert names["edge", "weight"] == "double"


def test_hostile_labels_come_back_without_what_xml_forbids() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(HOSTILE, label=HOSTILE, note=None)
    graph.add_edge(HOSTILE, HOSTILE, eid="e", kind=HOSTILE, label=HOSTILE)
    back = read(text_of(write_graphml, graph))
    (node,) = back.nodes
    data = back.nodes[node]
    assert node == data["label"] == clean(HOSTILE)
    assert "note" not in data
    assert [data["kind"] for *_, data in back.edges(data=True)] == [clean(HOSTILE)]


def test_an_empty_graph_is_valid() -> None:
    assert read(text_of(write_graphml, nx.MultiDiGraph())).number_of_nodes() == 0
