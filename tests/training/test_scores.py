"""Strict scores, counted by hand."""

from letopis_training.evaluate import evaluate
from letopis_training.found import Edge, Found, Node
from letopis_training.scores import Score, compare, relation_pairs, span_pairs
from training.tiny import LABELS, encoded

MAYOR, CITY, NAME = Node(1, 2, 2), Node(2, 2, 0), Node(3, 3, 1)
WRONG = Node(3, 4, 1)


def found() -> Found:
    """The title is missed, the name found twice, once a word too long."""
    return Found(
        encoded(),
        spans={CITY: 0.9, NAME: 0.6, WRONG: 0.5, MAYOR: 0.1},
        between_annotated={Edge(NAME, CITY, 1): 0.7, Edge(NAME, CITY, 0): 0.3},
        between_found={Edge(NAME, CITY, 1): 0.7, Edge(WRONG, CITY, 1): 0.6},
    )


def test_spans_count_where_ends_and_type_are_right() -> None:
    overall, by_type = compare(span_pairs([found()], LABELS, 0.4))
    assert overall == Score(2, 3, 3)
    assert by_type == {"CITY": Score(1, 1, 1), "PERSON": Score(1, 2, 1), "PROFESSION": Score(0, 0, 1)}


def test_relations_count_where_both_ends_are_right() -> None:
    assert compare(relation_pairs([found()], LABELS, 0.4))[0] == Score(1, 1, 1)
    assert compare(relation_pairs([found()], LABELS, 0.2))[0] == Score(1, 2, 1)
    assert compare(relation_pairs([found()], LABELS, 0.4, ends_over=0.4))[0] == Score(1, 2, 1)
    assert compare(relation_pairs([found()], LABELS, 0.4, ends_over=0.55))[0] == Score(1, 1, 1)


def test_the_best_thresholds_are_found() -> None:
    evaluation = evaluate([found()], LABELS)
    assert evaluation.entities.score == Score(2, 2, 3)
    assert evaluation.entities.thresholds == (0.5,)
    assert evaluation.between_found.score == Score(1, 1, 1)
    assert evaluation.table()["entities"] == {
        "thresholds": (0.5,),
        "all": (100.0, 66.67, 80.0),
        "by type": {
            "CITY": (100.0, 100.0, 100.0, 1),
            "PERSON": (100.0, 100.0, 100.0, 1),
            "PROFESSION": (0.0, 0.0, 0.0, 1),
        },
    }


def test_nothing_is_no_division_by_zero() -> None:
    assert Score(0, 0, 0).percent() == (0.0, 0.0, 0.0)
