import gzip
import io
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from letopis.errors import BadSource
from letopis.records.problem import SKIP, Problem
from letopis.records.text import Article
from letopis.sources import readers
from letopis.sources.articles import read_articles

BODY = "Совет директоров собрался вечером, сообщили в компании. Решение объявят завтра."


def line_of(**fields: object) -> str:
    return json.dumps({"text": BODY} | fields, ensure_ascii=False) + "\n"


def read(*paths: str | Path, **options: str) -> tuple[list[Article], list[Problem]]:
    found = list(read_articles(paths, **options))
    return [x for x in found if isinstance(x, Article)], [x for x in found if isinstance(x, Problem)]


def only_problem(*paths: str | Path) -> Problem:
    articles, problems = read(*paths)
    assert not articles
    assert len(problems) == 1
    return problems[0]


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "2022-01-08_board.txt"
    path.write_bytes(f"\ufeffИтоги дня\r\n\r\n{BODY}\r\n".encode())
    (article,), problems = read(path)
    assert not problems
    assert (article.title, article.text) == ("Итоги дня", f"Итоги дня\n\n{BODY}\n")
    assert (article.published, article.source) == ("2022-01-08", "2022-01-08_board.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"])
@pytest.mark.parametrize("suffix", [".txt", ".json", ".jsonl", ".txt.gz", ".json.gz", ".jsonl.gz"])
def test_every_format_in_every_encoding(tmp_path: Path, suffix: str, encoding: str) -> None:
    path = tmp_path / f"a{suffix}"
    content = (BODY if "txt" in suffix else line_of()).encode(encoding)
    path.write_bytes(gzip.compress(content) if suffix.endswith("gz") else content)
    (article,), problems = read(path)
    assert article.text == BODY
    assert not problems


def test_a_json_object_and_a_list(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([{"text": BODY}, {"text": BODY, "title": "Итоги"}], indent=1))
    (tmp_path / "object.json").write_text(json.dumps({"text": BODY, "url": "https://news.example/1"}, indent=1))
    articles, problems = read(tmp_path)
    assert not problems
    assert [article.source for article in articles] == ["list.json#1", "list.json#2", "object.json"]


def test_a_folder_is_read_in_order_and_in_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c/y.TXT", "a.txt", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{BODY} {name}")
    (tmp_path / "notes.md").write_text("Заметки")
    articles, problems = read(tmp_path)
    assert [article.source for article in articles] == ["a/c/y.TXT", "a/z.txt", "a.txt", "b.txt"]
    message = "passed over: the suffix is not one of .txt, .json, .jsonl (.gz may follow)"
    assert problems == [Problem(str(tmp_path / "notes.md"), None, SKIP, message)]


def test_the_id_does_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(BODY)
    assert read(tmp_path / "one")[0] == read(tmp_path / "two")[0]


def test_bad_lines_do_not_hide_the_good_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [line_of(), '{"text": \n', "\n", "[1]\n", '{"title": "Итоги"}\n', '{"text": 5}\n', line_of(title="Итоги")]
    path.write_text("".join(lines))
    articles, problems = read(path)
    assert [article.source for article in articles] == ["a.jsonl#1", "a.jsonl#7"]
    assert [(problem.line, problem.stage, problem.message) for problem in problems] == [
        (2, "read", "malformed JSON: Expecting value at line 2, column 1"),
        (4, "read", "a JSON list where an object with the field 'text' belongs"),
        (5, "read", "the field 'text' is missing or empty"),
        (6, "read", "the field 'text' is not a string but 5"),
    ]


def test_a_line_with_broken_bytes_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line_of().encode() + b'{"text": "' + "Пожар".encode() + b'\xd0"}\n' + line_of().encode())
    articles, problems = read(path)
    assert len(articles) == 2
    assert [problem.line for problem in problems] == [2]
    assert "broken at byte" in problems[0].message


def test_a_file_that_is_no_json_lines_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("[]\n" * 99 + line_of() + "[]\n" * 500)
    articles, problems = read(path)
    assert len(articles) == 1
    assert len(problems) == 200
    assert problems[-1].message == "100 lines in a row are no articles; the lines after 200 were not read"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "an empty list, no articles in it"),
        ('{"text": "а"}\n{"text": "б"}', "malformed JSON: Extra data at line 2, column 1; if every line is an object"),
        ("[" * 100_000, "malformed JSON: maximum recursion depth"),
        ('{"id": ' + "9" * 10_000 + "}", "malformed JSON: Exceeds the limit"),
        ("[true]", "item 1: a JSON truth value where an object"),
        ("", "empty"),
        (" \n", "empty"),
    ],
)
def test_json_that_is_none(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    assert only_problem(path).message.startswith(message)


def test_an_item_of_a_list_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": BODY}, {"text": BODY, "date": "вчера"}, {"text": ""}]))
    articles, problems = read(path)
    assert len(articles) == 2
    assert [problem.message.partition(":")[0] for problem in problems] == ["item 2", "item 3"]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.txt.gz"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"") if name.endswith("gz") else b"")
    assert only_problem(path) == Problem(str(path), None, "read", "empty")


def test_a_binary_file_and_a_foreign_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "b.txt").write_text("The council met.")
    assert [str(problem) for problem in read(tmp_path)[1]] == [
        f"{tmp_path}/a.txt: read: a PNG picture, not plain text; save it as text in UTF-8",
        f"{tmp_path}/b.txt: read: not Russian: 0 of 13 letters are Russian, most others Latin",
    ]


