"""Texts in numbers, and the windows in which they are read."""

import itertools

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from letopis.model.windows import MOST_PIECES, cut, margins, sharing, spell
from model.tiny import tokenizer

SENTENCE = "Сегодня мэр Москвы приехал. "


def places_of(lengths: list[int]) -> npt.NDArray[np.int64]:
    return np.cumsum([0, *lengths], dtype=np.int64)


def test_a_text_in_numbers() -> None:
    text = "Мэр\u00a0Москвы. А мэр"
    spelled = spell(text, (0, 12), tokenizer())
    assert [text[start:stop] for start, stop in spelled.bounds.tolist()] == ["Мэр", "Москвы", ".", "А", "мэр"]
    assert spelled.sentences.tolist() == [0, 0, 0, 1, 1]
    assert spelled.places.tolist()[-1] == len(spelled.pieces)
    assert spelled.keys.shape == (5, 4)


def test_words_before_the_first_sentence_belong_to_it() -> None:
    assert spell("а б в", (2, 4), tokenizer()).sentences.tolist() == [0, 0, 1]
    assert spell("а б", (), tokenizer()).sentences.tolist() == [0, 0]


def test_an_empty_text_has_no_words_and_no_windows() -> None:
    spelled = spell(" \n", (0,), tokenizer())
    assert spelled.bounds.shape == (0, 2)
    assert list(cut(spelled.places, spelled.sentences)) == []


@given(st.lists(st.integers(1, 200), min_size=1, max_size=400), st.integers(1, 40))
def test_windows_hold_every_word_and_are_not_too_long(lengths: list[int], sentence: int) -> None:
    places = places_of(lengths)
    windows = list(cut(places, np.arange(len(lengths)) // sentence))
    assert all(places[stop] - places[start] <= MOST_PIECES for start, stop in windows)
    assert {word for start, stop in windows for word in range(start, stop)} == set(range(len(lengths)))
    assert all(a[0] < b[0] <= a[1] < b[1] for a, b in itertools.pairwise(windows))


@given(st.lists(st.integers(1, 200), min_size=1, max_size=300), st.integers(1, 40))
def test_long_words_in_small_windows_keep_their_order(lengths: list[int], sentence: int) -> None:
    windows = list(cut(places_of(lengths), np.arange(len(lengths)) // sentence, most=256, overlap=64))
    assert {word for start, stop in windows for word in range(start, stop)} == set(range(len(lengths)))
    assert all(a[0] < b[0] <= a[1] <= b[1] for a, b in itertools.pairwise(windows))


@given(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=60), min_size=1, max_size=40), st.integers(20, 300))
def test_a_sentence_that_fits_is_whole_in_a_window(lengths: list[list[int]], most: int) -> None:
    places = places_of([length for words in lengths for length in words])
    sentences = np.repeat(np.arange(len(lengths)), [len(words) for words in lengths])
    windows = list(cut(places, sentences, most=most, overlap=most // 4))
    assert all(places[stop] - places[start] <= most for start, stop in windows)
    stops = [0, *itertools.accumulate(map(len, lengths))]
    fitting = [(a, b) for a, b in itertools.pairwise(stops) if places[b] - places[a] <= most]
    assert all(any(start <= a and b <= stop for start, stop in windows) for a, b in fitting)


def test_a_window_closes_and_the_next_opens_at_a_sentence() -> None:
    places, sentences = places_of([10] * 100), np.arange(100) // 9
    assert list(cut(places, sentences)) == [(0, 45), (36, 81), (72, 100)]


def test_a_sentence_longer_than_a_window_is_read_in_several_that_overlap() -> None:
    windows = list(cut(places_of([1] * 5000), np.zeros(5000, np.int64)))
    assert windows[:2] == [(0, 510), (370, 880)]
    assert windows[-1][1] == 5000


def test_margins_are_those_to_edges_inside_the_text() -> None:
    first, last = np.array([0, 5, 9, 8]), np.array([1, 5, 9, 12])
    assert margins((0, 10), first, last, 20).tolist() == [8, 4, 0, -1]
    assert margins((5, 20), first, last, 20).tolist() == [-1, 0, 4, 3]
    assert margins((0, 20), first, last, 20).min() > 6


def test_windows_that_share_words() -> None:
    windows = [(0, 10), (8, 18), (9, 30), (30, 40)]
    assert [list(sharing(place, windows)) for place in range(4)] == [[0, 1, 2], [0, 1, 2], [0, 1, 2], [3]]
