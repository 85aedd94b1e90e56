"""The process that answers strangers' SPARQL: one query at a time, over a copy of the data.

It is run as a file of its own (`python -P worker.py SNAPSHOT MEMORY_MB`) and imports nothing of
ofmkg, so that it is ready in a tenth of a second. Tasks come as JSON lines on standard input,
replies leave as JSON lines on standard output: whoever holds the other end never unpickles what a
stranger's query may have got into its hands. The result goes to the file that the task names. The
process ends when its input does.

What it takes from itself before the first query: memory beyond the limit, core dumps, and the
network where the system lets it (a network namespace of its own; on Linux, with root or where user
namespaces are allowed). Where that is not allowed, the guard is what keeps SERVICE out. Taking
Python's sockets away would help nothing, because the engine opens its own. It also takes a larger
stack, because the engine recurses.
"""

import json
import os
import re
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

if __package__:
    from .confinement import hold, leave_network, limit_memory, limit_time, size
else:  # run as a file of its own; its folder comes last, for other names stand there, too
    sys.path.append(str(Path(__file__).parent))
    from confinement import (  # type: ignore[import-not-found, no-redef]
        hold,
        leave_network,
        limit_memory,
        limit_time,
        size,
    )

    sys.path.pop()

_RDF_XML = "application/rdf+xml"
_NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_BEGUN = re.compile(rb"\xef\xbf?\Z")
_XML_NAME = re.compile(r"[^\W\d][\w.\-]*$")

TABLES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    _RDF_XML: ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}

Task = Mapping[str, Any]
Reply = dict[str, Any]

_MESSAGE = 2_000  # characters of an error; the parser lists all that it would have expected
_NICE = 5  # the service itself comes first


class Counted:
    """A file for a result that counts its bytes and rows while the engine writes it.

    The engine writes in pieces of a few kilobytes that may end anywhere, and it writes a result in
    one go: what it writes is the only place to count rows in.
    """

    def __init__(self, file: IO[bytes], media_type: str, max_bytes: int, max_rows: int) -> None:
        """Pass on to `file` what is a table in a format of TABLES, or anything else (no rows)."""
        self._file = file
        self._caps = {"bytes": max_bytes, "rows": max_rows}
        self._rows = {
            "application/sparql-results+json": self._in_json,
            "application/sparql-results+xml": self._in_xml,
            "text/csv": self._in_csv,
            "text/tab-separated-values": self._in_tsv,
        }.get(media_type)
        self._is_xml = media_type.endswith("xml")
        self._begun = b""  # of a character that XML cannot hold, at the end of the piece before
        self._rest = b""  # of the piece before, where what to look for may stand across the border
        self._quoted = False
        self._last = b""
        # What opens like a row but is none: the object around the result, the line of names.
        around = 0 if media_type.endswith("xml") else 1
        self.counts = {"bytes": 0, "rows": -around if self._rows else 0}
        self.exceeded: str | None = None

    def write(self, piece: bytes) -> int:
        """Take a piece of the result. Raises OSError once the result is too large."""
        taken = len(piece)
        if self._is_xml:
            piece = self._writable(bytes(piece))
        self.counts["bytes"] += len(piece)
        if self._rows:
            self.counts["rows"] += self._rows(bytes(piece))
        self._checked(piece)
        return taken  # of what the engine gave, however much longer it got

    def flush(self) -> None:
        """Write out what is kept back."""
        self._file.flush()

    def triples(self, found: ox.QueryTriples, media_type: str) -> Iterator[ox.Triple]:
        """Yield triples and count each as a row.

        Raises OSError once there are too many, and for a property that RDF/XML has no name for,
        which the engine would write as ill-formed XML.
        """
        for triple in found:
            if media_type == _RDF_XML and not _XML_NAME.search(triple.predicate.value):
                raise OSError(
                    f"RDF/XML cannot hold the property {triple.predicate}, which does not end "
                    "in a name; ask for another format."
                )
            self.counts["rows"] += 1
            self._checked(b"")
            yield triple

    def _writable(self, piece: bytes) -> bytes:
        text = self._begun + piece
        last = _BEGUN.search(text)
        cut = last.start() if last else len(text)
        self._begun = text[cut:]  # empty at the end: a result ends in a tag
        return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}".encode(), text[:cut])

    def _checked(self, piece: bytes) -> int:
        for what, cap in self._caps.items():
            if self.counts[what] > cap:
                self.exceeded = what
                raise OSError(f"The result has more than {cap} {what}.")
        return self._file.write(piece)

    def _in_xml(self, piece: bytes) -> int:
        text = self._rest + piece
        self._rest = text[-7:]  # one byte less than `<result>`
        return text.count(b"<result>")

    def _in_tsv(self, piece: bytes) -> int:
        return piece.count(b"\n")  # those in values are escaped

    def _in_csv(self, piece: bytes) -> int:
        return self._outside(piece).count(b"\n")

    def _in_json(self, piece: bytes) -> int:
        text = self._rest + piece
        odd = (len(text) - len(text.rstrip(b"\\"))) % 2  # the first half of an escape
        text, self._rest = text[: len(text) - odd], text[len(text) - odd :]
        bare = self._outside(text.replace(b"\\\\", b"").replace(b'\\"', b""))
        values = (self._last + bare).count(b":{")  # of keys; all other objects are rows
        self._last = bare[-1:]
        return bare.count(b"{") - values

    def _outside(self, text: bytes) -> bytes:
        """Return what of a text stands outside double quotes, which may have begun before."""
        parts = text.split(b'"')
        outside = b'"'.join(parts[1 if self._quoted else 0 :: 2])
        self._quoted ^= len(parts) % 2 == 0
        return outside


