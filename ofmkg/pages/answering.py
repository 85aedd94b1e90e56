"""What results write of themselves in Python and in notebooks: the formats of their commands."""

from typing import Any, Protocol

from ofmkg.analyses.declaration import Analysis, named
from ofmkg.analyses.frameworks import ReadWith
from ofmkg.formats import PAGES
from ofmkg.graph.asking import Graph
from ofmkg.pages import jsonout
from ofmkg.pages.blocks import Block, Heading, Page, Table
from ofmkg.pages.html import blocks
from ofmkg.pages.messages import say
from ofmkg.pages.pictures import picture
from ofmkg.pages.rendering import noted, render, what_if
from ofmkg.pages.words import words

_WIDTH = 100  # characters of a line of text
_FIRST = 12  # blocks that are shown at once of a page without a table

_STYLE = "overflow-x:auto;max-height:40em"


class Inquiry(Protocol):
    """Of what a result was asked."""

    @property
    def chosen(self) -> Analysis:
        """The analysis."""

    @property
    def graph(self) -> Graph:
        """The graph."""

    @property
    def read_with(self) -> ReadWith | None:
        """With which framework was read, where that is told."""


def written(inquiry: Inquiry, result: Any, form: str) -> str | bytes:  # noqa: ANN401 - of its class
    """Return a result in one of the formats of its command, as the command writes it."""
    chosen, graph = inquiry.chosen, inquiry.graph
    if form == "json":
        reading = None if graph.reading.is_plain else graph.reading
        return jsonout.to_json(result, reading, inquiry.read_with)
    if form in PAGES:
        from rich.console import Console

        page = _page(inquiry, result)
        return render(page, form, lambda: Console(width=_WIDTH, force_terminal=False))
    output = chosen.output(form)
    write = named(output.writer)
    if output.drawn:
        note = "" if graph.reading.is_plain else what_if(graph.reading)
        drawn: str = write(result, words(graph), note)
        return picture(drawn, form)
    made: str | bytes = write(result, *([graph] if output.reads else []))
    return made


def notebook(inquiry: Inquiry, result: Any) -> str:  # noqa: ANN401
    """Return the page of a result as HTML: its first table, and the whole of it folded below."""
    page = _page(inquiry, result)
    first = _beginning(page)
    folded = [f"<details><summary>{say('The whole page')}</summary>", *blocks(page), "</details>"]
    return "\n".join(
        [
            f'<div style="{_STYLE}">',
            *blocks(first),
            *(folded if len(first) < len(page) else ()),
            "</div>",
        ]
    )


def _page(inquiry: Inquiry, result: Any) -> Page:  # noqa: ANN401
    made: Page = inquiry.chosen.page(result, lambda: words(inquiry.graph), {})
    return noted(made, inquiry.graph.reading, inquiry.read_with)


def _beginning(page: Page) -> list[Block]:
    """Return what is shown at once: title and first table with its heading, or the first blocks."""
    at = next((n for n, block in enumerate(page) if isinstance(block, Table)), None)
    if at is None:
        return list(page[:_FIRST])
    above = [block for block in page[1:at] if isinstance(block, Heading)][-1:]
    return [*page[:1], *above, page[at]]
