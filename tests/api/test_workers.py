"""The pool of workers: answers, limits, deaths, lanes, and that nothing is left behind."""

import asyncio
import io
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sparql_helpers import EX, numbers, small

from ofmkg.api.sparql import worker
from ofmkg.api.sparql.copies import Copy
from ofmkg.api.sparql.pool import Pool
from ofmkg.api.sparql.tasks import (
    BusyError,
    ClientBusyError,
    DeadlineError,
    FailedError,
    PoolError,
    PoolLimits,
    Query,
    StartError,
    TooLargeError,
    WorkerDiedError,
)

# With 2,000 numbers: what it takes forever to count, but no memory.
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUICK = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"
CRASH = "ASK { " + "{" * 45_000 + "}" * 45_000 + " }"  # which the guard would not let pass
JSON = "application/sparql-results+json"

Scene = Callable[[Pool], Awaitable[None]]


def play(scene: Scene, limits: PoolLimits | None = None, data: Copy | None = None) -> None:
    """Run a scene with a pool that is stopped afterwards, and look that nothing is left."""

    async def run() -> None:
        pool = Pool(limits or PoolLimits())
        await pool.start(data or numbers(2_000))
        try:
            await scene(pool)
            folder = Path(pool._folder.name)  # type: ignore[union-attr]
            assert [path.suffix for path in folder.iterdir()] == [".nq"]
            assert pool._spooled == 0
        finally:
            processes = [each.process.pid for each in pool._alive]
            await pool.stop()
        assert not folder.exists()
        assert not any(running(pid) for pid in processes)
        assert pool.state() == {"workers": 0, "idle": 0, "waiting": 0, "queries": 0}

    asyncio.run(run())


def running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def ask(pool: Pool, text: str, client: str = "") -> bytes:
    async with pool.run(Query(text), client) as answer:
        content = answer.file.read()
        assert len(content) == answer.size
        return content


async def settle(pool: Pool, **expected: int) -> None:
    """Wait until the state of a pool is as expected."""
    for _ in range(500):
        if expected.items() <= pool.state().items():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{pool.state()} is not {expected}")


@asynccontextmanager
async def asking(
    pool: Pool, *texts: str, client: str = ""
) -> AsyncIterator[list[asyncio.Task[bytes]]]:
    """Ask in the background, and end what has not been answered."""
    tasks = [asyncio.create_task(ask(pool, text, client)) for text in texts]
    try:
        await asyncio.sleep(0)
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def test_answers_with_rows_and_size() -> None:
    async def scene(pool: Pool) -> None:
        query = Query("SELECT ?x { VALUES ?x { 1 2 3 } }", table="text/csv")
        async with pool.run(query) as answer:
            assert (answer.media_type, answer.rows, answer.size) == ("text/csv", 3, 12)
            assert answer.file.read() == b"x\r\n1\r\n2\r\n3\r\n"
        query = Query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 5", graph="application/n-triples")
        async with pool.run(query) as answer:
            assert (answer.media_type, answer.rows) == ("application/n-triples", 5)
            assert answer.file.read().count(b"\n") == 5
        async with pool.run(Query("ASK {}", graph=None)) as answer:
            assert answer.file.read() == b'{"head":{},"boolean":true}'

    play(scene)


def test_keeps_its_workers_for_the_next_query() -> None:
    async def scene(pool: Pool) -> None:
        await settle(pool, idle=3)
        before = {each.process.pid for each in pool._alive}
        for _ in range(20):
            await ask(pool, QUICK)
        assert {each.process.pid for each in pool._alive} == before

    play(scene)


def test_says_what_is_wrong_with_a_query() -> None:
    async def scene(pool: Pool) -> None:
        for text, kind in (
            ("SELECT", "syntax"),
            ("SELECT * { <relative> ?p ?o }", "syntax"),
            ("SELECT * { ?s ?p '\ud800' }", "syntax"),
            ("DESCRIBE ?s { ?s ?p ?o }", "form"),
        ):
            with pytest.raises(FailedError) as caught:
                async with pool.run(Query(text, graph=None)):
                    pass
            assert caught.value.kind == kind
        await ask(pool, QUICK)

    play(scene)


