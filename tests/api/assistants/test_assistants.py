"""Assistants ask with the client of the SDK: in this process, over streams, and over HTTP."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from ofmkg.api.assistants import server
from ofmkg.api.settings import settings

SERVER = [sys.executable, "-m", "ofmkg", "mcp"]
ASKED: dict[str, dict[str, Any]] = {
    "compare": {"a": "gopal-2023", "b": "musser-2023"},
    "matrix": {},
    "question": {"id": "actor-skill"},
    "disagreement": {},
    "gaps": {"collection": "later"},
    "results": {},
    "search": {"words": "pathogen information"},
    "thing": {"id": "gopal-2023"},
    "sparql": {"query": "SELECT (COUNT(?s) AS ?n) WHERE { ?s a ofm:Study }"},
}


def asked(target: Any, *calls: tuple[str, dict[str, Any]]) -> list[tuple[bool, str]]:  # noqa: ANN401
    """Return for each call whether it is an error, and its text."""

    async def ask() -> list[tuple[bool, str]]:
        async with Client(target, read_timeout_seconds=120) as client:
            found = [await client.call_tool(name, given) for name, given in calls]
            return [(each.is_error, each.content[0].text) for each in found]

    return anyio.run(ask)


def here(*calls: tuple[str, dict[str, Any]]) -> list[tuple[bool, str]]:
    """Ask a server in this process."""

    async def ask() -> list[tuple[bool, str]]:
        async with server.at_desk(settings()) as desk, Client(server.made(desk)) as client:
            found = [await client.call_tool(name, given) for name, given in calls]
            return [(bool(each.is_error), each.content[0].text) for each in found]

    return anyio.run(ask)


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    """Return an answer of each tool."""
    found = here(*ASKED.items())
    assert not [name for name, (wrong, _) in zip(ASKED, found, strict=True) if wrong]
    return {name: told for name, (_, told) in zip(ASKED, found, strict=True)}


@pytest.mark.parametrize("name", ASKED)
def test_every_answer_says_what_must_be_said_and_is_no_page(
    answers: dict[str, str], name: str
) -> None:
    told = answers[name]
    for line in ("Collection: ", "Date: ", "Voices: ", "Read by: ", "Caveats: "):
        assert len(re.findall(f"^{line}", told, re.MULTILINE)) >= 1, line
    assert "no person has confirmed any of them" in told
    assert len(told) < 24_000


def test_a_comparison_tells_steps_and_whose_word_answers_are(answers: dict[str, str]) -> None:
    told = answers["compare"]
    assert "Note: They speak of different threats" in told
    assert "existing-risk | skipped | partial" in told
    assert (
        "marginal-risk-evidence | assumed [by our inference; coders differ (second-coder: "
        "partial)] | partial [could be absent]" in told
    )
    assert "\ndifferent-assumptions | inference | all | " in told
    assert len(told) < 10_000


def test_a_matrix_is_of_the_seven_unless_another_is_named(answers: dict[str, str]) -> None:
    assert "studies: 7 of 7 rows" in answers["matrix"]
    assert "More studies: " in answers["matrix"]


def test_results_are_never_pooled_and_say_who_tested_open_models(answers: dict[str, str]) -> None:
    assert "never pooled" in answers["results"]
    header = next(line for line in answers["results"].splitlines() if line.startswith("date |"))
    assert {"openModels", "byDeveloper", "textRead", "locator"} <= set(header.split(" | "))


def test_errors_are_those_of_tools_and_name_what_is_near() -> None:
    found = here(
        ("compare", {"a": "gopal-2024", "b": "musser-2023"}),
        ("question", {"id": "actor-skil"}),
        ("thing", {"id": "nothing-of-the-kind"}),
        ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}),
        ("sparql", {"query": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}),
        ("sparql", {"query": "SELECT ?x WHERE { ?x }"}),
        ("compare", {"a": "gopal-2023"}),
        ("sparql", {"query": "ASK { ?s a ofm:Study }"}),
    )
    assert [wrong for wrong, _ in found] == [True] * 7 + [False]
    for (_, told), what in zip(
        found,
        (
            "Did you mean gopal-2023",
            "Did you mean actor-skill",
            "There is no thing 'nothing-of-the-kind'",
            "DELETE is an update",
            "SERVICE is refused",
            "syntax",
            "b",
            "yes",
        ),
        strict=True,
    ):
        assert what in told
    assert "Traceback" not in "".join(told for _, told in found)
    assert "ofmkg query" not in found[0][1]  # no command helps an assistant


def test_a_result_that_is_too_long_says_how_much_is_left_out() -> None:
    ((_, rows), (_, triples)) = here(
        ("sparql", {"query": "SELECT ?s ?o WHERE { ?s rdfs:label ?o }"}),
        ("sparql", {"query": "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }"}),
    )
    assert "rows left out for their size: use LIMIT and OFFSET" in rows
    assert "characters left out for their size: use LIMIT.)" in triples
    assert max(len(rows), len(triples)) < 24_000


def test_a_query_that_takes_long_is_ended() -> None:
    async def ask() -> tuple[bool, str]:
        config = settings(sparql_deadline=1.0)
        async with server.at_desk(config) as desk, Client(server.made(desk)) as client:
            query = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
            found = await client.call_tool("sparql", {"query": query})
            return bool(found.is_error), found.content[0].text

    wrong, told = anyio.run(ask)
    assert wrong
    assert "took longer than 1 s" in told


def test_resources_tell_how_works_are_read() -> None:
    async def ask() -> dict[str, str]:
        async with server.at_desk(settings()) as desk, Client(server.made(desk)) as client:
            listed = (await client.list_resources()).resources
            return {
                str(each.uri): (await client.read_resource(str(each.uri))).contents[0].text
                for each in listed
            }

    found = anyio.run(ask)
    assert set(found) == {"ofmkg://method", "ofmkg://criteria", "ofmkg://collections"}
    assert found["ofmkg://method"].startswith("# ")
    assert "\n- Threat identification: " in found["ofmkg://criteria"]
    assert found["ofmkg://collections"].startswith("kapoor-2024: as read by Kapoor et al.")


def test_tools_only_read() -> None:
    async def ask() -> list[Any]:
        async with server.at_desk(settings()) as desk, Client(server.made(desk)) as client:
            return list((await client.list_tools()).tools)

    tools = anyio.run(ask)
    assert sorted(each.name for each in tools) == sorted(ASKED)
    assert all(each.annotations.read_only_hint for each in tools)
    assert all(each.description for each in tools)


@pytest.mark.server
def test_over_standard_streams(tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    command = StdioServerParameters(command=SERVER[0], args=SERVER[1:], cwd=tmp_path)
    (compared, (wrong, told)) = asked(
        command, ("compare", ASKED["compare"]), ("thing", {"id": "gopal-2024"})
    )
    assert not compared[0]
    assert "steps: 6 of 6 rows" in compared[1]
    assert wrong
    assert "Did you mean" in told
    assert set(tmp_path.iterdir()) == before


@contextmanager
def over_http() -> Iterator[str]:
    """Yield the address of a server over HTTP."""
    process = subprocess.Popen(
        [*SERVER, "--http", "--port", "0"], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert process.stderr
        told = process.stderr.readline()
        found = re.search(r"http://\S+/mcp", told)
        assert found, told
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.mark.server
def test_over_http() -> None:
    with over_http() as address:
        (counted, compared) = asked(
            address, ("sparql", ASKED["sparql"]), ("compare", ASKED["compare"])
        )
    assert not counted[0]
    assert "rows: 1 of 1 rows\nn\n" in counted[1]
    assert "steps: 6 of 6 rows" in compared[1]
