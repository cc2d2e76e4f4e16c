"""Beds of judged rows: the draw, the tables, and the way from a sheet to a score."""

import argparse
import json
from pathlib import Path

import pytest

import judged
from letopis.model import FAST

TEXT = "Министр Иван Петров 5 марта открыл школу в Твери. Полиция не задержала водителя."


def test_a_draw_does_not_hang_on_order_or_on_what_is_left_out() -> None:
    ids = [f"a{number}" for number in range(50)]
    drawn = judged.draw(ids, 5, 7, set())
    assert drawn == judged.draw(reversed(ids), 5, 7, set())
    assert drawn != judged.draw(ids, 5, 8, set())
    assert drawn[1:] == judged.draw(ids, 4, 7, {drawn[0]})


def test_verdicts_are_read_short_and_long(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("# a note\n1a\t+\n2b\twrong role\tthe place\n", encoding="utf-8")
    assert list(judged.read_verdicts(file)) == [("1a", "right", ""), ("2b", "wrong role", "the place")]


def test_a_line_that_is_no_verdict_is_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("1a\t+\n2b\tperhaps\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="line 2: 'perhaps' is no verdict"):
        list(judged.read_verdicts(file))


@pytest.fixture
def options(tmp_path: Path) -> argparse.Namespace:
    corpus = tmp_path / "articles.jsonl"
    record = {"id": "x1", "title": "", "text": TEXT, "published": "2022-03-06", "url": "https://letopis.example/x1"}
    corpus.write_text(json.dumps(record) + "\n", encoding="utf-8")
    bed = tmp_path / "bed"
    bed.mkdir()
    (bed / "articles.txt").write_text("# a bed\nx1\n", encoding="utf-8")
    return argparse.Namespace(
        corpus=corpus, bed=bed, article=None, list=None, unjudged=False, replace=False, model=FAST
    )


@pytest.mark.slow
def test_from_the_sheet_to_the_score(options: argparse.Namespace, capsys: pytest.CaptureFixture[str]) -> None:
    judged.sheet(options)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    opened = next(line for line in lines if "– открыть – школа" in line)
    held = next(line for line in lines if "– задержать – водитель" in line)
    assert "Иван Петров" in opened
    assert "time: 2022-03-05 «5 марта»" in opened
    assert "NEGATIVE" in held

    options.file = options.bed.parent / "mine.tsv"
    options.file.write_text(f"{opened.split()[0]}\t+\n{held.split()[0]}\tr\tmade up\n0\t+\n", encoding="utf-8")
    judged.add(options)
    assert "2 judgements merged, 0 differ from earlier ones, 1 without a row" in capsys.readouterr().out
    kept = (options.bed / "x1.tsv").read_text(encoding="utf-8")
    assert "Петров" not in kept
    assert "\twrong role\tmade up\n" in kept

    judged.score(options)
    table = capsys.readouterr().out
    assert f"1 articles, {len(lines)} rows, 2 judged, {len(lines) - 2} not" in table
    assert "right: 0.500  (95 %: 0.095 – 0.905)" in table

    options.unjudged = True
    judged.sheet(options)
    assert held not in capsys.readouterr().out


@pytest.mark.slow
def test_an_earlier_verdict_stays_unless_it_is_replaced(
    options: argparse.Namespace, capsys: pytest.CaptureFixture[str]
) -> None:
    judged.sheet(options)
    key = next(line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    "))
    options.file = options.bed.parent / "mine.tsv"
    for verdict, replace in (("+", False), ("e", False)):
        options.file.write_text(f"{key}\t{verdict}\n", encoding="utf-8")
        options.replace = replace
        judged.add(options)
    assert judged.load(options.bed)["x1"][key].verdict == "right"
    options.replace = True
    judged.add(options)
    assert judged.load(options.bed)["x1"][key].verdict == "wrong event"
