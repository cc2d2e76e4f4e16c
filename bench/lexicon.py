"""How much of the verbs of real news the lexicon knows: `python bench/lexicon.py ARTICLES.jsonl.gz [--articles 1000]`.

Every n-th article of the file is read; finite verbs and short participles are counted as pymorphy3 sees each word by
itself. A verb counts as covered by a frame, or only by another table (control, speech,
phase). «быть» is a copula and left out.

In: JSON Lines with `text`, plain or gzipped. Out: a report on stdout. Touches: that file, read-only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pymorphy3
import razdel

from letopis.lexicon.tables import Lexicon, fold, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FINITE = {"VERB", "PRTS"}
COPULA = "быть"


def read_texts(path: Path, limit: int) -> list[str]:
    """The texts of about `limit` articles, spread evenly over the file."""
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode().splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    return texts[:: max(1, len(texts) // limit)][:limit]


def finite_verbs(texts: Iterable[str]) -> Iterator[str]:
    """The folded lemma of every finite verb."""
    morph = pymorphy3.MorphAnalyzer()
    known: dict[str, str | None] = {}
    for text in texts:
        for token in razdel.tokenize(text):
            word = token.text.lower()
            if word not in known:
                parse = morph.parse(word)[0]
                known[word] = fold(parse.normal_form) if parse.tag.POS in FINITE else None
            lemma = known[word]
            if lemma:
                yield lemma


def report(counts: Counter[str], lexicon: Lexicon, missing: int) -> Iterator[str]:
    """Lines: shares of tokens, then the most frequent lemmas without any row."""
    framed = {lemma for lemma, pos in lexicon.predicates if pos == "VERB"}
    other = {lemma for lemma, pos in lexicon.speech if pos == "VERB"} | {lemma for lemma, _ in lexicon.control}
    other |= set(lexicon.support)
    counts.pop(COPULA, None)
    total = sum(counts.values()) or 1
    with_frame = sum(n for lemma, n in counts.items() if lemma in framed)
    with_row = sum(n for lemma, n in counts.items() if lemma in framed or lemma in other)
    yield f"{total} finite verbs, {len(counts)} lemmas, without «{COPULA}»"
    yield f"{with_frame / total:7.1%} have a frame"
    yield f"{with_row / total:7.1%} have a row in some table"
    uncovered = [(lemma, n) for lemma, n in counts.most_common() if lemma not in framed and lemma not in other]
    yield "no row: " + ", ".join(f"{lemma} {n}" for lemma, n in uncovered[:missing])


def main() -> int:
    """Exit status 0, or 2 where the file is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--missing", type=int, default=60)
    options = parser.parse_args()
    if not options.path.is_file():
        print(f"{options.path}: no such file; give JSON Lines with one article a line", file=sys.stderr)
        return 2
    counts = Counter(finite_verbs(read_texts(options.path, options.articles)))
    for line in report(counts, load(), options.missing):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
