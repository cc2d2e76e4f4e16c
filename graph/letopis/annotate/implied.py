"""What follows from other relations, and from an adjective beside its noun.

Who is «президент Франции» works for France; in «36-летний российский журналист Петров» age and origin are Петров's.

In: Scene, Ends, what is said. Out: more of the same. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.annotate.ends import Ends, Said
    from letopis.annotate.scene import Scene
    from letopis.records.mention import Mention

_OF_ADJECTIVES = {"AGE": "hasAge", "NATIONALITY": "originsFrom"}
_PLACES = frozenset({"CITY", "STATE_OR_PROVINCE", "COUNTRY"})
_KNOWN = 0.6
_BEARERS = ("PERSON", "PROFESSION")
_HELD = 0.7
_ATTRIBUTE = 0.85


def implied(scene: Scene, ends: Ends, said: Sequence[Said]) -> Iterator[Said]:
    """Offices of those whom a title means, what the holders of offices work for, ages and origins."""
    held = [entry for entry in said if entry[0] == "holdsOffice"]
    held += _meant(scene, ends, {tail for _, _, tail, _ in held})
    yield from held
    holder = {tail: head for _, head, tail, _ in held}
    for ours, office, body, score in said:
        if ours == "officeOf" and office in holder:
            yield "officeOf", holder[office], body, score
    yield from _attributes(scene, ends, holder)
    yield from _countries(scene, ends)


def _countries(scene: Scene, ends: Ends) -> Iterator[Said]:
    """A known city or region and its country, where a sentence names both: once each, the two that stand closest."""
    places: dict[str, list[int]] = {}
    for index, annotation in enumerate(ends.annotations):
        if annotation.type in _PLACES and annotation.entity_id:
            places.setdefault(annotation.entity_id, []).append(index)
    for place, indices in places.items():
        around = places.get(scene.known.country_of(place), [])
        pairs = [
            (abs(ends.annotations[inner].span.start - ends.annotations[outer].span.start), inner, outer)
            for inner in indices
            for outer in around
            if inner != outer and ends.sentence_of(inner) == ends.sentence_of(outer)
        ]
        if pairs:
            _, inner, outer = min(pairs)
            yield "locatedIn", inner, outer, _KNOWN


def _meant(scene: Scene, ends: Ends, known: set[int]) -> list[Said]:
    """A title that stands for somebody whose name is elsewhere in the article: the name before it, else the first."""
    names: dict[str, list[int]] = {}
    for index, annotation in enumerate(ends.annotations):
        if annotation.type == "PERSON" and annotation.entity_id:
            names.setdefault(annotation.entity_id, []).append(index)
    found: list[Said] = []
    for mention in scene.reading.mentions:
        entity = scene.entity_of(mention)
        if mention.kind is not MentionKind.TITLE or entity is None or entity.kind is not EntityKind.PERSON:
            continue
        office = _office(ends, mention)
        places = names.get(entity.id)
        if office is not None and office not in known and places:
            found.append(("holdsOffice", places[max(0, bisect_left(places, office) - 1)], office, _HELD))
    return found


def _office(ends: Ends, mention: Mention) -> int | None:
    """The longest PROFESSION in a title."""
    near = ends.by_sentence.get(ends.sentence(mention.span), ())
    inside = (i for i in near if ends.annotations[i].type == "PROFESSION" and ends.annotations[i].span in mention.span)
    return next(inside, None)


def _attributes(scene: Scene, ends: Ends, holder: dict[int, int]) -> Iterator[Said]:
    """An adjective of age or origin belongs to the office it stands with, or to its holder."""
    for number, indices in ends.by_sentence.items():
        if number < 0:
            continue
        tokens = scene.trees[number].tokens
        for index in indices:
            ours = _OF_ADJECTIVES.get(ends.annotations[index].type)
            if ours is None:
                continue
            span = ends.annotations[index].span
            token = next((t for t in tokens if t.span == span and t.pos in {"ADJ", "NOUN"} and t.head >= 0), None)
            if token is None:
                continue
            bearer = ends.around(tokens[token.head].span, _BEARERS)
            if bearer is not None:
                yield ours, holder.get(bearer, bearer), index, _ATTRIBUTE
