"""Search over everything, as JSON and as a page."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ofmkg.pages.jsonout import to_json

from .. import negotiation as media
from ..pages import render
from ..pages.languages import language
from ..pages.search import Results, index, marked
from ..state import Snapshot
from .asked import Ask, described, name_of
from .parameters import LONGEST, STRICT

router = APIRouter(tags=["search"], generate_unique_id_function=name_of, dependencies=[STRICT])


@router.get(
    "/search",
    summary="Search",
    response_model=Results,
    responses=described({"html": media.HTML}),
)
async def search(
    ask: Ask,
    q: Annotated[
        str,
        Query(
            max_length=LONGEST,
            description="Words that all have to be there; case and accents do not count.",
            examples=["pathogen information"],
        ),
    ] = "",
    kind: Annotated[
        str,
        Query(
            max_length=LONGEST,
            description="Only things of this class of the ontology.",
            examples=["Claim"],
        ),
    ] = "",
) -> Response:
    """Find things by their labels, by what they say, and works by their references.

    Without words, the things of one kind; without a kind, the kinds there are.
    """
    media_type = media.accepted(ask.request, (media.JSON, media.HTML))
    tongue = language(ask.request) if media_type == media.HTML else ""

    def make(now: Snapshot) -> str:
        graph = now.under(ask.reading)
        results = index(graph).search(q, kind or None)
        if media_type == media.JSON:
            return to_json(results)
        return render.page(
            ask.request,
            "search.html",
            graph,
            title="Search",
            reading=ask.reading,
            loaded=now.loaded,
            formats={"JSON": ".json"},
            result=results,
            names={each.id: each for each in results.kinds},
            marked=marked,
        )

    return ask.answer(media_type, make, tongue)
