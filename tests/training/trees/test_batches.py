"""Words to pieces."""

from pathlib import Path

import pytest

pytest.importorskip("torch")

from letopis.model.pieces import START, STOP, UNKNOWN
from letopis.model.windows import MOST_PIECES
from letopis_training.trees.batches import Example, collate, make_example, pack
from letopis_training.trees.treebank import OPEN, Tree, read_treebank
from model.tiny import tokenizer
from training.trees.few import LABELS, write_treebank


def tree(text: str, *words: str) -> Tree:
    """Words in their order in the text; each but the first hangs on the one before."""
    stretches, start = [], 0
    for word in words:
        start = text.index(word, start)
        stretches.append((start, start + len(word)))
        start += len(word)
    numbers = range(len(words))
    return Tree(text, tuple(stretches), (0,) * len(words), tuple(numbers), (0,) * len(words))


def spelled(example: Example) -> list[str]:
    names = tokenizer().vocabulary.pieces
    return [
        "".join(names[row] for row in example.pieces[first : last + 1])
        for first, last in zip(example.first, example.last, strict=True)
    ]


def test_a_word_has_all_its_pieces_even_with_a_space_inside() -> None:
    example = make_example(tree("мэр, т. е. Москва", "мэр", ",", "т. е.", "Москва"), tokenizer())
    assert spelled(example) == ["▁мэр", ",", "▁т.▁е.", "▁Москва"]
    assert (example.pieces[0], example.pieces[-1]) == (START, STOP)


def test_parts_of_one_written_word_share_or_split_it() -> None:
    example = make_example(tree("Казань", "Каз", "ань"), tokenizer())
    assert example.pieces[example.first[0]] == tokenizer().vocabulary.pieces.index("▁Казань")
    assert example.pieces[example.first[1]] in (example.pieces[example.first[0]], UNKNOWN)


def test_a_sentence_of_endless_words_fits_a_window() -> None:
    example = make_example(tree("ы" * 190 + " " + "э-" * 300 + " я", "ы" * 190, "э-" * 300, "я"), tokenizer())
    assert len(example.pieces) <= MOST_PIECES + 2
    assert len(example.first) == len(example.last) == 3
    assert all(first <= last for first, last in zip(example.first, example.last, strict=True))


def test_what_is_beyond_a_sentence_is_open(tmp_path: Path) -> None:
    trees = read_treebank(write_treebank(tmp_path / "a.conllu"), LABELS)
    batch = collate([make_example(one, tokenizer()) for one in trees])
    assert batch.counts.tolist() == [4, 2]
    assert batch.heads.tolist() == [[3, 1, 0, 3], [2, 0, OPEN, OPEN]]
    assert batch.first.shape == batch.rels.shape


def test_every_sentence_is_packed_once_and_fits() -> None:
    examples = [make_example(tree("мэр " * n, *["мэр"] * n), tokenizer()) for n in (5, 1, 30, 2, 9, 7)]
    groups = list(pack(examples, 24))
    assert sorted(id(one) for group in groups for one in group) == sorted(map(id, examples))
    assert all(len(group) == 1 or len(group) * max(len(one.pieces) for one in group) <= 24 for group in groups)
