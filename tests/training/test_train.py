"""A run from NEREL to weights, interrupted and taken up again."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from letopis_training.checkpoint import WEIGHTS, OtherRun  # noqa: E402
from letopis_training.container import read_container  # noqa: E402
from letopis_training.loop import LOG  # noqa: E402
from letopis_training.masked import HELD_OUT  # noqa: E402
from letopis_training.optimise import Threads, set_step_size, share_at  # noqa: E402
from letopis_training.prepare import WEIGHTS as ENCODER  # noqa: E402
from letopis_training.prepare import prepare  # noqa: E402
from letopis_training.settings import Settings  # noqa: E402
from letopis_training.train import ADAPTED, adapt, load_model, read_material, train  # noqa: E402
from training.tiny import write_articles, write_container, write_nerel  # noqa: E402

SIX = Settings(steps=6, warm_up=1, threads=1, log_every=2, evaluate_every=3, save_seconds=0, cool_down=0.2)


@pytest.fixture
def nerel(tmp_path: Path) -> Path:
    write_nerel(tmp_path / "nerel")
    write_container(tmp_path / "e5")
    write_articles(tmp_path / "articles.gz")
    return tmp_path / "nerel"


def prepared(nerel: Path, name: str) -> Path:
    folder = nerel.parent
    prepare(read_container(folder / "e5"), nerel, folder / "articles.gz", folder / name)
    return folder / name


def weights(work: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = torch.load(work / WEIGHTS, weights_only=True)
    return loaded


def test_an_interrupted_run_ends_as_an_uninterrupted_one(nerel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, broken = prepared(nerel, "whole"), prepared(nerel, "broken")
    train(nerel, whole, SIX)
    with monkeypatch.context() as patch:
        steps = iter([set_step_size] * 3)
        patch.setattr("letopis_training.loop.set_step_size", lambda *given: next(steps)(*given))
        with pytest.raises(StopIteration):
            train(nerel, broken, SIX)
    train(nerel, broken, SIX)
    first, second = weights(whole), weights(broken)
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first)
    lines = [json.loads(line) for line in (broken / LOG).read_text().splitlines()]
    assert [line["event"] for line in lines if "event" in line] == ["started", "measured", "resumed", "measured"]
    assert next(line for line in lines if line.get("event") == "resumed")["step"] == 3
    averaged, last = (load_model(read_material(nerel, broken), broken, last=last) for last in (False, True))
    assert torch.equal(averaged.encoder.words.weight, last.encoder.words.weight)
    assert not torch.equal(averaged.encoder.positions, last.encoder.positions)


def test_a_run_with_other_settings_is_not_taken_up(nerel: Path) -> None:
    work = prepared(nerel, "work")
    train(nerel, work, SIX)
    with pytest.raises(OtherRun, match="seed"):
        train(nerel, work, replace(SIX, seed=2))
    with pytest.raises(OtherRun, match="steps"):
        train(nerel, work, replace(SIX, steps=8))


def test_the_end_may_be_moved_until_the_steps_grow_smaller(nerel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved, direct = prepared(nerel, "moved"), prepared(nerel, "direct")
    with monkeypatch.context() as patch:
        steps = iter([set_step_size] * 3)
        patch.setattr("letopis_training.loop.set_step_size", lambda *given: next(steps)(*given))
        with pytest.raises(StopIteration):
            train(nerel, moved, SIX)
    longer = replace(SIX, steps=10, cool_down=0.5)
    train(nerel, moved, longer)
    train(nerel, direct, longer)
    first, second = weights(moved), weights(direct)
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_the_encoder_is_adapted_once_and_then_trained(nerel: Path) -> None:
    work, settings = prepared(nerel, "work"), replace(SIX, masked_steps=4)
    with gzip.open(nerel.parent / "many.gz", "wt", encoding="utf-8") as file:
        for number in range(HELD_OUT + 20):
            file.write(json.dumps({"title": "Мэр Москвы", "text": "приехал в Казань " * (1 + number % 7)}) + "\n")
    adapt(nerel.parent / "many.gz", work, settings)
    written = (work / ADAPTED / ENCODER).read_bytes()
    adapt(nerel.parent / "many.gz", work, settings)
    assert (work / ADAPTED / ENCODER).read_bytes() == written != (work / ENCODER).read_bytes()
    lines = [json.loads(line) for line in (work / ADAPTED / LOG).read_text().splitlines()]
    assert [line["event"] for line in lines if "event" in line] == ["started", "measured", "measured"]
    train(nerel, work, settings)


def test_the_step_size_rises_stays_and_falls() -> None:
    shares = [share_at(step, Settings(steps=100, warm_up=10, cool_down=0.4)) for step in range(100)]
    assert shares[:10] == [(step + 1) / 10 for step in range(10)]
    assert set(shares[10:61]) == {1.0}
    assert shares[61:] == sorted(shares[61:], reverse=True)
    longer = [share_at(step, Settings(steps=200, warm_up=10, cool_down=0.4)) for step in range(61)]
    assert longer == shares[:61]


def test_the_faster_number_of_threads_is_chosen_and_the_other_tried_now_and_then() -> None:
    threads, chosen = Threads(2), []
    before = torch.get_num_threads()
    for step in range(100):
        chosen.append(threads.choose(step))
        threads.report({1: 100.0, 2: 50.0}[chosen[-1]])
    torch.set_num_threads(before)
    assert chosen[:2] == [2, 1]
    assert 3 <= chosen[2:].count(2) <= 5
