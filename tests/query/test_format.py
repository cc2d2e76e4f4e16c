"""Tables as text."""

from __future__ import annotations

import csv
import io
import json

from pyoxigraph import BlankNode, Literal, NamedNode

from letopis.query.catalog import catalog
from letopis.query.format import catalog_lines, format_table
from letopis.query.run import Table

TABLE = Table(("кто", "слова"), (("Иван | Пётр", None), ('"Волна",\tОАО', "две\nстроки \\ и\u00a0 всё")))


def test_table_is_aligned() -> None:
    wide = Table(("a", "b"), (("ё", "1"), ("е\u0308ж", "2"), ("日本", "3")))
    assert format_table(wide, "table", width=0) == "a     b\n────  ─\nё     1\nе\u0308ж    2\n日本  3\n(3 rows)\n"


def test_table_is_cut_only_to_a_width() -> None:
    long = Table(("a", "b"), (("я" * 30, "ю" * 10),))
    assert "я" * 30 in format_table(long, "table")
    assert format_table(long, "table", width=30).splitlines()[2] == "я" * 17 + "…  " + "ю" * 10
    assert format_table(long, "csv", width=30).splitlines()[1] == "я" * 30 + "," + "ю" * 10


def test_csv_is_read_back() -> None:
    rows = list(csv.reader(io.StringIO(format_table(TABLE, "csv"), newline="")))
    assert rows == [list(TABLE.columns), ["Иван | Пётр", ""], ['"Волна",\tОАО', "две\nстроки \\ и\u00a0 всё"]]
    assert "\r" not in format_table(TABLE, "csv")


def test_tsv_has_one_line_a_row() -> None:
    assert format_table(TABLE, "tsv") == 'кто\tслова\nИван | Пётр\t\n"Волна",\\tОАО\tдве\\nстроки \\\\ и\u00a0 всё\n'


def test_markdown_keeps_bars_in_cells() -> None:
    assert format_table(TABLE, "markdown").splitlines()[2] == "| Иван \\| Пётр |  |"


def test_json_tells_terms_apart() -> None:
    terms = (
        NamedNode("http://x.example/"),
        BlankNode("b"),
        Literal("да", language="ru"),
        Literal("да"),
        Literal(5),
        None,
    )
    row = tuple(term.value if term else None for term in terms)
    document = json.loads(format_table(Table(tuple("abcdef"), (row,), (terms,)), "json"))
    assert document == {
        "head": {"vars": list("abcdef")},
        "results": {
            "bindings": [
                {
                    "a": {"type": "uri", "value": "http://x.example/"},
                    "b": {"type": "bnode", "value": "b"},
                    "c": {"type": "literal", "value": "да", "xml:lang": "ru"},
                    "d": {"type": "literal", "value": "да"},
                    "e": {"type": "literal", "value": "5", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
                }
            ]
        },
    }


def test_json_of_plain_rows_is_literals() -> None:
    document = json.loads(format_table(TABLE, "json"))
    assert document["results"]["bindings"][0] == {"кто": {"type": "literal", "value": "Иван | Пётр"}}


def test_catalogue_names_every_query_and_parameter() -> None:
    lines = catalog_lines(catalog()).splitlines()
    assert sum(not line.startswith(" ") for line in lines) == len(catalog())
    assert "    entity=… (entity, required) of whom or what" in lines
