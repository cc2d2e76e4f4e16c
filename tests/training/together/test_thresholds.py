"""Thresholds by type."""

import pytest

pytest.importorskip("torch")

from letopis_training.found import Found, Node
from letopis_training.together.thresholds import FEWEST, choose
from training.tiny import LABELS, encoded


def found(city: float, false: float) -> Found:
    """All is found surely but for the city, and for a title that is none."""
    each = encoded()
    spans = {Node(*map(int, row[:3])): city if LABELS.entities[row[2]] == "CITY" else 0.9 for row in each.entities}
    return Found(each, spans | {Node(0, 0, LABELS.entities.index("PROFESSION")): false})


def test_a_type_gets_its_own_threshold_where_that_gains_on_other_documents() -> None:
    chosen = choose([found(0.31, 0.41)] * 2 * FEWEST, LABELS)
    assert chosen.entities < 0.31
    assert list(chosen.by_type) == ["PROFESSION"]
    assert chosen.gain > 0
    assert chosen.table()["by type"] == chosen.by_type


def test_what_gains_nothing_is_left_out() -> None:
    chosen = choose([found(0.9, 0.01)] * FEWEST, LABELS)
    assert chosen.gain == 0
    assert chosen.table()["by type"] == {}
