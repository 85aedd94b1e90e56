"""How wide texts are where each letter takes the same room, and two if it is Korean or Chinese."""

import textwrap
from unicodedata import east_asian_width

_FILL = "\0"  # stands for the second half of a wide letter while a text is broken into lines


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return len(_filled(text))


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Break a text into lines of so many columns or fewer; `indent` begins the first."""
    broken = textwrap.wrap(_filled(text), columns, initial_indent=indent)
    return [line.replace(_FILL, "") for line in broken]


def _filled(text: str) -> str:
    return "".join(
        letter + _FILL if east_asian_width(letter) in ("W", "F") else letter for letter in text
    )
