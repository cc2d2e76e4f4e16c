"""How the values of XML Schema datatypes are written.

"2022-02-28" is an `xsd:date`, "2022-02-31" is none.

In: text. Out: FORMS. Touches: nothing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from letopis.rdf import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import NamedNode


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


FORMS: dict[NamedNode, Callable[[str], bool]] = {
    v.XSD_DATE: _is_day,
    v.XSD_YEAR_MONTH: _matches(r"\d{4}-(0[1-9]|1[0-2])"),
    v.XSD_YEAR: _matches(r"\d{4}"),
    v.XSD_DURATION: _matches(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
    v.XSD_INTEGER: _matches(r"[+-]?\d+"),
    v.XSD_DECIMAL: _matches(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
}
