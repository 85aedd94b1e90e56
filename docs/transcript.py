"""Three questions to the server for assistants, and its answers, in docs/assistants.md."""

import json
import re
from collections.abc import Iterator
from typing import Any

import anyio
from mcp import Client
from mcp.types import TextContent
from vocabulary import HERE

from ofmkg.api.assistants import server
from ofmkg.api.settings import settings

PAGE = HERE / "assistants.md"
_START, _END = "<!-- transcript: made by docs/make.py -->\n", "<!-- end of transcript -->\n"
_ROWS = 8  # of a table that are shown

ASKED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "Which assumptions differ between Gopal and Musser?",
        "compare",
        {"a": "gopal-2023", "b": "musser-2023"},
    ),
    (
        "Which biosecurity studies compare with web search, and what did they find?",
        "results",
        {"baseline": "web-search"},
    ),
    ("Who assumes that closed safeguards hold?", "question", {"id": "closed-safeguards"}),
)


def answers() -> list[str]:
    """Return what the server answers to each."""

    async def ask() -> list[str]:
        async with server.at_desk(settings()) as desk, Client(server.made(desk)) as client:
            found = [await client.call_tool(name, given) for _, name, given in ASKED]
            return [_text(each.content[0]) for each in found]

    return anyio.run(ask)


def _text(block: object) -> str:
    assert isinstance(block, TextContent)  # the tools answer with nothing else
    return block.text


def written(page: str) -> str:
    """Return the page with its transcript brought up to date."""
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END)
    told = "\n".join(
        f"### {question}\n\n`{name}` {json.dumps(given)}\n\n```text\n{_shown(answer)}\n```\n"
        for (question, name, given), answer in zip(ASKED, answers(), strict=True)
    )
    return f"{before}{_START}\n{told}\n{_END}{after}"


def _shown(answer: str) -> str:
    """Return an answer without day and version, its tables cut."""
    undated = re.sub(
        r"(?m)^(Date: .*? loaded on )\d{4}-\d\d-\d\d, by ofmkg \S+;", r"\1(the day);", answer
    )
    head, *tables = undated.split("\n\n")
    return "\n\n".join([head, *("\n".join(_cut(table)) for table in tables)])


def _cut(table: str) -> Iterator[str]:
    lines = table.splitlines()
    yield from lines[: _ROWS + 2]
    if len(lines) > _ROWS + 2:
        yield "..."
