"""Dates, hours, ages, money, shares, numbers and ordinals.

«в [2017 году]» is a DATE with its preposition, «36-летний» an AGE, «8 млн рублей» MONEY, «третье» an ORDINAL.

In: Scene. Out: Annotation, in no order. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letopis.annotate.penalties import term_of
from letopis.lexicon.tables import fold
from letopis.lexicon.time_tables import NUMERALS
from letopis.records.mention import MentionKind, Quantity, TimeValue
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.annotate.scene import Scene
    from letopis.records.annotation import Annotation
    from letopis.records.mention import Mention
    from letopis.records.text import Token

_HOUR = re.compile(r"T(?!\w*REF)|PT")
_CALENDAR = re.compile(r"\d|\b(?:г[ое]д|лет|месяц|недел|дн|день|вчера|завтра)", re.IGNORECASE)
_VAGUE = frozenset({"на сегодняшний день", "тогда", "ежедневно"})
_CURRENCY = re.compile(r"[A-Z]{3}")
_ORDINALS = frozenset(NUMERALS["ordinal"])
_WRITTEN = re.compile(r"\d+-(?:й|я|е|го|му|м|ом|ой|ую|ю|х|ых)")
_ROMAN = re.compile(r"[IVX]+")
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_LAW = "article of a law"


def times(scene: Scene) -> Iterator[Annotation]:
    """Dates and hours; words that only point («сейчас») are none."""
    for mention in scene.reading.mentions:
        if isinstance(mention.value, TimeValue):
            value = mention.value
            is_vague = value.kind == "reference" and not _CALENDAR.search(mention.text)
            if not is_vague and mention.text.lower() not in _VAGUE:
                is_hour = value.kind != "reference" and _HOUR.search(value.value)
                yield scene.annotation(mention.span, "time" if is_hour else "date")


def quantities(scene: Scene) -> Iterator[Annotation]:
    """Numbers by what they count."""
    ages = {
        part.span for claim in scene.reading.claims if claim.predicate.name == "hasAge" for part in claim.quantities
    }
    for mention in scene.reading.mentions:
        if isinstance(mention.value, Quantity) and not term_of(scene, mention):
            yield scene.annotation(mention.span, "age" if mention.span in ages else _counted(mention.value.unit))


def _counted(unit: str) -> str:
    if unit == "лет":
        return "age"
    if unit == "%":
        return "percent"
    return "money" if _CURRENCY.fullmatch(unit) else "number"


def ordinals(scene: Scene) -> Iterator[Annotation]:
    """«третий», «2-й», «Бенедикт XVI», the numbers of articles of law; not those of dates."""
    mentions = scene.reading.mentions
    dates = [mention.span for mention in mentions if mention.kind is MentionKind.TIME]
    people = {token.span for m in mentions if m.kind is MentionKind.PERSON for token in scene.tokens(m)}
    for tree in scene.trees:
        for index, token in enumerate(tree.tokens):
            before = tree.tokens[index - 1] if index else None
            if _is_ordinal(token, before, people) and not any(token.span in date for date in dates):
                yield scene.annotation(token.span, "ordinal")
    for mention in mentions:
        if mention.rule == _LAW:
            yield from _numbers(scene, mention)


def _is_ordinal(token: Token, before: Token | None, people: set[Span]) -> bool:
    text = fold(token.text)
    if _ROMAN.fullmatch(token.text):
        return before is not None and (before.span in people or before.text[:1].isupper())
    return (token.pos == "ADJ" and text in _ORDINALS) or bool(_WRITTEN.fullmatch(text))


def _numbers(scene: Scene, mention: Mention) -> Iterator[Annotation]:
    for match in _DIGITS.finditer(mention.text):
        start = mention.span.start + match.start()
        yield scene.annotation(Span(start, start + len(match[0])), "ordinal")
