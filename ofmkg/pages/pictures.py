"""Drawings as pictures for slides and print: PNG, twice as fine as on a screen, and PDF."""

from importlib.util import find_spec
from typing import Literal

from ofmkg.errors import UsageError

Picture = Literal["svg", "png", "pdf"]
_LIBRARY = "vl_convert"  # draws without a browser, with the fonts of the system
_FINE = 2.0  # pixels for each unit of a drawing


def available() -> bool:
    """Tell whether drawings can be written as PNG and PDF."""
    return find_spec(_LIBRARY) is not None


def picture(svg: str, form: str) -> str | bytes:
    """Return a drawing in a format of pictures.

    Raises UsageError where what makes PNG and PDF is not installed, or cannot make them.
    """
    if form == "svg":
        return svg
    if not available():
        raise UsageError(
            f"Writing {form.upper()} needs vl-convert, which is not installed: "
            "pip install 'ofmkg[figures]'. SVG needs nothing."
        )
    import vl_convert

    try:
        if form == "png":
            return bytes(vl_convert.svg_to_png(svg, scale=_FINE))
        return bytes(vl_convert.svg_to_pdf(svg))
    except ValueError as error:
        raise UsageError(f"The figure cannot be written as {form.upper()}: {error}.") from error
