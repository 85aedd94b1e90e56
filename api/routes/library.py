"""The query library over HTTP: which questions there are, and their answers in every format."""

import re
from dataclasses import dataclass
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Path, Query, Request, Response

from ofmkg import questions
from ofmkg.errors import QueryError
from ofmkg.export import serialize
from ofmkg.terms import did_you_mean

from .. import negotiation as media
from .. import problems
from ..problems import Problem
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
_READING = ("alternatives", "without", "inferred")

router = APIRouter(tags=["questions"], generate_unique_id_function=name_of)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: a class of the ontology whose ids it takes, string, integer,
    thing (an id of anything) or class; `default` None = no restriction.
    """

    name: str
    type: str
    description: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that can be asked at `href`, and the formats of its answer."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    formats: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Library:
    """All questions that can be asked."""

    questions: tuple[Asking, ...]


@router.get(
    "/queries",
    summary="The questions",
    response_model=Library,
    responses=problems.documented(400, 406),
    dependencies=[STRICT],
)
def queries(
    ask: Ask,
    tag: Annotated[
        str | None, Query(description="Only questions with this tag.", max_length=LONGEST)
    ] = None,
) -> Response:
    """Which questions can be asked, and with which parameters?"""
    from ofmkg.show.jsonout import to_json

    def make(_: Snapshot) -> str:
        every = [questions.load(name) for name in questions.names()]
        return to_json(Library(tuple(_asking(q) for q in every if tag is None or tag in q.tags)))

    return ask.only(make)


@router.get(
    "/queries/{name}",
    summary="The answer to a question",
    responses={
        200: {
            "description": "The answer; or, as application/sparql-query, the question itself.",
            "content": {each: {} for each in (*TABLES, *GRAPHS, media.QUERY)},
        },
        **problems.documented(400, 404, 406),
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
def answer(
    ask: Ask,
    request: Request,
    name: Annotated[
        str, Path(description="Name of a question.", max_length=LONGEST, examples=["missing"])
    ],
    inferred: Annotated[Flag, Query(description="Take in what follows from the ontology.")] = False,
) -> Response:
    """Ask a question of the library; parameters are bound as terms of the right type."""
    if name not in questions.names():  # a path to a file is no name
        near = did_you_mean(name, questions.names())
        raise Problem(
            404, "unknown-question", "There is no such question", f"{name}.{near} See /queries."
        )
    asked = questions.load(name)
    given = _parameters(request, asked)
    media_type = media.accepted(request, _formats(asked))

    def make(now: Snapshot) -> bytes:
        if media_type == media.QUERY:
            return asked.sparql.encode()
        result = now.under(ask.reading, inferred).run(name, **given)
        if isinstance(result, ox.QueryTriples):
            quads = (ox.Quad(each.subject, each.predicate, each.object) for each in result)
            return serialize(quads, GRAPHS[media_type])
        return result.serialize(format=TABLES[media_type]) or b""

    return ask.answers.answer(request, media_type, make)


def _parameters(request: Request, asked: questions.Question) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        if key not in _READING:
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


def _formats(asked: questions.Question) -> tuple[str, ...]:
    return (*(GRAPHS if _GRAPH.search(asked.sparql) else TABLES), media.QUERY)


def _asking(asked: questions.Question) -> Asking:
    parameters = (Parameter(p.name, p.type, p.description, p.default) for p in asked.parameters)
    return Asking(
        asked.name,
        asked.summary,
        asked.description,
        asked.tags,
        tuple(parameters),
        _formats(asked),
        f"/queries/{asked.name}",
    )
