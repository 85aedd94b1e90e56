"""The service: puts together what answers over HTTP.

    ofmkg serve

or, with any ASGI server, `uvicorn --factory ofmkg.api.app:create_app`.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import chain

from fastapi import FastAPI, Request, Response
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from ofmkg.graph.doubts import Doubt, doubts
from ofmkg.version import __version__

from . import addresses, description, metadata, problems, reload, state
from .clients import Proxies
from .keeping import Kept
from .lanes import Lane, LaneLimits
from .middleware import AccessLog, Guarded, Head
from .negotiation import HTML, Suffixes
from .pages.languages import language
from .responses import Answers, Lanes
from .routes import (
    analyses,
    coding,
    dataset,
    decisions,
    documentation,
    health,
    library,
    site,
    things,
)
from .settings import Settings, settings
from .sparql import endpoint, service
from .sparql.pool import Pool
from .sparql.warnings import WARNINGS
from .stopping import Stopping

_ABOUT = (
    "Claims, evidence and disagreements about open foundation models. Codings are readings by "
    "coders, not scores given by the authors of studies. Errors are problem+json (RFC 9457)."
)
_SMALLEST_TO_COMPRESS = 1000  # bytes


def create_app(chosen: Settings | None = None, first: state.Snapshot | None = None) -> FastAPI:
    """Return the service under `chosen` settings (else those of the environment).

    `first` is the snapshot to serve; it is loaded and checked if not given. Raises
    OfmkgError if the data cannot be read or are not valid.
    """
    config = chosen or settings()
    seen = state.signature(config)
    served = state.Served(first or reload.load(config))

    pool = Pool(endpoint.limits(config)) if config.sparql else None
    stopping = Stopping()

    async def follow(newest: state.Snapshot) -> None:
        if pool:
            copy = await asyncio.to_thread(state.copied, newest)
            await (pool.replace(copy) if pool.digest else pool.start(copy))

    async def attend() -> None:
        first = served.now
        try:
            await follow(first)
        except Exception as error:  # all else can be answered without it
            reload.report(served, config, "partial", error)
        else:
            first.discard()
        finally:
            if pool:
                pool.beginning.end()
        await reload.watch(served, config, seen, follow)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if pool:  # queries wait for its workers, and nothing else does
            pool.beginning.expect()
        watching = asyncio.create_task(attend())
        yield
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
        if pool:
            await pool.stop()
        served.now.discard()

    app = FastAPI(
        title="ofmkg",
        version=__version__,
        description=_ABOUT,
        openapi_url=None,  # a route of ours makes it where analyses are computed
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        license_info={"name": "Data: CC BY 4.0", "identifier": "CC-BY-4.0"},
    )
    app.state.settings, app.state.served, app.state.pool = config, served, pool
    app.state.stopping = stopping
    kept = config.cache_mb * 2**20
    app.state.answers = Answers(
        served,
        Kept(kept - kept // endpoint.KEPT if pool else kept),
        config.max_age,
        lanes(config),
        stopping,
    )

    def editor(request: Request) -> Response:
        found: Answers = app.state.answers
        return found.answer(
            request, HTML, lambda now: site.editor(request, now, config), language(request)
        )

    problems.install(app, lambda request, problem: site.problem(request, problem, served.now))
    routers = [
        *(analyses.router, health.router, library.router, site.router, documentation.router),
        *(coding.router, decisions.router),
    ]
    if pool:
        made = endpoint.router(pool, config, editor, stopping, vain(served), described)
        routers.append(made)
    # The last takes every address that is left.
    for router in (*routers, dataset.router, things.router):
        # As they are: to include them would make every route, with its models, twice over.
        app.router.routes += router.routes
    description.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_TO_COMPRESS, compresslevel=5)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Retry-After", "Content-Location", WARNINGS],
    )
    app.add_middleware(Suffixes)
    app.add_middleware(Guarded)
    app.add_middleware(Head)
    app.add_middleware(AccessLog)
    app.add_middleware(Proxies, trusted=config.trusted_proxies, header=config.proxy_header)
    return app


def vain(served: state.Served) -> Callable[[str, bool], Sequence[Doubt]]:
    """Return what finds out which terms of a query the data served now cannot answer."""
    return lambda text, inferred: doubts(text, served.now.graph, inferred=inferred)


def described(request: Request, media_type: str, made: service.Made) -> Response:
    """Return what the SPARQL endpoint of an app says of itself and of what it holds."""
    found: Answers = request.app.state.answers
    root, address = addresses.root(request), addresses.sparql(request)

    def make(now: state.Snapshot) -> bytes:
        of_data = metadata.of_endpoint(now.graph, root, address)
        own = service.description(address, *made)
        return service.written(chain(own, (quad.triple for quad in of_data)), media_type)

    return found.answer(request, media_type, make, depends=f"{root} {made}")


def lanes(config: Settings) -> Lanes:
    """Return the lanes that the settings ask for."""
    return Lanes(
        Lane(
            LaneLimits(
                config.analysis_threads,
                config.analysis_queue,
                config.analysis_per_client,
                config.analysis_wait,
            )
        ),
        Lane(
            LaneLimits(
                config.reading_threads,
                config.reading_queue,
                config.reading_per_client,
                config.analysis_wait,
            )
        ),
    )
