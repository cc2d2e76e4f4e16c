"""The stages in their order, for one article after another: text to claims, with no store.

In: Article. Out: Reading. Touches: loads the models and tables once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.claims.extract import extract
from letopis.claims.found import Ties
from letopis.entities.found import identify
from letopis.entities.known import Known
from letopis.entities.resolve import resolve
from letopis.lexicon import tables
from letopis.lexicon.found import load_found
from letopis.mentions.find import find_mentions
from letopis.mentions.found import find_found
from letopis.model import DEFAULT
from letopis.morphology import Morphology
from letopis.parse.parser import Parser
from letopis.resources import entities_dir
from letopis.sources.tables import read_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.lexicon.tables import Lexicon
    from letopis.records.claim import Claim
    from letopis.records.entity import Resolved
    from letopis.records.mention import Mention, Noted
    from letopis.records.text import Article, Parsed


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that Letopis makes of one article."""

    article: Article
    parsed: Parsed
    mentions: tuple[Mention, ...]
    resolved: Resolved
    claims: tuple[Claim, ...]


class Reader:
    """The models and tables, loaded once, and the stages over them."""

    def __init__(self, parser: Parser, morphology: Morphology, lexicon: Lexicon, known: Known) -> None:
        self.parser = parser
        self._morphology = morphology
        self._lexicon = lexicon
        self._found = load_found()
        self.known = known

    @classmethod
    def load(cls, model: str = DEFAULT) -> Reader:
        """With the models of the installed packages and the tables that ship with Letopis."""
        return cls(Parser.load(model), Morphology(), tables.load(), Known(read_known(entities_dir())))

    def read(self, article: Article, parsed: Parsed | None = None) -> Reading:
        """One article; `parsed` spares the parse where it was done in a batch."""
        parsed = parsed or self.parser(article)
        mentions = find_mentions(parsed, self._lexicon, self._morphology, self.known.kind_of)
        resolved = resolve(parsed, mentions, self._lexicon, self.known)
        if parsed.findings is None:
            claims = extract(parsed, mentions, resolved, self._lexicon)
            return Reading(article, parsed, mentions, resolved, claims)
        noted = find_found(parsed, self._found.kinds, self._lexicon, self._morphology)
        identified = identify(parsed, noted, resolved, self.known, self._found.kinds)
        ties = Ties(parsed.findings, identified, self._found.ties, self.known.country_of)
        claims = extract(parsed, mentions, resolved, self._lexicon, ties)
        resolved, mentions = identified.resolved, _together(mentions, noted)
        return Reading(article, parsed, mentions, resolved, claims)


def _together(mentions: Sequence[Mention], noted: Sequence[Noted]) -> tuple[Mention, ...]:
    """The mentions of the rules, and those of the model that have other words, in order of position."""
    spans = {mention.span for mention in mentions}
    new = [note.mention for note in noted if note.mention.span not in spans]
    return tuple(sorted([*mentions, *new], key=lambda mention: (mention.span.start, -mention.span.stop, mention.kind)))
