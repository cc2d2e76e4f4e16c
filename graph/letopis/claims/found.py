"""Relations that the model reads between two things of one sentence: «[Петров] окончил [МГУ]» is SCHOOLS_ATTENDED.

Only those that are sure enough for their type; where one verb rules both ends, it says whether it holds, who says so
and when. What the model reads between sentences is left out: a claim points at the words of one.

In: Scene, Findings, Identified, FoundTie. Out: Event of kind relation. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.ages import in_years
from letopis.claims.confidence import MODEL
from letopis.claims.making import Event, relation
from letopis.claims.scene import PLACES, Filler
from letopis.records.claim import ClaimKind, Predicate, QuantityArgument, Role, TimeArgument
from letopis.records.entity import EntityKind
from letopis.records.mention import Quantity, TimeValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from letopis.claims.scene import Scene
    from letopis.lexicon.found import FoundTie
    from letopis.records.entity import Identified
    from letopis.records.text import Findings, Span, Tie
    from letopis.tree import Tree

_OFFICES = frozenset({"holdsOffice", "worksFor", "subordinateTo"})  # what an office may be an end of
_PEOPLE = frozenset({EntityKind.GROUP, EntityKind.NATIONALITY, EntityKind.PERSON})
_CONVICTING = ("осужд", "осуди", "приговор", "виновным", "виновной", "отбыва")
_ENVOYS = frozenset({"посол", "консул", "постпред", "представитель", "поверенный", "атташе"})
_TOLD_BY_NAME = frozenset({"headquarteredIn", "worksFor", "originsFrom"})
# What lasts: that somebody spoke on Monday says neither when he held his office nor whether it is only planned.
_LASTING = frozenset(
    {
        "hasIdeology",
        "headquarteredIn",
        "holdsOffice",
        "locatedIn",
        "officeOf",
        "originsFrom",
        "partOf",
        "subordinateTo",
        "worksFor",
    }
)
_STANDING = frozenset({"headquarteredIn", "locatedIn"})
_IN_HONOUR = ("им.", "имени")  # «канал имени Москвы»
_ACTING = ("врио", "и.о.", "и. о.", "исполняющ", "временно исполняющ")  # who stands in for somebody is not below him
_FORMER = ("экс-", "бывш")
_OFFICE_OF = Predicate("officeOf", "должность в", "Relation")
_OF_AGES = "лет"
_CURRENCY = 3  # letters of a currency's code


class Ties:
    """What the model found in an article, with what its spans stand for and the table of its types.

    `country_of` gives the id of the country of a known entity, empty where there is none.
    """

    def __init__(
        self,
        findings: Findings,
        identified: Identified,
        rows: Mapping[str, FoundTie],
        country_of: Callable[[str], str],
    ) -> None:
        self.rows = rows
        self.country_of = country_of
        self.spans = findings.spans
        self.entities = {entity.id: entity for entity in identified.resolved.entities}
        self.links = identified.ends
        self.offices = {holding.title: holding.office_id for holding in identified.resolved.holdings}
        self._ties = sorted(findings.ties, key=lambda tie: self.spans[tie.head].span)
        self._starts = [self.spans[tie.head].span.start for tie in self._ties]

    def within(self, sentence: Span) -> Iterator[tuple[Tie, FoundTie]]:
        """Those with both ends in a sentence that are sure enough for their type."""
        first, behind = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.stop)
        for tie in self._ties[first:behind]:
            row = self.rows.get(tie.type)
            ends = (self.spans[tie.head].span, self.spans[tie.tail].span)
            if row and row.is_stated and tie.probability >= row.least and all(end in sentence for end in ends):
                yield tie, row

    def filler(self, spot: int) -> Filler | None:
        """What a span stands for."""
        link = self.links.get(spot)
        if link is None:
            return None
        return Filler(self.entities[link.entity_id], link.mention.span, link.mention.head, link.score)

    def office(self, spot: int) -> Filler | None:
        """The office that a title says: «министр» beside a name stands for the person."""
        title = self.filler(spot)
        if title is None or title.entity.kind is EntityKind.OFFICE:
            return title
        office = self.offices.get(self.links[spot].mention)
        return replace(title, entity=self.entities[office]) if office else None


def found_relations(scene: Scene, number: int, ties: Ties) -> Iterator[Event]:
    """One for each tie of the sentence that is sure enough, in order of position of their heads."""
    for tie, row in ties.within(scene.trees[number].sentence.span):
        left = ties.filler(tie.head)
        if left is None:
            continue
        if row.object == "entity":
            event = _between(scene, ties, number, tie, row, left)
        else:
            event = _of_value(scene, number, ties.spans[tie.tail].span, row, left)
        if event:
            rule = f"{MODEL}: {tie.type} {tie.probability:.2f}"
            yield replace(event, rule=rule, score=row.confidence(tie.probability))


def as_told(scene: Scene, event: Event, told: Event) -> Event:
    """The relation as the verb over its ends tells it: whether it holds, who says so, when.

    Of what lasts a verb tells this only of its own subject («летом [Петров] работал в [банке]», not «летом [советник]
    [банка] уехал»), and of two that lie in each other only who says so: «о [гибели [журналиста]] сообщил врач».
    """
    tree = scene.trees[event.sentence]
    ends = [filler for fillers in event.roles.values() for filler in fillers]
    is_lasting = event.predicate.name in _LASTING
    if _are_nested(tree, *(end.token for end in ends)):
        speakers = [speaker.span for speaker in told.said.speakers]
        is_aside = any(one.start < end.span.stop and end.span.start < one.stop for one in speakers for end in ends)
        return event if is_lasting or is_aside else replace(event, said=told.said)
    if is_lasting and not _is_its_own(tree, event.verb, ends):
        return replace(event, said=told.said)
    return replace(told, times=event.times or told.times)


def _is_its_own(tree: Tree, verb: int | None, ends: list[Filler]) -> bool:
    """Whether the first is the subject of the verb and all others stand right below it."""
    tokens = [tree.tokens[end.token] for end in ends]
    return all(token.head == verb for token in tokens) and tokens[0].rel.startswith("nsubj")


def _are_nested(tree: Tree, *ends: int) -> bool:
    return any(one in tree.ancestors(other) for one in ends for other in ends)


def _between(scene: Scene, ties: Ties, number: int, tie: Tie, row: FoundTie, left: Filler) -> Event | None:
    """A relation of two entities; of a person's title it is the person that the relation is about."""
    right = ties.office(tie.tail) if row.relation == "holdsOffice" else ties.filler(tie.tail)
    is_one_word = right is not None and right.token == left.token and row.relation != "partOf"
    if right is None or right.entity.id == left.entity.id or is_one_word:
        return None  # «[управляющий [директор]]» is under nobody
    if not _fits(scene, number, row.relation, left, right) or _is_elsewhere(ties, row.relation, left, right):
        return None
    predicate = Predicate(row.relation, row.label, "Relation")
    if row.relation == "worksFor" and left.entity.kind is EntityKind.OFFICE:
        predicate = _OFFICE_OF
    event = relation(number, predicate, left, right, MODEL)
    return replace(event, verb=_verb(scene, number, left.token, right.token))


