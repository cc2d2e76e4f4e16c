"""Every article behind the paths that a user gives, and a problem for each input that is none.

`read_articles(["seeds/articles", "-"])` reads a folder and standard input.

In: paths. Out: Article | Problem, in order of argument, name and place. Touches: the files, standard input.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from letopis.errors import BadSource
from letopis.records.problem import SKIP, Problem
from letopis.sources.article import to_article
from letopis.sources.dates import parse_published
from letopis.sources.files import find_files, open_file
from letopis.sources.readers import READERS, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from letopis.records.text import Article
    from letopis.sources.files import File


def read_articles(
    paths: Sequence[str | Path], *, published: str | None = None, publisher: str | None = None
) -> Iterator[Article | Problem]:
    """The articles of files, folders and standard input (`-`), each once, and a `Problem` for all else.

    `published` and `publisher` hold for articles that have none of their own. Files are opened one after another as
    articles are taken; `BadSource` is raised at once when `published` is no date.
    """
    date = parse_published(published) if published else None
    if published and not date:
        raise BadSource(f"the publication date {published!r} is no date; write it like 2022-01-08")
    reading = _Reading(date, publisher or None)
    return (found for path in paths for file in find_files(str(path)) for found in reading.read(file))


class _Reading:
    """One run: what holds for all its articles, and which files and articles it has met."""

    def __init__(self, published: str | None, publisher: str | None) -> None:
        self._published = published
        self._publisher = publisher
        self._files: dict[tuple[int, int], str] = {}
        self._articles: dict[str, tuple[bytes, str]] = {}  # id to hash of the text and place

    def read(self, file: File | Problem) -> Iterator[Article | Problem]:
        """What is in a file that is met for the first time."""
        if isinstance(file, Problem):
            yield file
            return
        if file.identity is not None:
            if file.identity in self._files:
                yield Problem(file.shown, None, SKIP, f"the same file as {self._files[file.identity]}; passed over")
                return
            self._files[file.identity] = file.shown
        for entry in _entries(file):
            yield from self._read_entry(file, entry)

    def _read_entry(self, file: File, entry: Entry) -> Iterator[Article | Problem]:
        item = f"item {entry.item}: " if entry.item else ""
        try:
            article, notes = self._to_article(file, entry)
        except BadSource as error:
            yield Problem(file.shown, entry.line, "read", f"{item}{error}")
            return
        for note in notes:
            yield Problem(file.shown, entry.line, "read", f"{item}{note}")
        hashed = hashlib.sha256(article.text.encode()).digest()
        place = f"{file.shown}{entry.place}"
        first_hash, first_place = self._articles.setdefault(article.id, (hashed, place))
        if first_place == place:
            yield article
        elif first_hash == hashed:
            yield Problem(file.shown, entry.line, SKIP, f"{item}the same article as in {first_place}; passed over")
        else:
            remedy = "remove one of them, or give each its own 'url'"
            message = f"another text of the article in {first_place}, which is kept; {remedy}"
            yield Problem(file.shown, entry.line, "read", f"{item}{message}")

    def _to_article(self, file: File, entry: Entry) -> tuple[Article, tuple[str, ...]]:
        if entry.wrong:
            raise BadSource(entry.wrong)
        return to_article(
            entry.fields, name=file.name, place=entry.place, published=self._published, publisher=self._publisher
        )


def _entries(file: File) -> Iterator[Entry]:
    try:
        with open_file(file) as (stream, suffix):
            yield from READERS[suffix](stream)
    except (BadSource, EOFError, zlib.error) as error:
        yield Entry(wrong=str(error))
    except OSError as error:
        yield Entry(wrong=f"{error.strerror or error}; check the file and its permissions")
