"""Beds of judged rows: how many rows of real articles are true, and what the confidence is worth.

    python bench/judged.py draw --corpus ARTICLES.jsonl.gz --articles 20 --seed 1 [--gold FOLDER] [--exclude FILE]
    python bench/judged.py sheet --corpus … [--bed NAME | --list FILE] [--article ID] [--unjudged]
    python bench/judged.py add MINE.tsv --corpus … [--bed NAME] [--replace]
    python bench/judged.py score --corpus … [--bed NAME]
    python bench/judged.py fit --corpus … --bed fit,seen
    python bench/judged.py arguments --corpus … --bed fit,seen

`draw` prints ids; kept as `bench/judged/NAME/articles.txt` they are a bed. `sheet` prints every row that the current
code makes of them, for a person who writes lines `key<TAB>verdict<TAB>remark`; `add` merges these into one table an
article in that folder, which holds offsets into the text and no text. `score` reads the articles anew and looks each
row up by its key.

Verdicts, of several the first that holds: wrong event (e), wrong role (r; also a wrong time or number), wrong
attribution (a), wrong polarity or modality (p); else right (+): what a careful reader takes from the sentence, with all
its roles.

In: JSON Lines with id, title, text, published, url. Out: text. Touches: `bench/judged`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import judged_arguments
from judged_fit import suggest
from judged_rows import FIELDS, Row, read_rows
from letopis.claims.confidence import FACTORS, MARKS
from letopis.model import DEFAULT, MODELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from letopis.reading import Reading

BEDS = Path(__file__).parent / "judged"
RIGHT = "right"
VERDICTS = (RIGHT, "wrong event", "wrong role", "wrong attribution", "wrong polarity or modality")
SHORT = {"+": 0, "e": 1, "r": 2, "a": 3, "p": 4}
BANDS = (0.5, 0.7, 0.9, 1.0)  # upper bounds, inclusive


class Judgement(NamedTuple):
    """What is kept of a judged row."""

    offsets: tuple[str, ...]
    verdict: str
    remark: str


def draw(ids: Iterable[str], count: int, seed: int, excluded: set[str]) -> list[str]:
    """The ids whose hashes with the seed are smallest: the same whatever the order and whatever else is there."""
    left = set(ids) - excluded
    return sorted(left, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())[:count]


def records(corpus: Path, wanted: set[str] | None = None) -> list[dict[str, object]]:
    """The articles of the corpus, or those with the ids wanted, sorted by id."""
    with (
        gzip.open(corpus, "rt", encoding="utf-8") if corpus.suffix == ".gz" else corpus.open(encoding="utf-8") as lines
    ):
        found = [
            record for line in lines if (record := json.loads(line)) and (wanted is None or record["id"] in wanted)
        ]
    return sorted(found, key=lambda record: str(record["id"]))


def load(bed: Path) -> dict[str, dict[str, Judgement]]:
    """The judgements of a bed by article and key."""
    found: dict[str, dict[str, Judgement]] = {}
    for path in sorted(bed.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
        found[path.stem] = {
            row["key"]: Judgement(tuple(row[name] for name in FIELDS), row["verdict"], row["remark"]) for row in rows
        }
    return found


def save(bed: Path, article: str, judged: dict[str, Judgement]) -> None:
    """One table, in order of position."""
    lines = ["\t".join(("key", *FIELDS, "verdict", "remark"))]
    lines += ["\t".join((key, *j.offsets, j.verdict, j.remark)) for key, j in sorted(judged.items(), key=_position)]
    (bed / f"{article}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _position(item: tuple[str, Judgement]) -> tuple[int, str]:
    key, judgement = item
    return int(judgement.offsets[1].partition("-")[0]), key


def read_verdicts(path: Path) -> Iterator[tuple[str, str, str]]:
    """Key, verdict and remark of each line of a judge; exits with the line that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, verdict, remark = (*line.split("\t"), "", "")[:3]
        verdict = VERDICTS[SHORT[verdict]] if verdict in SHORT else verdict
        if verdict not in VERDICTS:
            sys.exit(
                f"{path}, line {number}: {verdict!r} is no verdict; write one of: {', '.join((*VERDICTS, *SHORT))}"
            )
        yield key, verdict, remark


