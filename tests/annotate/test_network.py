"""What the rules and the network say together."""

from letopis.annotate.network import THRESHOLDS, TIE, passage, together
from letopis.records.annotation import Annotated, Annotation, Bond
from letopis.records.findings import Findings, Spotted, Tie
from letopis.records.text import Article, Parsed, Sentence, Span

TEXT = "Мэр Тулы Ёлкин заболел. Он дома."
TITLE, CITY, PERSON = Span(0, 8), Span(4, 8), Span(9, 14)


def rules() -> Annotated:
    entities = (
        Annotation(TITLE, "PROFESSION", 0.6),
        Annotation(CITY, "CITY", 1.0, "tula", "Тула", "Q2770"),
        Annotation(PERSON, "PERSON", 0.9, "elkin", "Ёлкин"),
    )
    bonds = (Bond(0, 1, "WORKPLACE", 0.9), Bond(2, 0, "WORKS_AS", 0.8), Bond(2, 1, "LOCATED_IN", 0.7))
    return Annotated(Article("a", TEXT), entities, bonds)


def findings(**chances: float) -> Findings:
    spans = (Spotted(TITLE, "PROFESSION", 0.8), Spotted(CITY, "CITY", 0.3), Spotted(Span(15, 22), "EVENT", 0.9))
    names = {"workplace": (0, 1, "WORKPLACE"), "place": (2, 1, "TAKES_PLACE_IN")}
    return Findings(spans, tuple(Tie(*names[name], chance) for name, chance in sorted(chances.items())))


def test_the_network_is_asked_with_sentences_and_what_the_rules_vouch_for() -> None:
    parsed = Parsed(rules().article, (Sentence(Span(0, 23), ()), Sentence(Span(24, 32), ())), ())
    asked = passage(rules(), parsed)
    assert (asked.text, asked.starts) == (TEXT, (0, 24))
    assert asked.vouched == {(TITLE, "PROFESSION"), (CITY, "CITY"), (PERSON, "PERSON")}


def test_what_both_find_keeps_its_entity_and_the_better_score() -> None:
    found = together(rules(), findings())
    assert found.entities == (
        Annotation(TITLE, "PROFESSION", 0.8),
        Annotation(CITY, "CITY", 1.0, "tula", "Тула", "Q2770"),
        Annotation(Span(15, 22), "EVENT", 0.9),
    )


def test_a_tie_needs_less_where_the_rules_say_it_too() -> None:
    less = TIE - 0.1
    assert together(rules(), findings(workplace=less, place=less)).relations == (Bond(0, 1, "WORKPLACE", 0.9),)
    assert together(rules(), findings(place=TIE + 0.1)).relations == (Bond(2, 1, "TAKES_PLACE_IN", TIE + 0.1),)


def test_agreement_asks_for_less() -> None:
    assert THRESHOLDS.of_vouched("PERSON") < THRESHOLDS.of("PERSON")
    assert THRESHOLDS.relations < TIE
