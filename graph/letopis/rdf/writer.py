"""Articles into a store on disk: one writer at a time, safe to kill at any moment and to repeat.

An article's graph is replaced in one transaction. New articles are collected and written in large steps; what was
collected when the process died is simply not there, and is written again by the next build.

In: quads of articles. Out: a store that `View.open` reads. Touches: the store's folder.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store

from letopis.errors import BadStore
from letopis.rdf import vocabulary as v
from letopis.rdf.derive import KNOWLEDGE, derive, knowledge_subjects
from letopis.rdf.folder import State, disk_errors, read_state, snapshot_folder, work_folder, write_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

# Quads that are collected before they are written: of 10, 30, 100 and 300 thousand the fastest on 416,200 quads
# (4.7, 3.7, 2.7, 4.7 s; one transaction an article takes 9.4 s).
_STEP = 100_000


class Writer:
    """The only one who changes a store. Leaving the context finishes the work unless an error ends it."""

    def __init__(self, path: Path | str, *, base: v.Base | None = None) -> None:
        """Raises BadStore if the folder is no store, has another base, or has another writer."""
        self.path = Path(path)
        self.base = base or v.Base()
        if read_state(self.path) is None:
            write_state(self.path, State(self.base.iri))
        self.store = self._lock()
        self._state = read_state(self.path) or State(self.base.iri)
        if self._state.base != self.base.iri:
            raise BadStore(
                f"{self.path} has the base {self._state.base}, not {self.base.iri}; use that, or another folder"
            )
        self._collected: list[Quad] = []
        self._collected_articles: set[NamedNode] = set()
        whole = not self._state.finished or not any(True for _ in self.store.named_graphs())
        self._changed: set[NamedNode] | None = None if whole else set()  # None: derive all

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
        self.close()

    def close(self) -> None:
        """Let others write. What is not finished is taken up by the next writer."""
        del self.store

    def has(self, article_id: str, text_sha256: str) -> bool:
        """Whether the article is there with this very text."""
        node = self.base.article(article_id)
        if node in self._collected_articles:
            self._write_collected()
        return Quad(node, v.TEXT_SHA256, Literal(text_sha256), node) in self.store

    def write(self, quads: Sequence[Quad]) -> None:
        """Add an article's graph, or put it in the place of the one that is there."""
        (graph,) = {quad.graph_name for quad in quads}
        if not isinstance(graph, NamedNode):
            raise BadStore(f"{graph} is not the graph of an article")
        self._begin()
        if graph in self._collected_articles:
            self._write_collected()
        self._note(quad.subject for quad in quads if quad.predicate == v.RDF_TYPE and quad.object in KNOWLEDGE)
        if self.store.contains_named_graph(graph):
            self._replace(graph, quads)
            return
        self._collected += quads
        self._collected_articles.add(graph)
        if len(self._collected) >= _STEP:
            self._write_collected()

    def remove(self, article_id: str) -> bool:
        """Withdraw an article; False if it is not there."""
        self._write_collected()
        graph = self.base.article(article_id)
        if not self.store.contains_named_graph(graph):
            return False
        self._begin()
        self._note(knowledge_subjects(self.store, graph=graph))
        with disk_errors(self.path):
            self.store.remove_graph(graph)
        return True

    def finish(self) -> None:
        """Derive what changed and let readers see it. Does nothing if nothing changed."""
        self._write_collected()
        if self._state.finished and self._state.snapshot:
            return
        with disk_errors(self.path):
            derive(self.store, subjects=self._changed)
            if self._changed is None:
                self.store.optimize()
            self.store.flush()
            self._publish()
        self._changed = set()

    def _lock(self) -> Store:
        try:
            return Store(str(work_folder(self.path)))
        except OSError as error:
            raise BadStore(
                f"{self.path} cannot be opened for writing ({error}); if another build uses it, wait for that to end"
            ) from error

    def _begin(self) -> None:
        if self._state.finished:
            self._state = replace(self._state, finished=False)
            write_state(self.path, self._state)

    def _note(self, subjects: Iterable[object]) -> None:
        if self._changed is not None:
            self._changed.update(subject for subject in subjects if isinstance(subject, NamedNode))

    def _replace(self, graph: NamedNode, quads: Sequence[Quad]) -> None:
        self._note(knowledge_subjects(self.store, graph=graph))
        lines = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
        with disk_errors(self.path):
            self.store.update(f"DROP GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{ {lines} }} }}")

    def _write_collected(self) -> None:
        with disk_errors(self.path):
            if len(self._collected) >= _STEP:
                self.store.bulk_extend(self._collected)
            else:
                self.store.extend(self._collected)
        self._collected = []
        self._collected_articles = set()

    def _publish(self) -> None:
        """A new snapshot; the one before stays for those who read it now."""
        number = self._state.snapshot + 1
        folder = snapshot_folder(self.path, number)
        shutil.rmtree(folder, ignore_errors=True)
        self.store.backup(str(folder))
        self._state = replace(self._state, snapshot=number, finished=True)
        write_state(self.path, self._state)
        for old in self.path.glob("snapshot-*"):
            if old not in (folder, snapshot_folder(self.path, number - 1)):
                shutil.rmtree(old)
