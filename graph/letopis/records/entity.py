"""What the mentions of an article stand for.

«Токаев», «президент Казахстана» and «он» are one `Entity` with three `Link`s.

In: records.mention. Out: EntityKind, Entity, Link, Resolved, Identified. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letopis.records.mention import Mention


class EntityKind(StrEnum):
    """The class of an entity; the value is the local name of its class in the ontology."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    COUNTRY = "Country"
    REGION = "Region"
    CITY = "City"
    PLACE = "Place"
    OFFICE = "Office"
    GROUP = "Group"
    PRODUCT = "Product"
    THING = "Thing"
    # What only the model tells apart:
    AWARD = "Award"
    DISEASE = "Disease"
    DISTRICT = "District"
    FACILITY = "Facility"
    FAMILY = "Family"
    IDEOLOGY = "Ideology"
    LANGUAGE = "Language"
    LEGAL_ACT = "LegalAct"
    NATIONALITY = "Nationality"
    OCCASION = "Occasion"
    OFFENCE = "Offence"
    PENALTY = "Penalty"
    RELIGION = "Religion"
    WORK_OF_ART = "WorkOfArt"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing. `article_id` is None when its name alone identifies it in any article."""

    id: str
    kind: EntityKind
    label: str  # canonical, nominative
    aliases: tuple[str, ...] = ()  # other names, sorted, without the label
    same_as: tuple[str, ...] = ()  # IRIs of Wikidata or GeoNames, sorted
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """That a mention stands for an entity, by which rule and how surely (in [0, 1], not calibrated)."""

    mention: Mention
    entity_id: str
    rule: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Holding:
    """That somebody holds an office, said by a title beside a name: «президент Казахстана Токаев».

    `of_id` is what the office is of, where it is named; `title` the mention of the office.
    """

    holder_id: str
    office_id: str
    title: Mention
    of_id: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entities of one article, sorted by id, and the links of its mentions, in order of position.

    A mention without a link stands for nothing that is known (a pronoun that no safe rule resolves, a date, a
    quantity). At most one link a mention: a title beside a name is linked to the person, and `holdings` says the rest.
    A subject that only a verb's ending shows has a mention of its own, at the verb.
    """

    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    holdings: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Identified:
    """Everything that is resolved, with what the model's spans stand for: `ends` has links by index of the span.

    The link of a span is that of the rules' own mention of the same thing, where there is one.
    """

    resolved: Resolved
    ends: Mapping[int, Link]
