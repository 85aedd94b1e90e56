"""What is stated: the built-in ontology and data, and folders of one's own on top of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph import inert, ownership, resources
from ofmkg.graph.parsing import Document, Progress, apart, read, read_folder
from ofmkg.graph.resources import room
from ofmkg.graph.scenarios import decide
from ofmkg.graph.terms import NS, RDF_TYPE
from ofmkg.telling import tell

_TYPE = ox.NamedNode(RDF_TYPE)
_DECISIONS = {ox.NamedNode(NS + name) for name in ("Adoption", "Adjudication")}


def vocabularies() -> Iterator[Document]:
    """Yield the ontology and those data files that are not about single studies."""
    yield from map(read, resources.vocabularies())


def built_in() -> Iterator[Document]:
    """Yield the ontology and every data file that comes with ofmkg, those of all collections."""
    yield from map(read, resources.built_in())


def hides(path: Path, ours: Path, graph: str) -> str:
    """Say in one line that a file takes the place of one that comes with ofmkg."""
    return f"{path} takes the place of {ours}, which comes with ofmkg: both are <{graph}>."


def comes_with_ofmkg(path: Path) -> bool:
    """Tell whether a file is one of ours."""
    rooms = (room("data").resolve(), room("ontology").resolve())
    return any(path.resolve().is_relative_to(each) for each in rooms)


def decides(document: Document) -> bool:
    """Tell whether a document decides from which assessment or coding answers are drawn."""
    return any(q.object in _DECISIONS and q.predicate == _TYPE for q in document.quads)


def load(
    folders: Sequence[Path] = (),
    *,
    only: bool = False,
    decided: bool = True,
    guarded: bool = True,
    progress: Progress | None = None,
) -> list[Document]:
    """Read the built-in corpus with `folders` on top, or with `only` instead of our studies.

    Our vocabularies (framework, vectors, questions, works ...) are read either way.

    A file of a folder that declares the graph name of a built-in file takes its place, and one may
    say more of our things; either is told. Decisions on which assessment is adopted count, unless
    `decided` is false. Raises UnreadableError, and, unless `guarded` is false, DataError for a file
    that enters a collection that is complete. `progress` is called with each file of
    a folder before it is read.
    """
    base = list(vocabularies() if only else built_in())
    own = apart([document for folder in folders for document in read_folder(folder, progress)])
    if guarded:
        ownership.guard(own, base)
    mine = {document.graph: document.path for document in own}
    for document in base:
        if document.graph in mine and mine[document.graph].resolve() != document.path.resolve():
            tell(hides(mine[document.graph], document.path, document.graph))
    ours = [document for document in base if document.graph not in mine]
    for told in ownership.changes(own, ours) if guarded else ():
        tell(told)
    inert.told(own, ours)
    every = ours + own
    if decided and any(map(decides, own)):
        return decide(every)
    return every
