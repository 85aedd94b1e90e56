"""Any document in any of the formats for reading."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ofmkg.errors import UsageError
from ofmkg.pages.blocks import Page, Paragraph
from ofmkg.pages.messages import Text, all_of, ident, join, language, say

if TYPE_CHECKING:
    from rich.console import Console

    from ofmkg.graph.scenarios import Scenario


def render(document: Page, form: str, console: "Callable[[], Console]") -> str:
    """Return a document as text for a terminal (text), Markdown (md), latex or a page of html.

    `console` makes the terminal that text is wrapped for; other formats do not ask for it. Raises
    UsageError for another format.
    """
    if form == "md":
        from ofmkg.pages.markdown import to_markdown

        return to_markdown(document)
    if form == "latex":
        from ofmkg.pages.latex import to_latex

        return to_latex(document)
    if form == "html":
        from ofmkg.pages.html import to_html

        return to_html(document, lang=language())
    if form != "text":
        raise UsageError(f"A document cannot be written as {form!r}; use text, md, latex or html.")
    from ofmkg.pages.text import to_text

    return to_text(document, console())


def noted(document: Page, reading: "Scenario") -> Page:
    """Return a document that names, below its title, a reading that is not the plain one."""
    if reading.is_plain:
        return document
    return (*document[:1], Paragraph(what_if(reading)), *document[1:])


def what_if(reading: "Scenario") -> Text:
    """Return a reading that is not the plain one as a sentence."""
    return say("What if? Read {reading}.", reading=scenario(reading))


def scenario(reading: "Scenario") -> Text:
    """Return in words how the data are read."""
    parts: list[Text] = []
    if reading.alternatives:
        parts.append(say("with the alternatives of ambiguous codings"))
    if reading.without:
        given_up = join(", ", map(ident, reading.without))
        parts.append(say("without {things}", things=given_up))
    if reading.as_of:
        parts.append(
            say("without works that came out after {date}, or may have", date=reading.as_of)
        )
    if reading.with_inferences:
        parts.append(say("with what only we infer taken in as if a source said it"))
    return all_of(parts) or say("as the data stand")