def test_row_and_byte_caps_cut_nothing() -> None:
    async def scene(pool: Pool) -> None:
        for form in ("SELECT ?s { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
            async with pool.run(Query(f"{form} LIMIT 100")) as answer:
                assert answer.rows == 100
            with pytest.raises(TooLargeError, match="rows"):
                await ask(pool, f"{form} LIMIT 101")
        long = "SELECT (CONCAT(STR(?a), ?t, ?t, ?t, ?t, ?t, ?t, ?t, ?t, ?t) AS ?x) "
        with pytest.raises(TooLargeError, match="bytes"):
            await ask(pool, long + "{ BIND('%s' AS ?t) ?a ?b ?c } LIMIT 99" % ("x" * 100))

    play(scene, PoolLimits(max_rows=100, max_bytes=50_000))


def test_deadline_ends_the_query_and_only_that() -> None:
    async def scene(pool: Pool) -> None:
        start = time.monotonic()
        with pytest.raises(DeadlineError, match=r"longer than 0\.6 s"):
            await ask(pool, FOREVER)
        assert 0.6 <= time.monotonic() - start < 10
        await ask(pool, QUICK)

    play(scene, PoolLimits(deadline=0.6, slice=0.1))


@pytest.mark.parametrize("slow_workers", [1, 2])
def test_queries_beyond_the_slice_are_still_answered(slow_workers: int) -> None:
    """Also those that find the slow lane full, and start again."""
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"

    async def scene(pool: Pool) -> None:
        async with asking(pool, slow, slow, slow) as tasks:
            for content in await asyncio.gather(*tasks):
                assert b'"4000000"' in content

    play(scene, PoolLimits(slice=0.01, slow_workers=slow_workers, deadline=60))


def test_slow_queries_get_less_of_the_processor() -> None:
    async def scene(pool: Pool) -> None:
        await settle(pool, idle=3)
        fast = {os.getpriority(os.PRIO_PROCESS, each.process.pid) for each in pool._alive}
        async with asking(pool, FOREVER):
            await asyncio.sleep(0.3)
            slow = {os.getpriority(os.PRIO_PROCESS, each.process.pid) for each in pool._alive}
        assert len(fast) == 1
        assert max(slow) > max(fast)
        await settle(pool, idle=3)
        again = {os.getpriority(os.PRIO_PROCESS, each.process.pid) for each in pool._alive}
        assert again == fast

    play(scene, PoolLimits(slice=0.05))


def test_cancelling_frees_the_worker() -> None:
    async def scene(pool: Pool) -> None:
        for pause in (0.05, 0.4):  # in the quick lane, in the slow lane
            async with asking(pool, FOREVER):
                await asyncio.sleep(pause)
                (busy,) = [each for each in pool._alive if each.uses]
            await asyncio.wait_for(busy.process.wait(), 5)
            await settle(pool, queries=0, idle=3)

    play(scene, PoolLimits(workers=2, slice=0.2))


def test_a_death_is_an_error_and_the_next_query_works() -> None:
    async def scene(pool: Pool) -> None:
        for _ in range(5):
            with pytest.raises(WorkerDiedError):
                await ask(pool, CRASH)
            assert b'"2000"' in await ask(pool, QUICK)
        async with asking(pool, FOREVER) as (task,):
            await asyncio.sleep(0.1)
            (busy,) = [each for each in pool._alive if each.uses and each not in pool._idle._queue]  # type: ignore[attr-defined]
            busy.process.kill()
            with pytest.raises(WorkerDiedError):
                await task
        await settle(pool, idle=3)
        for each in tuple(pool._alive):  # the system may end idle ones, too
            each.process.kill()
            await each.process.wait()
        assert b'"2000"' in await ask(pool, QUICK)

    play(scene)


@pytest.mark.server
def test_memory_is_limited() -> None:
    async def scene(pool: Pool) -> None:
        grows = "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
        with pytest.raises(WorkerDiedError):
            await ask(pool, grows)
        assert b'"2000"' in await ask(pool, QUICK)

    play(scene, PoolLimits(memory_mb=256, deadline=600, max_bytes=10**10))


def test_queue_and_clients_are_bounded() -> None:
    async def scene(pool: Pool) -> None:
        async with asking(pool, FOREVER, FOREVER, client="a"), asking(pool, FOREVER, client="b"):
            await settle(pool, waiting=2, queries=3)
            with pytest.raises(ClientBusyError):
                await ask(pool, QUICK, "a")
            with pytest.raises(BusyError, match="2 queries wait"):
                await ask(pool, QUICK, "c")
        await settle(pool, queries=0)
        await ask(pool, QUICK, "a")

    play(scene, PoolLimits(workers=1, slice=5, queue=2, per_client=2))


def test_replacing_the_data_drops_no_query() -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"

    async def scene(pool: Pool) -> None:
        async with asking(pool, slow, QUICK) as tasks:
            await asyncio.sleep(0.05)
            await pool.replace(small())
            assert b'"3"' in await ask(pool, QUICK)
            assert b'"4000000"' in await tasks[0]
            assert b'"2000"' in await tasks[1]
        await settle(pool, idle=3)
        for _ in range(5):
            assert b'"3"' in await ask(pool, QUICK)
        assert pool.graphs == small().graphs

    play(scene, PoolLimits(deadline=60))


def test_replacing_by_what_cannot_be_loaded_keeps_the_data() -> None:
    async def scene(pool: Pool) -> None:
        with pytest.raises(StartError):
            await pool.replace(Copy(b"no quads", ()))
        assert b'"2000"' in await ask(pool, QUICK)

    play(scene)


def test_start_says_why_it_fails() -> None:
    async def fails(data: Copy, limits: PoolLimits) -> str:
        pool = Pool(limits)
        with pytest.raises(StartError) as caught:
            await pool.start(data)
        with pytest.raises(BusyError):
            await ask(pool, QUICK)
        return str(caught.value)

    assert "raise OFMKG_SPARQL_MEMORY_MB" in asyncio.run(
        fails(numbers(80_000), PoolLimits(memory_mb=50))
    )


def test_two_pools_at_once_and_in_threads() -> None:
    def one() -> None:
        play(lambda pool: ask(pool, QUICK))  # type: ignore[arg-type, return-value]

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def test_a_worker_ends_with_its_input(tmp_path: Path) -> None:
    """As it does when the service is killed."""
    path = tmp_path / "data.nq"
    path.write_bytes(small().quads)
    command = [sys.executable, "-P", worker.__file__, str(path), "512"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b'"thread"' in process.stdout.readline()
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits of this kind")
def test_a_query_that_nobody_ends_any_more_ends_itself(tmp_path: Path) -> None:
    """As when the service is killed while it runs: its time of a processor is limited, too."""
    path = tmp_path / "data.nq"
    path.write_bytes(numbers(2_000).quads)
    limits = PoolLimits(deadline=-4)  # five seconds later
    task = Query(FOREVER).task(tmp_path / "result", limits)
    command = [sys.executable, "-P", worker.__file__, str(path), "512"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(json.dumps(task).encode() + b"\n")
        process.stdin.close()
        assert process.wait(20) == -signal.SIGXCPU


def test_a_worker_without_network_reaches_nothing() -> None:
    """Where the system allows no namespaces, this is left to the guard."""

    async def scene(pool: Pool) -> None:
        if any(each.network for each in pool._alive):
            pytest.skip("this system gives no network namespaces")
        with socket.create_server(("127.0.0.1", 0)) as trap:
            trap.settimeout(0.5)
            address = f"http://127.0.0.1:{trap.getsockname()[1]}/"
            with pytest.raises(FailedError) as caught:
                await ask(pool, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
            assert caught.value.kind == "evaluation"
            with pytest.raises(TimeoutError):
                trap.accept()

    play(scene)


def test_too_much_on_disk() -> None:
    async def scene(pool: Pool) -> None:
        async with pool.run(Query("SELECT ?s { ?s ?p ?o } LIMIT 50"), "a") as held:
            assert held.size > 1_000
            pool._spooled += 50_000  # as if others held more
            with pytest.raises(BusyError, match="not been taken"):
                await ask(pool, QUICK, "b")
            pool._spooled -= 50_000
            await ask(pool, QUICK, "b")

    play(scene, PoolLimits(max_bytes=5_000))


# Counting rows while they are written

TEXTS = st.text(alphabet="a{}[],:\"\\\n\r\t<result>'é", max_size=12)
TERMS = st.one_of(
    st.just("UNDEF"),
    TEXTS.map(lambda text: str(ox.Literal(text))),
    TEXTS.map(lambda text: f"<<( <{EX}a> <{EX}b> {ox.Literal(text)} )>>"),
)


@given(
    st.lists(st.tuples(TERMS, TERMS), max_size=8),
    st.sampled_from(sorted(worker.TABLES)),
    st.randoms(use_true_random=False),
)
def test_rows_are_counted_however_the_pieces_fall(
    rows: list[tuple[str, str]], media_type: str, chance: random.Random
) -> None:
    values = " ".join(f"({a} {b})" for a, b in rows)
    result = ox.Store().query(f"SELECT * {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(result, ox.QuerySolutions)
    content = result.serialize(format=worker.TABLES[media_type]) or b""
    file = io.BytesIO()
    counted = worker.Counted(file, media_type, 10**9, 10**9)
    at = 0
    while at < len(content):
        step = chance.randint(1, 20)
        counted.write(content[at : at + step])
        at += step
    assert file.getvalue() == content
    assert counted.counts == {"bytes": len(content), "rows": len(rows)}


def test_pool_errors_have_one_base() -> None:
    for kind in (BusyError, ClientBusyError, DeadlineError, WorkerDiedError, TooLargeError):
        assert issubclass(kind, PoolError)
