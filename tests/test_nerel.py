"""The scorer of NEREL: reading the annotation, what agrees with what, how names are made equal."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

import nerel
from letopis.records.text import Span, Tie
from nerel_gold import Document, read_document, read_documents
from nerel_scores import Scores, normal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from letopis.model.read import Model, Passage

TEXT = "Мэр Тулы Иван Ёлкин заболел. Туляк Ёлкин в Туле."
GOLD = """\
T1\tPROFESSION 0 8\tМэр Тулы
T2\tCITY 4 8\tТулы
T3\tPERSON 9 19\tИван Ёлкин
T4\tPERSON 35 41\tЁлкин
T5\tCITY 43 47\tТуле
T6\tEVENT 9 13;20 27\tИван заболел
T7\tCITY 4 8\tТулы
R1\tWORKPLACE Arg1:T1 Arg2:T2
R2\tWORKPLACE Arg1:T1 Arg2:T7
R3\tWORKS_AS Arg1:T3 Arg2:T1
R4\tLOCATED_IN Arg1:T3 Arg2:T5
N1\tReference T2 Wikidata:Q1\tТула
"""


def document(lines: str = GOLD) -> Document:
    return read_document("one", TEXT, lines)


def scored(lines: str) -> dict[str, tuple[int, int, int]]:
    scores = Scores()
    scores.add(document(), document(lines))
    return {name.strip(): (c.both, c.found, c.gold) for name, c in scores.measures.items()}


def test_what_is_said_twice_counts_once_and_gaps_stay() -> None:
    read = document()
    assert len(read.entities) == 6
    assert len(read.relations) == 3
    (event,) = [entity for entity in read.entities if entity.type == "EVENT"]
    assert (event.fragments, event.start, event.stop, event.words(TEXT)) == (((9, 13), (20, 27)), 9, 27, "Иван заболел")


def test_the_annotation_agrees_with_itself() -> None:
    for both, found, gold in scored(GOLD).values():
        assert both == found == gold > 0


def test_a_span_of_another_type_is_right_only_as_a_span() -> None:
    found = scored("T1\tCITY 0 8\tМэр Тулы\nT2\tCITY 4 8\tТулы\nR1\tWORKPLACE Arg1:T1 Arg2:T2\n")
    assert found["entities, nested, strict"] == (1, 2, 6)
    assert found["spans alone"] == (2, 2, 6)
    assert found["relations, end to end, strict"] == (0, 1, 3)


def test_a_hull_is_not_the_span_with_its_gap() -> None:
    assert scored("T1\tEVENT 9 27\tИван Ёлкин заболел\n")["spans alone"] == (0, 1, 6)


def test_relations_are_told_apart_by_sentence_and_nesting() -> None:
    found = scored(GOLD)
    assert found["both ends in one sentence"] == (2, 2, 2)
    assert found["one end inside the other"] == (1, 1, 1)


def test_relations_of_annotated_entities_are_counted_apart() -> None:
    scores = Scores()
    right = document()
    scores.add_between(right, replace(right, relations=frozenset(r for r in right.relations if r.type == "WORKPLACE")))
    counted = {name.strip(): (c.both, c.found, c.gold) for name, c in scores.measures.items()}
    assert counted == {
        "relations of annotated entities": (1, 1, 3),
        "annotated, both ends in one sentence": (1, 1, 2),
        "annotated, one end inside the other": (1, 1, 1),
    }


class _Asked:
    """Ties the second of what it is given to the first."""

    def between(self, passage: Passage, entities: Sequence[tuple[Span, str]]) -> tuple[Tie, ...]:
        assert len(passage.sentences) == 2
        assert [span.of(passage.text) for span, _ in entities][:2] == ["Тулы", "Туле"]
        return (Tie(1, 0, "ALTERNATIVE_NAME", 0.9), Tie(0, 1, "ALTERNATIVE_NAME", 0.1))


def test_the_network_is_asked_of_the_annotated_entities() -> None:
    (found,) = nerel.between_annotated([document()], cast("Model", _Asked()))
    ((kind, head, tail),) = found.relations
    assert (kind, head.start, tail.start) == ("ALTERNATIVE_NAME", 43, 4)
    assert found.entities == document().entities


def test_sets_ignore_place_and_inflection() -> None:
    found = scored("T1\tCITY 43 47\tТуле\nT2\tPERSON 9 19\tИван Ёлкин\nR1\tLOCATED_IN Arg1:T2 Arg2:T1\n")
    assert found["set of entities"] == (2, 2, 5)
    assert found["set of relations"] == (1, 1, 3)


@pytest.mark.parametrize(
    ("words", "name"), [("Ёлкиным", "елкин"), ("в «Туле»", "в тула"), ("МВД\nРоссии", "мвд россия")]
)
def test_names_are_made_equal(words: str, name: str) -> None:
    assert normal(words) == name


def test_figures_are_shares_in_per_cent() -> None:
    scores = Scores()
    scores.add(document(), document("T1\tCITY 4 8\tТулы\nT2\tCITY 0 3\tМэр\n"))
    counts = scores.measures["entities, nested, strict"]
    assert counts.figures == pytest.approx((50.0, 100 / 6, 25.0))
    assert scores.relation_types["WORKS_AS"].figures == (0.0, 0.0, 0.0)
    assert "CITY" in "\n".join(nerel.table(1, scores, types=True))


def test_found_is_read_from_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, lines in (("gold", GOLD), ("found", "T1\tCITY 4 8\tТулы\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.ann").write_text(lines, encoding="utf-8")
    (tmp_path / "gold" / "one.txt").write_text(TEXT, encoding="utf-8")
    assert [d.name for d in read_documents(tmp_path / "gold")] == ["one"]
    monkeypatch.setattr(sys, "argv", ["nerel", str(tmp_path / "gold"), "--found", str(tmp_path / "found")])
    assert nerel.main() == 0
    assert "entities, nested, strict              6      1   100.0    16.7    28.6" in capsys.readouterr().out


def test_a_missing_folder_is_said_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["nerel", str(tmp_path / "none")])
    assert nerel.main() == 0
    assert "nothing is measured" in capsys.readouterr().out


def test_a_missing_annotation_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.ann").write_text(GOLD, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["nerel", str(tmp_path), "--found", str(tmp_path / "found")])
    assert nerel.main() == 1
    assert "the first is one.ann" in capsys.readouterr().out
