"""A run from treebank and news to weights."""

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from letopis_training.checkpoint import WEIGHTS  # noqa: E402
from letopis_training.container import read_container  # noqa: E402
from letopis_training.prepare import prepare  # noqa: E402
from letopis_training.trees.agreed import write_agreed  # noqa: E402
from letopis_training.trees.batches import make_example  # noqa: E402
from letopis_training.trees.learn import Growing, learn, load_model, make_model, read_material  # noqa: E402
from letopis_training.trees.measure import parse  # noqa: E402
from letopis_training.trees.settings import AGREED, SILVER, TRAINED, TreeSettings  # noqa: E402
from letopis_training.trees.silver import read_labels, read_silver  # noqa: E402
from letopis_training.trees.treebank import OPEN  # noqa: E402
from model.tiny import tokenizer  # noqa: E402
from training.tiny import write_articles, write_container, write_nerel  # noqa: E402
from training.trees.few import LABELS, write_silver, write_treebank  # noqa: E402

FEW = TreeSettings(
    steps=4,
    layers=1,
    silver_first=3,
    silver_beside=2,
    warm_up=1,
    threads=1,
    evaluate_every=2,
    save_seconds=0,
    pieces=64,
)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_nerel(tmp_path / "nerel")
    write_container(tmp_path / "e5")
    write_articles(tmp_path / "articles.gz")
    prepare(read_container(tmp_path / "e5"), tmp_path / "nerel", tmp_path / "articles.gz", tmp_path / "work")
    write_silver(tmp_path / "work" / SILVER, 5)
    return tmp_path / "work"


def test_heads_of_which_slovnet_is_unsure_are_open(work: Path) -> None:
    assert read_labels(work / SILVER) == LABELS
    first, *_ = read_silver(work / SILVER, surer_than=0.8)
    assert first.heads == (2, OPEN, 2)
    assert first.rels == (0, OPEN, 2)
    assert first.tags == (0, 2, 3)


def test_news_come_first_and_then_the_treebank_with_other_news(work: Path) -> None:
    bank = write_treebank(work / "a.conllu")
    material = read_material(work, [bank], [bank], work / SILVER, surer_than=0.8)
    task = Growing(make_model(material.labels, work, FEW), material, FEW)
    epochs = [[example for group in task.batches(epoch) for example in group] for epoch in range(3)]
    assert {id(one) for one in epochs[0]} == {id(one) for one in material.silver[:3]}
    assert {id(one) for one in epochs[1]} == {id(one) for one in (*material.gold, *material.silver[3:])}
    assert {id(one) for one in epochs[2]} == {id(one) for one in (*material.gold, *material.silver[:2])}


def test_a_run_ends_with_weights_that_can_be_read(work: Path) -> None:
    bank = write_treebank(work / "a.conllu")
    material = read_material(work, [bank], [bank], work / SILVER, surer_than=0.8)
    learn(material, work, FEW, work / "trees")
    learn(material, work, FEW, work / "trees")  # which is at its end already
    model = load_model(material.labels, work, FEW, work / "trees")
    figures = Growing(model, material, FEW).measure(1)
    assert list(figures) == ["a"]
    before = make_model(material.labels, work, FEW)
    assert not torch.equal(before.arc, model.arc)


def test_only_layers_that_are_there_can_be_kept(work: Path) -> None:
    assert len(make_model(LABELS, work, FEW).encoder.layers) == 1


def test_a_second_run_begins_with_the_first_one_s_weights_and_what_both_say(work: Path) -> None:
    bank = write_treebank(work / "a.conllu")
    material = read_material(work, [bank], [bank], work / SILVER, surer_than=0.8)
    learn(material, work, FEW, work / "trees")
    model = load_model(material.labels, work, FEW, work / "trees")
    share = write_agreed(work / SILVER, work / AGREED, model, tokenizer(), start=1, most=3)
    both = list(read_silver(work / AGREED, surer_than=1.0))
    said = parse(model, [make_example(tree, tokenizer()) for tree in both])[0]
    assert len(both) == 3
    assert read_labels(work / AGREED) == LABELS
    assert both[0].heads == tuple(h if h == s else OPEN for h, s in zip(said.heads, (2, 0, 2), strict=True))
    assert share == sum(head != OPEN for head in both[0].heads) / 3
    learn(material, work, replace(FEW, steps=1, warm_up=10**9), work / "second", begin=work / "trees")
    second = load_model(material.labels, work, FEW, work / "second")
    assert torch.allclose(second.arc, model.arc, atol=1e-4)


def test_weights_have_one_name() -> None:
    assert TRAINED == WEIGHTS
