"""Numbers with their bounds and units: counts, money, percentages, measures, ages, multiples.

«более 4 тыс. задержанных» is 4000, `more`, of «задержанный»; «$11,28» is 11.28 USD. A plural magnitude without a number
(«тысячи людей») is at least one of it; «несколько человек» is no quantity.

In: Parsed, mentions of times. Out: mentions of kind QUANTITY. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import NUMERALS
from letopis.mentions.atoms import read_atoms, words_of
from letopis.mentions.quantity_context import Setting, counted, is_label, without_target
from letopis.mentions.quantity_patterns import GRAMMAR, QUANTITY, SINGLE_WORD, read_count
from letopis.mentions.time_patterns import OTHER, Found
from letopis.records.mention import Mention, MentionKind, Quantity
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.mentions.atoms import Atom
    from letopis.mentions.quantity_patterns import Count
    from letopis.records.text import Parsed, Token

_TELLING = frozenset("0123456789") | frozenset().union(
    *NUMERALS.values(), GRAMMAR.tables["folds"], GRAMMAR.tables["twice"]
)
_WORDS = {"more": "более ", "less": "менее ", "about": "около ", "at_least": "не менее ", "at_most": "не более "}
_ENDINGS = (("ихся", "ийся"), ("ыми", "ый"), ("ими", "ий"), ("ых", "ый"), ("ым", "ый"), ("ого", "ый"), ("их", "ий"))


def find_quantities(parsed: Parsed, times: Sequence[Mention]) -> list[Mention]:
    """Every quantity outside the time expressions, in order of position, none overlapping.

    The span holds the words of the bound, the number and a unit of measure or money, not a counted noun; `head` is
    the counted noun where there is one, else the head of the span. A range has `bound` "range", its end in `upper`.
    """
    text = parsed.article.text
    mentions: list[Mention] = []
    for number, sentence in enumerate(parsed.sentences):
        words = words_of(text, sentence)
        if _TELLING.isdisjoint(words) and not any("летн" in word for word in words):
            continue
        atoms = read_atoms(text, sentence)
        code = _masked(GRAMMAR.encode(atoms), atoms, [time.span for time in times if time.sentence == number])
        setting = Setting(sentence, atoms)
        mentions += [_mention(text, setting, number, rule, count) for rule, count in _counts(setting, code)]
    return mentions


def _masked(code: str, atoms: Sequence[Atom], spans: Sequence[Span]) -> str:
    """The code of the sentence in which the atoms of times are unreadable."""
    for span in spans:
        start = bisect_left(atoms, span.start, key=lambda atom: atom.start)
        stop = bisect_left(atoms, span.stop, key=lambda atom: atom.start)
        code = code[:start] + OTHER * (stop - start) + code[stop:]
    return code


def _counts(setting: Setting, code: str) -> Iterator[tuple[str, Count]]:
    matches = [("number", match) for match in QUANTITY.finditer(code)]
    matches += [("word", match) for match in SINGLE_WORD.finditer(code)]
    for rule, match in sorted(matches, key=lambda pair: pair[1].start()):
        count = read_count(Found(setting.atoms, match, GRAMMAR, rule))
        if rule == "word" or not is_label(setting, count):
            yield rule, without_target(setting, count)


def _mention(text: str, setting: Setting, number: int, rule: str, count: Count) -> Mention:
    span = Span(setting.atoms[count.start].start, setting.atoms[count.stop - 1].stop)
    tokens = setting.sentence.tokens
    noun = None if count.unit else counted(setting, count)
    head = _head(setting, count) if noun is None else noun
    unit = count.unit if noun is None else _unit_of(tokens[noun])
    value = Quantity(count.value, count.bound, unit, count.upper)
    normal = _normal(value, unit if noun is None else tokens[noun].text)
    return Mention(span, span.of(text), MentionKind.QUANTITY, normal, number, head, f"quantity.{rule}", 1.0, value)


def _head(setting: Setting, count: Count) -> int:
    """The token of the span that depends on none in it; else the last."""
    first, last = setting.atoms[count.start].token, setting.last_token(count)
    for index in range(first, last + 1):
        token = setting.sentence.tokens[index]
        if token.pos not in {"ADP", "PUNCT", "ADV", "PART"} and not first <= token.head <= last:
            return index
    return last


def _unit_of(token: Token) -> str:
    """The lemma; of a participle its nominative: «задержанных» → «задержанный»."""
    if token.pos != "VERB":
        return token.lemma
    form = token.text.lower()
    return next((form.removesuffix(old) + new for old, new in _ENDINGS if form.endswith(old)), form)


def _normal(value: Quantity, noun: str) -> str:
    """«более 4000 человек»."""
    words = f"{value.value:.15g}" if value.upper is None else f"{value.value:.15g}–{value.upper:.15g}"
    return f"{_WORDS.get(value.bound, '')}{words} {noun}".strip()
