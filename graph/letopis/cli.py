"""The command line: arguments in, text out.

`letopis build seeds/articles`, `letopis query who_called_whom`, `letopis export gexf -o graph.gexf`.

In: arguments. Out: text and an exit status: 0, 1 for errors in the input, 2 for wrong usage. Touches: the terminal.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from letopis import __version__
from letopis.annotations import FORMATS as ANNOTATIONS
from letopis.annotations import write_annotations
from letopis.errors import BadQuery, LetopisError
from letopis.explain.terms import explain
from letopis.export.formats import FORMATS, NETWORK_WRITERS, export, export_network
from letopis.export.rdf_text import triples_text
from letopis.export.subnetwork import network_of_triples
from letopis.model import DEFAULT, MODELS
from letopis.outputs import build_output
from letopis.pipeline import Options, remove_articles
from letopis.query.catalog import catalog, find_query
from letopis.query.format import FORMATS as TABLES
from letopis.query.format import catalog_lines, format_table
from letopis.query.run import Table, run
from letopis.rdf.check import check
from letopis.rdf.view import View
from letopis.rdf.vocabulary import Base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from letopis.pipeline import Report

_STORE = "output/store"
_GRAPH_FORMATS = ("ttl", "nt", *NETWORK_WRITERS)
_MODEL_HELP = f"fast: slovnet and rules; full: our encoder beside them (default: {DEFAULT})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except BadQuery as error:
        print(f"letopis: {error}", file=sys.stderr)
        return 2
    except LetopisError as error:
        print(f"letopis: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="letopis", description="Russian news to a knowledge graph with evidence.")
    parser.add_argument("--version", action="version", version=f"letopis {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="read articles into the store and write the exports")
    build.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or - for standard input")
    build.add_argument("-o", "--output", default="output", help="folder for store and exports (default: output)")
    build.add_argument("--store", help="folder of the store (default: OUTPUT/store)")
    build.add_argument("--published", metavar="DATE", help="publication date of articles that have none, as 2022-01-08")
    build.add_argument("--publisher", help="publisher of articles that have none")
    build.add_argument("--base", metavar="IRI", help="base of the IRIs of the data")
    build.add_argument("--model", choices=MODELS, default=DEFAULT, help=_MODEL_HELP)
    build.add_argument("--quiet", action="store_true", help="no progress bar")
    build.set_defaults(run=_build)

    annotate = commands.add_parser("annotate", help="write typed spans and relations beside the texts; no store")
    annotate.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or - for standard input")
    annotate.add_argument("-o", "--output", required=True, metavar="DIR", help="folder for the files")
    annotate.add_argument("--format", required=True, choices=ANNOTATIONS, help="of the annotations")
    annotate.add_argument("--published", metavar="DATE", help="publication date of articles that have none")
    annotate.add_argument("--model", choices=MODELS, default=DEFAULT, help=_MODEL_HELP)
    annotate.add_argument("--quiet", action="store_true", help="no progress bar")
    annotate.set_defaults(run=_annotate)

    query = commands.add_parser("query", help="run a query of the library, or a file; without a name, list the library")
    query.add_argument("name", nargs="?", help="name in the library, or a .rq file")
    query.add_argument("parameters", nargs="*", metavar="name=value", help="parameters of the query")
    query.add_argument(
        "--format", default=None, choices=(*TABLES, *_GRAPH_FORMATS), help="of the answer (default: table)"
    )
    query.add_argument("-o", "--output", help="file to write instead of standard output")
    query.add_argument("--timeout", type=float, metavar="SECONDS", help="give up after that long")
    query.add_argument("--engine", choices=("oxigraph", "rdflib"), default="oxigraph", help="default: oxigraph")
    query.set_defaults(run=_query)

    export_ = commands.add_parser("export", help="write the graph in another format")
    export_.add_argument("format", choices=sorted(FORMATS), help="of the file")
    export_.add_argument("-o", "--output", help="file (default: output/graph.FORMAT)")
    export_.set_defaults(run=_export)

    why = commands.add_parser("explain", help="why an entity or a statement is there: words, rule, score")
    why.add_argument("term", metavar="ENTITY|STATEMENT", help="a name, an id or an IRI")
    why.set_defaults(run=_explain)

    checks = commands.add_parser("check", help="check shapes, evidence and invariants of the store")
    checks.set_defaults(run=_check)

    remove = commands.add_parser("remove", help="withdraw articles from the store, exactly")
    remove.add_argument("articles", nargs="+", metavar="ARTICLE", help="id of an article")
    remove.set_defaults(run=_remove)

    for command in (query, export_, why, checks, remove):
        command.add_argument("--store", default=_STORE, help=f"folder of the store (default: {_STORE})")
    return parser


def _build(options: argparse.Namespace) -> int:
    base = Base(options.base) if options.base else None
    settings = Options(published=options.published, publisher=options.publisher, base=base, model=options.model)
    with tqdm(desc="articles", unit="", disable=options.quiet or None) as bar:
        report = build_output(
            options.paths, options.output, store=options.store, options=settings, progress=lambda done: bar.update(done)
        )
    _say(report, options.output)
    return 1 if report.failed else 0


def _annotate(options: argparse.Namespace) -> int:
    with tqdm(desc="articles", unit="", disable=options.quiet or None) as bar:
        report = write_annotations(
            options.paths,
            options.output,
            format_=options.format,
            published=options.published,
            model=options.model,
            progress=lambda done: bar.update(done),
        )
    _warn(report)
    entities, relations = report.counts["annotated entities"], report.counts["annotated relations"]
    print(
        f"{report.read} articles annotated, {report.failed} failed, {report.skipped} notes; "
        f"{entities} entities, {relations} relations; written to {options.output}"
    )
    return 1 if report.failed else 0


def _warn(report: Report) -> None:
    for problem in report.problems:
        print(f"letopis: {problem}", file=sys.stderr)
    if report.undated:
        print(f"letopis: {len(report.undated)} articles without a publication date; see --published", file=sys.stderr)


def _say(report: Report, output: str) -> None:
    _warn(report)
    claims = sum(count for name, count in report.counts.items() if name.endswith("claims"))
    print(
        f"{report.read} articles read, {report.unchanged} unchanged, {report.failed} failed, {report.skipped} notes; "
        f"{claims} claims; written to {output}"
    )


def _query(options: argparse.Namespace) -> int:
    if options.name is None:
        print(catalog_lines(catalog()), end="")
        return 0
    parameters = dict(_pair(text) for text in options.parameters)
    view = View.open(Path(options.store))
    found = run(view, find_query(options.name), params=parameters, timeout_s=options.timeout, engine=options.engine)
    if isinstance(found, Table):
        if options.format in _GRAPH_FORMATS:
            raise BadQuery(f"{options.name} answers with a table; choose one of {', '.join(TABLES)}")
        width = 0 if options.output else None  # a file gets whole cells, whatever the terminal
        _put(format_table(found, options.format or "table", width=width), options.output)
    else:
        if options.format in TABLES:
            raise BadQuery(f"{options.name} answers with a graph; choose one of {', '.join(_GRAPH_FORMATS)}")
        _put_graph(options, view, found)
    return 0


def _put_graph(options: argparse.Namespace, view: View, triples: Sequence[Triple]) -> None:
    name = options.format or "ttl"
    if name not in NETWORK_WRITERS:
        _put(triples_text(view, triples, name), options.output)
        return
    if not options.output:
        raise BadQuery(f"a network in {name} goes into a file: name it with -o")
    export_network(network_of_triples(triples, view), name, options.output)
    print(f"written to {options.output}")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadQuery(f"{text!r} is no parameter; write it as name=value")
    return name, value


def _put(text: str, file: str | None) -> None:
    if file is None:
        sys.stdout.write(text)
    else:
        Path(file).write_text(text, encoding="utf-8", newline="")


def _export(options: argparse.Namespace) -> int:
    suffix = FORMATS[options.format].suffix
    path = Path(options.output or f"output/graph{suffix}")
    export(View.open(Path(options.store)), options.format, path)
    print(f"written to {path}")
    return 0


def _explain(options: argparse.Namespace) -> int:
    for line in explain(View.open(Path(options.store)), options.term):
        print(line)
    return 0


def _check(options: argparse.Namespace) -> int:
    count = 0
    for violation in check(View.open(Path(options.store))):
        count += 1
        print(f"{violation.kind}: {violation.subject}: {violation.message}")
    print(f"{count} violations")
    return 1 if count else 0


def _remove(options: argparse.Namespace) -> int:
    missing = remove_articles(Path(options.store), options.articles)
    for article in missing:
        print(f"letopis: the store has no article {article}", file=sys.stderr)
    return 1 if missing else 0
