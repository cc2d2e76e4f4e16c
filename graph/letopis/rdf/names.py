"""Local names of IRIs.

In: words, IRIs. Out: text. Touches: nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pyoxigraph import NamedNode


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
