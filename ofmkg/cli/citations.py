"""The command about references: cite."""

from enum import StrEnum
from typing import Annotated

import typer

from ofmkg.cli.options import Data, Later, OnlyData, StoreTarget, load
from ofmkg.cli.output import print_document, print_json, write_data


class CitationFormat(StrEnum):
    """Formats of a bibliography."""

    text = "text"
    json = "json"
    md = "md"
    latex = "latex"
    html = "html"
    bibtex = "bibtex"
    csl = "csl"


def cite(
    works: Annotated[
        list[str] | None, typer.Argument(metavar="[WORK ...]", help="Without works: all of them.")
    ] = None,
    output: Annotated[CitationFormat, typer.Option("--format")] = CitationFormat.text,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    later: Later = False,
) -> None:
    """Cite works: as text, BibTeX or CSL JSON for reference managers."""
    from ofmkg.analyses.cite import bibliography
    from ofmkg.pages import cite as citations

    graph = load(data, only_data, store=store, later=later)
    result = bibliography(graph, *(works or ()))
    if output is CitationFormat.bibtex:
        write_data(citations.to_bibtex(result))
    elif output is CitationFormat.csl:
        write_data(citations.to_csl(result))
    elif output is CitationFormat.json:
        print_json(result, graph.reading)
    else:
        print_document(citations.document(result), form=output.value)
