"""The desk where assistants ask: a snapshot of the data, and processes that answer SPARQL.

Everything is read-only: a stranger's SPARQL is answered as at `/sparql`, behind the guard, by a
process that can be killed.
"""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Concatenate, ParamSpec

import anyio
import pyoxigraph as ox
from mcp.server.mcpserver.exceptions import ToolError

from ofmkg.errors import OfmkgError, UnknownIdError
from ofmkg.graph import guard
from ofmkg.graph.inline import with_prefixes
from ofmkg.graph.stores import Rows as Found
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.version import __version__

from .. import state
from ..settings import Settings
from ..sparql import endpoint
from ..sparql.dataset import to_merge
from ..sparql.pool import Pool
from ..sparql.tasks import DeadlineError, FailedError, PoolError, Query, TooLargeError
from .answers import MOST, Rows, Told, text
from .columns import table

P = ParamSpec("P")
_SPARQL_MOST = 2_000_000  # bytes of an answer that is read at all


class Desk:
    """Where assistants ask."""

    def __init__(self, settings: Settings) -> None:
        """Load what the settings name. Raises OfmkgError if it cannot be read."""
        self._settings = settings
        self._now = state.load(settings)
        self._pool = Pool(endpoint.limits(settings))
        self._starting = asyncio.Lock()
        self.loaded = (
            f"the data as loaded on {self._now.loaded:%Y-%m-%d}, by ofmkg {__version__}; "
            "what works say may be older, see the dates of works"
        )

    @property
    def graph(self) -> KnowledgeGraph:
        """The graph that is asked."""
        return self._now.graph

    async def ask(
        self,
        tool: Callable[Concatenate[KnowledgeGraph, str, P], str],
        *given: P.args,
        **named: P.kwargs,
    ) -> str:
        """Return the answer of a tool. Raises ToolError with what is wrong and what is near."""
        with _as_tool_error():
            return await anyio.to_thread.run_sync(
                partial(tool, self.graph, self.loaded, *given, **named)
            )

    async def sparql(self, query: str) -> str:
        """Return the answer to a query. Raises ToolError."""
        with _as_tool_error():
            guard.check(query, guard.Limits(text=self._settings.sparql_max_query_bytes))
            whole = with_prefixes(query)
            default, graphs = to_merge(whole) or (None, None)
            async with self._starting:
                if not self._pool.digest:
                    copy = await asyncio.to_thread(state.copied, self._now)
                    await self._pool.start(copy)
            async with self._pool.run(Query(whole, default, graphs), "assistant") as answer:
                content = answer.file.read(_SPARQL_MOST + 1)
                if len(content) > _SPARQL_MOST:
                    raise TooLargeError("bytes")
        told = Told("The answer to the query", self.loaded, self.graph.shown("all"), across=True)
        if answer.media_type == "text/turtle":
            return text(told, ()) + f"\n\n{_cut(content.decode('utf-8'))}"
        result = ox.parse_query_results(io.BytesIO(content), format=ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QueryBoolean):
            return text(told, [Rows("answer", ("yes or no",), [("yes" if result else "no",)])])
        assert isinstance(result, ox.QuerySolutions)
        return text(told, [table("rows", Found.of(result))])

    async def stop(self) -> None:
        """End the processes."""
        await self._pool.stop()


@contextlib.asynccontextmanager
async def at_desk(settings: Settings) -> AsyncIterator[Desk]:
    """Keep the desk open, and end its processes afterwards."""
    desk = Desk(settings)
    try:
        yield desk
    finally:
        await desk.stop()


@contextlib.contextmanager
def _as_tool_error() -> Iterator[None]:
    try:
        yield
    except UnknownIdError as error:
        raise ToolError(
            f"{error.fact} Find ids with the tool search, which takes words and a kind."
        ) from error
    except OfmkgError as error:
        raise ToolError(str(error)) from error
    except guard.RefusedQuery as refused:
        raise ToolError(f"The query is refused: {refused}") from refused
    except DeadlineError as error:
        raise ToolError(f"The query {error}; ask for less.") from error
    except TooLargeError as error:
        raise ToolError(f"The result has too many {error}; use LIMIT.") from error
    except FailedError as error:
        raise ToolError(f"The query cannot be answered ({error.kind}): {error}") from error
    except PoolError as error:
        raise ToolError(f"The query cannot be answered now: {error}") from error


def _cut(triples: str) -> str:
    if len(triples) <= MOST:
        return triples
    left = len(triples) - MOST
    return f"{triples[:MOST]}\n({left:,} characters left out for their size: use LIMIT.)"
