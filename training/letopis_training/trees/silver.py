"""Sentences of news as slovnet parses them, in one file.

Of «Мэр приехал в Казань.» the file has the text, the words, and for each its tag, head, relation and the probability
that slovnet gives to the head: those it is unsure of are not learned from.

In: articles. Out: the file; from it Labels and Tree. Touches: the articles, read-only; the file.
"""

from __future__ import annotations

import gzip
import json
from itertools import islice
from typing import TYPE_CHECKING

from letopis_training.prepare import read_articles
from letopis_training.trees.treebank import OPEN, Labels, Parse, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from letopis.records.text import Sentence, Token

FEWEST_WORDS, MOST_WORDS = 5, 80
BATCH = 50


def write_silver(articles: Path, path: Path, *, every: int, most: int) -> int:
    """Writes up to `most` sentences of every `every`-th article, no two alike; returns how many."""
    from letopis.parse.parser import Parser
    from letopis.parse.weights import load_weights
    from letopis.records.text import Article
    from letopis.sources.text import clean

    weights = load_weights()
    labels = Labels(weights.tags, weights.rel_names)
    texts = (clean(text) for text in islice(read_articles(articles), 0, None, every))
    parsed = Parser.load().map(Article("", text) for text in texts if text)
    sentences = ((one.article.text, sentence) for one in parsed for sentence in one.sentences)
    count = 0
    with gzip.open(path.with_suffix(".part"), "wt", encoding="utf-8") as file:
        file.write(json.dumps({"tags": labels.tags, "rels": labels.rels}) + "\n")
        for text, sentence in islice(_chosen(sentences), most):
            file.write(json.dumps(_line(text, sentence, labels), ensure_ascii=False) + "\n")
            count += 1
    path.with_suffix(".part").replace(path)
    return count


def read_labels(path: Path) -> Labels:
    """The labels of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        first = json.loads(next(lines))
    return Labels(tuple(first["tags"]), tuple(first["rels"]))


def read_silver(path: Path, *, surer_than: float) -> Iterator[Tree]:
    """The sentences in order; heads and relations of lower probability are OPEN."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 1, None):
            row = json.loads(line)
            sure = [chance >= surer_than for chance in row["chances"]]
            yield Tree(
                row["text"],
                tuple(map(tuple, row["words"])),
                tuple(row["tags"]),
                _where(sure, row["heads"]),
                _where(sure, row["rels"]),
            )


def parse_with_slovnet(trees: Sequence[Tree]) -> Iterator[Parse]:
    """Tags, heads and relations of the same words, in order; «ё» is read as `Parser` reads it."""
    from letopis.parse.network import Network
    from letopis.parse.weights import load_weights

    weights = load_weights()
    network = Network(weights)
    for start in range(0, len(trees), BATCH):
        forms = [[tree.text[first:last] for first, last in tree.words] for tree in trees[start : start + BATCH]]
        known = [
            [form if form.lower() in weights.words else form.replace("ё", "е") for form in words] for words in forms
        ]
        for analysis in network(known):
            yield Parse(analysis.tags, [head + 1 for head in analysis.heads], analysis.rels)


def _where(sure: Iterable[bool], numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(number if kept else OPEN for kept, number in zip(sure, numbers, strict=True))


def _chosen(sentences: Iterable[tuple[str, Sentence]]) -> Iterator[tuple[str, Sentence]]:
    seen: set[str] = set()
    for text, sentence in sentences:
        surface = sentence.span.of(text)
        if FEWEST_WORDS <= len(sentence.tokens) <= MOST_WORDS and surface not in seen:
            seen.add(surface)
            yield text, sentence


def _line(text: str, sentence: Sentence, labels: Labels) -> dict[str, object]:
    start, tokens = sentence.span.start, sentence.tokens
    return {
        "text": sentence.span.of(text),
        "words": [(token.span.start - start, token.span.stop - start) for token in tokens],
        "tags": [_tag(token, labels) for token in tokens],
        "heads": [token.head + 1 for token in tokens],
        "rels": [labels.rel(token.rel) for token in tokens],
        "chances": [round(token.chance, 3) for token in tokens],
    }


def _tag(token: Token, labels: Labels) -> int:
    return labels.tag(token.pos, [f"{name}={value}" for name, value in token.feats.items()])
