"""Everything else that is spoken of: titles, groups of people, noun phrases, pronouns, relational adjectives.

«президентом Казахстана» is a TITLE, «сотни жителей Жанаозена» a GROUP, «казахстанские» a PLACE, «ситуацию в
Казахстане» a NOMINAL, «он» a PRONOUN.

In: the article's Layout, Lexicon, Morphology. Out: Mention. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.mentions.title_phrases import whole_title
from letopis.phrase import attributed, extent, nominative
from letopis.records.mention import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.lexicon.tables import Lexicon
    from letopis.mentions.layout import Layout
    from letopis.morphology import Morphology
    from letopis.records.text import Token
    from letopis.tree import Tree

PRONOUNS = frozenset(
    {
        "он",
        "она",
        "оно",
        "они",
        "который",
        "его",
        "ее",
        "их",
        "это",
        "тот",
        "кто",
        "никто",
        "что",
        "ничто",
        "сам",
        "себя",
        "свой",
        "мой",
        "наш",
        "мы",
        "я",
        "вы",
    }
)
_COUNTING = frozenset(
    {"сотня", "тысяча", "десяток", "миллион", "большинство", "множество", "половина", "треть", "группа"}
)
_SHORT = frozenset({"ст", "стр", "ч", "п", "д", "ул", "корп", "кв", "им"})  # of «Ст. 6»
_BEGINNINGS = frozenset('«“„":')
_ENDINGS = frozenset('»”“"')  # a name in quotation marks keeps its capital


class NominalFinder:
    """Finds them in one article, each with its own head token; they may nest, and hold names."""

    def __init__(self, layout: Layout, lexicon: Lexicon, morphology: Morphology, names: Sequence[Mention]) -> None:
        self._layout = layout
        self._names = {mention.span.start: mention for mention in names}
        self._lexicon = lexicon
        self._morphology = morphology

    def find(self) -> Iterator[Mention]:
        """In order of position of their heads."""
        for number, tree in enumerate(self._layout.trees):
            for index, token in enumerate(tree.tokens):
                mention = self._at(number, tree, index, token)
                if mention:
                    yield mention
                    yield from self._homeland(number, index, token)

    def _at(self, number: int, tree: Tree, index: int, token: Token) -> Mention | None:
        lemma = fold(token.lemma)
        if not self._layout.is_free(number, [index]):
            return None
        if token.pos in {"PRON", "DET"}:
            return self._pronoun(number, index, token, lemma)
        if token.pos == "ADJ" and token.rel == "amod":
            return self._adjective(number, index, lemma)
        if token.pos not in {"NOUN", "PROPN"} and (not _is_substantive(token) or attributed(tree, index) is not None):
            return None
        if lemma in _COUNTING and self._counted(tree, index) is not None:
            return None
        kind, rule = self._kind(token, lemma, tree, index)
        run = self._layout.without_day(number, extent(tree, index), index)
        if kind is MentionKind.TITLE:
            run = whole_title(tree, _without_age(tree, run), index, self._names)
        number_feat = "Plur" if kind is MentionKind.GROUP and token.feats.get("Number") == "Plur" else None
        normal = nominative(tree, run, index, self._morphology, number=number_feat)
        if token.pos == "NUM" or not normal or fold(normal) in _SHORT:
            return None
        mention = self._layout.mention(number, run, kind, _decapitalised(normal, tree, run, token), rule)
        return replace(mention, head=index)

    @staticmethod
    def _counted(tree: Tree, index: int) -> int | None:
        return next(
            (i for i in tree.children(index, "nmod") if tree.tokens[i].feats.get("Case") == "Gen" and i > index), None
        )

    def _pronoun(self, number: int, index: int, token: Token, lemma: str) -> Mention | None:
        if lemma in PRONOUNS or fold(token.text) in PRONOUNS:
            return self._layout.mention(number, [index], MentionKind.PRONOUN, lemma, "pronoun")
        return None

    def _adjective(self, number: int, index: int, lemma: str) -> Mention | None:
        row = self._lexicon.adjectives.get(lemma)
        if row is None or row.pos != "ADJ":
            return None
        return self._layout.mention(number, [index], MentionKind.PLACE, row.place, "relational adjective")

    def _homeland(self, number: int, index: int, token: Token) -> Iterator[Mention]:
        """«американец Джонсон» names the USA as well."""
        row = self._lexicon.adjectives.get(fold(token.lemma))
        if row and row.pos == "NOUN" and token.pos in {"NOUN", "PROPN"} and token.feats.get("Number") == "Sing":
            yield self._layout.mention(number, [index], MentionKind.PLACE, row.place, "name of an inhabitant")

    def _kind(self, token: Token, lemma: str, tree: Tree, index: int) -> tuple[MentionKind, str]:
        plural = token.feats.get("Number") == "Plur"
        animate = token.feats.get("Animacy") == "Anim"
        if self._title(tree, index, lemma):
            return (MentionKind.GROUP, "people by their office") if plural else (MentionKind.TITLE, "office or role")
        collective = None if _is_organising(tree, index, lemma) else self._lexicon.collectives.get(lemma)
        if collective and collective.kind == "Organization":
            return MentionKind.ORGANIZATION, "noun for an organisation"
        if collective:
            return MentionKind.GROUP, "collective noun"
        if lemma in self._lexicon.places and not _is_extent(tree, index, lemma):
            return MentionKind.PLACE, "noun for a place"
        adjective = self._lexicon.adjectives.get(lemma)
        if (
            (adjective and adjective.pos == "NOUN")
            or lemma == "человек"
            or (_is_substantive(token) and (plural or animate))
        ):
            return MentionKind.GROUP, "people"
        if plural and animate and token.pos == "NOUN":
            return MentionKind.GROUP, "people"
        return MentionKind.NOMINAL, "noun phrase"

    def _title(self, tree: Tree, index: int, lemma: str) -> bool:
        titles = self._lexicon.titles
        if lemma in titles or lemma.removeprefix("экс-") in titles:
            return True
        return any(f"{lemma} {fold(tree.tokens[i].lemma)}" in titles for i in tree.children(index, "nmod", "amod"))


def _is_extent(tree: Tree, index: int, lemma: str) -> bool:
    """«площадь пожара» is how large it is, «площадь Ленина» a place."""
    if lemma != "площадь":
        return False
    complements = [tree.tokens[i] for i in tree.children(index, "nmod", "appos", "flat")]
    is_total = any(fold(tree.tokens[i].lemma) in {"общий", "весь"} for i in tree.children(index, "amod", "det"))
    return is_total or any(t.text.islower() and t.feats.get("Case") == "Gen" for t in complements)


def _is_organising(tree: Tree, index: int, lemma: str) -> bool:
    """«организация поставок» is something done, «организация журналистов» a body."""
    below = [tree.tokens[i] for i in tree.children(index, "nmod") if i > index] if lemma == "организация" else []
    return any((t.pos, t.feats.get("Case"), t.feats.get("Animacy")) == ("NOUN", "Gen", "Inan") for t in below)


def _without_age(tree: Tree, run: list[int]) -> list[int]:
    """«36-летний директор школы» is a director of a school."""
    return run[1:] if len(run) > 1 and "летн" in tree.tokens[run[0]].text[-7:].casefold() else run


def _is_substantive(token: Token) -> bool:
    """A participle or adjective used as a noun: «митингующих», «убитые и раненые»."""
    if token.pos not in {"VERB", "ADJ"} or token.feats.get("Variant") == "Short" or "Case" not in token.feats:
        return False
    participle = token.pos == "VERB" and token.feats.get("VerbForm") == "Part"
    return (participle or token.pos == "ADJ") and token.rel.partition(":")[0] in {"nsubj", "obj", "iobj", "obl", "nmod"}


def _decapitalised(normal: str, tree: Tree, run: list[int], head: Token) -> str:
    """Without the capital that only the start of the sentence gave, or of one that somebody says."""
    first = tree.tokens[run[0]]
    after = tree.tokens[run[-1] + 1].text if run[-1] + 1 < len(tree.tokens) else ""
    is_quoted = run[0] > 0 and tree.tokens[run[0] - 1].text in _BEGINNINGS and after not in _ENDINGS
    if (run[0] == 0 or is_quoted) and first.pos != "PROPN" and head.pos != "PROPN" and not first.text.isupper():
        return normal[:1].lower() + normal[1:]
    return normal
