"""Any document in any of the formats for reading."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from ofmkg.errors import UsageError
from ofmkg.formats import FORMATS, PAGES
from ofmkg.pages.blocks import Page, Paragraph
from ofmkg.pages.messages import language

if TYPE_CHECKING:
    from rich.console import Console

    from ofmkg.graph.scenarios import Scenario


def render(document: Page, form: str, console: "Callable[[], Console]") -> str:
    """Return a document as text for a terminal (text), Markdown (md), latex or a page of html.

    `console` makes the terminal that text is wrapped for; other formats do not ask for it. Raises
    UsageError for another format.
    """
    if form not in PAGES:
        raise UsageError(f"A document cannot be written as {form!r}; use text, md, latex or html.")
    writer = FORMATS[form].writer
    assert writer is not None
    module, _, function = writer.partition(":")
    write = getattr(import_module(module), function)
    if form == "text":
        text: str = write(document, console())
    else:
        text = write(document, lang=language()) if form == "html" else write(document)
    return text


def noted(document: Page, reading: "Scenario") -> Page:
    """Return a document that names, below its title, a reading that is not the plain one."""
    if reading.is_plain:
        return document
    return (*document[:1], Paragraph(what_if(reading)), *document[1:])


def what_if(reading: "Scenario") -> str:
    """Return a reading that is not the plain one as a sentence."""
    return f"What if? Read {reading}."
