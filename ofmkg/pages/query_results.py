"""The result of any query in any of the formats of the command line."""

from collections.abc import Callable

import pyoxigraph as ox
from rich.console import Console

from ofmkg.errors import UsageError
from ofmkg.graph.export import serialize
from ofmkg.graph.stores import Rows
from ofmkg.pages.messages import say
from ofmkg.pages.rows import rows_to_text

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}


def result_text(result: Result, name: str, console: Callable[[], Console]) -> str:
    """Return a result as table, csv, tsv, json, xml or turtle.

    `console` makes the terminal that a table is wrapped for. Raises UsageError for a format that
    this kind of result does not have.
    """
    if isinstance(result, ox.QueryTriples):
        if name not in ("table", "turtle"):
            raise UsageError(f"This query returns a graph, not {name}; use --format turtle.")
        quads = (ox.Quad(each.subject, each.predicate, each.object) for each in result)
        return serialize(quads, "turtle").decode("utf-8")  # engines give no order
    if name == "turtle":
        raise UsageError("This query returns a table, not a graph; use another --format.")
    if name in _FORMATS:
        return _text(result.serialize(format=_FORMATS[name]))
    if isinstance(result, ox.QueryBoolean):
        return f"{say('yes') if result else say('no')}\n"
    return rows_to_text(Rows.of(result), console())


def _text(content: bytes | None) -> str:
    text = (content or b"").decode("utf-8")
    return text if text.endswith("\n") else f"{text}\n"
