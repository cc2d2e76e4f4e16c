"""Does a graph hold what it promises? Every breach is named with the node, the graph and the words.

A mention moved by one letter no longer is `text[start:stop]`; a direct triple of a denied event is asked for by no
statement; both are violations.

In: a View. Out: Violation. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from letopis.rdf import vocabulary as v
from letopis.rdf.articles import read_text
from letopis.rdf.derive import differences
from letopis.rdf.ontology import known_terms
from letopis.rdf.quads import text_sha256
from letopis.rdf.readback import Properties
from letopis.rdf.shapes import ShapeCheck, load_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, Quad

    from letopis.rdf.view import View

    Term = NamedNode | BlankNode | Literal | Triple

HERE = DefaultGraph()
_OPEN = (v.LEMMA, v.PLAN_LEMMA)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong with which node of which graph (None: the default graph).

    Kinds: `shape` (see shapes.ttl), `term` (not in the ontology), `words` (not where they are said to be), `text`
    (changed or missing), `derived` (the default graph is not what the article graphs give).
    """

    kind: str
    subject: str
    graph: str | None
    message: str


def check(view: View) -> Iterator[Violation]:
    """Every violation: first those of the article graphs, in the order of their IRIs, then the default graph's."""
    for graph in sorted(view.store.named_graphs(), key=str):
        if isinstance(graph, NamedNode):
            yield from sorted(check_article(view.store, graph))
    yield from sorted(_check_terms(view.store.quads_for_pattern(None, None, None, HERE)))
    yield from sorted(_check_shapes(view.store, HERE))
    for quad, wanted in differences(view.store):
        verb = "is missing" if wanted else "should not be there"
        yield Violation("derived", _iri(quad.subject), None, f"{_line(quad)} {verb}; derive again")


def check_article(store: Store, graph: NamedNode) -> Iterator[Violation]:
    """The violations of one article graph, in no order."""
    quads = list(store.quads_for_pattern(None, None, None, graph))
    alone = Store()
    alone.extend(quads)
    yield from _check_terms(quads)
    yield from _check_shapes(alone, graph)
    text = read_text(alone, graph)
    if Properties(alone, graph, graph).one(v.TEXT_SHA256) != text_sha256(text):
        yield Violation("text", graph.value, graph.value, "the hash of the text is not the one that was noted")
    yield from _check_words(alone, graph, text)
    yield from _check_places(alone, graph)


def _check_terms(quads: Iterable[Quad]) -> Iterator[Violation]:
    known = known_terms()
    for quad in quads:
        terms = [quad.predicate]
        if quad.predicate in (v.RDF_TYPE, v.RDF_PREDICATE) and isinstance(quad.object, NamedNode):
            terms.append(quad.object)
        for term in terms:
            if term not in known and not term.value.startswith(_OPEN):
                yield Violation("term", _iri(quad.subject), _name(quad.graph_name), f"{term} is not in the ontology")


def _check_shapes(store: Store, graph: NamedNode | DefaultGraph) -> Iterator[Violation]:
    for breach in ShapeCheck(store, graph, load_shapes()).breaches():
        values = ", ".join(breach.values) or "nothing"
        message = f"{breach.path} has {values}: against sh:{breach.constraint}"
        yield Violation("shape", breach.focus.value, _name(graph), message)


def _check_words(store: Store, graph: NamedNode, text: str) -> Iterator[Violation]:
    """Every stretch of text is what the text says there."""
    for quad in store.quads_for_pattern(None, v.ANCHOR_OF, None, graph):
        start, stop = _offsets(store, quad.subject, graph)
        if text[start:stop] != _iri(quad.object):
            message = f"{quad.object} is not what stands at {start}..{stop}: {text[start:stop]!r}"
            yield Violation("words", _iri(quad.subject), graph.value, message)


def _check_places(store: Store, graph: NamedNode) -> Iterator[Violation]:
    """Phrases are inside their sentences, triggers inside those of their claims, sentences inside the text."""
    for inner, outer in _nested(store, graph):
        start, stop = _offsets(store, inner, graph)
        begin, end = _offsets(store, outer, graph)
        if not begin <= start < stop <= end:
            message = f"{start}..{stop} is not inside {outer} at {begin}..{end}"
            yield Violation("words", _iri(inner), graph.value, message)


def _nested(store: Store, graph: NamedNode) -> Iterator[tuple[Term, Term]]:
    for predicate in (v.IN_SENTENCE, v.REFERENCE_CONTEXT):
        for quad in store.quads_for_pattern(None, predicate, None, graph):
            yield quad.subject, quad.object
    for quad in store.quads_for_pattern(None, v.TRIGGER, None, graph):
        for sentence in store.quads_for_pattern(quad.subject, v.SENTENCE, None, graph):
            yield quad.object, sentence.object


def _offsets(store: Store, node: Term, graph: NamedNode) -> tuple[int, int]:
    """Start and stop, 0 for a missing one: such a node is inside of nothing."""
    found = []
    for predicate in (v.BEGIN_INDEX, v.END_INDEX):
        values = [] if isinstance(node, Literal) else list(store.quads_for_pattern(node, predicate, None, graph))
        digits = _iri(values[0].object) if values else ""
        found.append(int(digits) if digits.isdecimal() else 0)
    return found[0], found[1]


def _line(quad: Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object}"


def _name(graph: object) -> str | None:
    return graph.value if isinstance(graph, NamedNode) else None


def _iri(term: Term) -> str:
    """The IRI, or the text of a literal."""
    return str(term) if isinstance(term, Triple) else term.value
