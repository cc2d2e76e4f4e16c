from __future__ import annotations

import io
import itertools
import re
import xml.etree.ElementTree as ET
from functools import cache
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from export.samples import HOSTILE, network, random_graph, text_of
from letopis.export.columns import clean
from letopis.export.geometry import Box, Curve
from letopis.export.glyphs import text_width
from letopis.export.placement import Scene
from letopis.export.selection import select
from letopis.export.svg import caption_of, write_svg

if TYPE_CHECKING:
    from collections.abc import Iterable

SPACE = "{http://www.w3.org/2000/svg}"
GRAPHS = {
    "fixture": (network(), 40),
    "dense": (random_graph(300, 900), 25),
    "sparse": (random_graph(300, 200, seed=3), 25),
    "tiny": (random_graph(3, 9), 25),
}


@cache
def picture(name: str) -> ET.Element:
    out = io.StringIO()
    graph, limit = GRAPHS[name]
    write_svg(graph, out, limit=limit)
    return ET.fromstring(out.getvalue())


def numbers(element: ET.Element, *names: str) -> list[float]:
    return [float(str(element.get(name))) for name in names]


def nodes(root: ET.Element) -> list[Box]:
    found = []
    for rectangle in root.iterfind(f"{SPACE}g/{SPACE}rect"):
        x, y, width, height = numbers(rectangle, "x", "y", "width", "height")
        found.append(Box(x + width / 2, y + height / 2, width, height))
    return found


def texts(elements: Iterable[ET.Element]) -> list[Box]:
    """The boxes of texts, measured from what is written there."""
    found = []
    for text in elements:
        size, x, y = numbers(text, "font-size", "x", "y")
        width = text_width(text.text or "", size, bold=text.get("font-weight") == "600")
        middle = x if text.get("text-anchor") == "middle" else x + width / 2
        found.append(Box(middle, y - size * 0.35, width, size * 0.9))
    return found


def curves(root: ET.Element) -> list[Curve]:
    found = []
    for path in root.iterfind(f"{SPACE}path[@fill='none']"):
        x0, y0, x1, y1, x2, y2, x3, y3 = map(float, re.findall(r"-?\d+\.\d+", str(path.get("d"))))
        found.append(Curve((x0, y0), (x1, y1), (x2, y2), (x3, y3)))
    return found


@pytest.mark.parametrize("name", GRAPHS)
def test_no_two_nodes_or_labels_intersect(name: str) -> None:
    root = picture(name)
    labels = [group for group in root.iterfind(f"{SPACE}g") if group.find(f"{SPACE}rect") is None]
    boxes = nodes(root) + texts(text for group in labels for text in group.iterfind(f"{SPACE}text"))
    assert len(boxes) > len(nodes(root)) > 2
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].meets(pair[1])]


@pytest.mark.parametrize("name", GRAPHS)
def test_everything_lies_on_the_page_and_no_two_texts_intersect(name: str) -> None:
    root = picture(name)
    left, top, width, height = map(float, str(root.get("viewBox")).split())
    written = texts(root.iter(f"{SPACE}text"))
    assert not [pair for pair in itertools.combinations(written, 2) if pair[0].meets(pair[1])]
    points = [Box(x, y, 0, 0) for curve in curves(root) for x, y in curve.points(20)]
    for box in written + nodes(root) + points:
        assert left <= box.x - box.width / 2
        assert box.x + box.width / 2 <= left + width
        assert top <= box.y - box.height / 2
        assert box.y + box.height / 2 <= top + height


@pytest.mark.parametrize("name", GRAPHS)
def test_few_lines_run_under_nodes(name: str) -> None:
    lines, boxes = curves(picture(name)), nodes(picture(name))
    under = [line for line in lines if any(box.holds(point) for point in line.points(40) for box in boxes)]
    assert len(under) <= len(lines) / 10


def test_the_caption_counts_what_is_shown() -> None:
    selection = select(*GRAPHS["dense"])
    wanted = f"{selection.entities} of 300 entities and {selection.statements} of 900 statements are shown"
    assert wanted in str(picture("dense").findtext(f"{SPACE}title"))


@pytest.mark.parametrize(("count", "wanted"), [(0, ""), (1, "; one arrow has"), (3, "; 3 arrows have")])
def test_the_caption_says_how_many_words_found_no_room(count: int, wanted: str) -> None:
    caption = caption_of(select(*GRAPHS["tiny"]), Scene((), (), count, 0))
    assert caption.startswith("3 of 3 entities and 9 of 9 statements are shown" + wanted)
    assert ("tool-tip" in caption) == bool(count)


def test_labels_sentences_colours_and_manners_are_there() -> None:
    root = picture("fixture")
    words = " ".join(text.text or "" for text in root.iter(f"{SPACE}text"))
    for wanted in ("Илья Северов", "позвонить", "протестовать", "Person", "said by some, denied by others"):
        assert wanted in words
    notes = [title.text or "" for title in root.iter(f"{SPACE}title")]
    assert any("Северов 5 марта позвонил Лаврентьевой, сообщает Волна." in note for note in notes)
    lines = [path for path in root.iter(f"{SPACE}path") if path.get("fill") == "none"]
    assert {path.get("marker-end") for path in lines} >= {None, "url(#asserted)", "url(#planned)", "url(#disputed)"}
    assert all(path.get("stroke-dasharray") for path in lines if path.get("marker-end") == "url(#planned)")
    assert {path.get("stroke") for path in lines if path.get("marker-end") == "url(#disputed)"} == {"#c62828"}


def test_hostile_labels_and_loops() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label=HOSTILE, entity_type=HOSTILE)
    for eid in "12":
        graph.add_edge("a", "a", eid=eid, label=HOSTILE + eid, sentence=HOSTILE)
    root = ET.fromstring(text_of(write_svg, graph))
    assert any(clean(HOSTILE) in (title.text or "") for title in root.iter(f"{SPACE}title"))
    assert sum(path.get("fill") == "none" for path in root.iter(f"{SPACE}path")) == 2


def test_an_empty_graph_is_a_picture_that_says_so() -> None:
    assert "0 of 0 entities and 0 of 0 statements are shown" in text_of(write_svg, nx.MultiDiGraph())
