"""Our claims as facts of FactRuEval: which predicates are occupations, ownerships, deals and meetings.

As in the annotation only what is named takes part, and an occupation is somewhere: «писатель Петров» is none.

In: Reading. Out: Fact. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factrueval_gold import Fact, Value, plain
from letopis.lexicon import tables
from letopis.records.claim import Polarity, Role
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.reading import Reading
    from letopis.records.claim import Claim
    from letopis.records.entity import Holding
    from letopis.records.text import Span

_OWNING = {
    "ownerOf": False,
    "owns": False,
    "founds": False,
    "foundedBy": True,
    "belongsTo": True,
}  # whether the owner is the object
_OWNERS = ("владелец", "совладелец", "собственник", "хозяин", "основатель", "сооснователь", "создатель", "акционер")
_DEALS = {
    "buys": "купля/продажа",
    "sells": "купля/продажа",
    "invests": "инвестиции",
    "fines": "наложение/выплата штрафа",
    "lends": "займ/возвращение займа",
    "borrows": "займ/возвращение займа",
}
_DEAL_NOUNS = ("покупка", "приобретение", "продажа", "сделка", "кредит", "заём", "штраф", "слияние", "поглощение")
_GIVING = frozenset({"gives", "grants", "receives", "allocates", "signs", "concludes"})
_GIVEN = {
    "кредит": "займ/возвращение займа",
    "заём": "займ/возвращение займа",
    "грант": "займ/возвращение займа",
    "штраф": "наложение/выплата штрафа",
    "инвестиции": "инвестиции",
    "контракт": "",
    "договор": "",
    "сделка": "",
}  # what is given or signed, and which deal it is
_ACTING = frozenset({EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.PRODUCT})
_LEADING = frozenset({"heads", "leads", "worksAs", "serves"})
_MEETINGS = frozenset({"meets", "negotiates", "receivesGuest"})
_NAMES = frozenset({MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.PRODUCT})


def facts_of(reading: Reading) -> list[Fact]:
    """In order of position, without repetition; what is denied is none."""
    finder = _Finder(reading)
    return list({fact.shown: fact for fact in finder.find()}.values())


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._claims = [claim for claim in reading.claims if claim.polarity is Polarity.POSITIVE]
        self._entities = {entity.id: entity for entity in reading.resolved.entities}
        self._spans: dict[str, set[Span]] = {}
        self._named: set[str] = set()
        for link in reading.resolved.links:
            self._spans.setdefault(link.entity_id, set()).add(link.mention.span)
            if link.mention.kind in _NAMES:
                self._named.add(link.entity_id)
        self._kin = {row.lemma for row in tables.load().titles.values() if row.kind == "kin"}
        self._holdings = {(h.holder_id, h.office_id): h for h in reading.resolved.holdings}

    def find(self) -> Iterator[Fact]:
        events: dict[tuple[Span, str], list[Claim]] = {}
        for claim in self._claims:
            name = claim.predicate.name
            if name == "holdsOffice":
                yield from self._office(claim)
            elif name in _LEADING or name in {"headOf", "worksFor"}:
                yield from self._work(claim)
            elif name in _OWNING and claim.predicate.label != "входить" and claim.subject_id and claim.object_id:
                ends = (claim.object_id, claim.subject_id) if _OWNING[name] else (claim.subject_id, claim.object_id)
                if self._named.issuperset(ends):
                    yield self._fact("Ownership", Owner=self._value(ends[0]), Property=self._value(ends[1]))
            else:
                events.setdefault((claim.trigger, name), []).append(claim)
        for claims in events.values():
            yield from self._event(claims)

    def _office(self, claim: Claim) -> Iterator[Fact]:
        if not (claim.subject_id and claim.object_id and self._is_person(claim.subject_id)):
            return
        holding = self._holdings.get((claim.subject_id, claim.object_id))
        where = self._value(holding.of_id) if holding and holding.of_id else None
        office = self._entities[claim.object_id]
        if office.label.casefold().split()[0] in self._kin:
            return
        if where and office.label.casefold().startswith(_OWNERS):
            yield self._fact("Ownership", Owner=self._value(claim.subject_id), Property=where)
            return
        spans = frozenset(a.span for a in claim.arguments if a.entity_id == claim.object_id)
        names = {office.label, self._bare(office.label, holding)}
        position = Value(frozenset(plain(name) for name in names), spans, office.label)
        arguments = {"Who": self._value(claim.subject_id), "Position": position}
        if where:
            yield self._fact("Occupation", **arguments, Where=where)

    def _work(self, claim: Claim) -> Iterator[Fact]:
        """«возглавляет партию», «работает в компании»: an occupation that names no position, or whose verb does."""
        if not (claim.subject_id and self._is_person(claim.subject_id)):
            return
        places = [a.entity_id for a in claim.arguments if a.role in {Role.PATIENT, Role.PLACE}]
        for where in dict.fromkeys(places):
            if where in self._named and where != claim.subject_id:
                yield self._fact("Occupation", Who=self._value(claim.subject_id), Where=self._value(where))

    def _event(self, claims: Sequence[Claim]) -> Iterator[Fact]:
        """One fact of all claims of one predicate, where two named things take part."""
        first = claims[0]
        ids = {a.entity_id: None for claim in claims for a in claim.arguments if a.role not in {Role.PLACE, Role.TOPIC}}
        kind = self._deal(claims)
        if kind is not None:
            named = [self._value(i) for i in self._parties(claims)]
            if len(named) > 1:
                types = [("Type", Value(frozenset({kind})))] if kind else []
                yield Fact("Deal", (*(("Participant", v) for v in named), *types), self._shown(first, named))
        elif first.predicate.name in _MEETINGS:
            named = [self._value(i) for i in ids if self._is_person(i)]
            if len(named) > 1:
                yield Fact("Meeting", tuple(("Participant", v) for v in named), self._shown(first, named))

    def _deal(self, claims: Sequence[Claim]) -> str | None:
        """The kind of deal, empty where none is said; None for what is no deal."""
        predicate = claims[0].predicate
        if predicate.name in _DEALS:
            return _DEALS[predicate.name]
        if any(noun in predicate.label.casefold().split() for noun in _DEAL_NOUNS):
            return ""
        if predicate.name in _GIVING:
            of = {self._entities[a.entity_id].label.casefold().split()[0] for c in claims for a in c.arguments}
            return next((_GIVEN[noun] for noun in sorted(of & _GIVEN.keys())), None)
        return None

    def _parties(self, claims: Sequence[Claim]) -> list[str]:
        """Whoever is named as an argument or by its words: «акции Газпрома», «доля в банке „Волна“»."""
        arguments = [a for claim in claims for a in claim.arguments if a.role is not Role.PLACE]
        found: dict[str, None] = {}
        for argument in arguments:
            if argument.entity_id in self._named:
                found[argument.entity_id] = None
            elif argument.role is Role.PATIENT:
                found |= dict.fromkeys(i for i in sorted(self._named) if self._is_within(i, argument.span))
        return list(found)

    def _is_within(self, entity_id: str, span: Span) -> bool:
        return self._entities[entity_id].kind in _ACTING and any(s in span for s in self._spans[entity_id])

    def _fact(self, kind: str, **arguments: Value) -> Fact:
        shown = "; ".join(f"{name} {value.label}" for name, value in arguments.items())
        return Fact(kind, tuple(arguments.items()), shown)

    def _shown(self, claim: Claim, named: Sequence[Value]) -> str:
        return f"{claim.predicate.label}: {'; '.join(value.label for value in named)}"

    def _is_person(self, entity_id: str) -> bool:
        return entity_id in self._named and self._entities[entity_id].kind is EntityKind.PERSON

    def _bare(self, label: str, holding: Holding | None) -> str:
        """The office without what it is of: «глава» of «глава компании „Ромашка“»."""
        if holding is None or holding.of_id is None:
            return label
        title = holding.title.span
        inside = [span.start for span in self._spans.get(holding.of_id, ()) if span in title and span != title]
        before = self._text[title.start : min(inside, default=title.stop)].split()
        return " ".join(label.split()[: len(before)]) or label

    def _value(self, entity_id: str) -> Value:
        entity = self._entities[entity_id]
        spans = frozenset(self._spans.get(entity_id, ()))
        names = {entity.label, *entity.aliases, *(span.of(self._text) for span in spans)}
        return Value(frozenset(plain(name) for name in names), spans, entity.label)
