"""Lanes: clients take turns, within limits, and what is given up makes room."""

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from ofmkg.api.lanes import ClientCrowdedError, CrowdedError, Lane, LaneLimits


class Gate:
    """Work that waits to be let on, and tells the order in which it began."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self._open = threading.Event()

    def work(self, name: str) -> Callable[[], str]:
        def run() -> str:
            self.begun.append(name)
            self._open.wait(60)
            return name

        return run

    def open(self) -> None:
        self._open.set()


async def begun(gate: Gate, count: int) -> None:
    async with asyncio.timeout(60):
        while len(gate.begun) < count:
            await asyncio.sleep(0.005)


def test_what_work_returns_and_raises_comes_back() -> None:
    async def main() -> None:
        lane = Lane(LaneLimits())
        assert await lane.run("a", lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            await lane.run("a", lambda: 1 // 0)
        assert await lane.run("a", lambda: 8) == 8

    asyncio.run(main())


def test_clients_take_turns_and_one_leaves_room_for_others() -> None:
    async def main() -> None:
        lane, gate = Lane(LaneLimits(threads=2)), Gate()
        greedy = [asyncio.create_task(lane.run("a", gate.work(f"a{n}"))) for n in range(4)]
        await begun(gate, 1)
        modest = asyncio.create_task(lane.run("b", gate.work("b0")))
        await begun(gate, 2)  # though three of the first client wait
        assert gate.begun == ["a0", "b0"]
        later = asyncio.create_task(lane.run("c", gate.work("c0")))
        await asyncio.sleep(0)
        gate.open()
        await asyncio.gather(*greedy, modest, later)
        assert gate.begun.index("c0") < gate.begun.index("a3")
        assert lane.waiting == 0

    asyncio.run(main())


def test_a_client_has_so_much_and_no_more() -> None:
    async def main() -> None:
        lane, gate = Lane(LaneLimits(threads=1, per_client=2)), Gate()
        tasks = [asyncio.create_task(lane.run("a", gate.work(f"a{n}"))) for n in range(2)]
        await begun(gate, 1)
        with pytest.raises(ClientCrowdedError, match="2 answers"):
            await lane.run("a", gate.work("refused"))
        other = asyncio.create_task(lane.run("b", gate.work("b")))
        await asyncio.sleep(0)
        gate.open()
        await asyncio.gather(*tasks, other)
        assert await lane.run("a", lambda: "again") == "again"

    asyncio.run(main())


def test_a_full_queue_is_told_at_once() -> None:
    async def main() -> None:
        lane, gate = Lane(LaneLimits(threads=1, queue=1)), Gate()
        tasks = [asyncio.create_task(lane.run(str(n), gate.work(str(n)))) for n in range(2)]
        await begun(gate, 1)
        with pytest.raises(CrowdedError, match="1 requests wait"):
            await lane.run("c", gate.work("refused"))
        assert lane.waiting == 1
        gate.open()
        await asyncio.gather(*tasks)

    asyncio.run(main())


def test_nobody_waits_for_ever() -> None:
    async def main() -> None:
        lane, gate = Lane(LaneLimits(threads=1, patience=0.05)), Gate()
        first = asyncio.create_task(lane.run("a", gate.work("a")))
        await begun(gate, 1)
        with pytest.raises(CrowdedError, match="not its turn"):
            await lane.run("b", gate.work("b"))
        gate.open()
        assert await first == "a"
        assert gate.begun == ["a"]

    asyncio.run(main())


def test_who_gives_up_leaves_the_queue_but_work_keeps_its_place() -> None:
    async def main() -> None:
        lane, gate = Lane(LaneLimits(threads=1, per_client=2)), Gate()
        running = asyncio.create_task(lane.run("a", gate.work("a0")))
        await begun(gate, 1)
        waiting = asyncio.create_task(lane.run("a", gate.work("a1")))
        await asyncio.sleep(0)
        for task in (running, waiting):
            task.cancel()
        await asyncio.gather(running, waiting, return_exceptions=True)
        assert lane.waiting == 0
        nexts = asyncio.create_task(lane.run("b", gate.work("b")))
        await asyncio.sleep(0.05)
        assert gate.begun == ["a0"]  # the thread still works, and counts
        gate.open()
        assert await nexts == "b"
        assert await lane.run("a", lambda: "again") == "again"

    asyncio.run(main())


def test_many_who_lose_patience_lose_nothing_else() -> None:
    async def main() -> None:
        wrong: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: wrong.append(context))
        lane = Lane(LaneLimits(threads=2, queue=10_000, patience=0.05))
        asked = [lane.run(f"{n % 50}", lambda: time.sleep(0.001)) for n in range(50 * 16)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert {type(each) for each in found} <= {type(None), CrowdedError}
        assert found.count(None) > 1
        assert not wrong
        assert await lane.run("d", lambda: "d") == "d"
        assert lane.waiting == 0

    asyncio.run(main())
