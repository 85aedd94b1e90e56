"""Makes the site: asks the service for every page, from several processes, and writes files."""

import asyncio
import gc
import json
import multiprocessing
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request

from ofmkg.graph.terms import BASE, short
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.messages import LANGUAGES, Language

from .. import reload, state
from ..app import create_app
from ..pages import render
from ..settings import Settings
from . import bundling, rewriting, searching
from .asking import ask, scope
from .places import Place, Places

_CHUNK = 12  # addresses that a process gets at a time
Progress = Callable[[int, int], None]  # files that are there, addresses that wait


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: files, bytes, and the addresses that had no answer, with the status."""

    files: int
    bytes: int
    unanswered: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Done:
    files: Mapping[str, int]  # with the bytes of each
    led: frozenset[str]
    unanswered: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Job:
    settings: Settings
    folder: Path
    pairs: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]

    @property
    def places(self) -> Places:
        return Places(self.pairs, self.left_out)


class _Worker:
    """Answers addresses and writes what they hold."""

    def __init__(self, job: _Job, now: state.Snapshot) -> None:
        self._app: FastAPI = create_app(job.settings, now)
        self._places, self._folder = job.places, job.folder
        self._runner = asyncio.Runner()

    def made(self, addresses: Sequence[str]) -> _Done:
        return self._runner.run(self._made(addresses))

    def schema(self, language: Language) -> object:
        """Return what the form for coders is made from."""
        asked = ask(self._app, "/code/schema.json", language, page=False)
        return json.loads(self._runner.run(asked).body)

    async def _made(self, addresses: Sequence[str]) -> _Done:
        done: dict[str, int] = {}
        led: set[str] = set()
        unanswered: list[tuple[str, int]] = []
        todo = list(reversed(addresses))
        while todo:
            address = todo.pop()
            for place in self._spoken(address, done):
                found = await ask(self._app, place.address, place.language, page=place.page)
                body = found.body
                if found.status != 200:
                    unanswered.append((place.address, found.status))
                if found.headers.get("content-type", "").startswith("text/html"):
                    text, leads = rewriting.page(body.decode(), place, self._places)
                    body = text.encode()
                    # at once, as long as what was found for the page is still known
                    todo += (each for each in leads - led if _twin(each, address))
                    led |= leads
                done[place.file] = len(body)
                write(self._folder, place.file, body)
        return _Done(done, frozenset(led), tuple(unanswered))

    def _spoken(self, address: str, done: Container[str]) -> Iterator[Place]:
        """Yield the files of an address that are not done, in all languages that it speaks."""
        for each in LANGUAGES:
            place = self._places.place(address, each)
            if place and place.file not in done:
                yield place


def _twin(address: str, page: str) -> bool:
    """Tell whether an address has what a page has, in another format."""
    path, _, query = page.partition("?")
    other, _, asked = address.partition("?")
    return other != path and asked == query and other.rpartition(".")[0] == path


_held: tuple[_Job, state.Snapshot] | None = None
_worker: _Worker | None = None


def _begin(job: _Job, digest: str) -> None:
    """Begin a process; it has the data already where processes are copies of ours."""
    global _worker
    now = _held[1] if _held else state.load(job.settings)
    if now.digest != digest:
        raise RuntimeError("the data have changed meanwhile")
    _worker = _Worker(job, now)
    gc.freeze()  # what has been loaded stays: looking through it again and again takes long


def _answered(addresses: Sequence[str]) -> _Done:
    assert _worker is not None  # begun
    return _worker.made(addresses)


def build(settings: Settings, folder: Path, progress: Progress = lambda done, left: None) -> Built:
    """Write the site of what settings name into a folder that is there.

    Raises OfmkgError if the data cannot be read or are not valid, OSError where the folder takes no
    more.
    """
    return of_snapshot(reload.load(settings), settings, folder, progress)


def of_snapshot(
    now: state.Snapshot,
    settings: Settings,
    folder: Path,
    progress: Progress = lambda done, left: None,
    left_out: tuple[str, ...] = (),
) -> Built:
    """Write the site of what has been loaded, as `build`.

    `left_out` are beginnings of paths that it goes without.
    """
    global _held
    chosen = settings.model_copy(update={"sparql": False, "reload_seconds": 0.0, "cache_mb": 0})
    job = _Job(chosen, folder, tuple(pairs(now.graph)), left_out)
    _held = (job, now)
    try:
        worker = _Worker(job, now)
        first = worker.made(["/"])  # warms what all pages need, once for all processes
        files, unanswered = _crawled(job, now, first, progress)
        files |= _beside(job, now, worker)
    finally:
        _held = None
    return Built(len(files), sum(files.values()), tuple(unanswered))


def pairs(graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    """Yield the pairs of studies that are compared: of one vector, or both of the first collection.

    The first collection is the default one, all pairs of which are there.
    """
    usual = {each.id for each in graph.collections() if each.is_default}
    together: dict[str, set[str]] = defaultdict(set)
    for row in graph.query("studies").dicts():
        study = short(row["study"])
        if "vector" in row:
            together[row["vector"]].add(study)
        if short(row["collection"]) in usual:
            together[""].add(study)
    found = {pair for those in together.values() for pair in combinations(sorted(those), 2)}
    yield from sorted(found)


def _crawled(
    job: _Job, now: state.Snapshot, first: _Done, progress: Progress
) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """Write what all addresses answer; return the sizes of the files and what had no answer.

    A file that two processes found at the same time, and wrote, is one.
    """
    places = job.places
    done = dict(first.files)
    files = set(done)
    unanswered = list(first.unanswered)
    todo: dict[str, None] = {}

    def found(addresses: Iterable[str]) -> None:
        for address in sorted(addresses):
            place = places.place(address)
            if place and place.file not in files:
                files.add(place.file)
                todo[address] = None

    found(first.led)
    found(
        "/" + row["thing"].removeprefix(BASE)
        for row in now.graph.query("things").dicts()
        if row["thing"].startswith(BASE) and "#" not in row["thing"]
    )
    found(f"/compare?a={a}&b={b}" for a, b in job.pairs)
    forked = sys.platform == "linux"
    context = multiprocessing.get_context("fork" if forked else "spawn")
    workers = max(1, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, context, _begin, (job, now.digest)) as pool:
        running: set[Future[_Done]] = set()
        while todo or running:
            while todo and len(running) < 2 * workers:
                chunk = list(islice(todo, _CHUNK))
                for address in chunk:
                    del todo[address]
                running.add(pool.submit(_answered, chunk))
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            for each in ended:
                result = each.result()
                done.update(result.files)
                files |= result.files.keys()
                unanswered += result.unanswered
                found(result.led)
            progress(len(done), len(todo))
    return done, unanswered


def _beside(job: _Job, now: state.Snapshot, worker: _Worker) -> dict[str, int]:
    """Write what no address of the service answers; return the sizes of the files."""
    places = job.places
    written: dict[str, int] = {}

    def put(file: str, text: str) -> None:
        body = text.encode()
        write(job.folder, file, body)
        written[file] = len(body)

    for each in LANGUAGES:
        put(
            f"static/{rewriting.SEARCH_JS.format(language=each)}",
            searching.script(now.graph, places, each),
        )
        put(f"static/{rewriting.FORM_JS.format(language=each)}", bundling.form(worker.schema(each)))
        absent = places.place("/absent", each)
        assert absent is not None  # it is a page like others
        put(absent.file, rewriting.page(_absent(now, each), absent, places)[0])
    asked = sorted(
        str(path.relative_to(job.folder))
        for path in job.folder.rglob("*~*.html")
        if not path.is_relative_to(job.folder / "ko")
    )
    put("static/asked.js", f"globalThis.ofmkgAsked = new Set({searching.dumped(asked)});\n")
    put(f"static/{rewriting.FILES_JS}", (render.STATIC / rewriting.FILES_JS).read_text("utf-8"))
    return written


def _absent(now: state.Snapshot, language: Language) -> str:
    request = Request(scope("/absent", language, page=True))
    return render.page(request, "absent.html", now.graph, title="Not among these files")


def write(folder: Path, file: str, body: bytes) -> None:
    """Write a file below a folder. Raises OSError."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
