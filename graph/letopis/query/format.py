"""Answers as text: an aligned table, CSV, TSV, JSON (SPARQL 1.1 Query Results), Markdown; the catalogue as a list.

In: Table, Query. Out: text. Touches: asks how wide the terminal is.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from letopis.query.catalog import Query
    from letopis.query.engines import Term
    from letopis.query.run import Table

_NARROWEST = 8
_GAP = "  "


def format_table(table: Table, name: str, *, width: int | None = None) -> str:
    """The table in one of `FORMATS`, each line ended.

    Only `table` may cut cells short, to fit in `width` columns: unless told those of the terminal, and no cut where
    the output is none; 0 never cuts.
    """
    if name == "table":
        return _aligned(table, terminal_width() if width is None else width)
    return FORMATS[name](table)


def terminal_width() -> int:
    """Columns of the terminal, 0 where the output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def catalog_lines(queries: Iterable[Query]) -> str:
    """The library: name, title, question and parameters of each query."""
    lines = []
    for query in queries:
        lines.append(f"{query.name}: {query.question or query.title}")
        lines += [f"    {p.name}=… ({p.kind}, {p.default}) {p.description}" for p in query.parameters]
    return "\n".join(lines) + "\n"


def _aligned(table: Table, width: int = 0) -> str:
    rows = [[" ".join((cell or "").split()) for cell in row] for row in table.rows]
    widths = [max(map(_width, cells)) for cells in zip(table.columns, *rows, strict=True)]
    if width:
        widths = _fitted(widths, width - len(_GAP) * (len(widths) - 1))
    lines = [table.columns, ["─" * w for w in widths], *rows]
    text = "\n".join(_GAP.join(map(_padded, line, widths)).rstrip() for line in lines)
    return f"{text}\n({len(rows)} rows)\n"


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """The widest columns give up what is too much, evenly; none becomes narrower than `_NARROWEST`."""
    limit = max(widths, default=0)
    while limit > _NARROWEST and sum(min(w, limit) for w in widths) > room:
        limit -= 1
    return [min(w, limit) for w in widths]


def _padded(cell: str, width: int) -> str:
    if _width(cell) > width:
        kept, used = "", 0
        for character in cell:
            used += _width(character)
            if used > width - 1:
                break
            kept += character
        cell = f"{kept}…"
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """Columns on a terminal: combining marks take none, wide East Asian characters two."""
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf" else 2 if _is_wide(c) else 1 for c in text
    )


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([cell or "" for cell in row] for row in table.rows)
    return out.getvalue()


def _tsv(table: Table) -> str:
    """With `\\t`, `\\n`, `\\r` and `\\\\` for what would break a row."""
    escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
    lines = [table.columns, *table.rows]
    return "".join("\t".join((cell or "").translate(escapes) for cell in line) + "\n" for line in lines)


def _json(table: Table) -> str:
    cells = table.terms or table.rows
    bindings = [
        {name: _json_term(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in cells
    ]
    document = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(cell: Term | str) -> dict[str, str]:
    if isinstance(cell, str):
        return {"type": "literal", "value": cell}
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, BlankNode):
        return {"type": "bnode", "value": cell.value}
    if cell.language:
        return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
    if cell.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return {"type": "literal", "value": cell.value}
    return {"type": "literal", "value": cell.value, "datatype": cell.datatype.value}


def _markdown(table: Table) -> str:
    rows = [[" ".join((cell or "").split()).replace("|", "\\|") for cell in row] for row in table.rows]
    lines = [table.columns, ["---"] * len(table.columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


FORMATS: dict[str, Callable[[Table], str]] = {
    "table": _aligned,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "markdown": _markdown,
}
