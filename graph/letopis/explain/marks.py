"""Which words of a claim's sentence are what: «[time: 5 января] [subject: Токаев] [[попросил]] [object: помощи]».

In: rdf.view. Out: Part, lines of text. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.rdf.articles import ClaimView, EvidenceView, MentionView, Stretch
    from letopis.rdf.readback import StatementView
    from letopis.rdf.view import View

PREDICATE = "predicate"
TIME = "time"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the evidence: what it gives (`names`: subject, recipient, source, time…), and what it stands for.

    `mention` says why the words stand for that entity; None for times, numbers and the predicate.
    """

    words: Stretch
    names: tuple[str, ...]
    mention: MentionView | None = None


def parts_of(view: View, statement: StatementView, claim: ClaimView, evidence: EvidenceView) -> list[Part]:
    """The stretches of the evidence in order of position, each with what it gives."""
    mentions = {(m.words.start, m.words.stop): m for m in view.mentions(evidence.article)}
    numbers = {quantity.label for quantity in statement.quantities}
    parts = []
    for words in evidence.words:
        mention = mentions.get((words.start, words.stop))
        names = [PREDICATE] if words == evidence.trigger else []
        if mention:
            names += _places(statement, claim, mention.entity)
        if words.text in numbers:
            names.append("number")
        if words in evidence.because:
            names.append("stance")
        if words in evidence.speech:
            names.append("speech")
        parts.append(Part(words, tuple(names or [TIME]), mention))
    return parts


def _places(statement: StatementView, claim: ClaimView, entity: str) -> Iterator[str]:
    ends = {"subject": statement.subject, "object": statement.object}
    found = [name for name, iri in ends.items() if iri == entity]
    yield from found
    if not found:
        yield from (role for role, iri in statement.roles if iri == entity)
    if entity == claim.speaker:
        yield "source"
    if entity in claim.passed_on_by:
        yield "passed on by"


def marked(sentence: Stretch, parts: Sequence[Part]) -> str:
    """The sentence with its predicate in [[ ]] and other words as [what they give: words]; nested ones unmarked."""
    text, position = "", sentence.start
    for part in _outer(
        part for part in parts if sentence.start <= part.words.start and part.words.stop <= sentence.stop
    ):
        start, stop = part.words.start, part.words.stop
        others = [name for name in part.names if name != PREDICATE]
        inside = sentence.text[start - sentence.start : stop - sentence.start]
        named = f"{', '.join(others)}: {inside}" if others else inside
        text += sentence.text[position - sentence.start : start - sentence.start]
        text += f"[[{named}]]" if PREDICATE in part.names else f"[{named}]"
        position = stop
    return " ".join((text + sentence.text[position - sentence.start :]).split())


def _outer(parts: Iterator[Part]) -> list[Part]:
    """In order, disjoint; the predicate first, then the longer."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda p: (PREDICATE not in p.names, p.words.start - p.words.stop, p.words.start)):
        if all(part.words.stop <= o.words.start or o.words.stop <= part.words.start for o in kept):
            kept.append(part)
    return sorted(kept, key=lambda part: part.words.start)
