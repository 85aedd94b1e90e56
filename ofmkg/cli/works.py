"""Commands about works and studies: compare, matrix."""

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
from ofmkg.cli.output import (
    message,
    note_readers,
    note_reading,
    print_document,
    print_json,
    write_data,
)


class TableFormat(StrEnum):
    """Formats of a comparison or a matrix."""

    text = "text"
    csv = "csv"
    json = "json"
    md = "md"
    latex = "latex"
    html = "html"


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="Id of a work or study.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Id of another.")],
    output: Annotated[TableFormat, typer.Option("--format")] = TableFormat.text,
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
    """Which assumptions differ between A and B, and which steps did each address?"""
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
    result = graph.compare(a, b, framework, coder)
    if output is TableFormat.json:
        print_json(result, graph.reading)
        return
    if output is TableFormat.csv:
        from ofmkg.pages.compare_csv import to_csv

        note_reading(graph.reading)
        named = {result.a.collection, result.b.collection}
        note_readers(c for c in graph.collections() if c.id in named)
        write_data(to_csv(result))
        return
    from ofmkg.pages.compare import document
    from ofmkg.pages.words import words

    print_document(document(result, words(graph)), graph.reading, output.value)


def matrix(
    output: Annotated[TableFormat, typer.Option("--format")] = TableFormat.text,
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
    """Which steps did each study address, assume or leave out?"""
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
    result = graph.matrix(collection, framework, coder)
    if output is TableFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.matrix import document, inferred, to_csv

    if output is TableFormat.csv:
        note_reading(graph.reading)
        note_readers(result.collections)
        for line in inferred(result):
            message(line)
        write_data(to_csv(result))
        return
    from ofmkg.pages.words import words

    print_document(document(result, words(graph)), graph.reading, output.value)
