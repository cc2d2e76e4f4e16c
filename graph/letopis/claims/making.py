"""Claims from their parts, with the identifiers and the two ends of the direct triple.

In: Scene and what the other modules found. Out: Claim. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from letopis.claims import doubt
from letopis.claims.attribution import Said
from letopis.claims.confidence import MEMBER, confidence, is_calibrated, marks_of, trigger_token, with_marks
from letopis.claims.numbers import is_of_none, is_of_other_clause
from letopis.claims.order import nearest_verb
from letopis.claims.stance import Stance
from letopis.claims.undated import is_bracketed
from letopis.ids import claim_id, statement_id
from letopis.records.claim import Argument, Claim, ClaimKind, Modality, QuantityArgument, Role
from letopis.records.mention import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.roles import Roles
    from letopis.claims.scene import Filler, Scene
    from letopis.records.claim import Predicate, TimeArgument
    from letopis.records.mention import Mention
    from letopis.records.text import Span
    from letopis.tree import Tree

_ENDS = (Role.PATIENT, Role.PARTICIPANT, Role.TOPIC, Role.RECIPIENT, Role.BENEFICIARY, Role.DESTINATION)
_OF_AGES = "лет"
_CUTS = frozenset(",;:—–()")
_BEHIND = 7  # words between a verb and a subject after it
_MOST_PAIRS = 40  # of subjects and objects; a longer enumeration stays one claim with many fillers


@dataclass(frozen=True, slots=True)
class Event:
    """An event or relation before its subjects and objects are paired.

    `score` is the confidence of its rule where that was not fitted.
    """

    sentence: int
    trigger: Span
    predicate: Predicate
    roles: Roles
    rule: str
    subject_role: Role = Role.AGENT
    stance: Stance = field(default_factory=Stance)
    said: Said = field(default_factory=Said)
    times: tuple[TimeArgument, ...] = ()
    kind: ClaimKind = ClaimKind.EVENT
    score: float = 0.9
    literal: str | None = None  # what stands in the place of an object
    verb: int | None = None  # of a relation: the verb whose stance, speakers and times are its own
    quantities: tuple[QuantityArgument, ...] | None = None  # those of the fillers and the predicate, if None
    apart: tuple[Span, ...] = ()  # words whose numbers are those of other events


def relation(number: int, predicate: Predicate, left: Filler, right: Filler, rule: str) -> Event:
    """A relation between two entities of a sentence, said by the words of the second."""
    roles = {Role.AGENT: [left], Role.PATIENT: [right]}
    return Event(number, right.span, predicate, roles, rule, kind=ClaimKind.RELATION, quantities=())


def claims_of(scene: Scene, event: Event) -> Iterator[Claim]:
    """One claim for each pair of a subject and an object, without doubtful arguments."""
    likely = doubt.sure(event, scene.trees[event.sentence])
    if likely is None:
        return
    event = likely
    if _is_stray(scene, event):
        roles = {role: fillers for role, fillers in event.roles.items() if role is not event.subject_role}
        event = replace(event, roles=roles)
        if not roles.keys() & {*_ENDS} or event.predicate.name.startswith("быть"):
            return
    subjects = event.roles.get(event.subject_role, [])
    end = next((role for role in _ENDS if role is not event.subject_role and event.roles.get(role)), None)
    objects = event.roles[end] if end else []
    if len(subjects) * len(objects) > _MOST_PAIRS:
        yield _claim(scene, event, event.roles, subjects[0], objects[0])
        return
    left: list[Filler | None] = list(subjects) or [None]
    right: list[Filler | None] = list(objects) or [None]
    for subject, other in product(left, right):
        if subject and other and subject.entity.id == other.entity.id:
            continue
        roles = dict(event.roles)
        if subject:
            roles[event.subject_role] = [subject]
        if end and other:
            roles[end] = [other]
        yield _claim(scene, event, roles, subject, other)


def _is_stray(scene: Scene, event: Event) -> bool:
    """Whether the subject begins far behind its verb: of those that people judged one in five was right."""
    subjects = event.roles.get(event.subject_role, [])
    if not subjects or event.kind is not ClaimKind.EVENT or event.predicate.event_class == "Statement":
        return False
    if MEMBER in event.rule:
        return False
    verb = trigger_token(event, scene.trees[event.sentence].tokens)
    return min(f.token for f in subjects) - verb > _BEHIND


def _claim(scene: Scene, event: Event, roles: Roles, subject: Filler | None, other: Filler | None) -> Claim:
    fillers = [(role, filler) for role in Role for filler in roles.get(role, ())]
    sentence = scene.trees[event.sentence].sentence
    dates = [t.value.value for t in event.times if t.value.kind in {"date", "interval"}]
    context = dates or [scene.article.id]
    if event.kind is ClaimKind.RELATION:
        context = []
    elif other is None and not dates:
        context = [scene.article.id, str(event.trigger.start)]
    if event.literal is not None:
        context.append(event.literal)
    quantities = tuple(_quantities(scene, event, fillers)) if event.quantities is None else event.quantities
    context += [f"{q.quantity.bound} {q.quantity.value:g} {q.quantity.unit}" for q in quantities]
    statement = statement_id(event.kind, event.predicate.name, [(role, f.entity.id) for role, f in fillers], context)
    modality = event.stance.modality
    if modality is Modality.ACTUAL:
        modality = event.said.modality
    speakers = event.said.speakers
    stance = (event.stance.polarity, modality, *(s.entity_id for s in speakers))
    least = doubt.least(replace(event, roles=roles), scene.trees[event.sentence])
    marks = () if is_calibrated(event.rule) else marks_of(event, sentence, fillers, least)
    rule = with_marks(event.rule, marks)
    return Claim(
        id=claim_id(scene.article.id, statement, event.trigger.start, event.trigger.stop, *stance),
        statement_id=statement,
        article_id=scene.article.id,
        kind=event.kind,
        predicate=event.predicate,
        sentence=sentence.span,
        trigger=event.trigger,
        rule=rule,
        subject_id=subject.entity.id if subject else None,
        object_id=other.entity.id if other else None,
        literal=event.literal,
        arguments=tuple(Argument(role, filler.entity.id, filler.span) for role, filler in fillers),
        times=event.times,
        quantities=quantities,
        polarity=event.stance.polarity,
        modality=modality,
        attributions=speakers,
        because=event.stance.because,
        score=confidence(rule, event.score),
    )


def _quantities(scene: Scene, event: Event, fillers: list[tuple[Role, Filler]]) -> Iterator[QuantityArgument]:
    """The numbers that count a filler, or stand in its place, or hang on the predicate itself."""
    tree = scene.trees[event.sentence]
    verb = next((i for i, t in enumerate(tree.tokens) if t.span == event.trigger), -1)
    nearest: dict[str, QuantityArgument] = {}
    # «более 1 тыс. человек, около 400 были госпитализированы»: a number without a noun is nearer to its verb.
    for argument in sorted(_counts(scene, event, fillers, verb), key=lambda a: abs(a.span.start - event.trigger.start)):
        key = argument.entity_id or f"{argument.quantity.unit} {argument.span.start}"
        if argument.entity_id and any(
            other.entity_id is None and not other.quantity.unit for other in nearest.values()
        ):
            continue
        nearest.setdefault(key, argument)
    yield from sorted(nearest.values(), key=lambda argument: argument.span)


def _counts(scene: Scene, event: Event, fillers: list[tuple[Role, Filler]], verb: int) -> Iterator[QuantityArgument]:
    tree = scene.trees[event.sentence]
    verbs = [i for i, t in enumerate(tree.tokens) if t.feats.get("VerbForm") == "Fin"]
    for mention in scene.quantities.get(event.sentence, ()):
        if not isinstance(mention.value, Quantity) or any(mention.span in span for span in event.apart):
            continue
        if mention.value.unit == _OF_AGES and event.kind is ClaimKind.EVENT:
            continue  # «выходят на пенсию в 60 лет»
        if mention.value.upper is not None and mention.text.lower().startswith("с "):
            continue  # «выросла с 1 до 3%»
        if _is_of_day(scene, event.sentence, mention) or is_of_none(tree, mention.span):
            continue
        owner = next(
            (f for _, f in fillers if f.token == mention.head or tree.tokens[f.token].span in mention.span), None
        )
        head = tree.tokens[mention.head]
        is_free = head.span in mention.span and verb >= 0 and (head.head == verb or _hangs_on(tree, mention, verb))
        is_other = is_free and (
            nearest_verb(tree, mention.head, verb, verbs) != verb or _is_behind_and(tree, mention.head, verb, verbs)
        )
        if owner is None and (is_other or not is_free or is_bracketed(tree, mention.span, verb)):
            continue
        if owner is None and is_of_other_clause(tree, mention.span, verb):
            continue  # «рост составил 5%, импорт увеличился на 3%»: whatever the tree says, the 3% is of the second
        yield QuantityArgument(mention.value, mention.span, owner.entity.id if owner else None)


def _is_of_day(scene: Scene, number: int, mention: Mention) -> bool:
    """«перенесли с 15 на 22 октября»: the number is a day, though the month stands behind the other one."""
    tokens = scene.trees[number].tokens
    after = [i for i, t in enumerate(tokens) if t.span.start >= mention.span.stop][:2]
    is_bare = isinstance(mention.value, Quantity) and not mention.value.unit
    return is_bare and len(after) == 2 and tokens[after[0]].pos == "ADP" and scene.is_time(number, after[1])


def _is_behind_and(tree: Tree, token: int, verb: int, verbs: list[int]) -> bool:
    """«погибли 5 и пострадали 10 человек»: the 5 is of the verb on its own side of the «и»."""
    ties = [i for i in range(token, verb) if tree.tokens[i].pos == "CCONJ"]
    nearer = [v for v in verbs if v < token and all(tree.tokens[i].text not in _CUTS for i in range(v, token))]
    return bool(ties) and bool(nearer)


def _hangs_on(tree: Tree, mention: Mention, verb: int) -> bool:
    inside = [i for i, t in enumerate(tree.tokens) if t.span in mention.span]
    return any(tree.tokens[i].head == verb for i in inside)
