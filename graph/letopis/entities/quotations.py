"""Who speaks in a quotation: «"Я доверяю суду", — заявил Маркив», «Он сказал: "Мы победим"».

A speaker is the only subject, person or body, of the word of speech that stands right before or after the quotation.

In: Board, Lexicon. Out: Quotation. Touches: nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.entities.grammar import subjects
from letopis.lexicon.tables import fold
from letopis.records.text import Span

if TYPE_CHECKING:
    from letopis.entities.board import Board
    from letopis.lexicon.tables import Lexicon
    from letopis.tree import Tree

_MARK = re.compile(r"[«»\n]")
_AFTER = re.compile(r"[»!?….,]*\s*[—–-]\s")
_SHORTEST = 3  # words; «Движение первых» in quotes is a name


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, and the token, if known, that names who says them: (sentence, index)."""

    span: Span
    speaker: tuple[int, int] | None


def find_quotations(board: Board, lexicon: Lexicon) -> list[Quotation]:
    """The outermost stretches in quotation marks that are long enough to be speech, in order."""
    return [Quotation(span, _speaker(board, lexicon, span)) for span in _stretches(board.article.text)]


def _stretches(text: str) -> list[Span]:
    found = []
    depth, start = 0, 0
    for match in _MARK.finditer(text):
        mark, place = match.group(), match.start()
        if mark == "«":
            start = place if depth == 0 else start
            depth += 1
            continue
        depth = max(depth - 1, 0) if mark == "»" else 0
        # «…группировки "Восток", — добавили»: one mark may close a name and the speech that ends with it.
        if mark == "»" and depth == 1 and _AFTER.match(text, place + 1) and not text.startswith("»", place + 1):
            depth = 0
        if mark == "»" and depth == 0 and start < place and text.count(" ", start, place) >= _SHORTEST - 1:
            found.append(Span(start, place + 1))
            start = place
    return found


def _speaker(board: Board, lexicon: Lexicon, span: Span) -> tuple[int, int] | None:
    after = _AFTER.match(board.article.text, span.stop)
    if after:
        found = _in(board, lexicon, Span(after.end(), after.end() + 1), span)
        if found:
            return found
    return _in(board, lexicon, Span(span.start, span.start + 1), span)


def _in(board: Board, lexicon: Lexicon, near: Span, quoted: Span) -> tuple[int, int] | None:
    """The subject of the word of speech that stands outside the quotation in the sentence that holds `near`."""
    number = board.sentence_at(near.start)
    if number is None:
        return None
    tree = board.trees[number]
    found = []
    for index, token in enumerate(tree.tokens):
        if token.span in quoted or token.pos != "VERB" or (fold(token.lemma), "VERB") not in lexicon.speech:
            continue
        is_after = near.start >= quoted.stop
        if is_after != (token.span.start >= quoted.stop) or not (is_after or _opens(tree, index, quoted)):
            continue
        found.append((abs(token.span.start - near.start), _bearers(tree, index)))
    if not found and near.start < quoted.stop:
        found = [(0, subjects(tree, verb)) for verb in _before_colon(tree, quoted)]
    bearers = min(found)[1] if found else []
    return (number, bearers[0]) if len(bearers) == 1 else None


def _before_colon(tree: Tree, quoted: Span) -> list[int]:
    """«Врач поправил её: «…»»: the verb before the colon, whatever it means."""
    first = next((i for i, t in enumerate(tree.tokens) if t.span.start >= quoted.start), 0)
    if first < 2 or tree.tokens[first - 1].text != ":":
        return []
    return [i for i in range(first - 1) if tree.tokens[i].pos == "VERB" and tree.children(i, "nsubj")][-1:]


def _opens(tree: Tree, verb: int, quoted: Span) -> bool:
    """Whether the quotation is what the verb before it says: after a colon, or below the verb."""
    first = next((i for i, t in enumerate(tree.tokens) if t.span.start >= quoted.start), None)
    if first is None:
        return False
    is_below = any(t.span in quoted and verb in tree.ancestors(i) for i, t in enumerate(tree.tokens))
    return tree.tokens[first - 1].text == ":" or is_below


def _bearers(tree: Tree, verb: int) -> list[int]:
    """Subjects; «отметили в компании» has its body."""
    found = subjects(tree, verb)
    if found or tree.tokens[verb].feats.get("Number") != "Plur":
        return found
    return [i for i in tree.children(verb, "obl") if tree.cases(i) == {"в"}]
