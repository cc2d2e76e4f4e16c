"""Parameters put into a query as terms, never as text.

The line `VALUES (?person) { (UNDEF) }` of a query becomes `VALUES (?person) { (<…/entity/Q7747>) }` for «Путин», with
one row for each entity of that name.

In: Query, View, values. Out: SPARQL text. Touches: reads the view.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from letopis.errors import BadQuery
from letopis.ids import name_key
from letopis.rdf import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from letopis.query.catalog import Parameter, Query
    from letopis.rdf.view import View

_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NEAR = 3
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def bind(query: Query, view: View, params: Mapping[str, str]) -> str:
    """The text of the query with its parameters bound.

    Raises BadQuery for a parameter that the query does not have, a required one that is missing, and a value that is
    no date, no number, or names nothing in the store.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in params:
        if name not in known:
            raise BadQuery(f"{query.name} has no parameter {name!r}; it has {', '.join(known) or 'none'}")
    text = query.text
    for parameter in query.parameters:
        value = params.get(parameter.name, parameter.default)
        if parameter.name not in params and value == "required":
            raise BadQuery(f"{query.name} needs {parameter.name}=… ({parameter.kind}: {parameter.description})")
        if parameter.name in params or value != "any":
            text = _put(query, text, parameter, " ".join(f"({term})" for term in _terms(view, parameter, value)))
    return text


def _put(query: Query, text: str, parameter: Parameter, rows: str) -> str:
    slot = re.compile(rf"VALUES \(\?{re.escape(parameter.name)}\) {{ \(UNDEF\) }}")
    if not slot.search(text):
        raise BadQuery(f"{query.name}: there is no line «VALUES (?{parameter.name}) {{ (UNDEF) }}» for its parameter")
    return slot.sub(lambda _: f"VALUES (?{parameter.name}) {{ {rows} }}", text)


def _terms(view: View, parameter: Parameter, value: str) -> list[str]:
    if parameter.kind == "date":
        if not _DATE.fullmatch(value):
            raise BadQuery(f"{parameter.name}={value!r} is no date; write 2022, 2022-01 or 2022-01-08")
        return [literal(value)]
    if parameter.kind == "number":
        if not value.isdecimal():
            raise BadQuery(f"{parameter.name}={value!r} is no whole number")
        return [str(Literal(int(value)))]
    if parameter.kind == "text":
        return [literal(value)]
    found = _nodes(view, parameter.kind, value)
    if not found:
        near = _near(view, value) if parameter.kind == "entity" else ""
        raise BadQuery(
            f"{parameter.name}={value!r}: there is no {parameter.kind} of that name or id in the store{near}"
        )
    return [str(node) for node in found]


def literal(text: str) -> str:
    r"""A SPARQL literal of exactly this text, on both engines.

    rdflib expands `\u0022` before it looks for strings (SPARQL 1.1, 19.2, can be read so), even behind an escaped
    backslash, where the `u` is therefore written as a code point itself.

    >>> print(literal('a "b" \\u0022'))
    "a \"b\" \\\U000000750022"
    """
    escaped = text.translate(_ESCAPES)
    return '"' + re.sub(r"\\\\([uU])", lambda m: rf"\\\U{ord(m[1]):08X}", escaped) + '"'


def _near(view: View, name: str) -> str:
    """Names that hold all words of `name`, else names that look like it."""
    names = sorted({value for _, value in _names(view)})
    words = set(name_key(name).split())
    found = [other for other in names if words and words <= set(name_key(other).split())]
    near = found[:_NEAR] or get_close_matches(name, names, n=_NEAR)
    return f"; did you mean {', '.join(near)}?" if near else ""


def _nodes(view: View, kind: str, value: str) -> list[NamedNode]:
    """The entities of a name (all of them), or the one entity, article or statement of an id or IRI."""
    if kind == "entity":
        found = _named(view, value)
        if found:
            return found
    mint = {"entity": view.base.entity, "article": view.base.article, "statement": view.base.event}[kind]
    local = value.rpartition("/")[2]
    if not re.fullmatch(r"[\w-]+", local):
        return []
    node = mint(local)
    is_there = view.store.contains_named_graph(node) if kind == "article" else _has(view, node)
    return [node] if is_there else []


def _has(view: View, node: NamedNode) -> bool:
    return next(view.store.quads_for_pattern(node, None, None, None), None) is not None


def _named(view: View, name: str) -> list[NamedNode]:
    key = name_key(name)
    return sorted({node for node, value in _names(view) if name_key(value) == key}, key=lambda node: node.value)


def _names(view: View) -> Iterator[tuple[NamedNode, str]]:
    """Every entity with each of its names."""
    entities = view.base.entity("").value
    for predicate in (v.RDFS_LABEL, v.ALT_LABEL):
        for quad in view.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, Literal) and subject.value.startswith(entities):
                yield subject, value.value
