"""The default graph, derived from the graphs of the articles and from nothing else.

Three articles say that Токаев asked for help, one of them in its own words: the statement is `lo:Actual`, has three
claims, and `ent:tokayev lo:asksFor ent:help` holds once.

In: a pyoxigraph store. Out: the quads of its default graph. Touches: the default graph of that store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad

from letopis.rdf import vocabulary as v
from letopis.rdf.fuse import direct_triple, fused_pairs, merged_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions, Store

HERE = DefaultGraph()
_WITH_OWN_NODE = (v.SEM_EVENT, v.RELATION, v.IDENTITY, v.QUANTITY)
KNOWLEDGE = (*v.ENTITY_CLASSES.values(), *_WITH_OWN_NODE)
_OF_ENTITIES = frozenset({v.RDF_TYPE, v.RDFS_LABEL, v.ALT_LABEL, v.SAME_AS, v.SCOPE})


def derive(store: Store, *, subjects: Iterable[NamedNode] | None = None) -> None:
    """Renew the default graph, or only what it says of `subjects`.

    After articles were written or removed, the second with all entities, statements and quantities of their old and
    new graphs gives what the first gives.
    """
    if subjects is None:
        store.clear_graph(HERE)
        store.bulk_extend(fresh_quads(store))
        return
    for subject in subjects:
        _renew(store, subject)


def fresh_quads(store: Store) -> Iterator[Quad]:
    """The whole default graph as the article graphs have it now; a direct triple comes once for each statement."""
    for subject in knowledge_subjects(store):
        yield from _quads_about(store, subject)


def differences(store: Store) -> Iterator[tuple[Quad, bool]]:
    """Where the default graph is not what the article graphs give: quads with whether they ought to be there."""
    subjects = knowledge_subjects(store)
    for quad in store.quads_for_pattern(None, None, None, HERE):
        if isinstance(quad.subject, NamedNode):
            subjects.add(quad.subject)
        else:
            yield quad, False
    for subject in sorted(subjects, key=str):
        wanted = set(_quads_about(store, subject))
        held = list(store.quads_for_pattern(subject, None, None, HERE))
        for quad in sorted(wanted, key=str):
            if quad not in store:
                yield quad, True
        for quad in held:
            if quad not in wanted and not _has_statement(store, quad):
                yield quad, False


def knowledge_subjects(store: Store, *, graph: NamedNode | None = None) -> set[NamedNode]:
    """The entities, statements and quantities that the article graphs, or one of them, speak of."""
    found: set[NamedNode] = set()
    for kind in KNOWLEDGE:
        quads = store.quads_for_pattern(None, v.RDF_TYPE, kind, graph)
        found.update(_named_subjects(quad for quad in quads if quad.graph_name != HERE))
    return found


def _named_subjects(quads: Iterable[Quad]) -> Iterator[NamedNode]:
    return (quad.subject for quad in quads if isinstance(quad.subject, NamedNode))


def _quads_about(store: Store, subject: NamedNode) -> list[Quad]:
    """What the default graph must say of a subject, with the direct triple of a statement."""
    stated = [quad for quad in store.quads_for_pattern(subject, None, None, None) if quad.graph_name != HERE]
    pairs = merged_pairs(_own(stated))
    if v.RDF_PREDICATE in pairs:
        pairs |= fused_pairs(store, subject)
    quads = [Quad(subject, predicate, value, HERE) for predicate, values in pairs.items() for value in values]
    direct = direct_triple(subject, pairs)
    return [*quads, direct] if direct is not None else quads


def _quads_held(store: Store, subject: NamedNode) -> list[Quad]:
    """What the default graph says of a subject now, in the same sense."""
    held = _own(list(store.quads_for_pattern(subject, None, None, HERE)))
    direct = direct_triple(subject, merged_pairs(held))
    return [*held, direct] if direct is not None else held


def _own(quads: list[Quad]) -> list[Quad]:
    """All that is said of a statement or quantity; of an entity only its own properties, not its direct triples."""
    if any(quad.predicate == v.RDF_TYPE and quad.object in _WITH_OWN_NODE for quad in quads):
        return quads
    return [quad for quad in quads if quad.predicate in _OF_ENTITIES]


def _renew(store: Store, subject: NamedNode) -> None:
    held, wanted = set(_quads_held(store, subject)), set(_quads_about(store, subject))
    for quad in held - wanted:
        store.remove(quad)
    store.extend(wanted - held)
    for quad in held - wanted:
        if quad.subject != subject and _has_statement(store, quad):
            store.add(quad)


def _has_statement(store: Store, direct: Quad) -> bool:
    """Whether a statement in the default graph asks for a direct triple; of an intransitive event its object does."""
    plain = v.plain_iri(direct.predicate)
    ends = f"?s {v.RDF_SUBJECT} {direct.subject} ; {v.RDF_OBJECT} {direct.object} ; {v.RDF_PREDICATE} {plain} ."
    found = cast("QuerySolutions", store.query(f"SELECT ?s WHERE {{ {ends} }}"))
    statements = [direct.object, *(solution["s"] for solution in found)]
    return any(isinstance(node, NamedNode) and _direct_held(store, node) == direct for node in statements)


def _direct_held(store: Store, statement: NamedNode) -> Quad | None:
    return direct_triple(statement, merged_pairs(store.quads_for_pattern(statement, None, None, HERE)))
