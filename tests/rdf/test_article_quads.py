"""An article as its named graph, and what is refused when words are not where a record says."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from fixture_graph import BASE, FIXTURE_ARTICLES, fixture_articles
from letopis.errors import BadSource, EvidenceError
from letopis.rdf import vocabulary as v
from letopis.rdf.quads import article_quads, text_sha256
from letopis.records.claim import Argument, Attribution, Claim, ClaimKind, Predicate, QuantityArgument, Role
from letopis.records.entity import Entity, EntityKind, Link, Resolved
from letopis.records.mention import Mention, MentionKind, Quantity
from letopis.records.text import Article, Parsed, Sentence, Span

TEXT = "Новость\nВолга снова вышла из берегов.\u00a0Мэр молчит."
ARTICLE = Article(
    "a1", TEXT, title="Новость", published="2024-04-01", url="https://news.example/река 1", source="a.txt"
)
SENTENCE = Span(8, 37)
VOLGA = Entity(
    "k-volga", EntityKind.PLACE, "Волга", aliases=("Волга", "Матушка"), same_as=("http://www.wikidata.org/entity/Q626",)
)
LINK = Link(Mention(Span(8, 13), "Волга", MentionKind.PLACE, "Волга", 1, 0, "names"), "k-volga", "known", 0.95)
CLAIM = Claim(
    id="c1",
    statement_id="e1",
    article_id="a1",
    kind=ClaimKind.EVENT,
    predicate=Predicate("floods", "выйти из берегов", "Disaster"),
    sentence=SENTENCE,
    trigger=Span(20, 36),
    rule="verb",
    subject_id="k-volga",
    arguments=(Argument(Role.AGENT, "k-volga", Span(8, 13)),),
    score=0.5,
)

GOLDEN = """
art:a1 a schema:NewsArticle ; dct:title "Новость"@ru ; dct:issued "2024-04-01"^^xsd:date ; schema:inLanguage "ru" ;
  dct:source <https://news.example/%D1%80%D0%B5%D0%BA%D0%B0%201> ; dct:identifier "a.txt" ; lo:textSha256 "HASH" .
text:a1_0_49 a nif:Context , nif:OffsetBasedString ; nif:beginIndex 0 ; nif:endIndex 49 ; nif:isString "TEXT"@ru .
text:a1_8_37 a nif:Sentence , nif:OffsetBasedString ; nif:beginIndex 8 ; nif:endIndex 37 ;
  nif:anchorOf "Волга снова вышла из берегов."@ru ; nif:referenceContext text:a1_0_49 .
text:a1_8_13 a nif:Phrase , nif:OffsetBasedString ; nif:beginIndex 8 ; nif:endIndex 13 ; nif:anchorOf "Волга"@ru ;
  nif:referenceContext text:a1_0_49 ; nif:sentence text:a1_8_37 ; its:taIdentRef ent:k-volga ;
  lo:mentionRule "known" ; lo:mentionScore 0.95 .
text:a1_20_36 a nif:Phrase , nif:OffsetBasedString ; nif:beginIndex 20 ; nif:endIndex 36 ;
  nif:anchorOf "вышла из берегов"@ru ; nif:referenceContext text:a1_0_49 ; nif:sentence text:a1_8_37 ;
  lo:denotes ev:e1 .
claim:c1 a lo:Claim ; lo:about ev:e1 ; lo:polarity lo:Positive ; lo:modality lo:Actual ; lo:sentence text:a1_8_37 ;
  lo:trigger text:a1_20_36 ; lo:evidence text:a1_8_13 , text:a1_20_36 ; lo:rule "verb" ; lo:confidence 0.5 ;
  prov:wasDerivedFrom art:a1 .
ev:e1 a sem:Event , lo:Disaster ; rdfs:label "Волга – выйти из берегов"@ru ; lo:lemma "выйти из берегов"@ru ;
  rdf:subject ent:k-volga ; rdf:predicate lo:floods ; lo:agent ent:k-volga ; sem:hasActor ent:k-volga .
