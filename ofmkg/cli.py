"""The command line. Data go to standard output, messages to standard error.

Exit codes: 0 fine, 1 the data have violations, 2 wrong usage or unreadable input.
"""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ofmkg.errors import OfmkgError, UsageError
from ofmkg.graph import KnowledgeGraph, load
from ofmkg.model import Comparison, Matrix

if TYPE_CHECKING:
    from rich.console import Console

    from ofmkg.show.blocks import Document

app = typer.Typer(
    help="Which assumptions differ between two works, and which framework steps did each address?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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
FrameworkId = Annotated[str | None, typer.Option("--framework", metavar="ID")]
CoderId = Annotated[
    str | None, typer.Option("--coder", metavar="ID", help="This coder's assessments.")
]
CollectionId = Annotated[
    str | None, typer.Option("--collection", metavar="ID", help="A collection, or all.")
]


class CompareFormat(StrEnum):
    """Formats of a comparison."""

    text = "text"
    json = "json"
    md = "md"


class MatrixFormat(StrEnum):
    """Formats of a matrix."""

    text = "text"
    csv = "csv"
    json = "json"
    md = "md"


class QueryFormat(StrEnum):
    """Formats of the answer to a query."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


class ExportFormat(StrEnum):
    """Formats of an export."""

    owl = "owl"
    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="Id of a work or study.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Id of another.")],
    output: Annotated[CompareFormat, typer.Option("--format")] = CompareFormat.text,
    data: Data = None,
    only_data: OnlyData = False,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> None:
    """Which assumptions differ between A and B, and which steps did each address?"""
    graph = _load(data, only_data)
    result = graph.compare(a, b, framework, coder)
    if output is CompareFormat.json:
        _print_json(result)
        return
    from ofmkg.show.comparison import document
    from ofmkg.show.words import words

    _print_document(document(result, words(graph)), markdown=output is CompareFormat.md)


@app.command()
def matrix(
    output: Annotated[MatrixFormat, typer.Option("--format")] = MatrixFormat.text,
    collection: CollectionId = None,
    data: Data = None,
    only_data: OnlyData = False,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> None:
    """Which steps did each study address, assume or leave out?"""
    graph = _load(data, only_data)
    result = graph.matrix(collection, framework, coder)
    if output is MatrixFormat.json:
        _print_json(result)
        return
    from ofmkg.show.matrix import document, to_csv

    if output is MatrixFormat.csv:
        _write(to_csv(result))
        return
    from ofmkg.show.words import words

    _print_document(document(result, words(graph)), markdown=output is MatrixFormat.md)


@app.command()
def query(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE.rq", help="See: ofmkg queries.")],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="KEY=VALUE", help="A parameter; repeat for several."),
    ] = None,
    output: Annotated[QueryFormat, typer.Option("--format")] = QueryFormat.table,
    data: Data = None,
    only_data: OnlyData = False,
    inferred: Inferred = False,
) -> None:
    """Answer a question of the library, or the query in a file."""
    params = _params(param or [])
    graph = _load(data, only_data, inferred)
    from ofmkg.show.results import write_result

    write_result(graph.run(name, **params), output.value, _console(), sys.stdout)


@app.command()
def queries(
    tag: Annotated[str | None, typer.Option("--tag", help="Only questions with this tag.")] = None,
) -> None:
    """List the questions that can be asked."""
    from ofmkg.questions import load as load_question
    from ofmkg.questions import names
    from ofmkg.show.questions import document

    asked = [load_question(name) for name in names()]
    tags = sorted({t for question in asked for t in question.tags})
    if tag is not None and tag not in tags:
        raise UsageError(f"No question has the tag {tag!r}. Tags: {', '.join(tags)}.")
    chosen = [question for question in asked if tag is None or tag in question.tags]
    _print_document(document(chosen))


@app.command()
def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE ...]", help="Without files: everything.")
    ] = None,
    data: Data = None,
    only_data: OnlyData = False,
) -> None:
    """Check the data; a single file is checked together with our vocabularies."""
    from ofmkg import validation
    from ofmkg.show.report import document

    report = (
        validation.check_files(files, data or [], only=_only(data, only_data))
        if files
        else validation.check(data or [], only=_only(data, only_data))
    )
    _print_document(document(report))
    if report.violations:
        raise typer.Exit(1)


@app.command()
def export(
    output: Annotated[ExportFormat, typer.Option("--format")],
    target: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else standard output.")
    ] = None,
    data: Data = None,
    only_data: OnlyData = False,
    inferred: Inferred = False,
) -> None:
    """Write ontology and data as one file."""
    from ofmkg.export import serialize, write_atomically

    content = serialize(_load(data, only_data, inferred).quads(), output.value)
    if target is None:
        sys.stdout.buffer.write(content)
    else:
        write_atomically(target, content)


@app.command()
def catalog(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR ...", help="Folders to open from.")],
) -> None:
    """Tell Protégé, for the files in a folder, where the files that they import lie."""
    from ofmkg.catalog import for_folder
    from ofmkg.corpus import CATALOG
    from ofmkg.export import write_atomically

    for path, content in [(folder / CATALOG, for_folder(folder)) for folder in folders]:
        write_atomically(path, content)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if version:
        from ofmkg.version import __version__

        _write(f"ofmkg {__version__}\n")
        raise typer.Exit


def main() -> None:
    """Run the command line; every error becomes one line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a sign shows "?"
            stream.reconfigure(errors="replace")
    try:
        code = app(standalone_mode=False, prog_name="ofmkg")
        sys.stdout.flush()
    except OfmkgError as error:
        sys.exit(_complain(str(error)))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        # Errors of the command line itself know how to say what is wrong; others are ours.
        say = getattr(error, "format_message", None)
        if say is None:
            raise
        path = getattr(getattr(error, "ctx", None), "command_path", "ofmkg")
        sys.exit(_complain(f"{' '.join(say().split())} See: {path} --help"))
    sys.exit(code if isinstance(code, int) else 0)


def _complain(message: str) -> int:
    sys.stderr.write(f"ofmkg: {message}\n")
    return 2


def _load(data: list[Path] | None, only_data: bool, inferred: bool = False) -> KnowledgeGraph:
    return load(data or [], only=_only(data, only_data), inferred=inferred)


def _only(data: list[Path] | None, only_data: bool) -> bool:
    if only_data and not data:
        raise UsageError("--only-data needs a folder: add --data DIR.")
    return only_data


def _params(given: list[str]) -> dict[str, str | list[str]]:
    params: dict[str, list[str]] = {}
    for entry in given:
        key, equals, value = entry.partition("=")
        if not equals or not key or not value:
            raise UsageError(f"{entry!r} is not a parameter; write --param name=value.")
        params.setdefault(key, []).append(value)
    return dict(params)


def _print_json(result: Comparison | Matrix) -> None:
    from ofmkg.show.jsonout import to_json

    _write(to_json(result))


def _print_document(document: "Document", *, markdown: bool = False) -> None:
    if markdown:
        from ofmkg.show.markdown import to_markdown

        _write(to_markdown(document))
        return
    from ofmkg.show.text import to_text

    _write(to_text(document, _console()))


def _console() -> "Console":
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False, markup=False, emoji=False)


def _write(text: str) -> None:
    sys.stdout.write(text)
