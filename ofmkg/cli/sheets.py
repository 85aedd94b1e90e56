"""The group of commands about coding sheets: sheet new, check, correct, export, schema."""

import re
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from ofmkg.cli import endings
from ofmkg.cli.help import SheetCommands
from ofmkg.cli.options import Data, load, today
from ofmkg.cli.output import put, write
from ofmkg.cli.sheet_files import SheetFile, StudyId, complain, put_draft, put_from, tell
from ofmkg.errors import UsageError

sheet = typer.Typer(
    help="Code a work in a form, check it, and get the form of a study back.",
    cls=SheetCommands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@sheet.callback(invoke_without_command=True)
def _help(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        write(f"{ctx.get_help()}\n")


Frame = Annotated[str | None, typer.Option("--framework", metavar="ID")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else standard output.")
]
SheetOutput = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="FILE.xlsx makes a workbook, DIR.csvs a folder of CSV files, other names YAML. "
        "Else standard output.",
    ),
]


@sheet.command()
def new(
    work: Annotated[
        str, typer.Argument(metavar="[ID]", help="Id of the work, as smith-2026.")
    ] = "",
    vector: Annotated[
        list[str] | None, typer.Option("--vector", metavar="ID", help="A vector that it analyses.")
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Fill in works from a bibliography: .bib, .ris or .json (CSL JSON). Of several, "
            "each gets a file in the folder that -o names.",
        ),
    ] = None,
    framework: Frame = None,
    second: Annotated[
        bool, typer.Option("--second", help="A further reading of a known work, made blind.")
    ] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Show nothing of what others read.")
    ] = False,
    coder: Annotated[
        str, typer.Option("--coder", metavar="ID", help="Who reads; else: me.")
    ] = "me",
    collection: Annotated[
        str, typer.Option("--collection", metavar="ID", help="Else that of the work, or: own.")
    ] = "",
    extent: Annotated[
        str, typer.Option("--extent", metavar="ID", help="How much of the work was read.")
    ] = "",
    data: Data = None,
    output: SheetOutput = None,
) -> None:
    """Make a sheet with steps, criteria, questions and answers of the framework as comments."""
    from ofmkg.sheets.adding import known
    from ofmkg.sheets.template import Wanted, drafted
    from ofmkg.sheets.values import SLUG

    for name in filter(None, (work, coder, collection)):
        if not re.fullmatch(SLUG, name):
            raise UsageError(
                f"{name!r} is no id; write small letters, digits and hyphens: smith-2026."
            )
    if not work and source is None:
        raise UsageError("Give the id of the work, such as smith-2026, or --from FILE.")
    vocabulary = known(data or [])
    chosen = framework or next(iter(vocabulary.ids("Framework")), "")
    named = [("--vector", "MisuseVector", name) for name in vector or []]
    named += [("--framework", "Framework", chosen)]
    named += [("--extent", "TextExtent", extent)] if extent else []
    named += [("ID", "Work", work)] if second else []
    for option, kind, name in named:
        if vocabulary.find(kind, name) is None:
            raise UsageError(f"{option}: {vocabulary.unknown(kind, name)}")
    wanted = Wanted(
        work=work or "ID",
        framework=chosen,
        today=today(),
        vectors=tuple(vector or ()),
        second=second,
        blind=blind or second,
        coder=coder,
        collection=collection,
        extent=extent,
    )
    text = drafted(vocabulary, wanted)
    if source is None:
        put_draft(text, output, vocabulary, blind=wanted.blind)
    else:
        put_from(source, work, text, output, vocabulary, data)


@sheet.command()
def correct(
    study: StudyId,
    step: Annotated[
        list[str] | None, typer.Option("--step", metavar="ID", help="Only this step; repeatable.")
    ] = None,
    framework: Frame = None,
    data: Data = None,
    output: SheetOutput = None,
) -> None:
    """Make a sheet with which to contest codings: what stands now is filled in."""
    from ofmkg.sheets.adding import known
    from ofmkg.sheets.correction import correction

    graph = load(data, False)
    text = correction(graph, study, step or (), today(), framework)
    put_draft(text, output, known(data or []))


@sheet.command()
def check(file: SheetFile, data: Data = None) -> None:
    """Say what is wrong in a sheet, line by line, and what to do."""
    from ofmkg.sheets.adding import check_file

    found = check_file(file, data or [])
    if found.sheet is None:
        complain(file, found.mistakes)
    else:
        analyses, claims = found.sheet.analyses, found.sheet.claims
        count = sum(len(analysis.codings) for analysis in analyses)
        counts = f"Analyses: {len(analyses)}, codings: {count}, claims: {len(claims)}."
        how = f"Add it with: ofmkg add {quote(str(file))} --data DIR"
        tell(file, found.warnings, found.sentences)
        write(f"{file}: nothing wrong. {counts} {how}\n")


@sheet.command()
def export(
    study: Annotated[str, typer.Argument(metavar="STUDY", help="Id of a work or study.")],
    data: Data = None,
    coder: Annotated[str | None, typer.Option("--coder", metavar="ID")] = None,
    output: SheetOutput = None,
) -> None:
    """Give back the sheet of a work that was added by one."""
    from ofmkg.sheets.adding import exported, known
    from ofmkg.sheets.files import are_tables, write_tables
    from ofmkg.sheets.tree import dump

    found = exported(study, data or [], coder)
    if output is not None and are_tables(output):
        write_tables(found, output, known(data or []))
    else:
        endings.require(output, "YAML")
        put(dump(found), output)


@sheet.command()
def schema(
    data: Data = None,
    output: Output = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Only words of JSON Schema, for validators such as ajv."),
    ] = False,
) -> None:
    """Write the form as JSON Schema, which editors use for completion."""
    import json

    from ofmkg.sheets.adding import known
    from ofmkg.sheets.schema import for_editors, for_validators
    from ofmkg.sheets.schema import schema as made

    endings.require(output, "JSON")
    form = for_editors(made(known(data or [])))
    if strict:
        form = for_validators(form)
    put(json.dumps(form, indent=2, ensure_ascii=False) + "\n", output)
