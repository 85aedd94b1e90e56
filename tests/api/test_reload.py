"""Newer data take the place of those served; what keeps them from it is told, and tried again."""

import asyncio
import contextlib
import json
import logging
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient
from operation_helpers import STUDY, chosen, known_valid, served, wait_for

from ofmkg.api import condition, intake, reload
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings
from ofmkg.api.sparql import pool as pools
from ofmkg.api.sparql.processes import Worker
from ofmkg.api.sparql.tasks import StartError

FIRST = "https://w3id.org/ofmkg/vector/first"
SECOND = "https://w3id.org/ofmkg/vector/second"
BROKEN = "this is no Turtle"


@contextmanager
def serving(folder: Path, **options: object) -> Iterator[TestClient]:
    """Serve a folder, looking for changes all the time; what it holds counts as valid."""
    config = chosen(folder, reload_seconds=0.05, **options)
    known_valid(config)
    known_valid(config, one=STUDY.format(name="second"))
    with TestClient(create_app(config)) as client:
        client.get("/sparql", params={"query": "ASK {}"})  # waits for its workers
        yield client


def health(client: TestClient) -> dict[str, Any]:
    """Return what the service tells of itself."""
    answer = client.get("/health")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def stale(client: TestClient) -> str:
    """Wait until the data are stale and return why."""
    wait_for(lambda: health(client)["status"] == "stale")
    return str(health(client)["reason"])


def asked(client: TestClient, iri: str) -> tuple[bool, bool]:
    """Return whether the page and SPARQL know a thing."""
    page = client.get(iri.removeprefix("https://w3id.org/ofmkg")).status_code == 200
    answer = client.get("/sparql", params={"query": f"ASK {{ <{iri}> ?p ?o }}"})
    assert answer.status_code == 200
    return page, bool(answer.json()["boolean"])


def test_changed_files_are_served_and_no_request_is_dropped(folder: Path) -> None:
    with serving(folder, sparql=False) as client:
        assert client.get("/vector/first").status_code == 200
        before = health(client)
        assert (before["status"], before["reason"]) == ("ok", None)
        statuses: list[int] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                statuses.append(client.get("/matrix").status_code)

        asking = threading.Thread(target=ask)
        asking.start()
        (folder / "one.ttl").write_text(STUDY.format(name="second"))
        wait_for(lambda: client.get("/vector/second").status_code == 200)
        stop.set()
        asking.join()
        assert set(statuses) == {200}
        assert client.get("/vector/first").status_code == 404
        assert health(client)["digest"] != before["digest"]


BAD: dict[str, tuple[str, str, str]] = {
    "no Turtle": ("one.ttl", BROKEN, "one.ttl, line 1: "),
    "a direction of text": ("two.ttl", '<a:s> <a:p> "x"@en--ltr .', "two.ttl: gives <a:s> the"),
    "a triple term": ("two.ttl", "<a:s> <a:p> <<( <a:s> <a:p> 1 )>> .", "two.ttl: gives <a:s> the"),
    "deep JSON": (
        "two.jsonld",
        '{"a:b":' * 9_000 + "1" + "}" * 9_000,
        "two.jsonld, line 1: is nes",
    ),
    "a far context": (
        "two.jsonld",
        '{"@context": "http://e/c", "@id": "a:b"}',
        "two.jsonld: takes",
    ),
    "a huge text": ("two.ttl", f'<a:s> <a:p> "{"x" * 1_000_001}" .', "1,000,001 characters"),
    "a swelling entity": (
        "two.rdf",
        f'<!DOCTYPE r [<!ENTITY a "{"x" * 100_000}">]><r:RDF xmlns:r="http://www.w3.org/1999/02/22'
        f'-rdf-syntax-ns#" xmlns:e="http://e/"><r:Description><e:p>{"&a;" * 100_000}</e:p>'
        "</r:Description></r:RDF>",
        "two.rdf: uses XML entities that stand for 10,000,000,000 bytes",
    ),
    "too much": (
        "two.nt",
        "".join(f"<a:{n}> <a:p> <a:{n + 1}> .\n" for n in range(1_200_000)),
        "two.nt: needs more memory than 512 MB",
    ),
}


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    """Return one service that outlives whatever is put into its folder, and that folder."""
    folder = tmp_path_factory.mktemp("patient") / "own"
    folder.mkdir()
    (folder / "one.ttl").write_text(STUDY.format(name="first"))
    with serving(folder, sparql=False, load_memory_mb=512) as client:
        yield client, folder


