"""Commands that put something on record in a folder: add, adopt, reply, review."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from ofmkg.cli.options import today
from ofmkg.cli.output import print_document, write
from ofmkg.cli.progress import waiting
from ofmkg.cli.sheet_files import SheetFile, StudyId, complain, tell
from ofmkg.errors import UsageError

if TYPE_CHECKING:
    from ofmkg.graph.validation import Report
    from ofmkg.sheets.folders import Surroundings

Own = Annotated[Path, typer.Option("--data", metavar="DIR", help="Your folder.")]
WithFrame = Annotated[str, typer.Option("--framework", metavar="ID", help="With which framework.")]
WhoseCoding = Annotated[
    str, typer.Option("--coder", metavar="ID", help="Whose coding; else the one in use.")
]


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
        complain(file, done.mistakes)
    tell(file, done.warnings, done.sentences)
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
