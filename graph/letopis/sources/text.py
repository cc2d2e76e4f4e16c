"""The text of an article as it stays from here on, and its title.

A line «Путин обсудил с Токаевым ситуацию в Казахстане» before a blank one is a title: it does not end like a sentence.

In: text as decoded. Out: text in NFC. Touches: nothing.
"""

from __future__ import annotations

import re
import unicodedata

_LEADING = re.compile(r"\A[\s\ufeff]+")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER_LAST_IN_TITLE = (".", "…", ":", ";", ",")
_LONGEST_TITLE_LINE = 200


def clean(text: str) -> str:
    """The text in NFC with `\\n` line ends, without leading blank space or byte order mark.

    Characters that XML cannot hold (controls, lone surrogates) become spaces. Nothing else changes: no-break spaces,
    soft hyphens, zero-width characters, ё and quotes stay. Cleaning twice changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _NOT_XML.sub(" ", text)
    return unicodedata.normalize("NFC", _LEADING.sub("", text))


def clean_title(title: str) -> str:
    """The same for a title, on one line and without blank space at its end."""
    return re.sub(r"\s*\n\s*", " ", clean(title).rstrip())


def find_title(text: str) -> str:
    """The first line of a clean text if it looks like a title, else nothing.

    It does when more text follows, it does not end like a sentence, and a blank line follows or it is short and the
    next line does not go on in the middle of a sentence.
    """
    line, _, rest = text.partition("\n")
    title = line.rstrip()
    if not rest.strip() or title.endswith(_NEVER_LAST_IN_TITLE):
        return ""
    following = rest.partition("\n")[0].strip()
    if not following or (len(title) <= _LONGEST_TITLE_LINE and not following[0].islower()):
        return title
    return ""


def join_title(title: str, body: str) -> str:
    """The body after its title, which is not repeated if it is the body's first line already."""
    if not title or re.match(re.escape(title) + r"[^\S\n]*(?:\n|\Z)", body):
        return body
    return f"{title}\n\n{body}"
