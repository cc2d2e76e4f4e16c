"""The store on disk: replaced and withdrawn exactly, one writer, nothing lost when the process dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, Store

from fixture_graph import BASE, FIXTURE_ARTICLES, fixture_articles, fixture_view
from letopis.errors import BadStore
from letopis.rdf import writer
from letopis.rdf.derive import derive
from letopis.rdf.folder import read_state
from letopis.rdf.quads import article_quads, text_sha256
from letopis.rdf.view import View
from letopis.rdf.vocabulary import Base
from letopis.rdf.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO, THREE = (article_quads(*read, base=BASE) for read in fixture_articles())


def _lines(view: View) -> list[str]:
    return sorted(str(quad) for quad in view.store)


def _expected(*articles: list[Quad]) -> list[str]:
    store = Store()
    for quads in articles:
        store.extend(quads)
    derive(store)
    return sorted(str(quad) for quad in store)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    with Writer(tmp_path) as store:
        for quads in (ONE, TWO, THREE):
            store.write(quads)
    view = View.open(tmp_path)
    assert _lines(view) == _lines(fixture_view())
    assert view.base == BASE


@pytest.mark.parametrize("step", [1, 1000, 100_000])
def test_the_size_of_a_step_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    monkeypatch.setattr(writer, "_STEP", step)
    with Writer(tmp_path) as store:
        for quads in (ONE, TWO, THREE, ONE):
            store.write(quads)
    assert _lines(View.open(tmp_path)) == _expected(ONE, TWO, THREE)


def test_an_article_is_put_in_the_place_of_its_old_self(tmp_path: Path) -> None:
    article, parsed, resolved, claims = fixture_articles()[0]
    fewer = article_quads(article, parsed, resolved, claims[5:], base=BASE)
    with Writer(tmp_path) as store:
        store.write(ONE)
        store.write(TWO)
    with Writer(tmp_path) as store:
        store.write(fewer)
    assert _lines(View.open(tmp_path)) == _expected(fewer, TWO)
    with Writer(tmp_path) as store:
        store.write(ONE)
    assert _lines(View.open(tmp_path)) == _expected(ONE, TWO)


def test_a_withdrawn_article_leaves_nothing(tmp_path: Path) -> None:
    with Writer(tmp_path) as store:
        store.write(ONE)
        store.write(TWO)
    with Writer(tmp_path) as store:
        assert store.remove(FIXTURE_ARTICLES["two"])
        assert not store.remove(FIXTURE_ARTICLES["three"])
    assert _lines(View.open(tmp_path)) == _expected(ONE)
    with Writer(tmp_path) as store:
        store.remove(FIXTURE_ARTICLES["one"])
    assert _lines(View.open(tmp_path)) == []


def test_has_asks_for_the_very_text(tmp_path: Path) -> None:
    article = fixture_articles()[0][0]
    with Writer(tmp_path) as store:
        assert not store.has(article.id, text_sha256(article.text))
        store.write(ONE)
        assert store.has(article.id, text_sha256(article.text))
        assert not store.has(article.id, text_sha256(article.text + " "))
        store.remove(article.id)
        assert not store.has(article.id, text_sha256(article.text))


def test_nothing_new_makes_no_new_snapshot(tmp_path: Path) -> None:
    with Writer(tmp_path) as store:
        store.write(ONE)
    before = read_state(tmp_path)
    with Writer(tmp_path):
        pass
    assert read_state(tmp_path) == before


def test_an_empty_store_can_be_read(tmp_path: Path) -> None:
    with Writer(tmp_path):
        pass
    assert _lines(View.open(tmp_path)) == []


def test_a_reader_keeps_what_it_opened_while_builds_go_on(tmp_path: Path) -> None:
    with Writer(tmp_path) as store:
        store.write(ONE)
    view = View.open(tmp_path)
    with Writer(tmp_path) as store:
        store.write(TWO)
        assert _lines(View.open(tmp_path)) == _expected(ONE)
        store.remove(FIXTURE_ARTICLES["one"])
    assert _lines(view) == _expected(ONE)
    assert _lines(View.open(tmp_path)) == _expected(TWO)


def test_only_the_snapshot_in_use_and_the_one_before_are_kept(tmp_path: Path) -> None:
    for quads in (ONE, TWO, THREE):
        with Writer(tmp_path) as store:
            store.write(quads)
    assert sorted(folder.name for folder in tmp_path.glob("snapshot-*")) == ["snapshot-2", "snapshot-3"]


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with Writer(tmp_path), pytest.raises(BadStore, match="another build"):
        Writer(tmp_path)


def test_a_store_keeps_its_base(tmp_path: Path) -> None:
    with Writer(tmp_path):
        pass
    with pytest.raises(BadStore, match="has the base"):
        Writer(tmp_path, base=Base("https://other.example/"))


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Дорогой друг")
    for opening in (Writer, View.open):
        with pytest.raises(BadStore, match="is not a store of Letopis"):
            opening(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("note", ["", "[]", '{"snapshot": 1}', '{"base": "x", "format": 99}'])
def test_a_damaged_note_is_named(tmp_path: Path, note: str) -> None:
    (tmp_path / "letopis.json").write_text(note)
    with pytest.raises(BadStore, match="build again"):
        View.open(tmp_path)


def test_no_store_yet(tmp_path: Path) -> None:
    with pytest.raises(BadStore, match="letopis build"):
        View.open(tmp_path / "none")


def test_an_error_on_the_way_shows_nothing_and_is_taken_up(tmp_path: Path) -> None:
    def fail() -> None:
        with Writer(tmp_path) as store:
            store.write(ONE)
            raise RuntimeError("out of paper")

    with pytest.raises(RuntimeError, match="paper"):
        fail()
    with pytest.raises(BadStore, match="did not finish"):
        View.open(tmp_path)
    with Writer(tmp_path) as store:
        store.write(TWO)
    assert _lines(View.open(tmp_path)) == _expected(TWO)


KILLED = """
import sys
from pathlib import Path
from fixture_graph import BASE, fixture_articles
from letopis.rdf import writer
from letopis.rdf.quads import article_quads

