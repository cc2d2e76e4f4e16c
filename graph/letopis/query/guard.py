"""What a query may not do: write, or reach outside.

«"DROP GRAPH"» in a text is no update, and a SERVICE behind a quotation mark is one all the same: strings, IRIs,
comments, variables and local names are passed over as SPARQL reads them. Parsers take `1SERVICE<…>`, so what is left
is searched for the letters, not for a word.

In: SPARQL text. Out: nothing, or BadQuery. Touches: nothing.
"""

from __future__ import annotations

import re

from pyoxigraph import Store

from letopis.errors import BadQuery

_HARMLESS = re.compile(
    r'"""(?:\\.|(?!""").)*"""|\'\'\'(?:\\.|(?!\'\'\').)*\'\'\''  # long strings
    r'|"(?:\\.|[^"\\\n\r])*"|\'(?:\\.|[^\'\\\n\r])*\''
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n\r]*"
    r"|[?$]\w+|:[\w.:%\\-]*|@[A-Za-z0-9-]+",
    re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+)")
_EMPTY = Store()


def check(name: str, text: str) -> None:
    """Raises BadQuery for a query that asks another server, writes, or does not parse (then with the line)."""
    words = _words(text) + _words(_CODE_POINT.sub(_character, text))
    if "SERVICE" in words.upper():
        raise BadQuery(f"{name}: SERVICE is refused: a query only reads this store (nor may a prefix be named so)")
    try:
        _EMPTY.query(text)
    except SyntaxError as error:
        update = _UPDATE.search(words)
        if update:
            raise BadQuery(f"{name}: {update[1].upper()} is refused: a query only reads this store") from error
        raise BadQuery(_complaint(name, text, str(error))) from error


def _words(text: str) -> str:
    return _HARMLESS.sub(" ", text)


def _character(match: re.Match[str]) -> str:
    """Escaped code points come before all else (SPARQL 1.1, 19.2): so rdflib reads a query, Oxigraph does not."""
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else " "


def _complaint(name: str, text: str, error: str) -> str:
    place = _PLACE.search(error)
    if place is None:
        return f"{name} does not parse: {' '.join(error.split())}"
    lines = text.splitlines()
    line = lines[int(place[1]) - 1].strip() if int(place[1]) <= len(lines) else "the end"
    return f"{name} does not parse: line {place[1]}, column {place[2]}, at or before: {line}"
