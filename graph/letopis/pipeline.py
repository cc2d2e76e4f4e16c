"""The composition root: paths in, a store or annotations and a report out.

The only place that catches an article's failure.

In: paths. Out: Report. Touches: the store's folder.
"""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from letopis.annotate.annotator import Annotator
from letopis.annotate.network import together
from letopis.model import DEFAULT, FAST
from letopis.rdf.quads import article_quads, text_sha256
from letopis.rdf.vocabulary import Base
from letopis.rdf.writer import Writer
from letopis.reading import Reader
from letopis.records.problem import Problem
from letopis.sources.articles import read_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from letopis.records.annotation import Annotated
    from letopis.records.text import Article, Parsed

_BATCH = 10  # articles parsed together


@dataclass(slots=True)
class Report:
    """What a run read, passed over and failed on. `undated` are articles without a publication date."""

    read: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    undated: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def note(self, problem: Problem) -> None:
        """Counts a problem and keeps it."""
        self.problems.append(problem)
        if problem.is_harmless:
            self.skipped += 1
        else:
            self.failed += 1

    def as_json(self) -> dict[str, object]:
        """For `report.json`; the same for the same input."""
        return {
            "read": self.read,
            "unchanged": self.unchanged,
            "failed": self.failed,
            "skipped": self.skipped,
            "undated": sorted(self.undated),
            "counts": dict(sorted(self.counts.items())),
            "problems": sorted((asdict(problem) for problem in self.problems), key=str),
        }


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for the articles of one run."""

    published: str | None = None
    publisher: str | None = None
    base: Base | None = None
    model: str = DEFAULT


def build_store(
    paths: Sequence[str | Path],
    store: Path,
    *,
    options: Options | None = None,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Reads articles into the store at `store`; `progress` is called with the number of articles just done.

    What the store has unchanged is passed over, what changed is replaced. Raises BadStore where the store cannot be
    written; an article that cannot be read is a problem in the report.
    """
    options = options or Options()
    base = options.base or Base()
    report = Report()
    # Products this small are slower on many threads, and threads that wait count as busy.
    with threadpool_limits(limits=1, user_api="blas"), Writer(store, base=base) as writer:
        found = read_articles(paths, published=options.published, publisher=options.publisher)
        batches = _batches(_wanted(found, writer, report))
        for reader, size, pairs in _ahead(batches, options.model, report):
            for article, parsed in pairs:
                _write(reader, writer, article, parsed, base, report)
            if progress:
                progress(size)
        writer.finish()
    return report


def remove_articles(store: Path, article_ids: Iterable[str]) -> list[str]:
    """Withdraws articles by their ids; gives those that the store does not have."""
    with Writer(store) as writer:
        missing = [article_id for article_id in article_ids if not writer.remove(article_id)]
        writer.finish()
    return missing


def annotate_articles(
    paths: Sequence[str | Path],
    take: Callable[[Annotated], object],
    *,
    published: str | None = None,
    model: str = DEFAULT,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Hands the annotations of each article to `take`, in order of reading; no store is read or written.

    An article that cannot be read or annotated is a problem in the report; what `take` raises is not caught.
    """
    report = Report()
    annotator: Annotator | None = None
    with threadpool_limits(limits=1, user_api="blas"):
        batches = _batches(_readable(read_articles(paths, published=published), report))
        for reader, size, pairs in _ahead(batches, model, report):
            annotator = annotator or Annotator.load(reader.known)
            for article, parsed in pairs:
                annotated = _annotated(reader, annotator, article, parsed, report)
                if annotated:
                    take(annotated)
            if progress:
                progress(size)
    return report


def _annotated(
    reader: Reader, annotator: Annotator, article: Article, parsed: Parsed, report: Report
) -> Annotated | None:
    try:
        annotated = annotator(reader.read(article, replace(parsed, findings=None)))
        if parsed.findings:
            annotated = together(annotated, parsed.findings)
    except Exception as error:
        report.note(_failure(article, "annotate", error))
        return None
    report.read += 1
    if article.published is None:
        report.undated.append(article.source)
    report.counts["annotated entities"] += len(annotated.entities)
    report.counts["annotated relations"] += len(annotated.relations)
    return annotated


def _readable(found: Iterable[Article | Problem], report: Report) -> Iterator[Article]:
    for item in found:
        if isinstance(item, Problem):
            report.note(item)
        else:
            yield item


def _wanted(found: Iterable[Article | Problem], writer: Writer, report: Report) -> Iterator[Article]:
    for article in _readable(found, report):
        if writer.has(article.id, text_sha256(article.text)):
            report.unchanged += 1
        else:
            yield article


def _batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while batch := list(islice(articles, _BATCH)):
        yield batch


def _ahead(
    batches: Iterator[list[Article]], model: str, report: Report
) -> Iterator[tuple[Reader, int, list[tuple[Article, Parsed]]]]:
    """Batches with their size; models are loaded for the first.

    The network reads a batch while the caller works on the one before.
    """
    reader: Reader | None = None
    waiting: deque[tuple[int, Future[list[tuple[Article, Parsed]]]]] = deque()
    with ThreadPoolExecutor(1) as worker:
        for batch in batches:
            reader = reader or Reader.load(model)
            if model == FAST:  # all Python, which no second thread makes faster
                yield reader, len(batch), _parsed(reader, batch, report)
                continue
            waiting.append((len(batch), worker.submit(_parsed, reader, batch, report)))
            if len(waiting) > 1:
                size, parsed = waiting.popleft()
                yield reader, size, parsed.result()
        if reader and waiting:
            size, parsed = waiting.popleft()
            yield reader, size, parsed.result()


def _parsed(reader: Reader, batch: list[Article], report: Report) -> list[tuple[Article, Parsed]]:
    """The batch parsed in one go; where that fails one by one, so that one article costs no other."""
    try:
        return list(zip(batch, reader.parser.map(batch), strict=True))
    except Exception:
        found = []
        for article in batch:
            try:
                found.append((article, reader.parser(article)))
            except Exception as error:
                report.note(_failure(article, "parse", error))
        return found


def _write(reader: Reader, writer: Writer, article: Article, parsed: Parsed, base: Base, report: Report) -> None:
    try:
        reading = reader.read(article, parsed)
        quads = article_quads(article, reading.parsed, reading.resolved, reading.claims, base=base)
    except Exception as error:
        report.note(_failure(article, "extract", error))
        return
    writer.write(quads)
    report.read += 1
    if article.published is None:
        report.undated.append(article.source)
    report.counts["sentences"] += len(parsed.sentences)
    report.counts["repaired sentences"] += sum(sentence.repaired for sentence in parsed.sentences)
    report.counts["entities"] += len(reading.resolved.entities)
    for claim in reading.claims:
        report.counts[f"{claim.kind} claims"] += 1


def _failure(article: Article, stage: str, error: Exception) -> Problem:
    return Problem(article.source, None, stage, f"article {article.id}: {type(error).__name__}: {error}")
