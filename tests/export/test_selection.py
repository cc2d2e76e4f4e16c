from __future__ import annotations

import networkx as nx

from export.samples import network, random_graph
from letopis.export.selection import select


def test_everything_is_shown_where_there_is_room() -> None:
    selection = select(network(), 40)
    assert selection.entities == selection.all_entities
    assert selection.statements == selection.all_statements


def test_the_busiest_part_is_shown_where_there_is_not() -> None:
    graph = random_graph(300, 900)
    selection = select(graph, 40)
    assert 30 <= selection.entities <= 40
    assert selection.all_entities == 300
    assert selection.statements <= 60
    assert selection.all_statements == 900
    drawn = {name for arrow in selection.arrows for name in (arrow.source, arrow.target)}
    assert drawn == {dot.id for dot in selection.dots}
    assert "n0" in drawn


def test_a_statement_is_drawn_once_as_a_node_only_where_that_shows_more() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "abc":
        graph.add_node(name, label=name, entity_type="Person")
    graph.add_node("e1", label="просить", entity_type="Event")
    graph.add_edge("a", "b", eid="e1", label="просить")
    graph.add_edge("a", "e1", eid="e1-agent", label="кто")
    graph.add_edge("e1", "b", eid="e1-patient", label="кого")
    assert [(arrow.source, arrow.target, arrow.label) for arrow in select(graph, 9).arrows] == [("a", "b", "просить")]
    graph.add_edge("e1", "c", eid="e1-place", label="где")
    arrows = select(graph, 9).arrows
    assert {(arrow.source, arrow.target) for arrow in arrows} == {("a", "e1"), ("e1", "b"), ("e1", "c")}
    assert {arrow.label for arrow in arrows} == {""}
    assert select(graph, 9).statements == 1


def test_what_looks_the_same_is_drawn_once_and_counted() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for eid, sentence in (("1", "Сначала."), ("2", "Потом.")):
        graph.add_edge("a", "b", eid=eid, label="звонить", sentence=sentence, claims=2)
    graph.add_edge("a", "b", eid="3", label="звонить", polarity="negative")
    same, denied = select(graph, 9).arrows
    assert (same.label, same.weight, same.manner) == ("звонить ×2", 4, "asserted")
    assert "Сначала." in same.note
    assert "Потом." in same.note
    assert denied.manner == "denied"
    assert select(graph, 9).statements == 3


def test_manners() -> None:
    manners = {(arrow.label, arrow.manner) for arrow in select(network(), 40).arrows if arrow.label}
    assert {("позвонить", "asserted"), ("применять", "planned"), ("задержать", "disputed")} <= manners


def test_a_long_name_gives_way_to_its_abbreviation() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="Организация Договора о коллективной безопасности", aliases="Договор | ОДКБ | ОДКБ+")
    graph.add_node("b", label="Союз", aliases="СПС")
    graph.add_edge("a", "b", eid="1", label="член")
    organization, union = select(graph, 9).dots
    assert (organization.label, union.label) == ("ОДКБ", "Союз")
    assert organization.note.startswith("Организация Договора о коллективной безопасности")
