"""Texts in, spans, ties and trees out."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.model.read import FILLED, Model, Read
from letopis.model.trees import Scores
from letopis.records.text import Findings, Span
from model.tiny import passage

SENTENCE = "Сегодня мэр Москвы Собянин приехал в Казань."
NOISE = "абвгдМосква мэр\u0301-12.\u00ad\u200b\u00a0\n⅔«»😀\ufdfa\ud800"


def spans(findings: Findings, text: str) -> list[str]:
    return [f"{each.type} {each.span.of(text)}" for each in findings.spans]


def ties(findings: Findings, text: str) -> list[str]:
    words = [each.span.of(text) for each in findings.spans]
    return [f"{words[tie.head]} {tie.type} {words[tie.tail]}" for tie in findings.ties]


def test_spans_and_ties_of_a_sentence(model: Model) -> None:
    found = model.read(passage(SENTENCE)).findings
    assert spans(found, SENTENCE) == ["PROFESSION мэр Москвы", "CITY Москвы", "PERSON Собянин", "CITY Казань"]
    assert ties(found, SENTENCE) == [
        "мэр Москвы WORKPLACE Москвы",
        "мэр Москвы WORKPLACE Казань",
        "Собянин WORKS_AS мэр Москвы",
    ]
    assert [tie.probability for tie in found.ties] == pytest.approx([0.75, 0.75, 0.35])


def test_ties_between_given_entities_are_told_whether_the_network_finds_them_or_not(model: Model) -> None:
    def given(words: str, type_: str) -> tuple[Span, str]:
        return Span(SENTENCE.index(words), SENTENCE.index(words) + len(words)), type_

    entities = [given("Казань", "PERSON"), given("мэр", "PROFESSION"), given("Собянин", "PERSON")]
    found = model.between(passage(SENTENCE), entities)
    assert [(tie.head, tie.type, tie.tail) for tie in found] == [(0, "WORKS_AS", 1), (2, "WORKS_AS", 1)]


def test_a_given_entity_stands_for_the_words_it_touches_once(model: Model) -> None:
    text = "мэр Москвы"
    cut_short = [(Span(1, 2), "PROFESSION"), (Span(3, 4), "CITY"), (Span(0, 3), "PROFESSION"), (Span(5, 7), "CITY")]
    assert [(tie.head, tie.tail) for tie in model.between(passage(text), cut_short)] == [(0, 3)]
    assert model.between(passage(text), []) == model.between(passage(""), []) == ()
    with pytest.raises(ValueError, match="EVENT"):
        model.between(passage(text), [(Span(0, 3), "EVENT")])


def test_offsets_are_code_points(model: Model) -> None:
    text = "😀 мэр Мо\u00adсквы\u0301 и\u0306"
    assert spans(model.read(passage(text)).findings, text) == [
        "PROFESSION мэр Мо\u00adсквы\u0301",
        "CITY Мо\u00adсквы\u0301",
    ]


def test_trees_of_sentences(model: Model) -> None:
    text = "Москвы мэр приехал. Он мэр."
    trees = model.read(passage(text, 0, text.index("Он"))).trees
    assert [tree.tags.tolist() for tree in trees if tree] == [[1, 1, 0], [0, 1]]
    first, second = (tree for tree in trees if tree)
    assert first.heads.argmax(1).tolist() == [0, 1, 2]
    assert first.rels(np.array([0, 1, 2])).argmax(1).tolist() == [0, 1, 1]
    assert second.heads.shape == (2, 3)  # of a sentence beside it no word is a head


def test_each_sentence_is_read_in_one_window_unless_it_is_longer_than_one(model: Model) -> None:
    sentences = ["мэр Москвы. " * 20, "мэр " * 600, "мэр Москвы. " * 30] * 3
    starts = [0, *itertools.accumulate(map(len, sentences))][:-1]
    trees = model.read(passage("".join(sentences), *starts)).trees
    counts = [len(sentence.split()) for sentence in sentences]
    assert [len(tree.tags) if tree else None for tree in trees] == [None if n > FILLED else n for n in counts]


def test_a_sentence_of_five_thousand_words_is_read_to_its_end(model: Model) -> None:
    text = "мэр Москвы " * 1200 + "а" * 10_000 + " мэр Москвы" * 1300
    found = model.read(passage(text)).findings
    starts = [each.span.start for each in found.spans if each.type == "PROFESSION"]
    assert starts == [place for place in range(len(text)) if text.startswith("мэр", place)]
    workplaces = [tie for tie in found.ties if tie.type == "WORKPLACE"]
    nearest = {(found.spans[tie.head].span.start, found.spans[tie.tail].span.start) for tie in workplaces}
    assert all((start, start + 4) in nearest for start in starts)


@pytest.mark.parametrize("text", ["", " \n ", "а" * 100_000, "\ufdfa" * 1000, "\u0301" * 3000, "\ud800 мэр Москвы"])
def test_odd_texts_are_read(model: Model, text: str) -> None:
    assert ("CITY Москвы" in spans(model.read(passage(text)).findings, text)) == ("Москвы" in text)


@given(st.lists(st.text(alphabet=NOISE, max_size=30) | st.just(SENTENCE), max_size=40).map(" ".join))
def test_whatever_the_text_spans_are_words_in_order_and_ties_join_them(model: Model, text: str) -> None:
    found = model.read(passage(text)).findings
    keys = [(each.span.start, -each.span.stop, each.type) for each in found.spans]
    assert keys == sorted(set(keys))
    assert all(not words[0].isspace() and not words[-1].isspace() for words in (s.span.of(text) for s in found.spans))
    ends = [(tie.head, tie.tail, tie.type) for tie in found.ties]
    assert ends == sorted(set(ends))
    assert all(head != tail and max(head, tail) < len(found.spans) for head, tail, _ in ends)
    chances = [*(each.probability for each in found.spans), *(each.probability for each in found.ties)]
    assert all(0 <= chance <= 1 for chance in chances)


def rels_of(tree: Scores) -> object:
    return tree.rels(tree.heads.argmax(1)).tolist()


def plain(read: Read) -> tuple[object, ...]:
    """What can be compared: all numbers, bit by bit."""
    trees = [tree and (tree.tags.tolist(), tree.heads.tolist(), rels_of(tree)) for tree in read.trees]
    return read.findings, repr(trees)


def test_a_text_gives_the_same_whatever_is_beside_it_and_on_any_number_of_threads(model: Model) -> None:
    passages = [passage(f"{'А. ' * count}{SENTENCE} {SENTENCE * (count % 7)}") for count in range(40)]
    alone = [plain(model.read(each)) for each in passages]
    assert list(map(plain, model.read_many(passages))) == alone
    assert list(map(plain, model.read_many(reversed(passages)))) == alone[::-1]
    several = Model(model._network, model._tokenizer, model.labels, threads=3)
    assert list(map(plain, several.read_many(passages))) == alone


def test_what_is_asked_may_come_while_the_first_is_read(model: Model) -> None:
    found = model.read_many(passage(text) for text in itertools.repeat(SENTENCE, 3))
    assert [len(each.findings.spans) for each in found] == [4, 4, 4]
