"""A small language for patterns over the atoms of a sentence.

`<day:day> <month:month_of> (<year:year> <year_of>?)?` finds «5 января» and «5 января 2022 года». In it

    <class>        one atom of a class: of a table, or of those that `Grammar` is given for numbers and marks
    <name:class>   the same, remembered as `name`
    <one|other>    one atom of either class
    слово          that very word, or comma
    {phrase}       a phrase that the grammar knows by name, without its remembered names

and parentheses, `|`, `?`, `*`, `+` are those of regular expressions. Every form known to the grammar is encoded as one
character, so that a sentence is a short string and a pattern an ordinary regular expression.

In: tables, atoms. Out: Rule, Grammar, Found. Touches: nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from letopis.mentions.atoms import Atom
    from letopis.mentions.time_context import Scene
    from letopis.records.mention import TimeValue

_PIECE = re.compile(r"<(?:(\w+):)?([\w|]+)>|\{(\w+)\}|([а-я]+\.?|,)|(\(\?P<\w+>|[()|?*+])|\s+")
OTHER = "\ue000"


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern found in atoms: what its remembered names stand for."""

    atoms: Sequence[Atom]
    match: re.Match[str]
    grammar: Grammar
    rule: str = ""

    def __contains__(self, name: str) -> bool:
        groups = self.match.re.groupindex
        return name in groups and self.match.start(name) >= 0

    @property
    def span(self) -> tuple[int, int]:
        """The indices of the atoms, half-open."""
        return self.match.span()

    @property
    def first(self) -> str:
        """The first word."""
        return self.atoms[self.match.start()].text

    def atom(self, name: str) -> Atom:
        """The first atom of the named part."""
        return self.atoms[self.match.start(name)]

    def number(self, name: str) -> float:
        """What the named number is worth."""
        number = self.atom(name).number
        if number is None:
            raise ValueError(f"{self.atom(name).text!r} is no number")
        return number.value

    def scale(self, name: str) -> float:
        """The magnitude that the named number was written with."""
        number = self.atom(name).number
        return number.scale if number else 1

    def value(self, name: str) -> str:
        """What the table says of the named atom."""
        text = self.atom(name).text
        return next(
            forms[text]
            for kind in self.grammar.remembered[name]
            if text in (forms := self.grammar.tables.get(kind, {}))
        )

    def part(self, name: str) -> tuple[int, int]:
        """The indices of the atoms of the named part, half-open."""
        return self.match.span(name)


@dataclass(slots=True)
class Grammar:
    """Tables, phrases and rules compiled together.

    `classify` names the classes of an atom that no table holds: numbers of several sorts, marks.
    """

    tables: Mapping[str, Mapping[str, str]]
    classify: Callable[[Atom], str]
    shapes: Sequence[str]
    phrases: dict[str, str] = field(default_factory=dict)
    remembered: dict[str, set[str]] = field(default_factory=dict)
    _chars: dict[str, str] = field(default_factory=dict)
    _shapes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for shape in self.shapes:
            self._shapes[shape] = self._char(f"<{shape}>")
        for forms in self.tables.values():
            for form in forms:
                self._char(form)

    def _char(self, form: str) -> str:
        return self._chars.setdefault(form, chr(ord(OTHER) + 1 + len(self._chars)))

    def encode(self, atoms: Sequence[Atom]) -> str:
        """One character an atom."""
        return "".join(map(self._encoded, atoms))

    def _encoded(self, atom: Atom) -> str:
        form = None if atom.number else self._chars.get(atom.text)
        return form or self._shapes.get(self.classify(atom), OTHER)

    def telling(self, weak_classes: str, weak_words: str) -> frozenset[str]:
        """The forms of which a sentence must hold one to be worth reading: all that rules know but the weak ones."""
        weak = {form for name in weak_classes.split() for form in self.tables[name]} | set(weak_words.split())
        return frozenset(form.rstrip(".") for form in self._chars if form not in weak and "<" not in form)

    def add_phrase(self, name: str, pattern: str) -> re.Pattern[str]:
        """Names a pattern, for use in later ones; also compiled."""
        compiled = self.compile(pattern)
        self.phrases[name] = re.sub(r"\(\?P<\w+>", "(?:", compiled.pattern)
        return compiled

    def compile(self, pattern: str) -> re.Pattern[str]:
        """A pattern of this language as a regular expression over encoded atoms."""
        return re.compile("".join(self._translate(pattern)))

    def _translate(self, pattern: str) -> Iterator[str]:
        place = 0
        while place < len(pattern):
            piece = _PIECE.match(pattern, place)
            if piece is None:
                raise ValueError(f"pattern {pattern!r}: cannot read {pattern[place:]!r}")
            place = piece.end()
            name, kinds, phrase, word, operator = piece.groups()
            if kinds:
                yield self._one_of(name, kinds.split("|"))
            elif phrase:
                yield f"(?:{self.phrases[phrase]})"
            elif word:
                yield self._char(word)
            elif operator:
                yield "(?:" if operator == "(" else operator

    def _one_of(self, name: str | None, kinds: list[str]) -> str:
        if kinds == ["any"]:
            return "."
        chars = []
        for kind in kinds:
            if kind in self._shapes:
                chars.append(self._shapes[kind])
            elif kind in self.tables:
                chars += [self._char(form) for form in self.tables[kind]]
            else:
                raise ValueError(f"no class of atoms is called {kind!r}")
        if name is None:
            return f"[{''.join(chars)}]"
        self.remembered.setdefault(name, set()).update(kinds)
        return f"(?P<{name}>[{''.join(chars)}])"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what makes readings of it: the atoms `start..stop` of each and what they say; none to refuse."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found, Scene], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the atoms `start..stop` say."""

    start: int
    stop: int
    value: TimeValue
