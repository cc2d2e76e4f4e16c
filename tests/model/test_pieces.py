"""Words and pieces, for any text."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.model.pieces import LONGEST_WORD, UNKNOWN, Tokenizer, Vocabulary, find_words
from model.tiny import tokenizer, vocabulary

TEXTS = st.text() | st.text(alphabet="абМосква мэр-12.\u0306\u0301\u00ad\u200b\u00a0\n⅔￼«»😀éй")


def shown(text: str) -> str:
    pieces = vocabulary().pieces
    return " ".join("|".join(pieces[piece.id] for piece in found) for _, found in tokenizer().encode(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("мэр Москвы-2", "мэр|Москвы|-|2"),
        ("25процентов", "25|процентов"),
        ("Ка\u00adзань и за\u0301мок", "Ка\u00adзань|и|за\u0301мок"),
        ("и\u0306 ёлка_1", "и\u0306|ёлка|_|1"),
        ("…«А»", "…|«|А|»"),
        (" \n ", ""),
    ],
)
def test_a_word_is_letters_digits_or_one_other_character(text: str, words: str) -> None:
    assert "|".join(text[word.start : word.stop] for word in find_words(text)) == words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Москва мэр", "▁Мо|скв|а ▁мэр"),
        ("«Казань", "▁|<unk> К|а|з|а|н|ь"),
        ("Казань", "▁Казань"),
        ("Ка\u00adзань", "▁Казань"),
        ("ми\u0306", "▁|м|й"),
        ("⅔", "▁|2⁄3"),
        ("\ufffc а", "▁ ▁|а"),
    ],
)
def test_the_likeliest_pieces_are_taken(text: str, pieces: str) -> None:
    assert shown(text) == pieces


@given(TEXTS)
def test_words_hold_all_but_spaces(text: str) -> None:
    words = list(find_words(text))
    assert all(a.stop <= b.start for a, b in itertools.pairwise(words))
    between = [
        text[a:b] for a, b in zip([0, *(w.stop for w in words)], [*(w.start for w in words), len(text)], strict=True)
    ]
    assert not "".join(between).strip()


@given(TEXTS)
def test_pieces_lie_in_order_inside_their_word(text: str) -> None:
    for word, pieces in tokenizer().encode(text):
        assert pieces
        assert pieces[-1].stop <= word.stop
        assert word.start <= pieces[0].start
        assert all(piece.start <= piece.stop for piece in pieces)
        assert all(a.start <= b.start and a.stop <= b.stop for a, b in itertools.pairwise(pieces))


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"])))
def test_pieces_of_a_visible_word_cover_it(text: str) -> None:
    for word, pieces in tokenizer().encode(text):
        assert (pieces[0].start, pieces[-1].stop) == (word.start, word.stop)
        assert {place for piece in pieces for place in range(piece.start, piece.stop)} == set(
            range(word.start, word.stop)
        )


@given(st.text(alphabet="абйёМсквэр "))
def test_composed_and_decomposed_letters_give_the_same_pieces(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert shown(decomposed) == shown(text)


def test_what_is_too_long_for_a_word_is_unknown() -> None:
    ((_, pieces),) = tokenizer().encode("а" * 1000)
    assert [(piece.id, piece.start, piece.stop) for piece in pieces] == [(UNKNOWN, 0, 1000)]


@pytest.mark.parametrize("word", ["⅔" * 150, "м" * 199 + "\u0301", "\ud800", "\u0301" * 150])
def test_no_word_has_more_pieces_than_a_window(word: str) -> None:
    expanding = Tokenizer(Vocabulary(vocabulary().pieces, vocabulary().scores, {"⅔": "абв"}))
    ((found, pieces),) = expanding.encode(word)
    assert (found.start, found.stop) == (0, len(word))
    assert 0 < len(pieces) <= LONGEST_WORD


def test_what_was_cut_is_kept_in_mind_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letopis.model.pieces.MOST_SEEN", 3)
    ours = tokenizer()
    text = "мэр Москвы и Казань а б"
    assert ours.encode(text) == ours.encode(text) == tokenizer().encode(text)
    assert len(ours._seen) <= 3


def test_the_search_is_the_best_of_all_cuts() -> None:
    ours: Tokenizer = tokenizer()
    rows = {
        piece: (score, row)
        for row, (piece, score) in enumerate(zip(vocabulary().pieces, vocabulary().scores, strict=True))
    }

    def best(form: str) -> float:
        if not form:
            return 0.0
        heads = [form[:size] for size in range(1, len(form) + 1) if form[:size] in rows]
        return max((rows[head][0] + best(form[len(head) :]) for head in heads), default=float("-inf"))

    for form in ("▁Москва", "▁Казань", "скв", "▁мэрмэр"):
        assert sum(vocabulary().scores[row] for row, _, _ in ours.cut(form)) == best(form)
