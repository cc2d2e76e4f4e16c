"""What is read and what the parser makes of it: articles, spans, tokens, sentences.

«Путин 8 января поговорил с Токаевым.» is one `Sentence` of seven `Token`s.

In: nothing. Out: Span, Article, Token, Sentence, Name, Parsed. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points of `Article.text`."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError(f"not a span: {self.start}..{self.stop}")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.stop <= self.stop

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.stop]


@dataclass(frozen=True, slots=True)
class Article:
    """One news text. `text` is NFC, begins with the title where there is one, and is never edited."""

    id: str
    text: str
    title: str = ""
    published: str | None = None  # ISO 8601 date, or date and time with offset, as the source gives it
    url: str | None = None
    publisher: str | None = None
    source: str = ""  # where it was read, for messages: a file's name, with the line for JSON Lines

    def __post_init__(self) -> None:
        if not self.text.startswith(self.title):
            raise ValueError(f"article {self.id}: the text does not begin with the title")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or punctuation mark with its analysis in Universal Dependencies terms (tags verbatim).

    `chance` is the probability that the parser gives to the head.
    """

    span: Span
    text: str
    lemma: str
    pos: str
    feats: Mapping[str, str] = field(hash=False)
    head: int  # index of the head in the sentence, -1 for the root
    rel: str
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens in order, disjoint, forming one tree. `repaired`: the parser's own heads were no tree."""

    span: Span
    tokens: tuple[Token, ...]
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the tagger found it: `kind` is PER, LOC or ORG; spans of one sentence do not overlap."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Spotted:
    """A span of code points and its type; `probability` is in [0, 1] and says nothing exact."""

    span: Span
    type: str
    probability: float


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation from one span to another; `head` and `tail` are indices of `Findings.spans`."""

    head: int
    tail: int
    type: str
    probability: float


@dataclass(frozen=True, slots=True)
class Findings:
    """Spans by start, then the longer first, then by type, no two alike; ties by head, tail and type, no two alike."""

    spans: tuple[Spotted, ...] = ()
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its sentences and raw names, each in order of position; `findings` where a network read it."""

    article: Article
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    findings: Findings | None = None
