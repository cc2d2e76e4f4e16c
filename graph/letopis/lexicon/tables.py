"""Reads the tables of this folder into one `Lexicon`, once.

Keys are folded («ещё» and «еще» are one key, case does not count); words of a key are joined by single spaces.

In: the package's own `.tsv` files. Out: Lexicon, load, fold. Touches: those files, read-only.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from letopis.errors import LetopisError
from letopis.lexicon.bodies import BodyRow
from letopis.lexicon.noun_rows import NounControlRow, OccurrenceRow
from letopis.lexicon.rows import (
    AbbreviationRow,
    ActionRow,
    AdjectiveRow,
    ClassRow,
    ControlRow,
    Frame,
    IllnessRow,
    KindRow,
    LightRow,
    PredicateRow,
    PrepositionRow,
    SourcePhrase,
    SpeechRow,
    StanceRow,
    SupportRow,
    TieRow,
    TitleRow,
    VerbTieRow,
)

_BUILT = {"adjectives", "abbreviations"}  # written from the tables of entities; empty until that is done

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


def fold(lemma: str) -> str:
    """The form under which tables are keyed.

    >>> fold("Ещё")
    'еще'
    """
    return lemma.lower().replace("ё", "е")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every table; all keys are folded."""

    classes: Mapping[str, ClassRow]
    frames: Mapping[str, Frame]
    predicates: Mapping[tuple[str, str], PredicateRow]  # (lemma, pos)
    light: Mapping[tuple[str, str, str], LightRow]  # (verb, preposition or "", noun)
    speech: Mapping[tuple[str, str], SpeechRow]  # (lemma, pos)
    source_phrases: tuple[SourcePhrase, ...]  # longest first
    control: Mapping[tuple[str, str], tuple[ControlRow, ...]]  # (lemma, complement)
    stances: Mapping[tuple[str, str], StanceRow]  # (words, kind)
    titles: Mapping[str, TitleRow]
    ties: Mapping[str, TieRow]
    verb_ties: Mapping[str, VerbTieRow]
    illnesses: frozenset[str]
    collectives: Mapping[str, KindRow]
    bodies: Mapping[str, BodyRow]
    places: Mapping[str, KindRow]
    metonyms: Mapping[str, KindRow]
    prepositions: Mapping[str, tuple[PrepositionRow, ...]]
    collective_actions: frozenset[str]
    support: Mapping[str, SupportRow]
    occurrences: Mapping[str, OccurrenceRow]
    noun_control: Mapping[tuple[str, str], NounControlRow]  # (verb, slot)
    acting_frames: frozenset[str]  # those with a verb whose subject acts
    adjectives: Mapping[str, AdjectiveRow]
    abbreviations: Mapping[str, AbbreviationRow]

    def predicate(self, lemma: str, pos: str) -> PredicateRow | None:
        """The row of a verb, noun or predicative adjective."""
        return self.predicates.get((fold(lemma), pos))

    def frame_of(self, lemma: str, pos: str) -> Frame | None:
        """The frame that a word stands for."""
        row = self.predicate(lemma, pos)
        return self.frames[row.frame] if row else None

    def ancestors(self, event_class: str) -> tuple[str, ...]:
        """The class and those above it, up to the root."""
        found = []
        while event_class:
            found.append(event_class)
            event_class = self.classes[event_class].parent
        return tuple(found)


