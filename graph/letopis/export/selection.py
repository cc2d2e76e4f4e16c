"""What of a graph goes into a picture: its busiest part, each statement drawn once.

A statement of two entities is an arrow; one with three or more («ОДКБ – направить – военные – Казахстан») is a small
node of its own with a line to each, and so is one with a single entity.

In: a MultiDiGraph of `network`. Out: Selection. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from networkx import MultiDiGraph

    Edge = tuple[str, str, Mapping[str, object]]

_LONG = 36  # characters of a name that take more than two lines


@dataclass(frozen=True, slots=True)
class Dot:
    """An entity, or the node of a statement (`entity_type` Event)."""

    id: str
    label: str
    entity_type: str
    degree: int
    note: str
    weight: int = 1
    manner: str = "asserted"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A statement of two entities, or the line between a statement's node and an entity (no label)."""

    id: str
    source: str
    target: str
    label: str
    manner: str  # asserted | planned | disputed | denied
    note: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Selection:
    """What is drawn, and how much there is altogether."""

    dots: tuple[Dot, ...]
    arrows: tuple[Arrow, ...]
    entities: int
    all_entities: int
    statements: int
    all_statements: int


def select(graph: MultiDiGraph[str], limit: int) -> Selection:
    """The `limit` busiest linked entities and at most one and a half times as many statements among them."""
    statements = _statements(graph)
    chosen = _grow(graph, statements, limit)
    shown = {}
    for eid, edges in statements.items():
        inside = _drawn([edge for edge in edges if _entities(graph, [edge]) <= chosen], graph)
        if inside:
            shown[eid] = inside
    busiest = sorted(shown, key=lambda eid: (-_weight(shown[eid]), -len(shown[eid]), eid))[: limit + limit // 2]
    drawn = [(eid, edge) for eid in _distinct(graph, shown, sorted(busiest)) for edge in shown[eid]]
    names = sorted({name for _, edge in drawn for name in edge[:2]})
    dots = tuple(_dot(name, graph) for name in names)
    events = sum(_is_event(graph, name) for name in graph)
    return Selection(
        dots=dots,
        arrows=_bundle(_arrow(eid, edge, graph) for eid, edge in drawn),
        entities=sum(dot.entity_type != "Event" for dot in dots),
        all_entities=len(graph) - events,
        statements=len(busiest),
        all_statements=len(statements) + sum(_is_event(graph, name) and not graph.degree(name) for name in graph),
    )


def _distinct(graph: MultiDiGraph[str], shown: Mapping[str, list[Edge]], eids: Iterable[str]) -> list[str]:
    """Without the nodes of statements that would look like another one: the same words between the same entities."""
    first: dict[object, str] = {}
    for eid in eids:
        edges = shown[eid]
        if any(eid in edge[:2] for edge in edges):
            data = graph.nodes[eid]
            alike: object = (data.get("label"), _manner(data), frozenset(_entities(graph, edges)))
        else:
            alike = eid
        first.setdefault(alike, eid)
    return list(first.values())


def _statements(graph: MultiDiGraph[str]) -> dict[str, list[Edge]]:
    """The edges of each statement: between its two ends, and between its node and entities."""
    found: dict[str, list[Edge]] = {}
    for source, target, data in sorted(graph.edges(data=True), key=lambda edge: str(edge[2].get("eid", ""))):
        node = next((name for name in (source, target) if _is_event(graph, name)), None)
        found.setdefault(node or str(data.get("eid", f"{source}-{target}")), []).append((source, target, data))
    return found


def _is_event(graph: MultiDiGraph[str], name: str) -> bool:
    return bool(graph.nodes[name].get("entity_type") == "Event")


def _entities(graph: MultiDiGraph[str], edges: Iterable[Edge]) -> set[str]:
    return {name for source, target, _ in edges for name in (source, target) if not _is_event(graph, name)}


def _grow(graph: MultiDiGraph[str], statements: Mapping[str, list[Edge]], limit: int) -> set[str]:
    """From the busiest entity on, always the busiest one that is linked to what is there already."""
    near: dict[str, set[str]] = {}
    for edges in statements.values():
        together = _entities(graph, edges)
        for name in together:
            near.setdefault(name, set()).update(together - {name})
    order = sorted(near, key=lambda name: (not near[name], -len(near[name]), name))
    chosen: set[str] = set()
    beside: set[str] = set()
    while order and len(chosen) < limit:
        best = next((name for name in order if name in beside), order[0])
        order.remove(best)
        chosen.add(best)
        beside |= near[best]
    return chosen


def _drawn(edges: list[Edge], graph: MultiDiGraph[str]) -> list[Edge]:
    """The arrow alone, or the node with its lines where that shows more."""
    direct = [edge for edge in edges if not (_is_event(graph, edge[0]) or _is_event(graph, edge[1]))]
    spokes = [edge for edge in edges if edge not in direct]
    return spokes if len(_entities(graph, spokes)) > len(_entities(graph, direct)) else direct


def _weight(edges: list[Edge]) -> int:
    return max(int(str(data.get("claims", 1))) for *_, data in edges)


def _dot(name: str, graph: MultiDiGraph[str]) -> Dot:
    data = graph.nodes[name]
    note = [str(data[key]) for key in ("aliases", "sentence") if data.get(key)]
    return Dot(
        id=name,
        label=_short(str(data.get("label", name)), str(data.get("aliases", ""))),
        entity_type=str(data.get("entity_type", "Thing")),
        degree=graph.degree(name),
        note="\n".join([f"{data.get('label', name)} ({data.get('entity_type', 'Thing')})", *note]),
        manner=_manner(data),
    )


def _short(label: str, aliases: str) -> str:
    """An abbreviation of the name where there is one and the name is long."""
    found = [alias for alias in aliases.split(" | ") if alias.isupper() and len(alias) < _LONG // 3]
    return min(found, key=lambda alias: (len(alias), alias)) if found and len(label) > _LONG else label


def _arrow(eid: str, edge: Edge, graph: MultiDiGraph[str]) -> Arrow:
    source, target, data = edge
    spoke = _is_event(graph, source) or _is_event(graph, target)
    label = str(data.get("label", ""))
    dates = "–".join(dict.fromkeys(str(data[key]) for key in ("first_date", "last_date") if data.get(key)))
    parts = (label, dates, str(data.get("speakers", "")), str(data.get("sentence", "")))
    note = "\n".join(part for part in parts if part)
    return Arrow(eid, source, target, "" if spoke else label, _manner(data), note, int(str(data.get("claims", 1))))


def _manner(data: Mapping[str, object]) -> str:
    if data.get("polarity") in ("negative", "disputed"):
        return "denied" if data["polarity"] == "negative" else "disputed"
    return "planned" if data.get("modality", "actual") not in ("actual", "reported") else "asserted"


def _bundle(arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    """Arrows that would look the same become one."""
    same: dict[tuple[str, ...], list[Arrow]] = {}
    for arrow in arrows:
        spoke = "" if arrow.label else arrow.id
        same.setdefault((arrow.source, arrow.target, arrow.label, arrow.manner, spoke), []).append(arrow)
    return tuple(_joined(group) for group in same.values())


def _joined(group: list[Arrow]) -> Arrow:
    first = group[0]
    notes = "\n".join(dict.fromkeys(arrow.note for arrow in group))
    label = f"{first.label} ×{len(group)}" if len(group) > 1 and first.label else first.label
    weight = sum(arrow.weight for arrow in group)
    return Arrow(first.id, first.source, first.target, label, first.manner, notes, weight)
