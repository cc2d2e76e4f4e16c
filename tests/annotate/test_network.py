"""What the rules and the network say together."""

from letopis.annotate.network import THRESHOLDS, Thresholds, together
from letopis.records.annotation import Annotated, Annotation, Bond
from letopis.records.text import Article, Findings, Span, Spotted, Tie

TIE = THRESHOLDS.relations

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


def test_what_the_rules_alone_find_is_taken_where_they_are_enough() -> None:
    found = together(rules(), findings(), thresholds=Thresholds(vouched_by_type={"PERSON": -1.0}))
    assert [each.type for each in found.entities] == ["PROFESSION", "PERSON", "EVENT"]
    assert found.entities[1] == rules().entities[2]


def test_a_tie_between_what_is_not_taken_is_left_out() -> None:
    assert together(rules(), findings(workplace=0.99), thresholds=Thresholds(vouched=0.35)).relations == ()


def test_agreement_asks_for_less() -> None:
    assert THRESHOLDS.of_vouched("PERSON") < THRESHOLDS.of("PERSON")
    assert THRESHOLDS.vouched_relations < THRESHOLDS.relations


def test_what_is_vouched_for_needs_never_more() -> None:
    thresholds = Thresholds(spans=0.6, by_type={"CITY": 0.1}, vouched=0.2, vouched_by_type={"PERSON": -1.0})
    assert [thresholds.of_vouched(name) for name in ("CITY", "PERSON", "EVENT")] == [0.1, -1.0, 0.2]
    assert Thresholds(spans=0.6).of_vouched("CITY") == 0.6
