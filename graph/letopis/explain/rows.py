"""The row of the lexicon that a predicate comes from, with its frame and its example.

«провести разговор» → light.tsv: провести + разговор as «поговорить», frame `speaksWith`.

In: the label and the property of a statement, lexicon. Out: lines. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.lexicon.rows import LightRow, PredicateRow, TitleRow
    from letopis.lexicon.tables import Lexicon

_RULED = "ruled by "
_TAGS = ("VERB", "NOUN", "ADJ")


def predicate_lines(lexicon: Lexicon, label: str, name: str) -> Iterator[str]:
    """Where a predicate comes from; `label` is what a reader sees of it, `name` the local name of its property."""
    frame = lexicon.frames.get(name)
    words = fold(label).split()
    row = _light(lexicon, words, name) or _plain(lexicon, words, name)
    if frame:
        yield f"frame {frame.name} ({frame.event_class}): {frame.label}, «{frame.example}»"
    if row:
        yield row
    elif not frame:
        yield f"the lexicon has no row for «{label}»; the property is the lemma itself"


def ruler_lines(lexicon: Lexicon, rule: str) -> Iterator[str]:
    """The rows of the word that rules an infinitive or a clause, by the part «ruled by …» of a rule."""
    lemma = rule.partition(_RULED)[2].partition(",")[0]
    for (word, complement), rows in lexicon.control.items():
        for row in rows if lemma and word == fold(lemma) else ():
            gives = f"{row.polarity}, {row.modality}, subject is its {row.controller}"
            yield f"control.tsv: {row.lemma} + {complement}: {gives}, «{row.example}»"


def title_line(lexicon: Lexicon, office: str) -> str | None:
    """The row of titles.tsv that an office's name begins with, the longest."""
    words = fold(office).split()
    for length in range(len(words), 0, -1):
        row = lexicon.titles.get(" ".join(words[:length]))
        if row:
            return _title(row)
    return None


def _light(lexicon: Lexicon, words: list[str], name: str) -> str | None:
    rows = (row for key, row in lexicon.light.items() if key[0] == words[0] and len(words) > 1)
    for row in rows:
        own = lexicon.predicates.get((fold(row.equivalent), "VERB"))
        frame = row.frame or (own.frame if own else "")
        stem = fold(row.noun).split()[-1][:4]
        if frame == name and any(word.startswith(stem) for word in words[1:]):
            return _shown(row)
    return None


def _plain(lexicon: Lexicon, words: list[str], name: str) -> str | None:
    """By the first word of the label, else by a later one («продолжать выпускать»)."""
    for word in words:
        for tag in _TAGS:
            row = lexicon.predicates.get((word, tag))
            if row and row.frame == name:
                return _predicate(row)
    return None


def _predicate(row: PredicateRow) -> str:
    roles = "; ".join(f"{slot}={role}" for slot, role in row.roles.items())
    return f"predicates.tsv: {row.lemma} {row.pos}{f' ({roles})' if roles else ''}, «{row.example}»"


def _shown(row: LightRow) -> str:
    words = " ".join(filter(None, (row.verb, row.prep, row.noun)))
    return f"light.tsv: {words}, as «{row.equivalent}», «{row.example}»"


def _title(row: TitleRow) -> str:
    return f"titles.tsv: {row.label} ({row.kind}), «{row.example}»"
