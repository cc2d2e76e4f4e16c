"""Graphs that the tests of exports share."""

from __future__ import annotations

import io
import random
from functools import cache
from typing import TYPE_CHECKING, Any

import networkx as nx

from fixture_graph import fixture_view
from letopis.export.network import to_networkx
from letopis.rdf.view import View

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

WORDS = "Алексей Мария комиссия завод Северный банк области совет Новгород управление экономики"
VERBS = "встретиться обсудить поддержать критиковать назначить купить открыть подписать"
HOSTILE = 'Ё«ёлочки» "кавычки" & <b>\x0b\x00\ud800 e\u0301 😀 конец\nстроки'
STANCES = (("positive", "actual"), ("positive", "actual"), ("positive", "planned"), ("negative", "actual"))


@cache
def view() -> View:
    return fixture_view()


@cache
def network() -> nx.MultiDiGraph[str]:
    return to_networkx(view())


def shuffled_views() -> list[View]:
    """The fixture's graph, its quads written in two other orders."""
    quads = sorted(view().store, key=str)
    found = [View.of(reversed(quads))]
    random.Random(7).shuffle(quads)
    return [*found, View.of(quads)]


def random_graph(entities: int, statements: int, *, seed: int = 1) -> nx.MultiDiGraph[str]:
    """A graph with hubs, parallel edges, loops, long names and statements of three entities."""
    chance = random.Random(seed)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for i in range(entities):
        label = " ".join(chance.sample(WORDS.split(), chance.randint(1, 5)))
        graph.add_node(f"n{i}", label=label, entity_type=chance.choice(["Person", "Organization", "City", "Thing"]))
    for j in range(statements):
        polarity, modality = chance.choice(STANCES)
        stance = {"polarity": polarity, "modality": modality, "claims": chance.choice([1, 1, 1, 4])}
        ends = [f"n{int(entities * chance.random() ** power)}" for power in (2.5, 1.5, 1.0)]
        verb = chance.choice(VERBS.split())
        if j % 5:
            graph.add_edge(ends[0], ends[1], eid=f"e{j}", label=verb, kind=verb, **stance)
        else:
            graph.add_node(f"e{j}", label=verb, entity_type="Event", **stance)
            graph.add_edge(ends[0], f"e{j}", eid=f"e{j}-agent", label="кто", kind="agent", **stance)
            for role, end in (("patient", ends[1]), ("place", ends[2])):
                graph.add_edge(f"e{j}", end, eid=f"e{j}-{role}", label=role, kind=role, **stance)
    return graph


def text_of(write: Callable[[nx.MultiDiGraph[str], TextIO], None], graph: nx.MultiDiGraph[str]) -> str:
    out = io.StringIO()
    write(graph, out)
    return out.getvalue()


def node_values(graph: nx.MultiDiGraph[str], name: str) -> list[Any]:
    """The values of a column of the nodes, None where a node has none."""
    return [graph.nodes[node].get(name) for node in graph]


def edge_values(graph: nx.MultiDiGraph[str], name: str) -> list[Any]:
    """The values of a column of the edges, None where an edge has none."""
    return [data.get(name) for *_, data in graph.edges(data=True)]
