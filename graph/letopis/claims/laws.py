"""What an article of a code of law is part of, and what it is about: «ст. 105 УК (убийство)».

In: Scene. Out: Event of kind relation; other names by the mention; whether words tell what a law is about.
Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letopis.claims.making import relation
from letopis.claims.scene import Filler
from letopis.records.claim import Predicate
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.making import Event
    from letopis.claims.scene import Scene
    from letopis.records.mention import Mention

PART_OF = Predicate("partOf", "часть", "Relation")
_ARTICLE, _CODE = "article of a law", "code of law"
_CODES = frozenset({"УК", "КоАП"})
_ABOUT = re.compile(r"\s?\([«\"]?(?P<about>[А-ЯЁа-яё][^()«»\"\d:;]{3,120})(?:;[^()]*)?[»\"]?\)")
_BETWEEN = re.compile(r",\s|\sи\s")


def parts_of_laws(scene: Scene, number: int) -> Iterator[Event]:
    """Each article with the code that is named next after it."""
    mentions = scene.mentions.get(number, ())
    codes = [m for m in mentions if m.rule == _CODE]
    for mention in mentions:
        code = next((c for c in codes if c.span.stop >= mention.span.stop), None)
        link, other = scene.link(mention), scene.link(code) if code else None
        if mention.rule == _ARTICLE and code and link and other:
            left = Filler(scene.entities[link.entity_id], mention.span, mention.head, 1.0)
            right = Filler(scene.entities[other.entity_id], code.span, code.head, 1.0)
            yield relation(number, PART_OF, left, right, "article of a code of law")


def subjects_of_laws(scene: Scene, number: int) -> Iterator[tuple[Mention, Span]]:
    """What the bracket after articles says that they are about: one phrase for one, as many as there are for more."""
    articles = [m for m in scene.mentions.get(number, ()) if m.rule == _ARTICLE]
    row: list[Mention] = []
    for mention in articles:
        row.append(mention)
        about = _ABOUT.match(scene.article.text, mention.span.stop)
        if about is None:
            if mention.text[-1].isalpha():  # the code ends a row
                row = []
            continue
        yield from zip(row, _phrases(about, len(row)), strict=False)
        row = []


def is_of_law(scene: Scene, number: int, span: Span) -> bool:
    """Whether the words stand in a bracket after an article of law: what it punishes, not what somebody did."""
    text = scene.article.text
    laws = [m.span.stop for m in scene.mentions.get(number, ()) if m.rule in {_ARTICLE, _CODE}]
    laws += [t.span.stop for t in scene.trees[number].tokens if t.text in _CODES]  # «КоАП» of an article before a stop
    return any(
        text[stop : stop + 2].strip().startswith("(") and ")" not in text[stop : span.start]
        for stop in laws
        if stop < span.start
    )


def _phrases(about: re.Match[str], count: int) -> list[Span]:
    if count == 1:
        return [Span(*about.span("about"))]
    start, bounds = about.start("about"), [0]
    for gap in _BETWEEN.finditer(about["about"]):
        bounds += [gap.start(), gap.end()]
    bounds.append(len(about["about"]))
    spans = [Span(start + a, start + b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]
    return spans if len(spans) == count else []
