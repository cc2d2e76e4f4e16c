"""Each row of `nouns.tsv` is a text and one claim of an event noun or light verb in it; other nouns make none."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import letopis
from letopis.lexicon.tables import load
from letopis.records.claim import Role

if TYPE_CHECKING:
    from letopis.reading import Reading
    from letopis.records.claim import Claim

ROWS = list(csv.DictReader((Path(__file__).parent / "nouns.tsv").open(encoding="utf-8"), delimiter="\t"))
COLUMNS = ("subject", "predicate", "object", "place", "polarity", "modality", "speaker")


def shown(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """A claim as the columns of the table."""
    label = {entity.id: entity.label for entity in reading.resolved.entities}
    places = [label[argument.entity_id] for argument in claim.arguments if argument.role is Role.PLACE]
    return (
        label.get(claim.subject_id or "", ""),
        claim.predicate.label,
        label.get(claim.object_id or "", ""),
        places[0] if places else "",
        str(claim.polarity),
        str(claim.modality),
        label[claim.attributions[0].entity_id] if claim.attributions else "",
    )


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["phenomenon"] for row in ROWS])
def test_noun_gives_the_claim(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    found = {tuple(cell.lower() for cell in shown(reading, claim)): claim for claim in reading.claims}
    wanted = tuple(row[column].lower() for column in COLUMNS)
    assert wanted in found
    if row["time"]:
        assert row["time"] in {time.value.value for time in found[wanted].times}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Взрыв разрушил склад.", "Взрыв"),  # the verb says it
        ("Акции Ford упали.", "Акции"),
        ("Фонду «Рост» принадлежат 5% акций завода.", "акций"),
        ("Банк «Волна» продал обыкновенные акции инвесторам.", "акции"),
        ("Министр по восстановлению дорог Иван Петров уехал.", "восстановлению"),
        ("Посол поддерживал отношения с банком.", "отношения"),
        ("Взрыв был слышен на пересечении улицы Мира и улицы Труда.", "пересечении"),
        ("Дело завели по статье о краже (ч. 1 ст. 158 УК).", "краже"),
        ("Порт закрыли на основании жалобы сторожа.", "основании"),
        ("Штаб по восстановлению моста собрался утром.", "восстановлению"),
        ("Завод нарушил правила перевозки нефти.", "перевозки"),
        ("Речь идёт о сносе рынка.", "идёт"),
        ("Вчера стало известно о сносе рынка.", "стало"),
    ],
)
def test_noun_gives_none(text: str, trigger: str) -> None:
    reading = letopis.read(text, published="2022-01-08")
    assert trigger not in {claim.trigger.of(text) for claim in reading.claims}


def test_occurrences_are_event_nouns() -> None:
    lexicon = load()
    assert {lemma for lemma in lexicon.occurrences if (lemma, "NOUN") not in lexicon.predicates} == set()


def test_noun_control_is_of_known_verbs() -> None:
    lexicon = load()
    unknown = {verb for verb, _ in lexicon.noun_control if (verb, "VERB") not in lexicon.predicates}
    assert unknown == set()
