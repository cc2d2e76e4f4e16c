"""CoNLL-U to trees."""

from pathlib import Path

import pytest

pytest.importorskip("torch")

from letopis_training.trees.treebank import OPEN, Labels, read_treebank
from training.trees.few import LABELS, write_treebank


def test_words_stand_where_the_text_has_them(tmp_path: Path) -> None:
    first, second = read_treebank(write_treebank(tmp_path / "a.conllu"), LABELS)
    assert first.text == "Мэр Москвы приехал."
    assert [first.text[start:stop] for start, stop in first.words] == ["Мэр", "Москвы", "приехал", "."]
    assert first.heads == (3, 1, 0, 3)
    assert second.text == "не чего"
    assert second.heads == (2, 0)


def test_what_the_labels_do_not_know_is_cut_down_or_left_open(tmp_path: Path) -> None:
    first, second = read_treebank(write_treebank(tmp_path / "a.conllu"), LABELS)
    assert first.tags == (0, LABELS.tags.index("PROPN"), 2, 3)
    assert [LABELS.rels[rel] for rel in first.rels] == ["nsubj", "nmod", "root", "punct"]
    assert first.names[1] == "nmod:of"
    assert second.rels[0] == second.tags[0] == OPEN


@pytest.mark.parametrize(("told", "annotated", "same"), [("nsubj:pass", "nsubj", True), ("obl", "nmod", False)])
def test_kinds_of_a_relation_are_one(told: str, annotated: str, same: bool) -> None:
    assert LABELS.same(LABELS.rels.index(told), annotated) == same


def test_labels_of_the_same_words_are_equal() -> None:
    assert Labels(LABELS.tags, LABELS.rels) == LABELS != Labels(LABELS.tags, ())


def test_quotation_marks_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    rows = [("``", "SpaceAfter=No"), ("Мэр", "SpaceAfter=No"), ("&#39;&#39;", "_")]
    lines = [f"{n}\t{form}\t_\tNOUN\t_\t_\t{n - 1}\tobl\t_\t{misc}" for n, (form, misc) in enumerate(rows, 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    (tree,) = read_treebank(path, LABELS)
    assert tree.text == '"Мэр"'
    assert tree.words == ((0, 1), (1, 4), (4, 5))
