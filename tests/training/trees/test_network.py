"""The network on sentences that it can learn by heart."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from letopis.parse.decode import is_tree  # noqa: E402
from letopis_training.trees.batches import Example, collate, make_example  # noqa: E402
from letopis_training.trees.measure import parse, score  # noqa: E402
from letopis_training.trees.network import NEVER, _distances  # noqa: E402
from letopis_training.trees.treebank import read_treebank  # noqa: E402
from model.tiny import tokenizer  # noqa: E402
from training.trees.few import LABELS, network, write_treebank  # noqa: E402


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    trees = read_treebank(write_treebank(tmp_path / "a.conllu"), LABELS)
    return [make_example(one, tokenizer()) for one in trees]


def test_no_word_is_its_own_head_nor_under_one_beyond_the_sentence(examples: list[Example]) -> None:
    heads = network().eval()(collate(examples)).heads
    assert heads.shape == (2, 4, 5)
    assert (torch.diagonal(heads, 1, 1, 2) == NEVER).all()
    assert (heads[1, :, 3:] == NEVER).all()
    assert (heads[0, 0, [0, 2, 3, 4]] > NEVER).all()


def test_a_sentence_is_scored_alike_beside_others(examples: list[Example]) -> None:
    model = network().eval()
    together, alone = model(collate(examples)), model(collate(examples[1:]))
    assert torch.allclose(together.heads[1, :2, :3], alone.heads[0], atol=1e-5)
    assert torch.allclose(together.tags[1, :2], alone.tags[0], atol=1e-5)


def test_only_the_first_layers_are_kept(examples: list[Example]) -> None:
    assert len(network().encoder.layers) == 1


def test_distances_tell_the_sides_apart() -> None:
    rows = _distances(12)
    assert rows.shape == (12, 13)
    assert (rows[:, 0] == 0).all()
    assert rows[5, 5] != rows[5, 7]
    assert rows[0, 12] == rows[0, 10] != rows[0, 3]


def test_sentences_are_learned_by_heart(examples: list[Example]) -> None:
    model = network()
    optimiser = torch.optim.Adam(model.parameters(), 0.01)
    for _ in range(60):
        losses = list(model.losses(collate(examples)).values())
        torch.stack(losses).sum().backward()
        optimiser.step()
        optimiser.zero_grad()
    parses = parse(model, examples)
    assert [one.heads for one in parses] == [[3, 1, 0, 3], [2, 0]]
    table = score([one.tree for one in examples], parses, LABELS).table()
    assert table["all"][0] == 100
    assert table == {"all": table["all"], "to 10": table["all"]}


def test_what_was_never_learned_is_a_tree_too(examples: list[Example]) -> None:
    assert all(is_tree([head - 1 for head in one.heads]) for one in parse(network(), examples))
