"""GEXF 1.3 for Gephi and Gephi Lite: edge kinds, colours, positions, and dates as spells of the time-line.

Gephi Lite knows no spells and names columns by their id, so the dates are columns too and id and title are equal.
Format: gexf.net, version 1.3; the namespace of the viz module is the one that Gephi itself writes.

In: a MultiDiGraph with flat attributes. Out: text. Touches: the stream it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from letopis.export.columns import cell, columns, edge_records, node_records, xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from networkx import MultiDiGraph

Spell = tuple[str, str]  # first and last day, "" where open
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>Letopis</creator></meta>
"""
_NODE_OWN = frozenset({"label", "color", "r", "g", "b", "size", "x", "y"})
_EDGE_OWN = frozenset({"label", "kind", "weight", "color"})


def write_gexf(graph: MultiDiGraph[str], out: TextIO) -> None:
    """Nodes and edges sorted by id; spells from the columns `first_date` and `last_date` of the edges.

    A node lives as long as its dated edges, and always if one of its edges has no date.
    """
    nodes, edges = node_records(graph), edge_records(graph)
    node_columns = _without(columns(attributes for _, attributes in nodes), _NODE_OWN)
    edge_columns = _without(columns(attributes for *_, attributes in edges), _EDGE_OWN)
    lives = _lives(edges)
    dynamic = any(_spell(attributes) for *_, attributes in edges)
    out.write(_HEAD)
    time = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if dynamic else ' mode="static"'
    out.write(f'<graph defaultedgetype="directed" idtype="string"{time}>\n')
    _declare("node", node_columns, out)
    _declare("edge", edge_columns, out)
    out.write(f'<nodes count="{len(nodes)}">\n')
    for node, attributes in nodes:
        out.write(f'<node id="{xml(node)}" label="{xml(attributes.get("label", node))}">')
        out.write(_cells(attributes, node_columns) + _spells(lives.get(node, [])) + _look(attributes) + "</node>\n")
    out.write(f'</nodes>\n<edges count="{len(edges)}">\n')
    for eid, source, target, attributes in edges:
        out.write(f'<edge id="{xml(eid)}" source="{xml(source)}" target="{xml(target)}"{_edge_head(attributes)}>')
        spell = _spell(attributes)
        out.write(
            _cells(attributes, edge_columns) + _spells([spell] if spell else []) + _look(attributes) + "</edge>\n"
        )
    out.write("</edges>\n</graph>\n</gexf>\n")


def _without(table: Mapping[str, str], own: frozenset[str]) -> dict[str, str]:
    return {name: kind for name, kind in table.items() if name not in own}


def _declare(owner: str, table: Mapping[str, str], out: TextIO) -> None:
    if table:
        out.write(f'<attributes class="{owner}" mode="static">\n')
        out.writelines(
            f'<attribute id="{xml(name)}" title="{xml(name)}" type="{kind}"/>\n' for name, kind in table.items()
        )
        out.write("</attributes>\n")


def _edge_head(attributes: Mapping[str, object]) -> str:
    names = [name for name in ("kind", "label") if attributes.get(name) is not None]
    weight = attributes.get("weight", 1)
    return f' weight="{xml(cell(weight, "double"))}"' + "".join(f' {name}="{xml(attributes[name])}"' for name in names)


def _cells(attributes: Mapping[str, object], table: Mapping[str, str]) -> str:
    found = [
        f'<attvalue for="{xml(name)}" value="{xml(cell(attributes[name], kind))}"/>'
        for name, kind in table.items()
        if attributes.get(name) is not None
    ]
    return f"<attvalues>{''.join(found)}</attvalues>" if found else ""


def _look(attributes: Mapping[str, object]) -> str:
    look = ""
    if color := str(attributes.get("color") or ""):
        red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
        look += f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
    if "x" in attributes and "y" in attributes:
        look += f'<viz:position x="{attributes["x"]}" y="{attributes["y"]}" z="0.0"/>'
    if "size" in attributes:
        look += f'<viz:size value="{attributes["size"]}"/>'
    return look


def _spell(attributes: Mapping[str, object]) -> Spell | None:
    first, last = str(attributes.get("first_date") or ""), str(attributes.get("last_date") or "")
    return (first, last) if first or last else None


def _spells(spells: Iterable[Spell]) -> str:
    found = ""
    for first, last in spells:
        sides = (f' start="{xml(first)}"' if first else "") + (f' end="{xml(last)}"' if last else "")
        found += f"<spell{sides}/>"
    return f"<spells>{found}</spells>" if found else ""


def _lives(edges: Iterable[tuple[str, str, str, Mapping[str, object]]]) -> dict[str, list[Spell]]:
    """Spells of each node, disjoint, in order; none for a node with an edge that has no date."""
    found: dict[str, set[Spell]] = {}
    undated = set()
    for _, source, target, attributes in edges:
        spell = _spell(attributes)
        for node in (source, target):
            if spell:
                found.setdefault(node, set()).add(spell)
            else:
                undated.add(node)
    return {node: _merge(spells) for node, spells in found.items() if node not in undated}


def _merge(spells: set[Spell]) -> list[Spell]:
    merged: list[Spell] = []
    for first, last in sorted(spells):
        if merged and (not merged[-1][1] or first <= merged[-1][1]):
            before = merged.pop()
            merged.append((before[0], "" if not before[1] or not last else max(before[1], last)))
        else:
            merged.append((first, last))
    return merged
