"""Writes what a command found to standard output."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from rich.console import Console

    from ofmkg.readings import Reading
    from ofmkg.show.blocks import Document


def print_json(result: "DataclassInstance", reading: "Reading") -> None:
    """Print the result of an analysis as JSON; a reading that is not the plain one is named."""
    from ofmkg.show.jsonout import to_json

    write(to_json(result, None if reading.is_plain else reading))


def print_document(
    document: "Document", reading: "Reading | None" = None, form: str = "text"
) -> None:
    """Print a document as text, md, latex or html; a reading that is not the plain one is named."""
    from ofmkg.show.rendering import noted, render

    write(render(noted(document, reading) if reading else document, form, console))


def note_reading(reading: "Reading") -> None:
    """Name a reading that is not the plain one on standard error, where a format has no place."""
    if not reading.is_plain:
        sys.stderr.write(f"ofmkg: what if? Read {reading}.\n")


def console() -> "Console":
    """Return the terminal, as wide as it is; nothing in a text is taken for markup."""
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False, markup=False, emoji=False)


def message(text: str) -> None:
    """Print a line for a person on standard error."""
    sys.stderr.write(f"ofmkg: {text}\n")


def write(text: str) -> None:
    """Print text as it is."""
    sys.stdout.write(text)
