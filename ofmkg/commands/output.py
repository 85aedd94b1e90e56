"""Writes what a command found to standard output."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from rich.console import Console

    from ofmkg.show.blocks import Document


def print_json(result: "DataclassInstance") -> None:
    """Print the result of an analysis, a frozen dataclass, as JSON."""
    from ofmkg.show.jsonout import to_json

    write(to_json(result))


def print_document(document: "Document", *, markdown: bool = False) -> None:
    """Print a document as text for the terminal, or as Markdown."""
    if markdown:
        from ofmkg.show.markdown import to_markdown

        write(to_markdown(document))
        return
    from ofmkg.show.text import to_text

    write(to_text(document, console()))


def console() -> "Console":
    """Return the terminal, as wide as it is; nothing in a text is taken for markup."""
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False, markup=False, emoji=False)


def write(text: str) -> None:
    """Print text as it is."""
    sys.stdout.write(text)
