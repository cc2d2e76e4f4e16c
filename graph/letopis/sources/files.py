"""The files behind the paths that a user gives.

`seeds/articles` stands for `own.jsonl` and `2022-01-08_kremlin.txt` in it, and for a note on its `SOURCES.md`.

In: a path, or `-`. Out: File, in order of name; Problem. Touches: directories; opens files for the readers.
"""

from __future__ import annotations

import gzip
import os
import shutil
import stat
import sys
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from letopis.records.problem import SKIP, Problem
from letopis.sources.article import NAMELESS
from letopis.sources.readers import MAX_BYTES, READERS, sniff

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class File:
    """A file to read. `name` is relative to the path that was given, so that it is the same on every machine."""

    path: Path | None  # None: standard input
    name: str
    suffix: str = ""
    zipped: bool = False
    identity: tuple[int, int] | None = None  # device and inode

    @property
    def shown(self) -> str:
        """The file as messages name it."""
        return "standard input" if self.path is None else printable(str(self.path))


def printable(name: str) -> str:
    """A file's name in NFC, with bytes that are no UTF-8 written out."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def find_files(argument: str) -> Iterator[File | Problem]:
    """The files of one argument, in order of name; hidden ones only if named, others than `READERS` knows reported."""
    if argument == NAMELESS:
        yield File(None, NAMELESS)
    elif not argument:
        yield Problem("", None, "read", "the path is empty; name a file, a folder, or - for standard input")
    else:
        yield from _visit(Path(argument), "", ())


def _visit(path: Path, name: str, above: tuple[tuple[int, int], ...]) -> Iterator[File | Problem]:
    shown = printable(str(path))
    try:
        status = path.stat()
        children = sorted(child.name for child in path.iterdir()) if stat.S_ISDIR(status.st_mode) else None
    except (OSError, ValueError) as error:
        yield Problem(shown, None, "read", _why_not_found(path, error))
        return
    identity = (status.st_dev, status.st_ino)
    if children is None:
        yield _file_at(path, name or path.name, identity, status.st_mode)
    elif identity in above:
        yield Problem(shown, None, "read", "a folder that leads back to one above it; remove the link")
    else:
        yield from _visit_children(path, name, children, (*above, identity))


def _visit_children(
    path: Path, name: str, children: list[str], above: tuple[tuple[int, int], ...]
) -> Iterator[File | Problem]:
    visible = [child for child in children if not child.startswith(".")]
    if not visible:
        yield Problem(printable(str(path)), None, SKIP if name else "read", "an empty folder, no articles in it")
    for child in visible:
        yield from _visit(path / child, f"{name}/{child}" if name else child, above)


def _file_at(path: Path, name: str, identity: tuple[int, int], mode: int) -> File | Problem:
    shown = printable(str(path))
    if not stat.S_ISREG(mode):
        return Problem(shown, None, "read", "not a regular file; pipe it to - instead")
    zipped = path.suffix.lower() == ".gz"
    suffix = Path(path.stem if zipped else path.name).suffix.lower()
    if suffix not in READERS:
        known = ", ".join(READERS)
        return Problem(shown, None, SKIP, f"passed over: the suffix is not one of {known} (.gz may follow)")
    return File(path, printable(name), suffix, zipped, identity)


def _why_not_found(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to nothing; remove or mend it" if path.is_symlink() else "does not exist; check the path"
    return f"{getattr(error, 'strerror', None) or error}; check the path and its permissions"


@contextmanager
def open_file(file: File) -> Iterator[tuple[BinaryIO, str]]:
    """The bytes of a file, unzipped, and the suffix of what they are, which is sniffed for standard input."""
    if file.path is None:
        with SpooledTemporaryFile(MAX_BYTES) as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            yield _sniffed(cast("BinaryIO", copy))
    else:
        with file.path.open("rb") as stream:
            yield _unzipped(stream) if file.zipped else stream, file.suffix


def _sniffed(stream: BinaryIO) -> tuple[BinaryIO, str]:
    stream.seek(0)
    is_zipped = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    stream = _unzipped(stream) if is_zipped else stream
    return stream, sniff(stream)


def _unzipped(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
