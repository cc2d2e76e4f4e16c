"""Runs a query on either engine.

The order of the values that SPARQL joins into one cell is not defined (GROUP_CONCAT, SPARQL 1.1, 18.5.1.7): cells of
columns marked `*` are sorted here, and empty values left out, so that both engines give equal rows.

In: View, Query, parameters. Out: Table or triples. Touches: reads the view; with a time limit, a process of its own.
"""

from __future__ import annotations

import multiprocessing
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, QueryTriples, Store, Triple
from rdflib import BNode, URIRef
from rdflib.term import Literal as RdflibLiteral

from letopis.errors import BadQuery
from letopis.query.binding import bind
from letopis.rdf.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from multiprocessing.connection import Connection
    from pathlib import Path

    from letopis.query.catalog import Query

_FORBIDDEN = re.compile(
    r"\b(SERVICE|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b(?=\s*(SILENT|<|\w+:|\{|\?|DATA|INTO|GRAPH|ALL|DEFAULT|NAMED))",
    re.IGNORECASE,
)
_QUIET = re.compile(r'#[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>')


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; None where a variable is not bound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


Answer = Table | tuple[Triple, ...]


def run(
    view: View,
    query: Query,
    *,
    params: Mapping[str, str] | None = None,
    timeout_s: float | None = None,
    engine: str = "oxigraph",
) -> Answer:
    """The rows of a SELECT (an ASK is one row), or the triples of a CONSTRUCT, sorted.

    Raises BadQuery for a query that does not parse, that reaches outside or writes, whose parameters are wrong, or
    that is not done in `timeout_s` seconds (only for a store on disk: it is run in a process that can be ended).
    """
    text = bind(query, view, params or {})
    forbidden = _FORBIDDEN.search(
        _QUIET.sub(lambda m: "<>" if m[0].startswith("<") else '""' if m[0][0] in "\"'" else "", text)
    )
    if forbidden:
        raise BadQuery(f"{query.name}: {forbidden[1].upper()} is refused: queries only read this store")
    if timeout_s is not None and view.path is not None:
        return _limited(view.path, query, text, engine, timeout_s)
    return _answer(view, query, text, engine)


def _answer(view: View, query: Query, text: str, engine: str) -> Answer:
    return _by_rdflib(view, query, text) if engine == "rdflib" else _by_oxigraph(view, query, text)


def _by_oxigraph(view: View, query: Query, text: str) -> Answer:
    _check_syntax(query, text)
    found = view.store.query(text)
    if isinstance(found, QueryTriples):
        return tuple(sorted(found, key=str))
    if isinstance(found, QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        return _table(query, names, ([_value(solution[name]) for name in names] for solution in found))
    return Table(("answer",), ((str(bool(found)).lower(),),))


def _by_rdflib(view: View, query: Query, text: str) -> Answer:
    _check_syntax(query, text)
    found = view.dataset().query(text)
    if found.type == "CONSTRUCT":
        return tuple(sorted((_triple(triple) for triple in found if isinstance(triple, tuple)), key=str))
    if found.type == "ASK":
        return Table(("answer",), ((str(found.askAnswer).lower(),),))
    names = tuple(str(variable) for variable in found.vars or ())
    return _table(
        query,
        names,
        ([None if value is None else str(value) for value in row] for row in found if isinstance(row, tuple)),
    )


def _check_syntax(query: Query, text: str) -> None:
    try:
        Store().query(text)
    except (SyntaxError, ValueError) as error:
        raise BadQuery(f"{query.name} does not parse: {error}") from error


def _value(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else None if term is None else str(term)


def _triple(triple: tuple[object, ...]) -> Triple:
    subject, predicate, value = (_term(node) for node in triple)
    return Triple(subject, predicate, value)  # type: ignore[arg-type]


def _term(node: object) -> NamedNode | Literal | BlankNode:
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, BNode):
        return BlankNode(str(node))
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    raise TypeError(f"no RDF term: {node!r}")


def _table(query: Query, names: tuple[str, ...], rows: Iterable[list[str | None]]) -> Table:
    tidy = tuple(
        tuple(_joined(value) if name in query.multiple else value for name, value in zip(names, row, strict=True))
        for row in rows
    )
    return Table(names, tidy)


def _joined(cell: str | None) -> str | None:
    return " | ".join(sorted({part for part in cell.split(" | ") if part})) if cell else cell


def _limited(path: Path, query: Query, text: str, engine: str, timeout_s: float) -> Answer:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run_apart, args=(sender, path, query, text, engine), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(timeout_s):
            raise BadQuery(f"{query.name} was not done in {timeout_s:g} seconds; give it more time or ask for less")
        found: Answer | BadQuery = receiver.recv()
    except EOFError as error:
        raise BadQuery(f"{query.name} ended without an answer: it may have run out of memory") from error
    finally:
        process.kill()
        process.join()
    if isinstance(found, BadQuery):
        raise found
    return found


def _run_apart(sender: Connection, path: Path, query: Query, text: str, engine: str) -> None:
    try:
        sender.send(_answer(View.open(path), query, text, engine))
    except BadQuery as error:
        sender.send(error)
