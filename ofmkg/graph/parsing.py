"""Reads files into named graphs, whoever wrote them.

A file is one named graph. Its name is the IRI of the owl:Ontology that the file declares, else
one made from its path. A file that cannot be read is named with line and reason.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from ofmkg.errors import UnreadableError
from ofmkg.graph import bounds, former, strays
from ofmkg.graph.terms import BASE, OWL_ONTOLOGY, RDF_TYPE

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
# Says where files lie, in any folder that Protégé opened a file from; XML, but no RDF.
CATALOG = "catalog-v001.xml"
_TYPE = ox.NamedNode(RDF_TYPE)
_ONTOLOGY = ox.NamedNode(OWL_ONTOLOGY)

Progress = Callable[[Path], object]  # is told each file before it is read


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: where it came from, the name of its graph, and its quads as parsed.

    `declares` tells whether the file itself names its graph. `digest` is
    that of the bytes that were parsed; what comes from no file has none.
    """

    path: Path
    graph: str
    quads: tuple[ox.Quad, ...]
    declares: bool = True
    digest: str = ""

    def named(self) -> Iterator[ox.Quad]:
        """Yield the quads in the graphs they belong to: the file's own, unless it names others."""
        name = ox.NamedNode(self.graph)
        for quad in self.quads:
            if isinstance(quad.graph_name, ox.DefaultGraph):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, name)
            else:
                yield quad

    def merged(self) -> Iterator[ox.Quad]:
        """Yield the quads in the default graph."""
        for quad in self.quads:
            if isinstance(quad.graph_name, ox.DefaultGraph):
                yield quad
            else:
                yield ox.Quad(quad.subject, quad.predicate, quad.object)

    def __reduce__(self) -> tuple[object, ...]:
        """Let a document be pickled as N-Quads: quads one by one take a hundred times as long."""
        written = ox.serialize(self.quads, format=ox.RdfFormat.N_QUADS) or b""
        return _unpickled, (self.path, self.graph, written, self.declares, self.digest)


def _unpickled(path: Path, graph: str, written: bytes, declares: bool, digest: str) -> Document:
    quads = tuple(ox.parse(written, format=ox.RdfFormat.N_QUADS, lenient=True))
    return Document(path, graph, quads, declares, digest)


def read(path: Path, root: Path | None = None) -> Document:
    """Parse one file.

    `root` is the folder that the name of a graph is made relative to, where the file declares
    none itself. Raises UnreadableError with file, line and reason.
    """
    rdf_format = _format_of(path)
    given = bounds.content(path)
    content = given.removeprefix(b"\xef\xbb\xbf")
    try:
        bounds.check(path, content, rdf_format)
        statements = ox.parse(content, format=rdf_format, base_iri=BASE, rename_blank_nodes=True)
        parsed = list(bounds.checked(path, len(content), statements))
    except (SyntaxError, ValueError) as error:
        raise UnreadableError(syntax_message(path, content, error)) from error
    except MemoryError as error:
        if not str(error):  # of the machine, and not the parser's own bound
            raise
        raise UnreadableError(f"{path}: holds a text that is too long; shorten it.") from error
    if not parsed:
        raise UnreadableError(f"{path}: holds no statements; remove the file or fill it.")
    declared = _declared_graph(parsed)
    graph = declared or graph_from_path(path, root)
    digest = sha256(given).hexdigest()
    quads = tuple(former.current(path, parsed))
    return Document(path, graph, quads, declares=declared is not None, digest=digest)


