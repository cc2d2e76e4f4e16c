"""How sure a claim is: the odds of its rule times a factor for each thing that makes it safer or riskier.

The confidence is the share of claims like it that people judged right: odds of 3 are a confidence of 0.75. `RULES`
holds the odds of rules by the first part of their names, `FACTORS` what later parts and the marks of a claim multiply
them by; what is in neither changes nothing, and a rule that is not in `RULES` has the odds that its own module gives
it. The marks that count are added to the claim's rule, so that the rule says all that the confidence is made of.

Both tables were fitted, and rounded, on 1,159 rows of 45 articles that people judged: `bench/judged.py fit`.
A claim below `LEAST`, of which one in four is right, is not made; set it to 0 to fit anew.
What had no factor far from 1 was left out: lemmas without a frame, control, coordination, lists, places, headlines.

In: names of rules, trees, fillers. Out: marks, numbers. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from letopis.claims.making import Event
    from letopis.claims.scene import Filler
    from letopis.records.claim import Role
    from letopis.records.text import Sentence, Token

LEAST = 0.35
RULES = {
    "verb": 5.6,
    "passive": 5.0,
    "light verb": 10.0,
    "event noun": 2.2,
    "title beside a name": 15.0,
    "complement of a title": 15.0,
    "adjective of a place": 9.0,
    "place within a place": 11.0,
}
FACTORS = {
    "subject by participle": 0.35,  # «испытывающих трудности»: whose trouble it is, the tree often gets wrong
    "repaired tree": 0.65,
    "long sentence": 0.7,
    "distant subject": 0.33,
    "distant argument": 0.2,
    "unsure argument": 0.6,
    "attributed": 0.75,
    "negative": 0.65,
    "dated": 0.8,  # a time is often that of another verb
    "named subject": 2.0,
    "one role": 1.2,  # nothing beside it can be wrong
    "three roles": 0.55,
    "many roles": 0.5,
    "speech": 1.5,
}
MARKS = (
    "repaired tree",
    "long sentence",
    "distant subject",
    "distant argument",
    "unsure argument",
    "attributed",
    "negative",
    "dated",
    "named subject",
    "one role",
    "three roles",
    "many roles",
    "speech",
)
_NAMED = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.COUNTRY})
_UNSURE = 0.85  # of the link between words and entity
_FAR = 12  # words between a predicate and its argument
_FAR_SUBJECT = 8
COLLECTIVE = "place of a collective action"  # a rule that takes each item of a list of places
MEMBER = "member of a group"  # a rule that takes each item of a list behind its clause
_USUAL = 2  # roles: who and whom
_LONG = 35  # words of a sentence


def factor_of(part: str) -> float:
    """What one part of a rule's name multiplies the odds by."""
    return FACTORS.get(part, 1.0)


def confidence(rule: str, prior: float) -> float:
    """The confidence of a claim by the parts of its rule; `prior` is that of a rule that was not fitted."""
    first, *parts = rule.split(", ")
    odds = RULES.get(first.partition(":")[0], prior / (1 - prior))
    for part in parts:
        odds *= factor_of(part)
    return round(odds / (1 + odds), 3)


def with_marks(rule: str, marks: Iterable[str]) -> str:
    """The rule with the marks that count."""
    return ", ".join([rule, *(mark for mark in marks if mark in FACTORS)])


def trigger_token(event: Event, tokens: Sequence[Token]) -> int:
    """The first token of the words that tell the event."""
    return next((i for i, token in enumerate(tokens) if token.span.stop > event.trigger.start), 0)


def marks_of(event: Event, sentence: Sentence, fillers: Sequence[tuple[Role, Filler]]) -> Iterator[str]:
    """What there is to know of a claim beside its rule."""
    if sentence.repaired:
        yield "repaired tree"
    if event.predicate.event_class == "Statement":
        yield "speech"
    yield from _of_fillers(event, sentence, fillers)
    if len(sentence.tokens) > _LONG:
        yield "long sentence"
    if event.said.speakers:
        yield "attributed"
    if event.stance.is_negative:
        yield "negative"
    if event.times:
        yield "dated"


def _of_fillers(event: Event, sentence: Sentence, fillers: Sequence[tuple[Role, Filler]]) -> Iterator[str]:
    tokens = sentence.tokens
    verb = trigger_token(event, tokens)
    roles = {role for role, _ in fillers}
    if any(filler.score < _UNSURE for _, filler in fillers):
        yield "unsure argument"
    # Of a list its nearest item counts; coordinated verbs share a subject that is near to the first of them.
    far = {role: min(abs(f.token - verb) for f in event.roles[role]) for role in roles}
    if any(far[role] > _FAR for role in roles - {event.subject_role}) and COLLECTIVE not in event.rule:
        yield "distant argument"
    is_shared = any(name in event.rule for name in ("by coordination", COLLECTIVE, MEMBER))
    if far.get(event.subject_role, 0) > _FAR_SUBJECT and not is_shared:
        yield "distant subject"
    if len(roles) != _USUAL:
        yield "one role" if len(roles) < _USUAL else "three roles" if len(roles) == _USUAL + 1 else "many roles"
    if any(role is event.subject_role and f.entity.kind in _NAMED for role, f in fillers):
        yield "named subject"
