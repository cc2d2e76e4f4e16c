"""The graph as RDF text, the same bytes whatever the order in which it was written.

Turtle holds the merged knowledge; TriG, N-Quads and JSON-LD also the graph of each article with the evidence.

In: view. Out: bytes. Touches: the stream it is given.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from pyoxigraph import DefaultGraph, RdfFormat, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

    from letopis.rdf.view import View


def write_turtle(view: View, out: IO[bytes]) -> None:
    """The default graph."""
    quads = _sorted_graph(view, DefaultGraph())
    _serialize(view, (quad.triple for quad in quads), RdfFormat.TURTLE, out)


def write_trig(view: View, out: IO[bytes]) -> None:
    """All graphs, the default graph first."""
    _serialize(view, sorted_quads(view), RdfFormat.TRIG, out)


def write_nquads(view: View, out: IO[bytes]) -> None:
    """All graphs, one statement a line."""
    _serialize(view, sorted_quads(view), RdfFormat.N_QUADS, out)


def write_jsonld(view: View, out: IO[bytes]) -> None:
    """All graphs as one JSON-LD document."""
    _serialize(view, sorted_quads(view), RdfFormat.JSON_LD, out)


def triples_text(view: View, triples: Iterable[Triple], name: str) -> str:
    """Triples, such as those of a CONSTRUCT, as `ttl` or `nt`."""
    syntax = RdfFormat.N_TRIPLES if name == "nt" else RdfFormat.TURTLE
    prefixes = {} if name == "nt" else view.base.prefixes()
    text = serialize(sorted(triples, key=str), None, syntax, prefixes=prefixes) or b""
    return text.decode()


def sorted_quads(view: View) -> Iterator[Quad]:
    """All quads: the default graph, then the named graphs by IRI, each sorted, one in memory at a time."""
    yield from _sorted_graph(view, DefaultGraph())
    for graph in sorted(view.store.named_graphs(), key=str):
        yield from _sorted_graph(view, graph)


def _sorted_graph(view: View, graph: object) -> list[Quad]:
    return sorted(view.store.quads_for_pattern(None, None, None, graph), key=str)  # type: ignore[arg-type]


def _serialize(view: View, statements: Iterable[Quad] | Iterable[Triple], syntax: RdfFormat, out: IO[bytes]) -> None:
    prefixes = {} if syntax == RdfFormat.N_QUADS else view.base.prefixes()
    serialize(statements, out, syntax, prefixes=prefixes)
