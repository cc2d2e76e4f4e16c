"""The command line as a user meets it: one build of the first article, then every command on its store."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import igraph
import networkx as nx
import pytest

from letopis.cli import main
from letopis.query.catalog import catalog

TOP = Path(__file__).parents[1]
FIRST = TOP / "seeds" / "articles" / "2022-01-08_putin-csto-kazakhstan.txt"
TOKAYEV = "Касым-Жомарт Токаев"
CSTO = "Организация Договора о коллективной безопасности"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "output"
    assert main(["build", str(FIRST), "-o", str(folder), "--quiet"]) == 0
    return folder


def ask(output: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    command, *rest = arguments
    assert main([command, *rest, "--store", str(output / "store")]) == 0
    return capsys.readouterr().out


def test_build_leaves_every_file(output: Path) -> None:
    names = {path.name for path in output.iterdir()}
    exports = {"graph.ttl", "graph.trig", "facts.csv", "graph.graphml", "graph.gexf", "graph.svg"}
    assert names == exports | {"store", "report.json"}
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    assert (report["read"], report["failed"], report["problems"]) == (1, 0, [])


def test_build_passes_over_what_is_unchanged(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (output / "graph.trig").read_bytes()
    assert main(["build", str(FIRST), "-o", str(output), "--quiet"]) == 0
    assert "1 unchanged" in capsys.readouterr().out
    assert (output / "graph.trig").read_bytes() == before


@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_every_query_runs(output: Path, capsys: pytest.CaptureFixture[str], query) -> None:  # type: ignore[no-untyped-def]
    values = {"source": "Владимир Путин", "target": "Казахстан", "entity": "Токаев"}
    required = [f"{p.name}={values[p.name]}" for p in query.parameters if p.default == "required"]
    assert ask(output, capsys, "query", query.name, *required)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (
            "who_called_whom",
            [("Владимир Путин", TOKAYEV), (TOKAYEV, "Александр Лукашенко"), (TOKAYEV, "Никол Пашинян")],
        ),
        ("members_of", [(CSTO, "Армения"), (CSTO, "Беларусь"), (CSTO, "Россия"), (CSTO, "Таджикистан")]),
        ("where_protested", [("Жанаозен",), ("Уральск",), ("Атырау",), ("Актобе",), ("Алматы",), ("Нур-Султан",)]),
        ("offices", [("Владимир Путин", "президент России"), ("Никол Пашинян", "премьер-министр Армении")]),
        ("casualties", [("killed", "18"), ("hurt", "748"), ("killed", "26"), ("in hospital", "400")]),
    ],
)
def test_first_article_answers(
    output: Path, capsys: pytest.CaptureFixture[str], query: str, rows: list[tuple[str, ...]]
) -> None:
    table = csv.reader(io.StringIO(ask(output, capsys, "query", query, "--format", "csv")))
    found = list(table)
    for wanted in rows:
        assert any(tuple(row[: len(wanted)]) == wanted for row in found), wanted


def test_facts_point_at_the_text(output: Path) -> None:
    text = FIRST.read_text(encoding="utf-8")
    with (output / "facts.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 80
    assert all(row["sentence"] in text for row in rows)


def test_table_in_a_file_is_whole_however_narrow_the_terminal(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("letopis.query.format.terminal_width", lambda: 30)
    path = tmp_path / "calls.txt"
    assert main(["query", "who_called_whom", "-o", str(path), "--store", str(output / "store")]) == 0
    assert "Президент России Владимир Путин 8 января поговорил по телефону с президентом Казахстана" in " ".join(
        path.read_text(encoding="utf-8").split()
    )


def test_check_finds_nothing(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(output, capsys, "check").strip() == "0 violations"


def test_explain_shows_names_words_and_rules(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entity = ask(output, capsys, "explain", "Токаев")
    assert "Касым-Жомарт Токаев (Person" in entity
    assert "subject before the pronoun" in entity
    rows = list(csv.DictReader(io.StringIO(ask(output, capsys, "query", "facts", "--format", "csv"))))
    claim = next(row["claim"] for row in rows if row["predicate"] == "попросить")
    statement = ask(output, capsys, "explain", claim)
    assert "[subject: Токаев]" in statement
    assert "[[попросил]] [object: помощи" in statement
    called = next(row["claim"] for row in rows if row["predicate"] == "поговорить по телефону")
    assert "said by Кремль: «сообщается»" in ask(output, capsys, "explain", called)
    ordered = next(row["claim"] for row in rows if row["modality"] == "ordered")
    assert re.search(r"positive, ordered: because of «.+» \d+–\d+", ask(output, capsys, "explain", ordered))
    assert re.search(r"said by the article itself.*\n.*actual: .*\n.*rule: .*\n.*confidence 0\.\d+: odds", statement)


@pytest.mark.parametrize("name", ["ttl", "trig", "nq", "jsonld", "csv", "graphml", "gexf", "svg"])
def test_export_writes_each_format(output: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    path = tmp_path / f"graph.{name}"
    ask(output, capsys, "export", name, "-o", str(path))
    assert path.stat().st_size > 1000


def test_gephi_files_agree_with_other_readers(output: Path) -> None:
    gexf = nx.read_gexf(output / "graph.gexf", version="1.3")
    graphml = igraph.Graph.Read_GraphML(str(output / "graph.graphml"))
    again = nx.read_graphml(output / "graph.graphml", force_multigraph=True)
    assert gexf.number_of_nodes() == graphml.vcount() == again.number_of_nodes() > 50
    assert gexf.number_of_edges() == graphml.ecount() == again.number_of_edges() > 50


def test_construct_goes_to_turtle_and_to_gephi(
    output: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "lo:calls" in ask(output, capsys, "query", "subgraph_of", "entity=Путин", "--format", "ttl")
    path = tmp_path / "putin.gexf"
    ask(output, capsys, "query", "subgraph_of", "entity=Путин", "--format", "gexf", "-o", str(path))
    assert nx.read_gexf(path, version="1.3").number_of_nodes() > 2


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["query", "who_caled_whom"], 2, "who_called_whom"),
        (["query", "facts", "entity=Никто"], 2, "no entity"),
        (["query", "facts", "entity"], 2, "name=value"),
        (["explain", "Никто"], 1, "neither"),
        (["remove", "a0"], 1, "no article a0"),
    ],
)
def test_wrong_usage_says_what_to_do(
    output: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, message: str
) -> None:
    assert main([*arguments, "--store", str(output / "store")]) == status
    assert message in capsys.readouterr().err


def test_missing_store_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--store", str(tmp_path / "none")]) == 1
    assert "letopis build" in capsys.readouterr().err
