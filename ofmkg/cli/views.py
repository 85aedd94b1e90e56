"""Commands that show one thing with all that is on record of it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

    from ofmkg.knowledge import KnowledgeGraph
    from ofmkg.pages.blocks import Page


class ViewFormat(StrEnum):
    """Formats of a view."""

    text = "text"
    json = "json"
    md = "md"
    latex = "latex"
    html = "html"


Format = Annotated[ViewFormat, typer.Option("--format")]


def question(
    name: Annotated[str, typer.Argument(metavar="ID", help="See: ofmkg query questions.")],
    output: Format = ViewFormat.text,
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
    """Who answers a question how, who only treats it, and who is silent?"""
    from ofmkg.analyses.question.analysis import answers
    from ofmkg.pages.question import document

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
    _show(answers(graph, name, framework, coder, collection), document, graph, output)


def disagreement(
    name: Annotated[str, typer.Argument(metavar="ID", help="See: ofmkg disagreements.")],
    output: Format = ViewFormat.text,
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
    """Who stands where in a recorded disagreement, and why: on record, and computed now?"""
    from ofmkg.analyses.disagreement.analysis import dispute
    from ofmkg.pages.disagreement import document

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
    _show(dispute(graph, name, framework, coder), document, graph, output)


def disagreements(
    output: Format = ViewFormat.text,
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
    """Which disagreements are on record, and do recorded and computed causes agree?"""
    from ofmkg.analyses.disagreement.analysis import disputes
    from ofmkg.pages.disagreement import listing

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
    _show(disputes(graph, framework, coder), listing, graph, output)


def study(
    name: Annotated[str, typer.Argument(metavar="ID", help="See: ofmkg query studies.")],
    output: Format = ViewFormat.text,
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
    """Everything on record of a study, with sources."""
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
    _brief(graph, "study", name, output, framework, coder)


def claim(
    name: Annotated[str, typer.Argument(metavar="ID", help="See: ofmkg query claims.")],
    output: Format = ViewFormat.text,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    later: Later = False,
    alternatives: Alternatives = False,
    without: Without = None,
    as_of: AsOf = None,
    with_inferences: WithInferences = False,
) -> None:
    """Everything on record of a claim, with sources."""
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
    _brief(graph, "claim", name, output)


def vector(
    name: Annotated[str, typer.Argument(metavar="ID", help="See: ofmkg query vectors.")],
    output: Format = ViewFormat.text,
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
    """Everything on record of a misuse vector, with sources."""
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
    _brief(graph, "vector", name, output, framework, coder)


def release(
    name: Annotated[str, typer.Argument(metavar="ID", help="See: ofmkg query releases.")],
    output: Format = ViewFormat.text,
    data: Data = None,
    only_data: OnlyData = False,
    store: StoreTarget = None,
    later: Later = False,
    alternatives: Alternatives = False,
    without: Without = None,
    as_of: AsOf = None,
    with_inferences: WithInferences = False,
) -> None:
    """Everything on record of a model release, with sources."""
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
    _brief(graph, "release", name, output)


def _brief(
    graph: "KnowledgeGraph",
    kind: str,
    name: str,
    output: ViewFormat,
    framework: str | None = None,
    coder: str | None = None,
) -> None:
    from ofmkg.analyses.briefs import brief
    from ofmkg.pages.briefs import document

    _show(brief(graph, kind, name, framework, coder), document, graph, output)


def _show(
    result: "DataclassInstance",
    document: "Callable[..., Page]",
    graph: "KnowledgeGraph",
    output: ViewFormat,
) -> None:
    if output is ViewFormat.json:
        print_json(result, graph.reading)
        return
    from ofmkg.pages.words import words

    print_document(document(result, words(graph)), graph.reading, output.value)
