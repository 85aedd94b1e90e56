"""The corpus as a whole: gaps, needed, debate, robustness, agreement, disagreements."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ofmkg.analyses.agreement.limits import FEWEST, MINIMUM, RESAMPLES, SEED
from ofmkg.analyses.agreement.result import Agreement
from ofmkg.analyses.debate import analysis as debates
from ofmkg.analyses.debate.result import Debate
from ofmkg.analyses.disagreement import analysis as disputed
from ofmkg.analyses.disagreement.analysis import Disputes
from ofmkg.analyses.gaps import analysis as gap_map
from ofmkg.analyses.gaps.analysis import Gaps
from ofmkg.analyses.needed import analysis as research
from ofmkg.analyses.needed.result import KEYS, NeededResearch
from ofmkg.analyses.robustness import analysis as robust
from ofmkg.analyses.robustness.findings import Robustness
from ofmkg.graph.terms import did_you_mean
from ofmkg.pages.agreement import document as agreed
from ofmkg.pages.agreement_csv import to_csv as cells_csv
from ofmkg.pages.debate import document as debated
from ofmkg.pages.disagreement import listing
from ofmkg.pages.gaps import document as mapped
from ofmkg.pages.gaps import to_csv
from ofmkg.pages.gaps_svg import to_svg
from ofmkg.pages.needed import document as called_for
from ofmkg.pages.rendering import what_if
from ofmkg.pages.robustness import document as tried
from ofmkg.pages.words import words

from ..negotiation import CSV, SVG
from .asked import Ask, described, name_of, read
from .parameters import (
    CoderId,
    CollectionId,
    Flag,
    FrameworkId,
    MaybeId,
    VectorId,
)
from .works import TABLES

_MOST_RESAMPLES = 5000

router = APIRouter(tags=["corpus"], generate_unique_id_function=name_of)


def _key(value: str) -> str:
    if value not in KEYS:
        message = f"there is no key {value!r}.{did_you_mean(value, KEYS)} Keys: {', '.join(KEYS)}"
        raise PydanticCustomError("key", "{message}", {"message": message})
    return value


Key = Annotated[str, AfterValidator(_key), WithJsonSchema({"type": "string", "enum": list(KEYS)})]


@router.get(
    "/gaps",
    summary="The map of gaps",
    response_model=read(Gaps),
    responses=described({**TABLES, "svg": SVG}, pages=True),
)
async def gaps(
    ask: Ask,
    threats: Annotated[
        Flag, Query(description="With the narrower threats below each vector.", examples=[True])
    ] = False,
    collection: CollectionId = None,
    framework: FrameworkId = None,
    coder: CoderId = None,
    format: Annotated[
        Literal["json", "csv"] | None,
        Query(description="The format; without it, `Accept` decides.", examples=["csv"]),
    ] = None,
) -> Response:
    """How far do the studies that were read cover each step of each misuse vector?

    `changes` tells what another reading moves. As CSV, a row for each vector and step.
    """

    plain = None if ask.reading.keeps_statements else ask.answers.now.graph
    return ask.result(
        lambda graph: gap_map.gaps(
            graph, collection, framework, coder, threats=threats, against=plain
        ),
        mapped,
        wanted=TABLES[format] if format else None,
        tables={CSV: to_csv},
        figure=lambda found, graph: to_svg(
            found, words(graph), "" if ask.reading.is_plain else what_if(ask.reading)
        ),
        template="gaps.html",
    )


@router.get(
    "/needed",
    summary="Needed research",
    response_model=read(NeededResearch),
    responses=described(pages=True),
)
async def needed(
    ask: Ask,
    vector: VectorId = None,
    study: Annotated[
        MaybeId,
        Query(description="Only what this study calls for.", examples=["gopal-2023"]),
    ] = None,
    order: Annotated[
        tuple[Key, ...],
        Query(
            max_length=len(KEYS),
            description="What comes first; repeat for what comes next.",
            examples=[["claims", "missing"]],
        ),
    ] = (),
    collection: CollectionId = None,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """What research is called for, and by what on record?"""
    return ask.result(
        lambda graph: research.needed(graph, vector, study, collection, framework, coder, order),
        called_for,
    )


@router.get(
    "/debate",
    summary="The debate as a whole",
    response_model=read(Debate),
    responses=described(pages=True),
)
async def debate(
    ask: Ask,
    collection: CollectionId = None,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Which questions divide works, who answers alike, and which steps are left out most?"""
    return ask.result(lambda graph: debates.debate(graph, collection, framework, coder), debated)


@router.get(
    "/robustness",
    summary="Robust findings",
    response_model=read(Robustness),
    responses=described(pages=True),
)
async def robustness(
    ask: Ask,
    collection: CollectionId = None,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Which findings hold under other readings of the same data?"""
    return ask.result(lambda graph: robust.robustness(graph, collection, framework, coder), tried)


@router.get(
    "/agreement",
    summary="Agreement between coders",
    response_model=read(Agreement),
    responses=described(TABLES, pages=True),
)
async def agreement(
    ask: Ask,
    minimum: Annotated[
        int,
        Query(
            ge=FEWEST,
            le=10_000,
            description="Comparable cells that a figure needs; below, there are counts alone.",
            examples=[5],
        ),
    ] = MINIMUM,
    resamples: Annotated[
        int,
        Query(
            ge=1,
            le=_MOST_RESAMPLES,
            description="Resamples that intervals are taken from.",
            examples=[500],
        ),
    ] = RESAMPLES,
    seed: Annotated[
        int,
        Query(
            ge=0,
            le=2**31 - 1,
            description="The same seed gives the same intervals.",
            examples=[7],
        ),
    ] = SEED,
    collection: CollectionId = None,
    framework: FrameworkId = None,
    format: Annotated[
        Literal["json", "csv"] | None,
        Query(description="The format; without it, `Accept` decides.", examples=["csv"]),
    ] = None,
) -> Response:
    """Do coders agree who read the same studies, and which cells should they talk about?

    Only cells that can be compared count; of the others it is told why not. As CSV, a row for each
    cell and pair of coders, with both readings and their sources.
    """
    return ask.result(
        lambda graph: graph.agreement(collection, framework, minimum, resamples, seed),
        agreed,
        wanted=TABLES[format] if format else None,
        tables={CSV: cells_csv},
    )


@router.get(
    "/disagreements",
    summary="Recorded disagreements",
    response_model=read(Disputes),
    responses=described(pages=True),
)
async def disagreements(ask: Ask, framework: FrameworkId = None, coder: CoderId = None) -> Response:
    """Which disagreements are on record, and do recorded and computed causes agree?"""
    return ask.result(lambda graph: disputed.disputes(graph, framework, coder), listing)
