"""Numbers with their bounds and units: counts, money, percentages, measures, ages, multiples.

«более 4 тыс. задержанных» is 4000, `more`, of «задержанный»; «$11,28» is 11.28 USD. A plural magnitude without a number
(«тысячи людей») is at least one of it; «несколько человек» is no quantity.

In: Parsed, mentions of times. Out: mentions of kind QUANTITY. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from letopis.mentions.numerals import read_atoms
from letopis.mentions.quantity_patterns import GRAMMAR, QUANTITY, SINGLE_WORD, Count, read_count
from letopis.mentions.time_patterns import OTHER, Found
from letopis.records.mention import Mention, MentionKind, Quantity
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.mentions.numerals import Atom
    from letopis.records.text import Parsed, Sentence, Token

_WORDS = {"more": "более ", "less": "менее ", "about": "около ", "at_least": "не менее ", "at_most": "не более "}
_FAR = 5  # tokens between a number and what it counts
_YEARS = range(1900, 2101)


def find_quantities(parsed: Parsed, times: Sequence[Mention]) -> list[Mention]:
    """Every quantity outside the time expressions, in order of position, none overlapping.

    The span holds the words of the bound, the number and a unit of measure or money, not a counted noun; `head` is
    the counted noun where there is one, else the head of the span. A range has `bound` "range", its end in `upper`.
    """
    mentions: list[Mention] = []
    for number, sentence in enumerate(parsed.sentences):
        atoms = read_atoms(parsed.article.text, sentence)
        code = _masked(GRAMMAR.encode(atoms), atoms, [time.span for time in times if time.sentence == number])
        for rule, count in _counts(atoms, code, sentence):
            mentions.append(_mention(parsed.article.text, sentence, number, atoms, rule, count))
    return mentions


def _masked(code: str, atoms: Sequence[Atom], spans: Sequence[Span]) -> str:
    """The code of the sentence in which the atoms of times are unreadable."""
    for span in spans:
        start = bisect_left(atoms, span.start, key=lambda atom: atom.start)
        stop = bisect_left(atoms, span.stop, key=lambda atom: atom.start)
        code = code[:start] + OTHER * (stop - start) + code[stop:]
    return code


def _counts(atoms: Sequence[Atom], code: str, sentence: Sentence) -> Iterator[tuple[str, Count]]:
    matches = [("number", match) for match in QUANTITY.finditer(code)]
    matches += [("word", match) for match in SINGLE_WORD.finditer(code)]
    for rule, match in sorted(matches, key=lambda pair: pair[1].start()):
        count = read_count(Found(atoms, match, GRAMMAR, rule))
        if count and (rule == "word" or not _is_label(atoms, sentence, count)):
            yield rule, count


def _is_label(atoms: Sequence[Atom], sentence: Sentence, count: Count) -> bool:
    """Numbers that count nothing: «№ 5», «ст. 105», «3:1», «1/4», a telephone, a year, «iPhone 14», «1)»."""
    first, last = atoms[count.start], atoms[count.stop - 1]
    before = atoms[count.start - 1] if count.start else None
    after = atoms[count.stop] if count.stop < len(atoms) else None
    if after and after.text in {")", "."} and (before is None or before.text in {")", "."}) and last.number:
        return True
    if before and (before.text in {":", "/", "+", "№", "#"} or before.text == "-" and before.stop == first.start):
        return True
    if after and after.text in {":", "/"} and after.start == last.stop:
        return True
    if (
        after
        and after.stop - after.start < 4
        and after.start == last.stop
        and after.text[0].isascii()
        and after.text.isalpha()
    ):
        return True
    if before and count.bound == "exact" and _names_a_number(sentence.tokens[before.token], before):
        return True
    return not count.unit and _is_year(first) and _counted(sentence, atoms[count.stop - 1].token, count) is None


def _names_a_number(token: Token, atom: Atom) -> bool:
    labels = GRAMMAR.tables["label"]
    return (
        atom.text in labels
        or token.lemma in labels
        or (atom.text.isascii() and atom.text.isalpha() and token.pos != "PUNCT")
    )


def _is_year(atom: Atom) -> bool:
    return atom.number is not None and atom.number.value in _YEARS and atom.text.isdigit()


def _counted(sentence: Sentence, last: int, count: Count) -> int | None:
    """The token that is counted: the first noun after the number, past its attributes; else the last attribute."""
    found: int | None = None
    for index in range(last + 1, min(len(sentence.tokens), last + 1 + _FAR)):
        token = sentence.tokens[index]
        if token.pos in {"NOUN", "PROPN"}:
            is_said = token.feats.get("Case") != "Nom" or token.text == "человек" or count.value % 10 == 1
            return index if is_said else found
        if not _is_attribute(token):
            break
        found = index
    return found


def _is_attribute(token: Token) -> bool:
    if token.pos == "VERB":
        return token.feats.get("VerbForm") == "Part" and "Case" in token.feats
    return token.pos in {"ADJ", "DET"} and token.feats.get("Case") != "Nom"


def _mention(text: str, sentence: Sentence, number: int, atoms: Sequence[Atom], rule: str, count: Count) -> Mention:
    span = Span(atoms[count.start].start, atoms[count.stop - 1].stop)
    first, last = atoms[count.start].token, _last_token(sentence, span)
    counted = None if count.unit else _counted(sentence, last, count)
    unit = count.unit or (_unit_of(sentence.tokens[counted]) if counted is not None else "")
    head = counted if counted is not None else _head(sentence, first, last)
    value = Quantity(count.value, count.bound, unit, count.upper)
    normal = _normal(value, sentence.tokens[counted].text if counted is not None else unit)
    return Mention(span, span.of(text), MentionKind.QUANTITY, normal, number, head, f"quantity.{rule}", 1.0, value)


def _last_token(sentence: Sentence, span: Span) -> int:
    return bisect_left(sentence.tokens, span.stop, key=lambda token: token.span.start) - 1


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The token of the span that depends on none in it; else the last."""
    for index in range(first, last + 1):
        token = sentence.tokens[index]
        if token.pos not in {"ADP", "PUNCT", "ADV", "PART"} and not first <= token.head <= last:
            return index
    return last


_ENDINGS = (
    ("ихся", "ийся"),
    ("ых", "ый"),
    ("ых", "ый"),
    ("ыми", "ый"),
    ("ым", "ый"),
    ("ого", "ый"),
    ("их", "ий"),
    ("ими", "ий"),
)


def _unit_of(token: Token) -> str:
    """The lemma; of a participle its nominative: «задержанных» → «задержанный»."""
    if token.pos != "VERB":
        return token.lemma
    form = token.text.lower()
    return next((form.removesuffix(old) + new for old, new in _ENDINGS if form.endswith(old)), form)


def _normal(value: Quantity, counted: str) -> str:
    """«более 4000 человек»."""
    words = f"{value.value:.15g}" if value.upper is None else f"{value.value:.15g}–{value.upper:.15g}"
    return f"{_WORDS.get(value.bound, '')}{words} {counted}".strip()
