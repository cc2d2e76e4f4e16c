"""Who tells on, where only a pronoun behind the word of speech says so: «Рост продолжится», — считает он.

Whoever spoke last is meant, however many sentences of his stand between: they name others, he goes on telling.

In: Board, Lexicon, Quotation, after the other pronouns. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.entities.board import Board
    from letopis.entities.quotations import Quotation
    from letopis.lexicon.tables import Lexicon
    from letopis.records.mention import Mention
    from letopis.records.text import Token

_GENDERS = {"он": "Masc", "она": "Fem"}
_TELLERS = frozenset({EntityKind.PERSON, EntityKind.OFFICE})
_REACH = 4  # sentences back
_WORDS = frozenset({"слово", "мнение", "оценка", "версия", "данные"})


def resolve_tellers(board: Board, lexicon: Lexicon, quotations: Sequence[Quotation]) -> None:
    """Links «он» and «она» behind a verb of speech to the person who spoke last."""
    tellers = [m for m in board.mentions if _is_teller(board, lexicon, m) and not _is_quoted(m, quotations)]
    for place, mention in enumerate(tellers):
        gender = _GENDERS.get(fold(mention.text))
        if mention in board.links or gender is None or not _is_behind(board, mention):
            continue
        last = _last(board, tellers[:place], gender)
        if last is None or mention.sentence - last.sentence > _REACH:
            continue
        draft = board.entity_of(last)
        if draft is not None and draft.kind in _TELLERS and not _is_relieved(board, last, mention, quotations):
            board.link(mention, draft.id, "who spoke last", 0.8)


def _last(board: Board, before: Sequence[Mention], gender: str) -> Mention | None:
    """The last teller that may be of the gender; bodies are passed over."""
    for mention in reversed(before):
        draft = board.entity_of(mention)
        is_body = draft is not None and draft.kind not in _TELLERS
        if not is_body and _gender_of(board, mention) in {gender, None}:
            return mention
    return None


def _is_relieved(board: Board, last: Mention, mention: Mention, quotations: Sequence[Quotation]) -> bool:
    """Whether somebody else has done something since: «пояснил Петров. Режим ввёл Сидоров. "…", — предупредил он»."""
    own = board.links[last].entity_id
    since = (m for m in board.mentions if last.span.stop <= m.span.start < mention.span.start)
    for other in since:
        draft = board.entity_of(other)
        is_subject = board.trees[other.sentence].tokens[other.head].rel.startswith("nsubj")
        is_other = draft is not None and draft.kind in _TELLERS and draft.id != own
        if is_other and is_subject and not _is_quoted(other, quotations):
            return True
    return False


def _gender_of(board: Board, mention: Mention) -> str | None:
    """As the verb in the past shows it, else the word."""
    tokens = board.trees[mention.sentence].tokens
    token = tokens[mention.head]
    verb = tokens[token.head]
    return verb.feats.get("Gender") or token.feats.get("Gender")


def _is_teller(board: Board, lexicon: Lexicon, mention: Mention) -> bool:
    """A subject of a verb of speech, or «по словам Петрова»."""
    if mention.kind in {MentionKind.TIME, MentionKind.QUANTITY}:
        return False
    tokens = board.trees[mention.sentence].tokens
    token = tokens[mention.head]
    if token.head < 0:
        return False
    above = tokens[token.head]
    if token.rel.startswith("nmod"):
        return fold(above.lemma) in _WORDS and token.feats.get("Case") == "Gen"
    return token.rel.startswith("nsubj") and _is_speech(lexicon, above)


def _is_speech(lexicon: Lexicon, token: Token) -> bool:
    return token.pos == "VERB" and (fold(token.lemma), "VERB") in lexicon.speech


def _is_behind(board: Board, mention: Mention) -> bool:
    """«отметил он»: the verb stands right before the pronoun."""
    return board.trees[mention.sentence].tokens[mention.head].head == mention.head - 1


def _is_quoted(mention: Mention, quotations: Sequence[Quotation]) -> bool:
    return any(mention.span in quotation.span for quotation in quotations)
