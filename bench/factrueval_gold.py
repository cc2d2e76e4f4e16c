"""The annotation of FactRuEval-2016: objects with their mentions in the text, and facts about them.

`.spans` are stretches, `.objects` mentions made of them, `.coref` things made of mentions, `.facts` facts with things,
stretches or words as arguments.

In: a folder with `.txt`, `.spans`, `.objects`, `.coref`, `.facts`. Out: Document. Touches: that folder, read-only.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KINDS = ("Occupation", "Ownership", "Deal", "Meeting")
_HARD = "повышенная"


@dataclass(frozen=True, slots=True)
class Value:
    """What an argument may be called, and where it stands; `label` is for the reader."""

    names: frozenset[str]
    spans: frozenset[Span] = frozenset()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the annotation or of ours: pairs of an argument's name and its value. `is_hard` ones do not count."""

    kind: str
    arguments: tuple[tuple[str, Value], ...]
    shown: str
    is_hard: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its facts; `parts` are names of what a thing is part of or has as part, by its names."""

    name: str
    text: str
    facts: tuple[Fact, ...]
    parts: tuple[frozenset[str], ...] = field(default=())


def plain(name: str) -> str:
    """Without case, ё and the kind of quotes, as the shared task compares."""
    folded = name.strip().casefold().replace("ё", "е")
    return folded.translate({ord(mark): '"' for mark in "«»“”„"})


def read_documents(folder: Path) -> Iterator[Document]:
    """Every document whose facts are annotated, by name."""
    for path in sorted(folder.glob("*.facts")):
        text = unicodedata.normalize("NFC", path.with_suffix(".txt").read_text(encoding="utf-8-sig"))
        stretches = _stretches(path)
        things = _things(path, text, stretches)
        blocks = [block.splitlines() for block in path.read_text(encoding="utf-8-sig").split("\n\n") if block.strip()]
        facts = [_fact(block, text, things, stretches) for block in blocks]
        whole = [fact for fact in facts if fact.kind == "isPartOf"]
        parts = tuple(frozenset(name for _, value in fact.arguments for name in value.names) for fact in whole)
        yield Document(path.stem, text, tuple(fact for fact in facts if fact.kind in KINDS), parts)


def _stretches(path: Path) -> dict[str, Span]:
    lines = path.with_suffix(".spans").read_text(encoding="utf-8-sig").splitlines()
    parts = [line.split() for line in lines if line.strip()]
    return {part[0]: Span(int(part[2]), int(part[2]) + int(part[3])) for part in parts}


def _things(path: Path, text: str, stretches: Mapping[str, Span]) -> dict[str, Value]:
    mentions = {}
    for line in path.with_suffix(".objects").read_text(encoding="utf-8-sig").splitlines():
        name, _, *parts = line.partition("#")[0].split() or ["", ""]
        inside = [stretches[part] for part in parts if part in stretches]
        if inside:
            mentions[name] = Span(min(s.start for s in inside), max(s.stop for s in inside))
    found = {}
    for block in path.with_suffix(".coref").read_text(encoding="utf-8-sig").split("\n\n"):
        lines = block.strip().splitlines()
        if not lines:
            continue
        name, *parts = lines[0].split()
        spans = frozenset(mentions[part] for part in parts if part in mentions)
        found[name] = Value(_names(lines[1:]) | {plain(span.of(text)) for span in spans}, spans)
    return found


def _names(lines: list[str]) -> frozenset[str]:
    """The names of a thing; of a person also first name and surname together in both orders."""
    by_key: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line.partition(" ")
        by_key.setdefault(key, []).append(value.strip())
    found = set(by_key.get("name", [])) | set(by_key.get("nickname", []))
    for last in by_key.get("lastname", []):
        found.add(last)
        for first in by_key.get("firstname", []):
            found |= {f"{first} {last}", f"{last} {first}", first}
            found |= {f"{first} {middle} {last}" for middle in by_key.get("patronymic", [])}
    return frozenset(plain(name) for name in found if name)


def _fact(lines: list[str], text: str, things: Mapping[str, Value], stretches: Mapping[str, Span]) -> Fact:
    kind = lines[0].split()[1]
    arguments = []
    for line in lines[1:]:
        name, _, rest = line.partition(" ")
        if name in {"Модальность", "Сложность", "Фаза"}:
            continue
        arguments.append((name, _value(rest, text, things, stretches)))
    shown = "; ".join(line for line in lines[1:])
    return Fact(kind, tuple(arguments), shown, is_hard=any(_HARD in line for line in lines[1:]))


def _value(rest: str, text: str, things: Mapping[str, Value], stretches: Mapping[str, Span]) -> Value:
    names: set[str] = set()
    spans: set[Span] = set()
    for part in rest.split("|"):
        key, _, words = part.strip().partition(" ")
        if key.startswith("obj"):
            thing = things[key[3:]]
            names |= {plain(words), *thing.names}
            spans |= thing.spans
        elif key.startswith("span"):
            names |= {plain(words), plain(stretches[key[4:]].of(text))}
            spans.add(stretches[key[4:]])
        else:
            names.add(plain(part))
    return Value(frozenset(names), frozenset(spans))
