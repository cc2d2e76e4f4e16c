"""GraphML that Gephi, igraph, yEd and NetworkX read with nothing lost.

The kind of an edge stands in the XML attribute `label`: Gephi keeps parallel edges apart by it and by their ids.

In: a MultiDiGraph with flat attributes. Out: text. Touches: the stream it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from letopis.export.columns import cell, columns, edge_records, node_records, xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from networkx import MultiDiGraph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(graph: MultiDiGraph[str], out: TextIO) -> None:
    """Nodes and edges sorted by id. Attributes that Gephi knows by name: label, x, y, size, r, g, b, weight."""
    nodes, edges = node_records(graph), edge_records(graph)
    node_columns = columns(attributes for _, attributes in nodes)
    edge_columns = columns(attributes for *_, attributes in edges)
    out.write(_HEAD)
    out.writelines(_keys("node", node_columns) + _keys("edge", edge_columns))
    out.write('<graph id="letopis" edgedefault="directed">\n')
    cells = ((xml(node), _cells("node", attributes, node_columns)) for node, attributes in nodes)
    out.writelines(f'<node id="{node}">{found}</node>\n' for node, found in cells)
    for eid, source, target, attributes in edges:
        kind = f' label="{xml(attributes["kind"])}"' if "kind" in attributes else ""
        out.write(f'<edge id="{xml(eid)}" source="{xml(source)}" target="{xml(target)}"{kind}>')
        out.write(f"{_cells('edge', attributes, edge_columns)}</edge>\n")
    out.write("</graph>\n</graphml>\n")


def _keys(owner: str, table: Mapping[str, str]) -> list[str]:
    named = ((xml(name), kind) for name, kind in table.items())
    return [f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n' for name, kind in named]


def _cells(owner: str, attributes: Mapping[str, object], table: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{owner}_{xml(name)}">{xml(cell(attributes[name], kind))}</data>'
        for name, kind in table.items()
        if attributes.get(name) is not None
    )
