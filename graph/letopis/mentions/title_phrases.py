"""Where the words of an office end: «командир батальона «Юг»», «глава управления Росгвардии по Чечне».

The tree often hangs the name of the body elsewhere, or the person's name below it; what stands right after the office
decides.

In: Tree, names by the offset where they start. Out: token indices. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from letopis.records.mention import Mention
    from letopis.tree import Tree

_BODIES = frozenset({MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.PRODUCT})
_QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“"}
_LONGEST_QUOTE = 10  # tokens between the quotes
_LONGEST = 16  # tokens of an office


def whole_title(tree: Tree, run: Sequence[int], head: int, names: Mapping[int, Mention]) -> list[int]:
    """The run around `head`, cut before the name of a person and led on to the end of what the office is of."""
    found = _before_person(tree, list(run), head, names)
    while len(found) < _LONGEST:
        longer = _within_name(tree, found, names) or _next(tree, found, names)
        if not longer:
            break
        found += longer
    return found


def _before_person(tree: Tree, run: list[int], head: int, names: Mapping[int, Mention]) -> list[int]:
    for index in run:
        name = names.get(tree.tokens[index].span.start)
        token = tree.tokens[name.head] if name else None
        if index > head and name and token and name.kind is MentionKind.PERSON and token.rel != "nmod":
            return [i for i in run if i < index]
    return run


def _within_name(tree: Tree, run: Sequence[int], names: Mapping[int, Mention]) -> list[int]:
    """The rest of a name that the run ends in: «Фонда борьбы с коррупцией»."""
    stop = tree.tokens[run[-1]].span.stop
    for index in run:
        name = names.get(tree.tokens[index].span.start)
        if name and name.kind in _BODIES and name.span.stop > stop:
            return _tokens(tree, run[-1] + 1, name.span.stop)
    return []


def _next(tree: Tree, run: Sequence[int], names: Mapping[int, Mention]) -> list[int]:
    """A name or quotation right after the run that tells of what the office is, with an adjective before it."""
    tokens, start = tree.tokens, run[-1] + 1
    first = start
    while first < len(tokens) and tokens[first].pos == "ADJ" and tokens[first].feats.get("Case") == "Gen":
        first += 1
    if first >= len(tokens) or tokens[run[-1]].text in _QUOTES.values():
        return []
    quoted = _quoted(tree, first)
    if quoted and tokens[first + 1].feats.get("Case") == "Dat" != tokens[run[0]].feats.get("Case"):
        return []  # «заявил тренер «Известиям»»
    if quoted:
        return list(range(start, quoted + 1))
    name = names.get(tokens[first].span.start)
    if name is None or name.kind not in _BODIES:
        return []
    is_genitive = tokens[first].feats.get("Case") == "Gen" or tokens[name.head].feats.get("Case") == "Gen"
    is_title_of_noun = len(run) > 1 and tokens[run[-1]].pos == "NOUN" and name.kind is not MentionKind.PLACE
    if is_genitive or is_title_of_noun:
        return _tokens(tree, start, name.span.stop)
    return []


def _quoted(tree: Tree, start: int) -> int | None:
    """The closing mark of a quoted name that opens at the token."""
    tokens = tree.tokens
    closing = _QUOTES.get(tokens[start].text)
    if closing is None or start + 1 >= len(tokens) or not tokens[start + 1].text[:1].isupper():
        return None
    reach = range(start + 1, min(start + 2 + _LONGEST_QUOTE, len(tokens)))
    return next((i for i in reach if tokens[i].text == closing), None)


def _tokens(tree: Tree, start: int, stop: int) -> list[int]:
    """Tokens from an index on that end at an offset at the latest."""
    return [i for i in range(start, len(tree.tokens)) if tree.tokens[i].span.stop <= stop]
