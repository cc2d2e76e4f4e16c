"""The pipeline of this checkout beside that of another commit, in turns on the same articles.

usage: git worktree add ../before COMMIT; python bench/compare.py ../before ARTICLES.jsonl [--rounds 3] [--limit 200]

Each round runs `bench/build.py` of either checkout in a process of its own; CPU time, the least of the rounds counts.

In: two checkouts, articles. Out: a ratio on stdout. Touches: processes.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

_SECONDS = re.compile(r"([\d.]+) s CPU")


def seconds(checkout: Path, articles: Path, *settings: str) -> float:
    """CPU seconds of one run of a checkout's pipeline, without loading the models."""
    command = [sys.executable, "bench/build.py", str(articles.resolve()), *settings]
    environment = {**os.environ, "PYTHONPATH": str(checkout / "graph"), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    found = _SECONDS.search(done.stdout)
    if done.returncode or not found:
        raise SystemExit(f"{checkout}: bench/build.py failed: {done.stderr or done.stdout}")
    return float(found[1])


def main() -> None:
    """Prints the seconds of each round and the ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("before", type=Path)
    options.add_argument("articles", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--limit", type=int, default=200)
    options.add_argument("--model", help="what reads in this checkout (default: as the checkout decides)")
    given = options.parse_args()
    before, after = given.before.resolve(), Path(__file__).resolve().parents[1]
    for path in (before / "bench" / "build.py", given.articles):
        if not path.exists():
            print(f"{path} is not here; see the first lines of this file")
            return
    limit = ("--limit", str(given.limit))
    model = ("--model", given.model) if given.model else ()
    rounds = [
        (seconds(before, given.articles, *limit), seconds(after, given.articles, *limit, *model))
        for _ in range(given.rounds)
    ]
    for old, new in rounds:
        print(f"before {old:6.2f} s   after {new:6.2f} s")
    ratio = min(new for _, new in rounds) / min(old for old, _ in rounds)
    print(f"after / before, least of {len(rounds)} rounds each: {ratio:.2f}")


if __name__ == "__main__":
    main()