def answer(store: ox.Store, task: Task) -> Reply:
    """Answer one query: write its result to a file and return what it is, or what went wrong.

    `task` has `query`; `default` and `named`, lists of IRIs or null for those of the store;
    `base` for relative IRIs (null: none); `beside`, graphs that join the default graph and share
    no statement with it; the media types `table` and `graph` to write (null: not wanted); `path`,
    `max_bytes`, `max_rows`,
    `prefixes`. The reply has `media_type`, `rows` and `bytes`, or `error` (syntax, form,
    too-large, memory, storage, evaluation) with a `message`.
    """
    default, named = _nodes(task["default"]), _nodes(task["named"])
    try:
        if task["beside"]:
            default = [ox.DefaultGraph(), *map(ox.NamedNode, task["beside"])]
        elif default is not None and len(default) > 1:
            store, default = _merge(store, default, named or ()), [ox.DefaultGraph()]
        result = store.query(
            task["query"],
            base_iri=task["base"],
            default_graph=default,
            named_graphs=named,
        )
        return _write(result, task)
    except (SyntaxError, ValueError) as error:
        return {"error": "syntax", "message": str(error)}
    except MemoryError:
        return {"error": "memory", "message": "The query needs too much memory."}
    except (OSError, RuntimeError) as error:
        return {"error": "evaluation", "message": str(error)}


def _nodes(iris: list[str] | None) -> list[Any] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def _merge(store: ox.Store, default: list[Any], named: Iterable[Any]) -> ox.Store:
    """Return a store with the merge of some graphs as default graph.

    Given several graphs, the engine counts a statement once for each graph that it stands in.
    """
    merged = ox.Store()
    for graph in default:
        for quad in store.quads_for_pattern(None, None, None, graph):
            merged.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _write(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, task: Task) -> Reply:
    form = "graph" if isinstance(result, ox.QueryTriples) else "table"
    media_type = task[form]
    if media_type is None:
        return {"error": "form", "message": form}
    with Path(task["path"]).open("wb") as file:
        out = Counted(
            file, "" if form == "graph" else media_type, task["max_bytes"], task["max_rows"]
        )
        sink = cast(IO[bytes], out)  # the engine needs no more of a file than it has
        try:
            if isinstance(result, ox.QueryTriples):
                triples = out.triples(result, media_type)
                ox.serialize(triples, sink, GRAPHS[media_type], prefixes=task["prefixes"])
            else:
                result.serialize(sink, TABLES[media_type])
        except (OSError, ValueError) as error:
            if out.exceeded is not None:
                return {"error": "too-large", "message": out.exceeded}
            if getattr(error, "errno", None):  # of the system, such as a full disk
                return {"error": "storage", "message": str(error)}
            return {"error": "evaluation", "message": str(error)}
    return {"media_type": media_type, **out.counts}


def main(snapshot: str, memory_mb: int) -> int:
    """Load a snapshot (N-Quads) and answer tasks until there are no more; return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service to act on
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def reply(message: Reply) -> None:
        print(json.dumps(message), file=replies, flush=True)

    try:
        network = not leave_network()
        limit_memory(memory_mb)
        if Path(snapshot).is_dir():
            hold(snapshot)
            store = ox.Store.read_only(snapshot)
        else:
            store = ox.Store()
            store.load(path=snapshot, format=ox.RdfFormat.N_QUADS)
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        reply({"error": "start", "message": str(error) or "not enough memory for the data"})
        return 1
    if hasattr(os, "nice"):
        os.nice(_NICE)
    reply({"thread": threading.get_native_id(), "network": network, "size": size()})
    for line in sys.stdin:
        task = json.loads(line)
        limit_time(task["seconds"])
        answered = answer(store, task)
        if "message" in answered:
            answered["message"] = answered["message"][:_MESSAGE]
        reply({**answered, "size": size()})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
