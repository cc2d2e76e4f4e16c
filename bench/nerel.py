"""Annotations against NEREL: `python bench/nerel.py NEREL/dev`.

Entities are right where type and span are; all spans of the annotation count, nested ones too, and those with gaps,
which nothing found can equal. Relations are right where their type and both entities are, over the whole document;
symmetric ones in the direction of the annotation. For those of annotated entities the network is asked of every ordered
pair of them that a window holds; which pairs have a relation nobody tells it. The sets are what a knowledge graph
keeps of a document: each (type, name) and (relation, name, name) once, where a name is what is written without case, ё,
punctuation and inflection (each word its likeliest lemma by pymorphy3, of the annotation's words just the same). All
figures are micro averages in per cent.

`--model` says who annotates: `fast`, `full`, or the network `alone`; `--part` takes every other document, since the
thresholds of `full` were chosen on the odd ones of dev. `--found DIR` scores the `.ann` files of that folder instead of
what this package makes of the texts. `--types` adds the entity types and relations one by one.

In: the folder of the annotation. Out: a table. Touches: that folder and the one of `--found`, read-only.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from letopis.annotate.annotator import Annotator
from letopis.annotate.brat import to_brat
from letopis.annotate.network import THRESHOLDS, Thresholds, together
from letopis.model import DEFAULT, FAST, FULL, MODELS
from letopis.model.read import Model, Passage
from letopis.parse.segment import segment
from letopis.reading import Reader
from letopis.records.annotation import Annotated
from letopis.records.text import Article, Span
from letopis.sources.text import find_title
from nerel_gold import Document, Relation, read_document, read_documents
from nerel_scores import Counts, Scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from letopis.records.text import Findings

_BATCH = 10
ALONE = "alone"
READERS = (*MODELS, ALONE)
PARTS = {"all": slice(None), "odd": slice(1, None, 2), "even": slice(0, None, 2)}
# The measure beside which each stands, and who published it. Those of NEREL are of its test part.
PUBLISHED = {
    "entities, nested, strict": "84.99: RuBERT read as comprehension, NEREL's authors (RANLP 2021), test part",
    "relations, end to end, strict": "none",
    "relations of annotated entities": "51.7 in documents, 84.9 in sentences, nested 78.7, by RuBERT and its authors' "
    "choice of pairs, which leaves most pairs without a relation out",
    "set of entities": "0.74 small models, 0.60 RAGU-lm, 0.32 Qwen2.5-14B; RAGU's README, which says not how",
    "set of relations": "0.75 small models, 0.71 RAGU-lm, 0.69 Qwen2.5-14B; the same",
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules make of a document, and what the network finds in it."""

    annotated: Annotated
    findings: Findings | None


def ruled(documents: Sequence[Document], model: str) -> Iterator[Ruled]:
    """The documents as the rules annotate them; their texts are not cleaned, so that offsets hold."""
    reader = Reader.load(model)
    annotator = Annotator.load(reader.known)
    for start in range(0, len(documents), _BATCH):
        batch = documents[start : start + _BATCH]
        articles = [Article(document.name, document.text, find_title(document.text)) for document in batch]
        for article, parsed in zip(articles, reader.parser.map(articles), strict=True):
            ruling = annotator(reader.read(article, replace(parsed, findings=None)))
            yield Ruled(ruling, parsed.findings)


def annotated(documents: Sequence[Document], model: str) -> Iterator[Document]:
    """The documents as one of `READERS` annotates them."""
    for each in ruled(documents, FAST if model == FAST else FULL):
        found = each.annotated
        if model == ALONE:
            found = Annotated(found.article)
        if each.findings:
            found = together(found, each.findings, thresholds=Thresholds() if model == ALONE else THRESHOLDS)
        yield as_document(found)


def between_annotated(documents: Sequence[Document], model: Model) -> Iterator[Document]:
    """The entities of the documents, with the relations that the network finds between them."""
    for document in documents:
        sentences = tuple(tuple((w.start, w.stop) for w in words) for words in segment(document.text))
        entities = sorted(document.entities)
        spans = [(Span(entity.start, entity.stop), entity.type) for entity in entities]
        ties = model.between(Passage(document.text, sentences), spans)
        relations = frozenset(
            Relation(tie.type, entities[tie.head], entities[tie.tail])
            for tie in ties
            if tie.probability > THRESHOLDS.relations
        )
        yield replace(document, relations=relations)


def as_document(found: Annotated) -> Document:
    """Annotations as the scorer reads them."""
    return read_document(found.article.id, found.article.text, to_brat(found))


def _row(name: str, counts: Counts) -> str:
    figures = "".join(f"{figure:8.1f}" for figure in counts.figures)
    return f"{name:32}{counts.gold:7}{counts.found:7}{figures}"


def _types(title: str, counts: Mapping[str, Counts]) -> Iterator[str]:
    yield f"\n{title}"
    for name, count in sorted(counts.items(), key=lambda item: (-item[1].gold, item[0])):
        yield _row(f"  {name}", count)


def table(documents: int, scores: Scores, *, types: bool = False) -> Iterator[str]:
    """The lines of the table."""
    yield f"{documents} documents\n{'':32}{'gold':>7}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}"
    for name, counts in scores.measures.items():
        yield _row(name, counts)
    if types:
        yield from _types("entities by type", scores.entity_types)
        yield from _types("relations by type", scores.relation_types)
    yield "\npublished by others"
    for name, figures in PUBLISHED.items():
        yield f"  {name}: {figures}"


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Annotations against NEREL.")
    parser.add_argument("gold", type=Path, help="folder of .txt and .ann files")
    parser.add_argument("--found", type=Path, help="folder of .ann files to score, of the same names")
    parser.add_argument("--model", choices=READERS, default=DEFAULT, help="who annotates (default: %(default)s)")
    parser.add_argument("--part", choices=PARTS, default="all", help="of the documents by number, from 0")
    parser.add_argument("--types", action="store_true", help="also by type")
    options = parser.parse_args()
    if not options.gold.is_dir():
        print(f"{options.gold}: no such folder; nothing is measured. Give the folder of NEREL's .txt and .ann files.")
        return 0
    found_in = options.found or options.gold
    names = [path.with_suffix(".ann").name for path in sorted(options.gold.glob("*.txt"))]
    missing = [name for name in names if not (options.gold / name).is_file() or not (found_in / name).is_file()]
    if missing:
        print(f"{len(missing)} of {len(names)} .ann files are missing, the first is {missing[0]}; nothing is measured.")
        return 1
    part = PARTS[options.part]
    gold = list(read_documents(options.gold))[part]
    if options.found:
        found = iter(list(read_documents(options.gold, options.found))[part])
    else:
        found = annotated(gold, options.model)
    scores = Scores()
    for right, ours in zip(gold, found, strict=True):
        scores.add(right, ours)
    if not options.found and options.model != FAST:
        for right, ours in zip(gold, between_annotated(gold, Model.load()), strict=True):
            scores.add_between(right, ours)
    print("\n".join(table(len(gold), scores, types=options.types)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
