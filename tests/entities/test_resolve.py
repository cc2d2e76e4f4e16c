"""Each row of `entities.tsv`: in this text, this mention (its last occurrence) stands for this entity."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import letopis
from letopis.entities.names import is_acronym
from letopis.entities.persons import alike

ROWS = list(csv.DictReader((Path(__file__).parent / "entities.tsv").open(encoding="utf-8"), delimiter="\t"))


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_resolve_links_the_mention(row: dict[str, str]) -> None:
    reading = letopis.read(row["text"], published="2022-01-08")
    labels = {entity.id: entity.label for entity in reading.resolved.entities}
    found = [labels[link.entity_id] for link in reading.resolved.links if link.mention.text == row["mention"]]
    assert found[-1:] == [row["entity"]]


@pytest.mark.slow
def test_resolve_leaves_a_pronoun_with_two_candidates_alone() -> None:
    reading = letopis.read("Иван Петров и Олег Сидоров приехали в Казань. Он посетил завод.")
    assert all(link.mention.text != "Он" for link in reading.resolved.links)


@pytest.mark.slow
def test_resolve_keeps_counted_people_apart() -> None:
    reading = letopis.read("В аварии погибли 18 человек. В больницу попали 30 человек.")
    people = {link.entity_id for link in reading.resolved.links if link.mention.normal == "люди"}
    assert len(people) == 2


@pytest.mark.slow
def test_resolve_names_the_holder_and_what_the_office_is_of() -> None:
    reading = letopis.read("Президент Казахстана Касым-Жомарт Токаев приехал в Москву.")
    labels = {entity.id: entity.label for entity in reading.resolved.entities}
    held = [(labels[h.holder_id], labels[h.office_id], labels[h.of_id or ""]) for h in reading.resolved.holdings]
    assert held == [("Касым-Жомарт Токаев", "президент Казахстана", "Казахстан")]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("Зась", "Зася", True), ("Токаев", "Токаевым", True), ("Петров", "Петренко", False), ("Ли", "Ким", False)],
)
def test_alike(left: str, right: str, expected: bool) -> None:
    assert alike(left, right) is expected


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("ОДКБ", "Организация Договора о коллективной безопасности", True),
        ("ФБК", "Фонд борьбы с коррупцией", True),
        ("США", "Сан-Франциско", False),
    ],
)
def test_is_acronym(short: str, full: str, expected: bool) -> None:
    assert is_acronym(short, full) is expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Иван Петров встретил Олега Сидорова. Суд над ним отложили.", "ним"),
        ("Полиция нашла предмет. Сапёр Иван Петров заявил, что предмет опасен и его увезут.", "его"),
        ("Вчера суд и прокуратура выступили с заявлениями. По их мнению, закон устарел.", "их"),
    ],
)
def test_resolve_leaves_a_doubtful_pronoun_alone(text: str, pronoun: str) -> None:
    reading = letopis.read(text, published="2022-01-08")
    labels = {entity.id: entity.label for entity in reading.resolved.entities}
    found = [labels[link.entity_id] for link in reading.resolved.links if link.mention.text == pronoun]
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Олег Сидоров выступил. «Мы победим», — сказал он.", {"Мы", "победим"}),
        ("Олег Сидоров приехал. Поезд из Тулы опоздал.", {"опоздал"}),
    ],
)
def test_resolve_guesses_no_subject(text: str, words: set[str]) -> None:
    reading = letopis.read(text, published="2022-01-08")
    assert not [link for link in reading.resolved.links if link.mention.text in words]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Компания «Рассвет» обогнала компанию «Заря». Завод закрыли.", "Завод"),
        ("ТАСС сообщил о пожаре. Другая компания отказалась от комментариев.", "Другая компания"),
        ("Пресс-служба «Рассвета» молчит.", "Пресс-служба"),
    ],
)
def test_resolve_keeps_another_body_apart(text: str, noun: str) -> None:
    reading = letopis.read(text, published="2022-01-08")
    rules = {link.rule for link in reading.resolved.links if link.mention.text.startswith(noun)}
    assert not rules & {"noun before the name", "description of the last one named"}


@pytest.mark.slow
def test_resolve_takes_no_person_for_what_is_put_out() -> None:
    reading = letopis.read(
        "Губернатор Иван Петров рассказал о взрыве. После взрыва загорелся локомотив, его потушили за час."
    )
    assert all(link.mention.text != "его" for link in reading.resolved.links)


@pytest.mark.slow
def test_resolve_takes_no_speaker_for_a_third_person() -> None:
    reading = letopis.read("Врач Иван Петров поправил пациентку: «Он ещё очень болен».")
    assert all(link.mention.text != "Он" for link in reading.resolved.links)
