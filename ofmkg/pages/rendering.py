"""Any document in any of the formats for reading."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from ofmkg.errors import UsageError
from ofmkg.formats import FORMATS, PAGES
from ofmkg.pages.blocks import Page, Paragraph
from ofmkg.pages.messages import Text, all_of, hint, ident, join, language, name, say

if TYPE_CHECKING:
    from rich.console import Console

    from ofmkg.analyses.frameworks import ReadWith
    from ofmkg.graph.scenarios import Scenario


def render(
    document: Page,
    form: str,
    console: "Callable[[], Console]",
    address: "Callable[[str], str | None]" = lambda _: None,
) -> str | bytes:
    """Return a document as text for a terminal (text), md, latex, a page of html, or docx.

    `console` makes the terminal that text is wrapped for, `address` tells where what a text names
    stands; formats that have no use for them do not ask. Raises UsageError for another format, and
    where what writes it is not installed.
    """
    if form not in PAGES:
        raise UsageError(f"A document cannot be written as {form!r}; use {', '.join(PAGES)}.")
    writer = FORMATS[form].writer
    assert writer is not None
    module, _, function = writer.partition(":")
    write = getattr(import_module(module), function)
    given: dict[str, object] = {}
    if form in ("html", "docx"):
        given["lang"] = language()
    if form == "docx":
        given["address"] = address
    made: str | bytes = write(document, *([console()] if form == "text" else []), **given)
    return made


def noted(document: Page, reading: "Scenario", read_with: "ReadWith | None" = None) -> Page:
    """Return a document that names, below its title, a reading that is not the plain one.

    Below it also stands with which framework was read, where that is told.
    """
    told = [] if reading.is_plain else [what_if(reading)]
    told += frameworks(read_with) if read_with else ()
    return (*document[:1], *map(Paragraph, told), *document[1:])


def frameworks(read_with: "ReadWith") -> "Iterator[Text]":
    """Yield with which framework was read instead of the default, and whom that leaves out."""
    if read_with.instead:
        yield say(
            "Read with the framework {framework} ({id}): nothing asked about here was coded with "
            "the default one.",
            framework=name(read_with.label),
            id=read_with.framework,
        )
    for each in read_with.left_out:
        yield say(
            "Not taken in here, since coded with another framework, {framework}: {studies}. What "
            "is said of them below holds for this framework alone; ask with {how}.",
            framework=name(each.label),
            studies=join(", ", map(ident, each.studies)),
            how=hint(say("--framework {id} (in an address framework={id})", id=each.framework))
            or say("framework={id} in the address", id=each.framework),
        )


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
