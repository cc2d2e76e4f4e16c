"""A graph to be read: the store as it is, the same as an rdflib dataset, and its contents as records.

In: a store's path, or quads. Out: View. Touches: reads the store's folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oxrdflib import OxigraphStore
from pyoxigraph import Store
from rdflib import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad


class View:
    """A graph that nobody writes to while it is read."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> View:
        """A graph in memory."""
        store = Store()
        store.bulk_extend(quads)
        return cls(store)

    def dataset(self) -> Dataset:
        """The same graph for rdflib; its default graph is the merged knowledge, not a union."""
        return Dataset(store=OxigraphStore(store=self.store), default_union=False)
