"""Every statement as one row of the table that `queries/facts.rq` defines.

In: view, the query library. Out: CSV bytes, UTF-8. Touches: the stream it is given.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from letopis.errors import BadExport
from letopis.query.catalog import find_query
from letopis.query.format import format_table
from letopis.query.run import Table, run

if TYPE_CHECKING:
    from letopis.rdf.view import View


def write_csv(view: View, out: IO[bytes]) -> None:
    """The rows in the order that the query gives; several values of a cell are joined by ` | `."""
    table = run(view, find_query("facts"))
    if not isinstance(table, Table):
        raise BadExport("queries/facts.rq must be a SELECT")
    out.write(format_table(table, "csv").encode())
