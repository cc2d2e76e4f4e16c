from __future__ import annotations

import csv
import io

from export.samples import view
from letopis.export.csv_table import write_csv

COLUMNS = "subject predicate object participant recipient place destination time source quantity polarity modality kind"


def test_every_statement_is_a_row_under_the_fixed_columns() -> None:
    out = io.BytesIO()
    write_csv(view(), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode())))
    assert list(rows[0])[:15] == [*COLUMNS.split(), "sentence", "article"]
    calls = [row for row in rows if row["subject"] == "Илья Северов" and row["predicate"] == "позвонить"]
    assert calls
    assert {row["recipient"] for row in calls} == {"Анна Лаврентьева"}
    assert {row["time"] for row in calls} == {"2024-03-05"}
    assert len(rows) >= sum(1 for _ in view().statements())
