"""The files of annotations: for brat `NAME.txt` and `NAME.ann` an article, or one file of JSON Lines.

`letopis annotate news.txt -o out --format brat` leaves `out/news.txt` and `out/news.ann`.

In: paths. Out: Report. Touches: the output folder.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, TYPE_CHECKING

from letopis.annotate.brat import to_brat
from letopis.annotate.jsonl import to_json_line
from letopis.errors import BadExport
from letopis.model import DEFAULT
from letopis.pipeline import annotate_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from letopis.pipeline import Report
    from letopis.records.annotation import Annotated
    from letopis.records.text import Article

FORMATS = ("brat", "jsonl")
JSON_LINES = "annotations.jsonl"
_TEXT_FILE = re.compile(r"(?:.*/)?(?P<stem>[^/]+)\.txt(?:\.gz)?", re.IGNORECASE | re.DOTALL)
_UNSAFE = re.compile(r"[^\w.\-+ ()№«»]")


def write_annotations(
    paths: Sequence[str | Path],
    output: str | Path,
    *,
    format_: str,
    published: str | None = None,
    model: str = DEFAULT,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Annotates articles into the folder `output`, which is made where it is missing.

    Raises `BadExport` where it cannot be written, or holds a file that is to be read: what is written has the names of
    what is read.
    """
    folder = Path(output)
    for path in paths:
        _refuse_own_input(folder, str(path))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    if format_ == "brat":
        return annotate_articles(paths, BratFolder(folder).write, published=published, model=model, progress=progress)
    try:
        file = (folder / JSON_LINES).open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise _cannot_write(folder / JSON_LINES, error) from error
    with file:
        return annotate_articles(paths, _line_writer(file), published=published, model=model, progress=progress)


def _refuse_own_input(folder: Path, given: str) -> None:
    if given in {"", "-"}:
        return
    path = Path(given).resolve()
    read = path if path.is_dir() else path.parent
    target = folder.resolve()
    if target == read or (path.is_dir() and path in target.parents):
        raise BadExport(f"{folder} holds what is to be read ({given}); choose another folder with -o")


def _cannot_write(path: Path, error: OSError) -> BadExport:
    return BadExport(f"{path} cannot be written ({error}); choose another folder with -o")


def _line_writer(file: IO[str]) -> Callable[[Annotated], object]:
    def write(annotated: Annotated) -> None:
        file.write(to_json_line(annotated) + "\n")

    return write


class BratFolder:
    """A folder of pairs of files; no two articles of a run get one name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[str] = set()

    def write(self, annotated: Annotated) -> None:
        """`NAME.txt` with the article's text and `NAME.ann`."""
        name = self._name(annotated.article)
        for suffix, text in ((".txt", annotated.article.text), (".ann", to_brat(annotated))):
            path = self._folder / f"{name}{suffix}"
            try:
                path.write_text(text, encoding="utf-8", newline="")
            except OSError as error:
                raise _cannot_write(path, error) from error

    def _name(self, article: Article) -> str:
        """That of the text file, else the article's id; of two the later one has its id in it."""
        match = _TEXT_FILE.fullmatch(article.source)
        name = _UNSAFE.sub("_", match["stem"]) if match else article.id
        while name.casefold() in self._taken:
            name = f"{name}-{article.id}"
        self._taken.add(name.casefold())
        return name
