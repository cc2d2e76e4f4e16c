"""`letopis annotate --model full` with a tiny network in place of the large one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from letopis.cli import main
from letopis.model.read import Model
from model.tiny import write_model

if TYPE_CHECKING:
    from pathlib import Path

    from letopis.model.read import Passage, Read

TEXTS = {
    "a.txt": "Сегодня мэр Москвы Собянин приехал в Казань.",
    "b.txt": "Суд в Туле арестовал Петрова.",
    "c.txt": "Вчера мэр Москвы открыл парк.",
}
pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    model = write_model(tmp_path / "model")
    monkeypatch.setattr("letopis.model.read.model_dir", lambda: model)
    return model


def annotate(folder: Path, output: Path, *options: str) -> int:
    return main(["annotate", str(folder), "-o", str(output), "--format", "jsonl", "--quiet", *options])


def found(output: Path) -> list[list[tuple[str, str]]]:
    lines = (output / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    return [[(each["type"], each["text"]) for each in json.loads(line)["entities"]] for line in lines]


@pytest.mark.usefixtures("tiny")
def test_the_network_finds_what_it_knows(folder: Path, tmp_path: Path) -> None:
    assert annotate(folder, tmp_path / "out", "--model", "full") == 0
    first, second, third = found(tmp_path / "out")
    assert {("PROFESSION", "мэр Москвы"), ("CITY", "Москвы"), ("CITY", "Казань")} <= set(first)
    assert second == []
    assert third == [("PROFESSION", "мэр Москвы"), ("CITY", "Москвы")]


@pytest.mark.usefixtures("tiny")
def test_fast_asks_no_network(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Model, "load", None)
    assert (
        annotate(folder, tmp_path / "out", "--model", "fast")
        == annotate(folder, tmp_path / "two", "--model", "fast")
        == 0
    )
    assert found(tmp_path / "out") == found(tmp_path / "two")
    assert ("CITY", "Туле") in found(tmp_path / "out")[1]


@pytest.mark.usefixtures("tiny")
def test_an_article_on_which_the_network_fails_costs_no_other(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = Model.read

    def failing(self: Model, passage: Passage) -> Read:
        if "Туле" in passage.text:
            raise RuntimeError("the graph refuses")
        return read(self, passage)

    monkeypatch.setattr(Model, "read", failing)
    assert annotate(folder, tmp_path / "out", "--model", "full") == 1
    said = capsys.readouterr()
    assert "2 articles annotated, 1 failed" in said.out
    assert "b.txt" in said.err
    assert "RuntimeError: the graph refuses" in said.err
    assert [entities[0] for entities in found(tmp_path / "out")] == [("PROFESSION", "мэр Москвы")] * 2


def test_a_missing_file_of_the_model_is_said(
    folder: Path, tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny / "reader.onnx").unlink()
    assert annotate(folder, tmp_path / "out", "--model", "full") == 1
    assert "reader.onnx is missing: the installation is incomplete, install letopis again" in capsys.readouterr().err
