"""The formats that a graph can be written in, by name.

In: view, name of a format, path. Out: the path. Touches: the file at that path.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

from letopis.errors import BadExport
from letopis.export.csv_table import write_csv
from letopis.export.gexf import write_gexf
from letopis.export.graphml import write_graphml
from letopis.export.network import to_networkx
from letopis.export.rdf_text import write_jsonld, write_nquads, write_trig, write_turtle
from letopis.export.svg import write_svg

if TYPE_CHECKING:
    from collections.abc import Callable

    from networkx import MultiDiGraph

    from letopis.rdf.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """A file suffix and what writes the whole graph to an open file."""

    suffix: str
    write: Callable[[View, IO[bytes]], None]


NETWORK_WRITERS: dict[str, Callable[[MultiDiGraph[str], TextIO], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "svg": write_svg,
}


def _of_network(name: str) -> Callable[[View, IO[bytes]], None]:
    def write(view: View, out: IO[bytes]) -> None:
        _write_text(to_networkx(view), name, out)

    return write


FORMATS = {
    "ttl": Format(".ttl", write_turtle),
    "trig": Format(".trig", write_trig),
    "nq": Format(".nq", write_nquads),
    "jsonld": Format(".jsonld", write_jsonld),
    "csv": Format(".csv", write_csv),
    **{name: Format(f".{name}", _of_network(name)) for name in NETWORK_WRITERS},
}


def export(view: View, format_name: str, path: Path | str) -> Path:
    """Writes the whole graph; the file appears only when it is complete, and replaces one that is there.

    Raises BadExport for an unknown format or a path that cannot be written.
    """
    if format_name not in FORMATS:
        raise BadExport(f"format {format_name!r} is not known; take one of {', '.join(sorted(FORMATS))}")
    return _replace(Path(path), lambda out: FORMATS[format_name].write(view, out))


def export_network(graph: MultiDiGraph[str], format_name: str, path: Path | str) -> Path:
    """Writes a property graph, such as that of a CONSTRUCT, as graphml, gexf or svg; else like `export`."""
    if format_name not in NETWORK_WRITERS:
        known = ", ".join(sorted(NETWORK_WRITERS))
        raise BadExport(f"a network cannot be written as {format_name!r}; take one of {known}")
    return _replace(Path(path), lambda out: _write_text(graph, format_name, out))


def _write_text(graph: MultiDiGraph[str], name: str, out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=True)
    NETWORK_WRITERS[name](graph, text)
    text.detach()


def _replace(path: Path, write: Callable[[IO[bytes]], None]) -> Path:
    """Writes beside `path` and then takes its place."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            write(out)
        beside.replace(path)
    except OSError as error:
        raise BadExport(f"{path} cannot be written ({error}); choose another place") from error
    finally:
        if beside.exists():
            beside.unlink()
    return path
