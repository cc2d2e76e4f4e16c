"""Names that are also words or names of people, «Совет», «Даша»: they would be found where no place is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_NAMES = {"Name", "Surn", "Patr"}


def is_word(name: str, morph: MorphAnalyzer) -> bool:
    """Whether the dictionary has it as a common word and not as a place."""
    return _has(name, morph, names=False)


def is_personal(name: str, morph: MorphAnalyzer) -> bool:
    """Whether the dictionary has it as a name of people and not as a place."""
    return _has(name, morph, names=True)


def _has(name: str, morph: MorphAnalyzer, *, names: bool) -> bool:
    parses = [parse for parse in morph.parse(name.lower()) if parse.is_known]
    if any("Geox" in parse.tag.grammemes for parse in parses):
        return False
    wanted = [bool(_NAMES & set(parse.tag.grammemes)) for parse in parses if names or parse.normal_form == name.lower()]
    return any(wanted) if names else not all(wanted)