writer._STEP = int(sys.argv[2])
for _ in range(1000):
    with writer.Writer(Path(sys.argv[1])) as store:
        for read in fixture_articles():
            store.write(article_quads(*read, base=BASE))
            print("written", flush=True)
        store.remove(fixture_articles()[1][0].id)
    print("finished", flush=True)
"""


@pytest.mark.parametrize("after", [1, 2, 4, 5, 7])
def test_killed_at_any_moment_and_repeated(tmp_path: Path, after: int) -> None:
    """Killed `after` lines of its output and a little more; whole articles only, and the repeat makes it right."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(1 if after % 2 else 100_000)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        time.sleep(after % 3 / 100)
        process.send_signal(signal.SIGKILL)
    state = read_state(tmp_path)
    assert state is not None
    if state.snapshot:
        assert _lines(View.open(tmp_path)) == _expected(ONE, THREE)
    with Writer(tmp_path) as store:
        held = {quad.graph_name for quad in store.store.quads_for_pattern(None, None, None, None)}
        for quads in (ONE, TWO, THREE):
            if (graph := quads[0].graph_name) in held:
                assert set(store.store.quads_for_pattern(None, None, None, graph)) == set(quads)
            store.write(quads)
    assert _lines(View.open(tmp_path)) == _expected(ONE, TWO, THREE)


def test_the_note_is_plain(tmp_path: Path) -> None:
    with Writer(tmp_path):
        pass
    note = json.loads((tmp_path / "letopis.json").read_text())
    assert note == {"base": BASE.iri, "snapshot": 1, "finished": True, "format": 1}


def test_an_article_of_another_base_is_another_graph() -> None:
    base = Base("https://other.example/kg/")
    article, parsed, resolved, claims = fixture_articles()[0]
    quads = article_quads(replace(article), parsed, resolved, claims, base=base)
    assert {quad.graph_name for quad in quads} == {base.article(article.id)}
    assert len(quads) == len(ONE)
