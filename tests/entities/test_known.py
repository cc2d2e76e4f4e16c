"""Known entities: the tables that ship are sound, and names find their best bearer first."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from letopis.entities.known import Known, is_bound, same_as
from letopis.errors import UnknownTerm
from letopis.ids import known_id, name_key
from letopis.lexicon.tables import load
from letopis.records.entity import EntityKind
from letopis.records.known import KnownRow
from letopis.sources.tables import read_known

TABLES = Path(__file__).parents[2] / "seeds" / "entities"
ROWS = read_known(TABLES)
NAMES = [line.split("\t") for line in (Path(__file__).parent / "known_names.tsv").read_text("utf-8").splitlines()[1:]]


def a_row(row_id: str, kind: EntityKind, label: str, **other: object) -> KnownRow:
    return KnownRow(row_id, kind, label, **other)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(ROWS)


@pytest.mark.parametrize(("name", "best"), [(name, best) for name, best, _ in NAMES])
def test_finds_the_bearer_that_is_meant(known: Known, name: str, best: str) -> None:
    assert known.find(name)[0].id == best


@pytest.mark.parametrize(("best", "label"), sorted({(best, label) for _, best, label in NAMES}))
def test_labels_are_those_of_the_news(known: Known, best: str, label: str) -> None:
    assert known.by_id(best).label == label


def test_table_of_names_is_large() -> None:
    assert len({name for name, _, _ in NAMES}) >= 120


def test_ids_are_those_that_ids_mint() -> None:
    for row in ROWS:
        if row.wikidata:
            assert row.id == known_id("wikidata", row.wikidata)
            assert re.fullmatch(r"Q[1-9]\d*", row.wikidata), row
        elif row.id.startswith("gn"):
            assert row.id == known_id("geonames", row.geonames)
        else:
            assert re.fullmatch(r"k-[a-z0-9]+(-[a-z0-9]+)*", row.id), row


def test_ids_are_unique() -> None:
    assert not [row_id for row_id, count in Counter(row.id for row in ROWS).items() if count > 1]
    geonames = Counter(row.geonames for row in ROWS if row.geonames)
    assert not [row_id for row_id, count in geonames.items() if count > 1]


def test_labels_are_russian_but_for_organizations() -> None:
    odd = [
        row.label
        for row in ROWS
        if row.kind is not EntityKind.ORGANIZATION and not re.fullmatch(r"[А-Яа-яЁё0-9 «»’'.,()—–XVI-]+", row.label)
    ]
    assert odd == []


def test_countries_come_from_wikidata() -> None:
    countries = [row for row in ROWS if row.kind is EntityKind.COUNTRY]
    assert len(countries) >= 249
    assert all(row.wikidata for row in countries)


def test_regions_and_cities_name_a_country(known: Known) -> None:
    kinds = {known.by_id(row.country).kind for row in ROWS if row.country}
    assert kinds == {EntityKind.COUNTRY}
    without = [row.label for row in ROWS if row.kind in {EntityKind.REGION, EntityKind.CITY} and not row.country]
    assert sorted(without) == [
        "Абхазия",
        "Донецкая Народная Республика",
        "Кашмир",
        "Крым",
        "Луганская Народная Республика",
        "Нагорный Карабах",
        "Приднестровье",
        "Северный Кипр",
        "Сомалиленд",
        "Южная Осетия",
    ]


def test_bound_names_have_a_country_as_context(known: Known) -> None:
    bound = [row for row in ROWS if row.bound]
    assert bound
    assert {known.by_id(row.context).kind for row in bound} == {EntityKind.COUNTRY}
    assert not [row for row in ROWS if row.context and not row.bound]


def test_no_name_is_said_twice_in_a_row() -> None:
    for row in ROWS:
        keys = Counter(name_key(name) for name in {row.label, *row.aliases, *row.bound})
        names = [row.label, *row.aliases, *row.bound]
        assert len(set(names)) == len(names), row
        assert all(keys), row


def test_a_surname_alone_is_no_alias() -> None:
    single = {name for row in ROWS if row.kind is EntityKind.PERSON for name in row.aliases if " " not in name}
    assert single == {"Елбасы", "Туркменбаши", "Далай-лама"}


def test_capitals_are_there(known: Known) -> None:
    capitals = "Вена Канберра Дакка Бразилиа Оттава Пекин Гавана Никосия Прага Каир Хельсинки Тбилиси Афины Тегеран Рим"
    assert {known.find(name, kinds={EntityKind.CITY})[0].label for name in capitals.split()} == set(capitals.split())


def test_adjectives_name_known_places(known: Known) -> None:
    assert [row.lemma for row in load().adjectives.values() if not known.find(row.place)] == []


def test_tables_are_large() -> None:
    kinds = Counter(row.kind for row in ROWS)
    assert kinds[EntityKind.ORGANIZATION] >= 400
    assert kinds[EntityKind.PERSON] >= 350
    assert len(load().adjectives) >= 600
    assert len(load().abbreviations) >= 250


def test_two_cities_of_one_name_come_by_inhabitants(known: Known) -> None:
    assert [known.by_id(row.country).label for row in known.find("Донецк")] == ["Украина", "Россия"]


def test_country_comes_before_its_capital(known: Known) -> None:
    assert [row.kind for row in known.find("Алжир")][:2] == [EntityKind.COUNTRY, EntityKind.CITY]


def test_kinds_narrow_the_search(known: Known) -> None:
    assert {row.kind for row in known.find("Алжир", kinds={EntityKind.CITY})} == {EntityKind.CITY}
    assert known.find("Алжир", kinds={EntityKind.PERSON}) == ()


def test_bare_ministry_is_bound_to_a_country(known: Known) -> None:
    rows = known.find("МВД")
    assert {"k-mvd-ru", "k-mvd-kz"} <= {row.id for row in rows}
    assert all(is_bound(row, "МВД") for row in rows)
    assert not is_bound(known.by_id("k-mvd-kz"), "МВД Казахстана")


def test_name_that_identifies_comes_before_a_bound_one() -> None:
    bound = a_row("k-b", EntityKind.ORGANIZATION, "Сенат Казахстана", bound=("Сенат",), context="Q232")
    sure = a_row("k-a", EntityKind.PLACE, "Сенат")
    assert Known([bound, sure]).find("сенат") == (sure, bound)


def test_big_city_comes_before_a_region_and_a_small_one_after() -> None:
    region = a_row("k-r", EntityKind.REGION, "Виктория")
    small = a_row("k-s", EntityKind.CITY, "Виктория", population=499_999)
    big = a_row("k-b", EntityKind.CITY, "Виктория", population=500_000)
    assert Known([small, region, big]).find("Виктория") == (big, region, small)


def test_of_two_regions_that_of_the_larger_country_comes_first() -> None:
    liberia = a_row("Q1014", EntityKind.COUNTRY, "Либерия", population=5)
    usa = a_row("Q30", EntityKind.COUNTRY, "США", population=300)
    small = a_row("k-1", EntityKind.REGION, "Мэриленд", country="Q1014")
    large = a_row("k-2", EntityKind.REGION, "Мэриленд", country="Q30")
    assert Known([liberia, usa, small, large]).find("Мэриленд") == (large, small)


@pytest.mark.parametrize("name", ["орёл", "ОРЕЛ", "«Орёл»", " Орёл "])
def test_spelling_does_not_count(name: str) -> None:
    row = a_row("gn1", EntityKind.CITY, "Орёл")
    assert Known([row]).find(name) == (row,)


def test_order_of_the_tables_does_not_count(known: Known) -> None:
    assert Known(reversed(ROWS)).find("Георгиевка") == known.find("Георгиевка")


def test_unknown_name_finds_nothing(known: Known) -> None:
    assert known.find("Нигдешенск") == ()


def test_unknown_id_says_where_to_look(known: Known) -> None:
    with pytest.raises(UnknownTerm, match=r"Q0.*seeds/entities"):
        known.by_id("Q0")


def test_two_rows_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="k-x: Икс and Игрек"):
        Known([a_row("k-x", EntityKind.PLACE, "Икс"), a_row("k-x", EntityKind.PLACE, "Игрек")])


def test_same_as_gives_iris_in_order(known: Known) -> None:
    assert same_as(known.by_id("Q35493")) == (
        "http://www.wikidata.org/entity/Q35493",
        "https://sws.geonames.org/1526384/",
    )
    assert same_as(known.by_id("k-mvd-kz")) == ()
