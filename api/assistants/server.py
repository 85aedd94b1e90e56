"""`ofmkg mcp`: the server that assistants ask, over standard streams or over HTTP.

Everything is read-only: tools answer from a snapshot of the data, and a stranger's SPARQL is
answered as at `/sparql`, behind the guard, by a process that can be killed.
"""

import asyncio
import contextlib
import io
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Annotated, Concatenate, ParamSpec

import anyio
import pyoxigraph as ox
import uvicorn
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from ofmkg.errors import OfmkgError, UnknownIdError
from ofmkg.graph import guard
from ofmkg.graph.inline import with_prefixes
from ofmkg.graph.stores import Rows as Found
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.version import __version__

from .. import state
from ..pages import method
from ..pages.criteria import criteria
from ..server import address, listening
from ..settings import Settings
from ..sparql import endpoint
from ..sparql.dataset import to_merge
from ..sparql.pool import Pool
from ..sparql.tasks import DeadlineError, FailedError, PoolError, Query, TooLargeError
from . import tools
from .answers import MOST, Rows, Told, caveats, text

P = ParamSpec("P")
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_ABOUT = (
    "ofmkg is a knowledge graph of claims, evidence and disagreements about the misuse risk of "
    "open foundation models: which steps of a risk framework each study addressed, assumed or left "
    "out, on which assumptions it rests, and how works differ. It keeps three voices apart: what a "
    "work says itself, what another work says of it, and what the coders of ofmkg infer; keep them "
    "apart in what you write, too. Every answer names the collection it is of, who read the works, "
    "and caveats: pass them on. Incomplete does not mean flawed; no record is not a difference; "
    "nothing is counted across collections. Begin with search to find ids (such as gopal-2023, "
    "actor-skill, biosecurity), then compare, question, disagreement, matrix, gaps, results; thing "
    "tells all that is stated of one id, sparql answers a query of your own. The resources "
    "ofmkg://method, ofmkg://criteria and ofmkg://collections say how works are read, what the "
    "words mean, and what must be said of each collection."
)
_SPARQL_MOST = 2_000_000  # bytes of an answer that is read at all
_Id = Annotated[str, Field(max_length=500)]
_Collection = Annotated[
    str | None,
    Field(
        max_length=500,
        description="A collection of studies, or all; without it the default one.",
    ),
]


class Desk:
    """Where assistants ask: a snapshot of the data, and processes that answer SPARQL."""

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
        return text(told, [tools.table("rows", Found.of(result))])

    async def stop(self) -> None:
        """End the processes."""
        await self._pool.stop()


def _cut(triples: str) -> str:
    if len(triples) <= MOST:
        return triples
    left = len(triples) - MOST
    return f"{triples[:MOST]}\n({left:,} characters left out for their size: use LIMIT.)"


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


