"""Lengths of time, times at a distance, and times that repeat.

«на 180 дней» is `P180D`, «два года назад» is a year, «через три дня» is a day, «каждый понедельник» is a set.

In: atoms of a sentence. Out: SPANS. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.mentions import calendar
from letopis.mentions.time_days import search
from letopis.mentions.time_grammar import GRAMMAR, YEARS
from letopis.mentions.time_patterns import Found, Reading, Rule
from letopis.mentions.time_values import bounded, one
from letopis.records.mention import TimeValue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from letopis.mentions.time_context import Scene

    Term = tuple[float | None, str]

_NUMBER = "day|year|count|decimal"
GRAMMAR.add_phrase("about", "((не|чуть|немногим)? <around>|как? минимум|максимум|от|до)")
GRAMMAR.add_phrase(
    "amount",
    f"{{about}}? (<{_NUMBER}> ((<dash>|или|до) <{_NUMBER}>)? <unit> (и? <{_NUMBER}> <unit>)?"
    "|<vague> <unit>|<half_amount>)",
)
_TERM = GRAMMAR.compile(
    f"<count:{_NUMBER}> ((<dash>|или|до) <{_NUMBER}>)? <unit:unit> (и? <count2:{_NUMBER}> <unit2:unit>)?"
    "|<vague> <vagueunit:unit>|<part:half_amount>|<single:one_unit|unit_by|unit_of>"
)
_HALVES = {"0.5": (0.5, "year"), "0.5h": (0.5, "hour"), "0.5m": (0.5, "month"), "0.5c": (50.0, "year")}
_BEING = frozenset({"было", "будет", "исполнилось", "уже", "всего", "сейчас"})
_OLD = 40  # «до 60 лет» is an age, «до 5 лет» may be a term
_PLURAL = ("ие", "их", "ими", "ые", "ых", "ыми")


def _terms(found: Found, scene: Scene) -> list[Term]:
    """The counts and units of an amount; a vague count («несколько») is None, of a range the lower one stands."""
    term = search(_TERM, scene, *found.part("amount"))
    if term is None:
        return []
    if "part" in term:
        return [_HALVES[term.value("part")]]
    if "single" in term:
        return [(1.0, term.value("single"))]
    if "vagueunit" in term:
        return [(None, term.value("vagueunit"))]
    second = [(term.number("count2"), term.value("unit2"))] if "unit2" in term else []
    return [(term.number("count"), term.value("unit")), *second]


def _length(terms: Sequence[Term]) -> str:
    """The duration; an unknown count is an X: `PXD`."""
    texts = [
        calendar.period(1, unit).replace("1", "X", 1) if n is None else calendar.period(n, unit) for n, unit in terms
    ]
    joined = texts[0]
    for text in texts[1:]:
        joined += text.removeprefix("PT" if "T" in joined else "P")
    return joined


def _lasting(found: Found, scene: Scene) -> Sequence[Reading]:
    """«на 180 дней», «в течение двух недель»."""
    terms = _terms(found, scene)
    start, stop = found.span
    if scene.before(start) in (["«"], ['"']) and scene.after(stop) in (["»"], ['"']):
        return []  # a name: «60 минут»
    if not terms or (terms[0][1] in {"year", "month"} and _is_age(found, scene)):
        return []
    if (year := _is_year(terms, scene, stop)) is not None:
        return one(found, TimeValue(str(year), "date", "at"))
    ahead = found.first == "за" and scene.after(stop) == ["до"]  # «за две недели до экзамена»
    return one(found, TimeValue(_length(terms), "duration", "before" if ahead else "for"))


def _is_year(terms: list[tuple[float | None, str]], scene: Scene, stop: int) -> int | None:
    """«в течение 2020 года», by the singular; it lasts no two thousand years."""
    count, unit = terms[0]
    is_one = len(terms) == 1 and unit == "year" and scene.token_at(stop - 1).feats.get("Number") == "Sing"
    return int(count) if is_one and count is not None and count in YEARS else None


def _is_age(found: Found, scene: Scene) -> bool:
    """«в возрасте 67 лет», «в 55 лет», «Петров, 67 лет, …», «гражданам до 65 лет»; not «10 лет тюрьмы»."""
    start, stop = found.span
    low, high = found.part("amount")
    if any(word in GRAMMAR.tables["penalty"] for word in (*scene.before(low, 4), *scene.after(high, 2))):
        return False
    first = found.first if low > start else "".join(scene.before(start))
    if found.rule != "within" and (first in {"в", "с", "к"} or (first == "до" and (_count(found) or 0) >= _OLD)):
        return True
    near = [*range(max(0, low - 4), low), *range(high, min(len(scene.atoms), high + 2))]
    if any(_is_word_of_age(scene, i) for i in near):
        return True
    return start > 0 and _is_aged(scene, start - 1, scene.after(stop))


def _count(found: Found) -> float | None:
    """The first number of what was found."""
    return next((atom.number.value for atom in found.atoms[slice(*found.span)] if atom.number), None)


def _is_word_of_age(scene: Scene, index: int) -> bool:
    ages = GRAMMAR.tables["aged"]
    return scene.token_at(index).lemma in ages or scene.atoms[index].text in ages


def _is_aged(scene: Scene, index: int, after: list[str]) -> bool:
    """Whether somebody stands right before a number of years: «девочка 8 лет», «Петров, 67 лет,», «(51 год)»."""
    ends = after in ([","], [")"], ["."], [";"], ["и"], [])
    if scene.atoms[index].text in _BEING and index:
        index -= 1
    token = scene.token_at(index)
    if token.feats.get("Case") == "Dat" and token.pos in {"NOUN", "PROPN", "PRON", "DET"}:
        return ends
    if scene.atoms[index].text == "(":
        return after == [")"]
    if token.text == "," and index:
        return ends and scene.token_at(index - 1).pos == "PROPN"
    return token.lemma in GRAMMAR.tables["somebody"] or (ends and token.pos == "PROPN")


def _many(found: Found, _: Scene) -> Sequence[Reading]:
    """«в течение десятилетий»."""
    return one(found, TimeValue(_length([(None, found.value("many"))]), "duration", "for"))


def _ago(found: Found, scene: Scene) -> Sequence[Reading]:
    """«два года назад»: from the day of publication, as precise as the unit."""
    return _away(found, scene, scene.reference, -1)


def _earlier(found: Found, scene: Scene) -> Sequence[Reading]:
    """«днем ранее»: from the day last spoken of, else from that of publication."""
    return _away(found, scene, scene.anchor_day() or scene.reference, -1)


def _later(found: Found, scene: Scene) -> Sequence[Reading]:
    """«через три дня»: in a story of the past from the day last spoken of, else from that of publication."""
    terms, anchor = _terms(found, scene), scene.anchor_day()
    if terms and scene.after(found.span[1]) == ["после"]:
        return one(found, TimeValue(_length(terms), "duration", "after"))
    if "later" not in found and scene.direction(*found.span) == "future":
        return _away(found, scene, scene.reference, 1)
    if anchor is None and terms:
        return one(found, TimeValue(_length(terms), "duration", "after"))
    if anchor and terms and terms[0][0] is None:
        return one(found, TimeValue(scene.anchor() or "", "reference", "after", anchor.isoformat()))
    return _away(found, scene, anchor, 1)


def _away(found: Found, scene: Scene, origin: date | None, sign: int) -> Sequence[Reading]:
    """A time at some distance from a day, as precise as the smallest unit that is counted."""
    terms = _terms(found, scene)
    if not terms:
        return []
    if origin is None or terms[0][0] is None:
        return one(found, _somewhere(origin, sign))
    day: date | None = origin
    for count, unit in terms[:-1]:
        day = day and calendar.shift_day(day, sign * (count or 0), unit)
    count, unit = terms[-1]
    value = day and calendar.shift(day, sign * (count or 0), unit)
    return one(found, bounded(value)) if value else []


def _somewhere(origin: date | None, sign: int) -> TimeValue:
    """«несколько дней назад»."""
    day = origin.isoformat() if origin else None
    if sign < 0:
        return TimeValue("PAST_REF", "reference", "at", None, day)
    return TimeValue("FUTURE_REF", "reference", "at", day, None)


def _lately(sign: int) -> Callable[[Found, Scene], Sequence[Reading]]:
    """«за последние пять лет», «в ближайшие три дня»: a length that ends or begins with the day of publication."""

    def read(found: Found, scene: Scene) -> Sequence[Reading]:
        count, unit = _counted(found)
        if count == 1 and sign > 0 and found.atom("which").text.startswith("следующ") and "count" not in found:
            return []  # «до следующего дня выборов»
        if count is None and sign > 0:
            return one(found, _somewhere(scene.reference, sign))
        far = calendar.shift_day(scene.reference, sign * count, unit) if scene.reference and count else None
        near = scene.reference.isoformat() if scene.reference else None
        end = far.isoformat() if far else None
        first, last = (end, near) if sign < 0 else (near, end)
        return one(found, TimeValue(_length([(count, unit)]), "duration", "for", first, last))

    return read


def _counted(found: Found) -> tuple[float | None, str]:
    if "count" in found:
        return found.number("count"), found.value("unit")
    if "part" in found:
        return _HALVES[found.value("part")]
    plural = found.atom("which").text.endswith(_PLURAL) and not found.atom("unit").text.startswith("сут")
    return None if plural or "vague" in found else 1.0, found.value("unit")


def _every(found: Found, _: Scene) -> Sequence[Reading]:
    """«каждый понедельник», «раз в три года», «ежедневно»."""
    if "often" in found:
        value = found.value("often")
    elif "weekday" in found:
        value = f"XXXX-WXX-{found.value('weekday')}"
    elif "season" in found:
        value = f"XXXX-{found.value('season')}"
    elif "part" in found:
        value = f"XXXX-XX-XX{found.value('part')}"
    else:
        value = calendar.period(found.number("count") if "count" in found else 1, found.value("unit"))
    return one(found, TimeValue(value, "set"))


def _per(found: Found, scene: Scene) -> Sequence[Reading]:
    """«5 тыс. тонн в год»; not «в день выборов», «в час пик»."""
    stop = found.span[1]
    if stop < len(scene.atoms) and scene.token_at(stop).pos in {"NOUN", "ADJ", "DET", "NUM", "PROPN"}:
        return []
    return one(found, TimeValue(calendar.period(1, found.value("unit")), "set"))


_AMOUNT = "(?P<amount>{amount}|{about}? <one_unit>)"
_BY = "(?P<amount>{amount}|{about}? <unit_by>)"
_ROWS = (
    ("per", "в <unit:one_unit>", _per),
    (
        "within",
        "(в течение|в течении|на протяжении|сроком на) (?P<amount>{amount}|{about}? <unit_of|one_unit>)",
        _lasting,
    ),
    ("for", f"(за|на) {_AMOUNT}", _lasting),
    ("for", "в? (?P<amount>{amount})", _lasting),
    ("for", "(?P<amount>{about} <one_unit>|неделю|минуту|секунду|сутки)", _lasting),
    ("within", "(в течение|в течении|на протяжении) (многих|последних|нескольких)? <many:units_of>", _many),
    ("for", "(?P<amount>{about} <unit_of>|целый <one_unit>|целую <one_unit>)", _lasting),
    ("ago", f"{_AMOUNT} (тому)? назад", _ago),
    ("earlier", f"{_BY} (ранее|раньше|прежде)", _earlier),
    ("earlier", f"за {_AMOUNT} до (этого|того)", _earlier),
    ("later", f"{_BY} (?P<later>позже|позднее|спустя)", _later),
    ("later", "(?P<amount><one_unit>) (?P<later>спустя)", _later),
    ("later", f"за {_AMOUNT} (?P<later>после этого)", _later),
    ("later", f"(?P<later>спустя) {_AMOUNT} (после этого)?", _later),
    ("later", f"<around>? через {_AMOUNT} (после этого)?", _later),
    (
        "last",
        f"(за|в|в течение|на протяжении)? <which:last> (<count:{_NUMBER}>|<vague:vague>)? <unit:unit>",
        _lately(-1),
    ),
    ("last", "(за|в|в течение|на протяжении)? <which:last> <part:half_amount>", _lately(-1)),
    (
        "next",
        f"(за|в|на|в течение)? (<around>|самые)? <which:next> (<count:{_NUMBER}>|<vague:vague>)? <unit:unit>",
        _lately(1),
    ),
    ("next", "(за|в|на|в течение)? <which:next> <part:half_amount>", _lately(1)),
    ("every", f"<every> (<weekday:weekday>|<count:{_NUMBER}>? <unit:unit>|<part:part>|<season:season>)", _every),
    ("every", f"раз в <count:{_NUMBER}>? <unit:unit>", _every),
    ("every", "по <weekday:weekdays>", _every),
    ("every", "<often:often>", _every),
)
SPANS = tuple(Rule(name, GRAMMAR.compile(pattern), read) for name, pattern, read in _ROWS)
