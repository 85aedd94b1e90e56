"""Commands about the argument on record: crux, rests, standing, argument."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ofmkg.cli import endings
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
from ofmkg.cli.output import note_readers, note_reading, print_document, print_json, put


class ArgumentFormat(StrEnum):
    """Formats of a page about the argument."""

    text = "text"
    json = "json"
    md = "md"
    latex = "latex"
    html = "html"


class GraphFormat(StrEnum):
    """Formats of the argument for other tools."""

    graphml = "graphml"
    gexf = "gexf"
    dot = "dot"
    argdown = "argdown"
    aif = "aif"


_KINDS = {
    GraphFormat.graphml: "GraphML",
    GraphFormat.gexf: "GEXF",
    GraphFormat.dot: "DOT",
    GraphFormat.argdown: "Argdown",
    GraphFormat.aif: "JSON",
}


Format = Annotated[ArgumentFormat, typer.Option("--format")]
VectorId = Annotated[
    str | None,
    typer.Option("--vector", metavar="ID", help="Only claims about this threat, or near it."),
]


def crux(
    target: Annotated[str, typer.Argument(metavar="VECTOR|A", help="Id of a vector, or a work.")],
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="Id of another work.")] = None,
    output: Format = ArgumentFormat.text,
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
    """On which opposed positions does it turn, and which claims hang on them?"""
    from ofmkg.analyses.crux.analysis import cruxes

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
    result = cruxes(graph, target, other, framework, coder, collection)
    if output is ArgumentFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.crux import document
    from ofmkg.pages.words import words

    print_document(document(result, words(graph)), graph.reading, output.value)


def rests(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ID ...",
            help="A work, study, claim, stance, position, question, or line of evidence.",
        ),
    ],
    output: Format = ArgumentFormat.text,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    later: Later = False,
    alternatives: Alternatives = False,
    without: Without = None,
    as_of: AsOf = None,
    with_inferences: WithInferences = False,
) -> None:
    """What rests on it: which claims lose support if it is given up, through which chain?"""
    from ofmkg.analyses.rests.analysis import retraction

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
    result = retraction(graph, *names)
    if output is ArgumentFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.rests import document
    from ofmkg.pages.words import words

    print_document(document(result, words(graph)), graph.reading, output.value)


def standing(
    vector: VectorId = None,
    collection: CollectionId = None,
    undisputed: Annotated[
        bool, typer.Option("--all", help="List the claims that nothing on record disputes, too.")
    ] = False,
    output: Format = ArgumentFormat.text,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    later: Later = False,
    alternatives: Alternatives = False,
    without: Without = None,
    as_of: AsOf = None,
    with_inferences: WithInferences = False,
) -> None:
    """Where do claims stand, given what supports and what disputes them on record?"""
    from ofmkg.analyses.standing.analysis import standing as analysis

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
    result = analysis(graph, vector, collection)
    if output is ArgumentFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.standing import document
    from ofmkg.pages.words import words

    print_document(document(result, words(graph), undisputed), graph.reading, output.value)


def argument(
    output: Annotated[GraphFormat, typer.Option("--format")],
    target: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else standard output.")
    ] = None,
    vector: VectorId = None,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    later: Later = False,
    alternatives: Alternatives = False,
    without: Without = None,
    as_of: AsOf = None,
    with_inferences: WithInferences = False,
) -> None:
    """Write the argument graph for other tools."""
    from ofmkg.analyses.argument.analysis import about
    from ofmkg.analyses.argument.analysis import argument as on_record

    endings.require(target, _KINDS[output])
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
    found = on_record(graph)
    note_readers(graph.collections())
    if vector:
        found = found.part(about(graph, found, vector))
    if output is GraphFormat.argdown:
        from ofmkg.pages.argument_argdown import to_argdown

        text = to_argdown(found, with_inferences=graph.reading.with_inferences)
    elif output is GraphFormat.aif:
        from ofmkg.pages.argument_aif import to_aif

        text = to_aif(found, with_inferences=graph.reading.with_inferences)
    else:
        from ofmkg.analyses.argument.network import to_networkx
        from ofmkg.pages import argument_graphs as graphs

        writers = {
            GraphFormat.graphml: graphs.to_graphml,
            GraphFormat.gexf: graphs.to_gexf,
            GraphFormat.dot: graphs.to_dot,
        }
        text = writers[output](to_networkx(found))
    note_reading(graph.reading)
    put(text, target)
