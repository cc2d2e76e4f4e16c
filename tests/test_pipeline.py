"""A run survives bad input, and the same articles give the same bytes in any order and number of runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import letopis
from letopis.cli import main
from letopis.reading import Reader

if TYPE_CHECKING:
    from letopis.records.text import Article

TOP = Path(__file__).parents[1]
OWN = TOP / "seeds" / "articles" / "own.jsonl"
FIRST = TOP / "seeds" / "articles" / "2022-01-08_putin-csto-kazakhstan.txt"
EXPORTS = ("graph.ttl", "graph.trig", "facts.csv", "graph.graphml", "graph.gexf", "graph.svg")
pytestmark = pytest.mark.slow


def exports(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in EXPORTS}


def test_same_bytes_in_any_order_and_number_of_runs(tmp_path: Path) -> None:
    letopis.build([FIRST, OWN], output=tmp_path / "one")
    letopis.build([OWN, FIRST], output=tmp_path / "two")
    letopis.build([OWN], output=tmp_path / "three")
    letopis.build([FIRST], output=tmp_path / "three")
    assert exports(tmp_path / "one") == exports(tmp_path / "two") == exports(tmp_path / "three")


def test_removed_article_leaves_no_trace(tmp_path: Path) -> None:
    letopis.build([OWN], output=tmp_path / "never")
    report = letopis.build([OWN, FIRST], output=tmp_path / "once")
    article = letopis.read(FIRST.read_text(encoding="utf-8")).article
    known = {line["identifier"] for line in _articles(tmp_path / "once")}
    (gone,) = [key for key in known if key not in {line["identifier"] for line in _articles(tmp_path / "never")}]
    assert article.text.startswith("Путин")
    assert report.read == len(known)
    assert main(["remove", gone, "--store", str(tmp_path / "once" / "store")]) == 0
    for name in ("ttl", "trig"):
        for folder in ("never", "once"):
            out = tmp_path / f"{folder}.{name}"
            assert main(["export", name, "-o", str(out), "--store", str(tmp_path / folder / "store")]) == 0
        assert (tmp_path / f"never.{name}").read_bytes() == (tmp_path / f"once.{name}").read_bytes()


def _articles(folder: Path) -> list[dict[str, str]]:
    from letopis.rdf.view import View

    return [{"identifier": article.id} for article in View.open(folder / "store").articles()]


def test_bad_inputs_cost_no_good_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "latin.txt").write_text("This is not in Russian at all.\n", encoding="utf-8")
    (folder / "bytes.txt").write_bytes(bytes(range(256)) * 40)
    good = json.dumps(
        {"title": "Суд арестовал мэра", "text": "Суд арестовал мэра города.", "url": "https://news.example/7"}
    )
    (folder / "lines.jsonl").write_text(f"{{broken\n{good}\n", encoding="utf-8")
    status = main(["build", str(folder), "-o", str(tmp_path / "out"), "--quiet"])
    errors = capsys.readouterr().err
    assert status == 1
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["read"] == 1
    assert report["failed"] == 4
    assert "lines.jsonl, line 1" in errors
    assert "empty.txt" in errors


def test_failing_article_is_reported_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Reader.read

    def failing(self: Reader, article: Article, *rest: object) -> object:
        if "Путин" in article.title:
            raise RuntimeError("broken on purpose")
        return read(self, article, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "read", failing)
    report = letopis.build([FIRST, OWN], output=tmp_path)
    assert report.failed == 1
    assert report.read > 1
    assert "broken on purpose" in report.problems[0].message


def test_read_gives_records_without_a_store() -> None:
    reading = letopis.read("Президент России Владимир Путин 8 января посетил Казань.", published="2022-01-08")
    labels = {entity.id: entity.label for entity in reading.resolved.entities}
    visit = next(claim for claim in reading.claims if claim.predicate.label == "посетить")
    assert (labels[visit.subject_id or ""], labels[visit.object_id or ""]) == ("Владимир Путин", "Казань")
    assert [time.value.value for time in visit.times] == ["2022-01-08"]
