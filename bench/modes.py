"""What the modes cost beside plain slovnet: articles a second on one core and on two, start-up, memory, size.

usage: python bench/modes.py ARTICLES.jsonl [--limit 100]

Every figure is wall time of a process of its own that may use so many cores; all run in turn. slovnet, as shipped, cuts
the texts and gives tags, trees and names; `fast` and `full` build a store, exports not counted.

In: articles. Out: a table on stdout. Touches: processes, a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from letopis.model import MODELS

PLAIN = "slovnet"
CORES = (1, 2)
MEGABYTE = 1e6


def measure(reader: str, path: Path, limit: int, cores: int) -> dict[str, float]:
    """In this process: seconds until the first article can be read, articles a second, peak memory in MiB."""
    available = sorted(os.sched_getaffinity(0))
    if len(available) < cores:
        raise SystemExit(f"{cores} cores are asked for, {len(available)} are there")
    os.sched_setaffinity(0, available[:cores])
    began = time.perf_counter()
    start, count, seconds = (plain if reader == PLAIN else letopis)(reader, path, limit, began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"start": start, "speed": count / seconds, "memory": memory}


def plain(_: str, path: Path, limit: int, began: float) -> tuple[float, int, float]:
    """The three models over texts; lemmas are not counted, for slovnet gives none."""
    from razdel import sentenize, tokenize

    from parse import Plain

    models = Plain()
    start = time.perf_counter() - began
    texts = [article.text for article in _articles(path, limit)]
    began = time.perf_counter()
    sentences = [part.text for text in texts for line in text.splitlines() for part in sentenize(line) if part.text]
    models.networks([[token.text for token in tokenize(sentence)] for sentence in sentences])

    return start, len(texts), time.perf_counter() - began


def letopis(model: str, path: Path, limit: int, began: float) -> tuple[float, int, float]:
    """The whole way into a store, less the loading of the models."""
    from letopis.pipeline import Options, build_store
    from letopis.reading import Reader

    Reader.load(model)
    start = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        read = [
            {"id": a.id, "title": a.title, "text": a.text, "published": a.published, "url": a.url}
            for a in _articles(path, limit)
        ]
        lines.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in read), encoding="utf-8")
        began = time.perf_counter()
        report = build_store([lines], Path(folder) / "store", options=Options(model=model))
        return start, report.read, time.perf_counter() - began - start


def _articles(path: Path, limit: int) -> list:  # type: ignore[type-arg]
    from letopis.records.text import Article
    from letopis.sources.articles import read_articles

    return list(islice((found for found in read_articles([path]) if isinstance(found, Article)), limit))


def main() -> None:
    """Runs every reader in turn and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--reader", choices=(PLAIN, *MODELS), help="only this one, as JSON")
    parser.add_argument("--cores", type=int, default=1)
    given = parser.parse_args()
    if not given.articles.exists():
        print(f"{given.articles} is not here; give a file of articles")
        return
    if given.reader:
        print(json.dumps(measure(given.reader, given.articles, given.limit, given.cores)))
        return
    cores = [count for count in CORES if count <= len(os.sched_getaffinity(0))]
    print(
        f"{'':10}" + "".join(f"{f'articles/s, {count} cores':>22}" for count in cores) + f"{'start':>9}{'memory':>11}"
    )
    for reader in (PLAIN, *MODELS):
        found = [_child(reader, given, count) for count in cores]
        print(
            f"{reader:10}"
            + "".join(f"{each['speed']:22.1f}" for each in found)
            + f"{min(each['start'] for each in found):7.1f} s{max(each['memory'] for each in found):7.0f} MiB"
        )
    _sizes()


def _child(reader: str, given: argparse.Namespace, cores: int) -> dict[str, float]:
    command = [sys.executable, __file__, str(given.articles), "--limit", str(given.limit)]
    done = subprocess.run(
        [*command, "--reader", reader, "--cores", str(cores)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _sizes() -> None:
    from letopis.resources import model_dir

    folder = model_dir()
    print("\nfiles of the model, MB")
    for path in sorted(folder.iterdir()):
        print(f"{path.stat().st_size / MEGABYTE:8.2f}  {path.name}")
    print(f"{sum(path.stat().st_size for path in folder.iterdir()) / MEGABYTE:8.2f}  in all")
    package = Path(sys.modules["letopis.resources"].__file__ or "").parent
    code = sum(p.stat().st_size for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    print(f"{code / MEGABYTE:8.2f}  the package with it")


if __name__ == "__main__":
    main()
