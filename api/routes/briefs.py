"""Everything on record of one thing, under the path of its IRI: study, question, claim ...

These addresses are those of things in the graph as well. `brief_json` makes the JSON of one, and
`respond` is the one place that decides which representation a client gets. As RDF there are the
statements about the thing, on which a framework or coder has no bearing.
"""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response

from ofmkg.analyses.answers import Answers, answers
from ofmkg.analyses.briefs import Brief, brief
from ofmkg.analyses.disputes import DisputePage, dispute
from ofmkg.readings import Reading
from ofmkg.terms import BASE

from .. import negotiation
from ..state import Snapshot
from . import things
from .asked import Ask, Asked, described, json_of, name_of, read
from .parameters import LONGEST, CoderId, FrameworkId, WithinCollection

Kind = Literal["study", "question", "claim", "vector", "release", "disagreement"]
OFFERED = (negotiation.JSON, *things.RDF)  # the first is what a client without a wish gets

_DESCRIBED = described({media_type: media_type for media_type in OFFERED})
router = APIRouter(tags=["things"], generate_unique_id_function=name_of)


def brief_json(
    kind: Kind,
    id: str,
    snapshot: Snapshot,
    reading: Reading,
    framework: str | None = None,
    coder: str | None = None,
    collection: str | None = None,
) -> str:
    """Return everything on record of a thing as JSON, as the command named like its kind prints it.

    `id` is a short id or IRI; only questions take a collection. Raises UnknownIdError.
    """
    graph = snapshot.under(reading)
    if kind == "question":
        return json_of(answers(graph, id, framework, coder, collection), reading)
    if kind == "disagreement":
        return json_of(dispute(graph, id, framework, coder), reading)
    return json_of(brief(graph, kind, id, framework, coder), reading)


def respond(asked: Asked, kind: Kind, id: str, make_json: Callable[[Snapshot], str]) -> Response:
    """Return the brief as JSON, or what is stated of the thing as RDF, as the client likes best.

    Raises Problem 406, and what `make_json` raises.
    """
    media_type = negotiation.accepted(asked.request, OFFERED)
    if media_type == negotiation.JSON:
        return asked.answers.answer(asked.request, media_type, make_json)
    return things.respond(asked, f"{BASE}{kind}/{id}")


def _id(kind: str, example: str) -> object:
    return Path(
        min_length=1, max_length=LONGEST, description=f"Id of a {kind}.", examples=[example]
    )


@router.get("/study/{id}", summary="One study", response_model=read(Brief), responses=_DESCRIBED)
def study(
    ask: Ask,
    id: Annotated[str, _id("study", "gopal-2023")],
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Everything on record of a study, with sources."""
    return respond(
        ask, "study", id, lambda now: brief_json("study", id, now, ask.reading, framework, coder)
    )


@router.get(
    "/question/{id}", summary="One question", response_model=read(Answers), responses=_DESCRIBED
)
def question(
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
        lambda now: brief_json("question", id, now, ask.reading, framework, coder, collection),
    )


@router.get("/claim/{id}", summary="One claim", response_model=read(Brief), responses=_DESCRIBED)
def claim(ask: Ask, id: Annotated[str, _id("claim", "c-alignment-removable")]) -> Response:
    """Everything on record of a claim, with sources."""
    return respond(ask, "claim", id, lambda now: brief_json("claim", id, now, ask.reading))


@router.get(
    "/vector/{id}", summary="One misuse vector", response_model=read(Brief), responses=_DESCRIBED
)
def vector(
    ask: Ask,
    id: Annotated[str, _id("misuse vector", "biosecurity")],
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Everything on record of a misuse vector, with sources."""
    return respond(
        ask, "vector", id, lambda now: brief_json("vector", id, now, ask.reading, framework, coder)
    )


@router.get(
    "/release/{id}", summary="One model release", response_model=read(Brief), responses=_DESCRIBED
)
def release(ask: Ask, id: Annotated[str, _id("model release", "llama-2")]) -> Response:
    """Everything on record of a model release, with sources."""
    return respond(ask, "release", id, lambda now: brief_json("release", id, now, ask.reading))


@router.get(
    "/disagreement/{id}",
    summary="One disagreement",
    response_model=read(DisputePage),
    responses=_DESCRIBED,
)
def disagreement(
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
        lambda now: brief_json("disagreement", id, now, ask.reading, framework, coder),
    )
