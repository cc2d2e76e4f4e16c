"""The files of the model beside its graphs: the vocabulary, the names of the types and the thresholds.

In: the folder of the model. Out: Vocabulary, Labels, Thresholds. Touches: those files, read-only.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from letopis.errors import BadModel
from letopis.model.pieces import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VOCABULARY, LABELS = "vocabulary.json.gz", "labels.json"
REMEDY = "the installation is incomplete, install letopis again"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities over which something is taken; `by_type` has the types of spans that differ from the others.

    Spans that another reader found too need `vouched`, or what `vouched_by_type` has for their type.
    """

    spans: float = 0.5
    relations: float = 0.3
    by_type: Mapping[str, float] = field(default_factory=dict)
    vouched: float = 1.0
    vouched_by_type: Mapping[str, float] = field(default_factory=dict)

    def of(self, type_: str) -> float:
        """That of spans of a type."""
        return self.by_type.get(type_, self.spans)

    def of_vouched(self, type_: str) -> float:
        """That of spans of a type which another reader found too, never the higher one."""
        return min(self.vouched_by_type.get(type_, self.vouched), self.of(type_))


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the types by number, and the thresholds that suit the weights."""

    entities: tuple[str, ...]
    relations: tuple[str, ...]
    thresholds: Thresholds


def load_vocabulary(path: Path) -> Vocabulary:
    """The pieces that the encoder knows; BadModel where the file is missing or broken."""
    try:
        table = json.loads(gzip.decompress(_content(path)))
        return Vocabulary(tuple(table["pieces"]), tuple(map(float, table["scores"])), table["normaliser"])
    except _BROKEN as error:
        raise _broken(path, error) from error


def load_labels(path: Path) -> Labels:
    """BadModel where the file is missing or broken; thresholds that it does not give are those of `Thresholds`."""
    try:
        table = json.loads(_content(path))
        given = table.get("thresholds", {})
        return Labels(tuple(table["entities"]), tuple(table["relations"]), _thresholds(given))
    except _BROKEN as error:
        raise _broken(path, error) from error


_BROKEN = (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError, zlib.error)


def _thresholds(given: Mapping[str, Any]) -> Thresholds:
    usual = Thresholds()
    return Thresholds(
        float(given.get("entities", usual.spans)),
        float(given.get("relations", usual.relations)),
        {name: float(value) for name, value in given.get("by_type", {}).items()},
    )


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise BadModel(f"{path} is missing: {REMEDY}")
    return path.read_bytes()


def _broken(path: Path, error: Exception) -> BadModel:
    return BadModel(f"{path} cannot be read ({type(error).__name__}: {error}): {REMEDY}")
