"""Texts with what a model might have found in them: «[Иван Петров]{PERSON} родился в [Туле]{CITY}.»; spans may nest.

In: marked texts. Out: articles, findings. Touches: nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.records.text import Article, Findings, Span, Spotted, Tie

if TYPE_CHECKING:
    from letopis.parse.parser import Parser
    from letopis.reading import Reader, Reading

_MARK = re.compile(r"\[|\]\{([A-Z_]+)\}")
SURE = 0.97


def unmarked(marked: str, probability: float = SURE) -> tuple[str, tuple[Spotted, ...]]:
    """The text, and the spans in order of their opening brackets."""
    text, last = "", 0
    opened: list[tuple[int, int]] = []
    spans: dict[int, Spotted] = {}
    for match in _MARK.finditer(marked):
        text, last = text + marked[last : match.start()], match.end()
        if match[1] is None:
            opened.append((len(spans) + len(opened), len(text)))
        else:
            place, start = opened.pop()
            spans[place] = Spotted(Span(start, len(text)), match[1], probability)
    return text + marked[last:], tuple(spans[place] for place in sorted(spans))


def ties_of(cell: str) -> tuple[Tie, ...]:
    """«1 SPOUSE 2 0.93; 2 SPOUSE 3 0.5» with numbers of spans from one."""
    parts = [part.split() for part in cell.split(";") if part.strip()]
    return tuple(Tie(int(head) - 1, int(tail) - 1, type_, float(p)) for head, type_, tail, p in parts)


def read_found(reader: Reader, parser: Parser, marked: str, ties: str = "", *, probability: float = SURE) -> Reading:
    """The reading of a marked text; spans and ties are those marked, and no others."""
    text, spans = unmarked(marked, probability)
    article = Article("a1", text, published="2022-01-08")
    findings = Findings(spans, ties_of(ties))
    return reader.read(article, replace(parser(article), findings=findings))
