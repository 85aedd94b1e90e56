"""Texts broken into lines where Korean letters take twice the room of others."""

import textwrap

from rich.cells import cell_len

_FILL = "\0"  # stands for the second half of a wide letter while a text is broken into lines


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Break a text into lines of so many columns or fewer; `indent` begins the first."""
    filled = "".join(letter + _FILL * (cell_len(letter) - 1) for letter in text)
    broken = textwrap.wrap(filled, columns, initial_indent=indent)
    return [line.replace(_FILL, "") for line in broken]
