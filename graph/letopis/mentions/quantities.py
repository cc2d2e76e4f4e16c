"""Numbers with their bounds and units: counts, money, percentages, measures, ages, multiples.

«более 4 тыс. задержанных» is 4000, `more`, of «задержанный»; «$11,28» is 11.28 USD. A plural magnitude without a number
(«тысячи людей») is at least one of it; «несколько человек» is no quantity.

In: Parsed, mentions of times. Out: mentions of kind QUANTITY. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import NUMERALS
from letopis.mentions.atoms import read_atoms, words_of
from letopis.mentions.quantity_patterns import GRAMMAR, QUANTITY, SINGLE_WORD, Count, read_count
from letopis.mentions.time_patterns import OTHER, Found
from letopis.records.mention import Mention, MentionKind, Quantity
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.mentions.atoms import Atom
    from letopis.records.text import Parsed, Sentence, Token

_TELLING = frozenset("0123456789") | frozenset().union(
    *NUMERALS.values(), GRAMMAR.tables["folds"], GRAMMAR.tables["twice"]
)
_WORDS = {"more": "более ", "less": "менее ", "about": "около ", "at_least": "не менее ", "at_most": "не более "}
_PARTS = frozenset({"треть", "четверть"})  # «две трети»
_FAR = 5  # tokens between a number and what it counts
_REACH = 12  # tokens before «до» in which a verb of change makes it a target
_YEARS = range(1900, 2101)


def find_quantities(parsed: Parsed, times: Sequence[Mention]) -> list[Mention]:
    """Every quantity outside the time expressions, in order of position, none overlapping.

    The span holds the words of the bound, the number and a unit of measure or money, not a counted noun; `head` is
    the counted noun where there is one, else the head of the span. A range has `bound` "range", its end in `upper`.
    """
    mentions: list[Mention] = []
    for number, sentence in enumerate(parsed.sentences):
        words = words_of(parsed.article.text, sentence)
        if _TELLING.isdisjoint(words) and not any("летн" in word for word in words):
            continue
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
            yield rule, _without_target(atoms, sentence, count)


def _without_target(atoms: Sequence[Atom], sentence: Sentence, count: Count) -> Count:
    """«вырос до 5%»: «до» says where it got to, not that it may be less."""
    first = atoms[count.start]
    clause = [token.lemma for token in sentence.tokens[max(0, first.token - _REACH) : first.token]]
    if first.text != "до" or not GRAMMAR.tables["change"].keys() & clause:
        return count
    return replace(count, start=count.start + 1, bound="exact")


def _is_label(atoms: Sequence[Atom], sentence: Sentence, count: Count) -> bool:
    """Numbers that count nothing: «№ 5», «ст. 105», «3:1», «1/4», a telephone, a year, «iPhone 14», «1)»."""
    first, last = atoms[count.start], atoms[count.stop - 1]
    before = atoms[count.start - 1] if count.start else None
    after = atoms[count.stop] if count.stop < len(atoms) else None
    if after and after.text in {")", "."} and (before is None or before.text == ")"):
        return True
    if before and (
        before.text in {"№", "#"} or (before.stop == first.start and (before.text in _GLUED or before.text.isalnum()))
    ):
        return True
    if after and after.start == last.stop and (after.text in {":", "/"} or after.text.isalpha()):
        return True
    if count.stop + 1 < len(atoms) and after and after.text == "." and atoms[count.stop + 1].start == last.stop + 1:
        return True  # «78.ru»
    if count.bound in {"exact", "range"} and _is_named(atoms, sentence, count.start):
        return True
    counted = _counted(sentence, last.token, count)
    if count.unit:
        return False
    if counted is not None and _is_ordinal(sentence.tokens[counted], first, count.value):
        return True
    return counted is None and (_is_year(first) or first.text in _ONE)


_GLUED = frozenset({":", "/", "-", "."})
_ONE = frozenset(
    {"один", "одна", "одно", "одни", "одного", "одной", "одному", "одним", "одном", "одну", "одних", "одними"}
)
_STREETS = frozenset({"улица", "ул", "шоссе", "проспект", "переулок", "бульвар", "набережная", "проезд", "площадь"})
_LIST = frozenset({"и", ",", "или", "–", "-", "—"})


def _is_named(atoms: Sequence[Atom], sentence: Sentence, start: int) -> bool:
    """Whether a word right before names a numbered thing, itself or through a list: «пунктам 1 и 7», «Windows 11»."""
    while start >= 2 and atoms[start - 1].text in _LIST and atoms[start - 2].number:
        start -= 2
    if not start:
        return False
    labels, atom = GRAMMAR.tables["label"], atoms[start - 1]
    if (
        atom.text == ","
        and start >= 3
        and {sentence.tokens[a.token].lemma for a in atoms[start - 4 : start - 1]} & _STREETS
    ):
        return True
    return (
        atom.text in labels
        or sentence.tokens[atom.token].lemma in labels
        or (atom.text.isascii() and atom.text.isalpha())
    )


def _is_ordinal(noun: Token, number: Atom, value: float) -> bool:
    """«на 21 кинофестивале», «своём 34 паркране»: a singular noun after a number that asks for a plural."""
    if noun.feats.get("Number") != "Sing" or not number.text.isdigit() or noun.text == "человек" or value % 10 == 1:
        return False
    return not (2 <= value % 10 <= 4 and value % 100 not in {12, 13, 14} and noun.feats.get("Case") == "Gen")


def _is_year(atom: Atom) -> bool:
    return atom.number is not None and atom.number.value in _YEARS and atom.text.isdigit()


def _counted(sentence: Sentence, last: int, count: Count) -> int | None:
    """The token that is counted: the first noun after the number, past its attributes; else the last attribute."""
    found: int | None = None
    for index in range(last + 1, min(len(sentence.tokens), last + 1 + _FAR)):
        token = sentence.tokens[index]
        few = count.value % 10 in {1, 2, 3, 4} and count.value % 100 not in {11, 12, 13, 14}
        if token.lemma in _PARTS:
            return None
        if token.pos in {"NOUN", "PROPN"}:
            is_said = token.feats.get("Case") != "Nom" or token.text == "человек" or few
            return index if is_said else found
        if not _is_attribute(token, few=few):
            break
        found = index
    return found


def _is_attribute(token: Token, *, few: bool) -> bool:
    if token.pos == "VERB":
        return token.feats.get("VerbForm") == "Part" and "Case" in token.feats
    return token.pos in {"ADJ", "DET"} and (few or token.feats.get("Case") != "Nom")


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
