"""The triples that a CONSTRUCT gave, as a property graph with names, stance and words looked up.

`CONSTRUCT { ?a lo:calls ?b } …` becomes edges between persons; each statement behind a triple is an edge of its own.

In: triples, view. Out: a MultiDiGraph like that of `network`. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from letopis.errors import UnknownTerm
from letopis.export.attributes import SEPARATOR, local_name
from letopis.export.columns import RESERVED, clean
from letopis.export.network import Network, dressed
from letopis.rdf import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx
    from pyoxigraph import BlankNode, Quad, QuerySolutions, Triple

    from letopis.rdf.readback import StatementView
    from letopis.rdf.view import View

    Term = NamedNode | BlankNode | Literal | Triple

_NAMING = {v.RDFS_LABEL: "label", v.RDF_TYPE: "entity_type"}
_PLANNED = ("ordered", "planned", "permitted")


def network_of_triples(triples: Iterable[Triple | Quad], view: View, *, evidence: bool = True) -> nx.MultiDiGraph[str]:
    """Nodes are what the triples speak of; order and repetition of the triples do not count.

    A statement that is the subject of a triple comes whole. A triple between two other things becomes an edge for
    each statement behind it, or one edge named by its property. Literals become attributes of their subject, several
    joined by ` | `; labels and types only name what the view does not know.
    """
    found = _Triples(view, evidence=evidence)
    distinct = {(triple.subject, triple.predicate, triple.object) for triple in triples}
    own = {str(value) for _, predicate, value in distinct if predicate == v.HAS_QUANTITY}  # told by their statements
    for subject, predicate, value in sorted(distinct, key=str):
        if str(subject) not in own:
            found.add(subject, predicate, value)
    return dressed(found.finish())


class _Triples:
    """A property graph that grows triple by triple."""

    def __init__(self, view: View, *, evidence: bool) -> None:
        self._view = view
        self._network = Network(view, evidence=evidence)
        self._literals: dict[tuple[str, str], set[str]] = {}

    def add(self, subject: Term, predicate: NamedNode, value: Term) -> None:
        """One triple; an intransitive event is a statement, whichever end of the triple it is."""
        for end in (subject, value):
            if (statement := self._statement(end)) is not None:
                if statement.id not in self._network.graph:
                    self._network.add(statement, as_node=False)
                return
        source = self._node(subject)
        if isinstance(value, Literal) or predicate in _NAMING:
            self._literals.setdefault((source, _column(predicate)), set()).add(_words(value))
        elif statements := self._behind(subject, predicate, value):
            for statement in statements:
                self._network.edge_between(statement)
        else:
            target, name = self._node(value), local_name(predicate.value)
            eid = f"{source}-{name}-{target}"
            self._network.graph.add_edge(source, target, key=eid, eid=eid, label=name, kind=name, weight=1.0)

    def finish(self) -> nx.MultiDiGraph[str]:
        """The graph with the literals on its nodes."""
        for (node, column), values in self._literals.items():
            self._network.graph.nodes[node].setdefault(column, clean(SEPARATOR.join(sorted(values))))
        for node, attributes in self._network.graph.nodes(data=True):
            attributes.setdefault("label", local_name(node))
            attributes.setdefault("entity_type", "Thing")
        return self._network.graph

    def _statement(self, term: Term) -> StatementView | None:
        iri = _iri(term)
        if not iri.startswith(self._view.base.event("").value):
            return None
        try:
            return self._view.statement(iri)
        except UnknownTerm:
            return None

    def _behind(self, subject: Term, predicate: NamedNode, value: Term) -> list[StatementView]:
        """The statements that a direct triple stands for, by IRI."""
        plain = v.plain_iri(predicate)
        ends = f"?s {v.RDF_SUBJECT} {subject} ; {v.RDF_PREDICATE} {plain} ; {v.RDF_OBJECT} {value} ."
        solutions = cast("QuerySolutions", self._view.store.query(f"SELECT DISTINCT ?s WHERE {{ {ends} }} ORDER BY ?s"))
        statements = [self._view.statement(_iri(cast("NamedNode", solution["s"]))) for solution in solutions]
        planned = plain != predicate
        return [each for each in statements if each.polarity == "positive" and (each.modality in _PLANNED) == planned]

    def _node(self, term: Term) -> str:
        """The id of the node of an entity or any other thing, added where it is not there yet."""
        iri = _iri(term)
        if iri in self._network.entities:
            return self._network.entity_node(iri)
        if iri not in self._network.graph:
            self._network.graph.add_node(iri, iri=iri)
        return iri


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _column(predicate: NamedNode) -> str:
    name = _NAMING.get(predicate) or local_name(predicate.value)
    return f"{name}_" if name in RESERVED else name


def _words(value: Term) -> str:
    return value.value if isinstance(value, Literal) else local_name(_iri(value))
