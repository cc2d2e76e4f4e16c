"""Keys by which names are compared."""

import numpy as np
import pytest

from letopis.model.likeness import COMPARED, span_keys, word_keys
from letopis.model.pieces import find_words

RESPECTS = ("words", "stems", "first", "last", "first-last", "last-first", "initials-letters", "letters-initials")


def alike(left: str, right: str) -> set[str]:
    keys = []
    for name in (left, right):
        words = word_keys([name[word.start : word.stop] for word in find_words(name)])
        keys.append(span_keys(words, np.array([0]), np.array([len(words) - 1]))[0])
    return {
        respect
        for respect, (a, b) in zip(RESPECTS, COMPARED, strict=True)
        if keys[0][a] == keys[1][b] and keys[0][a] != 0
    }


@pytest.mark.parametrize(
    ("left", "right", "respects"),
    [
        ("Европейский союз", "Европейского союза", {"stems", "first", "last"}),
        ("Европейский союз", "союзом Европейским", {"stems", "first-last", "last-first"}),
        ("Сергей", "Сергеем", {"stems"}),
        ("Россия", "Россией", {"stems"}),
        ("Крым", "Крыму", {"stems"}),
        ("Лавров", "Лавровым", {"stems"}),
        ("Путин", "Пушкин", set()),
        ("Европейский союз", "ЕС", {"initials-letters"}),
        ("ОДКБ", "Организация Договора о коллективной безопасности", {"letters-initials"}),
        ("Владимир Путин", "Путин", {"last", "last-first"}),
        ("Сергей Лавров", "Сергей Шойгу", {"first"}),
        ("Банк «Россия»", "банк «Россия»", {"words", "stems", "first"}),
        ("«»", "«»", set()),
        ("МИД", "ФСБ", set()),
    ],
)
def test_names_are_alike_in_these_respects(left: str, right: str, respects: set[str]) -> None:
    assert respects <= alike(left, right)
    if not respects:
        assert alike(left, right) <= {"first", "last"}


def test_keys_are_the_same_on_every_machine() -> None:
    assert word_keys(["Москва", "ЕС", "2", "—"]).tolist()[3] == [0, 0, 0, 0]
    assert word_keys(["2"]).tolist() == word_keys(["2"]).tolist() != word_keys(["3"]).tolist()