ent:k-volga a lo:Place , schema:Place ; rdfs:label "Волга"@ru ; skos:altLabel "Матушка"@ru ; owl:sameAs wd:Q626 .
"""


def _parsed(article: Article) -> Parsed:
    spans = (Span(0, 7), SENTENCE, Span(38, 49))
    return Parsed(article, tuple(Sentence(span, ()) for span in spans), ())


def _quads(article: Article = ARTICLE, claim: Claim = CLAIM, link: Link = LINK, entity: Entity = VOLGA) -> list[Quad]:
    return article_quads(article, _parsed(article), Resolved((entity,), (link,)), [claim], base=BASE)


def test_the_graph_of_an_article() -> None:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in BASE.prefixes().items())
    turtle = prefixes + GOLDEN.replace("HASH", hashlib.sha256(TEXT.encode()).hexdigest()).replace(
        "TEXT", TEXT.replace("\n", "\\n")
    )
    graph = BASE.article("a1")
    golden = {Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parse(turtle, RdfFormat.TURTLE)}
    assert {str(quad) for quad in _quads()} == {str(quad) for quad in golden}


def test_each_quad_comes_once_in_the_same_order() -> None:
    for read in fixture_articles():
        quads = article_quads(*read, base=BASE)
        assert len(quads) == len(set(quads))
        assert quads == article_quads(*read, base=BASE)


def test_only_sentences_with_something_in_them_are_written() -> None:
    spans = {quad.subject for quad in _quads() if quad.object == v.NIF_SENTENCE}
    assert spans == {BASE.text("a1_8_37")}


def test_entities_without_a_name_or_claim_are_left_out() -> None:
    nominal = replace(LINK, mention=replace(LINK.mention, kind=MentionKind.NOMINAL))
    resolved = Resolved((VOLGA,), (nominal,))
    subjects = {quad.subject for quad in article_quads(ARTICLE, _parsed(ARTICLE), resolved, [], base=BASE)}
    assert subjects == {BASE.article("a1"), BASE.text("a1_0_49")}


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (replace(CLAIM, trigger=Span(38, 41)), "is not in its sentence"),
        (replace(CLAIM, arguments=(Argument(Role.AGENT, "k-volga", Span(0, 7)),)), "'Новость' is not in its sentence"),
        (replace(CLAIM, quantities=(QuantityArgument(Quantity(1), Span(38, 41)),)), "is not in its sentence"),
        (replace(CLAIM, sentence=Span(8, 36)), "is no sentence"),
        (replace(CLAIM, sentence=Span(8, 99), trigger=Span(60, 70)), "outside of the text of 49"),
        (replace(CLAIM, attributions=(Attribution("k-volga", Span(30, 40)),)), "is not inside one sentence"),
        (replace(CLAIM, object_id="k-don"), "claim c1 speaks of entity k-don, which is not there"),
        (replace(CLAIM, article_id="a2"), "is of article a2"),
    ],
)
def test_a_claim_whose_words_are_elsewhere_is_refused(claim: Claim, message: str) -> None:
    with pytest.raises(EvidenceError, match=message) as caught:
        _quads(claim=claim)
    assert "article a1 (a.txt)" in str(caught.value)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (replace(LINK, mention=replace(LINK.mention, text="Волги")), "stands 'Волга', not the mention 'Волги'"),
        (replace(LINK, mention=replace(LINK.mention, span=Span(9, 14))), "stands 'олга ', not"),
        (replace(LINK, mention=replace(LINK.mention, span=Span(48, 53))), "outside of the text"),
        (replace(LINK, entity_id="k-don"), "mention 'Волга' at 8 speaks of entity k-don"),
    ],
)
def test_a_mention_that_is_not_there_is_refused(link: Link, message: str) -> None:
    with pytest.raises(EvidenceError, match=message):
        _quads(link=link)


def test_an_article_is_parsed_from_its_own_text() -> None:
    other = replace(ARTICLE, publisher="Речной вестник")
    with pytest.raises(EvidenceError, match="another text"):
        article_quads(ARTICLE, _parsed(other), Resolved((), ()), [], base=BASE)


@pytest.mark.parametrize(
    ("published", "literal"),
    [
        ("2024-04-01", '"2024-04-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("20240401", '"2024-04-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("2024-04-01T09:30", '"2024-04-01T09:30:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'),
        ("2024-04-01T09:30:00+03:00", '"2024-04-01T09:30:00+03:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'),
    ],
)
def test_date_of_issue(published: str, literal: str) -> None:
    issued = [quad.object for quad in _quads(replace(ARTICLE, published=published)) if quad.predicate == v.ISSUED]
    assert [str(value) for value in issued] == [literal]


@pytest.mark.parametrize("change", [{"published": "вчера"}, {"url": "не адрес"}])
def test_a_source_that_is_malformed_is_named(change: dict[str, str]) -> None:
    with pytest.raises(BadSource, match=r"article a1 \(a\.txt\).*correct it"):
        _quads(replace(ARTICLE, **change))


def test_equal_numbers_are_one_with_the_commonest_label() -> None:
    river = replace(CLAIM, quantities=(QuantityArgument(Quantity(2500.0, unit="человек"), Span(8, 13)),))
    again = replace(river, id="c2", quantities=(QuantityArgument(Quantity(2500, unit="человек"), Span(14, 19)),))
    third = replace(again, id="c3")
    quads = article_quads(ARTICLE, _parsed(ARTICLE), Resolved((VOLGA,), (LINK,)), [river, again, third], base=BASE)
    (number,) = {quad.object for quad in quads if quad.predicate == v.HAS_QUANTITY}
    said = {quad.predicate: quad.object for quad in quads if quad.subject == number}
    assert said[v.VALUE] == Literal("2500", datatype=v.XSD_DECIMAL)
    assert said[v.RDFS_LABEL] == Literal("снова", language="ru")


def test_a_sentence_that_is_the_whole_text_is_one_node() -> None:
    article = Article("a2", "Взрыв")
    whole = Span(0, 5)
    claim = replace(CLAIM, article_id="a2", sentence=whole, trigger=whole, subject_id=None, arguments=())
    parsed = Parsed(article, (Sentence(whole, ()),), ())
    quads = article_quads(article, parsed, Resolved((), ()), [claim], base=BASE)
    kinds = {quad.object for quad in quads if quad.subject == BASE.text("a2_0_5") and quad.predicate == v.RDF_TYPE}
    assert kinds == {v.NIF_CONTEXT, v.NIF_SENTENCE, v.NIF_PHRASE, v.NIF_OFFSET_BASED}


def test_every_role_of_the_fixture_has_actor_or_place_beside_it() -> None:
    for read in fixture_articles():
        said = {(quad.subject, quad.predicate, quad.object) for quad in article_quads(*read, base=BASE)}
        for role, property_iri in v.ROLES.items():
            above = v.HAS_PLACE if role in v.PLACE_ROLES else v.HAS_ACTOR
            fillers = {(subject, value) for subject, predicate, value in said if predicate == property_iri}
            assert fillers <= {(subject, value) for subject, predicate, value in said if predicate == above}


def test_everything_is_in_the_graph_of_the_article() -> None:
    for (article, *_), read in zip(fixture_articles(), fixture_articles(), strict=True):
        assert {quad.graph_name for quad in article_quads(*read, base=BASE)} == {BASE.article(article.id)}
    assert NamedNode(BASE.article(FIXTURE_ARTICLES["one"]).value) != DefaultGraph()


def test_hash_is_that_of_the_text() -> None:
    assert text_sha256("ёж") == hashlib.sha256("ёж".encode()).hexdigest()
