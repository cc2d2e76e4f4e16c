"""`letopis annotate` as a user meets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from annotate.brat_reader import read_brat
from letopis.annotate.annotator import Annotator
from letopis.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from letopis.reading import Reading
    from letopis.records.annotation import Annotated

PLAIN = "Пожар в Туле 🔥\n\nВ Туле 5 мая сгорел склад — ещё ёлки и «ели».\nПрезидент Италии молчит.\n"
MARKED = "\ufeffВ Ту\u0301ле й и\u0306 Петров.\r\nПрезидент Италии 🔥 молчит.\r\n"
pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inputs = tmp_path / "in"
    (inputs / "sub").mkdir(parents=True)
    (inputs / "plain.txt").write_bytes(PLAIN.encode())
    (inputs / "marked.txt").write_bytes(MARKED.encode())
    (inputs / "sub" / "plain.txt").write_text("Суд в Казани арестовал мэра Петрова.", encoding="utf-8")
    lines = [{"title": "Суд арестовал мэра", "text": "Суд арестовал мэра Казани.", "id": "../x/1"}, {"text": 7}]
    (inputs / "lines.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (inputs / "latin.txt").write_text("This is not in Russian at all.\n", encoding="utf-8")
    return inputs


def annotate(folder: Path, output: Path, format_: str) -> int:
    return main(["annotate", str(folder), "-o", str(output), "--format", format_, "--quiet"])


def test_brat_leaves_a_pair_of_files_an_article(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    assert annotate(folder, output, "brat") == 1
    said = capsys.readouterr()
    assert "4 articles annotated, 2 failed" in said.out
    assert "latin.txt" in said.err
    assert "lines.jsonl, line 2" in said.err
    stems = {path.stem for path in output.iterdir()}
    assert {path.name for path in output.iterdir()} == {f"{s}{suffix}" for s in stems for suffix in (".txt", ".ann")}
    assert len(stems) == 4
    assert {"plain", "marked"} < stems
    assert any(stem.startswith("plain-a") for stem in stems)
    for stem in stems:
        text = (output / f"{stem}.txt").read_bytes().decode()
        assert read_brat(text, (output / f"{stem}.ann").read_bytes().decode()).entities


def test_a_plain_text_keeps_its_bytes_and_a_marked_one_is_written_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    annotate(folder, tmp_path / "out", "brat")
    assert (tmp_path / "out" / "plain.txt").read_bytes() == PLAIN.encode()
    text = (tmp_path / "out" / "marked.txt").read_bytes().decode()
    assert text == "В Ту\u0301ле й й Петров.\nПрезидент Италии 🔥 молчит.\n"
    found = read_brat(text, (tmp_path / "out" / "marked.ann").read_text(encoding="utf-8"))
    assert ("COUNTRY", text.index("Италии"), text.index(" 🔥"), "Италии") in found.entities.values()
    assert ("Q38", "Италия") in found.references.values()


def test_jsonl_says_the_same_and_the_same_again(folder: Path, tmp_path: Path) -> None:
    assert annotate(folder, tmp_path / "one", "jsonl") == 1
    annotate(folder, tmp_path / "two", "jsonl")
    annotate(folder, tmp_path / "brat", "brat")
    written = (tmp_path / "one" / "annotations.jsonl").read_bytes()
    assert written == (tmp_path / "two" / "annotations.jsonl").read_bytes()
    articles = {article["text"]: article for article in map(json.loads, written.decode().split("\n")[:-1])}
    assert len(articles) == 4
    for path in (tmp_path / "brat").glob("*.txt"):
        text = path.read_bytes().decode()
        found = read_brat(text, path.with_suffix(".ann").read_bytes().decode())
        same = articles[text]
        assert [(e["type"], e["start"], e["stop"]) for e in same["entities"]] == [
            e[:3] for e in found.entities.values()
        ]
        assert [(r["type"], r["head"], r["tail"]) for r in same["relations"]] == found.relations
        assert all(e["text"] == text[e["start"] : e["stop"]] for e in same["entities"])


def test_one_failing_article_costs_no_other(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = Annotator.__call__

    def failing(self: Annotator, reading: Reading) -> Annotated:
        if reading.article.text == PLAIN:
            raise RuntimeError("broken on purpose")
        return call(self, reading)

    monkeypatch.setattr(Annotator, "__call__", failing)
    assert annotate(folder, tmp_path / "out", "jsonl") == 1
    said = capsys.readouterr()
    assert "3 articles annotated, 3 failed" in said.out
    assert "broken on purpose" in said.err


@pytest.mark.parametrize("below", [".", "sub", "new"])
def test_a_folder_that_is_read_is_not_written(folder: Path, below: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert annotate(folder, folder / below, "brat") == 1
    assert "choose another folder" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_folder_of_a_single_text_is_not_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(folder / "plain.txt"), "-o", str(folder), "--format", "brat", "--quiet"]) == 1
    assert "choose another folder" in capsys.readouterr().err


def test_a_date_that_is_none_is_refused(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["annotate", str(folder), "-o", str(tmp_path / "o"), "--format", "jsonl", "--published", "soon"]
    assert main([*arguments, "--quiet"]) == 1
    assert "is no date" in capsys.readouterr().err
