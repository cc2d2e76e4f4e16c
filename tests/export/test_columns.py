from __future__ import annotations

import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.samples import HOSTILE
from letopis.errors import BadExport
from letopis.export.columns import RESERVED, cell, clean, columns, edge_records, xml


@given(st.text(st.characters(codec="utf-16", exclude_categories=())))
def test_any_text_survives_xml(text: str) -> None:
    element = ET.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>')
    assert element.get("b") == clean(text)
    assert (element.text or "") == clean(text)


def test_only_what_xml_forbids_is_replaced() -> None:
    assert clean(HOSTILE) == HOSTILE.replace("\x0b", "\ufffd").replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def test_a_column_has_one_type_that_holds_all_its_values() -> None:
    records: list[dict[str, object]] = [
        {"whole": 1, "number": 1, "mixed": 1, "truth": True, "none": None, "list": [1, 2]},
        {"whole": 2, "number": 2.5, "mixed": "x", "truth": False, "none": None, "list": "x"},
    ]
    assert columns(records) == {
        "list": "string",
        "mixed": "string",
        "number": "double",
        "truth": "boolean",
        "whole": "long",
    }


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_name_with_another_meaning_is_refused(name: str) -> None:
    with pytest.raises(BadExport, match=name):
        columns([{name: 1}])


def test_cells() -> None:
    assert cell(3, "double") == "3.0"
    assert cell(True, "boolean") == "true"
    assert cell(["б", "а"], "string") == "б | а"
    assert cell({"б", "а"}, "string") == "а | б"
    assert cell(7, "string") == "7"


def test_edges_without_ids_or_with_equal_ones_get_different_ones() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for eid in ("same", "same", None, None):
        graph.add_edge("a", "b", eid=eid)
    ids = [edge[0] for edge in edge_records(graph)]
    assert ids == sorted(set(ids))
    assert len(ids) == 4
    assert {"same", "same-2"} < set(ids)
