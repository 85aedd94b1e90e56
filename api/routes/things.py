"""Linked data: every IRI of the graph answers under its path, in JSON and RDF.

An address is that of an IRI below https://w3id.org/ofmkg/. The addresses of terms of the ontology
(`/ns`), of its version and of the service itself (`/`) answer with the ontology, that of a named
graph with the statements of the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from ofmkg.analyses.briefs import Brief, brief
from ofmkg.graph.attribution import Said, SayingRow, said_by
from ofmkg.graph.names import closest
from ofmkg.graph.rows import records
from ofmkg.graph.terms import BASE, NS, ONTOLOGY, did_you_mean, short
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages import brief_openings, briefs
from ofmkg.pages.attribution import attributed
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page
from ofmkg.pages.jsonout import to_json
from ofmkg.pages.messages import Language, name, say, speaking
from ofmkg.pages.opening import Opening
from ofmkg.version import __version__

from .. import addresses, methods, problems
from .. import negotiation as media
from ..metadata import of_dataset
from ..pages import cards, render
from ..pages import home as first
from ..pages.criteria import explained
from ..pages.languages import language
from ..pages.tabs import to_table
from ..problems import Problem
from ..state import Snapshot
from .asked import Ask, Asked, name_of
from .parameters import STRICT
from .statements import NO_THING, RDF, Statement, Thing, description, thing, whole, written

_ONTOLOGY_TOO = (f"{BASE}{__version__}", f"{BASE}ns")  # its version, and where its terms are
_FORMATS = {
    "JSON": ".json",
    "Turtle": ".ttl",
    "JSON-LD": ".jsonld",
    "N-Triples": ".nt",
    "RDF/XML": ".rdf",
}
_STATED = {name: suffix for name, suffix in _FORMATS.items() if name != "JSON"}
# Things whose pages open with a brief, by their class.
_BRIEFS = {f"{NS}Work": "work", f"{NS}DistinctiveProperty": "property", f"{NS}Benefit": "benefit"}
_TITLE = "Where studies of open foundation models agree, and where they talk past each other"
router = APIRouter(tags=["things"], generate_unique_id_function=name_of, dependencies=[STRICT])


@dataclass(frozen=True, slots=True)
class Service:
    """What the service is and where to go on; addresses by what they answer."""

    name: str
    version: str
    about: str
    ontology: str
    dataset: str
    addresses: dict[str, str]


@router.get(
    "/",
    summary="The service, or the ontology",
    response_model=Service,
    responses={
        200: {"content": {each: {} for each in (media.HTML, *RDF)}},
        **problems.documented(*problems.COMPUTED),
    },
)
async def home(ask: Ask) -> Response:
    """As JSON, what the service offers; as RDF, the ontology with the dataset's description."""
    media_type = media.accepted(ask.request, (media.JSON, media.HTML, *RDF))
    tongue = language(ask.request) if media_type == media.HTML else ""
    place = addresses.place(ask.request)

    def make(now: Snapshot) -> str | bytes:
        if media_type == media.JSON:
            return to_json(_service(ask.request))
        if media_type == media.HTML:
            graph = now.under(ask.reading)
            return render.page(
                ask.request,
                "home.html",
                graph,
                title=_TITLE,
                reading=ask.reading,
                loaded=now.loaded,
                result=first.home(graph),
                card=cards.of_dataset(graph),
                tabs=to_table("/matrix", render.site(graph).collections),
            )
        ontology = whole(now, ONTOLOGY) or ()
        return written(chain(ontology, of_dataset(now.graph, *place)), media_type, now.graph)

    return ask.answer(media_type, make, tongue, depends=str(place) if media_type in RDF else "")


@router.options("/{path:path}", include_in_schema=False)
async def allowed(path: str) -> Response:
    """Tell what may be asked of any address but `/sparql`, whether or not there is something."""
    return methods.allowed(methods.READ)


@router.get(
    "/{path:path}",
    summary="Anything in the graph",
    response_model=Thing,
    responses={
        200: {"content": {each: {} for each in (media.HTML, *RDF)}},
        **problems.documented(*problems.COMPUTED),
    },
)
async def anything(
    ask: Ask,
    path: Annotated[
        str,
        Path(description="Path of an IRI of the graph.", examples=["position/safeguards-hold"]),
    ],
) -> Response:
    """Everything stated of the thing that has this address."""
    return respond(ask, BASE + path)


def respond(ask: Asked, iri: str) -> Response:
    """Return a thing in the representation that the client likes best.

    Raises Problem 404 with the closest addresses, or 406.
    """
    iri = ONTOLOGY if iri in _ONTOLOGY_TOO else iri
    offered = _offered(ask.answers.now, iri)
    media_type = media.accepted(ask.request, offered)
    tongue = language(ask.request) if media_type == media.HTML else ""

    return ask.answer(media_type, lambda now: made(ask, iri, now, media_type), tongue)


