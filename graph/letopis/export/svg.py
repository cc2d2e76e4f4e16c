"""A picture of the busiest part of the graph as SVG, without a plotting library.

Colours tell types; a dashed line is planned, ordered or only possible, a red one denied; the words stand in tool-tips.

In: a MultiDiGraph of `network`. Out: text. Touches: the stream it is given.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from letopis.export.columns import xml
from letopis.export.geometry import Box
from letopis.export.glyphs import text_width
from letopis.export.look import COLORS, color_of, tint
from letopis.export.placement import PlacedArrow, PlacedDot, Scene, place
from letopis.export.routing import LABEL_SIZE, LINE
from letopis.export.selection import Selection, select

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from letopis.export.selection import Arrow

_PAPER = "#fdfcf9"
_INK = "#22262b"
_MUTED = "#5f6670"
_GREY, _RED = "#6b7480", "#c62828"
_LINES = {"asserted": _GREY, "planned": _GREY, "denied": _RED, "disputed": _RED}
_WORDS = {"asserted": "#3b424b", "planned": "#3b424b", "denied": "#b71c1c", "disputed": "#b71c1c"}
_DASHES = {"planned": ' stroke-dasharray="6 4"', "disputed": ' stroke-dasharray="6 4"'}
_MEANINGS = {
    "asserted": "said to be so",
    "planned": "planned, ordered, permitted or possible",
    "denied": "denied",
    "disputed": "said by some, denied by others",
}
_MARGIN = 28.0
_SMALL = 12.0
_ROW = 22.0
_FONT = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def write_svg(graph: MultiDiGraph[str], out: TextIO, *, limit: int = 40) -> None:
    """Draws at most `limit` entities; the caption says how many of how many entities and statements are shown."""
    selection = select(graph, limit)
    scene = place(selection)
    caption = caption_of(selection, scene)
    frame = _frame(scene, text_width(caption, _SMALL))
    keys = _legend(scene, frame.width)
    left, top = frame.x - frame.width / 2, frame.y - frame.height / 2
    foot = top + frame.height + 2 * _ROW
    view = (left - _MARGIN, top - _MARGIN, frame.width + 2 * _MARGIN, foot + len(keys) * _ROW + 2 * _MARGIN - top)
    out.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(map(_n, view))}" ')
    out.write(f'width="{_n(view[2])}" height="{_n(view[3])}" font-family="{_FONT}" role="img">\n')
    out.write(f"<title>{xml(caption)}</title>\n<defs>{''.join(map(_marker, _LINES))}</defs>\n")
    x, y, width, height = map(_n, view)
    out.write(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{_PAPER}"/>\n')
    out.writelines(_curve(placed, scene) for placed in scene.arrows)
    out.writelines(_dot(placed) for placed in scene.dots)
    out.writelines(_label(placed.arrow, placed.label) for placed in scene.arrows if placed.label)
    for row, line in enumerate(keys):
        out.writelines(_key(entry, left + at, foot + row * _ROW) for at, entry in line)
    out.write(_text(caption, left, foot + len(keys) * _ROW, f'font-size="{_SMALL}" fill="{_MUTED}"') + "</svg>\n")


def _n(number: float) -> str:
    return f"{number:.1f}"


def _frame(scene: Scene, width: float) -> Box:
    """The box around everything that is placed, at least `width` wide."""
    boxes = [placed.box for placed in scene.dots] + [placed.label for placed in scene.arrows if placed.label]
    points = [point for placed in scene.arrows for point in placed.curve.points(30)]
    boxes += [Box(x, y, 4, 4) for x, y in points]
    left = min((box.x - box.width / 2 for box in boxes), default=0.0)
    right = max((box.x + box.width / 2 for box in boxes), default=0.0)
    top = min((box.y - box.height / 2 for box in boxes), default=0.0)
    bottom = max((box.y + box.height / 2 for box in boxes), default=0.0)
    return Box((left + right) / 2, (top + bottom) / 2, max(right - left, width), bottom - top)


def caption_of(selection: Selection, scene: Scene) -> str:
    """How much of everything is shown; what is left out is said."""
    words = (
        f"{selection.entities} of {selection.all_entities} entities and "
        f"{selection.statements} of {selection.all_statements} statements are shown"
    )
    left_out = "; one arrow has its words only in the tool-tip"
    if scene.unlabelled > 1:
        left_out = f"; {scene.unlabelled} arrows have their words only in the tool-tip"
    return words + left_out if scene.unlabelled else words


def _marker(manner: str) -> str:
    return (
        f'<marker id="{manner}" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="9" markerHeight="9" '
        f'markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 1 L9 5 L0 9 L2.2 5 Z" fill="{_LINES[manner]}"/></marker>'
    )


def _curve(placed: PlacedArrow, scene: Scene) -> str:
    """The line; no arrow head on the way into the node of a statement."""
    arrow, curve = placed.arrow, placed.curve
    corners = (curve.start, curve.first, curve.second, curve.stop)
    start, *rest = (f"{_n(x)} {_n(y)}" for x, y in corners)
    head = "" if arrow.target in scene.events() else f' marker-end="url(#{arrow.manner})"'
    dash = _DASHES.get(arrow.manner, "")
    width = min(1.3 + 0.35 * (arrow.weight - 1), 4.0)
    return (
        f'<path d="M{start} C{", ".join(rest)}" fill="none" stroke="{_LINES[arrow.manner]}" '
        f'stroke-width="{width:.2f}"{dash}{head}><title>{xml(arrow.note)}</title></path>\n'
    )


def _dot(placed: PlacedDot) -> str:
    dot, box = placed.dot, placed.box
    event = dot.entity_type == "Event"
    color = _RED if _LINES[dot.manner] == _RED else color_of(dot.entity_type)
    dash = _DASHES.get(dot.manner, "")
    shape = (
        f'<rect x="{_n(box.x - box.width / 2)}" y="{_n(box.y - box.height / 2)}" width="{_n(box.width)}" '
        f'height="{_n(box.height)}" rx="{4 if event else _n(min(box.height / 2, 15))}" '
        f'fill="{_PAPER if event else tint(color, 0.13)}" stroke="{color}" stroke-width="{1 if event else 1.6}"{dash}/>'
    )
    top = box.y - len(placed.lines) * placed.size * LINE / 2
    style = f'font-size="{placed.size:.1f}" text-anchor="middle" fill="{_WORDS[dot.manner] if event else _INK}"'
    style += ' font-style="italic"' if event else ' font-weight="600"'
    lines = [_text(line, box.x, top + (i + 0.82) * placed.size * LINE, style) for i, line in enumerate(placed.lines)]
    return f"<g><title>{xml(dot.note)}</title>{shape}{''.join(lines)}</g>\n"


def _label(arrow: Arrow, box: Box) -> str:
    style = (
        f'font-size="{LABEL_SIZE}" font-style="italic" text-anchor="middle" fill="{_WORDS[arrow.manner]}" '
        f'stroke="{_PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    )
    return f"<g><title>{xml(arrow.note)}</title>{_text(arrow.label, box.x, box.y + LABEL_SIZE * 0.34, style)}</g>\n"


def _text(words: str, x: float, y: float, style: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" {style}>{xml(words)}</text>'


def _legend(scene: Scene, width: float) -> list[list[tuple[float, str]]]:
    """Rows of what the colours and lines mean, each entry with its distance from the left."""
    types = Counter(placed.dot.entity_type for placed in scene.dots)
    manners = {placed.arrow.manner for placed in scene.arrows} | {placed.dot.manner for placed in scene.dots}
    rows: list[list[tuple[float, str]]] = []
    at = width
    for entry in [name for name in COLORS if name in types] + [name for name in _LINES if name in manners]:
        room = text_width(_MEANINGS.get(entry, entry), _SMALL) + 48
        if at + room > width:
            rows.append([])
            at = 0.0
        rows[-1].append((at, entry))
        at += room
    return rows


def _key(entry: str, x: float, y: float) -> str:
    if entry in _LINES:
        sign = (
            f'<path d="M{_n(x)} {_n(y - 4)} h20" stroke="{_LINES[entry]}" stroke-width="1.6"{_DASHES.get(entry, "")}/>'
        )
    else:
        color = color_of(entry)
        fill = _PAPER if entry == "Event" else tint(color, 0.13)
        sign = f'<rect x="{_n(x)}" y="{_n(y - 10)}" width="20" height="12" rx="5" fill="{fill}" stroke="{color}"/>'
    return sign + _text(_MEANINGS.get(entry, entry), x + 27, y, f'font-size="{_SMALL}" fill="{_INK}"') + "\n"
