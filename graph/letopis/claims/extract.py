"""All claims of an article.

In: Parsed, Mention, Resolved, Lexicon. Out: Claim. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.agreed import agreed
from letopis.claims.attribution import Said
from letopis.claims.confidence import COLLECTIVE, LEAST
from letopis.claims.events import SentenceEvents
from letopis.claims.found import as_told, found_relations
from letopis.claims.lists import is_list_to_come, with_items
from letopis.claims.making import Event, claims_of
from letopis.claims.members import with_members
from letopis.claims.names import identities
from letopis.claims.quotes import quotations
from letopis.claims.relations import relations
from letopis.claims.scene import PLACES, Filler, Scene
from letopis.claims.speakers import Memory
from letopis.claims.times import is_past
from letopis.claims.untold import is_untold
from letopis.claims.voices import attribute_quotations
from letopis.lexicon.tables import fold
from letopis.records.claim import Attribution, ClaimKind, Modality, Predicate, Role, TimeArgument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.claims.found import Ties
    from letopis.lexicon.tables import Lexicon
    from letopis.records.claim import Claim
    from letopis.records.entity import Resolved
    from letopis.records.mention import Mention
    from letopis.records.text import Parsed

_EARLIER = frozenset({"уже", "ранее", "прежде"})


def extract(
    parsed: Parsed, mentions: Sequence[Mention], resolved: Resolved, lexicon: Lexicon, ties: Ties | None = None
) -> tuple[Claim, ...]:
    """In order of sentence and trigger; no two with one id, none whose confidence is below `LEAST`.

    With `ties`, what the model found is stated too.
    """
    scene = Scene(parsed, mentions, resolved, lexicon)
    events: list[Event] = []
    found: dict[str, Claim] = {}
    memory = Memory(quotations(scene))
    sentences = [SentenceEvents(scene, number, memory) for number in range(len(scene.trees))]
    attribute_quotations(scene, memory.quotations, [sentence.attributor for sentence in sentences])
    opening: list[Event] = []
    for number, sentence in enumerate(sentences):
        if sentence.speaks_of_before:
            events = [_attributed(event, number - 1, sentence.speaks_of_before) for event in events]
        found_here = sentence.find()
        opening = opening if number and is_list_to_come(scene, number - 1) else []
        found_here = with_members(scene, number, with_items(scene, number, found_here, opening))
        opening = found_here if any(event.sentence == number for event in found_here) and not opening else opening
        if number and _continues(scene, number) and not any(map(_is_dated, found_here)):
            found_here = [_dated(scene, event, events) for event in found_here]
        related = [sentence.told(event) for event in relations(scene, number)] + sentence.ties()
        triggers = {event.trigger for event in related}
        events += [event for event in found_here if event.trigger not in triggers]
        events += related
        for claim in identities(scene, number):
            found.setdefault(claim.id, claim)
    for event in events:
        for claim in _with_places(scene, event):
            if not is_untold(scene, event.sentence, claim):
                found.setdefault(claim.id, claim)
    likely = [claim for claim in found.values() if claim.score >= LEAST]
    if ties:
        likely = agreed(likely, _read(scene, sentences, ties))
    return tuple(sorted(likely, key=lambda claim: (claim.sentence, claim.trigger, claim.id)))


def _read(scene: Scene, sentences: Sequence[SentenceEvents], ties: Ties) -> Iterator[Claim]:
    """The claims of what the model found, told as the verbs of their sentences tell it."""
    for number, sentence in enumerate(sentences):
        for event in found_relations(scene, number, ties):
            yield from claims_of(scene, as_told(scene, event, sentence.told(event)))


def _continues(scene: Scene, number: int) -> bool:
    """Whether the sentence goes on with what was told on the same day: «Также он поручил…»."""
    tokens = scene.trees[number].tokens
    return bool(tokens) and fold(tokens[0].text) in {"также", "одновременно", "тогда"}


def _is_dated(event: Event) -> bool:
    return any(t.value.kind in {"date", "interval"} for t in event.times)


def _dated(scene: Scene, event: Event, before: Sequence[Event]) -> Event:
    """The event with the date of the first dated event of the sentence before."""
    dates = [
        t
        for other in before
        if other.sentence == event.sentence - 1
        for t in other.times
        if t.value.kind == "date" and t.value.relation == "at"
    ]
    if not dates or event.stance.modality is not Modality.ACTUAL or not _is_done(scene, event):
        return event
    return replace(event, times=(*event.times, TimeArgument(dates[0].value)))


def _is_done(scene: Scene, event: Event) -> bool:
    """«Также он поручил» was on that day; «также попадают», «уже подготовил» may have been on any other one."""
    tree = scene.trees[event.sentence]
    verb = next((i for i, token in enumerate(tree.tokens) if token.span == event.trigger), None)
    if verb is None or not is_past(scene, event.sentence, verb):
        return False
    return all(fold(tree.tokens[i].text) not in _EARLIER for i in tree.children(verb, "advmod"))


def _attributed(event: Event, number: int, speakers: Sequence[Attribution]) -> Event:
    if event.sentence != number or event.said.speakers or event.kind is not ClaimKind.EVENT or not speakers:
        return event
    return replace(event, said=Said(tuple(speakers), Modality.REPORTED))


def _with_places(scene: Scene, event: Event) -> Iterator[Claim]:
    """The claims of an event, and for a collective action one with each place as its subject: city – protests."""
    yield from claims_of(scene, event)
    action = _action(scene, event)
    if action is None:
        return
    for place in _places(scene, event):
        roles = {Role.AGENT: [place], Role.PLACE: [place]}
        yield from claims_of(
            scene,
            replace(
                event,
                predicate=action,
                roles=roles,
                subject_role=Role.AGENT,
                rule=f"{event.rule}, {COLLECTIVE}",
            ),
        )


def _action(scene: Scene, event: Event) -> Predicate | None:
    """The predicate of the collective action that the event is, or that it gives a phase to."""
    protests = scene.lexicon.frames.get("protests")
    if protests is None or event.kind is not ClaimKind.EVENT:
        return None
    predicate = Predicate(protests.name, protests.label, protests.event_class)
    if event.predicate.name == protests.name:
        return predicate
    tree = scene.trees[event.sentence]
    verb = next((t for t in tree.tokens if t.span == event.trigger), None)
    if verb is None or fold(verb.lemma) not in scene.lexicon.support:
        return None
    subjects = event.roles.get(event.subject_role, [])
    is_action = any(fold(tree.tokens[f.token].lemma) in scene.lexicon.collective_actions for f in subjects)
    return predicate if is_action else None


def _places(scene: Scene, event: Event) -> list[Filler]:
    """Where it is: its places, and the place in the name of the group or action («жители Жанаозена»)."""
    found = [f for f in event.roles.get(Role.PLACE, []) if f.entity.kind in PLACES and f.entity.article_id is None]
    tree = scene.trees[event.sentence]
    for filler in event.roles.get(event.subject_role, []):
        for child in tree.children(filler.token, "nmod"):
            inner = scene.filler(event.sentence, child)
            if inner and inner.entity.kind in PLACES and inner.entity.article_id is None:
                found.append(inner)
    return list({f.entity.id: f for f in found}.values())