@cache
def load() -> Lexicon:
    """The tables of the package.

    Raises `LetopisError` with file and line for a row that is malformed, said twice, or names what does not exist.
    """
    classes = _keyed("classes", ClassRow, lambda row: row.name)
    frames = _keyed("frames", Frame, lambda row: row.name)
    predicates = _keyed("predicates", PredicateRow, lambda row: (fold(row.lemma), row.pos))
    light = _keyed("light", LightRow, lambda row: (fold(row.verb), fold(row.prep), fold(row.noun)))
    _refer("classes", (row.parent for row in classes.values()), classes)
    _refer("frames", (row.event_class for row in frames.values()), classes)
    _refer("predicates", (row.frame for row in predicates.values()), frames)
    _refer("light", (row.frame for row in light.values()), frames)
    return Lexicon(
        classes=classes,
        frames=frames,
        predicates=predicates,
        light=light,
        speech=_keyed("speech", SpeechRow, lambda row: (fold(row.lemma), row.pos)),
        source_phrases=tuple(sorted(_rows("source_phrases", SourcePhrase), key=lambda row: -len(row.phrase.split()))),
        control=_grouped("control", ControlRow, lambda row: (fold(row.lemma), row.complement)),
        stances=_keyed("stances", StanceRow, lambda row: (fold(row.word), row.kind)),
        titles=_keyed("titles", TitleRow, lambda row: fold(row.lemma)),
        ties=_keyed("ties", TieRow, lambda row: fold(row.lemma)),
        verb_ties=_keyed("verb_ties", VerbTieRow, lambda row: fold(row.lemma)),
        illnesses=frozenset(fold(row.lemma) for row in _rows("illnesses", IllnessRow)),
        collectives=_keyed("collectives", KindRow, lambda row: fold(row.lemma)),
        bodies=_keyed("bodies", BodyRow, lambda row: fold(row.lemma)),
        places=_keyed("places", KindRow, lambda row: fold(row.lemma)),
        metonyms=_keyed("metonyms", KindRow, lambda row: fold(row.lemma)),
        prepositions=_grouped("prepositions", PrepositionRow, lambda row: fold(row.lemma)),
        collective_actions=frozenset(fold(row.lemma) for row in _rows("collective_actions", ActionRow)),
        support=_keyed("support", SupportRow, lambda row: fold(row.lemma)),
        occurrences=_keyed("occurrences", OccurrenceRow, lambda row: fold(row.lemma)),
        noun_control=_keyed("noun_control", NounControlRow, lambda row: (fold(row.verb), row.slot)),
        acting_frames=frozenset(
            row.frame for row in predicates.values() if row.pos == "VERB" and row.roles.get("nsubj", "agent") == "agent"
        ),
        adjectives=_keyed("adjectives", AdjectiveRow, lambda row: fold(row.lemma)),
        abbreviations=_keyed("abbreviations", AbbreviationRow, lambda row: fold(row.abbreviation)),
    )


def _keyed(table: str, kind: type[Row], key: Callable[[Row], Key]) -> Mapping[Key, Row]:
    found: dict[Key, Row] = {}
    for line, row in enumerate(_rows(table, kind), 2):
        if key(row) in found:
            raise LetopisError(f"{table}.tsv:{line}: {key(row)!r} is there already; keep one of the two rows")
        found[key(row)] = row
    return MappingProxyType(found)


def _grouped(table: str, kind: type[Row], key: Callable[[Row], Key]) -> Mapping[Key, tuple[Row, ...]]:
    found: dict[Key, tuple[Row, ...]] = {}
    for row in _rows(table, kind):
        found[key(row)] = (*found.get(key(row), ()), row)
    return MappingProxyType(found)


def _refer(table: str, names: Iterable[str], known: Mapping[str, object]) -> None:
    for line, name in enumerate(names, 2):
        if name and name not in known:
            raise LetopisError(f"{table}.tsv:{line}: {name!r} is not defined; add its row or correct the name")


def _rows(table: str, kind: type[Row]) -> Iterator[Row]:
    source = files("letopis.lexicon").joinpath(f"{table}.tsv")
    if source.is_file() or table not in _BUILT:
        yield from parse_rows(source.name, source.read_text(encoding="utf-8").splitlines(), kind)


def parse_rows(name: str, lines: Iterable[str], kind: type[Row]) -> Iterator[Row]:
    """Rows of a table with a header, in order. Raises `LetopisError` with name and line for a malformed one."""
    columns = {column.name: column.metadata.get("parse", _text) for column in fields(kind)}  # type: ignore[arg-type]
    numbered = enumerate(lines, 1)
    _, header = next(numbered, (1, ""))
    if header.split("\t") != list(columns):
        raise LetopisError(f"{name}:1: columns are {header.split(chr(9))}, must be {list(columns)}")
    for line, text in numbered:
        cells = text.split("\t")
        if len(cells) != len(columns):
            raise LetopisError(f"{name}:{line}: {len(cells)} cells instead of {len(columns)}: {text!r}")
        parsed = zip(columns.items(), cells, strict=True)
        yield kind(**{column: _cell(f"{name}:{line}: {column}", parse, cell) for (column, parse), cell in parsed})


def _text(cell: str) -> str:
    if not cell or cell != cell.strip():
        raise ValueError("empty, or with space around it")
    return cell


def _cell(where: str, parse: Callable[[str], Any], cell: str) -> Any:
    try:
        return parse(cell)
    except (ValueError, KeyError) as error:
        raise LetopisError(f"{where} {cell!r} cannot be read: {error}; correct the cell") from error
