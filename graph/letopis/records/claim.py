"""What an article says: a predicate with roles, time and number, who says it and whether it happened, in which words.

«Вечером 5 января Токаев попросил помощи у стран ОДКБ» is a `Claim`: predicate `asksFor`, agent Токаев, patient помощь,
recipient страны ОДКБ, time 2022-01-05TEV, polarity positive, modality actual.

In: records.entity, records.mention. Out: Claim and its parts. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.records.mention import Quantity, TimeValue
    from letopis.records.text import Span


class ClaimKind(StrEnum):
    """An event happens; a relation holds; an identity gives a thing another name."""

    EVENT = "event"
    RELATION = "relation"
    IDENTITY = "identity"


class Polarity(StrEnum):
    """Whether the sentence says that it is so or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """Whether the sentence says that it happened."""

    ACTUAL = "actual"  # the article says so in its own voice
    REPORTED = "reported"  # somebody else says so
    ORDERED = "ordered"
    PLANNED = "planned"  # decided, promised, proposed, expected, in the future
    PERMITTED = "permitted"
    POSSIBLE = "possible"  # may be, if, allegedly, demanded without power to order


class Role(StrEnum):
    """What an argument does in an event; the value is the local name of its property in the ontology."""

    AGENT = "agent"
    PATIENT = "patient"
    PARTICIPANT = "participant"
    RECIPIENT = "recipient"
    BENEFICIARY = "beneficiary"
    INSTRUMENT = "instrument"
    TOPIC = "topic"
    CAUSE = "cause"
    PURPOSE = "purpose"
    PLACE = "place"
    ORIGIN = "origin"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True)
class Predicate:
    """What happens or holds.

    `name` is the property: the English name of a frame (`calls`), or the Russian lemma itself when the lexicon has
    no frame for it (then `frame` is False). `label` is what a reader sees: the infinitive or noun lemma, with its
    light-verb noun, complement verb, adjective or preposition where one belongs to it; for a relation its Russian or
    NEREL name.
    """

    name: str
    label: str
    event_class: str = "Event"
    frame: bool = True


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity in a role, with the words of the mention that put it there."""

    role: Role
    entity_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class TimeArgument:
    """A time of the event and the words that give it; None where it is carried over from another sentence."""

    value: TimeValue
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class QuantityArgument:
    """A number and the entity it counts (None: the event itself, as in «снизился на 5 %»)."""

    quantity: Quantity
    span: Span
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker. The first of a claim's attributions is who says it, later ones pass it on.

    `word` is what makes it a speaker: the verb of speech, or «по словам», «согласно».
    """

    entity_id: str
    span: Span
    word: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one sentence says.

    `id` is the claim's own, `statement_id` that of the event, relation or identity it is about; both are hashes of
    content. `subject_id` and `object_id` are the two ends of the direct triple, each also the filler of a role for
    events; an identity (the other name) and an age («36 лет») have a `literal` instead of an object. `because` are the
    words of the sentence that made polarity and modality what they are («не», «может», «обвинили»), in order. `score`
    in [0, 1].
    """

    id: str
    statement_id: str
    article_id: str
    kind: ClaimKind
    predicate: Predicate
    sentence: Span
    trigger: Span
    rule: str
    subject_id: str | None = None
    object_id: str | None = None
    literal: str | None = None
    arguments: tuple[Argument, ...] = ()
    times: tuple[TimeArgument, ...] = ()
    quantities: tuple[QuantityArgument, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    attributions: tuple[Attribution, ...] = ()
    because: tuple[Span, ...] = ()
    score: float = 1.0

    @property
    def alias(self) -> str | None:
        """The other name that an identity gives."""
        return self.literal if self.kind is ClaimKind.IDENTITY else None
