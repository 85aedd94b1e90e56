"""The commands that let others ask: serve, for browsers and programs; site, files; mcp."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ofmkg.cli.options import Data, OnlyData, StoreTarget, only
from ofmkg.cli.output import message, write
from ofmkg.cli.progress import counting, waiting
from ofmkg.errors import DataError, UsageError


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on [8000].")] = None,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    allow_invalid: Annotated[
        bool, typer.Option("--allow-invalid", help="Serve data even if they have violations.")
    ] = False,
) -> None:
    """Serve the graph over HTTP: SPARQL, a JSON API and every IRI; settings: OFMKG_* variables."""
    try:
        with waiting("Starting the service"):
            from ofmkg.api import server
            from ofmkg.api.settings import settings
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Serving needs {error.name}, which is not installed: pip install 'ofmkg[api]'."
        ) from error
    chosen: dict[str, Any] = {
        "host": host,
        "port": port,
        "data": tuple(map(Path, data)) if data else None,
        "only_data": only(data, only_data) or None,
        "store": store,
        "allow_invalid": allow_invalid or None,
    }
    try:
        server.serve(settings(**chosen))
    except DataError as error:
        message(str(error))
        raise typer.Exit(1) from error


def site(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder, or one of a former site.")
    ],
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    allow_invalid: Annotated[
        bool, typer.Option("--allow-invalid", help="Also of data that have violations.")
    ] = False,
) -> None:
    """Write all pages as files, for any web host or a USB stick; a browser searches in them.

    Pages are in English and Korean, with JSON and Turtle beside them. Comparisons are those of
    studies of one threat, and of all pairs of the first collection. The folder is there whole or
    not at all.
    """
    try:
        from ofmkg.api.files import building
        from ofmkg.api.files import folder as places
        from ofmkg.api.settings import settings
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Making a site needs {error.name}, which is not installed: pip install 'ofmkg[api]'."
        ) from error
    chosen = settings(
        data=tuple(map(Path, data)) if data else None,
        only_data=only(data, only_data) or None,
        store=store,
        allow_invalid=allow_invalid or None,
    )
    try:
        with places.replaced(folder) as draft, counting("files") as shown:
            built = building.build(chosen, draft, lambda done, _: shown(done))
    except DataError as error:
        message(str(error))
        raise typer.Exit(1) from error
    for address, status in built.unanswered:
        message(f"{address}: answered with {status}, and so its file says.")
    write(f"{folder}: {built.files:,} files, {built.bytes / 1e6:,.0f} MB; open index.html.\n")


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Over HTTP, at /mcp; else over standard streams.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="Address to listen on [127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on [8000].")] = None,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
) -> None:
    """Answer assistants that speak the Model Context Protocol; nothing is ever written."""
    if not http and (host or port is not None):
        raise UsageError("--host and --port are for a server over HTTP: add --http.")
    try:
        from ofmkg.api.assistants import server
        from ofmkg.api.settings import settings
    except ModuleNotFoundError as error:
        raise UsageError(
            f"A server for assistants needs {error.name}, which is not installed: "
            "pip install 'ofmkg[mcp]'."
        ) from error
    server.serve(
        settings(
            host=host,
            port=port,
            data=tuple(map(Path, data)) if data else None,
            only_data=only(data, only_data) or None,
            store=store,
        ),
        http,
        message,
    )
