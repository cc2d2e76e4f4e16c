"""How wide text is, without a font: advance widths of a wide sans-serif, so that narrower fonts fit too.

In: text. Out: widths in pixels, lines. Touches: nothing.
"""

from __future__ import annotations

import unicodedata

_EM = {  # advance widths of DejaVu Sans in em, rounded up
    0.30: "'IJijlІіЇї",
    0.35: " ,./:;\\|\u00a0·",
    0.40: "()-[]ft",
    0.45: "!r",
    0.50: '"*_`–',
    0.55: "?cszгзсэєґ",
    0.60: "FLkvxyвтухчь",
    0.65: "$0123456789EPSTYabdeghnopqu{}ГЕЗРТУабеийклоряЁё«»Ґ",
    0.70: "ABCKRVXZАБВСХЧЬЭЯднпцЄ",
    0.75: "NUИЙКъ",
    0.80: "&DGHOQДЛНОПЦмы",
    0.85: "#+<=>^w~Ъю→×",
    0.90: "MМФЫф",
    0.95: "жшщ",
    1.00: "%@Wm—…",
    1.05: "№",
    1.10: "ЖШЩЮ",
}
_WIDTH = {char: width for width, chars in _EM.items() for char in chars}
_BOLD = 1.13  # of the same font's bold to its regular, the mean over these characters


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that `text` takes at most at font size `size`."""
    return sum(map(_advance, text)) * size * (_BOLD if bold else 1.0)


def wrap(text: str, size: float, limit: float, *, bold: bool = False, most: int = 3) -> list[str]:
    """`text` in at most `most` lines, each at most `limit` wide where its words allow; what is cut off ends in «…»."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= limit:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return [_cut(line, size, limit * 1.3, bold) for line in lines] or ["—"]


def _cut(line: str, size: float, limit: float, bold: bool) -> str:
    if text_width(line, size, bold=bold) <= limit:
        return line
    while len(line) > 1 and text_width(f"{line}…", size, bold=bold) > limit:
        line = line[:-1]
    return f"{line.rstrip('…')}…"


def _advance(char: str) -> float:
    if (width := _WIDTH.get(char)) is not None:
        return width
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    wide = unicodedata.east_asian_width(char) in "WF" or unicodedata.category(char) == "So"
    return 1.4 if wide else 0.85
