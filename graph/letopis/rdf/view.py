"""A graph to be read: the store as it is, the same as an rdflib dataset, and its contents as records.

In: a store's folder, or quads. Out: View. Touches: reads the store's folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from oxrdflib import OxigraphStore
from pyoxigraph import DefaultGraph, NamedNode, Store
from rdflib import Dataset

from letopis.errors import BadStore, UnknownTerm
from letopis.rdf import articles, readback
from letopis.rdf import vocabulary as v
from letopis.rdf.folder import read_state, snapshot_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from letopis.rdf.articles import ArticleView, ClaimView, EvidenceView, MentionView
    from letopis.rdf.readback import EntityView, StatementView


class View:
    """A graph that nobody changes while it is read. `base` is that of its data, `path` the folder it was opened from.

    Everything is yielded in the order of IRIs unless told otherwise.
    """

    def __init__(self, store: Store, *, base: v.Base | None = None, path: Path | None = None) -> None:
        self.store = store
        self.base = base or v.Base()
        self.path = path

    @classmethod
    def open(cls, path: Path | str) -> View:
        """The last whole snapshot of a store; a build that is running or was killed does not disturb it.

        Raises BadStore if there is none.
        """
        path = Path(path)
        state = read_state(path)
        if state is None:
            raise BadStore(f"there is no store at {path}; make one with: letopis build")
        if not state.snapshot:
            raise BadStore(f"the first build of {path} did not finish; run it again")
        folder = snapshot_folder(path, state.snapshot)
        try:
            store = Store.read_only(str(folder))
        except OSError as error:
            raise BadStore(f"{folder} cannot be read ({error}); delete {path} and build again") from error
        return cls(store, base=v.Base(state.base), path=path)

    @classmethod
    def of(cls, quads: Iterable[Quad], *, base: v.Base | None = None) -> View:
        """A graph in memory, with a default graph only if `quads` have one."""
        store = Store()
        store.bulk_extend(quads)
        return cls(store, base=base)

    def dataset(self) -> Dataset:
        """The same graph for rdflib; its default graph is the merged knowledge, not a union."""
        return Dataset(store=OxigraphStore(store=self.store), default_union=False)

    def entities(self) -> Iterator[EntityView]:
        """All entities."""
        for iri in self._subjects(v.ENTITY_CLASSES.values()):
            yield readback.read_entity(self.store, iri)

    def statements(self) -> Iterator[StatementView]:
        """All events, relations and identities."""
        for iri in self._subjects(readback.STATEMENT_KINDS):
            yield readback.read_statement(self.store, iri)

    def statements_with(self, subject: str | None = None, object_: str | None = None) -> Iterator[StatementView]:
        """Those with an entity as their subject, their object, or each as one of the two."""
        ends = ((v.RDF_SUBJECT, subject), (v.RDF_OBJECT, object_))
        found = [
            {quad.subject for quad in self.store.quads_for_pattern(None, end, NamedNode(iri), DefaultGraph())}
            for end, iri in ends
            if iri is not None
        ]
        nodes = set.intersection(*found) if found else set()
        for node in sorted((node for node in nodes if isinstance(node, NamedNode)), key=lambda node: node.value):
            yield readback.read_statement(self.store, node)

    def articles(self) -> Iterator[ArticleView]:
        """All articles, without their text."""
        graphs = (graph for graph in self.store.named_graphs() if isinstance(graph, NamedNode))
        for graph in sorted(graphs, key=lambda graph: graph.value):
            yield articles.read_article(self.store, graph)

    def entity(self, iri: str) -> EntityView:
        """One entity. Raises UnknownTerm."""
        return readback.read_entity(self.store, self._known(iri, v.ENTITY_CLASSES.values(), "entity"))

    def statement(self, iri: str) -> StatementView:
        """One statement. Raises UnknownTerm."""
        return readback.read_statement(self.store, self._known(iri, readback.STATEMENT_KINDS, "statement"))

    def article(self, iri: str) -> ArticleView:
        """One article. Raises UnknownTerm."""
        node = NamedNode(iri)
        if not self.store.contains_named_graph(node):
            raise UnknownTerm(f"there is no article {iri}")
        return articles.read_article(self.store, node)

    def text(self, article: ArticleView) -> str:
        """The whole text of an article."""
        return articles.read_text(self.store, NamedNode(article.iri))

    def mentions(self, article: ArticleView) -> list[MentionView]:
        """The mentions of an article in order of position, nested ones after what they are in."""
        return articles.read_mentions(self.store, NamedNode(article.iri))

    def claims(self, statement: StatementView) -> list[ClaimView]:
        """The claims about a statement, by article and id."""
        return articles.read_claims(self.store, NamedNode(statement.iri))

    def evidence(self, claim: ClaimView) -> EvidenceView:
        """The words of a claim."""
        return articles.read_evidence(self.store, claim)

    def _subjects(self, kinds: Iterable[NamedNode]) -> list[NamedNode]:
        found = {
            quad.subject
            for kind in kinds
            for quad in self.store.quads_for_pattern(None, v.RDF_TYPE, kind, DefaultGraph())
            if isinstance(quad.subject, NamedNode)
        }
        return sorted(found, key=lambda iri: iri.value)

    def _known(self, iri: str, kinds: Iterable[NamedNode], what: str) -> NamedNode:
        node = NamedNode(iri)
        types = {quad.object for quad in self.store.quads_for_pattern(node, v.RDF_TYPE, None, DefaultGraph())}
        if not types.intersection(kinds):
            raise UnknownTerm(f"there is no {what} {iri}")
        return node
