"""The fields that a source gives, made into an article.

`{"publisher": "Вестник", "date": "8 января 2022", "body": "…"}` is an `Article` of 2022-01-08.

In: fields. Out: Article, notes on what of the fields was passed over. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letopis import ids
from letopis.errors import BadSource
from letopis.records.text import Article
from letopis.sources.dates import date_in_name, parse_published
from letopis.sources.russian import why_not_russian
from letopis.sources.text import clean, clean_title, find_title, join_title

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMELESS = "-"  # the name of what stands in no file

# Other names under which sources give a field; the first that is there counts.
_SYNONYMS = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "publisher": ("publisher", "source"),
    "url": ("url", "link"),
    "id": ("id",),
}
_URL = re.compile(r'https?://[^\x00-\x20<>"{}|\\^`\x7f-\xa0\ud800-\udfff]+')


def to_article(
    fields: Mapping[str, object],
    *,
    name: str,
    place: str = "",
    published: str | None = None,
    publisher: str | None = None,
) -> tuple[Article, tuple[str, ...]]:
    """The article and a note on each field that could not be used.

    `name` and `place` say where it was read; they are its key where no field is one, unless the name is `NAMELESS`:
    then the text itself is. The date is that of the fields, else `published`, else that in the name. Raises
    `BadSource` when there is no Russian text.
    """
    notes: list[str] = []
    title = clean_title(_string(fields, "title", notes))
    text = join_title(title, _body(fields))
    if reason := why_not_russian(text):
        raise BadSource(reason)
    url = _url(fields, notes)
    own_publisher = clean_title(_string(fields, "publisher", notes))
    own_id = _string(fields, "id", notes)
    fallback = text if name == NAMELESS else f"{name}{place}"
    article = Article(
        id=ids.article_id(url or (f"{own_publisher or name}#{own_id}" if own_id else fallback)),
        text=text,
        title=title,
        published=_date(fields, notes) or published or date_in_name(name.rpartition("/")[2]),
        url=url,
        publisher=own_publisher or publisher,
        source=f"{name}{place}",
    )
    return article, tuple(notes)


def from_text(
    text: str, *, published: str | None = None, url: str | None = None, publisher: str | None = None
) -> Article:
    """The article of a text that stands in no file; its first line is the title if it looks like one.

    Raises `BadSource` when there is no Russian in it, or when the date or the URL is none.
    """
    text = clean(text)
    fields = {"text": text, "title": find_title(text), "published": published, "url": url, "publisher": publisher}
    article, notes = to_article(fields, name=NAMELESS)
    if notes:
        raise BadSource("; ".join(notes))
    return article


def _field(fields: Mapping[str, object], name: str) -> object:
    return next((fields[key] for key in _SYNONYMS[name] if fields.get(key) not in (None, "")), None)


def _body(fields: Mapping[str, object]) -> str:
    value = _field(fields, "text")
    if value is None:
        raise BadSource("the field 'text' is missing or empty")
    if not isinstance(value, str):
        raise BadSource(f"the field 'text' is not a string but {_shown(value)}")
    if not (text := clean(value)):
        raise BadSource("the field 'text' is blank")
    return text


def _string(fields: Mapping[str, object], name: str, notes: list[str]) -> str:
    value = _field(fields, name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if name == "id" and isinstance(value, int):
        return str(value)
    notes.append(f"the field '{name}' is not a string but {_shown(value)}; passed over")
    return ""


def _url(fields: Mapping[str, object], notes: list[str]) -> str | None:
    url = _string(fields, "url", notes).strip()
    if url and not _URL.fullmatch(url):
        notes.append(f"the field 'url' is no http or https address: {_shown(url)}; passed over")
        return None
    return url or None


def _date(fields: Mapping[str, object], notes: list[str]) -> str | None:
    value = _string(fields, "published", notes)
    published = parse_published(value)
    if value and not published:
        notes.append(f"the field 'published' is no date: {_shown(value)}; write it like 2022-01-08; passed over")
    return published


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
