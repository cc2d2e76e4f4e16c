"""Articles to sentences with lemmas, tags and trees, and the names in them.

«Путин поговорил с Токаевым.» becomes a sentence whose root is «поговорил», and two names of kind PER.

In: Article. Out: Parsed. Touches: reads the model files once, in `Parser.load`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from slovnet.conll import parse_conll_tag

from letopis.model import DEFAULT, FULL
from letopis.model.read import Model, Passage
from letopis.morphology import Morphology
from letopis.parse.mend import mend
from letopis.parse.network import Network
from letopis.parse.segment import segment
from letopis.parse.trees import Translation
from letopis.parse.weights import load_weights
from letopis.records.text import Name, Parsed, Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from letopis.parse.network import Analysis, Beside
    from letopis.parse.segment import Word
    from letopis.parse.weights import Weights
    from letopis.records.text import Article, Findings

    Segmented = tuple[Article, list[tuple[Word, ...]]]

BATCH_WORDS = 2000  # 800 to 3000 are equally fast


class Parser:
    """Sentence and word boundaries, Universal Dependencies tags and trees, lemmas, raw names."""

    def __init__(self, weights: Weights, morphology: Morphology, model: Model | None = None) -> None:
        self._network = Network(weights)
        self._model = model
        self._translation = Translation(model.labels, weights.tags, weights.rel_names) if model else None
        self._morphology = morphology
        self._words = weights.words
        self._tags = [_tag(tag) for tag in weights.tags]
        self._rels = weights.rel_names
        self._name_tags = weights.name_tags

    @classmethod
    def load(cls, model: str = DEFAULT) -> Parser:
        """With the models of the installed wheel; about a second. `model` is one of `letopis.model.MODELS`."""
        return cls(load_weights(), Morphology(), Model.load() if model == FULL else None)

    def __call__(self, article: Article) -> Parsed:
        """One article; `map` is faster for many."""
        return next(self.map([article]))

    def map(self, articles: Iterable[Article]) -> Iterator[Parsed]:
        """In the order of `articles`, reading ahead by one batch of about ten."""
        batch: list[Segmented] = []
        words = 0
        for article in articles:
            sentences = list(segment(article.text))
            batch.append((article, sentences))
            words += sum(map(len, sentences))
            if words >= BATCH_WORDS:
                yield from self._parse(batch)
                batch, words = [], 0
        yield from self._parse(batch)

    def _parse(self, batch: Sequence[Segmented]) -> Iterator[Parsed]:
        reads = self._read(batch)
        analyses = self._analyse(
            pair
            for (_, sentences), (_, trees) in zip(batch, reads, strict=True)
            for pair in zip(sentences, trees, strict=True)
        )
        for (article, sentences), (findings, _) in zip(batch, reads, strict=True):
            found = [(words, next(analyses)) for words in sentences]
            names = [name for words, analysis in found for name in self._names(words, analysis)]
            yield Parsed(article, tuple(self._sentence(article, *pair) for pair in found), tuple(names), findings)

    def _read(self, batch: Sequence[Segmented]) -> list[tuple[Findings | None, Sequence[Beside | None]]]:
        """What the encoder says of each article and of each of its sentences."""
        if not self._model or not self._translation:
            return [(None, [None] * len(sentences)) for _, sentences in batch]
        passages = [
            Passage(article.text, tuple(tuple((word.start, word.stop) for word in words) for words in sentences))
            for article, sentences in batch
        ]
        return [(read.findings, list(map(self._translation, read.trees))) for read in self._model.read_many(passages)]

    def _analyse(self, sentences: Iterable[tuple[tuple[Word, ...], Beside | None]]) -> Iterator[Analysis]:
        """Of sentences with what the encoder says of them, in portions of bounded size, however long one article is."""
        portion: list[list[str]] = []
        beside: list[Beside | None] = []
        count = 0
        for words, other in sentences:
            portion.append([self._known(word.form) for word in words])
            beside.append(other)
            count += len(words)
            if count >= BATCH_WORDS:
                yield from self._network(portion, beside)
                portion, beside, count = [], [], 0
        yield from self._network(portion, beside)

    def _known(self, form: str) -> str:
        """The spelling with «е» where the vocabulary has none with «ё»: most of its texts write «е»."""
        return form if "ё" not in form or form.lower() in self._words else form.replace("ё", "е")

    def _sentence(self, article: Article, words: Sequence[Word], analysis: Analysis) -> Sentence:
        text = article.text
        tokens = []
        parts = zip(
            words, analysis.tags, analysis.seconds, analysis.heads, analysis.rels, analysis.chances, strict=True
        )
        for word, tag, second, head, rel, chance in parts:
            start, stop, form = word
            pos, feats = self._tags[self._better(form, tag, second)]
            verb = self._morphology.as_verb(form) if pos == "NOUN" and form.islower() else None
            pos, feats = ("VERB", MappingProxyType(verb)) if verb else (pos, feats)
            lemma = self._morphology.lemma(form, pos, feats)
            tokens.append(Token(Span(start, stop), text[start:stop], lemma, pos, feats, head, self._rels[rel], chance))
        whole = mend(tokens) if self._model else tuple(tokens)
        return Sentence(Span(words[0].start, words[-1].stop), whole, analysis.repaired)

    def _better(self, form: str, tag: int, second: int) -> int:
        """The tag, or `second` where the form can only have that one: «мужчину», read as a dative."""
        if tag == second or self._morphology.may_be(form, *self._tags[tag]):
            return tag
        return second if self._morphology.may_be(form, *self._tags[second]) else tag

    def _names(self, words: Sequence[Word], analysis: Analysis) -> Iterator[Name]:
        """Runs of B- and I- tags; as in slovnet, an I- tag continues whatever name is open."""
        start = stop = -1
        kind = ""
        for word, number in zip(words, analysis.name_tags, strict=True):
            part, _, tag = self._name_tags[number].partition("-")
            if part != "I" and kind:
                yield Name(Span(start, stop), kind)
                kind = ""
            if part == "B":
                start, kind = word.start, tag
            stop = word.stop
        if kind:
            yield Name(Span(start, stop), kind)


def _tag(tag: str) -> tuple[str, Mapping[str, str]]:
    pos, feats = parse_conll_tag(tag)
    return pos, MappingProxyType(feats)
