"""The confidence: what lowers it, and that a rule's name says all that it is made of."""

import pytest

from letopis.claims.confidence import FACTORS, LEAST, MARKS, confidence, factor_of, with_marks


def test_a_rule_that_was_not_fitted_keeps_its_prior() -> None:
    assert confidence("by-hand", 0.7) == 0.7


def test_the_odds_are_multiplied_by_each_part() -> None:
    lower = confidence("by-hand, repaired tree", 0.8)
    assert lower == pytest.approx(4 * FACTORS["repaired tree"] / (1 + 4 * FACTORS["repaired tree"]), abs=1e-3)


def test_what_has_no_factor_changes_nothing() -> None:
    assert factor_of("ruled by начать") == 1
    assert confidence("noun for a tie: жена, ruled by начать", 0.8) == 0.8


def test_a_lemma_in_the_name_of_a_rule_does_not_count() -> None:
    assert confidence("verb: начать", 0.1) == confidence("verb", 0.9)


def test_what_makes_a_claim_riskier_lowers_it() -> None:
    assert FACTORS["repaired tree"] < 1
    assert FACTORS["doubtful argument"] < FACTORS["likely argument"] < 1 < FACTORS["sure arguments"]
    assert all(0 < factor < 2.5 for factor in FACTORS.values())


def test_only_marks_that_count_go_into_the_rule() -> None:
    assert with_marks("verb", ["repaired tree", "no such mark"]) == "verb, repaired tree"
    assert set(FACTORS) - set(MARKS) == {"subject by participle", "subject by control"}


def test_the_surest_events_are_above_nine_tenths_and_the_riskiest_left_out() -> None:
    assert confidence("verb, sure arguments, named subject", 0.9) > 0.9
    assert confidence("event noun, doubtful argument, repaired tree, unsure argument", 0.9) < LEAST
