"""What `explain` says of a claim: its words, its row of the lexicon, its time, speaker and stance."""

import pytest

from fixture_graph import fixture_view
from letopis.explain.rows import predicate_lines, ruler_lines, title_line
from letopis.explain.terms import explain
from letopis.lexicon.tables import load
from letopis.rdf.readback import StatementView
from letopis.rdf.view import View


@pytest.fixture(scope="module")
def view() -> View:
    return fixture_view()


def statement_of(view: View, *words: str) -> StatementView:
    return next(s for s in view.statements() if all(word in s.label for word in words))


def explained(view: View, *words: str) -> str:
    return "\n".join(explain(view, statement_of(view, *words).id))


def test_words_are_marked_by_what_they_give(view: View) -> None:
    text = explained(view, "Илья Северов", "позвонить")
    assert "[subject: Илья Северов]" in text
    assert "[time: 5 марта]" in text
    assert "[[позвонил]]" in text
    assert "[object: Анне Лаврентьевой]" in text


def test_the_words_of_an_entity_and_the_row_of_the_predicate_are_named(view: View) -> None:
    text = explained(view, "Илья Северов", "позвонить")
    assert "is Илья Северов (same-name, score 0.9)" in text
    assert "frame calls" in text
    assert "predicates.tsv: позвонить VERB" in text


def test_a_day_without_a_year_takes_the_publication(view: View) -> None:
    assert "time 2024-03-05: «5 марта» and the publication on 2024-03-" in explained(view, "Илья Северов", "позвонить")


def test_a_speaker_and_a_number_are_shown(view: View) -> None:
    text = explained(view, "погибнуть")
    assert "[number, subject: 18 человек]" in text or "[number: 18 человек]" in text
    assert "said by МВД" in text
    assert "reported: somebody else says so" in text


def test_a_claim_is_explained_alone(view: View) -> None:
    statement = next(s for s in view.statements() if s.claim_count > 1)
    claim, other = view.claims(statement)[:2]
    text = "\n".join(explain(view, claim.id))
    assert f"claim {claim.id}" in text
    assert f"claim {other.id}" not in text


@pytest.mark.parametrize(
    ("label", "frame", "row"),
    [
        ("попросить", "asksFor", "predicates.tsv: попросить VERB"),
        ("провести разговор", "speaksWith", "light.tsv: провести разговор, as «поговорить»"),
        ("начать захват", "captures", "predicates.tsv: захват NOUN"),
        ("балагурить", "балагурить", "the lexicon has no row for «балагурить»"),
    ],
)
def test_the_row_that_a_predicate_comes_from(label: str, frame: str, row: str) -> None:
    name = next((r.frame for key, r in load().predicates.items() if key == (label.split()[-1], "NOUN")), frame)
    assert row in "\n".join(predicate_lines(load(), label, name))


def test_the_word_that_rules_and_the_title_have_rows() -> None:
    rows = list(ruler_lines(load(), "verb, subject by control, ruled by начать"))
    assert any(row.startswith("control.tsv: начать + inf: positive, actual") for row in rows)
    assert list(ruler_lines(load(), "verb")) == []
    assert (title_line(load(), "президент Заречья") or "").startswith("titles.tsv: президент (office)")
    assert title_line(load(), "Заречье") is None
