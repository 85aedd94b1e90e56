"""The command about agreement between coders: agreement."""

from enum import StrEnum
from typing import Annotated

import typer

from ofmkg.analyses.agreement.limits import FEWEST, MINIMUM, RESAMPLES, SEED
from ofmkg.cli.options import (
    Alternatives,
    AsOf,
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


class AgreementFormat(StrEnum):
    """Formats of agreement between coders."""

    text = "text"
    csv = "csv"
    json = "json"
    md = "md"
    latex = "latex"
    html = "html"


def agreement(
    output: Annotated[AgreementFormat, typer.Option("--format")] = AgreementFormat.text,
    minimum: Annotated[
        int,
        typer.Option("--minimum", min=FEWEST, help="Comparable cells that a figure needs."),
    ] = MINIMUM,
    resamples: Annotated[
        int, typer.Option("--resamples", min=1, help="Resamples that intervals are taken from.")
    ] = RESAMPLES,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="The same seed gives the same intervals.")
    ] = SEED,
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
) -> None:
    """Do coders agree who read the same studies, and which cells should they talk about?"""
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
    result = graph.agreement(collection, framework, minimum, resamples, seed)
    if output is AgreementFormat.json:
        print_json(result, graph.reading)
        return
    if output is AgreementFormat.csv:
        from ofmkg.pages.agreement_csv import to_csv

        note_reading(graph.reading)
        note_readers(part.collection for part in result.parts)
        write_data(to_csv(result))
        return
    from ofmkg.pages.agreement import document
    from ofmkg.pages.words import words

    print_document(document(result, words(graph)), graph.reading, output.value)
