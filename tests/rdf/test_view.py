"""What is read back from the shared graph."""

from __future__ import annotations

import pytest

from fixture_graph import BASE, FIXTURE_ARTICLES, fixture_articles, fixture_view
from letopis.errors import UnknownTerm
from letopis.rdf.articles import Stretch
from letopis.rdf.readback import QuantityView, StatementView
from letopis.records.claim import ClaimKind

VIEW = fixture_view()
STATEMENTS = {statement.label: statement for statement in VIEW.statements()}


def _ent(key: str) -> str:
    return BASE.entity(f"k-{key}").value


def _of(label: str) -> StatementView:
    return STATEMENTS[label]


def test_entities() -> None:
    entities = {entity.id: entity for entity in VIEW.entities()}
    severov = entities["k-severov"]
    assert (severov.kind, severov.label, severov.aliases) == ("Person", "Илья Северов", ("Северов",))
    assert severov.same_as == ("http://www.wikidata.org/entity/Q900001",)
    assert severov == VIEW.entity(_ent("severov"))
    assert entities["k-children"].scope == FIXTURE_ARTICLES["two"]
    assert severov.scope is None
    assert [entity.iri for entity in VIEW.entities()] == sorted(entity.iri for entity in VIEW.entities())


def test_an_event_that_two_articles_tell() -> None:
    call = _of("Илья Северов – позвонить – Анна Лаврентьева")
    assert (call.kind, call.classes, call.lemma) == (ClaimKind.EVENT, ("Call",), "позвонить")
    assert (call.subject, call.object, call.literal) == (_ent("severov"), _ent("lavrentyeva"), None)
    assert call.roles == (("agent", _ent("severov")), ("recipient", _ent("lavrentyeva")))
    assert (call.timexes, call.stamps, call.earliest, call.latest) == (
        ("2024-03-05",), ("2024-03-05",), "2024-03-05", "2024-03-05",
    )  # fmt: skip
    assert (call.polarity, call.modality, call.speakers) == ("positive", "actual", (_ent("volna"),))
    assert (call.claim_count, call.article_count) == (2, 2)
    assert call.articles == tuple(sorted([FIXTURE_ARTICLES["one"], FIXTURE_ARTICLES["two"]]))
    assert VIEW.statement(call.iri) == call


def test_an_intransitive_event_has_no_object() -> None:
    protest = _of("Каменск – протестовать")
    assert (protest.subject, protest.object) == (_ent("kamensk"), None)
    assert (protest.begins, protest.ends) == (("2024-03-02",), ())


def test_relation_and_identity() -> None:
    assert _of("Илья Северов – должность – президент Заречья").kind is ClaimKind.RELATION
    name = _of("Союз прибрежных стран – другое имя – СПС")
    assert (name.kind, name.subject, name.object, name.literal) == (ClaimKind.IDENTITY, _ent("sps"), None, "СПС")


def test_numbers() -> None:
    dead = _of("люди – погибнуть")
    assert set(dead.quantities) == {
        QuantityView(18.0, None, "exact", "человек", "18 человек", _ent("people")),
        QuantityView(20.0, None, "about", "человек", "около 20 человек", _ent("people")),
    }
    assert dead.as_of == ("2024-03-04", "2024-03-06")
    ranges = [number for statement in STATEMENTS.values() for number in statement.quantities if number.upper]
    assert ranges == [QuantityView(10.0, 15.0, "range", "человек", "От 10 до 15 человек", _ent("people"))]


def test_stances() -> None:
    found = {statement.modality for statement in STATEMENTS.values()}
    assert found == {"actual", "reported", "ordered", "planned", "permitted", "possible"}
    assert _of("МВД Заречья – задержать – журналисты").polarity == "disputed"


def test_claims_and_their_words() -> None:
    send = next(s for s in VIEW.statements() if s.modality == "planned" and "отправить" in s.label)
    (claim,) = VIEW.claims(send)
    assert (claim.speaker, claim.passed_on_by) == (_ent("lavrentyeva"), (_ent("press"),))
    assert (claim.polarity, claim.modality, claim.rule, claim.confidence) == ("positive", "planned", "by-hand", 1.0)
    evidence = VIEW.evidence(claim)
    text = fixture_articles()[0][0].text
    assert evidence.article.id == FIXTURE_ARTICLES["one"]
    assert evidence.trigger.text == "направит"
    assert "2500 спасателей" in [words.text for words in evidence.words]
    for words in (evidence.sentence, evidence.trigger, *evidence.words):
        assert text[words.start : words.stop] == words.text


def test_every_claim_of_every_article_is_reached() -> None:
    claims = [claim.id for statement in VIEW.statements() for claim in VIEW.claims(statement)]
    assert sorted(claims) == sorted(claim.id for *_, said in fixture_articles() for claim in said)


def test_articles() -> None:
    one = VIEW.article(BASE.article(FIXTURE_ARTICLES["one"]).value)
    assert one in list(VIEW.articles())
    assert (one.title, one.url, one.issued, one.publisher, one.source) == (
        "Северов попросил соседей о помощи", "https://news.example/one", "2024-03-05", "Речной вестник", "one.txt",
    )  # fmt: skip
    assert VIEW.text(one) == fixture_articles()[0][0].text
    mentions = VIEW.mentions(one)
    assert mentions[0].words == Stretch(0, 7, "Северов")
    assert [mention.words.start for mention in mentions] == sorted(mention.words.start for mention in mentions)
    assert {mention.entity for mention in mentions} >= {_ent("severov"), _ent("sps")}


@pytest.mark.parametrize("ask", [VIEW.entity, VIEW.statement, VIEW.article])
def test_what_is_not_there_is_named(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(UnknownTerm, match="nobody"):
        ask(_ent("nobody"))


def test_rdflib_reads_the_same_graph() -> None:
    dataset = VIEW.dataset()
    query = "SELECT ?b { ?a lo:calls ?b . ?a rdfs:label 'Илья Северов'@ru }"
    assert [str(row.b) for row in dataset.query(query, initNs=BASE.prefixes())] == [_ent("lavrentyeva")]  # type: ignore[union-attr]
    assert len(set(dataset.quads())) == len(VIEW.store)
