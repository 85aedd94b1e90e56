"""Whether the service answers, and what it serves."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from ofmkg.errors import OfmkgError
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.version import __version__

from .. import state
from ..condition import State
from ..problems import documented
from ..sparql.pool import Pool
from .asked import name_of
from .parameters import STRICT

router = APIRouter(
    tags=["operation"],
    generate_unique_id_function=name_of,
    dependencies=[STRICT],
    responses=documented(400),
)


@dataclass(frozen=True, slots=True)
class Health:
    """The service answers; `status` says what of, `since` (ISO) when, `reason` why in one line."""

    status: Annotated[
        State,
        Field(
            description="`ok`; `stale`: newer data cannot be served, the former ones are; "
            "`partial`: SPARQL is not answered, all else is."
        ),
    ]
    since: Annotated[str, Field(description="Since when the status holds.")]
    reason: Annotated[
        str | None, Field(description="What keeps it from being `ok`; it is tried again.")
    ]
    version: str
    digest: Annotated[str, Field(description="That of the data that are served.")]
    loaded: Annotated[str, Field(description="When these data were read.")]
    documents: int
    studies: Annotated[
        dict[str, int] | None,
        Field(description="How many by collection; null if the data do not answer."),
    ]
    sparql: Annotated[
        dict[str, int] | None,
        Field(description="How many workers and queries there are; null if it is switched off."),
    ]


@router.get("/health")
async def health(request: Request, response: Response) -> Health:
    """Tell that the service answers, with which version and data, and what is wrong with them."""
    served: state.Served = request.app.state.served
    now, condition = served.now, served.condition
    response.headers["Cache-Control"] = "no-store"
    pool: Pool | None = request.app.state.pool
    return Health(
        condition.state,
        condition.since.isoformat(timespec="seconds"),
        condition.reason,
        __version__,
        now.digest,
        now.loaded.isoformat(timespec="seconds"),
        len(now.graphs),
        await run_in_threadpool(_studies, now.graph),
        pool.state() if pool else None,
    )


def _studies(graph: KnowledgeGraph) -> dict[str, int] | None:
    """Return how many studies each collection has; None where a store does not answer."""
    try:
        return {each.id: each.extents.studies for each in graph.collections()}
    except OfmkgError:
        return None
