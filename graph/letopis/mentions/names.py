"""Names of persons, organisations and places, from the tagger's raw spans.

The tagger joins «Организации Договора о коллективной безопасности (ОДКБ)», misses «Путин» at the start of a sentence
and takes «Кремль» for a place; rules over the whole article mend that.

In: Parsed, Lexicon, Morphology, a gazetteer's look-up. Out: Mention. Touches: nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

from letopis._dictionary import is_common_noun
from letopis.ids import name_key
from letopis.lexicon.tables import fold
from letopis.phrase import nominative
from letopis.records.mention import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.lexicon.tables import Lexicon
    from letopis.mentions.layout import Layout
    from letopis.morphology import Morphology
    from letopis.records.text import Parsed, Span, Token
    from letopis.tree import Tree

Gazetteer = Callable[[str], str | None]  # nominative name → value of EntityKind, None if unknown

_KIND = {"PER": MentionKind.PERSON, "LOC": MentionKind.PLACE, "ORG": MentionKind.ORGANIZATION}
_OF_ENTITY = {
    "Person": MentionKind.PERSON,
    "Organization": MentionKind.ORGANIZATION,
    "Country": MentionKind.PLACE,
    "Region": MentionKind.PLACE,
    "City": MentionKind.PLACE,
    "Place": MentionKind.PLACE,
    "Product": MentionKind.PRODUCT,
}
_OPENING, _CLOSING = '«"“„(', '»"”)'
_ORGANS = ("Мин", "Гос", "Ген", "Рос", "Цен")
_WINDOW = 4  # words of the longest gazetteer name that is looked for


_HOME = frozenset({"Россия", "РФ"})  # of Russia is what has no country beside it
_REGIONS = ("область", "край", "республика", "район", "округ")


class NameFinder:
    """Finds the names of one article; mentions come in order of position."""

    def __init__(self, layout: Layout, lexicon: Lexicon, morphology: Morphology, gazetteer: Gazetteer) -> None:
        self._layout = layout
        self._lexicon = lexicon
        self._morphology = morphology
        self._gazetteer = gazetteer
        self._within: list[Mention] = []  # countries inside the names of bodies

    def find(self, parsed: Parsed) -> list[Mention]:
        """Tagged names first, then those that only the article or the gazetteer gives away."""
        found = [mention for name in parsed.names for mention in self._tagged(name.span, _KIND[name.kind])]
        found += self._repeated(found)
        found += self._listed()
        found += self._lower_case(found)
        found += self._within
        return sorted(found, key=lambda mention: mention.span)

    def _tagged(self, span: Span, kind: MentionKind) -> Iterator[Mention]:
        place = self._layout.locate(span)
        if place is None:
            return
        number, run = place
        tokens = self._layout.trees[number].tokens
        for is_bracket, group in groupby(run, key=lambda i: tokens[i].text in "()"):
            piece = self._trimmed(tokens, list(group), kind)
            if not is_bracket and piece and self._layout.is_free(number, piece):
                mention = self._make(number, piece, kind, "tagged name")
                if mention:
                    yield mention

    @staticmethod
    def _trimmed(tokens: Sequence[Token], run: list[int], kind: MentionKind) -> list[int]:
        """Without hanging punctuation, and for persons without the small words around the name."""

        def is_small(index: int) -> bool:
            return not tokens[index].text[:1].isupper()

        while run and (
            (tokens[run[0]].pos == "PUNCT" and tokens[run[0]].text not in _OPENING)
            or (kind is MentionKind.PERSON and is_small(run[0]))
        ):
            run = run[1:]
        while run and (
            (tokens[run[-1]].pos == "PUNCT" and tokens[run[-1]].text not in _CLOSING)
            or tokens[run[-1]].pos == "ADP"
            or (kind is MentionKind.PERSON and is_small(run[-1]))
        ):
            run = run[:-1]
        if kind is MentionKind.PERSON and run[:1] == [0] and is_common_noun(tokens[0].text.lower()):
            is_plural = tokens[0].text.lower().endswith(("ы", "и"))
            run = run[1:] if len(run) > 1 or is_plural else run  # «Помощница Петрова», «Трактористы»
        text = [tokens[i].text for i in run]
        if text and text[0] in _OPENING and not any(t in _CLOSING for t in text[1:]):
            run = run[1:]
        if text and len(run) > 1 and text[-1] in _CLOSING and not any(t in _OPENING for t in text[:-1]):
            run = run[:-1]
        if len(run) > 2 and tokens[run[0]].text in _OPENING and tokens[run[-1]].text in _CLOSING:
            run = run[1:-1]
        return run

    def _make(self, number: int, run: list[int], kind: MentionKind, rule: str) -> Mention | None:
        tree = self._layout.trees[number]
        head = self._layout.head(number, run)
        if run == [0] and self._is_common(tree.tokens[0]):
            return None
        normal = nominative(tree, run, head, self._morphology, every=kind is MentionKind.PERSON)
        if kind is MentionKind.PLACE:
            normal = self._whole_region(tree, run, normal)
        metonym = self._lexicon.metonyms.get(fold(normal))
        if metonym:
            if metonym.kind not in _OF_ENTITY:
                return None
            kind, rule = _OF_ENTITY[metonym.kind], "name that stands for something else"
        elif kind is not MentionKind.PERSON:
            kind = _OF_ENTITY.get(self._gazetteer(normal) or "", kind)
            if len(run) == 1 and fold(normal) in self._lexicon.places:
                kind = MentionKind.PLACE  # «в СИЗО», «на АЭС»
        if not any(character.isalnum() for character in normal):
            return None
        if kind is MentionKind.ORGANIZATION:
            normal, run = self._with_country(number, run, normal)
        self._layout.take(number, run)
        return self._layout.mention(number, run, kind, normal, rule)

    def _whole_region(self, tree: Tree, run: list[int], normal: str) -> str:
        """«в Курской и Белгородской областях», «в Курской области – 5, в Орловской – 8»: each with its noun."""
        first = tree.tokens[run[0]]
        rest = [fold(tree.tokens[i].lemma) for i in run[1:]]
        if first.pos != "ADJ" or rest not in ([], *([noun] for noun in _REGIONS)):
            return normal
        adjective = self._normal_word(first)
        shared = [fold(tree.tokens[i].lemma) for i in tree.ancestors(run[0]) if tree.tokens[i].pos == "NOUN"][:1]
        if rest or shared[:1] in ([noun] for noun in _REGIONS):
            return f"{adjective} {(rest or shared)[0]}"
        said = (noun for noun in _REGIONS if any(fold(token.lemma) == noun for token in tree.tokens))
        return next((name for noun in said if self._gazetteer(name := f"{adjective} {noun}")), normal)

    def _with_country(self, number: int, run: list[int], normal: str) -> tuple[str, list[int]]:
        """«МВД Казахстана»: an organ of state is told from its namesakes by the country after it."""
        tokens = self._layout.trees[number].tokens
        following = run[-1] + 1
        if following < len(tokens) and self._layout.is_free(number, [following]) and self._goes_on(tokens, run, normal):
            if len(run) > 1:
                self._note_country(number, following)
            return f"{normal} {tokens[following].text}", [*run, following]
        if len(run) > 1 or following >= len(tokens) or not (normal.isupper() or normal.startswith(_ORGANS)):
            return normal, run
        token = tokens[following]
        is_place = self._gazetteer(self._normal_word(token)) in {"Country", "Region", "City"}
        if is_place and token.feats.get("Case") == "Gen" and self._layout.is_free(number, [following]):
            return f"{normal} {token.text}", [*run, following]
        return normal, run

    def _note_country(self, number: int, index: int) -> None:
        """The country in «Верховный суд Италии» is spoken of too: «премьер страны»."""
        country = self._normal_word(self._layout.trees[number].tokens[index])
        if self._gazetteer(country) == "Country":
            self._within.append(
                self._layout.mention(number, [index], MentionKind.PLACE, country, "country in the name of a body")
            )

    def _goes_on(self, tokens: Sequence[Token], run: Sequence[int], normal: str) -> bool:
        """«Совбез ООН», «Кабинет министров Италии»: a known name, or common nouns and the country that they are of."""
        following = tokens[run[-1] + 1]
        if not following.text[:1].isupper():
            return False
        if self._gazetteer(f"{normal} {following.text}") == "Organization":
            return True
        country = self._normal_word(following)
        is_country = self._gazetteer(country) == "Country" and country not in _HOME
        are_nouns = len(run) > 1 and all(tokens[i].text.islower() for i in run[1:])
        return are_nouns and is_country and following.feats.get("Case") == "Gen"

    def _is_common(self, token: Token) -> bool:
        """A common noun that only the start of the sentence gave a capital: «Министерство сообщило…»."""
        lemma = fold(token.lemma)
        lexicon = self._lexicon
        return not token.text.isupper() and (
            lemma in lexicon.collectives or lemma in lexicon.places or lemma in lexicon.titles
        )

    def _repeated(self, found: Sequence[Mention]) -> list[Mention]:
        """Capitalised words that are a name, or the surname in one, elsewhere in the article."""
        kinds: dict[str, MentionKind] = {}
        for mention in found:
            words = mention.normal.split()
            if len(words) == 1 or mention.kind is MentionKind.PERSON:
                kinds.setdefault(name_key(words[-1]), mention.kind)
        again = []
        for number, tree in enumerate(self._layout.trees):
            for index, token in enumerate(tree.tokens):
                if len(token.text) < 3 or not token.text[0].isupper() or not self._layout.is_free(number, [index]):
                    continue
                kind = kinds.get(name_key(self._normal_word(token))) or kinds.get(name_key(token.text))
                made = self._make(number, [index], kind, "name seen elsewhere in the article") if kind else None
                again += [made] if made else []
        return again

    def _normal_word(self, token: Token) -> str:
        return self._morphology.inflect(token.text, token.pos, token.feats)

    def _listed(self) -> list[Mention]:
        """Capitalised stretches that the gazetteer or the table of abbreviations knows."""
        places = ((number, i) for number, tree in enumerate(self._layout.trees) for i in range(len(tree.tokens)))
        return [mention for number, i in places if (mention := self._listed_at(number, i))]

    def _listed_at(self, number: int, index: int) -> Mention | None:
        tokens = self._layout.trees[number].tokens
        if not tokens[index].text[:1].isupper():
            return None
        for size in range(min(_WINDOW, len(tokens) - index), 0, -1):
            run = list(range(index, index + size))
            if not self._layout.is_free(number, run):
                continue
            if (
                size == 1
                and (index == 0 or tokens[index].pos not in {"PROPN", "NOUN", "X"})
                and tokens[index].pos != "PROPN"
            ):
                continue
            head = self._layout.head(number, run)
            normal = nominative(self._layout.trees[number], run, head, self._morphology)
            kind = self._gazetteer(normal) or (self._abbreviation(normal) if size == 1 else None)
            if kind in _OF_ENTITY and not (kind == "Person" and size == 1):
                return self._make(number, run, _OF_ENTITY[kind], "name in the gazetteer")
        return None

    def _abbreviation(self, text: str) -> str | None:
        row = self._lexicon.abbreviations.get(fold(text)) if text.isupper() and len(text) > 1 else None
        return row.kind if row else None

    def _lower_case(self, found: Sequence[Mention]) -> list[Mention]:
        """«совета коллективной безопасности» where the article has «Совет коллективной безопасности» too."""
        wanted: dict[tuple[str, ...], Mention] = {}
        for mention in found:
            place = self._layout.locate(mention.span)
            if mention.kind is MentionKind.ORGANIZATION and place and len(place[1]) > 1:
                tokens = self._layout.trees[place[0]].tokens
                wanted.setdefault(tuple(fold(tokens[i].lemma) for i in place[1]), mention)
        again = []
        for number, tree in enumerate(self._layout.trees):
            lemmas = [fold(token.lemma) for token in tree.tokens]
            for key in wanted:
                for start in range(len(lemmas) - len(key) + 1):
                    run = list(range(start, start + len(key)))
                    if tuple(lemmas[start : start + len(key)]) == key and self._layout.is_free(number, run):
                        made = self._make(number, run, MentionKind.ORGANIZATION, "name in small letters")
                        again += [made] if made else []
        return again
