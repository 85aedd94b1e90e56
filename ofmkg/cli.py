"""The command line. Data go to standard output, messages to standard error.

Exit codes: 0 fine, 1 the data have violations, 2 wrong usage or unreadable input.
"""

import os
import sys
from typing import Annotated

import typer

from ofmkg.commands import (
    agreement,
    arguments,
    citations,
    corpus,
    files,
    gaps,
    library,
    service,
    sheets,
    stores,
    views,
    works,
)
from ofmkg.commands.output import write
from ofmkg.errors import OfmkgError

app = typer.Typer(
    help="Which assumptions differ between two works, and which framework steps did each address?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    works.compare,
    works.matrix,
    gaps.gaps,
    views.question,
    views.disagreement,
    views.disagreements,
    views.study,
    views.claim,
    views.vector,
    views.release,
    library.query,
    library.queries,
    files.validate,
    files.export,
    files.catalog,
    arguments.crux,
    arguments.rests,
    arguments.standing,
    arguments.argument,
    corpus.robustness,
    corpus.needed,
    corpus.debate,
    agreement.agreement,
    citations.cite,
    service.serve,
    stores.load,
    stores.backup,
    stores.doctor,
    sheets.add,
    sheets.adopt,
    sheets.reply,
):
    app.command()(command)


app.add_typer(sheets.sheet, name="sheet")


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if version:
        from ofmkg.version import __version__

        write(f"ofmkg {__version__}\n")
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
    except MemoryError:
        sys.exit(_complain("There is not enough memory for so much data; leave some of it out."))
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
