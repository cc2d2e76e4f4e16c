"""Annotations as brat writes them: the lines of an `.ann` file beside the article's text.

`T1<TAB>COUNTRY 4 10<TAB>России`, `R1<TAB>WORKPLACE Arg1:T2 Arg2:T1`, `N1<TAB>Reference T1 Wikidata:Q159<TAB>Россия`.

In: Annotated. Out: text. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.records.annotation import Annotated


def to_brat(annotated: Annotated) -> str:
    """Entities, relations, references, numbered in their order; offsets are code points of the article's text.

    A line break inside a span is a space in its line, since brat's lines are lines.
    """
    return "".join(f"{line}\n" for line in _lines(annotated))


def _lines(annotated: Annotated) -> Iterator[str]:
    text = annotated.article.text
    for number, annotation in enumerate(annotated.entities, 1):
        span = annotation.span
        yield f"T{number}\t{annotation.type} {span.start} {span.stop}\t{_one_line(span.of(text))}"
    for number, bond in enumerate(annotated.relations, 1):
        yield f"R{number}\t{bond.type} Arg1:T{bond.head + 1} Arg2:T{bond.tail + 1}"
    known = ((place, annotation) for place, annotation in enumerate(annotated.entities, 1) if annotation.wikidata)
    for number, (place, annotation) in enumerate(known, 1):
        yield f"N{number}\tReference T{place} Wikidata:{annotation.wikidata}\t{_one_line(annotation.label)}"


def _one_line(words: str) -> str:
    """The same number of code points with no line break or tab among them."""
    return "".join(" " if char in "\n\t\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else char for char in words)
