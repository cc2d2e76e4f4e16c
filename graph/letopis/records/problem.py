"""What went wrong, or was passed over, with one input.

`own.jsonl`, line 7, read: «the field 'text' is missing» is one `Problem`; the run goes on without that article.

In: nothing. Out: Problem. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Problem:
    """A message about one place. `stage` names who says it; `skip` marks a harmless note, nothing to repair."""

    source: str  # the path as it was given, or found below a folder that was given
    line: int | None  # counted from 1, for JSON Lines
    stage: str
    message: str  # what is there and what to do

    @property
    def is_harmless(self) -> bool:
        """Whether the input is right as it is."""
        return self.stage == SKIP

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{place}: {self.stage}: {self.message}"
