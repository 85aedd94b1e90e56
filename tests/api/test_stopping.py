"""The service ends in time, whatever goes on, and says so to those who wait."""

import asyncio
import json
import signal
import threading
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

import pytest
from server_helpers import Process, Reply, running
from sparql_helpers import until

from ofmkg.api.problems import Problem
from ofmkg.api.stopping import Stopping, attended

ENDLESS = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


async def silent() -> dict[str, str]:
    await asyncio.sleep(3600)
    return {"type": "http.disconnect"}


async def gone() -> dict[str, str]:
    return {"type": "http.disconnect"}


async def endless() -> int:
    await asyncio.sleep(3600)
    return 1


async def soon() -> int:
    await asyncio.sleep(0)
    return 1


def test_work_is_ended_when_the_client_hangs_up() -> None:
    assert asyncio.run(attended(endless(), gone, Stopping())) is None


def test_work_is_told_that_the_service_ends() -> None:
    async def main() -> None:
        stopping = Stopping()
        waiting = [asyncio.create_task(attended(endless(), silent, stopping)) for _ in range(3)]
        assert await attended(soon(), silent, stopping) == 1
        stopping.begin()
        for task in waiting:
            with pytest.raises(Problem) as caught:
                await task
            assert (caught.value.status, caught.value.slug) == (503, "stopping")
        with pytest.raises(Problem):  # who comes later is told, too
            await attended(endless(), silent, stopping)

    asyncio.run(main())


def test_an_answer_that_has_started_is_not_taken_back() -> None:
    async def main() -> None:
        stopping = Stopping()
        stopping.begin()
        assert await attended(soon(), silent, stopping, lambda: True) == 1

    asyncio.run(main())


def in_background(service: Process, path: str, replies: list[Reply | Exception]) -> None:
    def go() -> None:
        try:
            replies.append(service.ask(path))
        except (OSError, HTTPException) as error:
            replies.append(error)

    threading.Thread(target=go, daemon=True).start()


@pytest.mark.server
def test_open_queries_are_told_503(checked: Path) -> None:
    replies: list[Reply | Exception] = []
    with running(checked) as service:
        for _ in range(4):
            in_background(service, ENDLESS, replies)
        until(lambda: json.loads(service.ask("/health").body)["sparql"]["queries"] == 4, 60)
        service.stop(30)
        assert service.process.returncode == -signal.SIGTERM
        until(lambda: len(replies) == 4)
    for reply in replies:
        assert isinstance(reply, Reply), reply
        assert reply.status == 503, reply
        assert reply.headers["retry-after"] == "5"
        assert json.loads(reply.body)["type"].endswith("#stopping")
    assert not [line for line in service.log if "Traceback" in line or "Exception" in line]


@pytest.mark.server
def test_it_ends_beside_all_that_hangs(checked: Path) -> None:
    """A thread that never ends, connections that never do and queries."""
    replies: list[Reply | Exception] = []
    hang = (
        "import threading; from ofmkg.graph.asking import Graph; ask = Graph.query; "
        "Graph.query = lambda self, name, **given: "
        "threading.Event().wait() if name == 'bibliography' else ask(self, name, **given)"
    )
    with running(checked, before=hang) as service:
        in_background(service, "/cite", replies)
        in_background(service, "/cite?work=qi-2023", replies)
        in_background(service, ENDLESS, replies)
        idle = [service.socket() for _ in range(20)]
        slow = service.socket()
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n")
        reading = service.socket()  # asks for much and reads nothing
        reading.sendall(b"GET /queries/things HTTP/1.1\r\nHost: x\r\n\r\n" * 50)
        until(lambda: json.loads(service.ask("/health").body)["sparql"]["queries"] == 1, 60)
        seconds = service.stop(30)
        until(lambda: len(replies) == 3)
        for each in (*idle, slow, reading):
            each.close()
    assert seconds < 10, seconds  # less than two where the machine does nothing else
    statuses = [each.status if isinstance(each, Reply) else repr(each) for each in replies]
    assert statuses == [503, 503, 503]
