"""Which place is in, or near, which: «в Советске и Венёве в Тульской области», «Энфилд близ Галифакса».

Places that follow one another in a sentence form a chain; the words between two of them say how they stand to each
other. A place is only ever in one of a higher rank.

In: Scene. Out: Event of kind relation. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.claims.making import relation
from letopis.claims.scene import PLACES, Filler
from letopis.lexicon.tables import fold
from letopis.records.claim import Predicate
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.claims.making import Event
    from letopis.claims.scene import Scene
    from letopis.records.mention import Mention

LOCATED_IN = Predicate("locatedIn", "находиться в", "Relation")
NEAR = Predicate("near", "рядом с", "Relation")
BY_ADJECTIVE = "relational adjective"
BY_NOUN = "noun for a place"
_RANKS = {EntityKind.PLACE: 1.0, EntityKind.CITY: 1.0, EntityKind.REGION: 2.0, EntityKind.COUNTRY: 3.0}
_PARTS_OF_REGIONS = frozenset({"район", "округ", "уезд", "волость"})
_INSIDE = frozenset({"в", "во", "на"})
_HOLDING = _INSIDE | {"близ", "возле", "около", "под", "у"}
_BESIDE = frozenset(
    {"близ", "вблизи", "возле", "около", "рядом с", "недалеко от", "неподалеку от", "под", "напротив", "в районе"}
)
_AND = frozenset({",", "и", "и в", ", в", "а также", "а также в", ", а также", ", а также в"})


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the chain: `start` and `stop` with its noun («городе Светогорске»), `token` the head of that."""

    filler: Filler
    start: int
    stop: int
    token: int
    rank: float
    is_named: bool


def whereabouts(scene: Scene, number: int) -> Iterator[Event]:
    """Places in places, near places, and bodies in cities."""
    stops = _stops(scene, number)
    yield from _chained(scene, number, stops)
    yield from _bodies(scene, number)
    for mention in scene.mentions.get(number, ()):
        if mention.rule == BY_NOUN:
            yield from _described(scene, number, mention)
        elif mention.rule == BY_ADJECTIVE:
            yield from _of_adjective(scene, number, mention)


def _stops(scene: Scene, number: int) -> list[Stop]:
    """The places of a sentence in order; a noun right before its name is one with it, a noun alone is unnamed."""
    found: list[Stop] = []
    mentions = [m for m in scene.mentions.get(number, ()) if m.kind is MentionKind.PLACE and m.rule != BY_ADJECTIVE]
    for mention in mentions:
        filler = scene.filler(number, mention.head)
        if filler is None or filler.entity.kind not in PLACES:
            continue
        start, token = mention.span.start, mention.head
        last = found[-1] if found else None
        if last and mention.span.stop <= last.stop:
            continue
        if last and not last.is_named and _is_name_of(scene, last, mention):
            start, token = last.start, last.token
            found.pop()
        is_named = mention.rule != BY_NOUN or any(m.span in mention.span and m.rule != BY_NOUN for m in mentions)
        found.append(Stop(filler, start, mention.span.stop, token, rank_of(filler), is_named))
    return found


def _is_name_of(scene: Scene, noun: Stop, mention: Mention) -> bool:
    is_beside = not scene.article.text[noun.stop : mention.span.start].strip(' \xa0«"')
    return is_beside and mention.rule != BY_NOUN


def rank_of(filler: Filler) -> float:
    """How large a place is, as its kind and its words say."""
    words = {fold(word) for word in filler.entity.label.split()}
    return 1.5 if words & _PARTS_OF_REGIONS else _RANKS[filler.entity.kind]


def _chained(scene: Scene, number: int, stops: Sequence[Stop]) -> Iterator[Event]:
    group: list[Stop] = []
    for place, stop in enumerate(stops):
        last = stops[place - 1] if place else None
        link = _link(scene, number, last, stop) if last else ""
        is_smaller = last is not None and last.rank < stop.rank
        if last and link == "near" and last.is_named and stop.is_named:
            yield relation(number, NEAR, last.filler, stop.filler, "place near a place")
            group.append(stop)
        elif last and link == "and" and last.rank == stop.rank:
            group.append(stop)
        else:
            inner = [] if not is_smaller else group if link == "in" else [last] if link == "of" else []
            for part in inner:
                if part and part.is_named and stop.is_named and part.filler.entity.id != stop.filler.entity.id:
                    yield relation(number, LOCATED_IN, part.filler, stop.filler, "place within a place")
            group = [stop]


