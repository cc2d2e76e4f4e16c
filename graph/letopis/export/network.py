"""The graph as a property graph: entities are nodes, statements edges; what has more than two ends is a node as well.

«Токаев попросил помощи у ОДКБ» is an edge Токаев → помощь and, since there is a recipient, a node «попросить» with an
edge for each role.

In: view. Out: a MultiDiGraph with flat attributes, laid out and coloured. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from letopis.errors import BadExport
from letopis.export.attributes import (
    Attributes,
    entity_attributes,
    evidence_attributes,
    stance_attributes,
    statement_attributes,
)
from letopis.export.layout import force_layout
from letopis.export.look import channels, color_of, size_of
from letopis.records.claim import ClaimKind

if TYPE_CHECKING:
    from letopis.rdf.readback import EntityView, StatementView
    from letopis.rdf.view import View

_QUESTIONS = {  # labels of edges between the node of a statement and what takes part
    "agent": "кто",
    "patient": "кого, что",
    "participant": "с кем",
    "recipient": "кому",
    "beneficiary": "для кого",
    "instrument": "чем",
    "topic": "о чём",
    "cause": "почему",
    "purpose": "зачем",
    "place": "где",
    "origin": "откуда",
    "destination": "куда",
    "counts": "чего сколько",
    "subject": "кто, что",
    "object": "кого, что",
    "source": "кто сообщает",
}
_NOT_OF_EDGES = frozenset({"kind", "weight"})


def to_networkx(
    view: View, *, evidence: bool = True, events: str = "fold", asserted_only: bool = False, isolated: bool = False
) -> nx.MultiDiGraph[str]:
    """Nodes are keyed by entity and statement ids, edges by their unique `eid`; both in the order of their ids.

    `events`: `fold` makes an event a node only where an edge cannot hold it; `nodes` makes every event one, with an
    edge from those who say it. `asserted_only` leaves out what is denied, planned or only possible; `evidence=False`
    the sentences; `isolated` adds named entities that no statement speaks of. Raises BadExport for another `events`.
    """
    if events not in ("fold", "nodes"):
        raise BadExport(f"events={events!r} is not known; take 'fold' or 'nodes'")
    network = Network(view, evidence=evidence)
    for statement in view.statements():
        stance = stance_attributes(statement)
        if stance["asserted"] or not asserted_only:
            network.add(statement, as_node=events == "nodes" and statement.kind is ClaimKind.EVENT)
    if isolated:
        for entity in network.entities.values():
            if entity.scope is None:
                network.entity_node(entity.iri)
    return dressed(network.graph)


class Network:
    """A property graph that grows statement by statement."""

    def __init__(self, view: View, *, evidence: bool) -> None:
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.entities: dict[str, EntityView] = {entity.iri: entity for entity in view.entities()}
        self._labels = {iri: entity.label for iri, entity in self.entities.items()}
        self._view = view
        self._evidence = evidence

    def entity_node(self, iri: str) -> str:
        """The node of an entity, added where it is not there yet."""
        entity = self.entities[iri]
        if entity.id not in self.graph:
            self.graph.add_node(entity.id, **entity_attributes(self._view, entity))
        return entity.id

    def add(self, statement: StatementView, *, as_node: bool) -> None:
        """The edge of a statement, its node, or both."""
        attributes = self._attributes(statement)
        ends = {statement.subject, statement.object}
        paired = statement.subject is not None and statement.object is not None
        spokes = _spokes(statement)
        if paired and not as_node:
            self._edge(str(statement.subject), str(statement.object), statement.id, attributes)
            if all(filler in ends for _, filler in spokes):
                return
        if as_node:
            spokes += [("source", speaker) for speaker in statement.speakers]
        self._statement_node(statement, attributes)
        for role, filler in spokes:
            self._spoke(statement, role, filler)

    def edge_between(self, statement: StatementView) -> None:
        """Only the edge of a statement that has two ends."""
        self._edge(str(statement.subject), str(statement.object), statement.id, self._attributes(statement))

    def _attributes(self, statement: StatementView) -> Attributes:
        attributes = statement_attributes(self._view, statement, self._labels)
        return attributes | evidence_attributes(self._view, statement) if self._evidence else attributes

    def _edge(self, subject: str, other: str, eid: str, attributes: Attributes) -> None:
        source, target = self.entity_node(subject), self.entity_node(other)
        self.graph.add_edge(source, target, key=eid, eid=eid, **attributes)

    def _statement_node(self, statement: StatementView, attributes: Attributes) -> None:
        own = {name: value for name, value in attributes.items() if name not in _NOT_OF_EDGES}
        own["predicate"] = attributes["kind"]
        if statement.literal is not None:
            own["label"] = f"{attributes['label']}: {attributes['literal']}"
        self.graph.add_node(statement.id, **own, entity_type="Event", iri=statement.iri)

    def _spoke(self, statement: StatementView, role: str, filler: str) -> None:
        """One role; edges lead from who acts or speaks through the statement to the rest."""
        entity = self.entity_node(filler)
        eid = f"{statement.id}-{role}-{entity}"
        inward = role in ("agent", "subject", "source") or filler == statement.subject
        source, target = (entity, statement.id) if inward else (statement.id, entity)
        attributes = stance_attributes(statement)
        self.graph.add_edge(source, target, key=eid, eid=eid, label=_QUESTIONS[role], kind=role, **attributes)


def dressed(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The same graph in the order of ids, its nodes with degree, colour, size and position."""
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    points = force_layout(graph.nodes, ((source, target) for source, target in graph.edges()))
    for node in sorted(graph):
        attributes = graph.nodes[node]
        degree = graph.degree(node)
        color = color_of(str(attributes.get("entity_type", "")))
        red, green, blue = channels(color)
        x, y = points[node]
        look = {"color": color, "r": red, "g": green, "b": blue, "size": size_of(degree), "x": x, "y": y}
        ordered.add_node(node, **attributes | look | {"degree": degree})
    for source, target, key, attributes in sorted(graph.edges(keys=True, data=True), key=lambda edge: str(edge[2])):
        ordered.add_edge(source, target, key=key, **attributes)
    return ordered


def _spokes(statement: StatementView) -> list[tuple[str, str]]:
    """Roles and fillers, what a number counts, and ends that fill no role; each pair once."""
    spokes = list(statement.roles)
    fillers = {filler for _, filler in spokes}
    spokes += [("counts", quantity.counts) for quantity in statement.quantities if quantity.counts]
    for role, end in (("subject", statement.subject), ("object", statement.object)):
        if end is not None and end not in fillers:
            spokes.append((role, end))
    return list(dict.fromkeys(spokes))
