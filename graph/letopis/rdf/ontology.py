"""All terms of the graph: those of `ontology.ttl` and those that the lexicon's frames and classes make.

The frame `calls` of class `Call` makes `lo:calls`, `plan:calls` and `lo:Call`, with Russian and English labels.

In: lexicon rows, `ontology.ttl`. Out: quads in the default graph, the set of known terms. Touches: `ontology.ttl`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from letopis.lexicon.tables import load
from letopis.rdf import vocabulary as v
from letopis.rdf.evidence import russian

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from letopis.lexicon.rows import ClassRow, Frame

_PLANNED = "намечается"


def ontology_quads(frames: Iterable[Frame], classes: Iterable[ClassRow]) -> list[Quad]:
    """The whole ontology, hand-written terms first."""
    found = list(hand_written())
    for row in classes:
        found += _class_quads(row)
    for frame in frames:
        found += _frame_quads(frame)
    return found


def hand_written() -> Iterator[Quad]:
    """The terms of `ontology.ttl`."""
    source = files("letopis.rdf").joinpath("ontology.ttl")
    return parse(source.read_bytes(), RdfFormat.TURTLE)


@cache
def known_terms() -> frozenset[NamedNode]:
    """Every class, property and value that the graph may use, `lemma:` and `planlemma:` apart."""
    lexicon = load()
    ours = {quad.subject for quad in ontology_quads(lexicon.frames.values(), lexicon.classes.values())}
    theirs = {term for term in vars(v).values() if isinstance(term, NamedNode) and not term.value.startswith(v.LO)}
    planned = {v.planned_iri(relation) for relation in v.RELATIONS}
    known = ours | theirs | planned | set(v.KNOWN_CLASSES.values())
    return frozenset(term for term in known if isinstance(term, NamedNode))


def _class_quads(row: ClassRow) -> Iterator[Quad]:
    """The root of the lexicon's classes is SEM's own and needs no words."""
    if not row.parent:
        return
    node = v.event_class(row.name)
    yield Quad(node, v.RDF_TYPE, v.OWL_CLASS)
    yield Quad(node, v.RDFS_SUBCLASS, v.event_class(row.parent))
    yield from _labels(node, row.label, row.name)
    yield from _code(node, row.plover)


def _frame_quads(frame: Frame) -> Iterator[Quad]:
    plain, planned = v.frame_property(frame.name), v.frame_property(frame.name, planned=True)
    for node in (plain, planned):
        yield Quad(node, v.RDF_TYPE, v.OWL_OBJECT_PROPERTY)
        yield Quad(node, v.EVENT_CLASS, v.event_class(frame.event_class))
        yield Quad(node, v.EXAMPLE, russian(frame.example))
    yield from _labels(plain, frame.label, frame.name)
    yield from _labels(planned, f"{_PLANNED}: {frame.label}", f"planned {frame.name}")
    yield Quad(planned, v.PLANNED_FORM_OF, plain)
    yield from _code(plain, frame.plover)
    if frame.wikidata:
        yield Quad(plain, v.EXACT_MATCH, NamedNode(v.WD + frame.wikidata))


def _labels(node: NamedNode, label: str, name: str) -> Iterator[Quad]:
    """The Russian label and the words of the English name."""
    english = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    yield Quad(node, v.RDFS_LABEL, russian(label))
    yield Quad(node, v.RDFS_LABEL, Literal(english, language="en"))


def _code(node: NamedNode, code: str) -> Iterator[Quad]:
    """The event type of PLOVER, or the root code of CAMEO."""
    if code:
        yield Quad(node, v.NOTATION, Literal(f"CAMEO {code}" if code.isdigit() else f"PLOVER {code}"))
