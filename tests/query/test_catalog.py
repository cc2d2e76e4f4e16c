"""Query files, the library's and the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from letopis.errors import BadQuery
from letopis.query.catalog import Parameter, Query, catalog, find_query

if TYPE_CHECKING:
    from pathlib import Path

OWN = """\
# title: Own
# question: What
# param: entity entity any of whom
# param: least number 3 at least so many
# columns: a b*
#
# One row.
SELECT ?a ?b { ?a ?p ?b } # columns: c
"""


def test_header_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text(OWN, encoding="utf-8")
    assert find_query(str(path)) == Query(
        name="own",
        title="Own",
        question="What",
        parameters=(
            Parameter("entity", "entity", "any", "of whom"),
            Parameter("least", "number", "3", "at least so many"),
        ),
        columns=("a", "b"),
        multiple=frozenset({"b"}),
        text=OWN,
        notes="One row.",
    )


def test_header_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("ASK {}", encoding="utf-8")
    query = find_query(str(path))
    assert (query.name, query.title, query.parameters, query.columns) == ("own", "own", (), ())


def test_parameter_without_a_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("# param: entity who\nASK {}", encoding="utf-8")
    with pytest.raises(BadQuery, match=r"own\.rq: «# param: entity who»"):
        find_query(str(path))


def test_library_is_in_the_order_of_names() -> None:
    names = [query.name for query in catalog()]
    assert names == sorted(names)
    assert find_query("facts").name == "facts"


def test_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadQuery, match="did you mean who_called_whom"):
        find_query("who_caled_whom")
    with pytest.raises(BadQuery, match=r"there is no file missing\.rq"):
        find_query("missing.rq")
    with pytest.raises(BadQuery, match=r"there is no query '\.\./queries/facts'"):
        find_query("../queries/facts")
