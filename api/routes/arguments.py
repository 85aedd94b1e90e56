"""The argument on record: crux, rests, standing, argument."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from ofmkg.analyses.argument.analysis import about
from ofmkg.analyses.argument.analysis import argument as on_record
from ofmkg.analyses.argument.network import to_networkx
from ofmkg.analyses.argument.result import Argument
from ofmkg.analyses.crux.analysis import cruxes
from ofmkg.analyses.crux.result import Cruxes
from ofmkg.analyses.rests.analysis import retraction
from ofmkg.analyses.rests.result import Retraction
from ofmkg.analyses.standing.analysis import standing as labelled
from ofmkg.analyses.standing.result import Standing
from ofmkg.errors import UsageError
from ofmkg.pages import argument_graphs as graphs
from ofmkg.pages.argument_aif import to_aif
from ofmkg.pages.argument_argdown import to_argdown
from ofmkg.pages.crux import document as turning
from ofmkg.pages.rests import document as resting
from ofmkg.pages.standing import document as stood

from ..negotiation import JSON_LD
from ..state import Snapshot
from .asked import Ask, described, name_of, read
from .parameters import (
    MOST,
    CoderId,
    CollectionId,
    FrameworkId,
    Id,
    MaybeId,
    VectorId,
)

router = APIRouter(tags=["arguments"], generate_unique_id_function=name_of)
GRAPHS = {
    "aif": JSON_LD,
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "dot": "text/vnd.graphviz",
    "argdown": "text/x-argdown",
}
_WRITERS = {"graphml": graphs.to_graphml, "gexf": graphs.to_gexf, "dot": graphs.to_dot}


@router.get(
    "/crux",
    summary="Cruxes",
    response_model=read(Cruxes),
    responses=described(pages=True),
)
async def crux(
    ask: Ask,
    vector: Annotated[
        MaybeId,
        Query(description="Id of a misuse vector; or else:", examples=["biosecurity"]),
    ] = None,
    a: Annotated[
        MaybeId, Query(description="Id of a work or study; with `b`.", examples=["gopal-2023"])
    ] = None,
    b: Annotated[
        MaybeId, Query(description="Id of another; with `a`.", examples=["batalis-2023"])
    ] = None,
    collection: Annotated[
        MaybeId,
        Query(
            description="Id of a collection, or `all`; without it, of a vector the default one, "
            "between two works all.",
            examples=["kapoor-2024", "all"],
        ),
    ] = None,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """On which opposed positions does it turn, and which claims hang on them?

    Asked of a vector (`vector=`), or of two works or studies (`a=` and `b=`).
    """
    target = vector or a
    if target is None or (vector is None) == (b is None) or (a is None) != (b is None):
        raise UsageError("Give either vector=, or both a= and b=.")
    return ask.result(lambda graph: cruxes(graph, target, b, framework, coder, collection), turning)


@router.get(
    "/rests",
    summary="What rests on it",
    response_model=read(Retraction),
    responses=described(pages=True),
)
async def rests(
    ask: Ask,
    id: Annotated[
        tuple[Id, ...],
        Query(
            min_length=1,
            max_length=MOST,
            description="What is given up: a work, study, claim, stance, position, question or "
            "line of evidence, by id, path or IRI; repeat for several.",
            examples=[["qi-2023"]],
        ),
    ],
) -> Response:
    """What rests on it: which claims lose support if it is given up, through which chain?"""
    return ask.result(lambda graph: retraction(graph, *id), resting)


@router.get(
    "/standing",
    summary="Where claims stand",
    response_model=read(Standing),
    responses=described(pages=True),
)
async def standing(ask: Ask, vector: VectorId = None, collection: CollectionId = None) -> Response:
    """Where do claims stand, given what supports and what disputes them on record?

    A label is a fact about the graph, not a verdict on the world. Lines that only we drew stand
    apart.
    """
    return ask.result(lambda graph: labelled(graph, vector, collection), stood)


@router.get(
    "/argument",
    summary="The argument graph",
    response_class=Response,
    responses=described(GRAPHS),
)
async def argument(
    ask: Ask,
    vector: VectorId = None,
    format: Annotated[
        Literal["aif", "graphml", "gexf", "dot", "argdown"] | None,
        Query(description="The format; without it, `Accept` decides.", examples=["graphml"]),
    ] = None,
) -> Response:
    """Claims, evidence, stances and positions, with what bears on what, for other tools.

    AIF as JSON-LD (Argument Interchange Format), GraphML, GEXF, Graphviz DOT, or Argdown.
    """

    def make(now: Snapshot, form: str) -> str:
        graph = now.under(ask.reading)
        found = on_record(graph)
        if vector:
            found = found.part(about(graph, found, vector))
        return _written(found, form, ask.reading.with_inferences)

    return ask.any_of(GRAPHS, format, make)


def _written(found: Argument, form: str, with_inferences: bool) -> str:
    if form == "aif":
        return to_aif(found, with_inferences=with_inferences)
    if form == "argdown":
        return to_argdown(found, with_inferences=with_inferences)
    return _WRITERS[form](to_networkx(found))