def add(options: argparse.Namespace) -> None:
    """Merges a judge's lines into the bed."""
    given = {key: (verdict, remark) for key, verdict, remark in read_verdicts(options.file)}
    judged = load(options.bed)
    added = kept = 0
    for name, _, rows in _read(options):
        mine = judged.setdefault(name, {})
        for row in rows:
            if row.key not in given:
                continue
            verdict, remark = given.pop(row.key)
            old = mine.get(row.key)
            if old and old.verdict != verdict and not options.replace:
                print(
                    f"{row.key}: judged «{old.verdict}» before, «{verdict}» now; kept as it was (--replace changes it)"
                )
                kept += 1
                continue
            mine[row.key] = Judgement(row.offsets, verdict, remark)
            added += 1
        if mine:
            save(options.bed, name, mine)
    for key in given:
        print(f"{key}: no row of these articles has this key now")
    print(f"{added} judgements merged, {kept} differ from earlier ones, {len(given)} without a row")


def sheet(options: argparse.Namespace) -> None:
    """Every sentence with its rows."""
    judged = load(options.bed)
    for name, reading, rows in _read(options):
        article = reading.article
        print(f"\n=== {name}  {article.published or ''}  {article.url or ''}\n")
        for sentence in reading.parsed.sentences:
            print("» " + " ".join(sentence.span.of(article.text).split()))
            for row in (row for row in rows if row.claim.sentence == sentence.span):
                known = judged.get(name, {}).get(row.key)
                if not (known and options.unjudged):
                    print(f"    {row.key}  {row.shown}" + (f"  [{known.verdict}]" if known else ""))
            print()


def score(options: argparse.Namespace) -> None:
    """The tables: verdicts, articles, bands of confidence."""
    judged = load(options.bed)
    verdicts: Counter[str] = Counter()
    bands: dict[float, list[bool]] = {bound: [] for bound in BANDS}
    articles: list[tuple[str, int, int, int]] = []
    for name, _, rows in _read(options):
        known = judged.get(name, {})
        found = [(known[row.key].verdict, row.claim.score) for row in rows if row.key in known]
        verdicts.update(verdict for verdict, _ in found)
        for verdict, confidence in found:
            bands[next(bound for bound in BANDS if confidence <= bound)].append(verdict == RIGHT)
        articles.append((name, len(rows), len(found), sum(verdict == RIGHT for verdict, _ in found)))
    rows_made, rows_judged = sum(row[1] for row in articles), sum(row[2] for row in articles)
    right = verdicts[RIGHT]
    print(f"{len(articles)} articles, {rows_made} rows, {rows_judged} judged, {rows_made - rows_judged} not")
    for verdict in VERDICTS:
        print(f"  {verdicts[verdict]:5}  {verdict}")
    print(f"right: {_share(right, rows_judged)}{_by_articles(articles)}\n")
    print(f"{'article':28}{'rows':>6}{'judged':>8}{'right':>7}")
    for name, made, seen, good in articles:
        print(f"{name:28}{made:6}{seen:8}{good:7}" + (f"  {good / seen:.2f}" if seen else ""))
    print(f"\n{'confidence':12}{'rows':>6}  right")
    low = 0.0
    for bound, marks in bands.items():
        print(f"{low:.1f} – {bound:.1f}   {len(marks):6}  {_share(sum(marks), len(marks))}")
        low = bound


def fit(options: argparse.Namespace) -> None:
    """Suggested factors of the confidence, also for marks that have none yet."""
    FACTORS.update({mark: 1.0 for mark in MARKS if mark not in FACTORS})
    rows = [
        (name, row.claim.rule, judged[row.key].verdict == RIGHT)
        for name, found, judged in _beds(options)
        for row in found
        if row.key in judged
    ]
    for line in suggest(rows) if rows else ["no judged rows"]:
        print(line)


def arguments(options: argparse.Namespace) -> None:
    """Suggested odds that an argument is right."""
    wrong = judged_arguments.wrong_arguments()
    found: list[judged_arguments.Case] = []
    with judged_arguments.watched() as seen:
        for name, rows, judged in _beds(options):
            for row in rows:
                if row.key in judged and (judged[row.key].verdict == RIGHT or row.key in wrong):
                    found += judged_arguments.cases(name, row, seen, wrong.get(row.key, set()))
            seen.clear()
    for line in judged_arguments.suggest(found) if found else ["no judged rows"]:
        print(line)


