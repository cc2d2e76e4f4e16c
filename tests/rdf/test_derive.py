"""The default graph from the article graphs: what fuses how, and that a part of the work gives the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from fixture_graph import BASE, fixture_articles, fixture_view
from letopis.rdf import vocabulary as v
from letopis.rdf.derive import derive, differences, knowledge_subjects
from letopis.rdf.quads import article_quads
from letopis.records.claim import Modality
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in BASE.prefixes().items())
CALL = "ev:e1 a sem:Event , lo:Call ; rdf:subject ent:a ; rdf:predicate lo:calls ; rdf:object ent:b"


def _derived(trig: str) -> Store:
    store = Store()
    store.extend(parse(PREFIXES + trig, RdfFormat.TRIG))
    derive(store)
    return store


def _here(store: Store) -> list[str]:
    return sorted(str(quad) for quad in store.quads_for_pattern(None, None, None, DefaultGraph()))


def _ask(store: Store, pattern: str) -> bool:
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=BASE.prefixes()))


def _claims(*stances: str) -> str:
    """One article for each stance: «Positive Actual ent:speaker»."""
    graphs = []
    for number, stance in enumerate(stances):
        polarity, modality, *speakers = stance.split()
        said = "".join(f"; prov:wasAttributedTo {speaker}" for speaker in speakers)
        stated = f"lo:about ev:e1 ; lo:polarity lo:{polarity} ; lo:modality lo:{modality} {said} ."
        graphs.append(f"art:a{number} {{ {CALL} . claim:c{number} a lo:Claim ; {stated} }}")
    return "\n".join(graphs)


@pytest.mark.parametrize(
    ("stances", "polarity", "modality", "direct"),
    [
        (["Positive Actual"], "Positive", "Actual", "lo:calls"),
        (["Positive Reported"], "Positive", "Reported", "lo:calls"),
        (["Positive Reported", "Positive Actual"], "Positive", "Actual", "lo:calls"),
        (["Positive Planned", "Positive Reported"], "Positive", "Reported", "lo:calls"),
        (["Positive Planned", "Positive Ordered"], "Positive", "Ordered", "plan:calls"),
        (["Positive Permitted", "Positive Planned"], "Positive", "Planned", "plan:calls"),
        (["Positive Possible", "Positive Permitted"], "Positive", "Permitted", "plan:calls"),
        (["Positive Possible"], "Positive", "Possible", None),
        (["Negative Actual"], "Negative", "Actual", None),
        (["Negative Planned"], "Negative", "Planned", None),
        (["Positive Actual", "Negative Reported"], "Disputed", "Actual", None),
    ],
)
def test_stance_of_a_statement(stances: list[str], polarity: str, modality: str, direct: str | None) -> None:
    store = _derived(_claims(*stances))
    assert _ask(store, f"ev:e1 lo:polarity lo:{polarity} ; lo:modality lo:{modality}")
    for name in ("lo:calls", "plan:calls"):
        assert _ask(store, f"ent:a {name} ent:b") == (name == direct)


def test_speakers_and_counts_are_of_all_claims() -> None:
    store = _derived(_claims("Positive Reported ent:x", "Positive Reported ent:y ", "Positive Actual"))
    assert _ask(store, "ev:e1 prov:wasAttributedTo ent:x , ent:y ; lo:claimCount 3 ; lo:articleCount 3")


def test_two_claims_of_one_article_are_one_article() -> None:
    claim = "a lo:Claim ; lo:about ev:e1 ; lo:polarity lo:Positive ; lo:modality lo:Actual"
    store = _derived(f"art:a {{ {CALL} . claim:c1 {claim} . claim:c2 {claim} }}")
    assert _ask(store, "ev:e1 lo:claimCount 2 ; lo:articleCount 1")


def test_an_intransitive_event_is_the_object_and_nobodys_event_has_none() -> None:
    claim = "lo:polarity lo:Positive ; lo:modality lo:Actual"
    store = _derived(
        f"""art:a {{
        ev:e1 a sem:Event ; rdf:subject ent:a ; rdf:predicate lo:protests . claim:c1 lo:about ev:e1 ; {claim} .
        ev:e2 a sem:Event ; rdf:predicate lo:calls ; rdf:object ent:b . claim:c2 lo:about ev:e2 ; {claim} .
        ev:r1 a lo:Relation ; rdf:subject ent:a ; rdf:predicate lo:memberOf . claim:c3 lo:about ev:r1 ; {claim} .
        ev:i1 a lo:Identity ; rdf:subject ent:a ; rdf:predicate skos:altLabel ; rdf:object "А"@ru .
        claim:c4 lo:about ev:i1 ; {claim} .
        }}"""
    )
    assert _ask(store, "ent:a lo:protests ev:e1")
    assert sum("/entity/" in line.split()[0] for line in _here(store)) == 1


def test_a_lemma_is_planned_in_its_own_namespace() -> None:
    store = _derived(_claims("Positive Planned").replace("lo:calls", "lemma:озеленить"))
    assert _ask(store, "ent:a planlemma:озеленить ent:b")
    assert not _ask(store, "ent:a lemma:озеленить ent:b")


def test_the_label_and_the_class_that_most_articles_give() -> None:
    store = _derived(
        """
        art:a1 { ent:x a lo:Organization , schema:Organization ; rdfs:label "Союз"@ru ; owl:sameAs wd:Q1 . }
        art:a2 { ent:x a lo:Place , schema:Place ; rdfs:label "Альянс"@ru ; skos:altLabel "Союз"@ru . }
        art:a3 { ent:x a lo:Organization , schema:Organization ; rdfs:label "Союз"@ru ; skos:altLabel "Блок"@ru . }
        """
    )
    said = {str(quad.object) for quad in store.quads_for_pattern(BASE.entity("x"), None, None, DefaultGraph())}
    types = {f"<{v.LO}Organization>", f"<{v.SCHEMA}Organization>", f"<{v.WD}Q1>"}
    assert said == {'"Союз"@ru', '"Альянс"@ru', '"Блок"@ru', *types}
    assert _ask(store, 'ent:x rdfs:label "Союз"@ru ; skos:altLabel "Альянс"@ru , "Блок"@ru')


def test_of_equally_common_labels_the_first_in_code_points() -> None:
    store = _derived('art:a1 { ent:x a lo:Thing ; rdfs:label "ё"@ru } art:a2 { ent:x a lo:Thing ; rdfs:label "я"@ru }')
    assert _ask(store, 'ent:x rdfs:label "я"@ru ; skos:altLabel "ё"@ru')


def test_bounds_are_the_widest() -> None:
    store = _derived(
        """
        art:a1 { ev:e1 a sem:Event ; sem:hasEarliestBeginTimeStamp "2022-01-03"^^xsd:date ;
                 sem:hasLatestEndTimeStamp "2022-01-04"^^xsd:date . }
        art:a2 { ev:e1 a sem:Event ; sem:hasEarliestBeginTimeStamp "2022-01-02"^^xsd:date ;
                 sem:hasLatestEndTimeStamp "2022-01-08"^^xsd:date . }
        """
    )
    assert _ask(store, 'ev:e1 sem:hasEarliestBeginTimeStamp "2022-01-02"^^xsd:date')
    assert _ask(store, 'ev:e1 sem:hasLatestEndTimeStamp "2022-01-08"^^xsd:date')
    assert len(_here(store)) == 3


def test_deriving_twice_changes_nothing() -> None:
    store = fixture_view().store
    once = _here(store)
    derive(store)
    assert _here(store) == once
    derive(store, subjects=knowledge_subjects(store))
    assert _here(store) == once
    assert list(differences(store)) == []


def test_what_was_in_the_default_graph_before_does_not_stay() -> None:
    store = fixture_view().store
    before = _here(store)
    store.add(Quad(BASE.entity("nobody"), v.RDFS_LABEL, v.POSITIVE))
    assert [wanted for _, wanted in differences(store)] == [False]
    derive(store)
    assert _here(store) == before


def _variants() -> list[list[Quad]]:
    """The fixture's articles, and each again with other stances, labels and classes under its own graph name."""
    found = []
    for number, read in enumerate(fixture_articles()):
        quads = article_quads(*read, base=BASE)
        found += [quads, [_varied(quad, number) for quad in quads]]
    return found


