"""What the graph says, read back as records for those who export or show it.

`ev:e1` with its roles, times, numbers and fused values is one `StatementView`; «МВД сообщило» is in its `speakers`.

In: a pyoxigraph store. Out: frozen records; tuples are sorted. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from letopis.rdf import vocabulary as v
from letopis.rdf.names import local_id
from letopis.records.claim import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import BlankNode, Store, Triple

    Graph = NamedNode | BlankNode | DefaultGraph
    Subject = NamedNode | BlankNode | Triple

HERE = DefaultGraph()
STATEMENT_KINDS = {v.SEM_EVENT: ClaimKind.EVENT, v.RELATION: ClaimKind.RELATION, v.IDENTITY: ClaimKind.IDENTITY}
_ROLES = sorted(v.ROLES.items())
_BOUNDS = {iri: name for name, iri in v.BOUNDS.items()}


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity; `kind` is the name of its class: `Person`. `scope`: id of the only article that knows it."""

    id: str
    iri: str
    kind: str
    label: str
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    scope: str | None


@dataclass(frozen=True, slots=True)
class QuantityView:
    """A number as said (`label`), and what it counts (an entity's IRI)."""

    value: float
    upper: float | None
    bound: str
    unit: str
    label: str
    counts: str | None


@dataclass(frozen=True, slots=True)
class StatementView:
    """An event, relation or identity with its fused values.

    `predicate`, `subject`, `object`, roles and speakers are IRIs; `literal` is the other name that an identity gives,
    or the words of an age.
    `classes` are names below `sem:Event`, of the ontology. `stamps`, `begins`, `ends` are dates, months or years;
    `polarity` and `modality` the names of their values in lower case, polarity also `disputed`. `articles` are ids.
    """

    id: str
    iri: str
    kind: ClaimKind
    classes: tuple[str, ...]
    label: str
    lemma: str
    predicate: str
    subject: str | None
    object: str | None
    literal: str | None
    roles: tuple[tuple[str, str], ...]
    timexes: tuple[str, ...]
    durations: tuple[str, ...]
    as_of: tuple[str, ...]
    stamps: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    earliest: str | None
    latest: str | None
    quantities: tuple[QuantityView, ...]
    polarity: str
    modality: str
    speakers: tuple[str, ...]
    claim_count: int
    articles: tuple[str, ...]

    @property
    def article_count(self) -> int:
        """How many articles say it."""
        return len(self.articles)


class Properties:
    """The values of one subject in one graph, by property."""

    __slots__ = ("_values",)

    def __init__(self, store: Store, subject: Subject, graph: Graph) -> None:
        self._values: dict[NamedNode, list[NamedNode | Literal]] = {}
        for quad in store.quads_for_pattern(subject, None, None, graph):
            if isinstance(quad.object, NamedNode | Literal):
                self._values.setdefault(quad.predicate, []).append(quad.object)

    def nodes(self, predicate: NamedNode) -> list[NamedNode]:
        """Values that are IRIs, sorted."""
        found = (value for value in self._values.get(predicate, ()) if isinstance(value, NamedNode))
        return sorted(found, key=lambda node: node.value)

    def all(self, predicate: NamedNode) -> tuple[str, ...]:
        """Values as text, sorted."""
        return tuple(sorted(value.value for value in self._values.get(predicate, ())))

    def one(self, predicate: NamedNode) -> str | None:
        """The first value as text, None if there is none."""
        return next(iter(self.all(predicate)), None)

    def number(self, predicate: NamedNode) -> float | None:
        """The first value as a number."""
        found = self.one(predicate)
        return None if found is None else float(found)

    def name(self, predicate: NamedNode) -> str:
        """The local name of the first value in lower case, empty if there is none."""
        found = self.nodes(predicate)
        return local_id(found[0]).lower() if found else ""


def read_entity(store: Store, iri: NamedNode) -> EntityView:
    """An entity of the default graph."""
    has = Properties(store, iri, HERE)
    scope = has.nodes(v.SCOPE)
    return EntityView(
        id=local_id(iri),
        iri=iri.value,
        kind=next((local_id(kind) for kind in has.nodes(v.RDF_TYPE) if kind in _ENTITY_KINDS), ""),
        label=has.one(v.RDFS_LABEL) or "",
        aliases=has.all(v.ALT_LABEL),
        same_as=has.all(v.SAME_AS),
        scope=local_id(scope[0]) if scope else None,
    )


def read_statement(store: Store, iri: NamedNode) -> StatementView:
    """A statement of the default graph; its articles are those of its claims."""
    has = Properties(store, iri, HERE)
    kinds = has.nodes(v.RDF_TYPE)
    kind = next(name for node, name in STATEMENT_KINDS.items() if node in kinds)
    object_nodes = has.nodes(v.RDF_OBJECT)
    return StatementView(
        id=local_id(iri),
        iri=iri.value,
        kind=kind,
        classes=tuple(local_id(node) for node in kinds if node not in STATEMENT_KINDS),
        label=has.one(v.RDFS_LABEL) or "",
        lemma=has.one(v.LEMMA_OF) or "",
        predicate=has.one(v.RDF_PREDICATE) or "",
        subject=has.one(v.RDF_SUBJECT),
        object=object_nodes[0].value if object_nodes else None,
        literal=None if object_nodes else has.one(v.RDF_OBJECT),
        roles=tuple((role.value, filler) for role, node in _ROLES for filler in has.all(node)),
        timexes=has.all(v.TIMEX),
        durations=has.all(v.DURATION),
        as_of=has.all(v.AS_OF),
        stamps=has.all(v.TIME_STAMP),
        begins=has.all(v.BEGIN_TIME),
        ends=has.all(v.END_TIME),
        earliest=has.one(v.EARLIEST),
        latest=has.one(v.LATEST),
        quantities=_quantities(store, has.nodes(v.HAS_QUANTITY)),
        polarity=has.name(v.POLARITY),
        modality=has.name(v.MODALITY),
        speakers=has.all(v.ATTRIBUTED_TO),
        claim_count=int(has.one(v.CLAIM_COUNT) or 0),
        articles=_articles(store, iri),
    )


_ENTITY_KINDS = frozenset(v.ENTITY_CLASSES.values())


def _quantities(store: Store, nodes: Iterable[NamedNode]) -> tuple[QuantityView, ...]:
    return tuple(_quantity(Properties(store, node, HERE)) for node in nodes)


def _quantity(has: Properties) -> QuantityView:
    return QuantityView(
        value=has.number(v.VALUE) or 0.0,
        upper=has.number(v.UPPER),
        bound=next((_BOUNDS[node] for node in has.nodes(v.BOUND) if node in _BOUNDS), ""),
        unit=has.one(v.UNIT) or "",
        label=has.one(v.RDFS_LABEL) or "",
        counts=has.one(v.COUNTS),
    )


def _articles(store: Store, statement: NamedNode) -> tuple[str, ...]:
    graphs = {quad.graph_name for quad in store.quads_for_pattern(None, v.ABOUT, statement, None)}
    return tuple(sorted(local_id(graph) for graph in graphs if isinstance(graph, NamedNode)))
