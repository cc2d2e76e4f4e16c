"""How sure a claim is: the odds of its rule times a factor for each thing that makes it safer or riskier.

The confidence is the share of claims like it that people judged right: odds of 3 are a confidence of 0.75. `RULES`
holds the odds of rules by the first part of their names, `FACTORS` what later parts and the marks of a claim multiply
them by; what is in neither changes nothing. The marks that count are added to the claim's rule, so that the rule says
all that the confidence is made of. Both tables were fitted, and rounded, on rows that people judged:
`python bench/judged.py fit --bed fit`.

In: names of rules, trees, fillers. Out: marks, numbers. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.records.claim import Modality, Role
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from letopis.claims.making import Event
    from letopis.claims.scene import Filler
    from letopis.records.text import Sentence

RULES: dict[str, float] = {}
FACTORS = {
    "subject by": 0.45,
    "repaired tree": 0.36,
    "no frame": 0.65,
    "unsure argument": 0.25,
}
MARKS = (
    "repaired tree",
    "no frame",
    "unsure argument",
    "distant subject",
    "distant argument",
    "no subject",
    "no object",
    "listed argument",
    "many arguments",
    "place",
    "topic",
    "attributed",
    "not actual",
    "negative",
    "dated",
    "long sentence",
    "headline",
    "named subject",
    "speech",
)
_NAMED = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.COUNTRY})
_UNSURE = 0.85  # of the link between words and entity
_FAR = 12  # words between a predicate and its argument
_FAR_SUBJECT = 8
_LONG = 35  # words of a sentence
_MANY = 4


def factor_of(part: str) -> float:
    """What one part of a rule's name multiplies the odds by; «ruled by начать» is under «ruled by»."""
    return FACTORS.get(part) or FACTORS.get(" ".join(part.split()[:2]), 1.0)


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


def marks_of(event: Event, sentence: Sentence, fillers: Sequence[tuple[Role, Filler]]) -> Iterator[str]:
    """What there is to know of a claim beside its rule."""
    if sentence.repaired:
        yield "repaired tree"
    if not event.predicate.frame:
        yield "no frame"
    if event.predicate.event_class == "Statement":
        yield "speech"
    yield from _of_fillers(event, sentence, fillers)
    if len(sentence.tokens) > _LONG:
        yield "long sentence"
    if sentence.span.start == 0:
        yield "headline"
    if event.said.speakers:
        yield "attributed"
    if event.stance.modality is not Modality.ACTUAL:
        yield "not actual"
    if event.stance.is_negative:
        yield "negative"
    if event.times:
        yield "dated"


def _of_fillers(event: Event, sentence: Sentence, fillers: Sequence[tuple[Role, Filler]]) -> Iterator[str]:
    tokens = sentence.tokens
    verb = next((i for i, token in enumerate(tokens) if token.span.stop > event.trigger.start), 0)
    roles = {role for role, _ in fillers}
    if any(filler.score < _UNSURE for _, filler in fillers):
        yield "unsure argument"
    if any(abs(f.token - verb) > _FAR for role, f in fillers if role is not event.subject_role):
        yield "distant argument"
    if any(abs(f.token - verb) > _FAR_SUBJECT for role, f in fillers if role is event.subject_role):
        yield "distant subject"
    if event.subject_role not in roles:
        yield "no subject"
    if len(roles) < 2:
        yield "no object"
    if any(tokens[f.token].rel == "conj" for _, f in fillers):
        yield "listed argument"
    if any(role is event.subject_role and f.entity.kind in _NAMED for role, f in fillers):
        yield "named subject"
    if len(fillers) >= _MANY:
        yield "many arguments"
    if Role.PLACE in roles:
        yield "place"
    if Role.TOPIC in roles:
        yield "topic"
