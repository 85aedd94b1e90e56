"""The dataset as catalogues and programs look for it: what it holds, and where it is to be had."""

from itertools import chain

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from ofmkg.graph.terms import BASE

from .. import addresses, jsonld, metadata, problems
from .. import negotiation as media
from ..state import Snapshot
from .asked import Ask, name_of
from .parameters import STRICT
from .statements import RDF, Thing, written
from .things import respond

router = APIRouter(tags=["things"], generate_unique_id_function=name_of, dependencies=[STRICT])


@router.get(
    "/dataset",
    summary="The dataset",
    responses={
        200: {
            "content": {each: {} for each in (media.HTML, *RDF)},
            "description": "As RDF: VoID, DCAT, PROV, SHACL. Else what is stated of it.",
        },
        **problems.documented(*problems.COMPUTED),
    },
    response_model=Thing,
)
async def described(ask: Ask) -> Response:
    """What the dataset holds, who made it of what, under which licence, and how to ask it."""
    media_type = media.accepted(ask.request, (media.JSON, media.HTML, *RDF))
    if media_type not in RDF:  # as any other thing
        return respond(ask, f"{BASE}dataset")
    root, sparql = addresses.place(ask.request)

    def make(now: Snapshot) -> str | bytes:
        of_it = metadata.of_dataset(now.graph, root, sparql)
        asking = metadata.asking(root, sparql) if sparql else ()
        every = chain(of_it, metadata.schema(now.graph), asking)
        return written(every, media_type, now.graph)

    return ask.answer(media_type, make, depends=f"{root} {sparql}")


@router.get(
    "/context",
    summary="The names of JSON-LD",
    responses={
        200: {"content": {media.JSON_LD: {}}, "description": "A context."},
        **problems.documented(*problems.COMPUTED),
    },
    response_class=Response,
)
async def names(ask: Ask) -> Response:
    """Which terms the short names in JSON-LD stand for."""
    media_type = media.accepted(ask.request, (media.JSON_LD, media.JSON))
    return ask.answer(media_type, lambda now: jsonld.document(now.graph))


@router.get("/.well-known/void", include_in_schema=False)
async def well_known() -> Response:
    """Lead to the description, from where VoID (7.2) has programs look for it."""
    return RedirectResponse("/dataset", 302)
