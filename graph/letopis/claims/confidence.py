"""How sure a claim is: the odds of its rule times a factor for each thing that makes it safer or riskier.

The confidence is the share of claims like it that people judged right: odds of 3 are a confidence of 0.75. `RULES`
holds the odds of rules by the first part of their names, `FACTORS` what later parts and the marks of a claim multiply
them by; what is in neither changes nothing, and a rule that is not in `RULES` has the odds that its own module gives
it. The marks that count are added to the claim's rule, so that the rule says all that the confidence is made of.

Both tables were fitted, and rounded, on 2,078 rows of 85 articles that people judged (`bench/judged.py fit`), the odds
of the rules a little lower, since faults seen in those articles were mended. A claim below `LEAST` is not made; set it
to 0 to fit anew. What had no factor far from 1 was left out: lemmas without a frame, coordination, lists, places,
headlines, speakers, dates, negation.

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

LEAST = 0.45
RULES = {
    "verb": 6.5,
    "passive": 5.5,
    "light verb": 8.0,
    "event noun": 3.0,
    "title beside a name": 15.0,
    "complement of a title": 15.0,
    "adjective of a place": 10.0,
    "place within a place": 13.0,
}
FACTORS = {
    "doubtful argument": 0.3,  # the least sure one has a chance below 0.8
    "likely argument": 0.5,  # below 0.9
    "sure arguments": 2.1,  # 0.95 and more
    "subject by participle": 0.6,  # «испытывающих трудности»: whose trouble it is, the tree often gets wrong
    "subject by control": 0.7,
    "repaired tree": 0.65,
    "long sentence": 0.6,
    "unsure argument": 0.75,
    "many roles": 0.6,
    "named subject": 1.6,
}
MARKS = (
    "doubtful argument",
    "likely argument",
    "sure arguments",
    "repaired tree",
    "long sentence",
    "unsure argument",
    "named subject",
    "one role",
    "three roles",
    "many roles",
    "speech",
    "attributed",
    "negative",
    "dated",
)
ITEM = "item of a list"  # a rule that does not ask the tree
COLLECTIVE = "place of a collective action"  # a rule that takes each item of a list of places
MEMBER = "member of a group"  # a rule that takes each item of a list behind its clause
MODEL = "model"  # what the model reads, with a confidence that was fitted by itself
_BANDS = {"doubtful argument": (0.0, 0.8), "likely argument": (0.8, 0.9), "sure arguments": (0.95, 1.0)}
NAMED = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.COUNTRY})
UNSURE = 0.85  # of the link between words and entity
_USUAL = 2  # roles: who and whom
_LONG = 35  # words of a sentence


def factor_of(part: str) -> float:
    """What one part of a rule's name multiplies the odds by."""
    return FACTORS.get(part, 1.0)


def is_calibrated(rule: str) -> bool:
    """Whether the confidence of the rule is complete without any marks."""
    return rule.startswith(f"{MODEL}:")


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


def marks_of(event: Event, sentence: Sentence, fillers: Sequence[tuple[Role, Filler]], least: float) -> Iterator[str]:
    """What there is to know of a claim beside its rule; `least` is the chance of its least sure argument."""
    yield from (mark for mark, (low, high) in _BANDS.items() if low <= least < high)
    if sentence.repaired:
        yield "repaired tree"
    if len(sentence.tokens) > _LONG:
        yield "long sentence"
    if event.predicate.event_class == "Statement":
        yield "speech"
    yield from _of_fillers(event, fillers)
    if event.said.speakers:
        yield "attributed"
    if event.stance.is_negative:
        yield "negative"
    if event.times:
        yield "dated"


def _of_fillers(event: Event, fillers: Sequence[tuple[Role, Filler]]) -> Iterator[str]:
    if any(filler.score < UNSURE for _, filler in fillers):
        yield "unsure argument"
    roles = len({role for role, _ in fillers})
    if roles != _USUAL:
        yield "one role" if roles < _USUAL else "three roles" if roles == _USUAL + 1 else "many roles"
    if any(role is event.subject_role and f.entity.kind in NAMED for role, f in fillers):
        yield "named subject"
