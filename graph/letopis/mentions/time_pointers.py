"""Words that point at a time: now, once, soon, then.

«сейчас» is the day of publication, «тогда» the time last spoken of, «после этого» what comes after it.

In: atoms of a sentence. Out: POINTERS. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.mentions import calendar
from letopis.mentions.time_grammar import GRAMMAR
from letopis.mentions.time_patterns import Found, Reading, Rule
from letopis.mentions.time_values import bounded, one
from letopis.records.mention import TimeValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.mentions.time_context import Scene


def _now(found: Found, scene: Scene) -> Sequence[Reading]:
    day = scene.reference.isoformat() if scene.reference else None
    return one(found, TimeValue("PRESENT_REF", "reference", "at", day, day))


def _once(found: Found, scene: Scene) -> Sequence[Reading]:
    """«недавно», «ранее»; not «ранее чем», «не ранее»."""
    if scene.after(found.span[1]) in (["чем"], ["всего"]) or scene.before(found.span[0]) == ["не"]:
        return []
    day = scene.reference.isoformat() if scene.reference else None
    return one(found, TimeValue("PAST_REF", "reference", "at", None, day))


def _soon(found: Found, scene: Scene) -> Sequence[Reading]:
    """«вскоре», of the future; in a story of the past, after the time last spoken of."""
    if "told" in found and scene.direction(*found.span) == "past":
        return _after(found, scene)
    day = scene.reference.isoformat() if scene.reference else None
    return one(found, TimeValue("FUTURE_REF", "reference", "at", day, None))


def _these_days(found: Found, scene: Scene) -> Sequence[Reading]:
    """«на днях» is the near past or the near future, as the verb says."""
    return _soon(found, scene) if scene.direction(*found.span) == "future" else _once(found, scene)


def _then(found: Found, scene: Scene) -> Sequence[Reading]:
    """«тогда» where a time has been spoken of; not «если …, тогда», «тогда как»."""
    anchor = scene.anchor()
    conditional = any(atom.text in {"если", "когда"} for atom in scene.atoms[: found.span[0]])
    if (
        anchor is None
        or conditional
        or scene.direction(*found.span) in {"future", "near"}
        or scene.after(found.span[1]) == ["как"]
    ):
        return []
    return one(found, bounded(anchor))


def _after(found: Found, scene: Scene) -> Sequence[Reading]:
    """«позже», after the time last spoken of; not «не позже», «позднее чем»."""
    if scene.before(found.span[0]) == ["не"] or scene.after(found.span[1]) == ["чем"]:
        return []
    anchor = scene.anchor()
    bounds = calendar.bounds_of(anchor or "")
    if anchor is None or bounds is None:
        return []
    return one(found, TimeValue(anchor, "reference", "after", bounds[0].isoformat(), None))


_ROWS = (
    ("now", "<now>|в (настоящее время|данный момент|настоящий момент|наше время|наши дни)", _now),
    ("now", "на (данный момент|текущий момент|сегодняшний день|сегодня)", _now),
    ("once", "<once>|в (последнее время|недавнем прошлом)", _once),
    ("once", "на днях", _these_days),
    ("soon", "(?P<told><soon>)", _soon),
    (
        "soon",
        "в (самое? ближайшее время|ближайшем будущем|обозримом будущем|скором времени|скором будущем|будущем)",
        _soon,
    ),
    ("then", "тогда же?|в (тот момент|тот период|этот период|то время)", _then),
    ("after", "<then>|после (этого|чего)|в дальнейшем|вслед за этим", _after),
)
POINTERS = tuple(Rule(name, GRAMMAR.compile(pattern), read) for name, pattern, read in _ROWS)
