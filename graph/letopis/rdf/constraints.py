"""The constraints of SHACL that `shapes.ttl` uses, each as a test of one value.

`sh:datatype xsd:date` accepts "2022-01-05"^^xsd:date and refuses "2022-02-31"^^xsd:date.
Meaning: SHACL, W3C Recommendation of 20 July 2017, section 4. No class is taken to be below another.

In: a constraint's name and argument. Out: Test. Touches: nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Literal, NamedNode

from letopis.rdf import vocabulary as v
from letopis.rdf.lexical import FORMS

if TYPE_CHECKING:
    from letopis.rdf.fuse import Value


class Look(Protocol):
    """What a test may ask of the graph that it looks at."""

    def is_a(self, node: NamedNode, kind: NamedNode) -> bool:
        """Whether the graph gives `node` the class `kind`."""

    def conforms(self, shape: NamedNode, node: NamedNode) -> bool:
        """Whether a node has a shape."""


Test = Callable[["Value", Look], bool]


def datatype(kind: NamedNode) -> Test:
    """Literals of a datatype, written as it demands."""
    form = FORMS.get(kind)
    return lambda value, _: (
        isinstance(value, Literal) and value.datatype == kind and (form is None or form(value.value))
    )


def node_kind(kind: NamedNode) -> Test:
    """IRIs; no other kind is used."""
    if kind != NamedNode(v.SH + "IRI"):
        raise ValueError(f"node kind {kind} is not known")
    return lambda value, _: isinstance(value, NamedNode)


def one_of(allowed: frozenset[Value]) -> Test:
    """One of a list."""
    return lambda value, _: value in allowed


def of_class(kind: NamedNode) -> Test:
    """Nodes of a class."""
    return lambda value, look: isinstance(value, NamedNode) and look.is_a(value, kind)


def with_shape(shape: NamedNode) -> Test:
    """Nodes of a shape."""
    return lambda value, look: isinstance(value, NamedNode) and look.conforms(shape, value)


def at_least(limit: Literal) -> Test:
    """Numbers from a limit up."""
    return lambda value, _: number(value) >= float(limit.value)


def at_most(limit: Literal) -> Test:
    """Numbers up to a limit."""
    return lambda value, _: number(value) <= float(limit.value)


def pattern(expression: Literal) -> Test:
    """Values in whose text a regular expression is found."""
    compiled = re.compile(expression.value)
    return lambda value, _: compiled.search(value.value) is not None


def number(value: Value) -> float:
    """A literal's number; what is none compares with nothing."""
    try:
        return float(value.value) if isinstance(value, Literal) else float("nan")
    except ValueError:
        return float("nan")
