"""Attributes of nodes and edges as typed columns, and text that XML can hold.

Gephi, igraph and Gephi Lite want one type per column; GEXF and GraphML give some names a meaning of their own.

In: attribute dictionaries of NetworkX. Out: column types, cell texts, escaped text. Touches: nothing.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from letopis.errors import BadExport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from networkx import MultiDiGraph

RESERVED = frozenset({"type", "id", "start", "end", "pid", "viz", "spells", "slices", "parents"})
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = {ord("\t"): "&#9;", ord("\n"): "&#10;", ord("\r"): "&#13;"}


def clean(text: str) -> str:
    """`text` with U+FFFD for every character that XML forbids: control characters, lone surrogates, non-characters."""
    return _NOT_XML.sub("\ufffd", text)


def xml(value: object) -> str:
    """`value` for an attribute or text of XML; what XML forbids becomes U+FFFD, line breaks survive as references."""
    return escape(clean(str(value))).translate(_SPACES)


def columns(records: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Column names, sorted, with the type that holds every value: boolean, long, double or string.

    Raises BadExport for a name that the formats use for something else.
    """
    kinds: dict[str, set[str]] = {}
    for record in records:
        for name, value in record.items():
            if value is not None:
                kinds.setdefault(name, set()).add(_kind(value))
    if taken := sorted(RESERVED & kinds.keys()):
        raise BadExport(f"attribute {taken[0]!r} has another meaning in GEXF and GraphML; rename it")
    return {name: _join(kinds[name]) for name in sorted(kinds)}


def cell(value: object, kind: str) -> str:
    """The text of a value in a column of that type, not yet escaped; values of a list are joined by ` | `."""
    if isinstance(value, list | tuple | set | frozenset):
        return " | ".join(map(str, sorted(value) if isinstance(value, set | frozenset) else value))
    if isinstance(value, bool):
        return str(value).lower()
    if kind == "double" and isinstance(value, int | float):
        return repr(float(value))
    return str(value)


def node_records(graph: MultiDiGraph[str]) -> list[tuple[str, dict[str, object]]]:
    """Nodes with their attributes, sorted by id."""
    return [(node, dict(graph.nodes[node])) for node in sorted(graph)]


def edge_records(graph: MultiDiGraph[str]) -> list[tuple[str, str, str, dict[str, object]]]:
    """Edges as id, source, target, attributes without the id, sorted by id, which is unique.

    The id is the attribute `eid`; an edge without one, or with one that is taken, gets a number behind its ends.
    """
    found: dict[str, tuple[str, str, str, dict[str, object]]] = {}
    for source, target, key, attributes in sorted(graph.edges(keys=True, data=True), key=_edge_order):
        eid = base = str(attributes.get("eid") or f"{source}-{target}-{key}")
        number = 1
        while eid in found:
            number += 1
            eid = f"{base}-{number}"
        found[eid] = (eid, source, target, {name: value for name, value in attributes.items() if name != "eid"})
    return [found[eid] for eid in sorted(found)]


def _edge_order(edge: tuple[str, str, object, dict[str, object]]) -> tuple[str, ...]:
    source, target, key, attributes = edge
    return str(attributes.get("eid", "")), source, target, str(key)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    return "double" if isinstance(value, float) else "string"


def _join(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "double" if kinds == {"long", "double"} else "string"
