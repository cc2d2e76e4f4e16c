"""Who holds which office: «президент Казахстана Токаев», «Армении как председателя организации».

In: Board, after titles and names are linked. Out: holdings on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.entities.known import same_as
from letopis.ids import named_id, scoped_id
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind, Holding
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from letopis.entities.board import Board, Draft
    from letopis.entities.known import Known
    from letopis.lexicon.tables import Lexicon
    from letopis.records.mention import Mention

_INSIDE = frozenset({"в", "на"})
_STOPS = frozenset(",;:()")
_OF = frozenset({EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY, EntityKind.PLACE, EntityKind.ORGANIZATION})


_HOLDERS = frozenset({MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.PRONOUN})
_BEING = frozenset({"быть", "являться", "стать", "становиться", "оставаться", "остаться", "работать", "служить"})
_MAKING = frozenset({"назначить", "назначать", "избрать", "избирать", "переизбрать", "выбрать", "утвердить"})


def find_holdings(board: Board, lexicon: Lexicon, known: Known) -> None:
    """Adds a holding for every title that stands beside a name, after «как», or as the predicate of a name."""
    for title in board.mentions:
        if title.kind is not MentionKind.TITLE:
            continue
        link = board.links.get(title)
        holder = link.entity_id if link and link.rule == "office beside a name" else _other_holder(board, title)
        if holder:
            board.holdings.append(_holding(board, lexicon, known, title, holder))


def _other_holder(board: Board, title: Mention) -> str | None:
    tree = board.trees[title.sentence]
    particle = next((i for i in tree.children(title.head) if tree.tokens[i].text.casefold() == "как"), None)
    if particle is not None:
        stop = tree.tokens[particle].span.start
        text = board.article.text
        near = [
            m for m in board.mentions if m.span.stop <= stop and not text[m.span.stop : stop].strip() and m is not title
        ]
    else:
        subjects = _subjects(board, title)
        near = [m for m in board.mentions if m.sentence == title.sentence and m.head in subjects] if subjects else []
    return next((board.links[m].entity_id for m in near if m in board.links and _may_hold(board, m)), None)


def _may_hold(board: Board, mention: Mention) -> bool:
    """Names and pronouns, and «основатель Иван Петров», which is spoken of by an office of his."""
    is_beside = mention.kind is MentionKind.TITLE and board.links[mention].rule == "office beside a name"
    return is_beside or mention.kind in _HOLDERS


def _subjects(board: Board, title: Mention) -> set[int]:
    """Heads of those who are, become or are made what the title says: «Баллак стал капитаном», «избрали депутатом»."""
    tree = board.trees[title.sentence]
    head = title.head
    while tree.tokens[head].rel == "conj" and tree.tokens[tree.tokens[head].head].feats.get("Case") == "Ins":
        head = tree.tokens[head].head
    token = tree.tokens[head]
    if token.rel == "root":
        return set(tree.children(head, "nsubj"))
    verb = token.head
    if token.feats.get("Case") != "Ins" or verb < 0 or tree.cases(head):
        return set()
    lemma = fold(tree.tokens[verb].lemma)
    if lemma in _BEING:
        return set(tree.children(verb, "nsubj"))
    return set(tree.children(verb, "obj", "nsubj:pass")) if lemma in _MAKING else set()


def _holding(board: Board, lexicon: Lexicon, known: Known, title: Mention, holder: str) -> Holding:
    row = lexicon.titles.get(fold(board.trees[title.sentence].tokens[title.head].lemma))
    of_id = _complement(board, title, is_held=row is None or row.is_held)
    if of_id and row and "губернатор" in row.label:
        of_id = _region(board, known, title, of_id)
    draft = board.drafts.get(of_id or "")
    label = title.normal
    if draft and not draft.scoped:
        office_id = named_id("Office", label)
        office = board.draft(office_id, EntityKind.OFFICE)
    else:
        office_id = scoped_id(board.article.id, "Office", label)
        office = board.draft(office_id, EntityKind.OFFICE, scoped=True)
    office.names[label] += 1
    return Holding(holder, office_id, title, of_id)


def _region(board: Board, known: Known, title: Mention, of_id: str) -> str | None:
    """«курский губернатор» governs «Курская область», not Kursk; a city that is no region has no governor."""
    if board.drafts[of_id].kind is not EntityKind.CITY:
        return of_id
    tree = board.trees[title.sentence]
    adjectives = [tree.tokens[i].lemma for i in tree.children(title.head, "amod")]
    names = [f"{word[:-2]}ая область" for word in adjectives if word.endswith("ий")]
    row = next((r for name in names for r in known.find(name, kinds={EntityKind.REGION})), None)
    if row is None:
        return None if adjectives else of_id
    draft = board.draft(row.id, row.kind)
    draft.label, draft.same_as = row.label, same_as(row)
    return row.id


def _complement(board: Board, title: Mention, *, is_held: bool) -> str | None:
    """What the office is of: its genitive, or the place of its adjective; the longest name that begins first."""
    tree = board.trees[title.sentence]
    inside = [m for m in board.mentions if m.sentence == title.sentence and m is not title and m in board.links]
    inside = [m for m in inside if tree.tokens[m.head].head == title.head or m.span in title.span]
    inside = [m for m in inside if "из" not in tree.cases(m.head) and (is_held or m.rule != "relational adjective")]
    inside = [m for m in inside if not set(board.article.text[title.span.stop : m.span.start]) & _STOPS]
    inside.sort(key=lambda m: _farness(board, title, m))
    bodies = [(m, d) for m in inside if (d := board.entity_of(m)) and d.kind in _OF]
    found = _named(board, *bodies[0], bodies) if bodies else None
    if found is None and any(
        tree.tokens[i].text.casefold() in {"ее", "её", "его", "их"} for i in tree.children(title.head)
    ):
        antecedent = board.before(title, _OF, sentences=0)
        found = board.links[antecedent].entity_id if antecedent else None
    return found


def _farness(board: Board, title: Mention, mention: Mention) -> int:
    """Complements of the office come first, then its adjectives, then what lies deeper, adjectives last again."""
    token = board.trees[title.sentence].tokens[mention.head]
    if board.trees[title.sentence].cases(mention.head) & _INSIDE:
        return 4  # «директор Philips в России»
    return (2 if token.head != title.head else 0) + token.rel.startswith("amod")


def _named(board: Board, mention: Mention, draft: Draft, bodies: list[tuple[Mention, Draft]]) -> str:
    """The body's name right after the noun for it: «лидер партии «Зелёные»»."""
    text = board.article.text
    for other, name in bodies:
        is_next = other.span.start >= mention.span.stop and not text[mention.span.stop : other.span.start].strip(
            ' \xa0«"'
        )
        if draft.scoped and is_next and not name.scoped and name.kind is draft.kind:
            return name.id
    return draft.id
