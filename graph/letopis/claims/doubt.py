"""Arguments that belong to their event less surely than not: they are left out.

How sure an argument is, the parser's own probabilities of the heads between it and the trigger tell best, then what
stands between the two. The odds were fitted on 2,912 arguments of rows that people judged, where one in sixteen was
wrong (`bench/judged.py arguments`; what rules have mended since is no longer among them). Of those below `LEAST`, on
articles that were not fitted, half were wrong.

In: Event, trees. Out: Event, marks and chances of arguments. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING

from letopis.claims.confidence import ITEM, NAMED, UNSURE, trigger_token
from letopis.records.claim import ClaimKind
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from letopis.claims.making import Event
    from letopis.claims.scene import Filler
    from letopis.records.claim import Role
    from letopis.records.text import Span
    from letopis.tree import Tree

TIME = "time"
LEAST = 0.65
USUAL = 3.0
POWER = 0.25  # of the odds that the heads between the two are right
CHANCES = {
    "no noun between": 1.9,
    "four nouns between": 0.45,
    "comma between": 0.35,  # an odd number of them: a pair is an insertion
    "unsure link": 0.2,
    "nominative": 3.3,
    "accusative object": 3.3,
    "subject of a passive": 3.5,
    "date": 4.5,
    "place name": 3.0,
    "named subject": 1.9,
}
_MANY = 4
_SURE = 0.999
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_CUTS = frozenset(",;:—–()«»")
_WHERE = frozenset({EntityKind.CITY, EntityKind.REGION, EntityKind.PLACE})


@dataclass(frozen=True, slots=True)
class Weighed:
    """An argument with what speaks for and against it; `arcs` is the probability of its heads."""

    role: str  # `TIME` for times
    span: Span
    marks: tuple[str, ...]
    arcs: float


def chance(marks: Iterable[str], arcs: float) -> float:
    """The probability that an argument is right; `arcs` is that of the heads between it and the trigger."""
    arcs = min(max(arcs, 1 - _SURE), _SURE)
    odds: float = USUAL * (arcs / (1 - arcs)) ** POWER * prod(CHANCES[mark] for mark in marks)
    return odds / (1 + odds)


def sure(event: Event, tree: Tree) -> Event | None:
    """The event without doubtful arguments and times; None where what it lost leaves it without an object."""
    doubtful = {(w.role, w.span) for w in weighed(event, tree) if chance(w.marks, w.arcs) < LEAST}
    if not doubtful:
        return event
    kept = {role: [f for f in fillers if (role, f.span) not in doubtful] for role, fillers in event.roles.items()}
    roles = {role: fillers for role, fillers in kept.items() if fillers}
    others = roles.keys() - {event.subject_role}
    if not roles or (not others and event.roles.keys() - {event.subject_role}):
        return None
    times = tuple(time for time in event.times if (TIME, time.span) not in doubtful)
    return replace(event, roles=roles, times=times)


def least(event: Event, tree: Tree) -> float:
    """The chance of the least sure argument; 1 where none is weighed."""
    return min((chance(w.marks, w.arcs) for w in weighed(event, tree)), default=1.0)


def weighed(event: Event, tree: Tree) -> Iterator[Weighed]:
    """The arguments and times that the tree gives to an event; nothing of rules that do not ask it."""
    if event.kind is ClaimKind.RELATION or ITEM in event.rule:
        return
    verb = trigger_token(event, tree.tokens)
    for role, fillers in event.roles.items():
        for filler in fillers:
            marks = tuple(_of_filler(event, tree, verb, role, filler))
            yield Weighed(role, filler.span, marks, _arcs(tree, verb, filler.token))
    for time in event.times:
        if time.span:
            token = _head_of(tree, time.span)
            dated = ["date"] if time.value.kind == "date" else []
            yield Weighed(TIME, time.span, (*_marks(tree, verb, token), *dated), _arcs(tree, verb, token))


def _of_filler(event: Event, tree: Tree, verb: int, role: Role, filler: Filler) -> Iterator[str]:
    token = tree.tokens[filler.token]
    is_subject = role is event.subject_role
    yield from _marks(tree, verb, filler.token)
    if filler.score < UNSURE:
        yield "unsure link"
    if is_subject and token.feats.get("Case") == "Nom":
        yield "nominative"
    if not is_subject and token.feats.get("Case") == "Acc" and not tree.children(filler.token, "case"):
        yield "accusative object"
    if token.rel == "nsubj:pass":
        yield "subject of a passive"
    if filler.entity.kind in _WHERE:
        yield "place name"
    if any(other.entity.kind in NAMED for other in event.roles.get(event.subject_role, ())):
        yield "named subject"


def _arcs(tree: Tree, verb: int, token: int) -> float:
    above, beyond = [token, *tree.ancestors(token)], [verb, *tree.ancestors(verb)]
    met = next(i for i in above if i in beyond)
    way = above[: above.index(met)] + beyond[: beyond.index(met)]
    return prod(tree.tokens[i].chance for i in way)


def _marks(tree: Tree, verb: int, token: int) -> Iterator[str]:
    if tree.tokens[token].pos == "VERB":  # the ending of the first of several verbs stands for their subject
        yield "no noun between"
        return
    first = _first_of_list(tree, verb, token)
    between = tree.tokens[min(verb, first) + 1 : max(verb, first)]
    nouns = sum(1 for t in between if t.pos in _NOUNS)
    if not nouns:
        yield "no noun between"
    if nouns >= _MANY:
        yield "four nouns between"
    if sum(1 for t in between if t.text in _CUTS) % 2:
        yield "comma between"


def _first_of_list(tree: Tree, verb: int, token: int) -> int:
    while tree.tokens[token].rel == "conj" and tree.tokens[token].head != verb:
        token = tree.tokens[token].head
    return token


def _head_of(tree: Tree, span: Span) -> int:
    inside = [i for i, t in enumerate(tree.tokens) if t.span.start < span.stop and t.span.stop > span.start]
    return next((i for i in inside if tree.tokens[i].head not in inside), 0)
