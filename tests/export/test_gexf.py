from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from export.samples import HOSTILE, network, node_values, random_graph, text_of
from letopis.export.columns import RESERVED, clean
from letopis.export.gexf import write_gexf

SPACE = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def written(graph: nx.MultiDiGraph[str]) -> ET.Element:
    return ET.fromstring(text_of(write_gexf, graph))


def dated(*spells: tuple[str | None, str | None]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for i, (first, last) in enumerate(spells):
        days = {name: day for name, day in (("first_date", first), ("last_date", last)) if day}
        graph.add_edge("a", f"b{i}", eid=str(i), kind="calls", label="позвонить", **days)
    return graph


def spells(root: ET.Element, tag: str, identifier: str) -> list[tuple[str | None, str | None]]:
    element = next(e for e in root.iter(f"{SPACE}{tag}") if e.get("id") == identifier)
    return [(spell.get("start"), spell.get("end")) for spell in element.iter(f"{SPACE}spell")]


@pytest.mark.parametrize("graph", [network(), random_graph(60, 200)], ids=["fixture", "random"])
def test_networkx_reads_as_many_nodes_and_edges(graph: nx.MultiDiGraph[str]) -> None:
    back = nx.read_gexf(io.BytesIO(text_of(write_gexf, graph).encode("utf-8", "replace")), version="1.3")
    assert isinstance(back, nx.MultiDiGraph)
    assert back.number_of_nodes() == graph.number_of_nodes()
    assert back.number_of_edges() == graph.number_of_edges()
    assert set(node_values(back, "label")) == set(node_values(graph, "label"))


def test_the_structure_is_that_of_gexf_1_3() -> None:
    root = written(network())
    assert (root.tag, root.get("version")) == (f"{SPACE}gexf", "1.3")
    (graph,) = root.findall(f"{SPACE}graph")
    assert graph.attrib == {
        "defaultedgetype": "directed",
        "idtype": "string",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    assert [child.tag.removeprefix(SPACE) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    nodes, edges = graph.findall(f"{SPACE}nodes/*"), graph.findall(f"{SPACE}edges/*")
    for elements, count in ((nodes, network().number_of_nodes()), (edges, network().number_of_edges())):
        ids = [element.get("id") for element in elements]
        assert len(set(ids)) == len(ids) == count
    known = {node.get("id") for node in nodes}
    assert all({edge.get("source"), edge.get("target")} <= known and edge.get("kind") for edge in edges)


def test_columns_are_declared_once_with_their_name_as_id_and_used() -> None:
    root = written(network())
    for tag in ("node", "edge"):
        (table,) = [table for table in root.iter(f"{SPACE}attributes") if table.get("class") == tag]
        declared = [(item.get("id"), item.get("title"), item.get("type")) for item in table]
        names = {name for name, _, _ in declared}
        assert len(names) == len(declared)
        assert all(name == title for name, title, _ in declared)
        assert {kind for *_, kind in declared} <= {"boolean", "long", "double", "string"}
        assert not RESERVED & names
        used = {item.get("for") for element in root.iter(f"{SPACE}{tag}") for item in element.iter(f"{SPACE}attvalue")}
        assert used == names
    assert {"first_date", "last_date", "year", "sentence"} <= names


def test_colour_position_and_size_are_those_of_the_graph() -> None:
    root = written(network())
    for element in root.iter(f"{SPACE}node"):
        data = network().nodes[str(element.get("id"))]
        color, position, size = (element.find(f"{VIZ}{name}") for name in ("color", "position", "size"))
        assert color is not None
        assert position is not None
        assert size is not None
        assert color.attrib == {name: str(data[name]) for name in "rgb"}
        assert (position.get("x"), position.get("y")) == (str(data["x"]), str(data["y"]))
        assert float(str(size.get("value"))) == data["size"] > 0


def test_every_spell_is_a_day_or_days_in_order() -> None:
    found = [spell.attrib for spell in written(network()).iter(f"{SPACE}spell")]
    assert found
    for spell in found:
        assert spell.keys() <= {"start", "end"}
        assert spell
        assert all(DAY.match(day) for day in spell.values())
        assert spell.get("start", "") <= spell.get("end", "9999")


def test_an_edge_lives_in_its_days_and_a_node_while_its_edges_do() -> None:
    root = written(dated(("2022-01-05", "2022-01-05"), ("2022-01-02", "2022-01-05"), ("2022-01-08", None)))
    assert spells(root, "edge", "0") == [("2022-01-05", "2022-01-05")]
    assert spells(root, "edge", "2") == [("2022-01-08", None)]
    assert spells(root, "node", "a") == [("2022-01-02", "2022-01-05"), ("2022-01-08", None)]
    assert spells(root, "node", "b1") == [("2022-01-02", "2022-01-05")]


def test_open_sides_and_missing_dates() -> None:
    root = written(dated((None, "2022-01-05"), ("2022-01-04", "2022-01-09")))
    assert spells(root, "node", "a") == [(None, "2022-01-09")]
    root = written(dated(("2022-01-05", "2022-01-05"), (None, None)))
    assert spells(root, "node", "a") == []
    assert spells(root, "edge", "1") == []
    graph = written(dated((None, None))).find(f"{SPACE}graph")
    assert graph is not None
    assert graph.get("mode") == "static"
    assert graph.get("timeformat") is None


def test_hostile_labels_come_back_without_what_xml_forbids() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label=HOSTILE, note=HOSTILE, nothing=None)
    graph.add_edge("a", "a", eid=HOSTILE, kind=HOSTILE, label=HOSTILE)
    back = nx.read_gexf(io.BytesIO(text_of(write_gexf, graph).encode()), version="1.3")
    assert back.nodes["a"]["label"] == back.nodes["a"]["note"] == clean(HOSTILE)
    assert [data["label"] for *_, data in back.edges(data=True)] == [clean(HOSTILE)]
