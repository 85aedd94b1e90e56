"""The command about the map of gaps: gaps."""

from enum import StrEnum
from typing import Annotated

import typer

from ofmkg.cli.options import (
    Alternatives,
    AsOf,
    CoderId,
    CollectionId,
    Data,
    FrameworkId,
    Later,
    OnlyData,
    StoreTarget,
    WithInferences,
    Without,
    load,
)
from ofmkg.cli.output import note_readers, note_reading, print_document, print_json, write_data


class GapsFormat(StrEnum):
    """Formats of the map of gaps."""

    text = "text"
    csv = "csv"
    json = "json"
    md = "md"
    latex = "latex"
    html = "html"
    svg = "svg"


def gaps(
    output: Annotated[GapsFormat, typer.Option("--format")] = GapsFormat.text,
    threats: Annotated[
        bool, typer.Option("--threats", help="With the narrower threats below each vector.")
    ] = False,
    collection: CollectionId = None,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    later: Later = False,
    alternatives: Alternatives = False,
    without: Without = None,
    as_of: AsOf = None,
    with_inferences: WithInferences = False,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> None:
    """How far do the studies that were read cover each step of each misuse vector?"""
    from ofmkg.analyses.gaps.analysis import gaps as analysis

    graph = load(
        data,
        only_data,
        alternatives=alternatives,
        without=without,
        as_of=as_of,
        with_inferences=with_inferences,
        store=store,
        later=later,
    )
    plain = (
        None if graph.reading.keeps_statements else load(data, only_data, store=store, later=later)
    )
    result = analysis(graph, collection, framework, coder, threats=threats, against=plain)
    if output is GapsFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.gaps import document, to_csv

    if output is GapsFormat.csv:
        note_reading(graph.reading)
        note_readers(result.collections)
        write_data(to_csv(result))
        return
    from ofmkg.pages.rendering import what_if
    from ofmkg.pages.words import words

    # Names come from the data as they stand: what was left out of a reading is still spoken of.
    said = words(plain or graph)
    if output is GapsFormat.svg:
        from ofmkg.pages.gaps_svg import to_svg

        write_data(to_svg(result, said, "" if plain is None else what_if(graph.reading)))
        return
    print_document(document(result, said), graph.reading, output.value)
