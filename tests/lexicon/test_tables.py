"""Reading the tables: what a caller gets, and what stops the program."""

from __future__ import annotations

import pytest

from letopis.errors import LetopisError
from letopis.lexicon.rows import ControlRow, Frame, PredicateRow, SpeechRow, SupportRow
from letopis.lexicon.tables import fold, load, parse_rows
from letopis.records.claim import Modality, Polarity, Role

SUPPORT = "lemma\tpos\tphase\texample"
PREDICATES = "lemma\tpos\tframe\troles\texample\tcount"


def test_fold_ignores_case_and_dots() -> None:
    assert fold("Подчёркивать") == "подчеркивать"


def test_parse_rows_returns_typed_cells() -> None:
    text = f"{PREDICATES}\nпопросить\tVERB\tasksFor\tу+Gen=recipient; Gen=patient\tОн попросил воды.\t7"
    (row,) = parse_rows("predicates.tsv", text.splitlines(), PredicateRow)
    assert row.roles == {"у+Gen": Role.RECIPIENT, "Gen": Role.PATIENT}
    assert row.count == 7


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("пройти\tVERB\toccur", "support.tsv:3: 3 cells instead of 4"),
        ("пройти\tVERB\tagain\tПрошёл дождь.", "support.tsv:3: phase 'again' cannot be read"),
        ("\tVERB\toccur\tПрошёл дождь.", "support.tsv:3: lemma '' cannot be read"),
        ("пройти \tVERB\toccur\tПрошёл дождь.", "support.tsv:3: lemma 'пройти ' cannot be read"),
    ],
)
def test_malformed_row_is_named(row: str, message: str) -> None:
    lines = [SUPPORT, "начаться\tVERB\tbegin\tНачался дождь.", row]
    with pytest.raises(LetopisError, match=message):
        list(parse_rows("support.tsv", lines, SupportRow))


def test_wrong_header_is_named() -> None:
    with pytest.raises(LetopisError, match=r"support.tsv:1: columns are"):
        list(parse_rows("support.tsv", ["lemma\tphase"], SupportRow))


@pytest.mark.parametrize("roles", ["у+Gen=taker", "Gan=patient", "Gen=patient; Gen=agent", "patient"])
def test_wrong_roles_are_refused(roles: str) -> None:
    lines = [PREDICATES, f"взять\tVERB\ttakes\t{roles}\tОн взял хлеб.\t1"]
    with pytest.raises(LetopisError, match=r"predicates.tsv:2: roles"):
        list(parse_rows("predicates.tsv", lines, PredicateRow))


def test_empty_cell_is_allowed_only_where_declared() -> None:
    header = "name\tevent_class\tplover\twikidata\tlabel\texample"
    (row,) = parse_rows("frames.tsv", [header, "calls\tCall\t\t\tпозвонить\tОн позвонил."], Frame)
    assert (row.plover, row.wikidata) == ("", "")


def test_predicate_is_found_with_and_without_dots() -> None:
    lexicon = load()
    assert lexicon.predicate("подчёркивать", "VERB") is lexicon.predicate("подчеркивать", "VERB")
    assert lexicon.predicate("подчёркивать", "NOUN") is None


@pytest.mark.parametrize(
    ("lemma", "pos", "frame"),
    [
        ("позвонить", "VERB", "calls"),
        ("звонить", "VERB", "calls"),
        ("созвониться", "VERB", "calls"),
        ("отправить", "VERB", "sends"),
        ("направить", "VERB", "sends"),
        ("послать", "VERB", "sends"),
        ("погибнуть", "VERB", "dies"),
        ("убить", "VERB", "kills"),
        ("ранить", "VERB", "injures"),
        ("пострадать", "VERB", "isInjured"),
        ("госпитализировать", "VERB", "hospitalises"),
        ("арестовать", "VERB", "arrests"),
        ("задержать", "VERB", "detains"),
        ("захват", "NOUN", "captures"),
        ("освобождение", "NOUN", "liberates"),
        ("протест", "NOUN", "protests"),
        ("стычка", "NOUN", "clashesWith"),
        ("ворваться", "VERB", "breaksInto"),
    ],
)
def test_synonyms_share_a_frame(lemma: str, pos: str, frame: str) -> None:
    found = load().frame_of(lemma, pos)
    assert found is not None
    assert found.name == frame


