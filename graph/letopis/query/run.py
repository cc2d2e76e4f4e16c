"""Runs a query on either engine.

The order of the values that SPARQL joins into one cell is not defined (GROUP_CONCAT, SPARQL 1.1, 18.5.1.7): cells of
columns marked `*` are sorted here and empty parts left out, so that both engines give equal rows. In a column that the
header names, an empty text is no value.

In: View, Query, parameters. Out: Table or triples. Touches: reads the view; with a time limit, a process of its own.
"""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from letopis.errors import BadQuery
from letopis.query.binding import bind
from letopis.query.engines import ENGINES, Solutions
from letopis.query.guard import check
from letopis.rdf.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.connection import Connection
    from pathlib import Path

    from pyoxigraph import Triple

    from letopis.query.catalog import Query
    from letopis.query.engines import Term

SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; None where a variable is not bound. `terms` are the RDF terms of the same cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    terms: tuple[tuple[Term | None, ...], ...] = field(default=(), compare=False, repr=False)


Answer = Table | tuple["Triple", ...]


def run(
    view: View,
    query: Query,
    *,
    params: Mapping[str, str] | None = None,
    timeout_s: float | None = None,
    engine: str = "oxigraph",
) -> Answer:
    """The rows of a SELECT (an ASK is one row), or the triples of a CONSTRUCT, sorted.

    Engine `rdflib` copies the graph into memory first: it is meant for small graphs and for comparing.

    Raises BadQuery for a query that does not parse, that reaches outside or writes, whose parameters are wrong, or
    that is not done in `timeout_s` seconds. A time limit needs a store on disk, because a query can only be ended
    with the process that it runs in.
    """
    if engine not in ENGINES:
        raise BadQuery(f"there is no engine {engine!r}; take one of {', '.join(ENGINES)}")
    text = bind(query, view, params or {})
    check(query.name, text)
    if timeout_s is None:
        return _answer(view, query, text, engine)
    if view.path is None:
        raise BadQuery(f"{query.name}: a time limit needs a store on disk; leave it out for a graph in memory")
    return _limited(view.path, (query, text, engine), timeout_s)


def _answer(view: View, query: Query, text: str, engine: str) -> Answer:
    found = ENGINES[engine](view, text)
    if not isinstance(found, Solutions):
        return found
    terms = tuple(
        tuple(_tidy(query, name, term) for name, term in zip(found.columns, row, strict=True)) for row in found.rows
    )
    rows = tuple(tuple(term.value if term is not None else None for term in row) for row in terms)
    return Table(found.columns, rows, terms)


def _tidy(query: Query, column: str, term: Term | None) -> Term | None:
    if term is None or column not in query.columns:
        return term
    if column in query.multiple:
        term = Literal(SEPARATOR.join(sorted({part for part in term.value.split(SEPARATOR) if part})))
    return term if term.value else None


def _limited(path: Path, work: tuple[Query, str, str], timeout_s: float) -> Answer:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run_apart, args=(sender, path, *work), daemon=True)
    process.start()
    sender.close()
    name = work[0].name
    try:
        if not receiver.poll(timeout_s):
            raise BadQuery(f"{name} was not done in {timeout_s:g} seconds; give it more time or ask for less")
        found: Answer | BadQuery = receiver.recv()
    except EOFError as error:
        raise BadQuery(f"{name} ended without an answer: it may have run out of memory") from error
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(found, BadQuery):
        raise found
    return found


def _run_apart(sender: Connection, path: Path, query: Query, text: str, engine: str) -> None:
    try:
        sender.send(_answer(View.open(path), query, text, engine))
    except BadQuery as error:
        sender.send(error)
