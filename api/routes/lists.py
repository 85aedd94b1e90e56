"""Lists of what there is, as JSON and as tables: studies, works, threats and model releases."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BeforeValidator

from ofmkg.analyses.declaration import Parameter
from ofmkg.analyses.parameters import COLLECTION, WITHIN
from ofmkg.graph.lexical import DATE
from ofmkg.graph.scenarios import Scenario
from ofmkg.knowledge import KnowledgeGraph

from .. import negotiation as media
from ..pages import lists, question_list, render, sifting
from ..pages.languages import language
from ..pages.lists import EXTENTS, Releases, Vectors, Works
from ..pages.question_list import Questions
from ..pages.sifting import OPEN_MODELS, ORDERS, Sieve
from ..pages.tabs import of_list
from ..state import Snapshot
from . import studies as listed
from .asked import AskAsItStands, described, json_of, name_of
from .modelled import Modelled
from .parameters import STRICT, CollectionId, Id, MaybeId

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

router = APIRouter(route_class=Modelled, generate_unique_id_function=name_of, dependencies=[STRICT])


def _or_nothing(kind: Any) -> BeforeValidator:  # noqa: ANN401 - any type of a parameter
    """Take nothing for what a form sends as an empty text."""
    return BeforeValidator(lambda value: value or None, json_schema_input_type=kind | Literal[""])


_Vector = Annotated[
    MaybeId,
    _or_nothing(Id),
    Query(description="Id of a misuse vector: only its.", examples=["biosecurity"]),
]
_Read = Annotated[
    Literal[EXTENTS] | None,  # type: ignore[valid-type]
    _or_nothing(Literal[EXTENTS]),
    Query(description="Only what was read to this extent.", examples=["full"]),
]
_Open = Annotated[
    Literal[OPEN_MODELS] | None,  # type: ignore[valid-type]
    _or_nothing(Literal[OPEN_MODELS]),
    Query(description="Only works recorded so as analysing open models.", examples=["yes"]),
]
_Since = Annotated[
    str | None,
    Query(pattern=f"^({DATE})?$", description="Only what came out since.", examples=["2024-03"]),
]
_Sort = Annotated[
    Literal[ORDERS] | None,  # type: ignore[valid-type]
    _or_nothing(Literal[ORDERS]),
    Query(
        description="The order: the latest first by date, the most first by read.",
        examples=["date"],
    ),
]


async def _sieve(
    vector: _Vector = None,
    read: _Read = None,
    open_models: _Open = None,
    since: _Since = None,
    sort: _Sort = None,
) -> Sieve:
    return Sieve(vector, read, since or None, open_models, sort)


_Sifted = Annotated[Sieve, Depends(_sieve)]
_ALL = replace(COLLECTION, default=WITHIN.default)


@router.get(
    "/studies",
    tags=["works"],
    summary="The studies there are",
    response_model=listed.Studies,
    responses=described({"html": media.HTML}),
)
async def studies(ask: AskAsItStands, sieve: _Sifted, collection: CollectionId = None) -> Response:
    """Which studies are there, of which vector, and which work reports each?"""

    def found(graph: KnowledgeGraph) -> listed.Studies:
        shown = tuple(place.id for place in graph.shown(collection))
        rows = graph.query("studies", collection=shown).dicts() if shown else ()
        return sifting.studies(listed.grouped(rows), sieve, graph)

    return _answer(ask, "studies", "Studies", found, collection, COLLECTION, sieve)


@router.get(
    "/works",
    tags=["works"],
    summary="The works there are",
    response_model=Works,
    responses=described({"html": media.HTML}),
)
async def works(ask: AskAsItStands, sieve: _Sifted, collection: CollectionId = None) -> Response:
    """Which works does the graph speak of, and how much of each was read?"""

    def found(graph: KnowledgeGraph) -> Works:
        return sifting.works(lists.works(graph, _inside(graph, collection)), sieve, graph)

    return _answer(ask, "works", "Works", found, collection, _ALL, sieve)


@router.get(
    "/vectors",
    tags=["things"],
    summary="The misuse vectors there are",
    response_model=Vectors,
    responses=described({"html": media.HTML}),
)
async def vectors(ask: AskAsItStands) -> Response:
    """Which ways of misuse are there, and how many studies analyse each?"""
    return _answer(ask, "vectors", "Threats", lists.vectors)


@router.get(
    "/questions",
    tags=["corpus"],
    summary="The questions there are",
    response_model=Questions,
    responses=described({"html": media.HTML}),
)
async def questions(ask: AskAsItStands, collection: CollectionId = None) -> Response:
    """Which questions does the debate turn on, and how many works take each up?"""

    def found(graph: KnowledgeGraph) -> Questions:
        return question_list.questions(graph, _inside(graph, collection))

    title = "Questions that the debate turns on"
    return _answer(ask, "questions", title, found, collection, _ALL)


@router.get(
    "/releases",
    tags=["things"],
    summary="The model releases there are",
    response_model=Releases,
    responses=described({"html": media.HTML}),
)
async def releases(ask: AskAsItStands) -> Response:
    """Which models were released, by whom and when, and are their weights available?"""
    return _answer(ask, "releases", "Model releases", lists.releases)


def _inside(graph: KnowledgeGraph, collection: str | None) -> frozenset[str] | None:
    """Return the ids of the collections that are asked for, None for all there are."""
    if collection in (None, "all"):
        return None
    return frozenset(place.id for place in graph.shown(collection))


def _answer(
    ask: AskAsItStands,
    name: str,
    title: str,
    find: "Callable[[KnowledgeGraph], DataclassInstance]",
    collection: str | None = None,
    parameter: Parameter | None = None,
    sieve: Sieve | None = None,
) -> Response:
    """Answer with a list, which has tabs if it is of collections by a parameter."""
    media_type = media.accepted(ask.request, (media.JSON, media.HTML))
    tongue = language(ask.request) if media_type == media.HTML else ""

    def make(now: Snapshot) -> str:
        key = ("list", name, collection, sieve)
        found = now.found(key, lambda: find(now.graph))
        if media_type == media.JSON:
            return json_of(found, Scenario())
        site = render.site(now.graph)
        return render.page(
            ask.request,
            f"{name}.html",
            now.graph,
            title=title,
            loaded=now.loaded,
            formats={"JSON": ".json"},
            result=found,
            beside=lists.beside(now.graph) if name == "studies" else None,
            sieve=sieve,
            sieves=sifting.sieves(now.graph) if sieve else None,
            collection=collection,
            tabs=of_list(ask.request, parameter, collection, site.collections),
        )

    return ask.answer(media_type, make, tongue)
