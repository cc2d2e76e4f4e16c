from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from functools import cache

import networkx as nx
import pytest

from export.samples import HOSTILE, network, random_graph, text_of
from letopis.export.columns import clean
from letopis.export.geometry import Box
from letopis.export.glyphs import text_width
from letopis.export.placement import Scene, place
from letopis.export.selection import select
from letopis.export.svg import write_svg

SPACE = "{http://www.w3.org/2000/svg}"
GRAPHS = {
    "fixture": network(),
    "dense": random_graph(300, 900),
    "sparse": random_graph(300, 200, seed=3),
    "tiny": random_graph(3, 9),
}


@cache
def scene(name: str) -> Scene:
    return place(select(GRAPHS[name], 40))


def boxes(whole: Scene) -> list[Box]:
    return [placed.box for placed in whole.dots] + [placed.label for placed in whole.arrows if placed.label]


def words(root: ET.Element) -> list[Box]:
    """The box of every text of a picture, measured from what is written there."""
    found = []
    for text in root.iter(f"{SPACE}text"):
        size, x, y = (float(str(text.get(name))) for name in ("font-size", "x", "y"))
        width = text_width(text.text or "", size, bold=text.get("font-weight") == "600")
        middle = x if text.get("text-anchor") == "middle" else x + width / 2
        found.append(Box(middle, y - size * 0.35, width, size * 0.9))
    return found


@pytest.mark.parametrize("name", GRAPHS)
def test_no_two_boxes_of_nodes_or_labels_intersect(name: str) -> None:
    placed = boxes(scene(name))
    assert len(placed) > 4
    assert not [pair for pair in itertools.combinations(placed, 2) if pair[0].meets(pair[1])]


@pytest.mark.parametrize("name", GRAPHS)
def test_everything_lies_on_the_page_and_no_two_texts_intersect(name: str) -> None:
    root = ET.fromstring(text_of(write_svg, GRAPHS[name]))
    left, top, width, height = map(float, str(root.get("viewBox")).split())
    texts = words(root)
    assert not [pair for pair in itertools.combinations(texts, 2) if pair[0].meets(pair[1])]
    for box in texts:
        assert left <= box.x - box.width / 2
        assert box.x + box.width / 2 <= left + width
        assert top <= box.y - box.height / 2
        assert box.y + box.height / 2 <= top + height
    for path in root.iter(f"{SPACE}path"):
        if path.get("fill") == "none":
            numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", str(path.get("d")))]
            assert left <= min(numbers[0], numbers[-2])
            assert max(numbers[1], numbers[-1]) <= top + height


def test_lines_run_through_few_boxes_that_are_not_theirs() -> None:
    dense = scene("dense")
    through = [
        (placed.arrow.id, other.dot.id)
        for placed in dense.arrows
        for other in dense.dots
        if other.dot.id not in (placed.arrow.source, placed.arrow.target)
        and any(other.box.holds(point) for point in placed.curve.points(40))
    ]
    assert len(through) <= len(dense.arrows) / 10


def test_the_caption_counts_what_is_shown_and_what_is_not() -> None:
    picture = text_of(write_svg, GRAPHS["dense"])
    selection = select(GRAPHS["dense"], 40)
    wanted = f"{selection.entities} of 300 entities and {selection.statements} of 900 statements are shown"
    assert wanted in picture
    missing = scene("dense").unlabelled
    assert (f"{missing} arrows carry their words in the tool-tip only" in picture) == (missing > 0)


def test_labels_sentences_colours_and_manners_are_there() -> None:
    root = ET.fromstring(text_of(write_svg, network()))
    texts = " ".join(text.text or "" for text in root.iter(f"{SPACE}text"))
    for wanted in ("Илья Северов", "позвонить", "протестовать", "Person", "said by some, denied by others"):
        assert wanted in texts
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
