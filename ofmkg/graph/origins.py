"""Which file each graph of a store came from: none takes the place of another's by name alone.

Files that declare no graph get one named after their path in the folder that was given, and files
of two folders may share that. A store therefore keeps, in a graph of its own that nobody loads or
exports, a digest of the path that each graph of somebody's own came from.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from ofmkg.graph import corpus, library
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import Store
from ofmkg.graph.terms import BASE, ORIGINS, PREFIXES, short
from ofmkg.telling import tell

_SOURCE = ox.NamedNode(PREFIXES["dcterms"] + "source")
_DIGITS = 8  # of a digest, at the end of a name


def known(store: Store) -> dict[str, str]:
    """Return the origin of each graph of a store whose origin is known."""
    rows = store.select(library.of_stores("origins.rq")).dicts()
    return {row["file"]: row["origin"] for row in rows}


def origin(path: Path) -> str:
    """Return what a file is known by: a digest of its path."""
    return sha256(os.fsencode(path.resolve())).hexdigest()


def quads(origins: Mapping[str, str]) -> Iterator[ox.Quad]:
    """Yield what a store keeps of origins."""
    graph = ox.NamedNode(ORIGINS)
    for name, own in sorted(origins.items()):
        yield ox.Quad(ox.NamedNode(name), _SOURCE, ox.Literal(own), graph)


def named(
    read: Sequence[Document], origins: Mapping[str, str], graphs: Collection[str]
) -> list[Document]:
    """Return documents with the graphs that they get in a store which holds `graphs`.

    A document that declares its graph keeps it.
    """
    return [
        document
        if document.declares
        else replace(document, graph=name(document.graph, document.path, origins, graphs))
        for document in read
    ]


def name(graph: str, path: Path, origins: Mapping[str, str], graphs: Collection[str]) -> str:
    """Return the graph of a file that declares none: what it had, or `graph`, or one beside it."""
    own = origin(path)
    stem = f"{BASE}graph/own/", quote(os.fsencode(path.stem))
    for each, of in sorted(origins.items()):
        is_named_so = each.startswith(stem[0]) and short(each).startswith(stem[1])
        if of == own and each in graphs and is_named_so:
            return each
    if graph in graphs and origins.get(graph, own) != own:
        beside = f"{graph}-{own[:_DIGITS]}"
        tell(f"<{graph}> came from another file than {path}, which gets <{beside}>; both are kept.")
        return beside
    return graph


def tell_replaced(
    given: Iterable[tuple[Path, str]], origins: Mapping[str, str], graphs: Collection[str]
) -> None:
    """Say which files take the place of what others gave, or of what comes with ofmkg."""
    replaced: dict[Path, list[str]] = {}
    for path, graph in given:
        if graph in graphs and origins.get(graph) != origin(path):
            replaced.setdefault(path, []).append(graph)
    if not replaced:
        return
    ours = {document.graph: document.path for document in corpus.built_in()}
    for path, names in replaced.items():
        first = names[0]
        if len(names) > 1:
            tell(f"{path} takes the place of what stood in {len(names)} graphs, such as <{first}>.")
        elif first in ours:
            tell(corpus.hides(path, ours[first], first))
        elif first in origins:
            tell(f"{path} takes the place of what another file gave in <{first}>.")
        else:
            tell(f"{path} takes the place of what stood in <{first}>, whichever file it came from.")
