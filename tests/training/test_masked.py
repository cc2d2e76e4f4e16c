"""Which pieces are hidden."""

import pytest

torch = pytest.importorskip("torch")

from letopis.model.pieces import PAD, SPECIAL, START, STOP  # noqa: E402
from letopis_training.masked import HELD_OUT, Masked, Masking, in_pieces  # noqa: E402
from model.tiny import tokenizer  # noqa: E402
from training.test_model import model  # noqa: E402

HIDDEN = 20  # any row will do


def masking(count: int = 40) -> Masking:
    texts = ["мэр Москвы приехал в Казань " * (1 + number % 9) for number in range(HELD_OUT + count)]
    return Masking(Masked(model().encoder), in_pieces(texts, tokenizer()), HIDDEN, 1, 512)


def test_special_pieces_are_never_chosen_and_some_of_the_others_are() -> None:
    task = masking()
    for number, stretches in task.batches(0):
        pieces, chosen, gold = task._hide(stretches, number)
        true = torch.full_like(pieces, PAD)
        for row, stretch in enumerate(stretches):
            true[row, : len(stretch) + 2] = torch.tensor([START, *stretch, STOP])
        assert torch.equal(pieces[~chosen], true[~chosen])
        assert torch.equal(gold, true[chosen])
        assert (true[chosen] >= len(SPECIAL)).all()
        assert chosen.any()


def test_most_of_what_is_chosen_is_hidden() -> None:
    task = masking(400)
    hidden, total = 0, 0
    for number, stretches in task.batches(0):
        pieces, chosen, _ = task._hide(stretches, number)
        hidden, total = hidden + int((pieces[chosen] == HIDDEN).sum()), total + int(chosen.sum())
    assert 0.75 < hidden / total < 0.87


def test_other_epochs_hide_other_pieces_of_the_same_articles() -> None:
    task = masking()
    assert task.batches(0) == task.batches(0)
    assert {stretch for _, group in task.batches(0) for stretch in group} == {s for _, g in task.batches(1) for s in g}
    assert {number for number, _ in task.batches(0)}.isdisjoint(number for number, _ in task.batches(1))


def test_articles_without_words_are_left_out() -> None:
    assert len(in_pieces(["", " ", "мэр"], tokenizer())) == 1
