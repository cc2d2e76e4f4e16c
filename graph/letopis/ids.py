"""Every identifier is minted here and nowhere else.

Identifiers are local names: letters, digits, `_` and `-` only, so that Turtle can abbreviate them. They are hashes of
content, or known ids, and so the same from run to run and on every machine.

In: strings. Out: local names. Touches: nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SEPARATOR = "\x1f"


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:16]


def name_key(name: str) -> str:
    """The form of a name under which equal names are equal: case, ё, quotes and spacing do not count."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return " ".join(re.findall(r"[\w]+", folded))


def article_id(key: str) -> str:
    """For an article known by its URL, else by its publisher's id, else by its file's name."""
    return f"a{digest('article', key)}"


def known_id(source: str, value: str) -> str:
    """For an entity with a public id: `Q159` of Wikidata, `gn608668` of GeoNames, else a curated slug."""
    return {"wikidata": value, "geonames": f"gn{value}"}.get(source, f"k-{value}")


def named_id(kind: str, name: str) -> str:
    """For an entity that its name identifies in any article."""
    return f"n{digest('named', kind, name_key(name))}"


def scoped_id(article: str, kind: str, name: str, discriminator: str = "") -> str:
    """For an entity that is known only inside one article."""
    return f"u{digest('scoped', article, kind, name_key(name), discriminator)}"


def statement_id(kind: str, predicate: str, roles: list[tuple[str, str]], context: list[str]) -> str:
    """For an event, relation or identity: what happens, who takes part, and what tells it from others of the kind.

    The order of `roles` and of `context` does not count.
    """
    prefix = {"event": "e", "relation": "r", "identity": "i"}[kind]
    return prefix + digest(
        kind, predicate, *sorted(f"{role}:{entity}" for role, entity in roles), "|", *sorted(context)
    )


def claim_id(article: str, statement: str, start: int, stop: int, *stance: str) -> str:
    """For what one sentence of one article says of a statement; `stance` tells claims of the same words apart."""
    return f"c{digest(article, statement, str(start), str(stop), *stance)}"


def text_id(article: str, start: int, stop: int) -> str:
    """For a stretch of an article's text, in code points."""
    return f"{article}_{start}_{stop}"
