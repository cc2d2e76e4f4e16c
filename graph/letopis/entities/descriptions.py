"""What descriptions stand for: «президент Казахстана», «страна», «протестующие», «ситуация в Казахстане».

In: Board, Lexicon. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.ids import scoped_id
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from letopis.entities.board import Board
    from letopis.lexicon.tables import Lexicon
    from letopis.records.entity import Link
    from letopis.records.mention import Mention

_DEFINITE = {
    "страна": frozenset({EntityKind.COUNTRY}),
    "республика": frozenset({EntityKind.COUNTRY}),
    "государство": frozenset({EntityKind.COUNTRY}),
    "город": frozenset({EntityKind.CITY}),
    "область": frozenset({EntityKind.REGION}),
    "регион": frozenset({EntityKind.REGION}),
    "край": frozenset({EntityKind.REGION}),
    "организация": frozenset({EntityKind.ORGANIZATION}),
    "компания": frozenset({EntityKind.ORGANIZATION}),
    "ведомство": frozenset({EntityKind.ORGANIZATION}),
    "министерство": frozenset({EntityKind.ORGANIZATION}),
    "банк": frozenset({EntityKind.ORGANIZATION}),
    "партия": frozenset({EntityKind.ORGANIZATION}),
    "клуб": frozenset({EntityKind.ORGANIZATION}),
}
_SAME_OFFICE = {
    "глава государства": "президент",
    "премьер": "премьер-министр",
    "глава правительства": "премьер-министр",
}
_VAGUE = frozenset({"человек", "люди", "участник", "мужчина", "женщина", "ребенок", "дети", "житель", "сотрудник"})


def resolve_titles(board: Board, lexicon: Lexicon) -> None:
    """Links offices to the person beside them, then to the only holder in the article, else to themselves."""
    persons = [m for m in board.mentions if m.kind is MentionKind.PERSON]
    holders: dict[str, set[str]] = {}
    for title in board.open(MentionKind.TITLE):
        person = next((p for p in persons if p.sentence == title.sentence and _beside(board, title, p)), None)
        link = board.links.get(person) if person else None
        if link:
            board.link(title, link.entity_id, "office beside a name")
            holders.setdefault(_office(board, lexicon, title), set()).add(link.entity_id)
    for title in board.open(MentionKind.TITLE):
        link = _fellow_link(board, title)
        if link:
            board.link(title, link.entity_id, "office beside a name", 0.9)
            holders.setdefault(_office(board, lexicon, title), set()).add(link.entity_id)
    for title in board.open(MentionKind.TITLE):
        if _is_predicate(board, title):
            continue
        candidates = holders.get(_office(board, lexicon, title), set())
        if len(candidates) == 1 and _may_be_definite(board, title):
            board.link(title, next(iter(candidates)), "only holder of the office in the article", 0.8)
    for title in board.open(MentionKind.TITLE):
        row = lexicon.titles.get(fold(board.trees[title.sentence].tokens[title.head].lemma))
        kind = EntityKind.OFFICE if row is None or row.kind == "office" else EntityKind.PERSON
        entity_id = scoped_id(board.article.id, kind, title.normal)
        board.name(title, board.draft(entity_id, kind, scoped=True), "same words in the article", 0.9)


def _fellow_link(board: Board, title: Mention) -> Link | None:
    """«президент Египта и бывший лидер партии Мухаммед Мурси»: both offices are those of the name after the last."""
    tokens = board.trees[title.sentence].tokens
    own = tokens[title.head]
    for other, link in board.links.items():
        if other.sentence != title.sentence or link.rule != "office beside a name" or other is title:
            continue
        fellow = tokens[other.head]
        is_pair = (
            fellow.rel == "conj" and fellow.head == title.head and fellow.feats.get("Case") == own.feats.get("Case")
        )
        if is_pair and own.feats.get("Number") == "Sing" and title.span.stop < other.span.start:
            return link
    return None


def _beside(board: Board, title: Mention, person: Mention) -> bool:
    text = board.article.text
    tokens = board.trees[title.sentence].tokens
    if title.span.stop <= person.span.start:
        token = tokens[person.head]
        is_below = token.head == title.head and token.rel in {"appos", "flat", "flat:name"}
        gap = text[title.span.stop : person.span.start]
        return not gap.strip(' \xa0»"') or (is_below and "," not in gap and "(" not in gap)
    between = text[person.span.stop : title.span.start].strip()
    is_appositive = tokens[title.head].rel == "appos" and tokens[title.head].head == person.head
    return person.span.stop <= title.span.start and between in {",", "—", "–"} and is_appositive


def _is_predicate(board: Board, title: Mention) -> bool:
    """«Армения как председатель», «стал президентом»: the office itself is spoken of, not its holder."""
    token = board.trees[title.sentence].tokens[title.head]
    return token.rel in {"root", "xcomp", "ccomp"} or (token.feats.get("Case") == "Ins" and token.rel == "obl")


def _may_be_definite(board: Board, title: Mention) -> bool:
    return not board.trees[title.sentence].children(title.head, "det", "nummod")


def _office(board: Board, lexicon: Lexicon, title: Mention) -> str:
    """The office by its canonical name, without what it is of."""
    tree = board.trees[title.sentence]
    lemma = fold(tree.tokens[title.head].lemma)
    pair = next((f"{lemma} {fold(tree.tokens[i].lemma)}" for i in tree.children(title.head, "nmod")), "")
    if pair in {"глава государство", "глава правительство"}:
        return _SAME_OFFICE["глава государства" if "государство" in pair else "глава правительства"]
    row = lexicon.titles.get(lemma)
    label = row.label if row else lemma
    return _SAME_OFFICE.get(label, label)


def resolve_definite(board: Board) -> None:
    """Links «страна», «город», «организация» without a complement to the last country, city or organisation named."""
    for mention in board.open(MentionKind.PLACE, MentionKind.ORGANIZATION, MentionKind.NOMINAL):
        tree = board.trees[mention.sentence]
        token = tree.tokens[mention.head]
        kinds = _DEFINITE.get(fold(token.lemma))
        if kinds is None or token.feats.get("Number") != "Sing":
            continue
        if any(
            tree.tokens[i].text.casefold() not in _POINTING
            for i in tree.children(mention.head, "amod", "det", "nmod", "nummod")
        ):
            continue
        lemma = fold(token.lemma)
        antecedent = board.before(mention, kinds, sentences=3, word=lemma) or board.before(mention, kinds, sentences=3)
        link = board.links.get(antecedent) if antecedent else None
        if link:
            board.link(mention, link.entity_id, "description of the last one named", 0.8)


_POINTING = frozenset(
    {"этой", "этом", "этот", "эта", "эту", "этого", "всей", "вся", "всю", "всем", "весь", "самой", "самом"}
)


def resolve_groups(board: Board) -> None:
    """Links groups and noun phrases: equal words are one thing in an article, unless they are counted or vague."""
    counted = {(m.sentence, m.head) for m in board.mentions if m.kind is MentionKind.QUANTITY}
    for mention in board.open(MentionKind.GROUP, MentionKind.NOMINAL):
        kind = EntityKind.GROUP if mention.kind is MentionKind.GROUP else EntityKind.THING
        lemma = fold(board.trees[mention.sentence].tokens[mention.head].lemma)
        is_single = (mention.sentence, mention.head) in counted or (lemma in _VAGUE and " " not in mention.normal)
        own = f"{mention.span.start}" if is_single else ""
        draft = board.draft(scoped_id(board.article.id, kind, mention.normal, own), kind, scoped=True)
        board.name(mention, draft, "words of their own" if own else "same words in the article")