def made(desk: Desk) -> MCPServer[None]:
    """Return the server with its tools and resources."""
    server: MCPServer[None] = MCPServer(
        "ofmkg",
        title="ofmkg",
        description="Claims, evidence and disagreements about open foundation models",
        instructions=_ABOUT,
        version=__version__,
        log_level="WARNING",
    )
    tool = partial(server.tool, annotations=_READS, structured_output=False)

    @tool()
    async def compare(
        a: Annotated[_Id, Field(description="A work or study, such as gopal-2023.")],
        b: Annotated[_Id, Field(description="Another one.")],
    ) -> str:
        """Tell which assumptions differ between two works, and which steps each addressed."""
        return await desk.ask(tools.compare, a, b)

    @tool()
    async def matrix(collection: _Collection = None) -> str:
        """Tell which steps of the framework each study addressed, assumed or left out."""
        return await desk.ask(tools.matrix, collection)

    @tool()
    async def question(
        id: Annotated[_Id, Field(description="A question of the debate, such as actor-skill.")],
    ) -> str:
        """Tell who answers a question that the debate turns on, how, and in whose word."""
        return await desk.ask(tools.question, id)

    @tool()
    async def disagreement(
        id: Annotated[
            _Id | None, Field(description="One of them; without it, all in a list.")
        ] = None,
    ) -> str:
        """Tell who stands where in a recorded disagreement, and why by the record."""
        return await desk.ask(tools.disagreement, id)

    @tool()
    async def gaps(collection: _Collection = None) -> str:
        """Tell how many studies of each threat address, assume or leave out each step."""
        return await desk.ask(tools.gaps, collection)

    @tool()
    async def results(
        baseline: Annotated[
            _Id | None,
            Field(description="What results are set against; web-search unless another is named."),
        ] = None,
        work: Annotated[_Id | None, Field(description="Only results of this work.")] = None,
    ) -> str:
        """List the results of studies that are set against a baseline, side by side, unpooled."""
        return await desk.ask(tools.results, baseline, work)

    @tool()
    async def search(
        words: Annotated[_Id, Field(description="Words that all have to be there.")],
        kind: Annotated[
            _Id | None,
            Field(description="Only one class: Study, Work, Claim, Question, MisuseVector ..."),
        ] = None,
    ) -> str:
        """Find things and their ids by words in their names, statements and references."""
        return await desk.ask(tools.search, words, kind)

    @tool()
    async def thing(
        id: Annotated[_Id, Field(description="The id or IRI of anything in the graph.")],
    ) -> str:
        """Tell all that is stated of one thing, and what points to it."""
        return await desk.ask(tools.thing, id)

    @tool()
    async def sparql(
        query: Annotated[
            str,
            Field(
                description="SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes "
                "ofm, rdfs, dcterms, prov, skos and others are known."
            ),
        ],
    ) -> str:
        """Answer a SPARQL 1.1 query over the whole graph, read-only, within limits of time."""
        return await desk.sparql(query)

    @server.resource("ofmkg://method", mime_type="text/markdown")
    def how_works_are_read() -> str:
        """Say how a reading is made, and how far to trust it."""
        return method.text("en")

    @server.resource("ofmkg://criteria", mime_type="text/plain")
    def what_the_words_mean() -> str:
        """Say what steps, outcomes, kinds of stance and modes mean, with examples."""
        return _criteria(desk.graph)

    @server.resource("ofmkg://collections", mime_type="text/plain")
    def what_must_be_said_of_collections() -> str:
        """Say of each collection of studies who read them, from how much, with which caveats."""
        return _collections(desk.graph)

    return server


def _collections(graph: KnowledgeGraph) -> str:
    """Return the collections with what must be said of them, as lines."""
    lines: list[str] = []
    for each in graph.shown("all"):
        until = f"; evidence up to {each.cutoff}" if each.cutoff else ""
        lines += [f"{each.id}: {each.label}{until}"]
        told = (each.read_by, each.was_read, *caveats(each))
        lines += [f"- {line}" for line in told if line]
    return "\n".join(lines) + "\n"


def _criteria(graph: KnowledgeGraph) -> str:
    """Return the criteria as lines."""
    found = criteria(graph, "en")
    lines = ["The steps, with what counts"]
    for step in found.steps:
        lines.append(f"- {step.get('label', step.get('step', ''))}: {step.get('definition', '')}")
        lines += [
            f"    {label}: {step[name]}" for name, label in found.names.items() if name in step
        ]
    for group in found.groups:
        lines += ["", group.label]
        for word in group.words:
            name = word.get("label") or word.get("identifier", "")
            lines.append(f"- {name}: {word.get('definition', '')}")
            for key in ("positiveExample", "negativeExample"):
                if key in word:
                    lines.append(f"    {'Such as' if key[0] == 'p' else 'Not'}: {word[key]}")
    return "\n".join(lines) + "\n"


def serve(settings: Settings, http: bool, tell: Callable[[str], object]) -> None:
    """Answer assistants until there are no more: over standard streams, or over HTTP (`/mcp`).

    `tell` is told the address. Raises OfmkgError if the data cannot be read, and UsageError if the
    address is not to be had.
    """
    logging.getLogger("mcp").setLevel(logging.WARNING)
    asyncio.run(_over_http(settings, tell) if http else _over_streams(settings))


async def _over_streams(settings: Settings) -> None:
    async with at_desk(settings) as desk:
        await made(desk).run_stdio_async()


async def _over_http(settings: Settings, tell: Callable[[str], object]) -> None:
    with listening(settings) as taken:
        async with at_desk(settings) as desk:
            app = made(desk).streamable_http_app(host=settings.host)
            config = uvicorn.Config(
                app, log_level="warning", timeout_graceful_shutdown=int(settings.shutdown_seconds)
            )
            tell(f"Serving assistants at {address(taken)}/mcp (stop with Ctrl+C).")
            await uvicorn.Server(config).serve(sockets=[taken])


@contextlib.asynccontextmanager
async def at_desk(settings: Settings) -> AsyncIterator[Desk]:
    """Keep the desk open, and end its processes afterwards."""
    desk = Desk(settings)
    try:
        yield desk
    finally:
        await desk.stop()
