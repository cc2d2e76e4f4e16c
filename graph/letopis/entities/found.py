"""What the mentions of the model stand for, beside what the rules made of the article.

«[МИД [России]]»: the rules know the body and take the words of the country for a part of its name; the model's
COUNTRY in it stands for the known Россия. Where the rules have a mention of the same thing (the same head word), the
model's stands for what that does, and may tell its kind better: «пневмония» is a Disease, not any Thing.

In: Parsed, Noted, Resolved, Known, FoundKind. Out: Identified. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from letopis.entities.board import balanced
from letopis.entities.known import is_bound, same_as
from letopis.ids import name_key, named_id, scoped_id
from letopis.records.entity import Entity, EntityKind, Identified, Link, Resolved
from letopis.records.mention import IMPLIED, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from letopis.entities.known import Known
    from letopis.lexicon.found import FoundKind
    from letopis.records.mention import Mention, Noted
    from letopis.records.text import Parsed, Span

_NAMED = "name found by the model"
_SAME = "the same name, found by the model"
_KNOWN = "name in the tables of known entities, found by the model"
_MOST = 0.6  # of the words of two mentions, which both have
_SURE_OF_KIND = 0.9  # of a span's type, from which on it mends the kind of what the rules made of it


@dataclass(slots=True)
class _Notebook:
    """Entities by id and by names, links, all growing."""

    entities: dict[str, Entity]
    links: list[Link] = field(default_factory=list)
    names: dict[tuple[EntityKind, str], str] = field(default_factory=dict)

    def note_names(self, entity: Entity) -> None:
        """Makes the entity known by its names, a person also by the surname, to those that come later."""
        keys = {name_key(name) for name in (entity.label, *entity.aliases)}
        if entity.kind is EntityKind.PERSON:
            keys |= {key.split()[-1] for key in keys if key}
        for key in keys:
            self.names.setdefault((entity.kind, key), entity.id)


def identify(
    parsed: Parsed, noted: Sequence[Noted], resolved: Resolved, known: Known, kinds: Mapping[str, FoundKind]
) -> Identified:
    """Everything that the rules resolved, what only the model names, and the link of each of its spans."""
    book = _Notebook({entity.id: entity for entity in resolved.entities}, list(resolved.links))
    for entity in resolved.entities:
        book.note_names(entity)
    spots = parsed.findings.spans if parsed.findings else ()
    places = _places(resolved.links)
    taken = {link.mention.span for link in resolved.links}
    ends: dict[int, Link] = {}
    for note in noted:
        row = kinds[spots[note.spot].type]
        link = _of_rules(note.mention, places, book.entities, row)
        if link:
            _mend(book, link, note.mention, row)
        elif note.mention.span not in taken:
            link = _new(parsed.article.id, note.mention, row, book, known)
            taken.add(note.mention.span)
            book.links += [link] if link else []
        if link:
            ends[note.spot] = link
    entities = tuple(book.entities[key] for key in sorted(book.entities))
    links = tuple(sorted(book.links, key=lambda link: (link.mention.span, link.mention.kind)))
    return Identified(Resolved(entities, links, resolved.holdings), MappingProxyType(ends))


def _places(links: Sequence[Link]) -> dict[int, list[Link]]:
    """The links of mentions with words, by sentence."""
    places: dict[int, list[Link]] = {}
    for link in links:
        if link.mention.rule != IMPLIED and link.mention.kind is not MentionKind.PRONOUN:
            places.setdefault(link.mention.sentence, []).append(link)
    return places


def _of_rules(
    mention: Mention,
    places: Mapping[int, list[Link]],
    entities: Mapping[str, Entity],
    row: FoundKind,
) -> Link | None:
    """The link of the rules' mention of the same thing, of several the one whose words are nearest to these.

    The same thing has the same head, or words of which most are the same.
    """
    own = [
        link
        for link in places.get(mention.sentence, ())
        if entities[link.entity_id].kind in row.takes
        and (link.mention.head == mention.head or _share(link.mention.span, mention.span) >= _MOST)
    ]
    return min(own, key=lambda link: _distance(link.mention.span, mention.span), default=None)


def _share(one: Span, other: Span) -> float:
    common = min(one.stop, other.stop) - max(one.start, other.start)
    return common / (max(one.stop, other.stop) - min(one.start, other.start))


def _distance(one: Span, other: Span) -> int:
    return abs(one.start - other.start) + abs(one.stop - other.stop)


def _mend(book: _Notebook, link: Link, mention: Mention, row: FoundKind) -> None:
    """The kind of an entity that no table knows, where the model tells it better than the rules."""
    entity = book.entities[link.entity_id]
    is_surer = row.kind is not None and mention.score >= _SURE_OF_KIND and link.mention.span == mention.span
    if row.kind and is_surer and entity.kind in row.mends and not entity.same_as:
        book.entities[entity.id] = mended = replace(entity, kind=row.kind)
        book.note_names(mended)


def _new(article: str, mention: Mention, row: FoundKind, book: _Notebook, known: Known) -> Link | None:
    """The link of a mention that the rules do not have: to what is known, to its namesake here, or to a new entity."""
    kind = row.kind or EntityKind.THING
    for candidate in _candidates(row):
        found = book.names.get((candidate, name_key(mention.normal)))
        if found:
            return Link(mention, found, _SAME, mention.score)
    kinds = {kind, *row.takes} - {EntityKind.THING, EntityKind.GROUP}
    for name in (mention.normal, mention.text):
        for known_row in known.find(name, kinds=kinds):
            if not is_bound(known_row, name):
                entity = Entity(known_row.id, known_row.kind, known_row.label, (), same_as(known_row))
                _add(book, entity)
                return Link(mention, entity.id, _KNOWN, mention.score)
    label = balanced(mention.normal)
    if mention.kind is MentionKind.PLACE and label.isascii():
        return None  # «Australian» is a place only in the name that it stands in
    if _is_name(mention.text):
        entity = Entity(named_id(kind, label), kind, label)
    else:
        entity = Entity(scoped_id(article, kind, label), kind, label, article_id=article)
    _add(book, entity)
    return Link(mention, entity.id, _NAMED, mention.score)


def _candidates(row: FoundKind) -> Iterator[EntityKind]:
    if row.kind:
        yield row.kind
    yield from sorted(row.takes - {EntityKind.THING, EntityKind.GROUP, row.kind})


def _add(book: _Notebook, entity: Entity) -> None:
    book.note_names(book.entities.setdefault(entity.id, entity))


def _is_name(text: str) -> bool:
    """Whether the words themselves are a name: a capital, a quotation mark or Latin letters in them."""
    return text[:1].isupper() or any(c in '«"“' or (c.isascii() and c.isalpha()) for c in text) or text != text.lower()
