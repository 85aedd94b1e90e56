"""Writes what a command found to standard output."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ofmkg.errors import UsageError
from ofmkg.graph.characters import writable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from rich.console import Console

    from ofmkg.analyses.frameworks import ReadWith
    from ofmkg.graph.scenarios import Scenario
    from ofmkg.pages.blocks import Page


class Unread(Exception):  # noqa: N818 - it is none
    """Who reads standard output, such as `head`, has seen enough."""


def print_json(
    result: "DataclassInstance",
    reading: "Scenario",
    target: Path | None = None,
    read_with: "ReadWith | None" = None,
) -> None:
    """Write the result of an analysis as JSON.

    A reading that is not the plain one is named, and the framework where that is told.
    """
    from ofmkg.pages.jsonout import to_json

    put(to_json(result, None if reading.is_plain else reading, read_with), target)


def print_document(
    document: "Page",
    reading: "Scenario | None" = None,
    form: str = "text",
    target: Path | None = None,
    address: "Callable[[str], str | None]" = lambda _: None,
    read_with: "ReadWith | None" = None,
) -> None:
    """Write a document in a format of pages, without `target` to standard output.

    A reading that is not the plain one is named, and the framework where that is told. `address`
    tells where what a text names stands. Raises UsageError.
    """
    from ofmkg.pages.rendering import noted, render

    with standard_output():  # a terminal that text is wrapped for is spoken to
        page = noted(document, reading, read_with) if reading else document
        text = render(page, form, console, address)
    if form == "text" and target is None:
        assert isinstance(text, str)
        write(text, styled=True)
    else:
        put(text, target)


def require_file(form: str, target: Path | None) -> None:
    """Refuse to write what no terminal shows to one. Raises UsageError."""
    if target is None and sys.stdout.isatty():
        raise UsageError(f"A terminal cannot show this; name a file: -o FILE.{form}")


def note_reading(reading: "Scenario") -> None:
    """Name a reading that is not the plain one on standard error, where a format has no place."""
    if not reading.is_plain:
        from ofmkg.pages.messages import lower_first
        from ofmkg.pages.rendering import what_if

        message(lower_first(what_if(reading)))


def console() -> "Console":
    """Return the terminal, as wide as it is; nothing in a text is taken for markup."""
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False, markup=False, emoji=False)


def message(text: str) -> None:
    """Print a line for a person on standard error."""
    sys.stderr.write(f"ofmkg: {writable(text)}\n")


def write(text: str, *, styled: bool = False) -> None:
    """Print text for people, in the encoding of their terminal.

    Where a writer has `styled` it, it holds what makes a terminal print bold or in colour, and
    nothing else that steers one. On a terminal that is lower than such a text it is paged.
    """
    if styled and _is_long(text):
        _page(text)
        return
    with standard_output() as out:
        out.write(text if styled else writable(text))


def _is_long(text: str) -> bool:
    """Tell whether a text goes beyond the screen of somebody who sits before it.

    Who sets NO_PAGER wants none.
    """
    if "NO_PAGER" in os.environ or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return text.count("\n") >= shutil.get_terminal_size().lines


def _page(text: str) -> None:
    """Show a text with the pager of the system, or the one that PAGER names."""
    import pydoc

    os.environ.setdefault("LESS", "FRX")  # colours stay, and the text when it is left
    os.environ.setdefault("LESSCHARSET", "utf-8")
    sys.stdout.flush()
    pydoc.pager(text)


def write_data(content: str | bytes) -> None:
    """Print what programs read: UTF-8, wherever it goes, and lines that end as they are given."""
    with standard_output() as out:
        out.flush()
        out.buffer.write(_encoded(content))


def put(content: str | bytes, target: Path | None, *, new: bool = False) -> None:
    """Write to a file, or to standard output; with `new`, never over a file that is there.

    Raises UsageError if that is not possible.
    """
    if target is None:
        write_data(content)
    else:
        from ofmkg.graph import writing

        writing.put(target, _encoded(content), new=new)


def _encoded(content: str | bytes) -> bytes:
    return writable(content).encode() if isinstance(content, str) else content


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Give standard output. Raises UsageError if it takes nothing, and Unread if nobody reads."""
    try:
        yield sys.stdout
    except BrokenPipeError as error:
        raise Unread from error
    except OSError as error:
        from ofmkg.graph import writing

        raise UsageError(f"Standard output cannot be written ({writing.reason(error)}).") from error