@pytest.fixture
def sound(patient: tuple[TestClient, Path]) -> tuple[TestClient, Path]:
    """Return it with nothing in its folder but good data, and these served."""
    client, folder = patient
    folder.mkdir(exist_ok=True)
    for other in folder.iterdir():
        if other.name != "one.ttl":
            other.unlink()
    if not (folder / "one.ttl").exists() or FIRST not in (folder / "one.ttl").read_text():
        (folder / "one.ttl").write_text(STUDY.format(name="first"))
    wait_for(lambda: client.get("/vector/first").status_code == 200)
    wait_for(lambda: health(client)["status"] == "ok")
    return client, folder


@pytest.mark.parametrize(("name", "text", "told"), BAD.values(), ids=BAD)
def test_bad_data_do_not_take_the_place_of_good_and_it_is_told(
    sound: tuple[TestClient, Path],
    caplog: pytest.LogCaptureFixture,
    name: str,
    text: str,
    told: str,
) -> None:
    client, folder = sound
    with caplog.at_level(logging.ERROR, "ofmkg.api"):
        good = (folder / "one.ttl").read_text()
        since = health(client)["since"]
        (folder / name).write_text(text)
        reason = stale(client)
        assert told in reason
        assert str(folder) not in reason
        assert "\n" not in reason
        assert client.get("/vector/first").status_code == 200
        page = client.get("/about", headers={"accept": "text/html"}).text
        assert "The files were changed and cannot be served as they are" in page
        assert name in page
        if name != "one.ttl":
            (folder / name).unlink()
        (folder / "one.ttl").write_text(good)
        wait_for(lambda: health(client)["status"] == "ok")
        assert health(client)["reason"] is None
        assert health(client)["since"] >= since
        page = client.get("/about", headers={"accept": "text/html"}).text
        assert "The data are served as they lie in their files." in page
    lines = [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR]
    assert lines
    assert all("\n" not in line for line in lines)
    assert f"The data were changed and are not served, the former ones stay: {folder}/" in lines[
        0
    ] or ("characters" in lines[0])


def pipe(folder: Path) -> None:
    """Put a pipe that nobody writes to into a folder."""
    os.mkfifo(folder / "two.ttl")


def endless(folder: Path) -> None:
    """Put a link to a file without end into a folder."""
    (folder / "two.ttl").symlink_to("/dev/zero")


def vast(folder: Path) -> None:
    """Put a file that is larger than any memory into a folder."""
    with (folder / "two.ttl").open("wb") as file:
        file.truncate(1 << 40)


@pytest.mark.parametrize(
    ("put", "told"),
    [
        (pipe, "two.ttl: is a device or a pipe; give a file."),
        (endless, "two.ttl: is a device or a pipe; give a file."),
        (vast, "two.ttl: is larger than 1,073,741,824 bytes"),
        (shutil.rmtree, "own: does not exist; --data takes a folder of RDF files."),
    ],
)
def test_what_is_no_file_is_told(
    sound: tuple[TestClient, Path], put: Callable[[Path], object], told: str
) -> None:
    client, folder = sound
    put(folder)
    assert stale(client).startswith(told)
    assert client.get("/vector/first").status_code == 200
    folder.mkdir(exist_ok=True)
    (folder / "two.ttl").unlink(missing_ok=True)
    (folder / "one.ttl").write_text(STUDY.format(name="first"))
    wait_for(lambda: health(client)["status"] == "ok")


@pytest.mark.parametrize("where", ["signature", "load", "follow"])
def test_whatever_goes_wrong_the_next_look_comes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    """The files do not change again: that it has been tried once more is enough."""
    places = {"signature": reload.state, "load": reload, "follow": pools.Pool}
    names = {"signature": "signature", "load": "loaded", "follow": "replace"}
    with caplog.at_level(logging.INFO, "ofmkg.api"), serving(folder) as client:
        with monkeypatch.context() as broken:

            def fail(*_: object) -> None:
                raise KeyError("unforeseen")

            broken.setattr(places[where], names[where], fail)
            (folder / "one.ttl").write_text(STUDY.format(name="second"))
            assert stale(client).endswith("KeyError: 'unforeseen'")
            assert asked(client, FIRST) == (True, True)
        wait_for(lambda: health(client)["status"] == "ok")
        assert asked(client, FIRST) == (False, False)
        assert asked(client, SECOND) == (True, True)
    assert "the former ones stay: KeyError: 'unforeseen'" in caplog.text


