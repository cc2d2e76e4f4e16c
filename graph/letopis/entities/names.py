"""Which names of places and organisations are one: «ОДКБ», «Организация Договора о коллективной безопасности».

In: Board, Known, Lexicon. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from letopis.entities.homelands import holder_after, homeland
from letopis.entities.known import is_bound, same_as
from letopis.ids import name_key, named_id, scoped_id
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from letopis.entities.board import Board, Draft
    from letopis.entities.known import Known
    from letopis.lexicon.tables import Lexicon
    from letopis.records.known import KnownRow
    from letopis.records.mention import Mention

_KINDS = {
    MentionKind.PLACE: (EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY, EntityKind.PLACE),
    MentionKind.ORGANIZATION: (EntityKind.ORGANIZATION,),
    MentionKind.PRODUCT: (EntityKind.PRODUCT,),
}
_HOME = "Q159"  # Russia: news in Russian name the country of a «МВД» that is not the Russian one
_FAR_FROM_HOME = 2  # times as often as Russia another country is named where «МВД» is its own
_COMMON = {"noun for a place", "noun for an organisation"}


class NameResolver:
    """Links the named places, organisations and products of one article."""

    def __init__(self, board: Board, known: Known, lexicon: Lexicon) -> None:
        self._board = board
        self._known = known
        self._lexicon = lexicon
        self._named = [m for m in board.open(*_KINDS) if m.rule not in _COMMON]
        self._countries: Counter[str] = Counter()
        self._lands: Counter[str] = Counter()  # the same with the countries of cities and regions

    def resolve(self) -> None:
        """Countries first, since they tell which «МВД» is meant; abbreviations take the entity of their expansion."""
        for mention in self._named:
            for row in self._known.find(mention.normal, kinds=_KINDS[MentionKind.PLACE])[:1]:
                is_country = row.kind is EntityKind.COUNTRY
                self._countries[row.id] += is_country
                self._lands[row.id if is_country else row.country] += 1
        expansions = dict(self.bracketed())
        for mention in self._named:
            if mention not in expansions:
                self._name(mention)
        for short, full in expansions.items():
            draft = self._board.entity_of(full)
            if draft:
                draft.aliases.add(short.normal)
                self._board.link(short, draft.id, "abbreviation in brackets after the name")
                self._rename(short, draft)

    def bracketed(self) -> Iterator[tuple[Mention, Mention]]:
        """Pairs (short name, the name right before its bracket)."""
        text = self._board.article.text
        names = [m for m in self._named if m.rule != "country in the name of a body"]
        for full, short in pairwise(names):
            between = text[full.span.stop : short.span.start].replace("\xa0", " ")
            is_closed = text[short.span.stop : short.span.stop + 2].lstrip('»"')[:1] in {")", ",", ";"}
            if (
                between.strip('»" ') == "("
                and is_closed
                and full.kind is short.kind
                and is_acronym(short.normal, full.normal)
            ):
                yield short, full

    def _rename(self, short: Mention, draft: Draft) -> None:
        """Other mentions of the short name, that were taken for something else, go to the same entity."""
        for mention in self._named:
            if mention is not short and name_key(mention.normal) == name_key(short.normal):
                self._board.link(mention, draft.id, "abbreviation explained in the article")

    def _name(self, mention: Mention) -> None:
        longer = self._longer(mention)
        is_vague = longer and any(is_bound(row, mention.normal) for row in self._known.find(mention.normal))
        row = self._row(mention) if not is_vague or self._country_before(mention) else None
        if row:
            self._board.name(mention, self._known_draft(row, mention), "name in the tables of known entities")
            return
        if longer:
            self._board.link(mention, longer, "short for a longer name in the article", 0.8)
            return
        kind = self._place_kind(mention) if mention.kind is MentionKind.PLACE else _KINDS[mention.kind][0]
        is_body = mention.kind is MentionKind.ORGANIZATION
        own = (self._country_before(mention) or "") if is_body else ""
        is_vague = is_body and any(is_bound(row, mention.normal) for row in self._known.find(mention.normal))
        scoped = scoped_id(self._board.article.id, kind, mention.normal, own) if own or is_vague else None
        is_short = is_vague or (bool(own) and mention.normal.isupper())  # «ливанский МИД» is not any «МИД»
        draft = self._board.draft(
            scoped if scoped and is_short else named_id(kind, mention.normal), kind, scoped=is_short
        )
        self._board.name(mention, draft, "same name")

    def _place_kind(self, mention: Mention) -> EntityKind:
        for word in mention.normal.split():
            row = self._lexicon.places.get(fold(word))
            if row and row.kind in {"City", "Region", "Country"}:
                return EntityKind(row.kind)
        return EntityKind.PLACE

    def _row(self, mention: Mention) -> KnownRow | None:
        rows = self._known.find(mention.normal, kinds=_KINDS[mention.kind]) or self._known.find(
            mention.text, kinds=_KINDS[mention.kind]
        )
        own = self._country_before(mention) or (self._country_of_holder(mention) if rows else None)
        for row in rows:
            if not is_bound(row, mention.normal) or (
                row.context == own if own else self._is_meant(mention, row.context)
            ):
                return row
        return None

    def _country_before(self, mention: Mention) -> str | None:
        """The country of an adjective: «американского Минобороны»."""
        tree = self._board.trees[mention.sentence]
        near = set(tree.children(mention.head, "amod"))
        for other in self._named if near else ():
            if other.sentence == mention.sentence and other.head in near and other.rule == "relational adjective":
                row = next(iter(self._known.find(other.normal, kinds={EntityKind.COUNTRY})), None)
                return row.id if row else None
        return None

    def _country_of_holder(self, mention: Mention) -> str | None:
        """«глава МИД Сергей Лавров», of whom the tables tell the country."""
        holder = holder_after(self._board, mention) if mention.kind is MentionKind.ORGANIZATION else None
        return homeland(self._board, self._known, holder) or None if holder else None

    def _is_meant(self, mention: Mention, country: str) -> bool:
        """Whether the article names that country and its places most; home news have a part for Russia."""
        rival = max((n for other, n in self._lands.items() if other != _HOME), default=0)
        is_short = " " not in mention.normal  # «Совет безопасности» may go on: «… ООН»
        if not self._lands or (is_short and self._lands[_HOME] * _FAR_FROM_HOME >= rival):
            return country == _HOME
        most = max(self._countries.values(), default=0)
        if self._countries[country] < most:
            return False
        rival = max((n for other, n in self._lands.items() if other != country), default=0)
        return self._lands[country] > rival

    def _known_draft(self, row: KnownRow, mention: Mention) -> Draft:
        draft = self._board.draft(row.id, row.kind)
        draft.same_as = same_as(row)
        is_renamed = row.kind is EntityKind.CITY and mention.rule != "relational adjective"
        if row.label.isupper() and mention.normal.count(" ") > 1 and not mention.normal.isupper():
            draft.label = mention.normal  # the article spells the abbreviation out
        if draft.label and row.label.isupper() and draft.label != row.label:
            return draft
        if draft.label is None or name_key(mention.normal) == name_key(row.label):
            draft.label = mention.normal if is_renamed and not mention.normal.isupper() else row.label
        return draft

    def _longer(self, mention: Mention) -> str | None:
        """The one entity of the article whose name begins with this one-word name: «МВД» for «МВД Казахстана»."""
        if mention.kind is not MentionKind.ORGANIZATION or " " in mention.normal:
            return None
        key = name_key(mention.normal)
        found = {
            name_key(other.normal)
            for other in self._named
            if other.kind is mention.kind and name_key(other.normal).startswith(f"{key} ")
        }
        if len(found) != 1:
            return None
        full = next(other for other in self._named if name_key(other.normal) in found)
        if full not in self._board.links:
            self._name(full)
        return self._board.links[full].entity_id


def is_acronym(short: str, full: str) -> bool:
    """Whether `short` may abbreviate `full`: its letters begin words of it, in order; or it is no abbreviation at all.

    >>> is_acronym("ОДКБ", "Организация Договора о коллективной безопасности"), is_acronym("США", "Сан-Франциско")
    (True, False)
    """
    letters = [c for c in short.casefold() if c.isalpha()]
    if short.isascii() and short.replace("-", "").isupper():
        return " " in full  # of a name in another language
    if not short.isupper():
        return short.casefold() in full.casefold()
    initials = iter("".join(word[0] for word in full.casefold().replace("-", " ").replace("«", "").split()))
    return sum(letter in initials for letter in letters) >= max(2, len(letters) - 1)


def resolve_common(board: Board, lexicon: Lexicon, *, but: Collection[str] = ()) -> None:
    """Links nouns for places and organisations («акимат», «пресс-служба Кремля») that nothing else explains.

    Nouns whose lemma is in `but` are left for later.
    """
    for mention in board.open(MentionKind.PLACE, MentionKind.ORGANIZATION):
        if fold(board.trees[mention.sentence].tokens[mention.head].lemma) in but:
            continue
        if mention.kind is MentionKind.ORGANIZATION:
            kind = EntityKind.ORGANIZATION
        else:
            row = lexicon.places.get(fold(board.trees[mention.sentence].tokens[mention.head].lemma))
            kind = EntityKind(row.kind) if row and row.kind in set(EntityKind) else EntityKind.PLACE
        scoped = scoped_id(board.article.id, kind, mention.normal)
        board.name(mention, board.draft(scoped, kind, scoped=True), "same words in the article")
