"""`ofmkg mcp`: the server that assistants ask, over standard streams or over HTTP."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Annotated

import uvicorn
from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from ofmkg.version import __version__

from ..pages import method
from ..server import address, listening
from ..settings import Settings
from . import debate, evidence, lookup, resources, works
from .desk import Desk, at_desk

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
_Id = Annotated[str, Field(max_length=500)]
_Collection = Annotated[
    str | None,
    Field(
        max_length=500,
        description="A collection of studies, or all; without it the default one.",
    ),
]


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
        return await desk.ask(works.compare, a, b)

    @tool()
    async def matrix(collection: _Collection = None) -> str:
        """Tell which steps of the framework each study addressed, assumed or left out."""
        return await desk.ask(works.matrix, collection)

    @tool()
    async def question(
        id: Annotated[_Id, Field(description="A question of the debate, such as actor-skill.")],
    ) -> str:
        """Tell who answers a question that the debate turns on, how, and in whose word."""
        return await desk.ask(debate.question, id)

    @tool()
    async def disagreement(
        id: Annotated[
            _Id | None, Field(description="One of them; without it, all in a list.")
        ] = None,
    ) -> str:
        """Tell who stands where in a recorded disagreement, and why by the record."""
        return await desk.ask(debate.disagreement, id)

    @tool()
    async def gaps(collection: _Collection = None) -> str:
        """Tell how many studies of each threat address, assume or leave out each step."""
        return await desk.ask(evidence.gaps, collection)

    @tool()
    async def results(
        baseline: Annotated[
            _Id | None,
            Field(description="What results are set against; web-search unless another is named."),
        ] = None,
        work: Annotated[_Id | None, Field(description="Only results of this work.")] = None,
    ) -> str:
        """List the results of studies that are set against a baseline, side by side, unpooled."""
        return await desk.ask(evidence.results, baseline, work)

    @tool()
    async def search(
        words: Annotated[_Id, Field(description="Words that all have to be there.")],
        kind: Annotated[
            _Id | None,
            Field(description="Only one class: Study, Work, Claim, Question, MisuseVector ..."),
        ] = None,
    ) -> str:
        """Find things and their ids by words in their names, statements and references."""
        return await desk.ask(lookup.search, words, kind)

    @tool()
    async def thing(
        id: Annotated[_Id, Field(description="The id or IRI of anything in the graph.")],
    ) -> str:
        """Tell all that is stated of one thing, and what points to it."""
        return await desk.ask(lookup.thing, id)

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
        return resources.criteria(desk.graph)

    @server.resource("ofmkg://collections", mime_type="text/plain")
    def what_must_be_said_of_collections() -> str:
        """Say of each collection of studies who read them, from how much, with which caveats."""
        return resources.collections(desk.graph)

    return server


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
