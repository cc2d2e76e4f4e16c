"""Times as SEM time stamps: one line a time."""

from __future__ import annotations

import pytest

from letopis.rdf import vocabulary as v
from letopis.rdf.time_quads import time_pairs
from letopis.records.mention import TimeValue

NAMES = {
    v.TIMEX: "timex",
    v.DURATION: "duration",
    v.AS_OF: "asOf",
    v.TIME_STAMP: "at",
    v.BEGIN_TIME: "begin",
    v.END_TIME: "end",
    v.EARLIEST: "earliest",
    v.LATEST: "latest",
}

# value kind relation earliest latest | what is said
TABLE = """
2022-01-05 date at - - | timex 2022-01-05; at 2022-01-05^date
2022-01-05TEV date at - - | timex 2022-01-05TEV; at 2022-01-05^date
2022-01 date at - - | timex 2022-01; at 2022-01^gYearMonth
2022 date at - - | timex 2022; at 2022^gYear
2022-Q1 date at 2022-01-01 2022-03-31 | timex 2022-Q1; earliest 2022-01-01^date; latest 2022-03-31^date
199X date at - - | timex 199X
2022-02-31 date at - - | timex 2022-02-31
2022-13 date at - - | timex 2022-13
2022-01-02 date since 2022-01-02 2022-01-08 | timex 2022-01-02/..; begin 2022-01-02^date; earliest 2022-01-02^date
2022-01-02 date until 2022-01-02 2022-01-02 | timex ../2022-01-02; end 2022-01-02^date; latest 2022-01-02^date
2022-01-02 date before 2022-01-02 2022-01-02 | timex ../2022-01-02; latest 2022-01-02^date
2022-01-02 date after 2022-01-02 2022-01-02 | timex 2022-01-02/..; earliest 2022-01-02^date
2022-01-02/2022-01 interval at - - | timex 2022-01-02/2022-01; begin 2022-01-02^date; end 2022-01^gYearMonth
2022-01-02/.. interval at - - | timex 2022-01-02/..; begin 2022-01-02^date
P180D duration for - - | duration P180D^duration
PXM duration for - - | timex PXM
P2W duration for - - | timex P2W
P1W set at - - | timex P1W
PRESENT_REF reference at - - | timex PRESENT_REF
2022-01-06 date as_of 2022-01-06 2022-01-06 | asOf 2022-01-06^date; latest 2022-01-06^date
2022-01 date as_of 2022-01-01 2022-01-31 | asOf 2022-01-31^date; latest 2022-01-31^date
2022-01 date as_of - - | timex ../2022-01
"""


def _said(*times: TimeValue) -> set[str]:
    return {
        f"{NAMES[predicate]} {value.value}^{value.datatype.value.rpartition('#')[2]}".removesuffix("^string")
        for predicate, value in time_pairs(times)
    }


@pytest.mark.parametrize("line", [line for line in TABLE.splitlines() if line])
def test_time(line: str) -> None:
    left, _, right = line.partition(" | ")
    value, kind, relation, *bounds = left.split()
    earliest, latest = (None if bound == "-" else bound for bound in bounds)
    assert _said(TimeValue(value, kind, relation, earliest, latest)) == set(right.split("; "))


def test_several_times_have_the_widest_bounds_once() -> None:
    said = _said(
        TimeValue("2022-01-05", earliest="2022-01-05", latest="2022-01-05"),
        TimeValue("2022-01", earliest="2022-01-01", latest="2022-01-31"),
    )
    assert {line for line in said if "est" in line} == {"earliest 2022-01-01^date", "latest 2022-01-31^date"}