def _varied(quad: Quad, number: int) -> Quad:
    changes = {
        v.MODALITIES[Modality.ACTUAL]: v.MODALITIES[Modality.PLANNED if number else Modality.POSSIBLE],
        v.POSITIVE: v.NEGATIVE if number == 1 else v.POSITIVE,
        v.ENTITY_CLASSES[EntityKind.THING]: v.ENTITY_CLASSES[EntityKind.PRODUCT],
    }
    assert isinstance(quad.subject, NamedNode)
    assert isinstance(quad.graph_name, NamedNode)
    subject = NamedNode(f"{quad.subject.value}v") if "/claim/" in quad.subject.value else quad.subject
    value = changes.get(quad.object, quad.object) if isinstance(quad.object, NamedNode) else quad.object
    return Quad(subject, quad.predicate, value, NamedNode(f"{quad.graph_name.value}v"))


def _subjects(quads: Iterable[Quad]) -> set[NamedNode]:
    store = Store()
    store.extend(quads)
    return knowledge_subjects(store)


VARIANTS = _variants()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sets(st.integers(0, len(VARIANTS) - 1)), min_size=1, max_size=5))
def test_a_part_derived_after_any_change_is_the_whole(steps: list[set[int]]) -> None:
    """In each step the articles of that number are added where they are missing and withdrawn where they are there."""
    store = Store()
    for step in steps:
        changed: set[NamedNode] = set()
        for number in step:
            quads = VARIANTS[number]
            changed |= _subjects(quads)
            if store.contains_named_graph(quads[0].graph_name):
                store.remove_graph(quads[0].graph_name)
            else:
                store.extend(quads)
        derive(store, subjects=sorted(changed, key=str))
    whole = Store()
    whole.extend(quad for quad in store if quad.graph_name != DefaultGraph())
    derive(whole)
    assert sorted(map(str, store)) == sorted(map(str, whole))
    assert list(differences(store)) == []