def _share(right: int, total: int) -> str:
    """With the 95 % interval of Wilson."""
    if not total:
        return "–"
    z, share = 1.96, right / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{share:.3f}  (95 %: {centre - half:.3f} – {centre + half:.3f})"


def _by_articles(articles: Sequence[tuple[str, int, int, int]]) -> str:
    """The interval where the articles, not the rows, count as drawn: rows of one article err alike."""
    seen = [(judged, right) for _, _, judged, right in articles if judged]
    total = sum(judged for judged, _ in seen)
    if len(seen) < 2:
        return ""
    share = sum(right for _, right in seen) / total
    spread = sum((right - share * judged) ** 2 for judged, right in seen) * len(seen) / (len(seen) - 1)
    half = 1.96 * math.sqrt(spread) / total
    return f", by articles {share - half:.3f} – {min(1.0, share + half):.3f}"


def _read(options: argparse.Namespace) -> Iterator[tuple[str, Reading, list[Row]]]:
    """The articles of the bed, or the one asked for, with their rows."""
    listed = options.list or options.bed / "articles.txt"
    wanted = {options.article} if options.article else _names(listed)
    found = records(options.corpus, wanted)
    for missing in sorted(wanted - {str(record["id"]) for record in found}):
        print(f"{missing}: the corpus has no such article", file=sys.stderr)
    for record, (reading, rows) in zip(found, read_rows(found, options.model), strict=True):
        yield str(record["id"]), reading, rows


def _beds(options: argparse.Namespace) -> Iterator[tuple[str, list[Row], dict[str, Judgement]]]:
    """The articles of the beds, parted by commas, with their rows and judgements."""
    for bed in str(options.bed.name).split(","):
        options.bed = options.bed.parent / bed
        judged = load(options.bed)
        yield from ((name, rows, judged.get(name, {})) for name, _, rows in _read(options))


def _names(path: Path) -> set[str]:
    if not path.is_file():
        sys.exit(f"{path}: no such file; draw articles into it first, or give --article or --list")
    return {line.split()[0] for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"}


def _draw(options: argparse.Namespace) -> None:
    excluded = {path.stem.removeprefix("rbc-") for path in options.gold.glob("rbc-*.jsonl")} if options.gold else set()
    for path in options.exclude:
        excluded |= _names(path)
    ids = (str(record["id"]) for record in records(options.corpus))
    print(f"# seed {options.seed}, {options.articles} articles, {len(excluded)} excluded")
    print("\n".join(sorted(draw(ids, options.articles, options.seed, excluded))))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Beds of judged rows.")
    commands = parser.add_subparsers(dest="command", required=True)
    made = {name: commands.add_parser(name) for name in ("draw", "sheet", "add", "score", "fit", "arguments")}
    runs = (_draw, sheet, add, score, fit, arguments)
    for name, run in zip(made, runs, strict=True):
        made[name].set_defaults(run=run)
        made[name].add_argument("--corpus", type=Path, required=True, help="JSON Lines, plain or gzipped")
    made["draw"].add_argument("--articles", type=int, default=20)
    made["draw"].add_argument("--seed", type=int, required=True)
    made["draw"].add_argument("--gold", type=Path, help="folder whose rbc-ID.jsonl name articles to leave out")
    made["draw"].add_argument("--exclude", type=Path, action="append", default=[], help="file of ids to leave out")
    for name in ("sheet", "add", "score", "fit", "arguments"):
        made[name].add_argument("--bed", default="test", help="folder in bench/judged (default: test)")
        made[name].add_argument("--model", choices=MODELS, default=DEFAULT, help="what reads (default: %(default)s)")
        made[name].add_argument("--article", help="only this one")
        made[name].add_argument("--list", type=Path, help="file of ids instead of the bed's own")
    made["sheet"].add_argument("--unjudged", action="store_true", help="leave out rows that are judged")
    made["add"].add_argument("file", type=Path)
    made["add"].add_argument("--replace", action="store_true", help="change earlier judgements that differ")
    return parser


def main() -> int:
    """Runs one command."""
    options = _parser().parse_args()
    if not options.corpus.is_file():
        print(f"{options.corpus}: no such file; nothing is done. Give the corpus that the beds were drawn from.")
        return 0
    if options.command != "draw":
        options.bed = BEDS / options.bed
        options.bed.mkdir(parents=True, exist_ok=True)
    options.run(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
