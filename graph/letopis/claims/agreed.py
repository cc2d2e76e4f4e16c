"""What the model and the rules say together: one claim where both read the same sentence alike.

«выпускник МГУ Петров» gives `studiedAt` by a rule and SCHOOLS_ATTENDED by the model: one claim, surer than each. What
the model says in other words than a rule («министр» WORKS_AS beside «глава Минфина») is not said twice. Where they
contradict each other both claims stay.

In: Claim, FoundTie. Out: Claim. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.records.claim import ClaimKind, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from letopis.records.claim import Argument, Claim
    from letopis.records.text import Span

_MOST = 0.99  # however many agree
# Predicates under each of which the others say nothing new of the same two things, in either direction.
_ALIKE = (
    frozenset({"holdsOffice", "officeOf", "worksFor", "headOf", "memberOf", "studiedAt", "subordinateTo"}),
    frozenset({"originsFrom", "residesIn", "headquarteredIn", "locatedIn", "officeOf", "partOf", "near", "bornIn"}),
    frozenset({"partOf", "subsidiaryOf", "memberOf", "ownerOf", "worksFor", "officeOf"}),
    frozenset({"foundedBy", "ownerOf", "producerOf", "organizerOf", "participantIn", "agentOf"}),
    frozenset({"relativeOf", "spouseOf", "siblingOf", "acquaintedWith"}),
    frozenset({"hasAge"}),
)
_OF_EVENTS = frozenset(
    {"participantIn", "agentOf", "involvedIn", "happensOn", "beginsOn", "endsOn", "takesPlaceIn", "hasCause"}
    | {"subEventOf", "organizerOf"}
)
_SYMMETRIC = frozenset({"spouseOf", "siblingOf", "relativeOf", "acquaintedWith", "near"})
_TURNED = {("parentOf", "childOf"), ("childOf", "parentOf")}
_OF_OFFICE = frozenset({"worksFor", "officeOf", "headOf"})


def agreed(ruled: Iterable[Claim], found: Iterable[Claim]) -> list[Claim]:
    """The claims of the rules, surer where the model agrees, and those of the model that say something else."""
    claims = list(ruled)
    beside: dict[Span, list[int]] = {}
    for place, claim in enumerate(claims):
        beside.setdefault(claim.sentence, []).append(place)
    alone: dict[tuple[Span, str], Claim] = {}
    for claim in sorted(found, key=lambda claim: (-claim.score, claim.id)):
        near = beside.get(claim.sentence, [])
        same = next((i for i in near if _is_same(claims[i], claim)), None)
        if same is not None:
            claims[same] = _both(claims[same], claim)
        elif not _is_said([claims[i] for i in near], claim):
            alone.setdefault((claim.sentence, claim.statement_id), claim)
    return claims + list(alone.values())


def _is_same(ruled: Claim, found: Claim) -> bool:
    if ruled.kind is not ClaimKind.RELATION or ruled.polarity is not found.polarity:
        return False
    if ruled.statement_id == found.statement_id:
        return True
    ends, others = (ruled.subject_id, ruled.object_id), (found.subject_id, found.object_id)
    names = ruled.predicate.name, found.predicate.name
    if ruled.literal is not None:
        return names[0] == names[1] and ends[0] == others[0] and ruled.literal == found.literal
    return ends == others[::-1] and ((names[0] == names[1] and names[0] in _SYMMETRIC) or names in _TURNED)


def _both(ruled: Claim, found: Claim) -> Claim:
    """The claim of the rule with the words of the model beside its own; as likely as one of two is right."""
    if found.rule in ruled.rule:
        return ruled
    score = min(max(ruled.score, _MOST), 1 - (1 - ruled.score) * (1 - found.score))
    known = {(argument.entity_id, argument.span) for argument in ruled.arguments}
    roles = {argument.entity_id: argument.role for argument in ruled.arguments}
    new = [a for a in found.arguments if a.entity_id in roles and (a.entity_id, a.span) not in known]
    arguments: tuple[Argument, ...] = (*ruled.arguments, *(replace(a, role=roles[a.entity_id]) for a in new))
    return replace(ruled, rule=f"{ruled.rule}, {found.rule}", score=round(score, 3), arguments=arguments)


def _is_said(near: Sequence[Claim], found: Claim) -> bool:
    """Whether claims of the same sentence say it already, in other words."""
    return any(_is_alike(claim, found) for claim in near) or _is_by_office(near, found)


def _is_alike(ruled: Claim, found: Claim) -> bool:
    if found.polarity is not Polarity.POSITIVE:
        return False
    if ruled.kind is ClaimKind.EVENT:
        return _is_told(ruled, found)
    if found.object_id is None or ruled.kind is not ClaimKind.RELATION:
        return False
    ends = {ruled.subject_id, ruled.object_id} == {found.subject_id, found.object_id}
    names = {ruled.predicate.name, found.predicate.name}
    return ends and len(names) > 1 and any(names <= alike for alike in _ALIKE)


def _is_told(event: Claim, found: Claim) -> bool:
    """An event tells who, where and when: «взрыв произошёл в Туле», «обыск полиции»."""
    if found.predicate.name not in _OF_EVENTS:
        return False
    entities = {argument.entity_id for argument in event.arguments}
    ends = {end for end in (found.subject_id, found.object_id) if end}
    for argument in found.arguments:
        if event.trigger in argument.span:
            entities.add(argument.entity_id)
    return ends <= entities and (found.object_id is not None or bool(event.times))


def _is_by_office(near: Sequence[Claim], found: Claim) -> bool:
    """«министр финансов России Петров»: who holds the office works for what it is of."""
    held = {c.object_id for c in near if c.predicate.name == "holdsOffice" and c.subject_id == found.subject_id}
    if found.predicate.name == "holdsOffice":
        return any(_spans_meet(c, found) for c in near if c.predicate.name == "holdsOffice")
    of = {c.object_id for c in near if c.predicate.name == "officeOf" and c.subject_id in held}
    return found.predicate.name in _OF_OFFICE and found.object_id in of


def _spans_meet(ruled: Claim, found: Claim) -> bool:
    """Whether both give one holder the same words of an office, whole or in part."""
    if ruled.subject_id != found.subject_id:
        return False
    own = [a.span for a in ruled.arguments if a.entity_id == ruled.object_id]
    new = [a.span for a in found.arguments if a.entity_id == found.object_id]
    return any(one.start < other.stop and other.start < one.stop for one in own for other in new)
