"""brat's annotation, its damages among it."""

from pathlib import Path

import pytest

from letopis_training.corpus import BadCorpus, Entity, Relation, digest, parse_document, read_documents

TEXT = "Мэр Москвы Собянин и вице-мэр Ефимов"


def test_entities_nest_and_relations_point_at_them() -> None:
    lines = [
        "T1\tPROFESSION 0 10\tМэр Москвы",
        "T2\tCITY 4 10\tМосквы",
        "R1\tWORKPLACE Arg1:T1 Arg2:T2",
        "N1\tReference T2 Wikidata:Q649\tМосква",
    ]
    document = parse_document("d", TEXT, lines)
    assert document.entities == (Entity(((0, 10),), "PROFESSION"), Entity(((4, 10),), "CITY"))
    assert document.relations == (Relation(0, 1, "WORKPLACE"),)


@pytest.mark.parametrize(
    ("offsets", "stretches"),
    [
        ("0 10", ((0, 10),)),
        ("0 3;4 10", ((0, 10),)),
        ("0 3;11 18", ((0, 3), (11, 18))),
        ("0 3;4 10;21 29", ((0, 10), (21, 29))),
    ],
)
def test_stretches_with_a_space_between_are_one(offsets: str, stretches: tuple[tuple[int, int], ...]) -> None:
    (entity,) = parse_document("d", TEXT, [f"T1\tPERSON {offsets}\t…"]).entities
    assert (entity.stretches, entity.start, entity.stop) == (stretches, stretches[0][0], stretches[-1][1])


def test_damaged_lines_are_passed_over_and_duplicates_become_one() -> None:
    lines = [
        "\ufeffT1\tCITY 4 10\tМосквы",
        "По словам очевидцев",
        "T2\tCITY 4 10\tМосквы",
        "T3\tCITY 5 5\t",
        "T4\tPROFESSION 0 3\tМэр",
        "R1\tWORKPLACE Arg1:T4 Arg2:T1\t",
        "R2\tWORKPLACE Arg1:T4 Arg2:T2",
        "R3\tWORKPLACE Arg1:T4 Arg2:T3",
        "R4\tALTERNATIVE_NAME Arg1:T1 Arg2:T2",
        "",
    ]
    document = parse_document("d", TEXT, lines)
    assert [entity.type for entity in document.entities] == ["PROFESSION", "CITY"]
    assert document.relations == (Relation(0, 1, "WORKPLACE"),)


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_bytes("Москва\r\nКазань".encode())
        (tmp_path / f"{name}.ann").write_text("T1\tCITY 8 14\tКазань\n", encoding="utf-8")
    documents = read_documents(tmp_path)
    assert [document.id for document in documents] == ["a", "b"]
    assert documents[0].text[documents[0].entities[0].start :] == "Казань"


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCorpus, match=r"no \.txt files"):
        read_documents(tmp_path)


def test_the_digest_changes_with_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1")
    first = digest(tmp_path)
    (tmp_path / "a.txt").write_text("2")
    second = digest(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert len({first, second, digest(tmp_path)}) == 3
