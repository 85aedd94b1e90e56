"""Coding sheets as files: how commands take them, what is said of them, how drafts are written."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ofmkg.cli import endings
from ofmkg.cli.options import load
from ofmkg.cli.output import message, put, write
from ofmkg.errors import UsageError

if TYPE_CHECKING:
    from ofmkg.sheets.tree import Mistake
    from ofmkg.sheets.vocabulary import Vocabulary

SheetFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A coding sheet: YAML, a workbook (.xlsx), or a folder of CSV files."
    ),
]
StudyId = Annotated[str, typer.Argument(metavar="STUDY", help="Id of a study.")]


def tell(file: Path, warnings: Iterable["Mistake"], sentences: Iterable[str]) -> None:
    """Say what should be looked at, and what the sheet puts on record."""
    write("".join(f"{file}, {each} (warning)\n" for each in warnings))
    write("".join(f"{file}: {each}\n" for each in sentences))


def complain(file: Path, mistakes: Iterable["Mistake"]) -> None:
    """Say what is to be mended, and end the command."""
    every = [f"{file}, {mistake}\n" for mistake in mistakes]
    things = "1 thing" if len(every) == 1 else f"{len(every)} things"
    write("".join(every) + f"Found {things} to mend.\n")
    raise typer.Exit(1)


def put_from(
    source: Path,
    name: str,
    text: str,
    output: Path | None,
    vocabulary: "Vocabulary",
    data: list[Path] | None,
) -> None:
    """Write sheets begun from a bibliography, and say what was taken from where."""
    from ofmkg.bibliography.reading import read
    from ofmkg.graph import writing
    from ofmkg.sheets.bibliography import begun, filled, targets

    format, found = read(source)
    works = begun(found, format, load(data, False), vocabulary.ids("Work"), name or None)
    if len(works) == 1 and not (output and output.is_dir()):
        put_draft(filled(text, works[0]), output, vocabulary)
    elif output is None:
        raise UsageError(
            f"{source}: has {len(works)} references; name a folder for their sheets with -o DIR."
        )
    else:
        files = targets(output, works)
        writing.make_folder(output)
        for path, begin in zip(files, works, strict=True):
            writing.put(path, filled(text, begin).encode(), new=True)
    for begin in works:
        message(f"{source}, {begin}")


def put_draft(
    text: str, target: Path | None, vocabulary: "Vocabulary", *, blind: bool = False
) -> None:
    """Write the beginning of a sheet, as YAML or tables, and never over a file that is there."""
    from ofmkg.sheets import tree
    from ofmkg.sheets.files import are_tables, write_tables

    if target is not None and are_tables(target):
        write_tables(tree.parse(text).value, target, vocabulary, draft=True, blind=blind)
    else:
        endings.require(target, "YAML")
        put(text, target, new=True)
