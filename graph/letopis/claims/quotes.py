"""Quotations: stretches of text between quotation marks, over one or several sentences.

«Мост закрыт. Ремонт начнётся весной», — сказал мэр: one `Quotation` that begins in the first sentence and ends in the
second. Marks inside marks belong to the outer quotation; a quotation that is never closed is none.

In: Scene. Out: Quotation. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.scene import Scene
    from letopis.records.text import Span, Token

DASHES = frozenset({"–", "—", "-"})
_OPEN = frozenset("«„")
_CLOSE = frozenset("»”")
_BOTH = frozenset('"“')  # as typed, they open after a space and close before one
_LONGEST = 14  # sentences of one quotation


@dataclass(frozen=True, slots=True)
class Quotation:
    """Code points `start` to `stop`, marks included, from sentence number `first` to `last`.

    `opening` and `closing` are the tokens of the marks in these two sentences.
    """

    start: int
    stop: int
    first: int
    opening: int
    last: int
    closing: int

    def holds(self, span: Span) -> bool:
        """Whether the words stand between the marks."""
        return self.start <= span.start and span.stop <= self.stop


def quotations(scene: Scene) -> tuple[Quotation, ...]:
    """The outermost quotations in order of position."""
    found = []
    opened: list[tuple[int, int]] = []
    for number, index, is_open in _marks(scene):
        is_slip = opened and is_open and index == 0 and _is_apart(scene, number)
        if opened and (number - opened[0][0] >= _LONGEST or is_slip):
            opened.clear()
        if is_open:
            opened.append((number, index))
        elif opened:
            if len(opened) == 1 or _ends_speech(scene, number, index):
                found.append(_made(scene, opened[0], (number, index)))
                opened.clear()
            else:
                opened.pop()
    return tuple(found)


def _is_apart(scene: Scene, number: int) -> bool:
    """Whether a paragraph begins with that sentence: where it opens a quotation, one left open before is a slip."""
    if not number:
        return False
    before, own = (tree.sentence.span for tree in scene.trees[number - 1 : number + 1])
    gap = scene.article.text[before.stop : own.start]
    return "\n" in gap or len(gap) > 1


def _marks(scene: Scene) -> Iterator[tuple[int, int, bool]]:
    """Sentence, token and whether it opens, of every quotation mark."""
    for number, tree in enumerate(scene.trees):
        for index, token in enumerate(tree.tokens):
            if token.text in _OPEN:
                yield number, index, True
            elif token.text in _CLOSE:
                yield number, index, False
            elif token.text in _BOTH:
                yield number, index, _opens(scene.article.text, token)


def _opens(text: str, token: Token) -> bool:
    before = text[token.span.start - 1 : token.span.start]
    after = text[token.span.stop : token.span.stop + 1]
    return (not before or before.isspace() or before in "(«—–") and bool(after) and not after.isspace()


def _ends_speech(scene: Scene, number: int, index: int) -> bool:
    """«…проект «Мост», – сказал мэр»: one mark closes both quotations."""
    tokens = scene.trees[number].tokens
    after = [token.text for token in tokens[index + 1 : index + 3]]
    return len(after) == 2 and after[0] == "," and after[1] in DASHES


def _made(scene: Scene, opening: tuple[int, int], closing: tuple[int, int]) -> Quotation:
    start = scene.trees[opening[0]].tokens[opening[1]].span.start
    stop = scene.trees[closing[0]].tokens[closing[1]].span.stop
    return Quotation(start, stop, *opening, *closing)
