"""The mapping between NEREL and the graph as a page for people, `docs/nerel.md`.

In: Nerel. Out: Markdown. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.lexicon.nerel import Nerel

_HEAD = """\
# Annotations

`letopis annotate PATH… -o DIR --format brat|jsonl` writes, instead of a graph, the spans of each article with the 29
entity types and the relations between them with the 49 relation names of [NEREL](https://github.com/nerel-ds/NEREL).
Articles are read as by `letopis build`: from the same files, with the same messages and exit status; no store is
touched. `--published` dates articles that have no date of their own.

**Models.** `--model fast` annotates by the rules alone. `--model full`, which is the default, asks a network too, which
has learned all types and relations from NEREL's training part: a span is taken where the network is sure of it, or less
sure and the rules find the same; regions where either finds them; a relation likewise. What both find keeps its known
entity. The network reads windows of at most 256 pieces of words, which overlap in long texts and close at the ends of
sentences; a text gives the same whatever is read beside it and on any number of cores.

**brat.** `NAME.txt` holds the text, `NAME.ann` a line for each entity (`T`), relation (`R`) and known thing (`N`,
with its Wikidata id). NAME is that of the text file, for articles of JSON files their id; where two would have one
name, the later one has its id added. The folder must not be one that is read from.

**jsonl.** `annotations.jsonl` holds one object an article: `id`, `text`, `entities` with `id`, `start`, `stop`,
`type`, `text`, and `wikidata` and `entity` (what follows `ent:` in the graph) where there are such; `relations` with
`type`, `head`, `tail`, `score`.

**Offsets** are Unicode code points, half-open, and refer to the text that is written. A text file in UTF-8, in NFC,
with `\\n` line ends and nothing blank before its first word is written as it was, its first line included when that
is the title. Anything else is changed in reading (other encodings, NFC, line ends, leading blanks, characters that
XML cannot hold), and the title of a JSON article stands before its text; so compare with the `.txt` that is written.
Spans may nest and have no gaps; a score says how sure a relation is, from 0 to 1, and is not calibrated.

## Entities

*Ours* is what of the graph gives the type: a class of entities, or what the rules call it; where the cell is empty,
only `nerel_words.tsv` (words that are of a type by themselves) can give it, or nothing yet. *Term* is its class or
property.

"""

_RELATIONS = """
## Relations

*Ours* is what gives the relation: a relation of the graph (`^`: with its ends changed over), a role or time of an event
(`role:`, `time:`), these of a birth or death (`:birth`, `:death`), or the form alone: a place or body in the name of a
body (`body:`), an office in another (`title:title`), two names of one thing (`same`). Empty: nothing gives it yet.

"""


def page(nerel: Nerel) -> str:
    """The whole page."""
    entities = [
        f"| {row.type} | {_code(row.ours)} | `{row.term}` | {_words(nerel, row.type)} | {row.example} |"
        for row in nerel.entities.values()
    ]
    relations = [
        f"| {row.type} | {_ends(row.heads)} → {_ends(row.tails)} | {_code(row.ours)} | `{row.term}` | {row.example} |"
        for row in nerel.relations.values()
    ]
    return (
        f"{_HEAD}{_table(('type', 'ours', 'term', 'words', 'example'), entities)}"
        f"{_RELATIONS}{_table(('type', 'from → to', 'ours', 'term', 'example'), relations)}"
    )


def _table(columns: tuple[str, ...], rows: list[str]) -> str:
    header = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    return header + "".join(f"{row}\n" for row in rows)


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _words(nerel: Nerel, type_: str) -> str:
    count = sum(row.type == type_ for row in nerel.words.values())
    return str(count) if count else ""


def _ends(types: tuple[str, ...]) -> str:
    return ", ".join(types)
