"""Whether the service answers, and what it serves."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from ofmkg.version import __version__

from .. import state
from ..condition import State
from ..sparql.pool import Pool

router = APIRouter(tags=["operation"])


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
        pool.state() if pool else None,
    )
