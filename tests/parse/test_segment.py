from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import tokenize

from letopis.parse import segment as module
from letopis.parse.segment import MAX_WORDS, Word, segment

INVISIBLE = "\u00ad\u200b\u200d\u2060\ufe0f\ufeff\u0301"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            list("абвеёжАЯ .,!?-–—«»\"'()0123456789\n\r\t\u00a0\u2009/\\_:;%№$…x\u2028🤘") + list(INVISIBLE)
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


def gold() -> list[str]:
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def forms(text: str) -> list[list[str]]:
    return [[word.form for word in sentence] for sentence in segment(text)]


@pytest.mark.parametrize("line", gold())
def test_words_and_sentences(line: str) -> None:
    expected = [sentence.replace("|", " ").split() for sentence in line.split("‖")]
    assert forms(line.replace("|", "").replace("‖", " ")) == expected


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n\n", "\r", "\u2028", "\x0b", "\x85"])
def test_no_sentence_crosses_a_line_break(line_break: str) -> None:
    assert forms(f"Митинги в Алматы{line_break}лидеры решили") == [["Митинги", "в", "Алматы"], ["лидеры", "решили"]]


def test_a_paragraph_may_be_made_of_spaces() -> None:
    assert forms("Активы лежат в банке  На бирже ждут роста") == [
        ["Активы", "лежат", "в", "банке"],
        ["На", "бирже", "ждут", "роста"],
    ]
    assert forms("Министр обвинил  МОК") == [["Министр", "обвинил", "МОК"]]


def test_what_is_not_seen_is_not_read_but_stays_in_the_span() -> None:
    text = "\ufeffКаза\u00adх\u200bстан\u2060 и\u00a0Ки\u0301ев"
    assert list(segment(text)) == [(Word(1, 12, "Казахстан"), Word(14, 15, "и"), Word(16, 21, "Киев"))]
    assert text[1:12] == "Каза\u00adх\u200bстан"


def test_odd_quotes_and_spaces_are_read_as_plain_ones() -> None:
    assert forms("〝Да‟,\u3000‹нет›\u202f’ё’") == [['"', "Да", '"', ",", "«", "нет", "»", "'", "ё", "'"]]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "\u200b\u00ad \u00a0\n\ufeff"])
def test_nothing_to_read(text: str) -> None:
    assert forms(text) == []


def test_a_long_sentence_is_cut_at_a_mark() -> None:
    text = "слово " * (MAX_WORDS - 20) + ", " + "слово " * (2 * MAX_WORDS)
    sizes = [len(sentence) for sentence in segment(text)]
    assert sizes == [MAX_WORDS - 19, MAX_WORDS, MAX_WORDS]


def test_a_mark_in_the_first_half_is_too_early_to_cut_at() -> None:
    text = "да, " + "слово " * (MAX_WORDS + 3)
    assert [len(sentence) for sentence in segment(text)] == [MAX_WORDS, 5]


def test_a_sentence_of_the_greatest_length_is_not_cut() -> None:
    assert [len(sentence) for sentence in segment("слово " * MAX_WORDS)] == [MAX_WORDS]


def test_a_stretch_without_spaces_is_cut_at_last() -> None:
    assert forms("ф" * 2500) == [["ф" * 1000, "ф" * 1000, "ф" * 500]]


@given(TEXTS)
def test_no_character_is_lost_and_spans_are_in_order(text: str) -> None:
    previous = 0
    for sentence in segment(text):
        assert sentence
        for start, stop, form in sentence:
            assert previous <= start < stop <= len(text)
            assert is_skipped(text[previous:start])
            read, _ = module._clean(text[start:stop], 0)
            assert read == form
            assert not any(map(str.isspace, form))
            previous = stop
    assert is_skipped(text[previous:])


@given(st.text(st.sampled_from('абвёЁЯazZ.,:;?»"!-5'), min_size=1, max_size=8))
def test_the_short_way_cuts_as_the_tokenizer_does(chunk: str) -> None:
    assert module._chunk_bounds(chunk) == tuple((token.start, token.stop) for token in tokenize(chunk))


def is_skipped(gap: str) -> bool:
    return all(character.isspace() or module._INVISIBLE.match(character) for character in gap)