def read_folder(folder: Path, progress: Progress | None = None) -> list[Document]:
    """Parse every RDF file in a folder and below it, in the order of their paths.

    `progress` is called with each before it is read.

    Raises UnreadableError if the folder does not exist, holds no RDF file, or a file is bad.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        raise UnreadableError(f"{folder}: {what}; --data takes a folder of RDF files.")
    paths = files(folder)
    if not paths:
        raise UnreadableError(
            f"{folder}: holds no RDF file ({', '.join(sorted(FORMATS))}).{_others(folder)}"
        )
    return [_told(path, folder, progress) for path in paths]


def files(folder: Path) -> list[Path]:
    """Return what is named like an RDF file in a folder and below it, in order.

    What is no one's data is left out (`strays`), and so is a link that leads nowhere: editors leave
    such. Raises UnreadableError for a folder that cannot be looked into.
    """

    def refuse(error: OSError) -> None:
        raise UnreadableError(f"{error.filename}: cannot be read ({error.strerror}).") from error

    found: list[Path] = []
    for place, below, names in os.walk(folder, onerror=refuse):
        below[:] = (name for name in below if not strays.is_one(name))  # it goes no other way
        found += (Path(place) / name for name in names if _is_data(name))
    return sorted(path for path in found if path.exists())


def _told(path: Path, root: Path, progress: Progress | None) -> Document:
    if progress:
        progress(path)
    return read(path, root)


def apart(documents: Sequence[Document]) -> list[Document]:
    """Return documents of which no two share a graph only because their paths are alike.

    The first keeps the name that was made from its path; a later one that holds something else gets
    one that ends with a digest of its content, which is the same on every machine. Files that
    themselves declare one name keep it. Raises UnreadableError.
    """
    taken = {document.graph: document.path for document in documents if document.declares}
    result: list[Document] = []
    for document in documents:
        graph = document.graph
        if not document.declares:
            first = taken.setdefault(graph, document.path)
            content = bounds.content(document.path)
            if first != document.path and bounds.content(first) != content:
                graph = f"{graph}-{sha256(content).hexdigest()[:8]}"
        result.append(replace(document, graph=graph))
    return result


def _others(folder: Path) -> str:
    """Return what else lies in a folder, and the way in that the first of it has."""
    from ofmkg.bibliography import kinds

    every = sorted(path for path in folder.iterdir() if path.is_file())
    found = (f" {path.name} {told}" for path in every if (told := kinds.told(path)))
    return next(found, "")


def _is_data(name: str) -> bool:
    is_named_so = Path(name).suffix.lower() in FORMATS and name != CATALOG
    return is_named_so and not strays.is_one(name)


def _format_of(path: Path) -> ox.RdfFormat:
    if path.is_dir():
        raise UnreadableError(f"{path}: is a folder; name its files, or give it with --data.")
    if not path.exists():
        raise UnreadableError(f"{path}: does not exist; check the path.")
    rdf_format = FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        from ofmkg.bibliography import kinds  # for those alone whose file is none of ours

        if told := kinds.told(path):
            raise UnreadableError(f"{path}: {told}")
        known = ", ".join(sorted(FORMATS))
        raise UnreadableError(f"{path}: unknown kind of file; its name must end in {known}.")
    return rdf_format


def _declared_graph(quads: Sequence[ox.Quad]) -> str | None:
    for quad in quads:
        if (
            quad.predicate == _TYPE
            and quad.object == _ONTOLOGY
            and isinstance(quad.subject, ox.NamedNode)
        ):
            return quad.subject.value
    return None


def graph_from_path(path: Path, root: Path | None = None) -> str:
    """Return the name of the graph of a file that declares none."""
    relative = path.resolve().relative_to(root.resolve()) if root else Path(path.name)
    return f"{BASE}graph/own/{quote(os.fsencode(relative.with_suffix('').as_posix()))}"


def syntax_message(path: Path, content: bytes, error: Exception) -> str:
    """Return in one line what a parser does not understand, in which line, and what to do."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as bad:
        line = content.count(b"\n", 0, bad.start) + 1
        return f"{path}, line {line}: is not in UTF-8; save the file as UTF-8."
    if "LoadDocumentCallback" in str(error):
        return f"{path}: takes its @context from another address; write the context into the file."
    reason = re.sub(r"^Parser error (?:at|between) line [^:]*: ", "", str(error))
    reason = re.sub(r" \(line \d+\)$", "", reason).rstrip(".")
    number = getattr(error, "lineno", None)
    where = f", line {number}" if number else ""
    return f"{path}{where}: {' '.join(reason.split())}; mend this line."
