"""Organisations called by a common noun: with their name («концерн Bayer») and, later, without it («компания»).

«Концерн Bayer купил завод. Компания заплатила…»: noun and name are one entity, and «компания» is the only organisation
near that may be one: not a ministry, not the newspaper that tells it.

In: Board, after names are linked; Lexicon. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from letopis.entities.salience import Salience
from letopis.ids import name_key
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.entities.board import Board, Draft
    from letopis.entities.salience import Candidate
    from letopis.lexicon.bodies import BodyRow
    from letopis.lexicon.tables import Lexicon
    from letopis.records.mention import Mention

_NOUNS = (MentionKind.ORGANIZATION, MentionKind.NOMINAL, MentionKind.PLACE, MentionKind.GROUP)
_NAMES = frozenset({MentionKind.ORGANIZATION, MentionKind.PRODUCT})
_COMMON = "noun for an organisation"
_KINDS = frozenset({EntityKind.ORGANIZATION})
_MARKS = ' \xa0«"„“»”'
_OF_STATE = re.compile(
    r"(мин|гос|ген|деп(?!утат|о)|рос(?!биз|нефть|тех|атом|сия))[а-я]{3,}|фсб|фсо|мвд|мид|мчс|сбу|фбр|цру|фас|фнс|фтс|цб|ск"
)
_MAY_BE = {  # sorts of organisations that a noun of the sort may mean; "": nothing is known of it
    "company": frozenset({"company", "special", ""}),
    "special": frozenset({"special"}),
    "media": frozenset({"media"}),  # an agency is no «газета» and seldom an «издание»
    "agency": frozenset({"agency", "media"}),
    "state": frozenset({"state"}),
    "party": frozenset({"party"}),
    "movement": frozenset({"movement"}),
    "club": frozenset({"club", ""}),
    "any": frozenset({"any", "movement", "company", "special", "party", ""}),
}
_MEDIA = frozenset({"media", "agency"})
_ANY_STATE = frozenset({"ведомство", "регулятор"})
_WORD = re.compile(r"\w+(?:-\w+)*")
_POINTING = frozenset({"этот", "сам", "весь", "данный"})
_REACH = 3  # sentences back
_LEAST, _LEAD = 0.36, 0.12  # as in `personal`, with more freedom: the sort is known
_UNSURE = frozenset({"company", "any", "club"})  # sorts that a name may be of without a sign


def resolve_bodies(board: Board, lexicon: Lexicon) -> None:
    """Links nouns beside a name first, then nouns alone, in order of position."""
    said: dict[str, set[str]] = defaultdict(set)
    for mention, row, name in list(_named(board, lexicon)):
        link = board.links[name]
        board.link(mention, link.entity_id, "noun before the name", 0.95)
        said[link.entity_id].add(row.lemma)
    hearers = _hearers(board, lexicon)
    salience = Salience(board, lexicon)
    for mention in list(board.open(*_NOUNS)):
        token = board.trees[mention.sentence].tokens[mention.head]
        bare = lexicon.bodies.get(fold(token.lemma))
        if bare is None or token.feats.get("Number") != "Sing" or not _is_alone(board, mention):
            continue
        near = salience.before(mention, _KINDS, reach=_REACH)
        near = near if bare.sort in _MEDIA else [c for c in near if c.draft.id not in hearers]
        found = _meant(near, lexicon, bare, said)
        if found:
            board.link(mention, found.draft.id, "description of the last one named", 0.8)
            salience.add(mention)


def _named(board: Board, lexicon: Lexicon) -> Iterator[tuple[Mention, BodyRow, Mention]]:
    """Nouns, their rows, and the name that each goes with."""
    names: dict[int, list[Mention]] = defaultdict(list)
    for mention in board.mentions:
        if mention.kind in _NAMES and mention.rule != _COMMON and mention in board.links:
            names[mention.sentence].append(mention)
    for mention in board.open(*_NOUNS):
        token = board.trees[mention.sentence].tokens[mention.head]
        row = lexicon.bodies.get(fold(token.lemma))
        if row and row.name != "no" and token.feats.get("Number") == "Sing":
            name = next((n for n in names[mention.sentence] if _goes_with(board, mention, n, row)), None)
            if name:
                yield mention, row, name


def _goes_with(board: Board, mention: Mention, name: Mention, row: BodyRow) -> bool:
    """Whether the name follows the noun at once, or after its complements and the tree ties it to the noun."""
    if name.span.start < mention.span.stop:
        return False
    tree, text = board.trees[mention.sentence], board.article.text
    noun, token = tree.tokens[mention.head], tree.tokens[name.head]
    gap = text[noun.span.stop : name.span.start]
    if tree.children(name.head, "case"):
        return False
    is_quoted = text[name.span.start - 1] in '«"„“' or name.text[0] in '«"„“'
    cases = {token.feats.get("Case"), noun.feats.get("Case")}
    is_fitting = is_quoted or None in cases or len(cases) == 1 or token.feats.get("Case") == "Nom"
    if not gap.strip(_MARKS):
        return is_fitting and row.name == "yes"
    is_tied = token.head == mention.head and token.rel in {"appos", "nmod", "flat", "flat:name"}
    return is_fitting and is_tied and not set(gap) & set(",;()—–:")


def _is_alone(board: Board, mention: Mention) -> bool:
    """«компания», «сама компания», but not «другая компания», «компания Петрова»."""
    tree = board.trees[mention.sentence]
    beside = tree.children(mention.head, "amod", "det", "nmod", "nummod", "appos", "flat", "acl")
    return all(fold(tree.tokens[i].lemma) in _POINTING for i in beside)


def _hearers(board: Board, lexicon: Lexicon) -> set[str]:
    """Who is told: «сообщил «РИА Новости»», «рассказала ТАСС» name the newspaper, which no «организация» means."""
    found = set()
    for mention, link in board.links.items():
        tree = board.trees[mention.sentence]
        token = tree.tokens[mention.head]
        is_bare = token.rel in {"iobj", "obj"} and not tree.children(mention.head, "case")
        if is_bare and (fold(tree.tokens[token.head].lemma), "VERB") in lexicon.speech:
            found.add(link.entity_id)
    return found


def _meant(found: Sequence[Candidate], lexicon: Lexicon, row: BodyRow, said: dict[str, set[str]]) -> Candidate | None:
    """The organisation of `found` that the noun stands for: one called so already, else one well before the others."""
    called = [c for c in found if row.lemma in said[c.draft.id] or fold(row.lemma) in _words(lexicon, c.draft)]
    if called:
        return max(called, key=lambda c: c.mention.span.start)
    sorts = {c.draft.id: _sorts(lexicon, c.draft, said) for c in found}
    sure = [c for c in found if row.sort in sorts[c.draft.id]] if row.sort != "any" else []
    sure = [
        c for c in sure if row.sort != "state" or row.lemma in _ANY_STATE or _is_called(lexicon, c.draft, row.lemma)
    ]
    if row.sort == "state" and not sure:
        return None
    fitting = sure or [c for c in found if sorts[c.draft.id] & _MAY_BE[row.sort]]
    if not fitting or (row.sort in _UNSURE and fitting[0].weight < _LEAST):
        return None
    if len(fitting) == 1 or fitting[0].weight - fitting[1].weight >= _LEAD:
        return fitting[0]
    last = max(c.mention.sentence for c in fitting)
    latest = [c for c in fitting if c.mention.sentence == last]
    return latest[0] if len(latest) == 1 else None


def _is_called(lexicon: Lexicon, draft: Draft, lemma: str) -> bool:
    """Whether the name, or what it abbreviates, is that of such a body: a «прокуратура» is no «комитет»."""
    words = _words(lexicon, draft)
    expansions = (row.expansion for word in words if (row := lexicon.abbreviations.get(word)))
    words |= {fold(word) for expansion in expansions for word in _WORD.findall(expansion)}
    is_ministry = lemma == "министерство" and any(word.startswith("мин") for word in words)
    return is_ministry or any(word.endswith(lemma) for word in words)


def _words(lexicon: Lexicon, draft: Draft) -> set[str]:
    """«Альфа-банк» is a «банк», but a «пресс-служба», which is a noun of its own, is no «служба»."""
    names = (*draft.names, draft.label or "")
    whole = {fold(word) for name in names for word in _WORD.findall(name)}
    return whole | {part for word in whole if word not in lexicon.collectives for part in word.split("-")}


def _sorts(lexicon: Lexicon, draft: Draft, said: dict[str, set[str]]) -> set[str]:
    """What sorts of organisation its descriptions and names speak of; {""} where they say nothing."""
    words = {fold(lemma) for lemma in said[draft.id]} | _words(lexicon, draft)
    expansions = (row.expansion for word in words if (row := lexicon.abbreviations.get(word)))
    words |= {word for expansion in expansions for word in name_key(expansion).split()}
    found: set[str] = {lexicon.bodies[word].sort for word in words & lexicon.bodies.keys()}
    if any(_OF_STATE.fullmatch(word) for word in words):
        found.add("state")
    return found or {"any" if draft.scoped else ""}
