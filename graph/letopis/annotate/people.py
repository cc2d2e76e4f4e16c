"""What people are by office and origin: PROFESSION and NATIONALITY.

«бывший [[президент] [США]]» is an office with its place, and the office alone; «[российский] журналист» comes from
Russia, «российский президент» presides over it.

In: Scene. Out: Annotation, in no order. Touches: nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from letopis.annotate.names import ADJECTIVE, INHABITANT
from letopis.lexicon.tables import fold
from letopis.records.mention import MentionKind
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.annotate.scene import Scene
    from letopis.lexicon.tables import Lexicon
    from letopis.records.annotation import Annotation
    from letopis.records.mention import Mention

_TITLES = frozenset({MentionKind.TITLE, MentionKind.GROUP})
_POSTS = frozenset({"office", "profession", "rank"})
_FORMER = "экс-"
_ADJECTIVAL = ("ый", "ий", "ой")
_MORE = frozenset({"главный", "федеральный", "верховный"})


def professions(scene: Scene) -> Iterator[Annotation]:
    """Offices and professions, with what they are of and by themselves."""
    for mention in scene.reading.mentions:
        if mention.kind in _TITLES:
            yield from _profession(scene, mention)


def _profession(scene: Scene, mention: Mention) -> Iterator[Annotation]:
    head = scene.head(mention)
    row = scene.lexicon.titles.get(fold(head.lemma))
    if row is None or head.pos == "VERB":
        return
    word = scene.nerel.words.get((fold(head.lemma), head.pos))
    needs_more = word is not None and word.use == "phrase"
    start = _start(scene, mention)
    goes_on = mention.span.stop > head.span.stop
    entity = scene.office_of(mention)
    if row.kind == "role":
        if needs_more and goes_on and _names_something(scene, mention):
            yield scene.annotation(Span(start, mention.span.stop), "Office", entity)
    elif row.kind in _POSTS:
        if goes_on and row.kind == "office":
            yield scene.annotation(Span(start, mention.span.stop), "Office", entity)
        if not needs_more or start < head.span.start:
            yield scene.annotation(Span(start, head.span.stop), "Office", None if goes_on else entity)


def _start(scene: Scene, mention: Mention) -> int:
    """Where the office begins: «бывший», «российский» and the like are not of it, «генеральный» is."""
    tokens = scene.trees[mention.sentence].tokens
    first = mention.head
    while first and tokens[first - 1].pos == "ADJ" and fold(tokens[first - 1].lemma) in titular(scene.lexicon):
        first -= 1
    return max(tokens[first].span.start, mention.span.start) + (len(_FORMER) if is_former(tokens[first].text) else 0)


def is_former(word: str) -> bool:
    """«экс-президент»: the office is what follows."""
    return word.lower().startswith(_FORMER)


@cache
def _titular(keys: frozenset[str]) -> frozenset[str]:
    firsts = {key.split()[0] for key in keys if " " in key}
    return frozenset(word for word in firsts if word.endswith(_ADJECTIVAL)) | _MORE


def titular(lexicon: Lexicon) -> frozenset[str]:
    """Adjectives that belong to an office."""
    return _titular(frozenset(lexicon.titles))


def _names_something(scene: Scene, mention: Mention) -> bool:
    return any(token.text[:1].isupper() for token in scene.tokens(mention) if token.span.start > mention.span.start)


def nationalities(scene: Scene) -> Iterator[Annotation]:
    """Inhabitants, and the adjectives of people who hold no office of the place."""
    for mention in scene.reading.mentions:
        if mention.kind is MentionKind.GROUP:
            head = scene.head(mention)
            row = scene.lexicon.adjectives.get(fold(head.lemma))
            if row and head.pos == "NOUN":
                yield scene.annotation(head.span, "nationality")
        if mention.kind is not MentionKind.PLACE:
            continue
        if mention.rule == INHABITANT or (mention.rule == ADJECTIVE and _is_origin(scene, mention)):
            yield scene.annotation(mention.span, "nationality", scene.entity_of(mention))


def _is_origin(scene: Scene, mention: Mention) -> bool:
    """Whether the adjective belongs to somebody who does not work for the place."""
    tokens = scene.trees[mention.sentence].tokens
    above = tokens[mention.head].head
    if above < 0:
        return False
    row = scene.lexicon.titles.get(fold(tokens[above].lemma))
    return row is not None and not row.is_held
