"""Articles a second of the whole pipeline, where the time goes, and the peak memory.

usage: python bench/build.py [ARTICLES.jsonl[.gz]] [--limit 200]

Without a path it reads `seeds/articles`. CPU time of this process, one pass, models loaded before.

In: articles. Out: a table. Touches: a temporary folder.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from letopis.claims.extract import extract
from letopis.entities.known import Known
from letopis.entities.resolve import resolve
from letopis.lexicon import tables
from letopis.mentions.find import find_mentions
from letopis.model import DEFAULT, MODELS
from letopis.morphology import Morphology
from letopis.parse.parser import Parser
from letopis.rdf.quads import article_quads
from letopis.rdf.vocabulary import Base
from letopis.rdf.writer import Writer
from letopis.records.text import Article
from letopis.resources import entities_dir
from letopis.sources.articles import read_articles
from letopis.sources.tables import read_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
T = TypeVar("T")
SPENT: Counter[str] = Counter()


def timed(stage: str, function: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """Runs a stage and adds its CPU time to the account."""
    start = time.process_time()
    result = function(*args, **options)
    SPENT[stage] += int((time.process_time() - start) * 1e6)
    return result


def articles(path: str | None, limit: int) -> Iterator[Article]:
    """The first `limit` articles of a path, or the seeds."""
    found = (a for a in read_articles([path or "seeds/articles"]) if isinstance(a, Article))
    return islice(found, limit)


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("path", nargs="?")
    options.add_argument("--limit", type=int, default=200)
    options.add_argument("--model", choices=MODELS, default=DEFAULT, help="what reads (default: %(default)s)")
    given = options.parse_args()
    if given.path and not Path(given.path).exists():
        print(f"{given.path} is not here; give a file of articles, or nothing for the seeds")
        return
    parser = timed("load the models", Parser.load, given.model)
    morphology, lexicon = Morphology(), timed("load the lexicon", tables.load)
    known = timed("load the known entities", lambda: Known(read_known(entities_dir())))
    read = timed("read the sources", lambda: list(articles(given.path, given.limit)))
    claims = 0
    with tempfile.TemporaryDirectory() as folder, Writer(Path(folder) / "store") as writer:
        for parsed in timed("parse", lambda: list(parser.map(read))):
            mentions = timed("mentions", find_mentions, parsed, lexicon, morphology, known.kind_of)
            resolved = timed("entities", resolve, parsed, mentions, lexicon, known)
            found = timed("claims", extract, parsed, mentions, resolved, lexicon)
            quads = timed("quads", article_quads, parsed.article, parsed, resolved, found, base=Base())
            timed("write", writer.write, quads)
            claims += len(found)
        timed("derive", writer.finish)
    stages = ("parse", "mentions", "entities", "claims", "quads", "write", "derive")
    total = sum(SPENT[stage] for stage in stages) / 1e6
    print(f"{len(read)} articles, {claims} claims, {total:.2f} s CPU: {len(read) / total:.1f} articles/s")
    for stage, spent in SPENT.items():
        share = f"{100 * spent / 1e6 / total:5.1f} %" if stage in stages else "  once "
        print(f"  {share}  {spent / 1e6:7.2f} s  {stage}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
