"""Every kind of planted fault is found and named; a whole graph has none."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, Quad

from fixture.damage import FAULTS, Fault, damaged
from fixture_graph import BASE, FIXTURE_ARTICLES, fixture_view
from letopis.rdf import vocabulary as v
from letopis.rdf.check import check


def _short(message: str) -> str:
    return message.replace(v.LO, "lo:")


def test_the_shared_graph_is_whole() -> None:
    assert list(check(fixture_view())) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found(fault: Fault) -> None:
    found = list(check(damaged(fault)))
    told = [violation for violation in found if violation.kind == fault.kind]
    assert any(fault.says in _short(violation.message) for violation in told), found
    assert all((violation.graph is None) == (fault.graph == "merged") for violation in told if fault.kind != "derived")


def test_violations_come_in_the_same_order() -> None:
    fault = next(fault for fault in FAULTS if fault.name == "two classes")
    assert list(check(damaged(fault))) == list(check(damaged(fault)))


def test_a_changed_text_is_noticed_by_its_hash_and_its_words() -> None:
    view = fixture_view()
    (quad,) = view.store.quads_for_pattern(None, v.IS_STRING, None, BASE.article(FIXTURE_ARTICLES["two"]))
    assert isinstance(quad.object, Literal)
    changed = Literal(quad.object.value.replace("сместил", "назначил"), language="ru")
    view.store.remove(quad)
    view.store.add(Quad(quad.subject, quad.predicate, changed, quad.graph_name))
    found = list(check(view))
    assert {violation.kind for violation in found} == {"text", "words"}
    assert any("сместил" in violation.message for violation in found)
