"""Constants against the ontology, and how IRIs are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from pyoxigraph import NamedNode

from letopis.lexicon.tables import load
from letopis.rdf import ontology
from letopis.rdf import vocabulary as v
from letopis.rdf.names import local_name
from letopis.records.claim import Modality, Polarity, Predicate, Role
from letopis.records.entity import EntityKind


def _constants() -> set[str]:
    found: set[str] = set()
    for value in vars(v).values():
        terms = value.values() if isinstance(value, Mapping) else value
        if isinstance(terms, NamedNode):
            found.add(terms.value)
        elif isinstance(terms, Iterable) and not isinstance(terms, str):
            found.update(term.value for term in terms if isinstance(term, NamedNode))
    return {iri for iri in found if iri.startswith(v.LO)}


def _in_ontology() -> set[str]:
    subjects = (quad.subject for quad in ontology.hand_written())
    return {node.value for node in subjects if isinstance(node, NamedNode) and node.value.startswith(v.LO)}


def test_every_constant_is_in_the_ontology_and_the_other_way_round() -> None:
    assert _constants() == _in_ontology()


@pytest.mark.parametrize("term", sorted(_in_ontology()))
def test_every_term_is_described(term: str) -> None:
    said = [quad for quad in ontology.hand_written() if quad.subject == NamedNode(term)]
    labels = [str(quad.object) for quad in said if quad.predicate == v.RDFS_LABEL]
    assert {label.rpartition("@")[2] for label in labels} == {"ru", "en"}
    assert sum(quad.predicate == v.RDFS_COMMENT for quad in said) == 1
    assert sum(quad.predicate == v.RDF_TYPE for quad in said) == 1


def test_no_frame_takes_the_name_of_another_term() -> None:
    lexicon = load()
    made = {v.LO + name for name in (*lexicon.frames, *lexicon.classes)}
    assert made.isdisjoint(_in_ontology())
    assert {relation.value for relation in v.RELATIONS} <= _in_ontology()


def test_every_value_of_the_records_has_a_term() -> None:
    assert set(v.POLARITIES) == set(Polarity)
    assert set(v.MODALITIES) == set(Modality)
    assert set(v.ROLES) == set(Role)
    assert set(v.ENTITY_CLASSES) == set(EntityKind)
    assert v.BOUNDS["at_least"] == NamedNode(v.LO + "AtLeast")


def test_a_modality_is_stronger_the_earlier_it_stands() -> None:
    names = [node.value.removeprefix(v.LO) for node in v.MODALITIES.values()]
    assert names == ["Actual", "Reported", "Ordered", "Planned", "Permitted", "Possible"]


@pytest.mark.parametrize(
    ("predicate", "planned", "iri"),
    [
        (Predicate("calls", "позвонить"), False, v.LO + "calls"),
        (Predicate("calls", "позвонить"), True, v.PLAN + "calls"),
        (Predicate("озеленить", "озеленить", frame=False), False, v.LEMMA + "озеленить"),
        (Predicate("выйти в отставку", "выйти", frame=False), True, v.PLAN_LEMMA + "выйти_в_отставку"),
        (Predicate("24/7 #=,", "круглосуточно", frame=False), False, v.LEMMA + "24%2F7_%23%3D%2C"),
    ],
)
def test_direct_property_of_a_predicate(predicate: Predicate, planned: bool, iri: str) -> None:
    made = v.predicate_iri(predicate, planned=planned)
    assert made.value == iri
    assert v.plain_iri(made) == v.predicate_iri(predicate)
    assert v.planned_iri(v.predicate_iri(predicate)) == v.predicate_iri(predicate, planned=True)


def test_words_that_look_alike_are_one_local_name() -> None:
    assert local_name("и\u0306од") == local_name("йод")


@pytest.mark.parametrize("iri", ["data/", "https://x.example/data", "https://x.example/a b/", "https://x.example/<a>/"])
def test_a_base_that_would_break_iris_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="ends with a slash"):
        v.Base(iri)


def test_prefixes_abbreviate_the_data() -> None:
    base = v.Base("https://news.example/kg/")
    assert base.entity("Q159").value == base.prefixes()["ent"] + "Q159"
    assert base.quantity("q1").value == base.prefixes()["qty"] + "q1"
