"""Clauses of speech put in beside what is said: «…, сообщает агентство», «как заявил министр, …», «"…", – сказал он».

Where they begin and end is told by commas and dashes, which are surer than the tree.

In: Scene, Clause. Out: Insertion. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.claims.quotes import DASHES
from letopis.claims.tellers import only_time_before
from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.records.text import Token

_CLOSE = frozenset('»"”“')
_STOPS = frozenset({",", ";", ":", ".", "!", "?", ")", "…"}) | DASHES
CARRIERS = frozenset(
    {
        "сайт",
        "канал",
        "telegram-канал",
        "телеграм-канал",
        "сообщение",
        "заявление",
        "отчет",
        "пресс-релиз",
        "релиз",
        "документ",
        "материал",
        "страница",
        "эфир",
        "сводка",
        "данные",
        "информация",
        "статистика",
        "слово",
        "доклад",
        "публикация",
        "комментарий",
        "письмо",
        "обращение",
        "пост",
        "исследование",
        "опрос",
        "решение",
        "указ",
    }
)
_LEFT = frozenset({"ADV", "PART", "CCONJ"})
_SHORT = 3  # letters of initials and abbreviations, which end in a full stop
_MOST_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Insertion:
    """Tokens `start` to `stop`, and the tokens of its content, which may lie on both sides."""

    start: int
    stop: int
    content: tuple[int, int]
    after_quote: bool = False


def insertion_of(scene: Scene, clause: Clause) -> Insertion | None:
    """The stretch of a clause of speech that is put in; None where it governs its content or stands alone."""
    tree = scene.trees[clause.sentence]
    tokens = tree.tokens
    start, is_as = _start(scene, clause)
    if start is None:
        return None
    stops = [i for i in range(clause.verb + 1, len(tokens)) if tokens[i].text in _STOPS]
    stop = next((i for i in stops if not only_time_before(scene, clause, i)), len(tokens))
    after_quote = start > 1 and not is_as and _follows_quote(tokens, start)
    if not after_quote and not is_as and not _is_complete(scene, clause, start, stop):
        return None
    return Insertion(start, stop, _content(tokens, start, stop, is_as=is_as), after_quote)


def ends_quotation(scene: Scene, clause: Clause) -> bool:
    """«…», – обратился министр к рабочим: right after a quotation with comma and dash any finite verb is of speech."""
    tokens = scene.trees[clause.sentence].tokens
    if (
        clause.verb < 3
        or tokens[clause.verb].feats.get("VerbForm") != "Fin"
        or tokens[clause.verb - 1].text not in DASHES
    ):
        return False
    before = [token.text for token in tokens[clause.verb - 3 : clause.verb - 1]]
    is_whole = before[1] == "," and before[0] in _CLOSE
    return is_whole or (before[0] in {"?", "!", "…"} and before[1] in _CLOSE)


def carriers(scene: Scene, clause: Clause) -> list[int]:
    """«свидетельствуют данные штаба»: what carries the words, where the tree took the subject for an object."""
    if clause.subjects:
        return []
    tokens = scene.trees[clause.sentence].tokens
    found = [i for i in clause.objects if i > clause.verb and scene.lemma(clause.sentence, i) in CARRIERS]
    return [i for i in found if tokens[i].feats.get("Number") == tokens[clause.verb].feats.get("Number")]


def _start(scene: Scene, clause: Clause) -> tuple[int | None, bool]:
    """The first token of the insertion, and whether it is «как»."""
    tokens = scene.trees[clause.sentence].tokens
    for index in range(clause.verb - 1, max(-1, clause.verb - _MOST_BEFORE), -1):
        token = tokens[index]
        if fold(token.text) == "как":
            is_open = index == 0 or tokens[index - 1].pos in {"PUNCT", "CCONJ"}
            return (index, True) if is_open else (None, False)
        if token.text == "," or token.text in DASHES:
            return index + 1, False
        if not (token.pos in _LEFT or scene.is_time(clause.sentence, index) or _is_about_this(tokens, index)):
            return (None, False) if not _has_as(tokens, index) else _start_at_as(tokens, index)
    return None, False


def _has_as(tokens: tuple[Token, ...], index: int) -> bool:
    return _start_at_as(tokens, index)[0] is not None


def _start_at_as(tokens: tuple[Token, ...], index: int) -> tuple[int | None, bool]:
    """«как в пятницу на брифинге заявил министр», «как мы писали»: only nouns and pronouns stand between."""
    for before in range(index, max(-1, index - _MOST_BEFORE), -1):
        if fold(tokens[before].text) == "как":
            is_open = before == 0 or tokens[before - 1].pos in {"PUNCT", "CCONJ"}
            return (before, True) if is_open else (None, False)
        if tokens[before].pos in {"VERB", "PUNCT", "SCONJ"}:
            break
    return None, False


def _is_about_this(tokens: tuple[Token, ...], index: int) -> bool:
    """«об этом» before the verb."""
    return fold(tokens[index].text) in {"об", "этом"}


def _follows_quote(tokens: tuple[Token, ...], start: int) -> bool:
    """«"…", – говорится в сообщении»."""
    return tokens[start - 1].text in DASHES and any(t.text in _CLOSE for t in tokens[max(0, start - 3) : start - 1])


def _is_complete(scene: Scene, clause: Clause, start: int, stop: int) -> bool:
    """Whether the clause has its speaker inside and no content of its own after it."""
    tree = scene.trees[clause.sentence]
    tokens = tree.tokens
    if stop < len(tokens) and tokens[stop].text == ":":
        return False
    if any(clause.verb < i for i in tree.children(clause.verb, "ccomp")):
        return False
    if any(o.preposition == "о" and scene.lemma(clause.sentence, o.token) != "это" for o in clause.obliques):
        return False
    following = [fold(token.text) for token in tokens[stop + 1 : stop + 2]]
    goes_on = any(tokens[i].pos == "VERB" and tokens[i].rel == "conj" for i in range(clause.verb + 1, stop))
    if not goes_on and following and following[0] in {"что", "чтобы"}:
        return False
    has_subject = any(clause.verb < i < stop for i in (*clause.subjects, *carriers(scene, clause)))
    is_cited = any(scene.lemma(clause.sentence, i) == "ссылка" for i in range(clause.verb, stop))
    has_body = any(
        o.preposition in {"в", "на", "из"} and clause.verb < o.token < stop + 1 for o in clause.obliques
    ) and (not clause.subjects or tokens[clause.verb].feats.get("Number") == "Plur")
    return has_subject or is_cited or (has_body and not any(i < start for i in tree.children(clause.verb, "nsubj")))


def _content(tokens: tuple[Token, ...], start: int, stop: int, *, is_as: bool) -> tuple[int, int]:
    """What is said: all before the insertion; what follows too after «как», before «а также», or if nothing else is."""
    first = next((i + 1 for i in range(start - 1, -1, -1) if _ends(tokens, i)), 0)
    last = next((i for i in range(stop, len(tokens)) if _ends(tokens, i)), len(tokens))
    tells = any(
        (t.pos == "VERB" and t.feats.get("VerbForm") != "Conv") or t.feats.get("Variant") == "Short"
        for t in tokens[first:start]
    )
    goes_on = is_as or (stop + 1 < len(tokens) and tokens[stop + 1].pos == "CCONJ")
    return (first, max(start, first + 1)) if tells and not goes_on else (first, max(last, first + 1))


def _ends(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a sentence ends there, be it by a semicolon; not «10 тыс. пончиков», «А. Иванов», «ул. Мира»."""
    text = tokens[index].text
    after = tokens[index + 1].text[0] if index + 1 < len(tokens) else ""
    is_short = index > 0 and len(tokens[index - 1].text) <= _SHORT
    return text == ";" or (text in {".", "!", "?"} and after.isupper() and not is_short)