def test_pages_and_sparql_speak_of_the_same_data(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(folder) as client:
        assert asked(client, FIRST) == (True, True)
        start = pools.start

        async def fails(snapshot: Path, memory_mb: int) -> Worker:
            if client.app.state.pool.digest in snapshot.name:  # type: ignore[attr-defined]
                return await start(snapshot, memory_mb)
            raise StartError("no room")

        with monkeypatch.context() as broken:
            broken.setattr(pools, "start", fails)
            (folder / "one.ttl").write_text(STUDY.format(name="second"))
            assert stale(client) == "SPARQL cannot take the data: no room"
            assert asked(client, FIRST) == (True, True)
            assert asked(client, SECOND) == (False, False)
        wait_for(lambda: health(client)["status"] == "ok")
        assert asked(client, FIRST) == (False, False)
        assert asked(client, SECOND) == (True, True)


def test_a_start_waits_for_no_worker_and_queries_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready, start = threading.Event(), pools.start

    async def slow(snapshot: Path, memory_mb: int) -> Worker:
        await asyncio.to_thread(ready.wait)
        return await start(snapshot, memory_mb)

    monkeypatch.setattr(pools, "start", slow)
    config = chosen(folder)
    known_valid(config)
    with TestClient(create_app(config)) as client, ThreadPoolExecutor() as beside:
        told = health(client)
        assert (told["status"], told["sparql"]["workers"]) == ("ok", 0)
        waiting = beside.submit(asked, client, FIRST)
        assert client.get("/vector/first").status_code == 200
        assert not waiting.done()
        ready.set()
        assert waiting.result() == (True, True)


def test_sparql_that_cannot_start_is_told_and_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(snapshot: Path, memory_mb: int) -> Worker:
        raise StartError("no room")

    with contextlib.ExitStack() as open_:
        with monkeypatch.context() as broken:
            broken.setattr(pools, "start", fails)
            client = open_.enter_context(serving(folder))
            told = health(client)
            assert told["status"] == "partial"
            assert told["reason"] == "SPARQL cannot take the data: no room"
            assert client.get("/vector/first").status_code == 200
            assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 503
            about = client.get("/about", headers={"accept": "text/html", "accept-language": "ko"})
            assert "지금은 SPARQL에 답하지 못하며" in about.text
        wait_for(lambda: health(client)["status"] == "ok")
        assert asked(client, FIRST) == (True, True)


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(folder) as client:
        with monkeypatch.context() as broken:

            def full(*_: object) -> None:
                raise OSError(28, "No space left on device")

            broken.setattr(pools.Copy, "write", full)
            (folder / "one.ttl").write_text(STUDY.format(name="second"))
            assert "No space left on device" in stale(client)
            assert asked(client, SECOND) == (False, False)
        wait_for(lambda: asked(client, SECOND) == (True, True))


def test_a_tangle_of_blank_nodes_is_served_in_every_form(folder: Path) -> None:
    tangle = "<a:s> <a:p> _:b0 .\n" + "".join(
        f"_:b{one} <a:knows> _:b{two} .\n" for one in range(10) for two in range(10) if one != two
    )
    config = chosen(folder, sparql=False)
    (folder / "tangle.ttl").write_text(tangle)
    known_valid(config)
    with TestClient(create_app(config)) as client:
        for suffix in (".ttl", ".nt", ".jsonld"):
            answer = client.get(f"/graph/own/tangle{suffix}")
            assert answer.status_code == 200
            assert answer.text.count("knows") >= 10 if suffix == ".ttl" else True
            assert client.get(f"/graph/own/tangle{suffix}").text == answer.text
        triples = client.get("/graph/own/tangle.nt").text
        assert len(triples.splitlines()) == 91


# What needs a process of its own


def without_privileges() -> None:
    """Take from root what lets it read what it may not, where it is root that tests."""
    if os.geteuid() == 0:
        import ctypes

        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def status_of(address: str) -> dict[str, Any]:
    """Return what a server tells of itself."""
    with urlopen(f"{address}/health") as answer:
        found: dict[str, Any] = json.load(answer)
        return found


@pytest.mark.server
def test_a_file_that_may_not_be_read_is_told_until_it_may(folder: Path) -> None:
    config = chosen(folder)
    known_valid(config)
    known_valid(config, two=STUDY.format(name="second").replace("own/one", "own/two"))
    environment = {"OFMKG_CACHE_DIR": str(config.cache_dir), "OFMKG_RELOAD_SECONDS": "0.05"}
    with served("--data", str(folder), before=without_privileges, **environment) as (_, address):
        new = folder.parent / "new"
        new.write_text(STUDY.format(name="second").replace("own/one", "own/two"))
        new.chmod(0)
        new.rename(folder / "two.ttl")
        wait_for(lambda: status_of(address)["status"] == "stale")
        assert status_of(address)["reason"] == "two.ttl: cannot be read (Permission denied)."
        (folder / "two.ttl").chmod(stat.S_IRUSR)  # which changes neither its time nor its size
        wait_for(lambda: status_of(address)["status"] == "ok")
        with urlopen(f"{address}/vector/second.json") as answer:
            assert answer.status == 200


@pytest.mark.server
def test_room_on_disk_is_enough_for_the_next_try(folder: Path) -> None:
    config = chosen(folder)
    known_valid(config)
    known_valid(config, one=STUDY.format(name="second"))
    environment = {"OFMKG_CACHE_DIR": str(config.cache_dir), "OFMKG_RELOAD_SECONDS": "0.05"}
    with served("--data", str(folder), **environment) as (process, address):
        urlopen(f"{address}/sparql?query=ASK%7B%7D").close()  # waits for its workers
        limit = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (100_000, limit[1]))
        (folder / "one.ttl").write_text(STUDY.format(name="second"))
        wait_for(lambda: status_of(address)["status"] == "stale")
        assert "larger than is allowed" in status_of(address)["reason"]
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, limit)
        wait_for(lambda: status_of(address)["status"] == "ok")
        with urlopen(f"{address}/vector/second.json") as answer:
            assert answer.status == 200


