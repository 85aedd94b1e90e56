"""Commands about coding sheets: sheet new, check, correct, export, schema; add, adopt, reply."""

import re
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from ofmkg.cli import endings
from ofmkg.cli.help import SheetCommands
from ofmkg.cli.options import Data, load, today
from ofmkg.cli.output import message, print_document, put, write
from ofmkg.cli.progress import waiting
from ofmkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofmkg.graph.validation import Report
    from ofmkg.sheets.folders import Surroundings
    from ofmkg.sheets.tree import Mistake
    from ofmkg.sheets.vocabulary import Vocabulary

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


SheetFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A coding sheet: YAML, a workbook (.xlsx), or a folder of CSV files."
    ),
]
StudyId = Annotated[str, typer.Argument(metavar="STUDY", help="Id of a study.")]
Own = Annotated[Path, typer.Option("--data", metavar="DIR", help="Your folder.")]
Frame = Annotated[str | None, typer.Option("--framework", metavar="ID")]
WithFrame = Annotated[str, typer.Option("--framework", metavar="ID", help="With which framework.")]
WhoseCoding = Annotated[
    str, typer.Option("--coder", metavar="ID", help="Whose coding; else the one in use.")
]
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
    from ofmkg.sheets.model import SLUG
    from ofmkg.sheets.template import Wanted, drafted

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
        _put_draft(text, output, vocabulary, blind=wanted.blind)
    else:
        _put_from(source, work, text, output, vocabulary, data)


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
    _put_draft(text, output, known(data or []))


@sheet.command()
def check(file: SheetFile, data: Data = None) -> None:
    """Say what is wrong in a sheet, line by line, and what to do."""
    from ofmkg.sheets.adding import check_file

    found = check_file(file, data or [])
    if found.sheet is None:
        _complain(file, found.mistakes)
    else:
        analyses, claims = found.sheet.analyses, found.sheet.claims
        count = sum(len(analysis.codings) for analysis in analyses)
        counts = f"Analyses: {len(analyses)}, codings: {count}, claims: {len(claims)}."
        how = f"Add it with: ofmkg add {quote(str(file))} --data DIR"
        _tell(file, found.warnings, found.sentences)
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


def add(
    file: SheetFile,
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Your folder; it is made if needed.")
    ],
) -> None:
    """Check a sheet and write it as Turtle into your folder, whole or not at all."""
    from ofmkg.sheets.adding import add as added

    with waiting("Checking the sheet"):
        done = added(file, data)
    if done.mistakes:
        _complain(file, done.mistakes)
    _tell(file, done.warnings, done.sentences)
    effect = f"See it with: ofmkg matrix --collection {done.collection}"
    _put_on_record(done.target, None, effect, data)


def adopt(
    study: StudyId,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")],
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="WHO", help="Who decides: the id of a coder; of one step, a name."
        ),
    ],
    data: Own,
    coder: Annotated[
        str, typer.Option("--coder", metavar="ID", help="Whose assessment, or coding of the step.")
    ] = "",
    step: Annotated[
        str, typer.Option("--step", metavar="ID", help="Decide between readings of this step only.")
    ] = "",
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="ID", help="The outcome that counts for the step.")
    ] = "",
    framework: WithFrame = "",
) -> None:
    """Draw answers on a study from another coder's assessment, or on one step from a coding.

    The decision lies in your folder, and changes no reading.
    """
    from ofmkg.sheets.adjudicating import Choice, adjudicate
    from ofmkg.sheets.adopting import adopt as adopted

    here, frame = _beside(data, framework)
    if step:
        given = Choice(study, step, outcome, coder, reason, by, today(), frame)
        target, report = adjudicate(given, here)
        _put_on_record(target, report, f"The cell of {study} says so with:", data)
        return
    if outcome:
        raise UsageError("--outcome: is of one step; say which with --step ID.")
    if not coder:
        raise UsageError("Say whose assessment with --coder ID, or which step with --step ID.")
    target, report = adopted(study, coder, reason, by, here, today(), frame)
    _put_on_record(target, report, f"Answers on {study} come from {coder} with:", data)


