"""The scorer of FactRuEval: reading the annotation, agreement of arguments, worth of a meeting."""

from pathlib import Path

import pytest

import factrueval
from factrueval_gold import Document, Fact, Value, read_documents
from factrueval_ours import facts_of
from letopis.reading import Reader
from letopis.records.text import Article, Span

TEXT = "Директор «Ромашки» Анна Белова продала завод."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "txt": TEXT,
        "spans": "1 job 0 8 9 1  # 9 Директор\n2 org_name 10 7 9 1  # 9 Ромашки\n3 surname 24 6 9 1  # 9 Белова\n",
        "objects": "5 Org 2 # Ромашки\n6 Person 3 # Белова\n",
        "coref": "7 5 2\nname Ромашка\n\n8 6 3\nfirstname Анна\nlastname Белова\n",
        "facts": "1-0 Occupation\nWho obj8 Белова Анна\nPosition span1 Директор\nWhere obj7 Ромашка\n\n"
        "1-1 Deal\nParticipant obj8 Белова Анна\nСложность повышенная\n",
    }
    for suffix, text in files.items():
        (tmp_path / f"book_1.{suffix}").write_text(text, encoding="utf-8")
    return tmp_path


def value(*names: str, spans: tuple[Span, ...] = ()) -> Value:
    return Value(frozenset(names), frozenset(spans))


def test_the_annotation_gives_names_and_places(folder: Path) -> None:
    (document,) = read_documents(folder)
    occupation, deal = document.facts
    assert [name for name, _ in occupation.arguments] == ["Who", "Position", "Where"]
    who = occupation.arguments[0][1]
    assert {"анна белова", "белова анна", "белова"} <= who.names
    assert who.spans == {Span(24, 30)}
    assert not occupation.is_hard
    assert deal.is_hard


@pytest.mark.parametrize(
    ("name", "theirs", "ours", "is_same"),
    [
        ("Who", value("иванова"), value("ивановой"), True),
        ("Who", value("сша"), value("ес"), False),
        ("Who", value("мэр", spans=(Span(0, 3),)), value("глава", spans=(Span(0, 3),)), True),
        ("Position", value("мэр", spans=(Span(0, 3),)), value("мэр города", spans=(Span(0, 10),)), True),
        ("Who", value("мэр", spans=(Span(0, 3),)), value("мэр города", spans=(Span(0, 10),)), False),
    ],
)
def test_arguments_agree_by_name_or_place(name: str, theirs: Value, ours: Value, is_same: bool) -> None:
    assert factrueval.agree(theirs, ours, name) is is_same


def test_a_meeting_is_worth_its_share_of_arguments() -> None:
    theirs = Fact("Occupation", (("Who", value("анна")), ("Position", value("мэр")), ("Where", value("тверь"))), "")
    half = Fact("Occupation", (("Who", value("анна")), ("Position", value("мэр")), ("Where", value("орел"))), "")
    document = Document("x", "", (theirs,))
    score, _, beside = factrueval.compare(document, [half], "Occupation")
    assert score.worth_theirs == pytest.approx(1.5 / 3.5)
    assert beside == []


def test_a_position_alone_is_no_meeting_and_a_hard_fact_costs_nothing() -> None:
    ours = Fact("Occupation", (("Who", value("олег")), ("Position", value("мэр"))), "")
    theirs = Fact("Occupation", (("Who", value("анна")), ("Position", value("мэр"))), "")
    score, _, beside = factrueval.compare(Document("x", "", (theirs,)), [ours], "Occupation")
    assert (score.ours, score.theirs, score.worth_ours, len(beside)) == (1, 1, 0.0, 1)
    hard = Fact("Occupation", (("Who", value("олег")),), "", is_hard=True)
    score, _, beside = factrueval.compare(Document("x", "", (hard,)), [ours], "Occupation")
    assert (score.ours, score.theirs, len(beside)) == (0, 0, 0)


@pytest.mark.slow
def test_our_claims_are_facts_of_the_four_kinds() -> None:
    text = "Глава «Газпрома» Алексей Миллер встретился с Ильёй Петровым. «Сбербанк» купил «Яндекс»."
    found = {
        (fact.kind, *(name for name, _ in fact.arguments)) for fact in facts_of(Reader.load().read(Article("a", text)))
    }
    assert ("Occupation", "Who", "Position", "Where") in found
    assert ("Meeting", "Participant", "Participant") in found
    assert ("Deal", "Participant", "Participant", "Type") in found
