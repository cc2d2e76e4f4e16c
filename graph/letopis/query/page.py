"""The query library as a page for people, `docs/queries.md`.

In: Query. Out: Markdown. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from letopis.query.catalog import Parameter, Query

_HEAD = """\
# The query library

`letopis query NAME [name=value …]` answers one of these; `--format table|csv|tsv|json|markdown` writes the answer
down, `--engine rdflib` runs it on a second engine. A graph may be written as `ttl`, `nt`, `graphml`, `gexf` or `svg`:
`letopis query subgraph_of entity=Токаев --format gexf -o tokayev.gexf`.

Each file of `queries/` is plain SPARQL 1.1 that any engine runs as it is; the comment lines at its top say the rest.
A parameter is a line `VALUES (?name) { (UNDEF) }`: left alone it means all, and `name=value` puts terms in the place
of `UNDEF`, never text. Its kind says what the value may be:

| kind | value |
|---|---|
| entity | any of its names (case and ё do not count; all entities of that name are meant), its id or its IRI |
| statement, article | id or IRI |
| date | `2022`, `2022-01` or `2022-01-08` |
| number | a whole number |
| text | as it is |

A column marked `*` holds several values, in alphabetical order, joined by « | ». Queries take the
default graph for what is known and `GRAPH` for who says so; none needs a union of graphs.

| query | question |
|---|---|
"""


def library_page(queries: Iterable[Query]) -> str:
    """Every query with title, question, parameters, columns and notes."""
    library = list(queries)
    index = "".join(f"| [`{query.name}`](#{query.name}) | {query.question} |\n" for query in library)
    return _HEAD + index + "".join(map(_section, library))


def _section(query: Query) -> str:
    parts = [f"\n## {query.name}\n", f"**{query.title}.** {query.question} File: `queries/{query.name}.rq`."]
    if query.notes:
        parts.append(f"\n{query.notes}")
    if query.parameters:
        parts.append("\nParameters:\n")
        parts += map(_parameter, query.parameters)
    columns = ", ".join(f"`{name}`{'*' if name in query.multiple else ''}" for name in query.columns)
    parts.append(f"\nColumns: {columns}")
    return "\n".join(parts) + "\n"


def _parameter(parameter: Parameter) -> str:
    default = {"any": "", "required": ", required"}.get(parameter.default, f", {parameter.default} unless told")
    return f"* `{parameter.name}` ({parameter.kind}{default}): {parameter.description}"
