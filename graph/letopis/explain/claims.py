"""A claim in lines: its sentence with the words marked, what each word gives, the rule, and why it says so.

In: rdf.view, lexicon. Out: lines. Touches: the tables of the lexicon, read once.
"""

from __future__ import annotations

import re
from math import prod
from typing import TYPE_CHECKING

from letopis.claims.confidence import factor_of
from letopis.explain.found import found_lines, without_model
from letopis.explain.marks import PREDICATE, TIME, marked, parts_of
from letopis.explain.rows import predicate_lines, ruler_lines, title_line
from letopis.lexicon import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.explain.marks import Part
    from letopis.rdf.articles import ClaimView, EvidenceView
    from letopis.rdf.readback import StatementView
    from letopis.rdf.view import View

_NO_DATE = re.compile(r"P|.*_REF$")


def claim_lines(view: View, statement: StatementView, claim: ClaimView) -> Iterator[str]:
    """One claim about a statement."""
    evidence = view.evidence(claim)
    parts = parts_of(view, statement, claim, evidence)
    yield f"  claim {claim.id} in «{evidence.article.title or evidence.article.id}»"
    yield f"    {marked(evidence.sentence, parts)}"
    for part in parts:
        if part.mention:
            yield f"    {_mention(view, part)}"
    for line in (*_predicate(view, statement, evidence), *_times(statement, evidence, parts)):
        yield f"    {line}"
    yield f"    {_speakers(view, claim, evidence)}"
    yield f"    {claim.polarity}, {claim.modality}: {_stance(claim, evidence)}"
    for line in ruler_lines(tables.load(), claim.rule):
        yield f"      {line}"
    for line in found_lines(claim.rule):
        yield f"    {line}"
    if without_model(claim.rule):
        yield f"    rule: {without_model(claim.rule)}"
    yield f"    {_confidence(claim)}"


def _mention(view: View, part: Part) -> str:
    if part.mention is None:
        return ""
    what = ", ".join(name for name in part.names if name != PREDICATE) or "beside"
    label = view.entity(part.mention.entity).label
    why = f"{part.mention.rule}, score {part.mention.score:g}"
    return f"{what}: «{part.words.text}» {part.words.start}–{part.words.stop} is {label} ({why})"


def _predicate(view: View, statement: StatementView, evidence: EvidenceView) -> Iterator[str]:
    lexicon = tables.load()
    trigger = evidence.trigger
    yield f"predicate: «{trigger.text}» {trigger.start}–{trigger.stop} is {statement.lemma}"
    if statement.kind == "event":
        name = statement.predicate.rpartition("/")[2]
        yield from (f"  {line}" for line in predicate_lines(lexicon, statement.lemma, name))
    elif statement.predicate.endswith("/holdsOffice") and statement.object:
        row = title_line(lexicon, view.entity(statement.object).label)
        if row:
            yield f"  {row}"


def _times(statement: StatementView, evidence: EvidenceView, parts: Sequence[Part]) -> Iterator[str]:
    """The times with their words, and with the publication where the words alone do not give the date."""
    values = (*statement.timexes, *statement.durations, *statement.as_of)
    if not values:
        return
    words = [part.words.text for part in parts if TIME in part.names]
    if not words:
        yield f"time {', '.join(values)}: carried over from a sentence before"
        return
    said = ", ".join(f"«{text}»" for text in words)
    is_whole = all(_NO_DATE.match(v) or v.strip("./")[:4] in " ".join(words) for v in values)
    issued = evidence.article.issued
    beside = f" and the publication on {issued[:10]}" if issued and not is_whole else ""
    yield f"time {', '.join(values)}: {said}{beside}"


def _speakers(view: View, claim: ClaimView, evidence: EvidenceView) -> str:
    if not claim.speaker:
        return "said by the article itself" if claim.modality != "reported" else "said by somebody who is not named"
    passed = ", ".join(view.entity(iri).label for iri in claim.passed_on_by)
    words = ", ".join(f"«{words.text}» {words.start}–{words.stop}" for words in evidence.speech)
    said = f"said by {view.entity(claim.speaker).label}" + (f", passed on by {passed}" if passed else "")
    return f"{said}: {words}" if words else said


def _stance(claim: ClaimView, evidence: EvidenceView) -> str:
    """The words that made polarity and modality, else what speaks for them."""
    words = ", ".join(f"«{words.text}» {words.start}–{words.stop}" for words in evidence.because)
    if words:
        return f"because of {words}"
    if claim.modality == "reported":
        return "somebody else says so"
    if (claim.polarity, claim.modality) == ("positive", "actual"):
        return "nothing denies or weakens it"
    return f"the form of «{evidence.trigger.text}»"


def _confidence(claim: ClaimView) -> str:
    """What the confidence is made of: the odds of the rule and the factors of its other parts."""
    first, *parts = without_model(claim.rule).split(", ")
    factors = {part: factor_of(part) for part in parts}
    if (
        not any(factor != 1 for factor in factors.values())
        or claim.confidence >= 1
        or without_model(claim.rule) != claim.rule
    ):
        return f"confidence {claim.confidence:g}"
    odds = claim.confidence / (1 - claim.confidence) / prod(factors.values())
    shown = "".join(f" × {factor:g} ({part})" for part, factor in factors.items() if factor != 1)
    return f"confidence {claim.confidence:g}: odds {odds:.1f} ({first}){shown}"
