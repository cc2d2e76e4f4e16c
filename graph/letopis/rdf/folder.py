"""The folder of a store: `work/` that one writer changes, whole snapshots that readers open, and a note of the state.

A build that was killed leaves the note unfinished: readers still see the last whole snapshot, the next build derives
again.

In: a path. Out: State. Touches: `letopis.json` in that folder.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from letopis.errors import BadStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1
_NOTE = "letopis.json"


@dataclass(frozen=True, slots=True)
class State:
    """`snapshot`: number of the one that readers open, 0 while there is none. `finished`: nothing is underived."""

    base: str
    snapshot: int = 0
    finished: bool = True
    format: int = FORMAT


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """What the store cannot do becomes BadStore with the folder and a remedy."""
    try:
        yield
    except OSError as error:
        raise BadStore(
            f"{path} cannot be written ({error}); free space or mend the folder, then build again: nothing is lost"
        ) from error


def work_folder(path: Path) -> Path:
    """What the writer changes."""
    return path / "work"


def snapshot_folder(path: Path, number: int) -> Path:
    """A whole copy that nobody changes; files that did not change are hard links."""
    return path / f"snapshot-{number}"


def read_state(path: Path) -> State | None:
    """The state of a store, None where there is no store yet.

    Raises BadStore for a file, a folder of something else, or a store of another version.
    """
    note = path / _NOTE
    if not note.is_file():
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise BadStore(f"{path} is not a store of Letopis ({_NOTE} is missing); name another folder")
        return None
    try:
        state = State(**json.loads(note.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise BadStore(f"{note} is damaged ({error}); delete {path} and build again") from error
    if state.format != FORMAT:
        raise BadStore(f"{path} has format {state.format}, not {FORMAT}; delete it and build again")
    return state


def write_state(path: Path, state: State) -> None:
    """Replace the note as a whole, on disk when this returns."""
    path.mkdir(parents=True, exist_ok=True)
    draft = path / f"{_NOTE}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path / _NOTE)
