import pytest

from letopis.sources.russian import russian_score, why_not_russian

RUSSIAN = "Объём съёмок вырос: съезд объявил об этом, пишут The Wall Street Journal и «Коммерсантъ» из İzmir."


def test_a_wrong_decoding_scores_worse() -> None:
    raw = "Привет".encode("cp1251")
    assert russian_score(raw.decode("cp1251")) > russian_score(raw.decode("koi8-r"))


def test_capitals_inside_a_word_count_against_it() -> None:
    assert russian_score("Москва") > russian_score("мОСКВА")


@pytest.mark.parametrize(
    "text", [RUSSIAN, "Да.", "В Харькове выступил гурт «Їжак», передаёт корреспондент из зала филармонии."]
)
def test_russian_is_russian(text: str) -> None:
    assert why_not_russian(text) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12:30, 45 %", "no letters in it"),
        ("The council met on Monday, да.", "not Russian: 2 of 23 letters are Russian, most others Latin"),
        ("Ο πρόεδρος μίλησε", "not Russian: 0 of 15 letters are Russian, most others Greek"),
        ("Уряд України схвалив рішення", "not Russian: the letters і, ї are of another Cyrillic alphabet"),
        ("Съветът на директорите на съюза се събра вечерта", "not Russian: ъ stands for a vowel, as in Bulgarian"),
    ],
)
def test_what_is_not_russian_is_named(text: str, reason: str) -> None:
    assert why_not_russian(text) == reason