def _link(scene: Scene, number: int, left: Stop, right: Stop) -> str:
    """How two neighbours stand to each other: of, in, near, and; empty where nothing is said."""
    tree, text = scene.trees[number], scene.article.text
    between = " ".join(fold(text[left.stop : right.start]).replace("ё", "е").split())
    own, other = (tree.tokens[i].feats.get("Case") for i in (left.token, right.token))
    if between in {"", "("}:
        is_closed = not between or text[right.stop : right.stop + 1] == ")"
        is_genitive = between == "" and other == "Gen"
        return "of" if is_genitive or (between and is_closed) else ""
    if between in _INSIDE and other == "Loc":
        is_below = right.token in {*tree.children(left.token, "nmod"), *tree.children(left.filler.token, "nmod")}
        is_held = own == "Loc" or tree.cases(left.token) & _HOLDING
        return "in" if is_held or is_below else ""
    if between in _BESIDE and (own in {"Loc", "Nom"} or tree.cases(left.token) & _INSIDE) and left.rank <= right.rank:
        return "near"
    return "and" if between in _AND and (own == other or tree.cases(left.token)) else ""


def _bodies(scene: Scene, number: int) -> Iterator[Event]:
    """«федеральный суд Сан-Франциско», «больница в Каире», «прокуратура города Павия»."""
    tree = scene.trees[number]
    for mention in scene.mentions.get(number, ()):
        if mention.rule not in {BY_NOUN, "noun for an organisation"}:
            continue
        body = scene.filler(number, mention.head)
        if body is None or body.entity.article_id is None or body.entity.kind not in _HOUSED:
            continue
        for child in tree.children(mention.head, "nmod"):
            case, prepositions = tree.tokens[child].feats.get("Case"), tree.cases(child)
            city = _named_place(scene, number, child)
            is_of = case == "Gen" and not prepositions and scene.lemma(number, mention.head) not in _PARTS
            is_of = is_of and child > mention.head
            is_within = is_of or (case == "Loc" and prepositions <= _INSIDE)
            if city and is_within and city.entity.kind is EntityKind.CITY:
                yield relation(number, LOCATED_IN, body, city, "body in a city")


_HOUSED = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE})
_PARTS = frozenset(
    {"центр", "окраина", "сторона", "берег", "часть", "пригород", "территория", "объединение", "метро"}
    | {"улица", "проспект", "бульвар", "переулок", "проезд", "шоссе", "набережная"}  # «проспект Кирова» is not in Kirov
)


def _named_place(scene: Scene, number: int, index: int) -> Filler | None:
    """The place at a noun, or the name after the noun: «города Павия»."""
    tree = scene.trees[number]
    for child in (index, *tree.children(index, "appos", "flat", "nmod")):
        mention = scene.mention_at(number, child)
        if mention is None or mention.rule == BY_NOUN or (child != index and tree.cases(child)):
            continue
        filler = scene.filler(number, child)
        if filler and filler.entity.kind in PLACES and filler.entity.article_id is None:
            return filler
    return None


def _described(scene: Scene, number: int, mention: Mention) -> Iterator[Event]:
    """«Жанаозена, нефтяного города в Мангистауской области»: an appositive noun for a place with its own place."""
    tree, text = scene.trees[number], scene.article.text
    outer = next(
        (
            f
            for i in tree.children(mention.head, "nmod", "obl")
            if tree.tokens[i].feats.get("Case") in {"Loc", "Gen"} and (f := _named_place(scene, number, i))
        ),
        None,
    )
    before = [
        m
        for m in scene.mentions.get(number, ())
        if m.kind is MentionKind.PLACE
        and m.span.stop <= mention.span.start
        and text[m.span.stop : mention.span.start].strip() in {",", "—", "–"}
    ]
    place = scene.filler(number, before[-1].head) if before else None
    is_named = place is not None and place.entity.kind in PLACES and place.entity.article_id is None
    if outer and place and is_named and rank_of(place) < rank_of(outer):
        yield relation(number, LOCATED_IN, place, outer, "apposition with a place")


def _of_adjective(scene: Scene, number: int, adjective: Mention) -> Iterator[Event]:
    """«в канадской провинции Новая Шотландия»."""
    tree, link = scene.trees[number], scene.link(adjective)
    noun = tree.tokens[adjective.head].head
    place_noun = scene.mention_at(number, noun) if noun >= 0 else None
    if link is None or place_noun is None or place_noun.rule != BY_NOUN:
        return
    outer = Filler(scene.entities[link.entity_id], adjective.span, adjective.head, 0.9)
    for child in tree.children(noun, "appos", "flat", "nmod"):
        inner = scene.filler(number, child)
        if inner is None or tree.cases(child) or inner.entity.kind not in PLACES or inner.entity.article_id is not None:
            continue
        if outer.entity.kind in PLACES and rank_of(inner) < rank_of(outer):
            yield relation(number, LOCATED_IN, inner, outer, "adjective of a place")
