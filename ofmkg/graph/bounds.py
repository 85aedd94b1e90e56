"""What a file may hold, whoever wrote it: kinds of content that break a parser or swell in it.

A parser that recurses ends the whole process where content is nested too deeply, and a short name
that stands for a long text makes gigabytes of a small file. Neither can be caught afterwards, so
both are looked for before and while a file is parsed.
"""

import re
import stat
from collections.abc import Iterable, Iterator
from io import RawIOBase
from itertools import islice
from pathlib import Path
from typing import IO
from xml.parsers import expat

import pyoxigraph as ox

from ofmkg.errors import UnreadableError

LARGEST = 1 << 30  # bytes of a file
_DEEPEST = 200  # levels of nesting; parsers take time or memory with its square
_SWELL = 200  # times the size of a file: what its statements may take, written out in full
_SMALL = 10_000_000  # bytes that may be taken whatever the size of the file
_LONGEST = 1 << 24  # bytes of a line of N-Quads
_AT_ONCE = 100  # statements between two looks at how much there is
_PIECE = 1 << 24
_XML_NAME = rb"&([^\s;#&<]+);"
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', re.DOTALL)
_TERMS = re.compile(rb"<<|>>")
_NEWER = re.compile(rb'"@[A-Za-z0-9-]+--(?:ltr|rtl)|<<\(')


def content(path: Path) -> bytes:
    """Return what a file holds. Raises UnreadableError for what is no file, or has no end."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(f"{path}: is a device or a pipe; give a file.")
        if status.st_size > LARGEST:
            raise _too_large(path)
        pieces, size = [], 0
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST:  # it grows, or does not tell its size
                    raise _too_large(path)
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror}).") from error
    return b"".join(pieces)


def _too_large(path: Path) -> UnreadableError:
    return UnreadableError(
        f"{path}: is larger than {LARGEST:,} bytes; split it, or put it into a store as N-Quads "
        "(ofmkg load --store)."
    )


def check(path: Path, text: bytes, rdf_format: ox.RdfFormat) -> None:
    """Look for what no parser should be given.

    Raises UnreadableError, and SyntaxError for XML that is not well-formed.
    """
    if rdf_format is ox.RdfFormat.RDF_XML:
        _check_xml(path, text)
    elif rdf_format is ox.RdfFormat.JSON_LD:
        depth = 0
        for token in _JSON.finditer(text):
            sign = token[0][:1]
            depth += 1 if sign in b"[{" else -1 if sign in b"]}" else 0
            if depth > _DEEPEST:
                raise _too_deep(path, text.count(b"\n", 0, token.start()) + 1)
    else:
        _check_terms(path, text, 1)


class Lines(RawIOBase):
    """A file of N-Quads to parse piece by piece, however long: its lines are looked at before.

    `newer` tells that what was read may say what only RDF 1.2 can.
    """

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        """Take an open file, and the path to name in messages."""
        super().__init__()
        self._path, self._file, self._number, self._rest = path, file, 0, b""
        self.newer = False

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, none at the end. Raises UnreadableError for a bad line."""
        if not self._rest:
            self._rest = self._lines(size if size > 0 else _PIECE)
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def _lines(self, size: int) -> bytes:
        lines: list[bytes] = []
        first = self._number + 1
        while size > 0 and (line := self._file.readline(_LONGEST + 1)):
            self._number += 1
            if len(line) > _LONGEST:
                raise UnreadableError(
                    f"{self._path}, line {self._number}: is longer than {_LONGEST:,} bytes; "
                    "N-Quads has one statement in a line."
                )
            size -= len(line)
            lines.append(line)
        text = b"".join(lines)
        _check_terms(self._path, text, first)
        self.newer = self.newer or _NEWER.search(text) is not None
        return text


def _check_terms(path: Path, text: bytes, first: int) -> None:
    """Look how deep statements stand within statements in a text that begins at line `first`."""
    if b"<<" not in text:
        return
    depth = 0
    for token in _TERMS.finditer(text):
        depth = max(0, depth + (1 if token[0] == b"<<" else -1))
        if depth > _DEEPEST:
            raise _too_deep(path, text.count(b"\n", 0, token.start()) + first)


def checked(path: Path, size: int, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the quads of a file of `size` bytes, as long as they stay within bounds.

    Raises UnreadableError if they need too much room, or say what only RDF 1.2 can say.
    """
    coming = iter(quads)
    room = max(_SMALL, _SWELL * size)
    while some := list(islice(coming, _AT_ONCE)):
        text = ox.serialize(some, format=ox.RdfFormat.N_QUADS) or b""
        room -= len(text)
        if room < 0:
            raise UnreadableError(
                f"{path}: holds short names that stand for so long texts that its statements take "
                f"more than {_SWELL} times the room of the file; shorten the prefixes."
            )
        if _NEWER.search(text):
            for quad in some:
                check_version(path, quad)
        yield from some


def check_version(path: Path, quad: ox.Quad) -> None:
    """Refuse what only RDF 1.2 can say. Raises UnreadableError."""
    value = quad.object
    newer = (
        "a direction of text"
        if isinstance(value, ox.Literal) and value.direction
        else "a statement as a value"
        if isinstance(value, ox.Triple)
        else None
    )
    if newer:
        raise UnreadableError(
            f"{path}: gives {_cut(str(quad.subject))} the value {_cut(str(value))}: {newer} is new "
            "in RDF 1.2, which not all tools here know; write it in RDF 1.1."
        )


def _cut(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:100]} ..."


def _too_deep(path: Path, line: int) -> UnreadableError:
    return UnreadableError(
        f"{path}, line {line}: is nested more than {_DEEPEST} levels deep; write it flatter."
    )


def _check_xml(path: Path, text: bytes) -> None:
    """Read XML once for its entities and its depth, as the parser of RDF tells neither."""
    entities: dict[bytes, int] = {}
    depth = 0
    parser = expat.ParserCreate()

    def declare(
        name: str, parameter: bool, value: str | None, base: object, system: str | None, *_: object
    ) -> None:
        if parameter or value is None:
            raise UnreadableError(
                f"{path}: declares an XML entity ({name}) that lies elsewhere; write its value out."
            )
        if re.search("&[^#]", value):
            # An entity that expands to entities grows without limit in any XML parser.
            raise UnreadableError(
                f"{path}: declares XML entities that refer to entities; write the values out."
            )
        key = name.encode()
        entities[key] = max(entities.get(key, 0), len(value.encode()))

    def expand() -> None:
        size = sum(entities.get(found[1], 0) for found in re.finditer(_XML_NAME, text))
        if size > max(_SMALL, _SWELL * len(text)):
            raise UnreadableError(
                f"{path}: uses XML entities that stand for {size:,} bytes; write the values out."
            )

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _too_deep(path, parser.CurrentLineNumber)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.EntityDeclHandler = declare
    parser.EndDoctypeDeclHandler = expand
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.DefaultHandler = lambda _: None  # without it entities are expanded here as well
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise _ill_formed(expat.ErrorString(error.code), error.lineno) from error
    except LookupError as error:
        raise _ill_formed(str(error), 1) from error


def _ill_formed(reason: str, line: int) -> SyntaxError:
    error = SyntaxError(f"is no well-formed XML ({reason})")
    error.lineno = line
    return error
