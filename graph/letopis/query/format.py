"""Answers as text: an aligned table, CSV, TSV, JSON (SPARQL 1.1 Query Results), Markdown; the catalogue as a list.

In: Table, Query. Out: text. Touches: nothing.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from letopis.query.catalog import Query
    from letopis.query.run import Table

_WIDEST = 60  # columns of a cell in the aligned table


def format_table(table: Table, name: str) -> str:
    """The table in one of `FORMATS`, each line ended."""
    return FORMATS[name](table)


def catalog_lines(queries: Iterable[Query]) -> str:
    """The library: name, title, question and parameters of each query."""
    lines = []
    for query in queries:
        lines.append(f"{query.name}: {query.question or query.title}")
        lines += [f"    {p.name}=… ({p.kind}, {p.default}) {p.description}" for p in query.parameters]
    return "\n".join(lines) + "\n"


def _aligned(table: Table) -> str:
    rows = [[_short(cell or "") for cell in row] for row in table.rows]
    widths = [max(map(_width, cells)) for cells in zip(table.columns, *rows, strict=True)]
    lines = [table.columns, ["─" * width for width in widths], *rows]
    text = "\n".join(
        "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    return f"{text}\n({len(rows)} rows)\n"


def _short(cell: str) -> str:
    cell = " ".join(cell.split())
    return cell if _width(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """Columns on a terminal: combining marks take none, wide East Asian characters two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([cell or "" for cell in row] for row in table.rows)
    return out.getvalue()


def _tsv(table: Table) -> str:
    lines = [table.columns, *([" ".join((cell or "").split()) for cell in row] for row in table.rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _json(table: Table) -> str:
    bindings = [
        {
            name: {"type": "literal", "value": cell}
            for name, cell in zip(table.columns, row, strict=True)
            if cell is not None
        }
        for row in table.rows
    ]
    document = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


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
