"""Sentences in windows."""

from pathlib import Path
from random import Random

import pytest

pytest.importorskip("torch")

from letopis.model.pieces import PAD, START, STOP
from letopis.model.windows import MOST_PIECES
from letopis_training.together.windows import any_length, collate_windows, fill, pack
from training.together.small import sentences


def test_windows_are_as_full_as_they_may_be_and_hold_one_sentence_at_least(tmp_path: Path) -> None:
    one, two = sentences(tmp_path)
    pieces = len(one.pieces) + len(two.pieces) - 2
    assert list(fill([one, two, one], lambda: pieces)) == [(one, two), (one,)]
    assert list(fill([one, two, one], lambda: pieces - 1)) == [(one,), (two,), (one,)]
    assert list(fill([one, two], lambda: 0)) == [(one,), (two,)]
    assert list(fill([], lambda: 9)) == []


def test_words_of_the_second_sentence_lie_behind_the_first(tmp_path: Path) -> None:
    one, two = sentences(tmp_path)
    batch, rows = collate_windows([(two,), (one, two)])
    assert rows.tolist() == [0, 1, 1]
    assert batch.pieces[1].tolist() == [START, *one.pieces[1:-1], *two.pieces[1:-1], STOP]
    assert batch.pieces[0].tolist()[: len(two.pieces)] == list(two.pieces)
    assert set(batch.pieces[0, len(two.pieces) :].tolist()) == {PAD}
    for row, sentence in zip((0, 1, 2), (two, one, two), strict=True):
        spelled = [
            batch.pieces[rows[row], first : last + 1].tolist()
            for first, last in zip(batch.first[row], batch.last[row], strict=True)
        ][: len(sentence.first)]
        alone = [
            list(sentence.pieces[first : last + 1]) for first, last in zip(sentence.first, sentence.last, strict=True)
        ]
        assert spelled == alone
        assert batch.heads[row, : len(sentence.first)].tolist() == list(sentence.tree.heads)


def test_every_window_is_packed_once_and_fits(tmp_path: Path) -> None:
    one, two = sentences(tmp_path)
    windows = [(one,) * count + (two,) * (count % 3) for count in range(1, 9)]
    batches = pack(windows, 60, Random(1))
    assert sorted(map(id, windows)) == sorted(id(window) for batch in batches for window in batch)
    for batch in batches:
        assert len(batch) == 1 or len(collate_windows(batch)[0].pieces.flatten()) <= 60


def test_allowances_reach_from_a_headline_to_a_full_window() -> None:
    random = Random(1)
    drawn = [any_length(random) for _ in range(2000)]
    assert min(drawn) < 20
    assert MOST_PIECES - 20 < max(drawn) <= MOST_PIECES
