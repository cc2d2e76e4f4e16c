"""What the model has to do with a claim: «model: WORKPLACE 0.93» as a sentence, and the row of the table it comes by.

In: the rule of a claim. Out: lines, the rule without the model's part. Touches: the tables of the lexicon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.found import load_found

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODEL = "model: "


def found_lines(rule: str) -> Iterator[str]:
    """One for each time that the model read what the claim says, with its row."""
    parts = rule.split(", ")
    for place, part in enumerate(parts):
        if not part.startswith(_MODEL):
            continue
        type_, probability = part.removeprefix(_MODEL).split(" ")
        yield f"read by the model{' too' if place else ''} as {type_}, probability {probability}"
        row = load_found().ties.get(type_)
        if row:
            shares = f"right in {row.confidence(float(probability)):.0%} of such cases"
            yield f"  found_ties.tsv: {type_} is {row.relation} from {row.least:g} on, {shares}, «{row.example}»"


def without_model(rule: str) -> str:
    """The parts of the rule that are the rules' own; empty where the model alone makes the claim."""
    return ", ".join(part for part in rule.split(", ") if not part.startswith(_MODEL))
