"""Patterns of quantities: a bound, a number or range, a unit.

«не менее 10», «от 10 до 15», «$3–5 млн», «более чем на 40 %», «десятки тысяч».

In: atoms of a sentence. Out: GRAMMAR, QUANTITY, SINGLE_WORD, Count, `read_count`. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import NUMERALS, UNITS
from letopis.mentions.time_patterns import Grammar

if TYPE_CHECKING:
    from letopis.mentions.atoms import Atom
    from letopis.mentions.time_patterns import Found

_TABLES = MappingProxyType({**UNITS, "magnitude": NUMERALS["magnitude"], "group": NUMERALS["group"]})
_SINGLE = frozenset({"десяток", "десятка", "сотня", "сотню", "дюжина", "дюжину", "полсотни", "полусотни"})


def _classify(atom: Atom) -> str:
    if atom.kind != "number" or atom.number is None:
        return ""
    if atom.tail.startswith("летн"):
        return "aged"
    return "" if atom.number.ordinal else "number"


_BOUNDS = ("at_least", "at_most", "more", "less", "about", "upto", "least", "older", "younger")
_MEANT = {"upto": "at_most", "least": "at_least", "older": "more", "younger": "less"}
GRAMMAR = Grammar(_TABLES, _classify, ("number", "aged"))

_BOUND = (
    "(?P<at_least>не (менее|меньше|ниже) чем?|как? минимум|<minimum>|по (меньшей|крайней) мере)"
    "|(?P<at_most>не (более|больше|выше|позже|старше) чем?|<maximum>)"
    "|(?P<older>старше)|(?P<younger>моложе|младше)|(?P<more>(чуть|немногим|немного|значительно|намного)? <more> чем?)"
    "|(?P<less>(чуть|немногим|немного)? <less> чем?)"
    "|(?P<about><about> (с|от)?)|(?P<upto>до)|(?P<least>от)"
)
_RANGE = "(от|с)? <low:number> (<dash>|до|или) <sign>? <high:number>"
_CROWD = "<vague>? (<group:group> <magnitude:magnitude>?|<crowd:magnitude>)"
_MONEY = "<country:country_money> (<currency:currency>|<crown>)|<nation_money>? <currency2:currency> <money_tail>?"
_MEASURE = "<power:power>? <measure:measure> (<speed:speed> <per:hour>)?"
QUANTITY = GRAMMAR.compile(
    f"(({_BOUND}) (на|в|до|с|из|у|о|от|к)?)? <sign:sign>? ({_RANGE}|<number:number>|{_CROWD}) "
    f"(<plain:percent|permille|points|times|age>|{_MONEY}|{_MEASURE})? (и (?P<post>более|больше|выше))?"
)
SINGLE_WORD = GRAMMAR.compile("<aged:aged>|<folds:folds|twice>")


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity in the atoms `start..stop`."""

    start: int
    stop: int
    value: float
    upper: float | None = None
    bound: str = "exact"
    unit: str = ""


def read_count(found: Found) -> Count:
    """What was found, as a number with bound and unit."""
    start, stop = found.span
    if "aged" in found:
        return Count(start, stop, found.number("aged"), unit="лет")
    if "folds" in found:
        return Count(start, stop, float(found.value("folds")), unit="раз")
    low, upper, bound = _amount(found)
    return Count(start, stop, low, upper, bound, _unit(found))


def _amount(found: Found) -> tuple[float, float | None, str]:
    said = next((name for name in _BOUNDS if name in found), "exact")
    bound = _MEANT.get(said, said)
    if "low" in found:
        return _range(found)
    if "number" in found:
        value = found.number("number")
    else:
        name = "group" if "group" in found else "crowd"
        value = float(found.value(name)) * (float(found.value("magnitude")) if "magnitude" in found else 1)
        crowd = "about" if found.atom(name).text in _SINGLE else "at_least"
        bound = crowd if bound == "exact" else bound
    return value, None, "at_least" if "post" in found else bound


def _range(found: Found) -> tuple[float, float | None, str]:
    """«1,5–2 млн»: the magnitude of the right side is that of the left one too."""
    low, high, scale = found.number("low"), found.number("high"), found.scale("high")
    shared = found.scale("low") == 1 and low * scale <= high
    return low * scale if shared else low, high, "range"


def _unit(found: Found) -> str:
    if "plain" in found:
        unit = found.value("plain")
        return "%" if unit == "%" else unit
    if "country" in found:
        return found.value("country")
    if "currency2" in found:
        return found.value("currency2")
    if "sign" in found:
        return found.value("sign")
    if "measure" not in found:
        return ""
    measure = found.value("measure")
    if "speed" in found:
        return f"{measure} в {found.value('per')}"
    return f"{found.value('power')} {measure}" if "power" in found else measure
