from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

from export.samples import network, shuffled_views, view
from letopis.errors import BadExport
from letopis.export.formats import FORMATS, export, export_network

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_bytes_whatever_the_order_of_writing(name: str, tmp_path: Path) -> None:
    path = export(view(), name, tmp_path / f"graph{FORMATS[name].suffix}")
    assert names(tmp_path) == [path.name]
    wanted = path.read_bytes()
    assert "Северов".encode() in wanted
    assert export(shuffled_views()[1], name, path).read_bytes() == wanted


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(BadExport, match=r"'docx'.*csv, gexf, graphml, jsonld, nq, svg, trig, ttl"):
        export(view(), "docx", tmp_path / "graph.docx")
    with pytest.raises(BadExport, match=r"'ttl'.*gexf, graphml, svg"):
        export_network(network(), "ttl", tmp_path / "graph.ttl")
    assert names(tmp_path) == []


@pytest.mark.parametrize("place", ["nowhere/graph.ttl", "file/graph.ttl", "folder"])
def test_a_path_that_cannot_be_written_is_named(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    before = names(tmp_path)
    with pytest.raises(BadExport, match=place):
        export(view(), "ttl", tmp_path / place)
    assert names(tmp_path) == before


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.gexf"
    path.write_text("old")
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", type="taken")
    with pytest.raises(BadExport, match="type"):
        export_network(graph, "gexf", path)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["graph.gexf"]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_network_is_written_as_the_whole_graph_is(name: str, tmp_path: Path) -> None:
    whole = export(view(), name, tmp_path / "whole").read_bytes()
    assert export_network(network(), name, tmp_path / "network").read_bytes() == whole
