"""Options that several commands share, and the graph that they choose."""

from pathlib import Path
from typing import Annotated

import typer

from ofmkg.errors import UsageError
from ofmkg.graph import KnowledgeGraph
from ofmkg.graph import load as load_graph
from ofmkg.readings import Reading

Data = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="DIR", help="A folder of your own studies, on top of ours."),
]
OnlyData = Annotated[
    bool, typer.Option("--only-data", help="Your studies instead of ours, with our vocabularies.")
]
Inferred = Annotated[
    bool, typer.Option("--inferred", help="Take in what follows from the ontology.")
]
Alternatives = Annotated[
    bool, typer.Option("--alternatives", help="Take the alternatives of ambiguous codings.")
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="ID",
        help="Leave out a stance, position, claim, work ..., or all that is inferred by us.",
    ),
]
FrameworkId = Annotated[str | None, typer.Option("--framework", metavar="ID")]
CoderId = Annotated[
    str | None, typer.Option("--coder", metavar="ID", help="This coder's assessments.")
]
CollectionId = Annotated[
    str | None, typer.Option("--collection", metavar="ID", help="A collection, or all.")
]


def load(
    data: list[Path] | None,
    only_data: bool,
    inferred: bool = False,
    alternatives: bool = False,
    without: list[str] | None = None,
) -> KnowledgeGraph:
    """Return the graph that the options ask for.

    Raises UsageError, UnreadableError, and UnknownIdError for an id in `without`.
    """
    return load_graph(
        data or [],
        only=only(data, only_data),
        inferred=inferred,
        reading=Reading(alternatives, tuple(without or ())),
    )


def only(data: list[Path] | None, only_data: bool) -> bool:
    """Return whether our studies are left out. Raises UsageError if nothing would be left."""
    if only_data and not data:
        raise UsageError("--only-data needs a folder: add --data DIR.")
    return only_data
