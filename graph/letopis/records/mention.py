"""What is spoken of, as it stands in the text: names, titles, groups, dates, quantities, noun phrases, pronouns.

«сотни жителей Жанаозена» is a GROUP mention that holds a PLACE mention; mentions may nest.

In: records.text. Out: MentionKind, TimeValue, Quantity, Mention, Noted. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.records.text import Span


IMPLIED = "subject in the verb's ending"  # the rule of a mention that has no word of its own


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    PRODUCT = "product"  # a named thing that is none of the above: «Су-24», «Северный поток»
    TITLE = "title"  # an office or role with what it is of: «президент Казахстана»
    GROUP = "group"  # unnamed people: «протестующие», «сотни жителей Жанаозена»
    NOMINAL = "nominal"  # any other noun phrase: «ситуация в Казахстане»
    PRONOUN = "pronoun"
    CONCEPT = "concept"  # what only the model names: a disease, an award, a work of art
    TIME = "time"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time in the notation of TIMEX3 (ISO 8601 with day parts such as `2022-01-05TEV`).

    `value` may be a date, month, quarter, year, decade (`199X`), week, interval `A/B` (an open side is `..`),
    duration (`P180D`), or one of PAST_REF, PRESENT_REF, FUTURE_REF. `earliest` and `latest` are ISO dates that
    bound it, None where unknown.
    """

    value: str
    kind: str = "date"  # date | interval | duration | reference | set
    relation: str = "at"  # at | since | until | before | after | for | as_of
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as said. `upper` is set only for ranges («от 10 до 15»)."""

    value: float
    bound: str = "exact"  # exact | about | more | less | at_least | at_most | range
    unit: str = ""  # «человек», «%», ISO 4217 code for money; nominative plural or the lemma for other things
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of one sentence that stand for one thing.

    `normal` is the nominative; `head` the index of the head token in sentence number `sentence`; `rule` names what
    found it; `score` in [0, 1] is not calibrated.
    """

    span: Span
    text: str
    kind: MentionKind
    normal: str
    sentence: int
    head: int
    rule: str
    score: float = 1.0
    value: TimeValue | Quantity | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A mention that the model found: `spot` is the index of its span in `Findings.spans`."""

    spot: int
    mention: Mention
