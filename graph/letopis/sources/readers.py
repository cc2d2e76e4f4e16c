"""What one file holds: a text, a JSON object or list, or JSON Lines.

`{"url": "https://news.example/1", "title": "…", "text": "…"}` on line 3 of a file is an `Entry` with `line=3`.

In: a byte stream at its start. Out: Entry, in order of position. Touches: the stream.
"""

from __future__ import annotations

import codecs
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from letopis.errors import BadSource
from letopis.sources.encoding import decode
from letopis.sources.text import clean, find_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MAX_BYTES = 64 << 20
_TOO_LONG = f"longer than {MAX_BYTES >> 20} MB"
_PATIENCE = 100  # bad lines in a row after which a file is not JSON Lines at all
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"{\0", b"\0{")


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of an article as they stand at one place of a file, or what is wrong there."""

    fields: Mapping[str, object] = field(default_factory=dict)
    wrong: str = ""
    line: int | None = None  # of JSON Lines, from 1
    item: int | None = None  # of a JSON list, from 1

    @property
    def place(self) -> str:
        """Where in the file, to be appended to its name."""
        number = self.line or self.item
        return f"#{number}" if number else ""


def sniff(stream: BinaryIO) -> str:
    """The suffix that fits what the stream begins with; the stream is back at its start."""
    head = stream.read(256).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    stream.seek(0)
    if head.startswith(b"[") or (head.startswith(b"{") and head[1:].lstrip(b" \t\r").startswith(b"\n")):
        return ".json"
    return ".jsonl" if head.startswith((b'{"', b"{ ")) else ".txt"


def _read_text(stream: BinaryIO) -> Iterator[Entry]:
    text = clean(decode(_read_all(stream)))
    yield Entry({"text": text, "title": find_title(text)})


def _read_json(stream: BinaryIO) -> Iterator[Entry]:
    value = _parse(decode(_read_all(stream)))
    if not isinstance(value, list):
        yield _entry(value)
        return
    if not value:
        raise BadSource("an empty list, no articles in it")
    for number, item in enumerate(value, start=1):
        yield _entry(item, item=number)


def _read_lines(stream: BinaryIO) -> Iterator[Entry]:
    head = stream.read(2)
    stream.seek(0)
    if not head:
        raise BadSource("empty")
    if head in _UTF_16:
        stream = io.BytesIO(decode(_read_all(stream)).encode())
    number = wrong = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if not line.strip():
            continue
        entry = _read_line(stream, line, number)
        yield entry
        wrong = wrong + 1 if entry.wrong else 0
        if wrong == _PATIENCE:
            raise BadSource(f"{wrong} lines in a row are no articles; the lines after {number} were not read")


def _read_line(stream: BinaryIO, line: bytes, number: int) -> Entry:
    if len(line) > MAX_BYTES:
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        return Entry(wrong=f"{_TOO_LONG}; split it", line=number)
    try:
        return _entry(_parse(decode(line)), line=number)
    except BadSource as error:
        return Entry(wrong=str(error), line=number)


def _entry(value: object, *, line: int | None = None, item: int | None = None) -> Entry:
    if isinstance(value, dict):
        return Entry(value, line=line, item=item)
    return Entry(wrong=f"a JSON {_kind(value)} where an object with the field 'text' belongs", line=line, item=item)


def _kind(value: object) -> str:
    kinds = {dict: "object", list: "list", str: "string", bool: "truth value", int: "number", float: "number"}
    return kinds.get(type(value), "null")


def _parse(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        hint = "; if every line is an object, name it .jsonl" if error.msg == "Extra data" else ""
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        raise BadSource(f"malformed JSON: {error.msg} at {place}{hint}") from None
    except (ValueError, RecursionError) as error:
        raise BadSource(f"malformed JSON: {error}") from None


def _read_all(stream: BinaryIO) -> bytes:
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise BadSource(f"{_TOO_LONG}; split it, or make it JSON Lines with one article a line")
    if not raw.strip():
        raise BadSource("empty")
    return raw


READERS: Mapping[str, Callable[[BinaryIO], Iterator[Entry]]] = {
    ".txt": _read_text,
    ".json": _read_json,
    ".jsonl": _read_lines,
}
