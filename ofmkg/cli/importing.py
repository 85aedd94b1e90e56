"""The command that takes over catalogues of others."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from ofmkg.cli.options import load, today
from ofmkg.cli.output import message, print_document, write
from ofmkg.errors import UsageError


def take(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE ...",
            help="YAML files of Ecosystem Graphs (its folder assets), or the table of Epoch AI "
            "(.csv).",
        ),
    ],
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Your folder; it is made if needed.")
    ],
    day: Annotated[
        str, typer.Option("--date", metavar="DAY", help="Of the copy, as 2026-02-27; else today.")
    ] = "",
) -> None:
    """Take over what catalogues of models state on weights, beside the values on record."""
    from ofmkg.bibliography.catalogues import read
    from ofmkg.graph import lexical
    from ofmkg.pages.report import document
    from ofmkg.sheets.importing import take as taken

    if day and not lexical.is_day(day):
        raise UsageError(f"--date: {day!r} is no day; write it as 2026-02-27.")
    found = [read(path) for path in files]
    kinds = {kind for kind, _ in found}
    if len(kinds) > 1:
        raise UsageError("The files are of several catalogues; take over one at a time.")
    (kind,) = kinds
    models = [model for _, some in found for model in some]
    there = [data] if data.is_dir() else None
    done = taken(kind, models, load(there, False), data, day or today())
    for line in done.left:
        message(line)
    if done.target is None:
        print_document(document(done.report))
        raise typer.Exit(1)
    write(
        f"Wrote {done.target}: {len(done.taken)} of {done.models} models are releases on record. "
        f"See it with: ofmkg query releases-by-weights --data {quote(str(data))}\n"
    )
