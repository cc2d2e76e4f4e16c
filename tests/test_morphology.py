"""Lemmas and nominatives against tables that a linguist can extend: word, tag, what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.morphology import Morphology

VALUES = {
    value: feature
    for feature, values in {
        "Case": "Nom Gen Dat Acc Ins Loc",
        "Number": "Sing Plur",
        "Gender": "Masc Fem Neut",
        "Animacy": "Anim Inan",
        "Degree": "Pos Cmp",
        "Tense": "Past Pres Fut",
        "VerbForm": "Part Conv Inf Fin",
        "Voice": "Act Pass Mid",
        "Person": "1 2 3",
        "Aspect": "Perf Imp",
        "Mood": "Ind",
        "Variant": "Short",
    }.items()
    for value in values.split()
} | {"Foreign": "Foreign"}


def rows(name: str) -> list[tuple[str, str, str, str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            word, pos, *values, expected = line.split()
            found.append((word, pos, " ".join(values), expected))
    return found


def feats(values: str) -> dict[str, str]:
    return {VALUES[value]: value for value in values.split()}


@pytest.mark.parametrize(("word", "pos", "values", "expected"), rows("inflect.txt"))
def test_nominative(morphology: Morphology, word: str, pos: str, values: str, expected: str) -> None:
    assert morphology.inflect(word, pos, feats(values)) == expected


@pytest.mark.parametrize(("word", "pos", "values", "expected"), rows("lemmas.txt"))
def test_lemma(morphology: Morphology, word: str, pos: str, values: str, expected: str) -> None:
    assert morphology.lemma(word, pos, feats(values)) == expected


@pytest.mark.parametrize(
    ("word", "pos", "values", "case", "number", "gender", "expected"),
    [
        ("жителей", "NOUN", "Anim Gen Masc Plur", "Nom", "Sing", None, "житель"),
        ("президент", "NOUN", "Anim Nom Masc Sing", "Nom", "Plur", None, "президенты"),
        ("военных", "ADJ", "Gen Plur Pos", "Nom", "Sing", "Masc", "военный"),
        ("казахстанские", "ADJ", "Nom Plur Pos", "Nom", "Sing", "Fem", "казахстанская"),
        ("Москва", "PROPN", "Inan Nom Fem Sing", "Loc", None, None, "Москве"),
        ("правительство", "NOUN", "Inan Acc Neut Sing", "Gen", None, None, "правительства"),
        ("стороной", "NOUN", "Inan Ins Fem Sing", "Acc", "Plur", None, "стороны"),
        ("введённый", "VERB", "Perf Nom Masc Sing Past Part Pass", "Ins", "Plur", None, "введёнными"),
    ],
)
def test_other_forms(
    morphology: Morphology,
    word: str,
    pos: str,
    values: str,
    case: str,
    number: str | None,
    gender: str | None,
    expected: str,
) -> None:
    assert morphology.inflect(word, pos, feats(values), case=case, number=number, gender=gender) == expected


@pytest.mark.parametrize(
    ("word", "pos", "values"),
    [
        ("Токаев", "PROPN", "Anim Nom Masc Sing"),  # the dictionary takes it for wine: «бочка токаев»
        ("сообщает", "VERB", "Imp Ind Sing 3 Pres Fin Act"),
        ("вчера", "ADV", "Pos"),
        ("100", "NUM", "Gen"),
        ("Boeing", "PROPN", "Gen Masc Sing"),
        ("бывшего", "ADP", "Gen"),
    ],
)
def test_what_has_no_other_form_stays(morphology: Morphology, word: str, pos: str, values: str) -> None:
    assert morphology.inflect(word, pos, feats(values)) == word


@pytest.mark.parametrize(
    ("word", "pos", "values", "expected"),
    [
        ("мужчину", "NOUN", "Acc Sing Masc", True),
        ("мужчину", "NOUN", "Dat Sing Masc", False),
        ("лежащим", "VERB", "Part Ins Sing Masc Pres Act Imp", True),
        ("лежащим", "VERB", "Part Ins Sing Masc Past Act Perf", False),
        ("Москве", "PROPN", "Nom Sing Fem", False),
        ("снижали", "VERB", "Fin Past Plur", True),
        ("Ыну", "PROPN", "Nom Sing Masc", True),
        ("вчера", "ADV", "Pos", True),
    ],
)
def test_whether_a_word_can_have_a_tag(
    morphology: Morphology, word: str, pos: str, values: str, *, expected: bool
) -> None:
    assert morphology.may_be(word, pos, {VALUES[value]: value for value in values.split()}) == expected


def test_forgetting_changes_no_answer() -> None:
    morphology = Morphology()
    before = morphology.lemma("Токаевым", "PROPN", feats("Anim Ins Masc Sing"))
    morphology.forget()
    assert morphology.lemma("Токаевым", "PROPN", feats("Anim Ins Masc Sing")) == before


@given(
    word=st.text(st.sampled_from("абвеёийклмнорстуюяАБЕНЫ-'.5xZ"), min_size=1, max_size=9),
    pos=st.sampled_from(["NOUN", "PROPN", "ADJ", "VERB", "PRON", "NUM", "X", "PUNCT"]),
    values=st.lists(st.sampled_from(sorted(VALUES)), max_size=6),
)
def test_any_word_with_any_tag_has_an_answer(morphology: Morphology, word: str, pos: str, values: list[str]) -> None:
    tag = {VALUES[value]: value for value in values}
    assert morphology.lemma(word, pos, tag)
    assert morphology.inflect(word, pos, tag)
