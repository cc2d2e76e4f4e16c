"""Tables of number words, units and time words: form by form, so that no lemma is needed to read them.

The row «month 01 январ+ь,я,ю,ем,е янв.» gives the class `month` the forms «январь», «января», … «янв.», worth `01`.

In: numerals.tsv, units.tsv, times.tsv of this folder. Out: NUMERALS, UNITS, TIMES. Touches: those files, read-only.
"""

from __future__ import annotations

from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from letopis.errors import LetopisError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Classes = Mapping[str, Mapping[str, str]]

COLUMNS = ["class", "value", "forms", "example"]


def spell_out(forms: str) -> Iterator[str]:
    """The forms that a cell stands for.

    >>> list(spell_out("год+,а лет"))
    ['год', 'года', 'лет']
    """
    for piece in forms.split():
        stem, plus, endings = piece.partition("+")
        if plus:
            yield from (stem + ending for ending in endings.split(","))
        else:
            yield stem


def read_classes(name: str) -> Classes:
    """The table `name` of this folder: class → form → value; every row has an example."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != COLUMNS:
        raise LetopisError(f"{name}:1: the columns are {lines[0]!r}; write {' '.join(COLUMNS)}, with tabs between")
    classes: dict[str, dict[str, str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or not all(cells):
            raise LetopisError(f"{name}:{number}: {line!r} has an empty or missing cell; fill {', '.join(COLUMNS)}")
        forms = classes.setdefault(cells[0], {})
        for form in spell_out(cells[2]):
            if forms.setdefault(form, cells[1]) != cells[1]:
                raise LetopisError(f"{name}:{number}: {form!r} of class {cells[0]} has another value above; remove one")
    return MappingProxyType({name: MappingProxyType(forms) for name, forms in classes.items()})


NUMERALS = read_classes("numerals.tsv")
TIMES = read_classes("times.tsv")
UNITS = read_classes("units.tsv")