# The process that reads


def test_it_hands_over_what_it_has_read(folder: Path) -> None:
    from ofmkg.api import state
    from ofmkg.graph import corpus, inference

    config = chosen(folder)
    known_valid(config)
    found = intake.load(config)
    stated = corpus.load(config.data)
    assert found.digest == state.digest(stated)
    assert found.graphs == tuple(document.graph for document in stated)
    for one, other in zip(found.documents, stated, strict=True):
        assert (one.path, one.graph, one.digest) == (other.path, other.graph, other.digest)
        named = [{q for q in d.quads if "_:" not in str(q)} for d in (one, other)]
        assert named[0] == named[1]
        assert len(one.quads) == len(other.quads)
    assert set(found.graph.in_graph(inference.GRAPH)) == {
        type(q)(q.subject, q.predicate, q.object) for q in inference.infer(stated)
    }
    assert found.copy is not None
    assert inference.GRAPH in found.copy.graphs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/srv/data/own/a/b.ttl, line 3: is bad.", "a/b.ttl, line 3: is bad."),
        (
            "OSError: [Errno 2] No such file: '/home/me/x/y.nq'",
            "OSError: [Errno 2] No such file: 'y.nq'",
        ),
        ("gives <https://w3id.org/ofmkg/a/b> two values", None),
        ("http://inside:3030/ds/query: answers 500", "the store: answers 500"),
    ],
)
def test_strangers_learn_nothing_of_the_machine(text: str, shown: str | None) -> None:
    config = Settings(data=(Path("/srv/data/own"),), store="http://inside:3030/ds/query")
    assert condition.public(text, config) == (shown or text)


def test_it_ends_with_its_service(folder: Path) -> None:
    config = chosen(folder)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "ofmkg.api.preparation"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    task = {"place": str(folder), "settings": config.model_dump(mode="json"), "beside": True}
    process.stdin.write(f"{json.dumps(task)}\n")
    process.stdin.flush()
    doing = ""
    while "Checking" not in doing:  # which takes seconds
        doing = process.stdout.readline()
    process.stdin.close()
    assert process.wait(60) == 1
    assert "digest" not in process.stdout.read()


def test_it_ends_when_nobody_waits_any_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[str]] = []
    begin = intake._begin

    def seen(config: Settings, *, beside: bool) -> intake._Intake:
        found = begin(config, beside=beside)
        begun.append(found.process)
        return found

    monkeypatch.setattr(intake, "_begin", seen)

    async def cancelled() -> None:
        loading = asyncio.create_task(intake.loaded(chosen(folder)))
        while not begun:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)  # while it reads or checks, which takes seconds
        loading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loading

    asyncio.run(cancelled())
    assert begun[0].wait(60) == -signal.SIGKILL
