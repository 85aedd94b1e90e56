"""Commands about the query library: query, queries."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ofmkg.cli.options import (
    Alternatives,
    AsOf,
    Data,
    Inferred,
    OnlyData,
    StoreTarget,
    Without,
    load,
)
from ofmkg.cli.output import (
    console,
    message,
    note_reading,
    print_document,
    standard_output,
    write,
    write_data,
)
from ofmkg.errors import UsageError
from ofmkg.graph.scenarios import Scenario
from ofmkg.knowledge import KnowledgeGraph

_SERVICE = "http://127.0.0.1:8000/sparql"


class QueryFormat(StrEnum):
    """Formats of the answer to a query."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


def query(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE.rq", help="See: ofmkg queries.")],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="KEY=VALUE", help="A parameter; repeat for several."),
    ] = None,
    collection: Annotated[
        list[str] | None,
        typer.Option(
            "--collection",
            metavar="ID",
            help="As --param collection=ID; or all. Else tables are of the default one.",
        ),
    ] = None,
    output: Annotated[QueryFormat, typer.Option("--format")] = QueryFormat.table,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    inferred: Inferred = False,
    alternatives: Alternatives = False,
    without: Without = None,
    as_of: AsOf = None,
) -> None:
    """Answer a question of the library, or the query in a file."""
    params = _params([*(param or []), *(f"collection={each}" for each in collection or ())])
    reading = Scenario(alternatives, tuple(without or ()), as_of)
    graph = load(data, only_data, inferred, store=store, reading=reading)
    note_reading(graph.reading)
    from ofmkg.graph.library import load as load_question
    from ofmkg.pages.query_results import result_text

    asked = load_question(name)
    shown = graph.usually(asked, params)
    for place in (each for each in shown.get("collection", ()) if "collection" not in params):
        message(f"Of the collection {place}; --collection all shows all, --collection ID another.")
    result = graph.run(name, **shown)
    if name.endswith(".rq"):  # of the questions here, tests know that their terms hold
        _warn(name, asked.sparql, graph)
    with standard_output():  # a terminal that a table is wrapped for is spoken to
        text = result_text(result, output.value, console)
    if output is QueryFormat.table:
        write(text, styled=True)
    else:
        write_data(text)


def _warn(name: str, sparql: str, graph: KnowledgeGraph) -> None:
    """Say what a query asks for in vain."""
    from ofmkg.graph.doubts import doubts

    for each in doubts(sparql, graph):
        message(f"{name}, line {each.line}, column {each.column}: {each.told('--inferred')}")


def queries(
    tag: Annotated[str | None, typer.Option("--tag", help="Only questions with this tag.")] = None,
    grlc: Annotated[
        Path | None,
        typer.Option("--grlc", metavar="DIR", help="Write them into a new folder, for grlc."),
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(metavar="URL", help=f"What grlc is to ask [{_SERVICE}]."),
    ] = None,
) -> None:
    """List the questions that can be asked, or write them as files of which grlc makes an API."""
    from ofmkg.graph.library import load as load_question
    from ofmkg.graph.library import names
    from ofmkg.pages.library import document

    if endpoint is not None and grlc is None:
        raise UsageError("--endpoint is for files of grlc: add --grlc DIR.")

    asked = [load_question(name) for name in names()]
    tags = sorted({t for question in asked for t in question.tags})
    if tag is not None and tag not in tags:
        raise UsageError(f"No question has the tag {tag!r}. Tags: {', '.join(tags)}.")
    chosen = [question for question in asked if tag is None or tag in question.tags]
    if grlc is None:
        print_document(document(chosen))
        return
    from ofmkg.graph.grlc import files
    from ofmkg.graph.writing import put_folder

    put_folder(grlc, files(chosen, endpoint or _SERVICE))


def _params(given: list[str]) -> dict[str, list[str]]:
    params: dict[str, list[str]] = {}
    for entry in given:
        key, equals, value = entry.partition("=")
        if not equals or not key or not value:
            raise UsageError(f"{entry!r} is not a parameter; write --param name=value.")
        params.setdefault(key, []).append(value)
    return params