def _fits(scene: Scene, number: int, relation_name: str, left: Filler, right: Filler) -> bool:
    """Whether the two can be the ends: an office only of some, and nobody comes from people or works as before.

    Who is only accused is not convicted, and «российские власти» name their place themselves.
    """
    if relation_name == "subordinateTo" and left.span.of(scene.article.text).lower().startswith(_ACTING):
        return False
    is_office = left.entity.kind is EntityKind.OFFICE
    if is_office or right.entity.kind is EntityKind.OFFICE:
        return relation_name in _OFFICES
    is_nested = right.span in left.span
    if relation_name in _TOLD_BY_NAME and left.entity.article_id and is_nested:
        return False
    before = left.span.of(scene.article.text)[: max(0, right.span.start - left.span.start)].rstrip().lower()
    if is_nested and before.endswith(_IN_HONOUR):
        return False
    match relation_name:
        case "convictedOf":
            sentence = scene.trees[number].sentence.span.of(scene.article.text).lower()
            return any(word in sentence for word in _CONVICTING)
        case "foundedBy":
            return not is_nested  # «администрация Байдена»
        case "originsFrom":
            return right.entity.kind not in _PEOPLE
        case "takesPlaceIn":
            is_doer = right.entity.kind is EntityKind.COUNTRY and scene.trees[number].tokens[right.token].pos == "ADJ"
            return not (is_nested and is_doer)  # «российская спецоперация»
        case "worksFor":
            above = next(scene.trees[number].ancestors(right.token), None)
            if above is not None and scene.lemma(number, above) in _ENVOYS and right.entity.kind in PLACES:
                return scene.trees[number].tokens[right.token].feats.get("Case") != "Loc"  # «посол в Аргентине»
            return not left.span.of(scene.article.text).lower().startswith(_FORMER)
    return True


