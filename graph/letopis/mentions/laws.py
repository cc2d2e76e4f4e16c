"""Articles of codes of law: «ч. 2 ст. 105 УК РФ», «по статьям №213 и №115 УК», «статье 19.3 КоАП».

Each article named is a mention of its own, and so is the code; «статья 5 договора» is none.

In: the article's Layout. Out: Mention. Touches: nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.records.mention import Mention, MentionKind
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.mentions.layout import Layout

ARTICLE, CODE = "article of a law", "code of law"
_NUMBER = r"№?\s?\d+(?:\.\d+)*(?!\d)"
_LAW = re.compile(
    rf"""(?<!\w)(?P<part>(?:п\.\s[^()]{{1,20}}?\s)?ч(?:\.|аст\w+)\s(?P<nth>\d+(?:(?:,\s|\sи\s)\d+)*)\s)?
    (?P<word>ст\.|стать\w+)\s(?P<numbers>{_NUMBER}(?:(?:,\s|\sи\s|\sили\s){_NUMBER})*)\s
    (?P<code>(?:УК|КоАП|УПК|ГК|НК|ТК|СК|ЖК)\b|(?P<long>Уголовн|Налогов|Гражданск|Трудов)\w+\sкодекса)
    (?P<country>\s(?:РФ|России|Белоруссии|Беларуси|Казахстана|Украины)\b)?""",
    re.VERBOSE,
)
_EACH = re.compile(r"\d+(?:\.\d+)*")
_LONG = {"Уголовн": "Уголовный", "Налогов": "Налоговый", "Гражданск": "Гражданский", "Трудов": "Трудовой"}


def find_laws(layout: Layout) -> list[Mention]:
    """In order of position; their words are taken."""
    return [mention for match in _LAW.finditer(layout.text) for mention in _read(layout, match)]


def _read(layout: Layout, match: re.Match[str]) -> Iterator[Mention]:
    country = (match["country"] or "").strip()
    code = f"{_LONG[match['long']]} кодекс" if match["long"] else match["code"]
    code = f"{code} {country}".strip()
    genitive = re.sub(r"(?:ый|ий|ой) кодекс", "ого кодекса", code)
    numbers = list(_EACH.finditer(match["numbers"]))
    shift = match.start("numbers")
    part = f"часть {match['nth']} статьи" if match["nth"] and match["nth"].isdigit() and len(numbers) == 1 else "статья"
    for place, number in enumerate(numbers):
        start = match.start() if place == 0 else shift + number.start()
        stop = match.end() if place == len(numbers) - 1 else shift + number.end()
        head = match.start("word") if place == 0 else start
        yield from _made(layout, Span(start, stop), head, f"{part} {number.group()} {genitive}", ARTICLE)
    yield from _made(layout, Span(match.start("code"), match.end()), match.start("code"), code, CODE)


def _made(layout: Layout, span: Span, head: int, normal: str, rule: str) -> Iterator[Mention]:
    """The mention whose head is the token at an offset; none where a sentence ends within it."""
    place = layout.locate(span)
    if place is None:
        return
    number, run = place
    tokens = layout.trees[number].tokens
    index = next((i for i in run if tokens[i].span.start <= head < tokens[i].span.stop), None)
    if index is None or tokens[run[-1]].span.stop < span.stop:
        return
    layout.take(number, run)
    yield replace(layout.mention(number, run, MentionKind.PRODUCT, normal, rule), head=index)