def made(ask: Asked, iri: str, now: Snapshot, media_type: str) -> str | bytes:
    """Return a thing in a representation. Raises Problem 404 with the closest addresses."""
    graph = now.under(ask.reading)
    if media_type in RDF:
        file = whole(now, iri)
        if file is not None:
            return written(file, media_type, now.graph)
    if not graph.has(iri):
        raise _unknown(graph, iri)
    if media_type in RDF:
        return description(graph, iri, media_type)
    found = now.found(("thing", iri, ask.reading), lambda: thing(graph, iri))
    if media_type == media.JSON:
        return to_json(found)
    kind = next((_BRIEFS[each] for each in found.types if each in _BRIEFS), None)
    more: Mapping[str, Opening | Page] = {}
    if kind:
        told = now.found(("brief", iri, ask.reading), lambda: brief(graph, kind, iri))
        more = _opened(graph, told, found, language(ask.request))
    said = now.found(("said", iri, ask.reading), lambda: _said(graph, iri)).get(iri)
    return render.page(
        ask.request,
        "thing.html",
        graph,
        title=attributed(found.label, said),
        said=said,
        reading=ask.reading,
        loaded=now.loaded,
        formats=_STATED if iri in NO_THING else _FORMATS,
        result=found,
        card=cards.of_work(graph, iri) if f"{NS}Work" in found.types else {},
        explained=explained(
            ((s.property, s.property_label, s.language, s.value) for s in found.statements),
            language(ask.request),
        ),
        **more,
    )


def _offered(now: Snapshot, iri: str) -> tuple[str, ...]:
    """Return the formats of what stands at an address, the usual one first.

    What consists of statements is had as these; what is said of it, if anything, has a page.
    """
    if iri not in NO_THING:
        return (media.JSON, media.HTML, *RDF)
    return (*RDF, media.HTML) if now.graph.has(iri) else RDF


def _said(graph: KnowledgeGraph, iri: str) -> dict[str, Said]:
    return said_by(records(graph.query("said-by", thing=iri), SayingRow))


def _opened(
    graph: KnowledgeGraph, found: Brief, of: Thing, tongue: Language
) -> Mapping[str, Opening | Page]:
    """Return what the page of a thing opens with, and the sections that it folds."""
    known = render.site(graph)
    with speaking(tongue, known.translations.get(tongue, {}), in_browser=True):
        return {
            "opening": brief_openings.opening(found, known.words),
            "document": (*briefs.document(found, known.words), *_incoming(of)),
        }


def _incoming(of: Thing) -> Iterator[Block]:
    """Yield what points to a thing, by how it does."""
    by: dict[str, list[Statement]] = {}
    for each in of.incoming:
        by.setdefault(each.property, []).append(each)
    if by:
        yield Heading(say("What points to it"))
    for term, those in by.items():
        yield Heading(name(those[0].property_label or short(term)), 3)
        yield Items(tuple(Item(name(s.value_label or short(s.value), s.value)) for s in those))


def _unknown(graph: KnowledgeGraph, iri: str) -> Problem:
    """Return that nothing has this address, with the closest addresses there are."""
    things = (row["thing"] for row in graph.query("things").dicts())
    every = (each.removeprefix(BASE) for each in things if each.startswith(BASE))
    # One with two slashes in a row would lead a browser to another site.
    paths = [each for each in every if "#" not in each and not each.startswith(("/", "\\"))]
    path = iri.removeprefix(BASE)[:200]
    same = sorted(each for each in paths if short(each) == short(path))[:3]
    near = tuple(same) or closest(path, paths)
    return Problem(
        404,
        "unknown-address",
        "There is no such thing",
        f"/{path} is no address here.{did_you_mean(path, [] if same else near)} "
        f"{'There is ' + ' and '.join('/' + each for each in same) + '. ' if same else ''}"
        "What there is: / and /queries/things.",
        extra={"suggestions": [f"/{each}" for each in near]},
    )


def _service(request: Request) -> Service:
    """Return the addresses that need no parameter in their path, from the routes themselves."""
    routes = request.app.openapi()["paths"]
    return Service(
        "ofmkg",
        __version__,
        request.app.description,
        ONTOLOGY,
        f"{BASE}dataset",
        {
            path: operation["get"]["summary"]
            for path, operation in routes.items()
            # What each question answers, /queries lists.
            if "get" in operation and path != "/{path}" and not _of_one_question(path)
        },
    )


def _of_one_question(path: str) -> bool:
    return path.startswith("/queries/") and "{" not in path
