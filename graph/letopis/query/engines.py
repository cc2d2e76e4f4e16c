"""The two engines: Oxigraph on the store itself, and rdflib on a copy in memory.

rdflib over an Oxigraph store hands SPARQL to Oxigraph; only a copy in its own memory is a second opinion.

In: View, SPARQL text. Out: Solutions or triples. Touches: reads the view.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, QueryTriples, RdfFormat, Triple
from rdflib import BNode, Dataset, URIRef
from rdflib.term import Literal as RdflibLiteral

from letopis.errors import BadQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from letopis.rdf.view import View

Term = NamedNode | Literal | BlankNode
_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
_COPIES: WeakKeyDictionary[View, Dataset] = WeakKeyDictionary()  # nobody changes a view, so a copy stays right


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT finds, in its order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


Found = Solutions | tuple[Triple, ...]


def by_oxigraph(view: View, text: str) -> Found:
    """The answer of Oxigraph. Raises BadQuery where it gives up."""
    try:
        found = view.store.query(text)
        if isinstance(found, QueryTriples):
            return _sorted(found)
        if isinstance(found, QuerySolutions):
            names = tuple(variable.value for variable in found.variables)
            return Solutions(names, tuple(tuple(_plain(solution[name]) for name in names) for solution in found))
    except (OSError, ValueError) as error:
        raise BadQuery(f"the query cannot be answered: {error}") from error
    return _yes_or_no(bool(found))


def by_rdflib(view: View, text: str) -> Found:
    """The answer of rdflib. Raises BadQuery where it gives up."""
    if view not in _COPIES:
        _COPIES[view] = _copy(view)
    try:
        found = _COPIES[view].query(text)
        if found.type == "ASK":
            return _yes_or_no(bool(found.askAnswer))
        if found.type != "SELECT":
            return _sorted(Triple(*map(_term, triple)) for triple in found if isinstance(triple, tuple))  # type: ignore[arg-type]
        names = tuple(str(variable) for variable in found.vars or ())
        rows = tuple(tuple(None if node is None else _term(node) for node in row) for row in found)  # type: ignore[union-attr]
    except (TypeError, ValueError) as error:
        raise BadQuery(f"the query cannot be answered by rdflib: {error}") from error
    return Solutions(names, rows)


ENGINES: dict[str, Callable[[View, str], Found]] = {"oxigraph": by_oxigraph, "rdflib": by_rdflib}


def _yes_or_no(answer: bool) -> Solutions:
    return Solutions(("answer",), ((Literal(str(answer).lower(), datatype=_BOOLEAN),),))


def _sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    return tuple(sorted(set(triples), key=str))


def _copy(view: View) -> Dataset:
    quads = io.BytesIO()
    view.store.dump(quads, format=RdfFormat.N_QUADS)
    dataset = Dataset(default_union=False)
    dataset.parse(data=quads.getvalue(), format="nquads")
    return dataset


def _plain(term: object) -> Term | None:
    if term is None or isinstance(term, NamedNode | Literal | BlankNode):
        return term
    return Literal(str(term))


def _term(node: object) -> Term:
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, BNode):
        return BlankNode(str(node))
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    raise TypeError(f"no RDF term: {node!r}")
