"""From text to tokens: with weights of a few numbers for the plumbing, with the real models for what comes out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from letopis.parse import parser as module
from letopis.parse.decode import is_tree
from letopis.parse.network import Analysis
from letopis.parse.parser import Parser
from letopis.parse.segment import Word
from letopis.records.text import Article, Name, Span
from parse import tiny

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.morphology import Morphology
    from letopis.records.text import Parsed

TEXTS = [
    "Путин поговорил с Токаевым.\nТокаев согласился!",
    "",
    " \n\u200b\n",
    "Каза\u00adх\u200bстан\u00a0и Ки\u0301ев «молчат».",
    "Да. Нет. " * 40,
]


@pytest.fixture(scope="module")
def small(morphology: Morphology) -> Parser:
    return Parser(tiny.weights(), morphology)


def articles() -> list[Article]:
    return [Article(f"a{number}", text) for number, text in enumerate(TEXTS)]


def check(parsed: Parsed) -> None:
    """What holds of any analysis."""
    text = parsed.article.text
    previous = 0
    for sentence in parsed.sentences:
        assert sentence.tokens
        assert sentence.span == Span(sentence.tokens[0].span.start, sentence.tokens[-1].span.stop)
        assert is_tree([token.head for token in sentence.tokens])
        for token in sentence.tokens:
            assert token.text == token.span.of(text)
            assert previous <= token.span.start
            assert token.lemma
            previous = token.span.stop
    ends = [(name.span.start, name.span.stop) for name in parsed.names]
    assert ends == sorted(ends)
    assert all(left[1] <= right[0] for left, right in pairwise(ends))
    for name in parsed.names:
        assert any(name.span in sentence.span for sentence in parsed.sentences)


def test_spans_trees_and_order(small: Parser) -> None:
    found = list(small.map(articles()))
    assert [parsed.article for parsed in found] == articles()
    assert [len(parsed.sentences) for parsed in found] == [2, 0, 0, 1, 80]
    for parsed in found:
        check(parsed)


def test_one_article_is_parsed_as_among_others(small: Parser) -> None:
    assert [small(article) for article in articles()] == list(small.map(articles()))


@pytest.mark.parametrize("size", [1, 5, 100])
def test_the_size_of_batches_does_not_show(small: Parser, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    expected = list(small.map(articles()))
    monkeypatch.setattr(module, "BATCH_WORDS", size)
    assert list(small.map(articles())) == expected


def test_articles_are_read_as_they_are_needed(small: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_WORDS", 10)
    taken = []

    def source() -> Iterator[Article]:
        for number in range(100):
            taken.append(number)
            yield Article(str(number), "Путин поговорил с Токаевым.")

    stream = small.map(source())
    assert next(stream).article.id == "0"
    assert taken == [0, 1]


def test_tags_come_from_a_shared_table_that_cannot_be_changed(small: Parser) -> None:
    tokens = [token for sentence in small(articles()[4]).sentences for token in sentence.tokens]
    assert len({id(token.feats) for token in tokens}) <= len(tiny.TAGS)
    with pytest.raises(TypeError):
        tokens[0].feats["Case"] = "Gen"  # type: ignore[index]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O B-PER I-PER O", ["PER b c"]),
        ("B-PER B-PER I-PER O", ["PER a", "PER b c"]),
        ("O O O B-PER", ["PER d"]),
        ("I-PER O B-PER I-PER", ["PER c d"]),
        ("<pad> O O O", []),
    ],
)
def test_runs_of_tags_are_names(small: Parser, tags: str, expected: list[str]) -> None:
    words = [Word(2 * number, 2 * number + 1, form) for number, form in enumerate("abcd")]
    numbers = [tiny.NAME_TAGS.index(tag) for tag in tags.split()]
    analysis = Analysis([], [], [], [], numbers, [], repaired=False)
    assert [f"{name.kind} {name.span.of('a b c d')}" for name in small._names(words, analysis)] == expected


# With the real models.


@pytest.mark.slow
def test_a_sentence(parser: Parser) -> None:
    parsed = parser(Article("a", "Путин 8 января поговорил с Касым-Жомартом Токаевым."))
    (sentence,) = parsed.sentences
    assert [(token.lemma, token.pos, token.head, token.rel) for token in sentence.tokens] == [
        ("Путин", "PROPN", 3, "nsubj"),
        ("8", "ADJ", 3, "obl"),
        ("январь", "NOUN", 1, "flat"),
        ("поговорить", "VERB", -1, "root"),
        ("с", "ADP", 5, "case"),
        ("Касым-Жомарт", "PROPN", 3, "obl"),
        ("Токаев", "PROPN", 5, "flat:name"),
        (".", "PUNCT", 3, "punct"),
    ]
    assert parsed.names[-1] == Name(Span(27, 50), "PER")


@pytest.mark.slow
def test_a_corpus_of_all_sorts(parser: Parser) -> None:
    text = (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8")
    parsed = parser(Article("a", text))
    check(parsed)
    assert parsed == parser(Article("a", text))
    assert any(sentence.repaired for sentence in parsed.sentences)
    found = {(name.kind, name.span.of(text)) for name in parsed.names}
    assert {("PER", "Игорь Сечин"), ("LOC", "Омске"), ("ORG", "Госдума"), ("PER", "Эльвира\u00a0Набиуллина")} <= found


@pytest.mark.slow
def test_garbage_is_parsed_too(parser: Parser) -> None:
    for text in ["слово,\u00a0" * 900, "." * 3000, "🤘🏾\u200d♀️ " * 300, "а-" * 600, "\x00\x01 ¿ \ufffd"]:
        check(parser(Article("a", text)))
