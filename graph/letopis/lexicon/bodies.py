"""What a row of the table of nouns for organisations holds: «концерн company yes Концерн Bayer купил конкурента.».

In: nothing. Out: Sort, Naming, BodyRow. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """The sort of organisation; a `special` noun stands only for what was called so before: «завод», «банк»."""

    COMPANY = "company"
    SPECIAL = "special"
    MEDIA = "media"
    AGENCY = "agency"
    STATE = "state"
    PARTY = "party"
    MOVEMENT = "movement"
    CLUB = "club"
    ANY = "any"


class Naming(StrEnum):
    """Whether a name right after the noun is that of the organisation itself («компания «Рассвет»»).

    AFTER: only behind a complement («производитель обуви Nike»); NO: what follows may be whose it is.
    """

    YES = "yes"
    AFTER = "after"
    NO = "no"


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A noun for a sort of organisations, which may stand for one that is named elsewhere."""

    lemma: str
    sort: Sort = field(metadata={"parse": Sort})
    name: Naming = field(metadata={"parse": Naming})
    example: str
