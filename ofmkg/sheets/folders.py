"""A folder of one's own: whether it holds data, and which of its files holds a graph."""

from collections.abc import Iterable
from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.graph import corpus
from ofmkg.graph.corpus import Document
from ofmkg.graph.terms import OWL_ONTOLOGY


def filled(folders: Iterable[Path]) -> list[Path]:
    """Return those folders that are there and hold data."""
    return [folder for folder in folders if folder.is_dir() and corpus.files(folder)]


def documents(folder: Path) -> list[Document]:
    """Return what a folder holds; one that is not there yet holds nothing."""
    return corpus.read_folder(folder) if filled([folder]) else []


def holder(held: Iterable[Document], graph: str) -> Document | None:
    """Return the file that holds a graph, whatever its name, and that may be replaced by another.

    Raises UsageError if several do, or if the file is no Turtle or holds other graphs as well.
    """
    found = [document for document in held if document.graph == graph]
    if len(found) > 1:
        files = " and ".join(str(document.path) for document in found)
        raise UsageError(f"{files} both hold <{graph}>; move one of them away.")
    for document in found:
        headers = {
            q.subject for q in document.quads if getattr(q.object, "value", "") == OWL_ONTOLOGY
        }
        if document.path.suffix.lower() != ".ttl" or len(headers) > 1:
            raise UsageError(
                f"{document.path}: holds <{graph}> among other things, or in another format; move "
                "it away."
            )
    return found[0] if found else None
