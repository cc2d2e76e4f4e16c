"""One article laid out for extraction: trees, and what stands at each token.

In: Parsed, Mention, Resolved, Lexicon. Out: Scene. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.claims.agreement import coordinates
from letopis.lexicon.tables import fold
from letopis.phrase import attributed
from letopis.records.entity import EntityKind
from letopis.records.mention import IMPLIED, Mention, MentionKind
from letopis.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.lexicon.tables import Lexicon
    from letopis.records.entity import Entity, Link, Resolved
    from letopis.records.text import Parsed, Span

PLACES = frozenset({EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY, EntityKind.PLACE})
ACTORS = frozenset({EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANIZATION, EntityKind.OFFICE})
_SHARED = frozenset({"область", "край", "республика", "район", "округ"})
_PRIORITY = {
    MentionKind.PERSON: 0,
    MentionKind.ORGANIZATION: 1,
    MentionKind.PLACE: 2,
    MentionKind.PRODUCT: 3,
    MentionKind.TITLE: 4,
    MentionKind.GROUP: 5,
    MentionKind.NOMINAL: 6,
    MentionKind.PRONOUN: 7,
}


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity at a token, with the words that name it and how sure the link is."""

    entity: Entity
    span: Span
    token: int
    score: float


class Scene:
    """Look-ups over one article; nothing in it changes."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], resolved: Resolved, lexicon: Lexicon) -> None:
        self.article = parsed.article
        self.lexicon = lexicon
        self.source_phrases = {row.phrase: row for row in lexicon.source_phrases}
        self.resolved = resolved
        self.trees = [Tree(sentence) for sentence in parsed.sentences]
        self.entities = {entity.id: entity for entity in resolved.entities}
        self._links: dict[Mention, Link] = {link.mention: link for link in resolved.links}
        self._heads: dict[tuple[int, int], Mention] = {}
        self._inside: dict[tuple[int, int], Mention] = {}
        self.times: dict[int, list[Mention]] = {}
        self.quantities: dict[int, list[Mention]] = {}
        self.mentions: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._place(mention)
        self._implied = {(m.sentence, m.head): m for m in self._links if m.rule == IMPLIED}

    def _place(self, mention: Mention) -> None:
        if mention.kind is MentionKind.TIME:
            self.times.setdefault(mention.sentence, []).append(mention)
        elif mention.kind is MentionKind.QUANTITY:
            self.quantities.setdefault(mention.sentence, []).append(mention)
        else:
            self.mentions.setdefault(mention.sentence, []).append(mention)
            if mention.rule == "name of an inhabitant":
                return  # the word itself stands for the person
            key = (mention.sentence, mention.head)
            if key not in self._heads or _PRIORITY[mention.kind] < _PRIORITY[self._heads[key].kind]:
                self._heads[key] = mention
            if _PRIORITY[mention.kind] <= _PRIORITY[MentionKind.PRODUCT]:
                for index, token in enumerate(self.trees[mention.sentence].tokens):
                    if token.span in mention.span:
                        self._inside.setdefault((mention.sentence, index), mention)

    def lemma(self, number: int, index: int) -> str:
        """The folded lemma of a token."""
        return fold(self.trees[number].tokens[index].lemma)

    def mention_at(self, number: int, index: int) -> Mention | None:
        """The mention that the token heads, else the name that it is part of."""
        return self._heads.get((number, index)) or self._inside.get((number, index))

    def is_in_name(self, number: int, index: int) -> bool:
        """Whether the token is part of a name: «защите» in «Управление по защите лесов»."""
        return (number, index) in self._inside

    def filler(self, number: int, index: int) -> Filler | None:
        """The entity at a token; None for times, adjectives, unresolved pronouns and words of no mention."""
        mention = self._implied.get((number, index)) or self.mention_at(number, index)
        if mention is None:
            noun = (
                attributed(self.trees[number], index) or self._counted(number, index) or self._measured(number, index)
            )
            return self.filler(number, noun) if noun is not None and noun != index else None
        link = self._links.get(mention)
        if link is None:
            return None
        return Filler(self.entities[link.entity_id], mention.span, index, link.score)

    def _counted(self, number: int, index: int) -> int | None:
        """The noun that a number counts, where the tree makes the number its head: «о более 4 тыс. задержанных»."""
        span = self.trees[number].tokens[index].span
        found = next((m for m in self.quantities.get(number, ()) if span in m.span), None)
        is_outside = found and self.trees[number].tokens[found.head].span not in found.span
        return found.head if found and is_outside else None

    def _measured(self, number: int, index: int) -> int | None:
        """«группой бойцов»: of a noun that only counts, those that it counts."""
        tree = self.trees[number]
        if tree.tokens[index].pos != "NOUN" or self.is_time(number, index):
            return None
        after = (i for i in tree.children(index, "nmod") if i > index and (number, i) in self._heads)
        return next((i for i in after if tree.tokens[i].feats.get("Number") == "Plur"), None)

    def is_implied(self, number: int, verb: int) -> bool:
        """Whether the verb's ending stands for a known subject that has no word."""
        return (number, verb) in self._implied

    def link(self, mention: Mention) -> Link | None:
        """What a mention stands for."""
        return self._links.get(mention)

    def is_time(self, number: int, index: int) -> bool:
        """Whether the token is part of a time expression."""
        span = self.trees[number].tokens[index].span
        return any(span in mention.span for mention in self.times.get(number, ()))

    def coordinated(self, number: int, index: int) -> list[int]:
        """The token and the nominal tokens coordinated with it, or listed after «в том числе», in order."""
        tree = self.trees[number]
        found, todo = [], [self._first_of_several(number, index)]
        while todo:
            current = todo.pop(0)
            found.append(current)
            joined = [i for i in tree.children(current, "conj") if coordinates(tree, current, i)]
            todo += [i for i in joined if self._is_fellow(number, i)]
            todo += self._misplaced(number, current)
        shared = (j for i in found for j in self._shared_noun(number, i))
        return sorted({*found, *self._listed(number, index), *shared})

    def _first_of_several(self, number: int, index: int) -> int:
        """«Петров и Сидоров, которые встретились»: whom the pronoun stands for, where only together they are many."""
        tree, token = self.trees[number], self.trees[number].tokens[index]
        if token.feats.get("Number") != "Plur" or self.lemma(number, index) != "который":
            return index
        clause = next((i for i in tree.ancestors(index) if tree.tokens[i].rel.startswith("acl")), None)
        noun = tree.tokens[clause].head if clause is not None else -1
        is_one = noun >= 0 and tree.tokens[noun].feats.get("Number") == "Sing"
        while is_one and tree.tokens[noun].rel == "conj":
            noun = tree.tokens[noun].head
        return noun if is_one and tree.children(noun, "conj") else index

    def _shared_noun(self, number: int, index: int) -> list[int]:
        """«в Курской и Белгородской областях»: the adjectives that are names, each of its own region."""
        tree = self.trees[number]
        if tree.tokens[index].feats.get("Number") != "Plur" or self.lemma(number, index) not in _SHARED:
            return []
        adjectives = tree.children(index, "amod")
        adjectives += [j for i in adjectives for j in tree.children(i, "conj")]
        named = [(i, self._heads.get((number, i))) for i in adjectives]
        return [i for i, m in named if m and m.kind is MentionKind.PLACE and m.rule != "relational adjective"]

    def _misplaced(self, number: int, index: int) -> list[int]:
        """«глава партии и посол»: what the tree ties to the genitive, though its case is that of the head."""
        tree = self.trees[number]
        case = tree.tokens[index].feats.get("Case")
        if case not in {"Nom", "Dat", "Ins", "Loc"}:
            return []
        below = [i for i in tree.children(index, "nmod") if tree.tokens[i].feats.get("Case") == "Gen"]
        below += [j for i in below for j in tree.children(i, "nmod") if tree.tokens[j].feats.get("Case") == "Gen"]
        fellows = [i for genitive in below for i in tree.children(genitive, "conj") if self._is_fellow(number, i)]
        named = {i for i in fellows if tree.tokens[i].text.isupper() or tree.children(i, "case")}  # «ТАСС» has no cases
        return [i for i in fellows if i not in named and self._outer_case(tree, i) == case]

    @staticmethod
    def _outer_case(tree: Tree, index: int) -> str | None:
        """The case of a noun, of a counted one that of its number: «несколько домов»."""
        number = tree.child(index, "nummod")
        token = tree.tokens[index if number is None or tree.tokens[number].rel != "nummod:gov" else number]
        return token.feats.get("Case")

    def _is_fellow(self, number: int, index: int) -> bool:
        tree = self.trees[number]
        if tree.is_as(index):
            return False
        return tree.tokens[index].pos in {"NOUN", "PROPN", "PRON", "NUM", "X"} or (number, index) in self._heads

    def _listed(self, number: int, index: int) -> list[int]:
        """«в других городах, в том числе Уральске, Атырау»: the names of the list that the noun opens."""
        tokens = self.trees[number].tokens
        words = [fold(token.text) for token in tokens]
        for start in range(index + 1, min(index + 6, len(words) - 3)):
            if words[start : start + 3] == ["в", "том", "числе"]:
                return self._names_from(number, start + 3)
        return []

    def _names_from(self, number: int, start: int) -> list[int]:
        """Heads of the names that follow one another from a token on, with commas, «и» and prepositions between."""
        tokens = self.trees[number].tokens
        found = []
        index = start
        while index < len(tokens):
            mention = self._inside.get((number, index))
            if mention:
                found.append(mention.head)
                index = next(
                    (i for i in range(index, len(tokens)) if tokens[i].span.start >= mention.span.stop), len(tokens)
                )
            elif fold(tokens[index].text) in {",", "и", "в", "во", "на", "а", "также"}:
                index += 1
            else:
                break
        return found
