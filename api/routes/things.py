"""Linked data: every IRI of the graph answers under its path, in JSON and RDF.

An address is that of an IRI below https://w3id.org/ofmkg/. The addresses of terms of the ontology
(`/ns`), of its version and of the service itself (`/`) answer with the ontology, that of a named
graph with the statements of the file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Path, Request, Response

from ofmkg.analyses.briefs import brief
from ofmkg.graph import inference, mappings, parsing, strays
from ofmkg.graph.attribution import SayingRow, said_by
from ofmkg.graph.export import serialize
from ofmkg.graph.names import closest
from ofmkg.graph.resources import room
from ofmkg.graph.rows import records
from ofmkg.graph.terms import BASE, NS, ONTOLOGY, RDF_TYPE, VIEW, did_you_mean, short
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages import brief_openings, briefs
from ofmkg.pages.attribution import attributed
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page
from ofmkg.pages.jsonout import to_json
from ofmkg.pages.messages import Language, name, say, speaking
from ofmkg.pages.opening import Opening
from ofmkg.version import __version__

from .. import addresses, jsonld, methods, problems
from .. import negotiation as media
from ..metadata import elsewhere, of_dataset
from ..pages import cards, render
from ..pages import home as first
from ..pages.criteria import explained
from ..pages.languages import language
from ..pages.tabs import to_table
from ..problems import Problem
from ..state import Snapshot
from .asked import Ask, Asked, name_of
from .library import GRAPHS
from .parameters import STRICT

RDF = (media.TURTLE, media.JSON_LD, media.NTRIPLES, media.RDF_XML)
_SHAPES = f"{BASE}shapes"
_ONTOLOGY_TOO = (f"{BASE}{__version__}", f"{BASE}ns")  # its version, and where its terms are
_MADE = (inference.GRAPH, VIEW, mappings.GRAPH)
_NO_THING = (_SHAPES, *_MADE)  # but statements
_FORMATS = {
    "JSON": ".json",
    "Turtle": ".ttl",
    "JSON-LD": ".jsonld",
    "N-Triples": ".nt",
    "RDF/XML": ".rdf",
}
# Things whose pages open with a brief, by their class.
_BRIEFS = {f"{NS}Work": "work", f"{NS}DistinctiveProperty": "property", f"{NS}Benefit": "benefit"}
_TITLE = "Where studies of open foundation models agree, and where they talk past each other"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

router = APIRouter(tags=["things"], generate_unique_id_function=name_of, dependencies=[STRICT])


@dataclass(frozen=True, slots=True)
class Statement:
    """A property of the thing with its value, or of a thing that points to it."""

    property: str
    property_label: str | None
    value: str
    value_label: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Thing:
    """Everything stated of a thing, and what points to it (`incoming`); IRIs in full."""

    iri: str
    id: str
    label: str
    types: tuple[str, ...]
    statements: tuple[Statement, ...]
    incoming: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """What the service is and where to go on; addresses by what they answer."""

    name: str
    version: str
    about: str
    ontology: str
    dataset: str
    addresses: dict[str, str]


def thing(graph: KnowledgeGraph, iri: str) -> Thing:
    """Return everything stated of a thing. Raises UnknownIdError."""
    rows = graph.query("statements", thing=iri).dicts()
    out, incoming = (
        tuple(
            Statement(
                row["property"],
                row.get("propertyLabel"),
                row["value"],
                row.get("valueLabel"),
                row.get("language"),
            )
            for row in rows
            if row["direction"] == direction and row["thing"] == iri
        )
        for direction in ("out", "in")
    )
    labels = {s.language: s.value for s in out if s.property == _LABEL}
    return Thing(
        iri,
        short(iri),
        labels.get("en") or next(iter(labels.values()), short(iri)),
        tuple(s.value for s in out if s.property == RDF_TYPE),
        out,
        incoming,
    )


def description(graph: KnowledgeGraph, iri: str, media_type: str) -> str | bytes:
    """Return the statements about a thing in a format of RDF, and where others describe it.

    Raises UnknownIdError.
    """
    result = graph.run("description", thing=iri)
    assert isinstance(result, ox.QueryTriples)
    stated = (ox.Quad(t.subject, t.predicate, t.object) for t in result)
    return written(chain(stated, elsewhere(graph, iri)), media_type, graph)


def written(quads: Iterable[ox.Quad], media_type: str, graph: KnowledgeGraph) -> str | bytes:
    """Return statements in a format of RDF, the same for the same statements.

    `graph` knows the short names that JSON-LD uses.
    """
    merged = (ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    if media_type == media.JSON_LD:
        return jsonld.written(merged, graph)
    return serialize(merged, GRAPHS[media_type], headers=True)


def whole(now: Snapshot, iri: str) -> Iterable[ox.Quad] | None:
    """Return the statements of the ontology, of the shapes or of a named graph, else None."""
    if iri == _SHAPES:
        files = strays.without((room("ontology") / "shapes").glob("*.ttl"))
        return [quad for file in files for quad in parsing.read(file).quads]
    if iri not in (*now.graphs, *_MADE):
        return None
    return now.graph.in_graph(iri)


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
    offered = RDF if iri in _NO_THING else (media.JSON, media.HTML, *RDF)
    media_type = media.accepted(ask.request, offered)
    tongue = language(ask.request) if media_type == media.HTML else ""

    def make(now: Snapshot) -> str | bytes:
        graph = now.under(ask.reading)
        if media_type in RDF:
            file = whole(now, iri)
            if file is not None:
                return written(file, media_type, now.graph)
        if not graph.has(iri):
            raise _unknown(graph, iri)
        if media_type in RDF:
            return description(graph, iri, media_type)
        found = thing(graph, iri)
        if media_type == media.JSON:
            return to_json(found)
        kind = next((_BRIEFS[each] for each in found.types if each in _BRIEFS), None)
        more = _brief(graph, kind, found, language(ask.request)) if kind else {}
        said = said_by(records(graph.query("said-by", thing=iri), SayingRow)).get(iri)
        return render.page(
            ask.request,
            "thing.html",
            graph,
            title=attributed(found.label, said),
            said=said,
            reading=ask.reading,
            loaded=now.loaded,
            formats=_FORMATS,
            result=found,
            card=cards.of_work(graph, iri),
            explained=explained(
                ((s.property, s.property_label, s.language, s.value) for s in found.statements),
                language(ask.request),
            ),
            **more,
        )

    return ask.answer(media_type, make, tongue)


def _brief(
    graph: KnowledgeGraph, kind: str, of: Thing, tongue: Language
) -> Mapping[str, Opening | Page]:
    """Return what the page of a thing opens with, and the sections that it folds."""
    known = render.site(graph)
    with speaking(tongue, known.translations.get(tongue, {}), in_browser=True):
        found = brief(graph, kind, of.iri)
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
    paths = [
        row["thing"].removeprefix(BASE)
        for row in graph.query("things").dicts()
        if row["thing"].startswith(BASE) and "#" not in row["thing"]
    ]
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
