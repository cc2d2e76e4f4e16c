import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.sources.text import clean, clean_title, find_title, join_title


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("раз\r\nдва\rтри\n", "раз\nдва\nтри\n"),
        ("\ufeff\n \t\n  Заголовок\n", "Заголовок\n"),
        ("и\u0306од е\u0308лка", "йод ёлка"),
        ("а\0б\x0bв\x1fг\tд", "а б в г\tд"),
        ("пара\ud83dблок\uffff", "пара блок "),
        ("4\xa0тыс. «раз» „два“ со\xadлнце ёж\u200b\ufeff 🙂", "4\xa0тыс. «раз» „два“ со\xadлнце ёж\u200b\ufeff 🙂"),
    ],
)
def test_only_what_must_change_changes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(alphabet=st.characters()))
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\r" not in cleaned
    assert cleaned.encode().decode() == cleaned


def test_a_title_is_one_line() -> None:
    assert clean_title(" Суд \n оправдал\r\nмэра \n") == "Суд оправдал мэра"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Суд оправдал мэра\n\nОб этом сообщили в пятницу.", "Суд оправдал мэра"),
        ("Суд оправдал мэра\nОб этом сообщили в пятницу.", "Суд оправдал мэра"),
        ("Что будет с рублём?\n\nСпросили мы экспертов.", "Что будет с рублём?"),
        ("Долгий " * 40 + "заголовок\n\nТекст.", "Долгий " * 40 + "заголовок"),
        ("Долгая " * 40 + "строка\nТекст.", ""),
        ("Суд оправдал мэра.\n\nОб этом сообщили в пятницу.", ""),
        ("Суд в пятницу оправдал бывшего\nмэра города.", ""),
        ("Суд оправдал мэра", ""),
        ("Суд оправдал мэра\n\n", ""),
    ],
)
def test_the_first_line_is_a_title_or_not(text: str, title: str) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Суд оправдал мэра", "Об этом сообщили.", "Суд оправдал мэра\n\nОб этом сообщили."),
        ("Суд оправдал мэра", "Суд оправдал мэра\nОб этом сообщили.", "Суд оправдал мэра\nОб этом сообщили."),
        ("Суд оправдал мэра", "Суд оправдал мэра", "Суд оправдал мэра"),
        ("Суд", "Суд оправдал мэра.", "Суд\n\nСуд оправдал мэра."),
        ("", "Об этом сообщили.", "Об этом сообщили."),
    ],
)
def test_a_title_is_not_repeated(title: str, body: str, text: str) -> None:
    assert join_title(title, body) == text
