"""Time expressions and what they mean on the calendar.

«Вечером 5 января», in an article of 2022-01-08, is `2022-01-05TEV`; «на 180 дней» is the duration `P180D`.

In: Parsed. Out: mentions of kind TIME. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.mentions.atoms import read_atoms, words_of
from letopis.mentions.time_context import Scene, Story
from letopis.mentions.time_grammar import GRAMMAR
from letopis.mentions.time_intervals import INTERVALS
from letopis.mentions.time_patterns import Found
from letopis.mentions.time_phrases import PHRASES
from letopis.mentions.time_pointers import POINTERS
from letopis.mentions.time_spans import SPANS
from letopis.records.mention import Mention, MentionKind
from letopis.records.text import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from letopis.mentions.time_patterns import Reading, Rule
    from letopis.records.text import Parsed, Sentence

RULES = (*INTERVALS, *PHRASES, *SPANS, *POINTERS)

_TELLING = GRAMMAR.telling(
    "dash open close slash around same which last next following every vague half_edge",
    "в во на за с со по до к ко от и или не , как о у из чем раз период между перед после вплоть включительно",
) | set("0123456789")


def find_times(parsed: Parsed) -> list[Mention]:
    """Every time expression, in order of position, none overlapping; of several that could stand, the longest.

    Prepositions are part of the expression («с 6 января»). Where the day of publication is unknown, a year that is
    not said stays open: `XXXX-01-05`.
    """
    story = Story.of(parsed.article.published)
    mentions: list[Mention] = []
    for number, sentence in enumerate(parsed.sentences):
        if _TELLING.isdisjoint(words_of(parsed.article.text, sentence)):
            continue
        atoms = read_atoms(parsed.article.text, sentence)
        scene = Scene(story, sentence, number, atoms, GRAMMAR.encode(atoms))
        for rule, reading in _readings(scene):
            story.remember(reading.value, number)
            mentions.append(_mention(scene, parsed.article.text, rule, reading))
    return mentions


def _readings(scene: Scene) -> Iterator[tuple[Rule, Reading]]:
    stop = 0
    for rule, match in _candidates(scene.code):
        if match.start() < stop:
            continue
        for reading in rule.read(Found(scene.atoms, match, GRAMMAR, rule.name), scene):
            stop = max(stop, reading.stop)
            yield rule, reading


def _candidates(code: str) -> list[tuple[Rule, re.Match[str]]]:
    """What the patterns find, from left to right, the longest first, of equals the rule that stands first."""
    found = [
        (match.start(), -match.end(), place, rule, match)
        for place, rule in enumerate(RULES)
        for match in rule.pattern.finditer(code)
    ]
    return [(rule, match) for *_, rule, match in sorted(found, key=lambda entry: entry[:3])]


def _mention(scene: Scene, text: str, rule: Rule, reading: Reading) -> Mention:
    span = Span(scene.atoms[reading.start].start, scene.atoms[reading.stop - 1].stop)
    head = _head(scene.sentence, scene.atoms[reading.start].token, scene.atoms[reading.stop - 1].token)
    return Mention(
        span,
        span.of(text),
        MentionKind.TIME,
        reading.value.value,
        scene.number,
        head,
        f"time.{rule.name}",
        1.0,
        reading.value,
    )


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The token of the span that depends on none in it, prepositions and marks aside; else the last."""
    for index in range(first, last + 1):
        token = sentence.tokens[index]
        if token.pos not in {"ADP", "PUNCT"} and not first <= token.head <= last:
            return index
    return last