def _is_elsewhere(ties: Ties, relation_name: str, left: Filler, right: Filler) -> bool:
    """Whether the tables have the one in another country than the other: Москва is nowhere in Ukraine."""
    if relation_name not in _STANDING:
        return False
    is_country = right.entity.kind is EntityKind.COUNTRY
    lands = {ties.country_of(left.entity.id), right.entity.id if is_country else ties.country_of(right.entity.id)}
    return len(lands - {""}) > 1


def _of_value(scene: Scene, number: int, span: Span, row: FoundTie, left: Filler) -> Event | None:
    """A relation to a date, an age or a sum, which the rules must have read in the same words."""
    if left.entity.kind is EntityKind.OFFICE:
        return None
    if row.object == "date":
        return _dated(scene, number, span, row, left)
    mentions = (m for m in scene.quantities.get(number, ()) if m.span.start < span.stop and span.start < m.span.stop)
    for mention in mentions:
        value = mention.value
        if isinstance(value, Quantity) and (value.unit == _OF_AGES) == (row.object == "age"):
            is_money = len(value.unit) == _CURRENCY and value.unit.isupper()
            if row.object == "money" and not is_money:
                continue
            words = in_years(value.value) if row.object == "age" and value.bound == "exact" else mention.normal
            event = _literal(number, mention.span, row, left, words)
            return replace(event, quantities=(QuantityArgument(value, mention.span),))
    return None


def _dated(scene: Scene, number: int, span: Span, row: FoundTie, left: Filler) -> Event | None:
    for mention in scene.times.get(number, ()):
        value = mention.value
        is_date = isinstance(value, TimeValue) and value.kind in {"date", "interval"}
        if (
            is_date
            and isinstance(value, TimeValue)
            and mention.span.start < span.stop
            and span.start < mention.span.stop
        ):
            event = _literal(number, mention.span, row, left, value.value)
            return replace(event, times=(TimeArgument(value, mention.span),))
    return None


def _literal(number: int, span: Span, row: FoundTie, left: Filler, words: str) -> Event:
    return Event(
        number,
        span,
        Predicate(row.relation, row.label, "Relation"),
        {Role.AGENT: [left]},
        MODEL,
        kind=ClaimKind.RELATION,
        literal=words,
        quantities=(),
    )


def _verb(scene: Scene, number: int, left: int, right: int) -> int | None:
    """The verb under which both ends stand with no other verb between: «Петров окончил МГУ»."""
    tree = scene.trees[number]
    above = [_verb_above(tree, end) for end in (left, right)]
    return above[0] if above[0] == above[1] else None


def _verb_above(tree: Tree, token: int) -> int | None:
    return next((i for i in tree.ancestors(token) if tree.tokens[i].pos == "VERB"), None)
