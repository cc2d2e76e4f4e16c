"""Where the rules of this package write what they find: drafts of entities, and which mention stands for which.

In: Parsed, Mention. Out: Resolved. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from letopis.ids import name_key
from letopis.records.entity import Entity, EntityKind, Holding, Link, Resolved
from letopis.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.records.mention import Mention, MentionKind
    from letopis.records.text import Parsed


@dataclass(slots=True)
class Draft:
    """An entity in the making. `label` is fixed for known entities; else the best of `names` is taken."""

    id: str
    kind: EntityKind
    label: str | None = None
    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    same_as: tuple[str, ...] = ()
    scoped: bool = False

    def best_name(self) -> str:
        """The fixed label, else the name seen most often, of equals the longest."""
        if self.label:
            return self.label
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))


class Board:
    """Drafts by id and links by mention; `open` mentions are those that nothing is known of yet."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention]) -> None:
        self.article = parsed.article
        self.mentions = mentions
        self.trees = [Tree(sentence) for sentence in parsed.sentences]
        self.drafts: dict[str, Draft] = {}
        self.links: dict[Mention, Link] = {}
        self.holdings: list[Holding] = []
        self._starts = [sentence.span.start for sentence in parsed.sentences]

    def sentence_at(self, offset: int) -> int | None:
        """The number of the sentence that an offset lies in, or that ends before it."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 else None

    def open(self, *kinds: MentionKind) -> Iterator[Mention]:
        """Mentions of these kinds without a link, in order of position."""
        return (m for m in self.mentions if m.kind in kinds and m not in self.links)

    def draft(self, entity_id: str, kind: EntityKind, *, scoped: bool = False) -> Draft:
        """The draft with that id, made if it is new."""
        return self.drafts.setdefault(entity_id, Draft(entity_id, kind, scoped=scoped))

    def link(self, mention: Mention, entity_id: str, rule: str, score: float = 1.0) -> None:
        """Says that the mention stands for the entity."""
        self.links[mention] = Link(mention, entity_id, rule, score)

    def name(self, mention: Mention, draft: Draft, rule: str, score: float = 1.0) -> None:
        """The same, and the mention's normal form is a name of the entity."""
        draft.names[mention.normal] += 2 if mention.text == mention.normal else 1
        self.link(mention, draft.id, rule, score)

    def entity_of(self, mention: Mention) -> Draft | None:
        """What the mention stands for."""
        link = self.links.get(mention)
        return self.drafts[link.entity_id] if link else None

    def before(
        self, mention: Mention, kinds: frozenset[EntityKind], *, sentences: int, word: str | None = None
    ) -> Mention | None:
        """The nearest linked mention of an entity of these kinds before this one, at most `sentences` back.

        With `word`, only of an entity that has it in one of its names.
        """
        best = None
        for other in self.mentions:
            if other.span.start >= mention.span.start:
                break
            draft = self.entity_of(other)
            if draft is None or draft.kind not in kinds or mention.sentence - other.sentence > sentences:
                continue
            if other.rule == "relational adjective" and draft.kind is not EntityKind.COUNTRY:
                continue  # «белгородский губернатор» does not make Belgorod «город»
            if word is None or any(
                word in name_key(name).split() for name in (*draft.names, *draft.aliases, draft.label or "")
            ):
                best = other
        return best

    def resolved(self) -> Resolved:
        """Everything as frozen records."""
        used = {link.entity_id for link in self.links.values()} | {holding.office_id for holding in self.holdings}
        used |= {holding.of_id for holding in self.holdings if holding.of_id}
        entities = [self._frozen(draft) for key, draft in sorted(self.drafts.items()) if key in used]
        links = sorted(self.links.values(), key=lambda link: (link.mention.span, link.mention.kind))
        return Resolved(tuple(entities), tuple(links), tuple(self.holdings))

    def _frozen(self, draft: Draft) -> Entity:
        label = balanced(draft.best_name())
        names = {name for name in (*draft.names, *draft.aliases) if name_key(name) != name_key(label)}
        return Entity(
            id=draft.id,
            kind=draft.kind,
            label=label,
            aliases=tuple(sorted(names)),
            same_as=draft.same_as,
            article_id=self.article.id if draft.scoped else None,
        )


def balanced(label: str) -> str:
    """With both its quotes or none: the words of a name may end before the closing one.

    >>> balanced("группа «Инсайт"), balanced("Оренбург»"), balanced("банк «Волна»")
    ('группа «Инсайт»', 'Оренбург', 'банк «Волна»')
    """
    missing = label.count("«") - label.count("»")
    if missing == 1 and not label.endswith("«"):
        return f"{label}»"
    return label.removesuffix("»") if missing == -1 else label
