"""Commands about stores: load, backup, doctor."""

import time
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from ofmkg.cli import endings
from ofmkg.cli.options import Data, OnlyData, only
from ofmkg.cli.output import message, print_document, write
from ofmkg.cli.progress import counting, waiting
from ofmkg.errors import UsageError
from ofmkg.graph.stores.target import MEMORY, opened

Target = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="TARGET",
        envvar="OFMKG_STORE",
        help="A folder, or the address of a SPARQL server.",
    ),
]


def load(
    store: Target,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE ...]",
            help="RDF files or folders, also .nq.gz; else the corpus that comes with ofmkg.",
        ),
    ] = None,
    data: Data = None,
    only_data: OnlyData = False,
    everything: Annotated[
        bool, typer.Option("--replace", help="What stands there now goes, all of it.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check/--no-check", help="Load nothing that violates the shapes.")
    ] = True,
    infer: Annotated[
        bool, typer.Option("--infer/--no-infer", help="Add what follows from the ontology.")
    ] = True,
) -> None:
    """Bring data into a store; a file takes the place of what stood in its graph."""
    from ofmkg.graph import corpus, loading, neighborhood, validation
    from ofmkg.pages.report import document

    if store == MEMORY:
        raise UsageError("What is in memory is gone at the end; give --store a folder or address.")
    if files and (data or only_data):
        raise UsageError("Give files or --data, not both: --data comes with the built-in corpus.")
    with waiting("Reading the files"):
        if files:
            read, large = loading.paths(files)
        else:
            read, large = corpus.load(data or [], only=only(data, only_data)), []
    target = opened(store, create=True)
    if check and read:
        alone = not files or everything or not target.graphs()
        with waiting("Checking the data"):
            if not alone:
                read = loading.placed(read, target)  # it is checked beside what stays, not instead
            report = validation.check_documents(read) if alone else neighborhood.check(read, target)
        if report.violations:
            print_document(document(report))
            message(f"Nothing was loaded into {store}; --no-check loads it all the same.")
            raise typer.Exit(1)
    with counting() as progress:
        started = time.perf_counter()
        done = loading.load(
            target, read, large, everything=everything, infer=infer, progress=progress
        )
        seconds = time.perf_counter() - started
    follows = "" if done.inferred is None else f" {done.inferred:,} more follow from what it holds."
    write(
        f"Loaded {done.statements:,} statements of {done.graphs} graphs into {store} "
        f"({seconds:.1f} s).{follows}\n"
    )
    if check and large:
        message(
            "Files of quads are not checked here; do it with: "
            f"ofmkg validate --store {quote(store)}"
        )


def backup(
    target: Annotated[
        Path, typer.Argument(metavar="FILE", help="Ends in .nq or .nq.gz; or a new folder.")
    ],
    store: Target,
) -> None:
    """Write all that a store states to a file of N-Quads, or a folder store to a folder."""
    from ofmkg.graph.loading import dump
    from ofmkg.graph.stores.directory import DirectoryStore

    held = opened(store)
    if target.name.endswith((".nq", ".nq.gz")):
        with counting() as progress:
            count = dump(held, target, progress)
        write(f"Wrote {count:,} statements to {target}.\n")
    elif isinstance(held, DirectoryStore):
        endings.require(target, "N-Quads")  # a folder is not named like another kind of file
        held.backup(target)
        write(f"Wrote {store} as it stands to {target}.\n")
    else:
        raise UsageError(f"{target}: give a file that ends in .nq or .nq.gz.")


def doctor(
    store: Target,
    write_too: Annotated[
        bool, typer.Option("--write", help="Try writing as well, to a graph of its own.")
    ] = False,
) -> None:
    """Check whether a store answers as it must, and say what is missing."""
    from ofmkg.graph.doctor import examine
    from ofmkg.pages.health import document

    found = examine(opened(store), write=write_too)
    print_document(document(store, found))
    if not all(each.fine for each in found):
        raise typer.Exit(1)
