"""Queries only read, and only this store."""

from __future__ import annotations

import pytest

from letopis.errors import BadQuery
from letopis.query.guard import check


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "select * { service silent <http://x.example/> { } }",
        "SELECT * { SERVICESILENT<http://x.example/> { } }",
        "PREFIX : <http://x.example/> SELECT * { SERVICE:foo { } }",
        "SELECT * { FILTER(1<2)SERVICE?x{ ?s?p?o.FILTER(2>1)} }",
        "SELECT * { ?s ?p 1SERVICE <http://x.example/> { } }",
        'SELECT * { ?s ?p "x"@en.SERVICE <http://x.example/> { } }',
        'SELECT * { BIND(""" " """ AS ?z) SERVICE <http://x.example/> { } BIND("" AS ?y) }',
        "SELECT * { ?s ?p 'x\"' . SERVICE <http://x.example/> { ?s ?p '\"' } }",
        'SELECT * { ?s ?p "\\u0022" . SERVICE <http://x.example/> { ?s ?p "" } }',
        "SELECT * { \\u0053ERVICE <http://x.example/> { } }",
    ],
)
def test_another_server_is_refused(text: str) -> None:
    with pytest.raises(BadQuery, match="q: SERVICE is refused"):
        check("q", text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "INSERT"),
        ("LOAD <http://x.example/>", "LOAD"),
        ("# all\nclear ALL", "CLEAR"),
        ("PREFIX a: <a:> DELETE WHERE { a:b a:b a:b }", "DELETE"),
    ],
)
def test_update_is_refused(text: str, word: str) -> None:
    with pytest.raises(BadQuery, match=f"q: {word} is refused"):
        check("q", text)


def test_complaint_names_the_line() -> None:
    with pytest.raises(BadQuery, match=r"^q does not parse: line 3, column 2, at or before: }$"):
        check("q", "SELECT ?s WHERE {\n  ?s ?p\n}")


@pytest.mark.parametrize(
    "text",
    [
        '# LOAD <x>\nSELECT ?s { ?s ?p "DROP GRAPH" }',
        "SELECT ?service ?insert { ?service ?insert ?o }",
        "PREFIX add: <http://x.example/SERVICE#> SELECT * { ?s add:service ?o ; add:add ?q }",
        'SELECT ("SERVICE" AS ?x) { ?s ?p """many\nSERVICE "lines" """ }',
        "SELECT * { ?a <http://x.example/#SERVICE> ?b FILTER(?a<?b) }",
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_words_in_texts_names_and_comments_are_harmless(text: str) -> None:
    check("q", text)
