"""The result of any query in any of the formats of the command line."""

from typing import TextIO

import pyoxigraph as ox
from rich.console import Console

from ofmkg.errors import UsageError
from ofmkg.export import serialize
from ofmkg.show.rows import rows_to_text
from ofmkg.stores import Rows

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}


def write_result(result: Result, name: str, console: Console, out: TextIO) -> None:
    """Write a result as table, csv, tsv, json, xml or turtle.

    Raises UsageError for a format that this kind of result does not have.
    """
    if isinstance(result, ox.QueryTriples):
        if name not in ("table", "turtle"):
            raise UsageError(f"This query returns a graph, not {name}; use --format turtle.")
        quads = (ox.Quad(each.subject, each.predicate, each.object) for each in result)
        out.write(serialize(quads, "turtle").decode("utf-8"))  # engines give no order
    elif name == "turtle":
        raise UsageError("This query returns a table, not a graph; use another --format.")
    elif name in _FORMATS:
        out.write(_text(result.serialize(format=_FORMATS[name])))
    elif isinstance(result, ox.QueryBoolean):
        out.write("yes\n" if result else "no\n")
    else:
        out.write(rows_to_text(Rows.of(result), console))


def _text(content: bytes | None) -> str:
    text = (content or b"").decode("utf-8")
    return text if text.endswith("\n") else f"{text}\n"
