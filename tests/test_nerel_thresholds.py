"""How thresholds are chosen."""

import pytest

from nerel_thresholds import Sides, best, best_enough, f1

RIGHT, AGREED, WRONG, MISSED = ("CITY", 0, 4), ("CITY", 5, 9), ("EVENT", 0, 2), ("PERSON", 7, 9)
SIDES = [
    Sides(
        frozenset({RIGHT, AGREED, MISSED}),
        {RIGHT: 0.9, AGREED: 0.3, WRONG: 0.45},
        frozenset({AGREED, MISSED}),
    )
]


def test_f1_counts_what_is_over_its_threshold() -> None:
    assert f1(SIDES, 0.5, 0.5) == pytest.approx(200 * 1 / 4)
    assert f1(SIDES, 0.5, 0.2) == pytest.approx(200 * 2 / 5)
    assert f1(SIDES, 0.4, 0.2) == pytest.approx(200 * 2 / 6)
    assert f1(SIDES, 0.5, 0.2, frozenset({"PERSON"})) == 100


def test_the_highest_of_the_best_thresholds_are_taken() -> None:
    assert best(SIDES, (0.4, 0.5, 0.8)) == (0.8, 0.25)


def test_the_rules_are_enough_where_alone_they_are_right_more_often_than_not() -> None:
    assert best_enough(SIDES * 4, 0.2) == frozenset()
    assert best_enough(SIDES * 5, 0.2) == {"PERSON"}
