from __future__ import annotations

import pytest

from letopis._endings import ENDINGS, nominative

GENDERS = {"M": "Masc", "F": "Fem", "N": "Neut", "P": "Masc"}


@pytest.mark.parametrize("number", range(len(ENDINGS)), ids=[f"{row.sorts}-{row.example}" for row in ENDINGS])
def test_every_row_is_reached_by_its_example(number: int) -> None:
    row = ENDINGS[number]
    lower = row.example.lower()
    first = {
        (sort, case): next(
            other for other in ENDINGS if sort in other.sorts and case in other.cases and other.ending.search(lower)
        )
        for sort in row.sorts
        for case in row.cases
        if row.ending.search(lower)
    }
    reached = [key for key, found in first.items() if found is row]
    assert reached
    for sort, case in reached:
        feats = {"Gender": GENDERS[sort], "Case": case, "Number": "Plur" if sort == "P" else "Sing"}
        assert nominative(lower, feats) == row.ending.sub(row.nominative, lower)


@pytest.mark.parametrize("name", ["чхеидзе", "гомиашвили", "каратобе", "минобрнауки", "кравченко"])
def test_some_names_are_never_inflected(name: str) -> None:
    assert nominative(name, {"Gender": "Masc", "Case": "Loc", "Number": "Sing"}) == name


def test_a_feminine_that_fits_no_row_is_tried_as_a_masculine() -> None:
    assert nominative("делавэра", {"Gender": "Fem", "Case": "Gen", "Number": "Sing"}) == "делавэр"


def test_the_accusative_of_a_thing_is_left_alone() -> None:
    assert nominative("мельбурна", {"Gender": "Masc", "Case": "Acc", "Animacy": "Inan"}) is None
