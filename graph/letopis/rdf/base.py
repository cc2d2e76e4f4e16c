"""IRIs of data and their local names.

`Base().entity("Q159")` is `<https://letopis.example/data/entity/Q159>`.

In: local names of `letopis.ids`. Out: Base, local_name, local_id. Touches: nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import NamedNode

from letopis.rdf.namespaces import DATA, PREFIXES


def local_name(words: str) -> str:
    """Words as the last part of an IRI: blanks become `_`, all but letters, digits, `_` and `-` is percent-encoded.

    >>> local_name("выйти в отставку")
    'выйти_в_отставку'
    >>> local_name("24/7")
    '24%2F7'
    """
    joined = "_".join(unicodedata.normalize("NFC", words).split())
    return re.sub(r"[^\w-]", lambda found: quote(found[0], safe=""), joined)


def local_id(iri: NamedNode) -> str:
    """The identifier that a data IRI was made of."""
    return iri.value.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Base:
    """Where the IRIs of data live; `iri` ends with a slash."""

    iri: str = DATA

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*/", self.iri):
            raise ValueError(f"base {self.iri!r} is not an absolute IRI that ends with a slash")

    def entity(self, identifier: str) -> NamedNode:
        """An entity's IRI."""
        return NamedNode(f"{self.iri}entity/{identifier}")

    def event(self, identifier: str) -> NamedNode:
        """A statement's IRI."""
        return NamedNode(f"{self.iri}event/{identifier}")

    def article(self, identifier: str) -> NamedNode:
        """An article's IRI, also that of its graph."""
        return NamedNode(f"{self.iri}article/{identifier}")

    def claim(self, identifier: str) -> NamedNode:
        """A claim's IRI."""
        return NamedNode(f"{self.iri}claim/{identifier}")

    def text(self, identifier: str) -> NamedNode:
        """The IRI of a stretch of text."""
        return NamedNode(f"{self.iri}text/{identifier}")

    def quantity(self, identifier: str) -> NamedNode:
        """A quantity's IRI."""
        return NamedNode(f"{self.iri}quantity/{identifier}")

    def prefixes(self) -> dict[str, str]:
        """All prefixes of this package and those of the data."""
        names = {"ent": "entity", "ev": "event", "art": "article", "claim": "claim", "text": "text", "qty": "quantity"}
        return PREFIXES | {prefix: f"{self.iri}{name}/" for prefix, name in names.items()}
