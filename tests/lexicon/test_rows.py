"""The tables themselves: every row is well formed, known to the dictionary, and shown by its example."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pymorphy3
import pytest
import razdel

from letopis.lexicon.tables import fold, load

FOLDER = Path(__file__).parents[2] / "graph" / "letopis" / "lexicon"

# Columns whose words must be dictionary forms and stand, in any form, in the example.
LEMMAS = {
    "predicates": ("lemma",),
    "light": ("verb", "prep", "noun"),
    "speech": ("lemma",),
    "source_phrases": ("phrase",),
    "control": ("lemma",),
    "titles": ("lemma",),
    "collectives": ("lemma",),
    "bodies": ("lemma",),
    "places": ("lemma",),
    "metonyms": ("lemma",),
    "collective_actions": ("lemma",),
    "support": ("lemma",),
    "occurrences": ("lemma",),
    "noun_control": ("verb",),
}
SURFACES = {
    "frames": ("label",),
    "prepositions": ("lemma",),
    "stances": ("word",),
}  # not lemmas, but must be in the example too
LEAST = {
    "classes": 40,
    "frames": 320,
    "predicates": 1500,
    "light": 220,
    "speech": 120,
    "source_phrases": 12,
    "control": 180,
    "stances": 100,
    "titles": 350,
    "collectives": 250,
    "bodies": 55,
    "places": 220,
    "prepositions": 110,
    "metonyms": 80,
    "collective_actions": 20,
    "support": 40,
}

# Words that our lemmas deliberately spell otherwise than the dictionary's own normal form.
OTHERWISE = {
    *("судя", "должен", "замруководителя", "замначальника", "завотделением", "минцифры", "минпросвещения", "минобр"),
    *("следком", "заведующий", "управляющий", "поверенный", "обвиняемый", "подозреваемый", "осужденный", "задержанный"),
    *("арестованный", "заключенный", "намерен"),
}


@cache
def _morph() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@cache
def _lemmas(word: str) -> frozenset[str]:
    return frozenset(fold(parse.normal_form) for parse in _morph().parse(word)) | {fold(word)}


def _rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _known(word: str) -> bool:
    folded = fold(word)
    normal = {fold(parse.normal_form) for parse in _morph().parse(word)}
    return folded in normal or folded in OTHERWISE or not re.search("[а-я]", folded)


@pytest.mark.parametrize("table", LEAST)
def test_table_is_large_enough(table: str) -> None:
    assert len(_rows(table)) >= LEAST[table]


@pytest.mark.parametrize("table", [*LEMMAS, *SURFACES])
def test_example_contains_the_words_of_its_row(table: str) -> None:
    missing = []
    for row in _rows(table):
        words = {lemma for token in razdel.tokenize(row["example"]) for lemma in _lemmas(token.text)}
        for column in (LEMMAS | SURFACES)[table]:
            missing += [(word, row["example"]) for word in row[column].split() if fold(word) not in words]
    assert missing == []


@pytest.mark.parametrize("table", [name for name in LEMMAS if name != "metonyms"])
def test_words_are_dictionary_forms(table: str) -> None:
    unknown = {word for row in _rows(table) for column in LEMMAS[table] for word in row[column].split()}
    assert {word for word in unknown if not _known(word)} == set()


@pytest.mark.parametrize("table", [*LEMMAS, *SURFACES])
def test_examples_are_sentences(table: str) -> None:
    bad = [row["example"] for row in _rows(table) if not re.fullmatch(r"[А-ЯЁA-Z].*\.", row["example"])]
    assert bad == []


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("control", ("lemma", "pos", "complement")),
        ("prepositions", ("lemma", "case", "condition")),
        ("source_phrases", ("phrase",)),
        ("collective_actions", ("lemma",)),
        ("support", ("lemma",)),
    ],
)
def test_rows_are_said_once(table: str, columns: tuple[str, ...]) -> None:
    keys = [tuple(fold(row[column]) for column in columns) for row in _rows(table)]
    assert sorted(keys) == sorted(set(keys))


def test_frames_are_used() -> None:
    lexicon = load()
    used = {row.frame for row in lexicon.predicates.values()} | {row.frame for row in lexicon.light.values()}
    assert set(lexicon.frames) - used == set()


def test_classes_form_one_small_tree() -> None:
    classes = load().classes
    assert len(classes) <= 60
    assert [name for name, row in classes.items() if not row.parent] == ["Event"]
    assert all(load().ancestors(name)[-1] == "Event" for name in classes)


def test_names_follow_the_ontology() -> None:
    assert [name for name in load().frames if not re.fullmatch("[a-z][A-Za-z]*", name)] == []
    assert [name for name in load().classes if not re.fullmatch("[A-Z][A-Za-z]*", name)] == []


def test_event_codes_are_of_plover_or_cameo() -> None:
    plover = {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
        *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
    codes = {row["plover"] for table in ("frames", "classes") for row in _rows(table)} - {""}
    assert {code for code in codes if not re.fullmatch("0[1-9]|1[0-9]|20", code)} <= plover


def test_a_condition_of_any_comes_last() -> None:
    late = []
    for rows in load().prepositions.values():
        for case in {row.case for row in rows}:
            conditions = [row.condition for row in rows if row.case == case]
            late += [rows[0].lemma for condition in conditions[:-1] if condition == "any"]
    assert late == []


def test_a_noun_is_a_place_or_a_collective_but_not_both() -> None:
    assert set(load().places) & set(load().collectives) == set()


def test_source_phrases_are_folded() -> None:
    assert [row.phrase for row in load().source_phrases if row.phrase != fold(row.phrase)] == []


def test_equivalents_of_light_verbs_have_roles() -> None:
    lexicon = load()
    assert {row.equivalent for row in lexicon.light.values() if not lexicon.predicate(row.equivalent, "VERB")} == set()
