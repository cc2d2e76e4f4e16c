from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis import ids
from letopis.errors import BadSource
from letopis.records.text import Article
from letopis.sources.article import from_text, to_article

BODY = "Совет директоров собрался вечером."


def made_of(fields: Mapping[str, object], **options: str) -> Article:
    article, notes = to_article(fields, **{"name": "own.jsonl", "place": "#3"} | options)
    assert notes == ()
    return article


def test_every_field_arrives() -> None:
    fields = {"url": "https://news.example/1", "published": "8 января 2022", "title": "Итоги", "text": BODY}
    article = made_of(fields | {"publisher": "Вестник", "id": 7})
    assert article == Article(
        id=ids.article_id("https://news.example/1"),
        text=f"Итоги\n\n{BODY}",
        title="Итоги",
        published="2022-01-08",
        url="https://news.example/1",
        publisher="Вестник",
        source="own.jsonl#3",
    )


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("body", BODY, "text"),
        ("content", BODY, "text"),
        ("headline", "Итоги", "title"),
        ("date", "2022-01-08", "published"),
        ("source", "Вестник", "publisher"),
        ("link", "https://news.example/1", "url"),
    ],
)
def test_synonyms_of_fields(name: str, value: str, field: str) -> None:
    article = made_of({"text": "", "content": BODY} | {name: value})
    assert getattr(article, field).endswith(value)


@pytest.mark.parametrize(
    ("fields", "name", "key"),
    [
        ({"url": "https://news.example/1", "id": "5"}, "own.jsonl", "https://news.example/1"),
        ({"publisher": "Вестник", "id": "5"}, "own.jsonl", "Вестник#5"),
        ({"id": 5}, "own.jsonl", "own.jsonl#5"),
        ({}, "a/own.jsonl", "a/own.jsonl#3"),
        ({}, "-", BODY),
    ],
)
def test_the_key_is_the_most_lasting_thing_known(fields: dict[str, object], name: str, key: str) -> None:
    assert made_of({"text": BODY} | fields, name=name).id == ids.article_id(key)


def test_options_fill_what_the_fields_leave_open() -> None:
    options = {"published": "2022-02-02", "publisher": "Курьер", "name": "2020-01-01.json"}
    empty = made_of({"text": BODY}, **options)
    assert (empty.published, empty.publisher) == ("2022-02-02", "Курьер")
    full = made_of({"text": BODY, "published": "2021-01-01", "publisher": "Вестник"}, **options)
    assert (full.published, full.publisher) == ("2021-01-01", "Вестник")
    assert made_of({"text": BODY}, name="2020-01-01/2021-03-04.json").published == "2021-03-04"
    assert made_of({"text": BODY}, name="2020-01-01/own.json").published is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": "Итоги"}, "the field 'text' is missing or empty"),
        ({"text": ""}, "the field 'text' is missing or empty"),
        ({"text": " \n\ufeff"}, "the field 'text' is blank"),
        ({"text": ["Раз", "два"]}, r"the field 'text' is not a string but \['Раз', 'два'\]"),
        ({"text": 5}, "the field 'text' is not a string but 5"),
        ({"text": "The council met."}, "not Russian"),
    ],
)
def test_no_article_without_a_russian_text(fields: dict[str, object], message: str) -> None:
    with pytest.raises(BadSource, match=message):
        to_article(fields, name="own.json")


@pytest.mark.parametrize(
    ("field", "value", "note"),
    [
        ("published", "вчера", "the field 'published' is no date: 'вчера'; write it like 2022-01-08; passed over"),
        ("published", 1641600000, "the field 'published' is not a string but 1641600000; passed over"),
        ("title", {"ru": "Итоги"}, "the field 'title' is not a string but {'ru': 'Итоги'}; passed over"),
        ("url", "news/1", "the field 'url' is no http or https address: 'news/1'; passed over"),
        (
            "url",
            "https://news.example/a b",
            "the field 'url' is no http or https address: 'https://news.example/a b'; passed over",
        ),
    ],
)
def test_a_field_that_cannot_be_used_is_noted_and_left_out(field: str, value: object, note: str) -> None:
    article, notes = to_article({"text": BODY, field: value}, name="own.json")
    assert notes == (note,)
    assert (article.published, article.title, article.url) == (None, "", None)


def test_a_long_value_is_cut_in_the_note() -> None:
    _, notes = to_article({"text": BODY, "published": "завтра" * 50}, name="own.json")
    assert len(notes[0]) < 150


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())
FIELDS = st.dictionaries(st.sampled_from(["title", "published", "publisher", "url", "id"]), VALUES)


@given(FIELDS, st.text(alphabet="Ай \n.\u0306\ud800\0"))
def test_hostile_fields_give_an_article_that_can_be_written(fields: dict[str, object], text: str) -> None:
    article, _ = to_article(fields | {"text": f"{text}{BODY * 40}"}, name="own.json")
    assert article.text.startswith(article.title)
    written = f"{article.text}{article.publisher}{article.url}"
    assert written.encode().decode() == written


def test_a_text_alone() -> None:
    article = from_text(f"Итоги\r\n\r\n{BODY}", published="2022-01-08")
    assert (article.title, article.text, article.published) == ("Итоги", f"Итоги\n\n{BODY}", "2022-01-08")
    assert article.id == from_text(f"Итоги\n\n{BODY}").id != from_text(BODY).id


def test_a_text_alone_with_a_wrong_date_is_refused() -> None:
    with pytest.raises(BadSource, match="no date: 'вчера'"):
        from_text(BODY, published="вчера")
