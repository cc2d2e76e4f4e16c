"""What holds between annotations: what claims say, and what one name inside another shows.

«[президент [Франции]]» is a WORKPLACE by its form; «Петров арестован 5 мая» is a PARTICIPANT_IN and a POINT_IN_TIME.

In: Scene, annotations. Out: Bond. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.annotate.ends import Ends, Said
from letopis.annotate.implied import implied
from letopis.annotate.nested import nested
from letopis.lexicon.nerel import INVERSE
from letopis.records.annotation import Bond
from letopis.records.claim import ClaimKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.annotate.scene import Scene
    from letopis.records.annotation import Annotation
    from letopis.records.claim import Claim

_STAGES = {"Death": "death", "isBorn": "birth"}
_CHARGE = 0.8
_LEGAL = frozenset({"Arrest", "Conviction", "Trial", "Accusation", "Investigation", "LegalProcess"})


def relations(scene: Scene, annotations: Sequence[Annotation]) -> tuple[Bond, ...]:
    """Sorted; of those with the same ends and type the surest."""
    best: dict[tuple[int, int, str], float] = {}
    ends = Ends(scene, annotations)
    said = list(_said(scene, ends))
    for ours, head, tail, score in (*said, *implied(scene, ends, said)):
        for type_ in scene.nerel.relations_of.get(ours, ()):
            row = scene.nerel.relations[type_]
            if head != tail and row.joins(annotations[head].type, annotations[tail].type):
                key = head, tail, type_
                best[key] = max(score, best.get(key, 0.0))
                break  # of two types that a word of ours gives, the first that these ends may have
    return tuple(sorted(Bond(*key, score) for key, score in best.items()))


def _said(scene: Scene, ends: Ends) -> Iterator[Said]:
    for claim in scene.reading.claims:
        if claim.kind is ClaimKind.RELATION:
            yield from _relation(claim, ends)
        elif claim.kind is ClaimKind.EVENT:
            yield from _event(claim, ends)
    yield from nested(scene, ends)


def _relation(claim: Claim, ends: Ends) -> Iterator[Said]:
    name, score = claim.predicate.name, claim.score
    sides = {argument.role: argument for argument in claim.arguments}
    subject = ends.of_argument(sides.get(Role.AGENT))
    if name == "hasAge":
        for part in claim.quantities:
            age = ends.at(part.span, ("AGE",))
            if subject is not None and age is not None:
                yield name, subject, age, score
        return
    object_ = ends.of_argument(sides.get(Role.PATIENT))
    if name == "holdsOffice":
        object_ = ends.at(claim.trigger, ("PROFESSION",)) if object_ is None else object_
    if subject is not None and object_ is not None:
        yield name, subject, object_, score
        yield INVERSE + name, object_, subject, score


def _event(claim: Claim, ends: Ends) -> Iterator[Said]:
    trigger = ends.at(claim.trigger, ("EVENT", "CRIME", "PENALTY"))
    stage = _STAGES.get(claim.predicate.name) or _STAGES.get(claim.predicate.event_class, "")
    suffered = None
    for argument in claim.arguments:
        other = ends.of_argument(argument)
        if other is None:
            continue
        if argument.role is Role.PATIENT or (argument.role is Role.AGENT and suffered is None):
            suffered = other
        if argument.role is Role.PLACE and stage:
            continue
        if trigger is not None:
            if argument.role is Role.AGENT and ends.annotations[trigger].type == "CRIME":
                yield "role:crime", other, trigger, claim.score
            elif argument.role in {Role.PLACE, Role.CAUSE}:
                yield f"role:{argument.role}", trigger, other, claim.score
            else:
                yield f"role:{_role(claim, argument.role)}", other, trigger, claim.score
    yield from _circumstances(claim, ends, trigger, suffered, stage)
    if suffered is not None and claim.predicate.event_class in _LEGAL:
        yield from _charges(claim, ends, suffered)


def _charges(claim: Claim, ends: Ends, suffered: int) -> Iterator[Said]:
    """«Петрова приговорили к году тюрьмы за мошенничество»: the first crime and punishment after the verb are his."""
    following = [
        index
        for index in ends.by_sentence.get(ends.sentence(claim.trigger), ())
        if ends.annotations[index].span.start > claim.trigger.start
    ]
    for type_, ours in (("CRIME", "role:crime"), ("PENALTY", "role:penalty")):
        index = next((i for i in following if ends.annotations[i].type == type_), None)
        if index is not None:
            yield ours, suffered, index, claim.score * _CHARGE


def _role(claim: Claim, role: Role) -> str:
    """Who does a thing to nobody takes part in it: «родился», «выступил»."""
    is_alone = not any(argument.role is Role.PATIENT for argument in claim.arguments)
    return Role.PARTICIPANT if role is Role.AGENT and is_alone else role


def _circumstances(claim: Claim, ends: Ends, trigger: int | None, suffered: int | None, stage: str) -> Iterator[Said]:
    for time in claim.times:
        date = ends.at(time.span, ("DATE", "TIME")) if time.span else None
        if date is None or ends.around(ends.annotations[date].span, ("PENALTY",)) is not None:
            continue
        if stage and suffered is not None:
            yield f"time:{stage}", suffered, date, claim.score
        if trigger is not None:
            relation = time.value.relation
            yield f"time:{relation if relation in {'since', 'until'} else 'at'}", trigger, date, claim.score
    for argument in claim.arguments:
        other = ends.of_argument(argument)
        if other is None:
            continue
        if stage and argument.role in {Role.PLACE, Role.CAUSE}:
            if suffered is not None:
                yield f"{argument.role}:{stage}", suffered, other, claim.score
            if trigger is not None and argument.role is Role.PLACE:
                yield "role:place", trigger, other, claim.score
