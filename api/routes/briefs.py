"""Everything on record of one thing, under the path of its IRI: study, question, claim ...

These addresses are those of things in the graph as well: as RDF there are the statements about the
thing, on which a framework or coder has no bearing.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from fastapi import APIRouter, Path, Response

from ofmkg.analyses.argument.analysis import argument
from ofmkg.analyses.briefs import Brief, brief
from ofmkg.analyses.disagreement.analysis import DisputePage, dispute
from ofmkg.analyses.question.analysis import answers
from ofmkg.analyses.question.result import Answers
from ofmkg.graph.terms import BASE
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.blocks import Page
from ofmkg.pages.briefs import document as told
from ofmkg.pages.disagreement import document as disputed
from ofmkg.pages.messages import Language
from ofmkg.pages.question import document as answered
from ofmkg.pages.words import Words

from .. import negotiation
from ..pages import render
from ..pages.dispute_graph import drawn
from ..pages.languages import language
from ..problems import Problem
from . import things
from .asked import PAGES, Ask, Asked, described, name_of, read
from .parameters import LONGEST, CoderId, FrameworkId, WithinCollection

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Kind = Literal["study", "question", "claim", "vector", "release", "disagreement"]

_DESCRIBED = described({each: each for each in things.RDF}, pages=True)
router = APIRouter(tags=["things"], generate_unique_id_function=name_of)


def respond(
    asked: Asked,
    kind: Kind,
    id: str,
    analyse: Callable[[KnowledgeGraph], T],
    document: Callable[[T, Words], Page],
    template: str = "document.html",
    add: Callable[[T, KnowledgeGraph], Mapping[str, object]] | None = None,
    figure: Callable[[T, KnowledgeGraph], str] | None = None,
) -> Response:
    """Return what an analysis tells of a thing, or what is stated of it as RDF.

    Raises Problem 406, and what the analysis raises.
    """
    figures = [negotiation.SVG] if figure else []
    offered = (negotiation.JSON, *PAGES, *figures, *things.RDF)
    if negotiation.accepted(asked.request, offered) in things.RDF:
        return things.respond(asked, f"{BASE}{kind}/{id}")
    return asked.result(analyse, document, template=template, add=add, figure=figure)


def _id(kind: str, example: str) -> object:
    return Path(
        min_length=1, max_length=LONGEST, description=f"Id of a {kind}.", examples=[example]
    )


@router.get("/study/{id}", summary="One study", response_model=read(Brief), responses=_DESCRIBED)
async def study(
    ask: Ask,
    id: Annotated[str, _id("study", "gopal-2023")],
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Everything on record of a study, with sources."""
    return respond(
        ask,
        "study",
        id,
        lambda graph: brief(graph, "study", id, framework, coder),
        told,
        "study.html",
        lambda _, graph: {"steps": graph.frame(framework).steps},
    )


@router.get(
    "/question/{id}", summary="One question", response_model=read(Answers), responses=_DESCRIBED
)
async def question(
    ask: Ask,
    id: Annotated[str, _id("question", "actor-skill")],
    collection: WithinCollection = None,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Who answers a question how, who only treats it, and who is silent?"""
    return respond(
        ask,
        "question",
        id,
        lambda graph: answers(graph, id, framework, coder, collection),
        answered,
    )


@router.get("/claim/{id}", summary="One claim", response_model=read(Brief), responses=_DESCRIBED)
async def claim(ask: Ask, id: Annotated[str, _id("claim", "c-alignment-removable")]) -> Response:
    """Everything on record of a claim, with sources."""
    return respond(ask, "claim", id, lambda graph: brief(graph, "claim", id), told)


@router.get(
    "/vector/{id}", summary="One misuse vector", response_model=read(Brief), responses=_DESCRIBED
)
async def vector(
    ask: Ask,
    id: Annotated[str, _id("misuse vector", "biosecurity")],
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Everything on record of a misuse vector, with sources."""
    return respond(
        ask, "vector", id, lambda graph: brief(graph, "vector", id, framework, coder), told
    )


@router.get(
    "/release/{id}", summary="One model release", response_model=read(Brief), responses=_DESCRIBED
)
async def release(ask: Ask, id: Annotated[str, _id("model release", "llama-2")]) -> Response:
    """Everything on record of a model release, with sources."""
    return respond(ask, "release", id, lambda graph: brief(graph, "release", id), told)


@router.get(
    "/disagreement/{id}",
    summary="One disagreement",
    response_model=read(DisputePage),
    responses=described(
        {**{each: each for each in things.RDF}, "svg": negotiation.SVG}, pages=True
    ),
)
async def disagreement(
    ask: Ask,
    id: Annotated[str, _id("disagreement", "d-bio-bottleneck")],
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Who stands where in a recorded disagreement, and why: on record, and computed now?"""
    return respond(
        ask,
        "disagreement",
        id,
        lambda graph: dispute(graph, id, framework, coder),
        disputed,
        "disagreement.html",
        lambda page, graph: {"drawing": drawn(page.dispute, argument(graph))},
        lambda page, graph: _figure(page, graph, language(ask.request)),
    )


def _figure(page: DisputePage, graph: KnowledgeGraph, tongue: Language) -> str:
    """Return the argument graph around a disagreement as SVG. Raises Problem 404 without one."""
    drawing = drawn(page.dispute, argument(graph))
    if drawing is None:
        raise Problem(
            404,
            "not-found",
            "There is no such figure",
            "No line of evidence touches the claims of this disagreement, so there is no figure.",
        )
    return render.svg("dispute.svg", tongue, title=page.dispute.label, drawing=drawing)
