"""The network: what a score may depend on, and that it learns."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from letopis_training.batches import collate, epoch_batches, make_example  # noqa: E402
from letopis_training.encoder import Dropout, Encoder  # noqa: E402
from letopis_training.examples import Window, cut, encode  # noqa: E402
from letopis_training.joint import Joint  # noqa: E402
from letopis_training.predict import predict  # noqa: E402
from letopis_training.priors import count_priors  # noqa: E402
from letopis_training.readers import TorchReader  # noqa: E402
from letopis_training.scores import Score, summary  # noqa: E402
from letopis_training.spans import WIDEST  # noqa: E402
from model.tiny import tokenizer, vocabulary  # noqa: E402
from training.tiny import LABELS, SIZES, document, encoded  # noqa: E402


def model() -> Joint:
    torch.manual_seed(3)
    width, layers, _, inner, _, positions, _ = SIZES
    encoder = Encoder(
        len(vocabulary().pieces), width=width, inner=inner, layers=layers, positions=positions, dropout=0.0
    )
    return Joint(encoder, count_priors([encoded(times=2)], LABELS), dropout=0.0)


def loud(joint: Joint) -> None:
    """Lets the words decide which relation holds: a head that has not learned repeats its prior whatever it reads."""
    with torch.no_grad():
        for weight in joint.relations.parameters():
            weight.mul_(3)


def windows(*times: int) -> list[Window]:
    return [window for count in times for window in cut(encoded(count))]


def test_span_scores_do_not_depend_on_padding() -> None:
    joint = model().eval()
    with torch.no_grad():
        alone, together = ([make_example(w) for w in windows(*times)] for times in ((1,), (1, 4)))
        (first, valid), (second, _) = (
            joint.spans(*joint.states(batch), batch.counts) for batch in (collate(alone), collate(together))
        )
    words = first.shape[1]
    assert torch.allclose(first[0][valid[0]], second[0, :words][valid[0]], atol=1e-5)
    assert valid[0].sum() == sum(min(WIDEST, words - word) for word in range(words))


def test_a_pair_s_scores_do_not_depend_on_other_entities() -> None:
    joint = model().eval()
    batch = collate([make_example(window) for window in windows(2)])
    example = batch.examples[0]
    with torch.no_grad():
        states = joint.states(batch)
        all_pairs = joint.pair_logits(states, 0, example, example.spans[:, :3])
        two = joint.pair_logits(states, 0, example, example.spans[[4, 1], :3])
    assert torch.allclose(two[0, 1], all_pairs[4, 1], atol=1e-5)
    assert torch.allclose(two[1, 0], all_pairs[1, 4], atol=1e-5)


def test_logits_begin_at_how_often_things_are() -> None:
    priors = count_priors([encoded(times=2)], LABELS)
    assert np.allclose(1 / (1 + np.exp(-priors.spans[0])), 2.5 / (2.5 + WIDEST * len(encoded(2).pieces)), rtol=0.01)
    assert np.isfinite(priors.relations).sum() == 1
    assert np.isfinite(priors.relations[1, 0, 1])


def test_dropout_keeps_the_mean_and_the_share() -> None:
    torch.manual_seed(1)
    dropped = Dropout(0.25).train()(torch.ones(100_000))
    assert abs(float((dropped == 0).float().mean()) - 0.25) < 0.01
    assert abs(float(dropped.mean()) - 1) < 0.01
    assert torch.equal(Dropout(0.25).eval()(dropped), dropped)


def test_it_learns_what_it_is_shown() -> None:
    joint = model().train()
    batch = collate([make_example(window) for window in windows(1, 2)])
    optimiser = torch.optim.Adam(joint.parameters(), 0.01)
    for _ in range(80):
        losses = joint.losses(batch)
        optimiser.zero_grad()
        (losses.spans + losses.relations).backward()
        optimiser.step()
    scores = summary(predict(TorchReader(joint), [encoded(1)]), LABELS, spans_over=0.5, relations_over=0.5)
    assert scores["entities"] == Score(3, 3, 3)
    assert scores["relations of annotated"] == scores["relations of found"] == Score(1, 1, 1)


def test_a_long_document_is_read_in_windows() -> None:
    long = encode(replace(document(times=40), id="long"), tokenizer(), LABELS)
    short = encode(replace(document(times=1), id="short"), tokenizer(), LABELS)
    found = predict(TorchReader(model()), [long, short], threshold=0.0)
    assert [each.encoded.document.id for each in found] == ["long", "short"]
    assert all(node.last < len(each.encoded.pieces) for each in found for node in each.spans)


def test_an_epoch_has_every_word_once_and_the_same_order_again() -> None:
    documents = [encoded(times) for times in (1, 30, 2, 60)]
    first = epoch_batches(documents, seed=1, epoch=0, pieces=1024)
    words = sum(window.stop - window.start for batch in first for window in batch)
    assert words == sum(len(each.pieces) for each in documents)

    def order(epoch: int) -> list[tuple[int, int]]:
        batches = epoch_batches(documents, seed=1, epoch=epoch, pieces=1024)
        return [(window.start, window.stop) for batch in batches for window in batch]

    assert order(0) == order(0) != order(1)
