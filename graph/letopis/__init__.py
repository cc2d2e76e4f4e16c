"""Letopis turns Russian news into a knowledge graph in which every statement points at its words.

`letopis.read(text)` gives the records of one text; `letopis.build(paths, output=…)` a store, its exports and a report.

In: articles. Out: build, read. Touches: nothing until they are called.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from letopis.pipeline import Report
    from letopis.reading import Reader, Reading

__all__ = ["__version__", "build", "read"]
__version__ = "0.1.0"


@cache
def _reader() -> Reader:
    from letopis.reading import Reader

    return Reader.load()


def read(text: str, *, published: str | None = None, url: str | None = None) -> Reading:
    """Sentences, mentions, entities and claims of one text, with no store.

    The first line is the title if it looks like one. Without `published` relative times stay unresolved. The models
    are loaded by the first call and kept. Raises `BadSource` for a text without Russian in it, or a date that is none.
    """
    from letopis.sources.article import from_text

    return _reader().read(from_text(text, published=published, url=url))


def build(paths: Sequence[str | Path], *, output: str | Path = "output") -> Report:
    """Reads articles into the store `output/store` and writes the exports and `report.json` beside it.

    The same as `letopis build`. Raises `LetopisError`; what is wrong with single articles is in the report.
    """
    from letopis.outputs import build_output

    return build_output(paths, output)
