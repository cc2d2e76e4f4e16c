"""Terms that the lexicon makes."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from letopis.lexicon.rows import ClassRow, Frame
from letopis.rdf import vocabulary as v
from letopis.rdf.ontology import known_terms, ontology_quads

CALLS = Frame("asksFor", "Request", "REQUEST", "Q2915539", "попросить", "Токаев попросил помощи.")
REQUEST = ClassRow("Request", "Communication", "просьба", "09")


def _said(node: NamedNode) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in ontology_quads([CALLS], [ClassRow("Event", "", "событие", ""), REQUEST]):
        if quad.subject == node:
            found.setdefault(quad.predicate.value, set()).add(str(quad.object))
    return found


def test_a_frame_is_a_property_with_a_planned_form() -> None:
    plain = _said(v.frame_property("asksFor"))
    assert plain[v.RDFS_LABEL.value] == {'"попросить"@ru', '"asks for"@en'}
    assert plain[v.EVENT_CLASS.value] == {str(v.event_class("Request"))}
    assert plain[v.EXACT_MATCH.value] == {f"<{v.WD}Q2915539>"}
    assert plain[v.NOTATION.value] == {'"PLOVER REQUEST"'}
    planned = _said(v.frame_property("asksFor", planned=True))
    assert planned[v.PLANNED_FORM_OF.value] == {str(v.frame_property("asksFor"))}
    assert planned[v.RDFS_LABEL.value] == {'"намечается: попросить"@ru', '"planned asks for"@en'}


def test_a_class_is_below_its_parent_and_the_root_is_that_of_sem() -> None:
    request = _said(v.event_class("Request"))
    assert request[v.RDFS_SUBCLASS.value] == {str(v.event_class("Communication"))}
    assert request[v.NOTATION.value] == {str(Literal("CAMEO 09"))}
    assert v.event_class("Event") == v.SEM_EVENT
    assert _said(NamedNode(v.LO + "Event")) == {}


def test_known_terms_hold_frames_relations_and_borrowed_terms() -> None:
    for term in (v.frame_property("calls", planned=True), v.planned_iri(v.frame_property("memberOf")), v.HAS_ACTOR):
        assert term in known_terms()
    assert v.frame_property("noSuchFrame") not in known_terms()
    assert NamedNode(v.SCHEMA + "Person") in known_terms()
