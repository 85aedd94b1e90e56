"""The process that reads, checks and prepares data to be served, within limits of its own.

It is run as `python -m ofmkg.api.preparation`. One line of JSON on standard input says what to do;
what it does, what it logs, and at last what came of it leave as lines of JSON on standard output.
It ends when its input does, so that nobody is left to work for a service that is gone.
"""

import json
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ofmkg.errors import DataError, OfmkgError, UnreadableError
from ofmkg.graph import corpus, inference
from ofmkg.graph.parsing import Document
from ofmkg.telling import NAME as TOLD

from . import condition, outcomes, state, valid
from .settings import Settings
from .sparql import copies
from .sparql.confinement import limit_memory, limit_time

# The files that are handed over: a list of documents, their statements, what follows, the copy.
PARTS, STATED, INFERRED, COPY = "documents.json", "stated.nq", "inferred.nq", "copy.nq"
READING, CHECKING = "Reading the data", "Checking the data"
CONCLUDING, HANDING = "Drawing the conclusions of the data", "Handing over the data"
FILES = (PARTS, STATED, INFERRED, COPY)
STEPS = (READING, CHECKING, CONCLUDING, HANDING)
_FEW = 100_000  # conclusions that may be drawn from any data
NO_MEMORY = 3  # the exit code that says so
_NICE = 1  # the service itself comes first, but data shall not wait for long either
_LOG = logging.getLogger("ofmkg.api")
Tell = Callable[[str], object]


def prepare(settings: Settings, place: Path, tell: Tell = lambda _: None) -> dict[str, Any]:
    """Read, check and derive what the settings name, and write it to a folder.

    Returns its `digest` and the `graphs` of the copy for SPARQL. `tell` is told what is done next:
    a step, or the path of a file.
    Raises OfmkgError for data that cannot be read or are not valid, OSError where the folder takes
    no more.
    """
    tell(READING)
    documents = corpus.load(
        settings.data,
        only=settings.only_data,
        progress=lambda path: tell(f"{path}"),
    )
    _require_short_values(documents, settings)
    digest = state.digest(documents)
    tell(CHECKING)
    valid.ensure(documents, digest, settings)
    tell(CONCLUDING)
    inferred: tuple[ox.Quad, ...] | None = None
    try:
        inferred = inference.infer(documents)
    except DataError as error:
        if not settings.allow_invalid:
            raise
        _LOG.warning("%s", error)
    _require_few_conclusions(inferred or (), documents)
    tell(HANDING)
    parts = [_written(document.quads) for document in documents]
    (place / STATED).write_bytes(b"".join(parts))
    listed = [
        (str(document.path), document.graph, document.digest, len(part))
        for document, part in zip(documents, parts, strict=True)
    ]
    (place / PARTS).write_text(json.dumps(listed), encoding="utf-8")
    if inferred is not None:
        (place / INFERRED).write_bytes(_written(inferred))
    graphs: tuple[str, ...] = ()
    if settings.sparql:
        copy = copies.snapshot(documents, inferred or ())
        (place / COPY).write_bytes(copy.quads)
        graphs = copy.graphs
    return {"digest": digest, "graphs": graphs}


def _written(quads: Iterable[ox.Quad]) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _require_short_values(documents: Sequence[Document], settings: Settings) -> None:
    """Refuse texts that no page could show. Raises UnreadableError."""
    for document in documents:
        for quad in document.quads:
            value = quad.object
            if isinstance(value, ox.Literal) and len(value.value) > settings.load_max_value:
                raise UnreadableError(
                    f"{document.path}: gives {str(quad.subject)[:200]} a value of "
                    f"{len(value.value):,} characters; shorten it, or raise OFMKG_LOAD_MAX_VALUE."
                )


def _require_few_conclusions(inferred: Sequence[ox.Quad], documents: Sequence[Document]) -> None:
    """Refuse data whose conclusions take long: they are drawn again for each other reading.

    Raises UnreadableError.
    """
    stated = sum(len(document.quads) for document in documents)
    if len(inferred) > max(_FEW, stated):
        raise UnreadableError(
            f"The data: {len(inferred):,} conclusions follow from {stated:,} statements; look for "
            "long chains of what is transitive, and take them apart."
        )


class _Told(logging.Handler):
    """Passes on what is logged, and holds on to it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Say a line of the log."""
        said = {"log": record.getMessage(), "level": record.levelno, "logger": record.name}
        self.lines.append(said)
        _say(said)


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(message)}\n")
    sys.stdout.flush()


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> int:
    """Do what the first line of the input says; return the exit code."""
    task = json.loads(sys.stdin.readline())
    settings = Settings.model_validate(task["settings"])
    threading.Thread(target=_end_with_input, daemon=True).start()
    limit_memory(settings.load_memory_mb)
    limit_time(settings.load_seconds)
    if task["beside"] and hasattr(os, "nice"):
        os.nice(_NICE)
    told = _Told()
    for name in (_LOG.name, TOLD):
        logging.getLogger(name).addHandler(told)
    place = Path(task["place"])
    try:
        source = outcomes.source(settings)
        done = prepare(settings, place, lambda what: _say({"doing": what}))
        listed = json.loads((place / PARTS).read_text(encoding="utf-8"))
        read = [(path, digest) for path, _, digest, _ in listed]
        if source is not None and source.gave(read) and source == outcomes.source(settings):
            outcomes.keep(source, place, FILES, {**done, "told": told.lines}, settings)
    except OfmkgError as error:
        done = {"error": type(error).__name__, "message": condition.line(error)}
    except MemoryError:
        return NO_MEMORY
    except Exception as error:
        done = {"error": "", "message": condition.line(error)}
    _say(done)
    return 0


if __name__ == "__main__":
    os._exit(main())
