"""What a row of the tables of event nouns holds.

«обвинить в+Loc object Бухгалтера обвинили в подделке подписи» is a `NounControlRow`: who is accused is who forged.

In: lexicon.rows. Out: OccurrenceRow, NounControlRow. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from letopis.lexicon.rows import CASES, _one_of


def _slot(text: str) -> str:
    if text.rpartition("+")[2] not in CASES:
        raise ValueError(f"{text!r} is no slot (prep+Case or Case)")
    return text


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """An event noun that tells of a happening without saying what it is done to.

    `needs`: what must be said of it: the time or place (`setting`), that or who acts (`actor`), or not even this, as
    in «после взрыва» (`nothing`).
    """

    lemma: str
    needs: str = field(metadata=_one_of("nothing", "actor", "setting"))
    example: str


@dataclass(frozen=True, slots=True)
class NounControlRow:
    """A verb that says who does what the event noun under it names: «обвинить кого в чём».

    `slot` is that of the noun (`prep+Case` or `Case`); `controller` where the one who acts stands.
    """

    verb: str
    slot: str = field(metadata={"parse": _slot})
    controller: str = field(metadata=_one_of("subject", "object", "dative"))
    example: str
