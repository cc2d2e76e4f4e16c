"""The query library: the files of `queries/` with what their headers say.

A header is the comment lines at the top: `# title:`, `# question:`, `# param: name kind default description` (as many
as there are parameters), `# columns:`; a column marked `*` holds several values, joined by « | ». Other lines are
notes.

In: queries/*.rq, or a file of the user's. Out: Query. Touches: those files, read-only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from letopis.errors import BadQuery
from letopis.resources import queries_dir

KINDS = ("entity", "article", "statement", "date", "number", "text")
_HEADER = re.compile(r"# (title|question|param|columns): *(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; `default` is `required`, `any` (not bound), or the value."""

    name: str
    kind: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question; `multiple` are the columns that hold several values, `notes` the rest of the header."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    multiple: frozenset[str]
    text: str
    notes: str = ""


def catalog() -> tuple[Query, ...]:
    """The whole library by name."""
    return tuple(read_query(path) for path in sorted(queries_dir().glob("*.rq")))


def find_query(name: str) -> Query:
    """The query of the library of that name, or the file of that path. Raises BadQuery with the nearest names."""
    path = queries_dir() / f"{name}.rq"
    if "/" not in name and path.is_file():
        return read_query(path)
    if name.endswith(".rq"):
        if not Path(name).is_file():
            raise BadQuery(f"there is no file {name}; give the path of a SPARQL file, or a name of the library")
        return read_query(Path(name))
    names = [query.name for query in catalog()]
    near = get_close_matches(name, names, n=3) or names
    raise BadQuery(f"there is no query {name!r}; did you mean {', '.join(near)}? `letopis query` lists them all")


def read_query(path: Path) -> Query:
    """A query with its header; every part of the header may be missing. Raises BadQuery for a malformed parameter."""
    text = path.read_text(encoding="utf-8")
    said: dict[str, list[str]] = {"title": [], "question": [], "param": [], "columns": [], "notes": []}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _HEADER.match(line)
        said[match[1] if match else "notes"].append(match[2].strip() if match else line.lstrip("# "))
    columns = " ".join(said["columns"]).split()
    return Query(
        name=path.stem,
        title=" ".join(said["title"]) or path.stem,
        question=" ".join(said["question"]),
        parameters=tuple(_parameter(path, line) for line in said["param"]),
        columns=tuple(column.rstrip("*") for column in columns),
        multiple=frozenset(column.rstrip("*") for column in columns if column.endswith("*")),
        text=text,
        notes=" ".join(filter(None, said["notes"])),
    )


def _parameter(path: Path, line: str) -> Parameter:
    parts = line.split(maxsplit=3)
    if len(parts) < 3 or parts[1] not in KINDS:
        raise BadQuery(
            f"{path}: «# param: {line}» is not «name kind default description» with a kind of {', '.join(KINDS)}"
        )
    return Parameter(parts[0], parts[1], parts[2], parts[3] if len(parts) > 3 else "")
