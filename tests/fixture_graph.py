"""Three invented articles as records made by hand, and their graph: what tests of rdf, query and export share.

The texts and entities are files in `fixture/`. They hold every role, modality, bound and kind of statement; the call
of Северов and the number of the dead are in two articles, and whether МВД arrested journalists is disputed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixture import claims as said
from fixture.builder import Builder
from fixture.reading import ARTICLES, parse, read_article, resolve
from letopis.rdf.derive import derive
from letopis.rdf.quads import article_quads
from letopis.rdf.view import View
from letopis.rdf.vocabulary import Base

if TYPE_CHECKING:
    from letopis.records.claim import Claim
    from letopis.records.entity import Resolved
    from letopis.records.text import Article, Parsed

BASE = Base()
FIXTURE_ARTICLES = ARTICLES
_CLAIMS = {"one": said.one, "two": said.two, "three": said.three}


def fixture_articles() -> list[tuple[Article, Parsed, Resolved, tuple[Claim, ...]]]:
    """Article, parse, entities and claims of each, in the order one, two, three."""
    return [_read(name) for name in ARTICLES]


def fixture_view() -> View:
    """The graph of all three in memory, with its default graph derived."""
    view = View.of(
        quad
        for article, parsed, resolved, claims in fixture_articles()
        for quad in article_quads(article, parsed, resolved, claims, base=BASE)
    )
    derive(view.store)
    return view


def _read(name: str) -> tuple[Article, Parsed, Resolved, tuple[Claim, ...]]:
    article = read_article(name)
    parsed = parse(article)
    builder = Builder(name, article.text)
    _CLAIMS[name](builder)
    return article, parsed, resolve(parsed), tuple(builder.claims)
