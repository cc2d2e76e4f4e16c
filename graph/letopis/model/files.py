"""The files of the model beside its graphs: the vocabulary, the names of the types.

In: the folder of the model. Out: Vocabulary, Labels. Touches: those files, read-only.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.errors import BadModel
from letopis.model.pieces import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

VOCABULARY, LABELS = "vocabulary.json.gz", "labels.json"
REMEDY = "the installation is incomplete, install letopis again"


@dataclass(frozen=True, slots=True)
class Labels:
    """Names by number: types of spans, types of ties, tags and relations of trees as slovnet writes them."""

    entities: tuple[str, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    rels: tuple[str, ...]


def load_vocabulary(path: Path) -> Vocabulary:
    """The pieces that the encoder knows; BadModel where the file is missing or broken."""
    try:
        table = json.loads(gzip.decompress(_content(path)))
        return Vocabulary(tuple(table["pieces"]), tuple(map(float, table["scores"])), table["normaliser"])
    except _BROKEN as error:
        raise _broken(path, error) from error


def load_labels(path: Path) -> Labels:
    """BadModel where the file is missing or broken."""
    try:
        table = json.loads(_content(path))
        return Labels(*(tuple(map(str, table[name])) for name in ("entities", "relations", "tags", "rels")))
    except _BROKEN as error:
        raise _broken(path, error) from error


_BROKEN = (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError, zlib.error)


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise BadModel(f"{path} is missing: {REMEDY}")
    return path.read_bytes()


def _broken(path: Path, error: Exception) -> BadModel:
    return BadModel(f"{path} cannot be read ({type(error).__name__}: {error}): {REMEDY}")
