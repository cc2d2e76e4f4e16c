"""What descriptions stand for: «президент Казахстана», «страна», «протестующие», «ситуация в Казахстане».

In: Board, Lexicon. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.entities.holders import holders_beside
from letopis.entities.homelands import holder_after, homeland
from letopis.entities.known import same_as
from letopis.ids import scoped_id
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.entities.board import Board, Draft
    from letopis.entities.known import Known
    from letopis.lexicon.tables import Lexicon
    from letopis.records.mention import Mention

_DEFINITE = {
    "страна": frozenset({EntityKind.COUNTRY}),
    "республика": frozenset({EntityKind.COUNTRY}),
    "государство": frozenset({EntityKind.COUNTRY}),
    "город": frozenset({EntityKind.CITY}),
    "область": frozenset({EntityKind.REGION}),
    "регион": frozenset({EntityKind.REGION}),
    "край": frozenset({EntityKind.REGION}),
}
_AROUND = frozenset({EntityKind.REGION})
_SAME_OFFICE = {
    "глава государства": "президент",
    "премьер": "премьер-министр",
    "глава правительства": "премьер-министр",
}
_ANYBODY = frozenset({"житель", "гражданин", "подданный", "уроженец", "участник", "победитель"})  # many are at once
_REALMS = frozenset({MentionKind.PLACE, MentionKind.ORGANIZATION})
_VAGUE = frozenset({"человек", "люди", "участник", "мужчина", "женщина", "ребенок", "дети", "житель", "сотрудник"})


def resolve_titles(board: Board, lexicon: Lexicon, known: Known) -> None:
    """Links offices to the person beside them, then to the only holder in the article, else to themselves.

    Who is of one country holds no office of another: «президент России» is not Biden, whoever else is named.
    """
    holders: dict[str, dict[str, bool]] = {}  # office: holder: whether a former one
    named: dict[str, list[Mention]] = {}  # office: its titles beside a name
    for title, link, score in list(holders_beside(board)):
        board.link(title, link.entity_id, "office beside a name", score)
        holders.setdefault(_office(board, lexicon, title), {})[link.entity_id] = _is_former(board, title)
        named.setdefault(_office(board, lexicon, title), []).append(title)
    for title in board.open(MentionKind.TITLE):
        if _is_predicate(board, title) or _office(board, lexicon, title) in _ANYBODY:
            continue
        held = holders.get(_office(board, lexicon, title), {})
        alike = [holder for holder, is_former in held.items() if is_former == _is_former(board, title)]
        candidates = list(held) if len(held) == 1 else alike if _is_former(board, title) else []
        others = named.get(_office(board, lexicon, title), ())
        if (
            len(candidates) == 1
            and _may_be_definite(board, title)
            and _may_be_one(board, lexicon, title, others)
            and not _is_abroad(board, known, title, candidates[0])
        ):
            board.link(title, candidates[0], "only holder of the office in the article", 0.8)
    for title in board.open(MentionKind.TITLE):
        row = lexicon.titles.get(fold(board.trees[title.sentence].tokens[title.head].lemma))
        kind = EntityKind.OFFICE if row is None or row.kind == "office" else EntityKind.PERSON
        entity_id = scoped_id(board.article.id, kind, title.normal)
        board.name(title, board.draft(entity_id, kind, scoped=True), "same words in the article", 0.9)


def _may_be_one(board: Board, lexicon: Lexicon, title: Mention, others: Sequence[Mention]) -> bool:
    """Not «глава Минобороны» of «глава Крыма», nor a «гражданка» of a «гражданин»; a «житель» is one after his name."""
    token = board.trees[title.sentence].tokens[title.head]
    row = lexicon.titles.get(fold(token.lemma))
    if row is not None and row.kind != "office":
        genders = {board.trees[o.sentence].tokens[o.head].feats.get("Gender") for o in others}
        if token.feats.get("Gender") not in genders or others[0].span.start > title.span.start:
            return False
    own = _realm(board, title)
    realms = [_realm(board, other) for other in others]
    return not own or not all(realms) or any(own & realm for realm in realms)


def _is_abroad(board: Board, known: Known, title: Mention, holder: str) -> bool:
    """Whether the office is in another country than its holder, as far as the tables tell where he belongs.

    «пресс-секретарь президента Песков» is of the president of his own country.
    """
    home = known.country_of(holder)
    lands = {known_id for known_id in _realm(board, title) if board.drafts[known_id].kind is EntityKind.COUNTRY}
    titles = (m for m in board.mentions if m.kind is MentionKind.TITLE and m is not title)
    if not lands and any(title.span in other.span for other in titles):
        person = holder_after(board, title)
        lands = {homeland(board, known, person)} - {""} if person else set()
    return bool(home and lands) and home not in lands


def _realm(board: Board, title: Mention) -> set[str]:
    """What the office is of, as far as it is named: bodies and places by their entities."""
    tree = board.trees[title.sentence]
    near = set(tree.children(title.head, "nmod", "amod"))
    inside = (m for m in board.mentions if m.sentence == title.sentence and m.head in near)
    drafts = [draft for m in inside if m.kind in _REALMS and (draft := board.entity_of(m))]
    return {draft.id for draft in drafts if not draft.scoped}


def _is_former(board: Board, title: Mention) -> bool:
    tree = board.trees[title.sentence]
    return any(fold(tree.tokens[i].lemma) == "бывший" for i in tree.children(title.head, "amod"))


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


def resolve_definite(board: Board, known: Known) -> None:
    """Links «страна», «город», «регион» without a complement to the last country, city or region named.

    «Президент страны Петров» is of his own country: that of the tables, else the only one that is named before.
    """
    for mention in board.open(MentionKind.PLACE, MentionKind.ORGANIZATION, MentionKind.NOMINAL):
        tree = board.trees[mention.sentence]
        token = tree.tokens[mention.head]
        kinds = _DEFINITE.get(fold(token.lemma))
        if kinds is None or token.feats.get("Number") != "Sing" or (token.rel == "conj" and kinds <= _AROUND):
            continue  # «в Киеве и области» is the region around Kyiv, not the last one named
        if any(
            tree.tokens[i].text.casefold() not in _POINTING
            for i in tree.children(mention.head, "amod", "det", "nmod", "nummod")
        ):
            continue
        lemma = fold(token.lemma)
        holder = holder_after(board, mention) if EntityKind.COUNTRY in kinds else None
        if holder:
            _link_homeland(board, known, mention, holder)
            continue
        antecedent = board.before(mention, kinds, sentences=3, word=lemma) or board.before(mention, kinds, sentences=3)
        antecedent = _foremost(board, antecedent, kinds, mention) if antecedent else None
        link = board.links.get(antecedent) if antecedent else None
        if link:
            board.link(mention, link.entity_id, "description of the last one named", 0.8)


def _foremost(board: Board, last: Mention, kinds: frozenset[EntityKind], mention: Mention) -> Mention | None:
    """Of several places that an earlier sentence names the one that it is about; none where none is its subject."""
    if last.sentence == mention.sentence or last.rule == "relational adjective":
        return last
    fellows = [m for m in board.mentions if m.sentence == last.sentence and m.rule != "relational adjective"]
    fellows = [m for m in fellows if (draft := board.entity_of(m)) and draft.kind in kinds]
    if len({board.links[m].entity_id for m in fellows}) < 2:
        return last
    tokens = board.trees[last.sentence].tokens
    return next((m for m in fellows if tokens[m.head].rel.startswith("nsubj")), None)


def _link_homeland(board: Board, known: Known, mention: Mention, holder: Mention) -> None:
    tree = board.trees[mention.sentence]
    above = tree.tokens[mention.head].head
    if above >= 0 and fold(tree.tokens[above].lemma) == "глава" and tree.tokens[mention.head].lemma == "республика":
        return  # «глава республики» governs a region
    named = {d.id for m in board.mentions if m.span.stop <= mention.span.start and (d := _country(board, m))}
    country = homeland(board, known, holder) or (named.pop() if len(named) == 1 else "")
    if country and country not in board.drafts:
        row = known.by_id(country)
        draft = board.draft(country, row.kind)
        draft.label, draft.same_as = row.label, same_as(row)
    if country:
        board.link(mention, country, "country of the holder of the office", 0.9)


def _country(board: Board, mention: Mention) -> Draft | None:
    draft = board.entity_of(mention)
    return draft if draft and draft.kind is EntityKind.COUNTRY else None


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
