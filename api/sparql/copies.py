"""The copy of the data that strangers' queries see, as one piece of N-Quads.

Its default graph is the merge of all files; each file, what follows from them, and the mappings to
other vocabularies stand in named graphs of their own. What no file states is in no default graph.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ofmkg import inference, mappings
from ofmkg.corpus import Document

from ..state import Snapshot


@dataclass(frozen=True)
class Copy:
    """Data as N-Quads, with the IRIs of their named graphs in order."""

    quads: bytes
    graphs: tuple[str, ...]
    folder: Path | None = None  # where pyoxigraph reads the same, which is then not written again

    @cached_property
    def digest(self) -> str:
        """A name made from the content: equal data have equal names."""
        content = str(self.folder).encode() if self.folder else self.quads
        return hashlib.sha256(content).hexdigest()[:32]


def copy(quads: Iterable[ox.Quad]) -> Copy:
    """Return quads as a copy."""
    every = tuple(quads)
    names = {quad.graph_name for quad in every}
    return Copy(
        ox.serialize(every, format=ox.RdfFormat.N_QUADS) or b"",
        tuple(sorted(name.value for name in names if isinstance(name, ox.NamedNode))),
    )


def of(now: Snapshot) -> Copy:
    """Return what is served as a copy, or as the folder that holds it. Raises as `snapshot`."""
    if now.folder is None:
        return snapshot(now.documents)
    derived = (inference.GRAPH, mappings.GRAPH)
    return Copy(b"", tuple(sorted({*now.graphs, *derived})), now.folder)


def snapshot(documents: Iterable[Document]) -> Copy:
    """Return the documents of a corpus with all that is derived from them as a copy.

    Raises DataError where `ofmkg.inference.infer` does.
    """
    stated = tuple(documents)
    quads: list[ox.Quad] = []
    for document in stated:
        quads += document.merged()
        quads += document.named()
    quads += inference.infer(stated)
    quads += mappings.built_in().named()
    return copy(quads)
