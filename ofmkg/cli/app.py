"""The command line. Data go to standard output, messages to standard error.

Exit codes: 0 fine, 1 the data have violations, 2 wrong usage, unreadable
input, or output that cannot be written; 130 broken off.
"""

import io
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Annotated, Any, TextIO

import typer

from ofmkg import telling
from ofmkg.analyses.declaration import analyses, analysis, named
from ofmkg.cli.help import ANALYSES, HEADINGS, LINES, OTHERS, Grouped, Line
from ofmkg.cli.output import Unread, message, standard_output, write
from ofmkg.errors import OfmkgError
from ofmkg.graph.characters import writable

# Those that are no analyses, by the module that has them, with the place in the list of commands
# that the first of a line has. They are named, so that only the module of the one asked for is
# imported.
_OTHERS: Mapping[tuple[int, str], Sequence[str]] = {
    (200, "library"): ("query", "queries"),
    (202, "files"): ("validate", "export", "catalog"),
    (400, "service"): ("serve", "site", "mcp"),
    (402, "stores"): ("load", "backup", "doctor"),
    (500, "recording"): ("add", "adopt", "reply", "review"),
    (510, "importing"): ("import",),
    (1000, "sheets"): ("sheet",),  # a group itself
}
_FUNCTIONS = {"import": "take"}  # of commands whose names Python keeps for itself
_PLACES = {
    name: (place + number, f"ofmkg.cli.{module}:{_FUNCTIONS.get(name, name)}")
    for (place, module), group in _OTHERS.items()
    for number, name in enumerate(group)
}


# Options that there were once, with what to do instead.
_GONE = {
    "--later": "--later is not needed any more: all collections are loaded always. Leave it out; "
    "--collection ID or --collection all says which are shown."
}


class Commands(Grouped):
    """The commands; one is made when it is asked for, and no other with it."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - as typer types them
        """Return a command by its name, or None."""
        if cmd_name not in self.commands:
            known = cmd_name in _PLACES or analysis(cmd_name)
            for name in [cmd_name] if known else self.list_commands(ctx):  # to tell what is near
                if name not in self.commands:
                    self.commands[name] = _made(name)
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - as typer types it
        """Return the names of all commands in the order of their places."""
        places = {each.name: each.place for each in analyses()}
        places |= {name: place for name, (place, _) in _PLACES.items()}
        return sorted(places, key=lambda name: places[name])

    def headed(self, ctx: Any) -> Iterator[tuple[str, Sequence[Line]]]:  # noqa: ANN401 - as typer
        """Yield the groups of commands, each with its heading; none is made for it."""
        groups: dict[str, list[Line]] = {heading: [] for heading in HEADINGS}
        for name in self.list_commands(ctx):
            heading, line = _line(name)
            groups[heading].append((name, line or self.get_command(ctx, name).get_short_help_str()))
        yield from ((heading, lines) for heading, lines in groups.items() if lines)


def _line(name: str) -> tuple[str, str]:
    """Return the group of a command and what it does, if that is told without making it."""
    if name in _PLACES:
        module = _PLACES[name][1].partition(":")[0].rpartition(".")[2]
        return OTHERS.get(module, HEADINGS[-1]), LINES.get(name, "")
    chosen = analysis(name)
    assert chosen is not None  # it is listed
    return ANALYSES[chosen.group], chosen.line


def _made(name: str) -> Any:  # noqa: ANN401 - a command, as typer types it
    found = named(_PLACES[name][1]) if name in _PLACES else _of_analysis(name)
    if isinstance(found, typer.Typer):
        made: Any = typer.main.get_command(found)
        made.name = name
        return made
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command()(found)
    return typer.main.get_command(alone)


def _of_analysis(name: str) -> Callable[..., None]:
    from ofmkg.cli.analyses import command

    chosen = analysis(name)
    assert chosen is not None  # it is listed
    return command(chosen)


app = typer.Typer(
    cls=Commands,
    help="Which assumptions differ between two works, and which framework steps did each address?",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if version:
        from ofmkg.version import __version__

        write(f"ofmkg {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        write(f"{ctx.get_help()}\n")


def names() -> list[str]:
    """Return the names of all commands, in the order of help."""
    made: Any = typer.main.get_command(app)
    found: list[str] = made.list_commands(None)
    return found


def main() -> None:
    """Run the command line; every error becomes one line and an exit code."""
    _open_streams()
    sys.stdout = _buffered(sys.stdout)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a sign shows "?"
            stream.reconfigure(errors="replace")
    try:
        with _told():
            code = app(standalone_mode=False, prog_name="ofmkg")
        with standard_output() as out:
            out.flush()
    except OfmkgError as error:
        sys.exit(_complain(str(error)))
    except MemoryError:
        sys.exit(_complain("There is not enough memory for so much data; leave some of it out."))
    except Unread:
        _say_no_more()
        sys.exit(0)
    except (KeyboardInterrupt, typer.Abort):
        _say_no_more()
        sys.exit(130)
    except OSError as error:
        from ofmkg.graph.writing import reason

        where = error.filename or "The system refuses"
        sys.exit(_complain(f"{where}: {reason(error)}."))
    except Exception as error:
        # Errors of the command line itself know how to say what is wrong; others are ours.
        say = getattr(error, "format_message", None)
        if say is None:
            raise
        if gone := _GONE.get(getattr(error, "option_name", "")):
            sys.exit(_complain(gone))
        path = getattr(getattr(error, "ctx", None), "command_path", "ofmkg")
        sys.exit(_complain(f"{' '.join(say().split())} See: {path} --help"))
    sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _told() -> Iterator[None]:
    """Say on standard error what nobody asked for and everybody must know, each thing once."""
    log = logging.getLogger(telling.NAME)
    handler = _Messages()
    log.addHandler(handler)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = True


class _Messages(logging.Handler):
    """Writes warnings as the other messages of a command."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Write one, unless it was written before."""
        text = record.getMessage()
        if text not in self._seen:
            self._seen.add(text)
            message(text)


def _open_streams() -> None:
    """Put something in place of standard streams that are closed, before a file takes their number.

    What is written to standard output is then refused, as it is when a disk is full.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY if number == 1 else os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as we
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _buffered(stream: TextIO) -> TextIO:
    """Return a stream that writes all or raises: one without a buffer drops what does not fit.

    Python makes such with PYTHONUNBUFFERED or -u. What somebody put in place of standard output
    is theirs.
    """
    raw = getattr(stream, "buffer", None)
    if stream is not sys.__stdout__ or not isinstance(raw, io.RawIOBase):
        return stream
    return open(
        1,
        "w",
        buffering=1,
        encoding=stream.encoding,
        errors=stream.errors,
        closefd=False,
    )


def _complain(message: str) -> int:
    _say_no_more()
    with suppress(OSError):
        line = " ".join(message.splitlines())  # the name of a file may have more
        sys.stderr.write(f"ofmkg: {writable(line)}\n")
        sys.stderr.flush()
    return 2


def _say_no_more() -> None:
    """Bring out what was said, and let nobody try again when the process ends."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