def reply(
    study: StudyId,
    step: Annotated[str, typer.Option("--step", metavar="ID", help="The step that was coded.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who replies, by name.")],
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What is replied.")],
    where: Annotated[
        str, typer.Option("--where", metavar="TEXT", help="Where it can be found: letter, page.")
    ],
    recorded_by: Annotated[
        str, typer.Option("--recorded-by", metavar="ID", help="Who puts it on record: a coder.")
    ],
    data: Own,
    author: Annotated[
        bool, typer.Option("--author", help="Who replies is an author of the study.")
    ] = False,
    coder: WhoseCoding = "",
    framework: WithFrame = "",
) -> None:
    """Put a reply to a coding on record; it stands beside the coding and changes nothing."""
    from ofmkg.sheets.replying import Reply
    from ofmkg.sheets.replying import reply as replied
    from ofmkg.sheets.responses import coder_in_use

    here, frame = _beside(data, framework)
    whose = coder or coder_in_use(study, step, frame, here)
    given = Reply(study, step, whose, by, author, text, where, recorded_by, today(), frame)
    target, report = replied(given, here)
    _put_on_record(target, report, "It stands beside the coding with:", data)


def review(
    reading: Annotated[
        str,
        typer.Argument(
            metavar="TARGET", help="Id or IRI of a claim, stance or coding; a study with --step."
        ),
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who reviews: a person's name.")],
    passage: Annotated[
        str, typer.Option("--passage", metavar="TEXT", help="Passage it was checked against.")
    ],
    data: Own,
    agrees: Annotated[
        bool | None, typer.Option("--agrees/--differs", help="Agree with the reading, or differ.")
    ] = None,
    orcid: Annotated[str, typer.Option("--orcid", metavar="ID", help="ORCID of who reviews.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What is to be said.")] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help="Day of the review; else today.")
    ] = "",
    step: Annotated[
        str, typer.Option("--step", metavar="ID", help="The coding of this step of a study.")
    ] = "",
    coder: WhoseCoding = "",
    framework: WithFrame = "",
) -> None:
    """Put on record that a person agrees or differs with a reading; it changes nothing."""
    from ofmkg.sheets import responses
    from ofmkg.sheets.reviewing import Review
    from ofmkg.sheets.reviewing import review as reviewed

    if agrees is None:
        raise UsageError("Say whether who reviews agrees: --agrees or --differs.")
    here, frame = _beside(data, framework)
    if step:
        whose = coder or responses.coder_in_use(reading, step, frame, here)
        target = responses.coding(here.vocabulary, reading, step, whose, frame)
    else:
        target = responses.reading(here.vocabulary, reading)
    given = Review(target, agrees, by, passage, date or today(), orcid, note)
    path, report = reviewed(given, here)
    _put_on_record(path, report, "It stands beside the reading with:", data)


def _beside(data: Path, framework: str) -> "tuple[Surroundings, str]":
    """Read a folder and our files; with the id of the framework that is named, else the first."""
    from ofmkg.sheets.folders import around

    here = around(data)
    return here, framework or next(iter(here.vocabulary.ids("Framework")), "")


def _put_on_record(target: Path | None, report: "Report | None", effect: str, data: Path) -> None:
    """Say what was written into a folder and how to see it, or end with what stood in the way."""
    if report and report.findings:
        from ofmkg.pages.report import document

        print_document(document(report))
    if target is None:
        raise typer.Exit(1)
    write(f"Wrote {target}. {effect} --data {quote(str(data))}\n")


def _tell(file: Path, warnings: "Iterable[Mistake]", sentences: "Iterable[str]") -> None:
    """Say what should be looked at, and what the sheet puts on record."""
    write("".join(f"{file}, {each} (warning)\n" for each in warnings))
    write("".join(f"{file}: {each}\n" for each in sentences))


def _complain(file: Path, mistakes: "Iterable[Mistake]") -> None:
    every = [f"{file}, {mistake}\n" for mistake in mistakes]
    things = "1 thing" if len(every) == 1 else f"{len(every)} things"
    write("".join(every) + f"Found {things} to mend.\n")
    raise typer.Exit(1)


def _put_from(
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
        _put_draft(filled(text, works[0]), output, vocabulary)
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


def _put_draft(
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
