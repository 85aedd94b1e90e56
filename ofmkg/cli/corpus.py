"""Commands about a whole corpus: robustness, needed, debate."""

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
from ofmkg.cli.output import print_document, print_json


class AnalysisFormat(StrEnum):
    """Formats of an analysis."""

    text = "text"
    json = "json"
    md = "md"
    latex = "latex"
    html = "html"


Format = Annotated[AnalysisFormat, typer.Option("--format")]


def robustness(
    output: Format = AnalysisFormat.text,
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
    """Which findings hold under other readings of the same data?"""
    from ofmkg.analyses.robustness.analysis import robustness as analysis

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
    result = analysis(graph, collection, framework, coder)
    if output is AnalysisFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.robustness import document
    from ofmkg.pages.words import words

    print_document(document(result, words(graph)), graph.reading, output.value)


def needed(
    output: Format = AnalysisFormat.text,
    vector: Annotated[
        str | None,
        typer.Option("--vector", metavar="ID", help="Only this threat and narrower ones."),
    ] = None,
    study: Annotated[
        str | None, typer.Option("--study", metavar="ID", help="Only what this study calls for.")
    ] = None,
    order: Annotated[
        list[str] | None,
        typer.Option(
            "--order",
            metavar="KEY,...",
            help="What comes first: disputed, claims, uncovered, missing, baselines, not-shown, "
            "unanswered.",
        ),
    ] = None,
    top: Annotated[int, typer.Option("--top", min=0, help="How many to tell in full.")] = 10,
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
    """What research is called for, and by what on record?"""
    from ofmkg.analyses.needed.analysis import needed as analysis

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
    result = analysis(graph, vector, study, collection, framework, coder, order)
    if output is AnalysisFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.needed import document
    from ofmkg.pages.words import words

    print_document(document(result, words(graph), top), graph.reading, output.value)


def debate(
    output: Format = AnalysisFormat.text,
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
    """Which questions divide works, who answers alike, and which steps are left out most?"""
    from ofmkg.analyses.debate.analysis import debate as analysis

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
    result = analysis(graph, collection, framework, coder)
    if output is AnalysisFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.debate import document
    from ofmkg.pages.words import words

    print_document(document(result, words(graph)), graph.reading, output.value)
