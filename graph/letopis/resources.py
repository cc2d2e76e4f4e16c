"""The folders of data that come with the package.

In an installed wheel they lie in `letopis/data`, in a checkout at its top: `queries`, `seeds/entities`. The model lies
in `letopis/data/model` in both.

In: nothing. Out: folders. Touches: asks whether they exist.
"""

from __future__ import annotations

from pathlib import Path

from letopis.errors import LetopisError

_PACKAGE = Path(__file__).parent


def queries_dir() -> Path:
    """The folder of the query library."""
    return _folder("data/queries", "queries")


def entities_dir() -> Path:
    """The folder of the tables of known entities."""
    return _folder("data/entities", "seeds/entities")


def model_dir() -> Path:
    """The folder of the network's graphs, its vocabulary and its labels."""
    return _folder("data/model", "graph/letopis/data/model")


def _folder(installed: str, checked_out: str) -> Path:
    for folder in (_PACKAGE / installed, _PACKAGE.parents[1] / checked_out):
        if folder.is_dir():
            return folder
    raise LetopisError(f"{_PACKAGE / installed} is missing: the installation is incomplete, install letopis again")
