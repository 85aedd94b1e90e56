"""The query library over HTTP: which questions there are, and their answers in every format."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Path, Query, Request, Response

from ofmkg.errors import QueryError
from ofmkg.graph import library
from ofmkg.graph.export import serialize
from ofmkg.graph.stores import Term, text
from ofmkg.graph.terms import did_you_mean
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.jsonout import to_json
from ofmkg.pages.library import by_folder
from ofmkg.pages.messages import say

from .. import negotiation as media
from .. import problems
from ..pages import render
from ..pages.languages import language
from ..pages.portions import fitting
from ..problems import Problem
from ..sparql.protocol import ALIASES
from ..state import Snapshot
from .asked import Ask, name_of
from .parameters import LONGEST, STRICT, Flag

TABLES = {
    media.RESULTS_JSON: ox.QueryResultsFormat.JSON,
    media.RESULTS_XML: ox.QueryResultsFormat.XML,
    media.CSV: ox.QueryResultsFormat.CSV,
    media.TSV: ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    media.TURTLE: "turtle",
    media.JSON_LD: "jsonld",
    media.NTRIPLES: "ntriples",
    media.RDF_XML: "owl",
}
_GRAPH = re.compile(r"^(CONSTRUCT|DESCRIBE)\b", re.MULTILINE)
_TABLE_FILES = {"CSV": ".csv", "TSV": ".tsv", "JSON": ".json", "XML": ".xml", "SPARQL": ".rq"}
_GRAPH_FILES = {"Turtle": ".ttl", "JSON-LD": ".jsonld", "N-Triples": ".nt", "SPARQL": ".rq"}
_MOST = 500  # rows of an answer on a page
_READING = ("alternatives", "without", "as_of", "inferences", "inferred")

router = APIRouter(tags=["questions"], generate_unique_id_function=name_of)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: a class of the ontology whose ids it takes, string, date,
    integer, thing (an id of anything) or class; `default` None = no restriction. `usual` tells
    that the answer is of the default collection unless one, or `all`, or a single study or work
    is named.
    """

    name: str
    type: str
    description: str
    default: str | None
    usual: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that can be asked at `href`, and the formats of its answer.

    `folder` is the one that it stands in, by what it is for. `wide` tells of an answer with more
    columns than one reads at a glance why it has them, and what to ask instead; "" of others.
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    formats: tuple[str, ...]
    href: str
    folder: str
    wide: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of questions: its name, and what its questions are about."""

    name: str
    heading: str


@dataclass(frozen=True, slots=True)
class Library:
    """All questions that can be asked, and the folders that they stand in, in order."""

    questions: tuple[Asking, ...]
    folders: tuple[Shelf, ...]


@router.get(
    "/queries",
    summary="The questions",
    response_model=Library,
    responses=problems.documented(400, 406, 429, 503),
    dependencies=[STRICT],
)
async def queries(
    ask: Ask,
    tag: Annotated[
        str | None,
        Query(
            description="Only questions with this tag.", max_length=LONGEST, examples=["evidence"]
        ),
    ] = None,
) -> Response:
    """Which questions can be asked, and with which parameters?"""
    media_type = media.accepted(ask.request, (media.JSON, media.HTML))
    tongue = language(ask.request) if media_type == media.HTML else ""

    def make(now: Snapshot) -> str:
        every = [_question(name) for name in _names()]
        listed = tuple(_asking(q) for q in every if tag is None or tag in q.tags)
        shelves = by_folder(listed, tongue or "en")
        if media_type == media.JSON:
            return to_json(Library(listed, tuple(Shelf(n, heading) for n, heading, _ in shelves)))
        return render.page(
            ask.request,
            "queries.html",
            now.graph,
            title="Queries",
            loaded=now.loaded,
            formats={"JSON": ".json"},
            shelves=shelves,
        )

    return ask.answer(media_type, make, tongue)


@router.get(
    "/queries/{name}",
    summary="The answer to a question",
    responses={
        200: {
            "description": "The answer; or, as application/sparql-query, the question itself.",
            "content": {each: {} for each in (*TABLES, *GRAPHS, media.QUERY, media.HTML)},
        },
        **problems.documented(*problems.COMPUTED),
    },
    response_class=Response,
    openapi_extra={
        "parameters": [
            {
                "in": "query",
                "name": "parameters",
                "description": "The parameters of the question, each by its name; repeat a "
                "parameter for several values. See /queries.",
                "style": "form",
                "explode": True,
                "schema": {"type": "object", "additionalProperties": {"type": "string"}},
                "example": {"study": "gopal-2023"},
            }
        ]
    },
)
async def answer(
    ask: Ask,
    request: Request,
    name: Annotated[
        str, Path(description="Name of a question.", max_length=LONGEST, examples=["missing"])
    ],
    inferred: Annotated[Flag, Query(description="Take in what follows from the ontology.")] = False,
) -> Response:
    """Ask a question of the library; parameters are bound as terms of the right type.

    Tables on studies are of the default collection unless `collection` names another, or `all`.
    """
    if name not in _names():  # a path to a file is no name
        near = did_you_mean(name, _names())
        raise Problem(
            404, "unknown-question", "There is no such question", f"{name}.{near} See /queries."
        )
    asked = _question(name)
    given = _parameters(request, asked)
    media_type = media.accepted(request, (*_formats(asked), media.HTML, *_general(asked)))
    tongue = language(request) if media_type == media.HTML else ""

    def make(now: Snapshot) -> str | bytes:
        if media_type == media.QUERY:
            return asked.sparql.encode()
        graph = now.under(ask.reading, inferred)
        shown = graph.usually(asked, given)
        if media_type == media.HTML:
            return _page(ask, now, graph, asked, {**shown, **given})
        result = graph.run(name, **shown)
        if isinstance(result, ox.QueryTriples):
            quads = (ox.Quad(each.subject, each.predicate, each.object) for each in result)
            return serialize(quads, GRAPHS[media_type])
        return result.serialize(format=TABLES[ALIASES.get(media_type, media_type)]) or b""

    return ask.answer(media_type, make, tongue, inferred=inferred)


def _page(
    ask: Ask,
    now: Snapshot,
    graph: KnowledgeGraph,
    asked: library.Question,
    given: Mapping[str, Sequence[str]],
) -> str:
    """Return a question as a page: a form for its parameters, and the answer as a table."""
    table = not _GRAPH.search(asked.sparql)
    rows = graph.query(asked.name, **graph.usually(asked, given)) if table else None
    takes = {p.name: p.type.removeprefix("ofm:") for p in asked.parameters if ":" in p.type}
    named = {name: sorted(graph.labels(kind).items()) for name, kind in takes.items()}
    for every in (p.name for p in asked.parameters if p.usual):
        named[every].append(("all", say("all collections")))
    formats = _TABLE_FILES if table else _GRAPH_FILES
    return render.page(
        ask.request,
        "query.html",
        graph,
        title=asked.summary,
        reading=ask.reading,
        loaded=now.loaded,
        formats=formats,
        asked=asked,
        given=given,
        choices={p.name: named.get(p.name, []) for p in asked.parameters},
        columns=rows.columns if rows else (),
        rows=fitting((list(map(_shown, row)) for row in rows.rows), _MOST) if rows else [],
        total=len(rows) if rows else 0,
        sparql=asked.sparql,
    )


@cache
def _names() -> list[str]:
    return library.names()


@cache  # as many as there are in the library: reading a header takes longer than most answers
def _question(name: str) -> library.Question:
    return library.load(name)


def _shown(term: Term | None) -> str:
    return "" if term is None else text(term)


def _parameters(request: Request, asked: library.Question) -> dict[str, list[str]]:
    """Return the parameters of a question; a form sends those left empty, too.

    Raises QueryError for an unknown one, or a value that none can be.
    """
    pages = media.accepted(request, (*_formats(asked), media.HTML, *_general(asked))) == media.HTML
    given: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        if key not in _READING and (value or not pages):
            given.setdefault(key, []).append(value)
    known = [parameter.name for parameter in asked.parameters]
    for key, values in given.items():
        if key not in known:
            raise QueryError(
                f"{asked.name} has no parameter {key[:LONGEST]!r}."
                f"{did_you_mean(key[:LONGEST], known)} It takes: {', '.join(known) or 'none'}."
            )
        if not all(0 < len(value) <= LONGEST for value in values):
            raise QueryError(f"{key}: write 1 to {LONGEST} characters.")
    return given


def _formats(asked: library.Question) -> tuple[str, ...]:
    return (*(GRAPHS if _GRAPH.search(asked.sparql) else TABLES), media.QUERY)


def _general(asked: library.Question) -> tuple[str, ...]:
    """Return the more general names of formats, under which an answer is sent that asks so."""
    return () if _GRAPH.search(asked.sparql) else tuple(ALIASES)


def _asking(asked: library.Question) -> Asking:
    parameters = (
        Parameter(p.name, p.type, p.description, p.default, p.usual) for p in asked.parameters
    )
    return Asking(
        asked.name,
        asked.summary,
        asked.description,
        asked.tags,
        tuple(parameters),
        _formats(asked),
        f"/queries/{asked.name}",
        asked.folder,
        asked.wide,
    )
