"""A build with all that it leaves behind: the store, the exports, the report.

In: paths. Out: Report. Touches: the output folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from letopis.errors import BadExport
from letopis.export.formats import export, export_network
from letopis.export.network import to_networkx
from letopis.pipeline import Options, Report, build_store
from letopis.rdf.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TEXTS = (("ttl", "graph.ttl"), ("trig", "graph.trig"), ("csv", "facts.csv"))
NETWORKS = (("graphml", "graph.graphml"), ("gexf", "graph.gexf"), ("svg", "graph.svg"))


def build_output(
    paths: Sequence[str | Path],
    output: str | Path,
    *,
    store: str | Path | None = None,
    options: Options | None = None,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Builds the store (`output/store` unless told) and writes every export and `report.json`."""
    folder = Path(output)
    place = Path(store) if store else folder / "store"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadExport(f"{folder} cannot be made ({error}); choose another folder with -o") from error
    report = build_store(paths, place, options=options, progress=progress)
    view = View.open(place)
    for name, file in TEXTS:
        export(view, name, folder / file)
    network = to_networkx(view)
    for name, file in NETWORKS:
        export_network(network, name, folder / file)
    text = json.dumps(report.as_json(), ensure_ascii=False, indent=2, sort_keys=True)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")
    return report