def test_frame_of_an_unknown_word_is_none() -> None:
    assert load().frame_of("глокнуть", "VERB") is None


@pytest.mark.parametrize("lemma", ["погибнуть", "умереть", "пострадать", "начаться", "обсуждаться"])
def test_subject_of_what_happens_to_one_is_its_patient(lemma: str) -> None:
    row = load().predicate(lemma, "VERB")
    assert row is not None
    assert row.roles["nsubj"] is Role.PATIENT


def test_ancestors_lead_to_the_root() -> None:
    assert load().ancestors("Killing") == ("Killing", "Attack", "Conflict", "Event")


def test_light_verb_has_a_frame_and_an_equivalent() -> None:
    row = load().light["отправить", "в", "отставка"]
    assert (row.frame, row.equivalent) == ("dismisses", "уволить")


@pytest.mark.parametrize(
    ("lemma", "complement", "controller", "modality", "polarity", "merges"),
    [
        ("поручить", "inf", "dative", Modality.ORDERED, Polarity.POSITIVE, False),
        ("разрешить", "inf", "dative", Modality.PERMITTED, Polarity.POSITIVE, False),
        ("запретить", "inf", "dative", Modality.ORDERED, Polarity.NEGATIVE, False),
        ("предложить", "inf", "dative", Modality.PLANNED, Polarity.POSITIVE, False),
        ("решение", "inf", "subject", Modality.PLANNED, Polarity.POSITIVE, False),
        ("начать", "inf", "subject", Modality.ACTUAL, Polarity.POSITIVE, True),
        ("удаться", "inf", "dative", Modality.ACTUAL, Polarity.POSITIVE, True),
        ("призвать", "inf", "object", Modality.POSSIBLE, Polarity.POSITIVE, False),
        ("потребовать", "inf", "u_gen", Modality.POSSIBLE, Polarity.POSITIVE, False),
    ],
)
def test_control(
    lemma: str, complement: str, controller: str, modality: Modality, polarity: Polarity, *, merges: bool
) -> None:
    (row,) = load().control[lemma, complement]
    assert isinstance(row, ControlRow)
    assert (row.controller, row.modality, row.polarity, row.merges) == (controller, modality, polarity, merges)


@pytest.mark.parametrize(
    ("lemma", "kind", "modality"),
    [
        ("заявить", "assert", Modality.REPORTED),
        ("считать", "think", Modality.POSSIBLE),
        ("отрицать", "deny", Modality.REPORTED),
        ("пообещать", "promise", Modality.PLANNED),
    ],
)
def test_speech(lemma: str, kind: str, modality: Modality) -> None:
    row = load().speech[lemma, "VERB"]
    assert isinstance(row, SpeechRow)
    assert (row.kind, row.modality) == (kind, modality)


def test_titles_are_canonical() -> None:
    titles = load().titles
    assert titles["генсек"].label == titles["генеральный секретарь"].label == "генеральный секретарь"
    assert titles["премьер"].label == "премьер-министр"


def test_prepositions_are_in_order_of_priority() -> None:
    rows = [row for row in load().prepositions["в"] if row.case == "Acc"]
    assert [(row.condition, row.role) for row in rows[:2]] == [("time", "time"), ("place", "destination")]
    assert load().prepositions["в результате"][0].role == "cause"


def test_source_phrases_begin_with_the_longest() -> None:
    lengths = [len(row.phrase.split()) for row in load().source_phrases]
    assert lengths == sorted(lengths, reverse=True)


def test_metonyms_correct_the_class() -> None:
    metonyms = load().metonyms
    assert metonyms["кремль"].kind == "Organization"
    assert metonyms["facebook"].kind == "Product"


def test_protest_is_a_collective_action_and_beginning_a_phase() -> None:
    assert {"протест", "митинг", "протестовать"} <= load().collective_actions
    assert load().support["начаться"].phase == "begin"
