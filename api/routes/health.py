"""Whether the service answers, and what it serves."""

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request, Response

from ofmkg.version import __version__

from .. import state
from ..sparql.pool import Pool

router = APIRouter(tags=["operation"])


@dataclass(frozen=True, slots=True)
class Health:
    """The service answers; `digest` is that of the data, `loaded` when they were read (ISO).

    `sparql` counts workers and queries; None where strangers' SPARQL is not answered.
    """

    status: Literal["ok"]
    version: str
    digest: str
    loaded: str
    documents: int
    sparql: dict[str, int] | None


@router.get("/health")
async def health(request: Request, response: Response) -> Health:
    """Tell that the service answers, with which version and data."""
    served: state.Served = request.app.state.served
    now = served.now
    response.headers["Cache-Control"] = "no-store"
    pool: Pool | None = request.app.state.pool
    return Health(
        "ok",
        __version__,
        now.digest,
        now.loaded.isoformat(timespec="seconds"),
        len(now.graphs),
        pool.state() if pool else None,
    )
