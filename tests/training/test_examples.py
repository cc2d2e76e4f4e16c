"""Documents in numbers, and windows."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from letopis_training.corpus import Document, Entity
from letopis_training.examples import cut, encode, labels_of
from model.tiny import tokenizer
from training.tiny import LABELS, document, encoded


def test_entities_are_ranges_of_words() -> None:
    found = encoded()
    assert found.entities.tolist() == [[1, 2, 2, 1], [2, 2, 0, 1], [3, 3, 1, 1]]
    assert found.relations.tolist() == [[2, 1, 1]]
    assert [found.document.text[start:stop] for start, stop in found.bounds[1:4]] == ["мэр", "Москвы", "Собянин"]


def test_an_entity_in_two_stretches_or_cut_in_a_word_is_not_whole() -> None:
    text = "Мэр Москвы и Казани"
    entities = (Entity(((0, 3), (13, 19)), "PERSON"), Entity(((4, 8),), "CITY"), Entity(((4, 10),), "UNHEARD"))
    found = encode(Document("d", text, entities, ()), tokenizer(), LABELS)
    assert found.entities.tolist() == [[0, 3, 1, 0], [1, 1, 0, 0]]
    assert found.places == (0, 1)


def test_labels_are_sorted() -> None:
    assert labels_of((document(),)) == type(LABELS)(("CITY", "PERSON", "PROFESSION"), ("WORKPLACE",))


def test_sentences_are_counted() -> None:
    found = encoded(times=3)
    assert sorted(set(found.sentences.tolist())) == [0, 1, 2]
    assert (found.sentences[1:] >= found.sentences[:-1]).all()


@given(st.integers(1, 12), st.integers(20, 90), st.integers(0, 12))
def test_windows_hold_every_word_and_are_not_too_long(times: int, most: int, overlap: int) -> None:
    found = encoded(times)
    windows = list(cut(found, most=most, overlap=overlap))
    sizes = [sum(map(len, found.pieces[window.start : window.stop])) for window in windows]
    assert max(sizes) <= most
    assert {word for window in windows for word in range(window.start, window.stop)} == set(range(len(found.pieces)))
    assert all(a.start < b.start and a.stop < b.stop for a, b in itertools.pairwise(windows))
    if not overlap:
        assert all(a.stop == b.start for a, b in itertools.pairwise(windows))


def test_a_window_closes_at_the_end_of_a_sentence() -> None:
    found = encoded(times=4)
    length = len(encoded().pieces)
    pieces = sum(map(len, encoded().pieces))
    windows = list(cut(found, most=2 * pieces + 5))
    assert [(window.start, window.stop) for window in windows] == [(0, 2 * length), (2 * length, 4 * length)]


def test_a_word_longer_than_a_window_has_one_of_its_own() -> None:
    found = encode(Document("d", "абвгд абвгд", (), ()), tokenizer(), LABELS)
    assert [(window.start, window.stop) for window in cut(found, most=2)] == [(0, 1), (1, 2)]
