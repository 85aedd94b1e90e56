"""Commands about files: validate, export, catalog."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ofmkg.cli import endings
from ofmkg.cli.options import Data, Inferred, OnlyData, StoreTarget, kept, load, only
from ofmkg.cli.output import print_document, put
from ofmkg.cli.progress import waiting
from ofmkg.errors import UsageError
from ofmkg.formats import FORMATS
from ofmkg.graph.stores import documents
from ofmkg.graph.stores.target import MEMORY

if TYPE_CHECKING:
    from ofmkg.graph.report import Report


class ExportFormat(StrEnum):
    """Formats of an export."""

    owl = "owl"
    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"
    nanopublications = "nanopublications"


def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE ...]", help="Without files: everything.")
    ] = None,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    anew: Annotated[
        bool, typer.Option("--all", help="Check also what was found valid before, and is the same.")
    ] = False,
) -> None:
    """Check the data; a single file is checked together with our vocabularies."""
    from ofmkg.pages.report import document

    with waiting("Checking the data"):
        report = _checked(files, data, only_data, store, anew=anew)
    print_document(document(report))
    if report.violations:
        raise typer.Exit(1)


def _checked(
    files: list[Path] | None,
    data: list[Path] | None,
    only_data: bool,
    store: str | None,
    *,
    anew: bool,
) -> "Report":
    from ofmkg.graph import neighborhood, parsing, validation

    if store not in (None, MEMORY):
        held = kept(store, data, only_data)
        if files:
            return neighborhood.check([parsing.read(file) for file in files], held)
        return validation.check_documents(documents(held))
    if files:
        return validation.check_files(files, data or [], only=only(data, only_data), anew=anew)
    return validation.check(data or [], only=only(data, only_data), anew=anew)


def export(
    output: Annotated[ExportFormat, typer.Option("--format")],
    target: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else standard output.")
    ] = None,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    inferred: Inferred = False,
    store_ready: Annotated[
        bool,
        typer.Option(
            "--store-ready",
            help="All that a SPARQL server holds which is only read: as trig or nquads.",
        ),
    ] = False,
    key: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A private RSA key (PEM) to sign nanopublications with."),
    ] = None,
) -> None:
    """Write ontology and data as one file.

    For editors (owl), the direct statements of the derived view stand in it, too. As
    nanopublications (TriG), each coding and claim stands by itself, with where it comes from.
    They are not signed unless a key is given (--key, the extra nanopub).
    """
    from ofmkg.graph import nanopublications, signing, view
    from ofmkg.graph.export import serialize
    from ofmkg.graph.stores.base import as_documents

    if store_ready and output not in (ExportFormat.trig, ExportFormat.nquads):
        raise UsageError("--store-ready writes named graphs: add --format nquads, or trig.")
    if store_ready and inferred:
        raise UsageError(
            "--store-ready brings inferences in a graph of their own; drop --inferred."
        )
    apart = output is ExportFormat.nanopublications
    if apart and inferred:
        raise UsageError("Nanopublications hold what is stated, with its source; drop --inferred.")
    if key and not apart:
        raise UsageError("--key signs nanopublications: add --format nanopublications.")
    profile = signing.signer(key) if key else None
    form = "trig" if apart else output.value
    endings.require(target, FORMATS[form].kind)
    graph = load(data, only_data, inferred, store=store)
    quads = tuple(nanopublications.quads(graph.run_text) if apart else graph.quads())
    if profile:
        quads = tuple(signing.signed(quads, profile))
    if store_ready:
        from ofmkg.graph import ready

        quads = tuple(ready.quads(as_documents(quads)))
    elif output is ExportFormat.owl:
        quads += view.derive(as_documents(quads))
    put(serialize(quads, form), target)


def catalog(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR ...", help="Folders to open from.")],
) -> None:
    """Tell Protégé, for the files in a folder, where the files that they import lie."""
    from ofmkg.graph import writing
    from ofmkg.graph.catalog import for_folder
    from ofmkg.graph.parsing import CATALOG

    for path, content in [(folder / CATALOG, for_folder(folder)) for folder in folders]:
        writing.put(path, content)
