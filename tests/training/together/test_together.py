"""The common network: what a tree may depend on, where it begins, and a run of it."""

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from letopis_training.checkpoint import WEIGHTS as TRAINED  # noqa: E402
from letopis_training.container import read_container  # noqa: E402
from letopis_training.loop import LOG  # noqa: E402
from letopis_training.prepare import prepare  # noqa: E402
from letopis_training.together.learn import Both, learn, load, prepare_run  # noqa: E402
from letopis_training.together.measure import parse  # noqa: E402
from letopis_training.together.settings import TogetherSettings  # noqa: E402
from letopis_training.together.taught import divergence, prepare_taught  # noqa: E402
from letopis_training.together.windows import collate_windows  # noqa: E402
from letopis_training.train import train  # noqa: E402
from letopis_training.trees import learn as trees  # noqa: E402
from letopis_training.trees.settings import AGREED, SILVER, TreeSettings  # noqa: E402
from training.tiny import write_articles, write_container, write_nerel  # noqa: E402
from training.together.small import network, sentences  # noqa: E402
from training.trees.few import write_silver, write_treebank  # noqa: E402

FEW = TogetherSettings(
    steps=4, depth=1, warm_up=1, threads=1, evaluate_every=2, evaluate_part=1, save_seconds=0, pieces=24, tree_pieces=48
)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder in which both runs before have ended."""
    write_nerel(tmp_path / "nerel")
    write_container(tmp_path / "e5")
    write_articles(tmp_path / "articles.gz")
    folder = tmp_path / "work"
    prepare(read_container(tmp_path / "e5"), tmp_path / "nerel", tmp_path / "articles.gz", folder)
    write_silver(folder / SILVER, 5)
    write_silver(folder / AGREED, 5)
    write_treebank(folder / "a.conllu")
    train(tmp_path / "nerel", folder, FEW)
    settings = TreeSettings(steps=2, layers=1, silver_first=3, silver_beside=2, warm_up=1, threads=1, pieces=64)
    trees.learn(trees.read_material(folder, [folder / "a.conllu"], [], folder / SILVER), folder, settings, folder / "t")
    return folder


def begun(work: Path, settings: TogetherSettings = FEW) -> Both:
    bank = work / "a.conllu"
    material = trees.read_material(work, [bank], [bank], work / AGREED)
    starts = (work / TRAINED, work / "t" / TRAINED)
    return prepare_run(work.parent / "nerel", work, material, settings, starts)


def test_trees_do_not_depend_on_padding_nor_on_the_layers_above(tmp_path: Path) -> None:
    model, (one, two) = network(), sentences(tmp_path)
    with torch.no_grad():
        alone = model.tree_scores(*collate_windows([(one, two)]))
        beside = model.tree_scores(*collate_windows([(one, two), (two, one, two, one)]))
        for parameter in model.encoder.layers[1].parameters():
            parameter.fill_(0)
        below = model.tree_scores(*collate_windows([(one, two)]))
    words = len(one.first)
    assert torch.allclose(alone.heads[0, :words], beside.heads[0, :words, : words + 1], atol=1e-5)
    assert torch.equal(alone.heads, below.heads)
    assert not torch.allclose(alone.tags[1, :2], model.tree_scores(*collate_windows([(two,)])).tags[0, :2])


def test_a_sentence_hangs_together_whatever_stands_beside_it(tmp_path: Path) -> None:
    one, two = sentences(tmp_path)
    for full in (False, True):
        parses = parse(network(), [one, two, two], full=full)
        assert [len(each.heads) for each in parses] == [4, 2, 2]
        assert [list(each.heads).count(0) for each in parses] == [1, 1, 1]
        assert all(head <= len(each.heads) for each in parses for head in each.heads)


def test_the_network_begins_with_what_both_runs_changed(work: Path) -> None:
    first, second = (torch.load(path, weights_only=True) for path in (work / TRAINED, work / "t" / TRAINED))
    whole, none = (begun(work, replace(FEW, entity_scale=1.0, tree_scale=scale)).model for scale in (1.0, 0.0))
    name = "layers.0.widen.weight"
    before = prepare_run(
        work.parent / "nerel", work, trees.read_material(work, [], [], None), FEW, None
    ).model.encoder.state_dict()[name]
    assert torch.equal(none.encoder.state_dict()[name], before + (first["encoder." + name] - before))
    added = whole.encoder.state_dict()[name] - before
    changes = [part["encoder." + name] - before for part in (first, second)]
    assert torch.allclose(added, changes[0] + changes[1], atol=1e-7)
    assert torch.equal(whole.trees.arc, second["arc"])
    assert torch.equal(whole.spans.types.bias, first["spans.types.bias"])


def test_each_step_has_entities_and_trees_of_treebank_and_news(work: Path) -> None:
    both = begun(work)
    steps = both.batches(0)
    assert both.batches(0) == steps
    assert all(windows and groups for windows, groups in steps)
    chosen = [one.tree for _, groups in steps for window in groups for one in window]
    assert any(tree.names for tree in chosen)
    assert any(not tree.names for tree in chosen)
    assert set(both.losses(steps[0]).parts) == {"spans", "relations", "tags", "heads", "rels"}


def test_a_run_ends_with_weights_that_can_be_read_and_is_not_run_again(work: Path) -> None:
    both = begun(work)
    start = both.model.trees.arc.detach().clone()
    learn(both, work / "together", nerel=work.parent / "nerel")
    learn(begun(work), work / "together", nerel=work.parent / "nerel")
    again, last = begun(work), begun(work)
    load(again.model, work / "together")
    load(last.model, work / "together", last=True)
    assert torch.equal(last.model.trees.arc, both.model.trees.arc)
    assert not torch.equal(again.model.trees.arc, start)
    assert "a alone" in again.measure(1)
    lines = (work / "together" / LOG).read_text().splitlines()
    assert [line for line in lines if '"resumed"' in line and '"step": 4' in line]


def test_what_is_told_is_learned_and_agreement_costs_nothing() -> None:
    told = torch.tensor([0.0, 0.9, 0.2])
    agreeing = torch.tensor([-20.0, 2.1972246, -1.3862944])
    assert float(divergence(agreeing, told)) == pytest.approx(0.0, abs=1e-5)
    assert float(divergence(torch.zeros(3), told)) > 0.5
    assert float(divergence(torch.zeros(3), torch.zeros(3))) == pytest.approx(3 * 0.6931472)


def test_a_network_is_taught_by_itself_and_others_on_news(work: Path) -> None:
    nerel, both = work.parent / "nerel", begun(work)
    learn(both, work / "together", nerel=nerel)
    task = prepare_taught(begun(work), work / "together", [work / TRAINED], work.parent / "articles.gz", work)
    assert len(task.teachers) == 2
    assert torch.equal(task.teachers[0].spans.types.bias, task.both.model.spans.types.bias)
    twice = [[[w.encoded.document.text for w in news] for _, news in task.batches(0)] for _ in range(2)]
    assert twice[0] == twice[1]
    step, news = task.batches(0)[0]
    assert news
    assert set(task.losses((step, news)).parts) == {*both.losses(step).parts, "taught"}
    before = task.both.model.spans.types.bias.detach().clone()
    learn(task.both, work / "taught", nerel=nerel, task=task)
    assert not torch.equal(task.both.model.spans.types.bias, before)
    assert torch.equal(task.teachers[0].spans.types.bias, before)
    assert (work / "taught" / TRAINED).is_file()
