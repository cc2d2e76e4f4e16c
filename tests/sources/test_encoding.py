import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.errors import BadSource
from letopis.sources.encoding import decode

TWO_SENTENCES = (
    "Совет директоров вечером собрался на встречу. Решение объявят завтра.",
    "Пожар потушили к утру, сообщили спасатели. Пострадавших нет.",
    "ГЛАВА РЕГИОНА УШЁЛ В ОТСТАВКУ. ЕГО ПРЕЕМНИКА НАЗОВУТ В ПЯТНИЦУ.",
    "«Мы не сдадимся», — заявил тренер. Матч с ЦСКА пройдёт 5 мая.",
)
ONE_BYTE = ("cp1251", "koi8-r", "cp866")
UTF_16 = ("utf-16-le", "utf-16-be")
WORDS = (
    *("президент", "министр", "суд", "город", "вчера", "сообщил", "решил", "подписал", "закон", "Москва", "Россия"),
    *("Казахстан", "компания", "рублей", "миллионов", "человек", "пострадали", "завод", "строит", "дорогу", "жители"),
    *("вышли", "на", "площадь", "не", "смогли", "также", "после", "встречи", "который", "погиб", "ЕС", "НАТО"),
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=6, max_size=12).map(
    lambda words: " ".join(words).capitalize() + "."
)


@pytest.mark.parametrize("text", TWO_SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", *UTF_16, "cp1251", "koi8-r"])
def test_two_sentences_survive_every_encoding(text: str, encoding: str) -> None:
    if encoding == "koi8-r":
        text = text.translate({ord("«"): '"', ord("»"): '"', ord("—"): "-"})  # not in KOI8-R
    assert decode(text.encode(encoding)) == text


def test_ibm866_is_recognised() -> None:
    assert decode(TWO_SENTENCES[0].encode("cp866")) == TWO_SENTENCES[0]


@given(st.lists(SENTENCES, min_size=2, max_size=6).map(" ".join), st.sampled_from(("utf-8", *ONE_BYTE, *UTF_16)))
def test_what_was_encoded_is_decoded(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1))
def test_any_text_survives_a_byte_order_mark(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


def test_a_few_control_characters_do_not_make_utf_8_something_else() -> None:
    assert (
        decode("Пожар\0 потушили\x0c к утру, сообщили спасатели.".encode())
        == "Пожар\0 потушили\x0c к утру, сообщили спасатели."
    )


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04....", "a ZIP archive or an office document"),
        (b"\n <!DOCTYPE HTML><html>", "an HTML page"),
        (b"\x7fELF\x02\x01\x01" + bytes(60) + bytes(range(128, 256)), "binary data"),
        (bytes(range(1, 256)), "binary data"),
        (b"\x01\x02\x03", "binary data"),
        (bytes(range(128, 256)), "neither UTF-8 nor Russian"),
        (codecs.BOM_UTF16_LE + "Пожар".encode("utf-16-le") + b"\x00", "begins with the mark of UTF-16-LE"),
        ("Пожар потушили к утру.".encode() + b"\xd0", r"UTF-8 that is broken at byte 40 \(0xd0\)"),
        ("Пожар потушили".encode() + b"\xff" + " к утру.".encode(), r"UTF-8 that is broken at byte 27 \(0xff\)"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, message: str) -> None:
    with pytest.raises(BadSource, match=message):
        decode(raw)


@given(st.binary())
def test_any_bytes_are_text_or_named(raw: bytes) -> None:
    try:
        text = decode(raw)
    except BadSource as error:
        text = str(error)
    assert isinstance(text, str)