def test_what_is_not_there(tmp_path: Path) -> None:
    assert only_problem(tmp_path / "none.txt").message == "does not exist; check the path"
    assert "embedded null" in only_problem("a\0.txt").message
    assert only_problem("").message.startswith("the path is empty")
    assert only_problem(tmp_path).message == "an empty folder, no articles in it"


def test_links_to_nothing_to_themselves_and_upwards(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to("nowhere.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "up").symlink_to(tmp_path)
    _, problems = read(tmp_path)
    assert [problem.message.partition(";")[0] for problem in problems] == [
        "a link to nothing",
        "a folder that leads back to one above it",
        "Too many levels of symbolic links",
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert only_problem(tmp_path).message == "not a regular file; pipe it to - instead"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_text(BODY)
    open_path = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return open_path(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    articles, problems = read(tmp_path)
    assert [article.source for article in articles] == ["b.txt"]
    assert problems[0].message == "Permission denied; check the file and its permissions"


@pytest.mark.parametrize(
    "content", [b"not gzip", gzip.compress(BODY.encode())[:-4], gzip.compress(b"a" * 99)[:12] + b"?" * 9]
)
def test_a_damaged_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(content)
    assert only_problem(path).stage == "read"


def test_a_line_or_file_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 400)
    (tmp_path / "a.jsonl").write_text(line_of() + line_of(title="Итог" * 500) + line_of())
    (tmp_path / "b.txt").write_text(BODY * 9)
    articles, problems = read(tmp_path)
    assert [article.source for article in articles] == ["a.jsonl#1", "a.jsonl#3"]
    assert [(problem.line, problem.message) for problem in problems] == [
        (2, "longer than 64 MB; split it"),
        (None, "longer than 64 MB; split it, or make it JSON Lines with one article a line"),
    ]


def test_a_wrong_date_costs_the_date_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line_of(published="вчера"))
    (article,), (problem,) = read(path)
    assert article.published is None
    assert (problem.line, problem.stage) == (1, "read")


def test_the_same_article_twice(tmp_path: Path) -> None:
    url = "https://news.example/1"
    (tmp_path / "a.jsonl").write_text(line_of(url=url) + line_of(url=url))
    (tmp_path / "b.json").write_text(line_of(url=url, text=BODY + " Дополнено."))
    articles, problems = read(tmp_path)
    assert [article.source for article in articles] == ["a.jsonl#1"]
    first = f"{tmp_path}/a.jsonl#1"
    remedy = "remove one of them, or give each its own 'url'"
    assert [str(problem) for problem in problems] == [
        f"{tmp_path}/a.jsonl, line 2: skip: the same article as in {first}; passed over",
        f"{tmp_path}/b.json: read: another text of the article in {first}, which is kept; {remedy}",
    ]


def test_the_same_file_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    articles, problems = read(tmp_path, tmp_path / "a.txt")
    assert len(articles) == 1
    assert (problems[0].stage, problems[0].is_harmless) == (SKIP, True)


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (BODY, 1),
        (line_of() + line_of(title="Итоги"), 2),
        (json.dumps([{"text": BODY}, {"text": BODY, "title": "Итоги"}]), 2),
        (json.dumps({"text": BODY}, indent=1), 1),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251"])
def test_standard_input_in_any_format(monkeypatch: pytest.MonkeyPatch, content: str, count: int, encoding: str) -> None:
    feed(monkeypatch, content.encode(encoding))
    articles, problems = read("-")
    assert not problems
    assert [article.text.endswith(BODY) for article in articles] == [True] * count


def test_standard_input_may_be_zipped_and_may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, gzip.compress(BODY.encode()))
    assert read("-")[0][0].text == BODY
    feed(monkeypatch, b"")
    assert only_problem("-") == Problem("standard input", None, "read", "empty")


def test_other_texts_on_standard_input_are_other_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, BODY.encode())
    first = read("-")[0][0]
    feed(monkeypatch, f"{BODY} Дополнено.".encode())
    assert read("-")[0][0].id != first.id


def test_a_wrong_option_is_refused_before_anything_is_read() -> None:
    with pytest.raises(BadSource, match="'вчера' is no date"):
        read_articles(["nowhere"], published="вчера")


def test_options_reach_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (article,), _ = read(tmp_path, published="8 января 2022", publisher="Вестник")
    assert (article.published, article.publisher) == ("2022-01-08", "Вестник")


def test_names_that_are_no_utf_8_are_written_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xcf\xee.txt")).write_text(BODY)
    (article,), _ = read(tmp_path)
    assert article.source == r"\xcf\xee.txt"
