"""How much faster articles are parsed than with the three models of slovnet as they are shipped.

    python bench/parse.py [PATH] [--articles 200] [--repeats 5]

Both sides get the same texts in the same process, turn about; the time is that of the processor, the best of all
repeats, with nothing remembered from one repeat to the next. `networks` is tags, trees, relations and names of
sentences that are cut already; `whole` is from text to tokens with lemmas, the plain side with the same lemmatiser.
Figures are steadier with OPENBLAS_NUM_THREADS=1 in the environment: threads that wait count as well.

In: a text, a JSON Lines file (.jsonl, .jsonl.gz; fields `title` and `text`) or a folder of texts; `seeds/articles` by
default. Out: a table on standard output. Touches: reads the texts and the models.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
import time
import unicodedata
from collections import deque
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "graph"))

from navec import Navec  # noqa: E402
from razdel import sentenize, tokenize  # noqa: E402
from slovnet import NER, Morph, Syntax  # noqa: E402

from letopis.morphology import Morphology  # noqa: E402
from letopis.parse.network import Network  # noqa: E402
from letopis.parse.parser import BATCH_WORDS, Parser  # noqa: E402
from letopis.parse.segment import segment  # noqa: E402
from letopis.parse.weights import load_weights  # noqa: E402
from letopis.records.text import Article  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def main() -> None:
    """Read the arguments, measure, print."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("path", nargs="?", type=Path, default=ROOT / "seeds" / "articles")
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--repeats", type=int, default=5)
    given = options.parse_args()
    articles = list(islice(read(given.path), given.articles))
    sentences = [[word.form for word in words] for article in articles for words in segment(article.text)]
    tokens = sum(map(len, sentences))
    weights, morphology, plain = load_weights(), Morphology(), Plain()
    table = {
        "networks": (lambda: plain.networks(sentences), lambda: packed(Network(weights), sentences)),
        "whole": (
            lambda: plain.whole(articles, morphology),
            lambda: exhaust(Parser(weights, morphology).map(articles)),
        ),
    }
    print(f"{len(articles)} articles, {len(sentences)} sentences, {tokens} tokens")
    print(f"{'':10}{'slovnet':>12}{'letopis':>12}  tokens/s of CPU time")
    for name, (theirs, ours) in table.items():
        slow, fast = race(theirs, ours, morphology, given.repeats)
        print(f"{name:10}{tokens / slow:12.0f}{tokens / fast:12.0f}  {slow / fast:.1f} times faster")


def race(
    theirs: Callable[[], object], ours: Callable[[], object], morphology: Morphology, repeats: int
) -> tuple[float, float]:
    """The least CPU seconds of both, run in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(repeats):
        for side, task in enumerate((theirs, ours)):
            morphology.forget()
            start = time.process_time()
            task()
            best[side] = min(best[side], time.process_time() - start)
    return best[0], best[1]


class Plain:
    """The three models as slovnet runs them."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("natasha")
        if spec is None or not spec.submodule_search_locations:
            raise SystemExit("natasha is not installed")
        data = Path(spec.submodule_search_locations[0]) / "data"
        vectors = Navec.load(str(data / "emb/navec_news_v1_1B_250K_300d_100q.tar"))
        self._morph, self._syntax, self._names = (
            kind.load(str(data / f"model/slovnet_{name}_news_v1.tar")).navec(vectors)
            for kind, name in ((Morph, "morph"), (Syntax, "syntax"), (NER, "ner"))
        )

    def networks(self, sentences: list[list[str]]) -> None:
        """Analyse sentences that are cut already."""
        tagger = self._names.infer  # its `map` would cut the texts again
        exhaust(self._morph.map(sentences))
        exhaust(self._syntax.map(sentences))
        for start in range(0, len(sentences), 8):
            exhaust(tagger.decoder(tagger.process(tagger.encoder(sentences[start : start + 8]))))

    def whole(self, articles: list[Article], morphology: Morphology) -> None:
        """From text to tokens with lemmas."""
        texts = [
            sentence.text
            for article in articles
            for line in article.text.splitlines()
            for sentence in sentenize(line)
            if sentence.text
        ]
        sentences = [[token.text for token in tokenize(text)] for text in texts]
        for markup in self._morph.map(sentences):
            for token in markup.tokens:
                morphology.lemma(token.text, token.pos, token.feats)
        exhaust(self._syntax.map(sentences))
        exhaust(self._names.map(texts))


def exhaust(results: Iterable[object]) -> None:
    """Have all of them made, keep none."""
    deque(results, maxlen=0)


def packed(network: Network, sentences: list[list[str]]) -> None:
    """Analyse in batches of the size that the parser takes."""
    batch: list[list[str]] = []
    words = 0
    for sentence in sentences:
        batch.append(sentence)
        words += len(sentence)
        if words >= BATCH_WORDS:
            network(batch)
            batch, words = [], 0
    network(batch)


def read(path: Path) -> Iterator[Article]:
    """The articles of a file or of the texts of a folder."""
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield from read(file)
    elif ".jsonl" in path.suffixes:
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                yield article(f"{number}", f"{row.get('title') or ''}\n{row['text']}".strip())
    else:
        yield article(path.name, path.read_text())


def article(name: str, text: str) -> Article:
    """An article of that text."""
    return Article(name, unicodedata.normalize("NFC", text))


if __name__ == "__main__":
    main()
