"""Options that several commands share, and the graph that they choose."""

from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import typer

from ofmkg.analyses import parameters
from ofmkg.analyses.declaration import Parameter
from ofmkg.cli.completion import ids
from ofmkg.errors import UsageError
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.stores import Store
from ofmkg.graph.stores.target import MEMORY, opened
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.knowledge import load as load_graph
from ofmkg.knowledge import over as graph_over

Data = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="DIR", help="A folder of your own studies, on top of ours."),
]
OnlyData = Annotated[
    bool, typer.Option("--only-data", help="Your studies instead of ours, with our vocabularies.")
]
StoreTarget = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="TARGET",
        envvar="OFMKG_STORE",
        help="memory, a folder, or the address of a SPARQL server.",
    ),
]
Inferred = Annotated[
    bool, typer.Option("--inferred", help="Take in what follows from the ontology.")
]


def option(parameter: Parameter) -> Any:  # noqa: ANN401 - as typer types it
    """Return a parameter as an option of the command line."""
    return typer.Option(
        parameter.flag,
        metavar=parameter.metavar,
        help=parameter.help,
        min=parameter.least,
        max=parameter.most,
        autocompletion=ids(parameter),
    )


Alternatives = Annotated[bool, option(parameters.ALTERNATIVES)]
Without = Annotated[list[str] | None, option(parameters.WITHOUT)]
AsOf = Annotated[str | None, option(parameters.AS_OF)]


def load(
    data: list[Path] | None,
    only_data: bool,
    inferred: bool = False,
    *,
    store: str | None = None,
    reading: Scenario | None = None,
) -> KnowledgeGraph:
    """Return the graph that the options ask for.

    Raises UsageError, UnreadableError, and UnknownIdError for an id that the reading leaves out.
    """
    if store not in (None, MEMORY):
        return graph_over(
            kept(store, data, only_data),
            inferred=inferred,
            reading=reading,
        )
    return load_graph(
        data or [],
        only=only(data, only_data),
        inferred=inferred,
        reading=reading,
    )


def kept(target: str, data: list[Path] | None, only_data: bool) -> Store:
    """Return the store that holds the data. Raises UsageError if folders are given as well."""
    if data or only_data:
        raise UsageError(
            f"--data comes into a store only by: ofmkg load --store {quote(target)} --data DIR"
        )
    return opened(target)


def only(data: list[Path] | None, only_data: bool) -> bool:
    """Return whether our studies are left out. Raises UsageError if nothing would be left."""
    if only_data and not data:
        raise UsageError("--only-data needs a folder: add --data DIR.")
    return only_data


def today() -> str:
    """Return the day of now in UTC: what two people put on record has one calendar."""
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()
