"""A folder of one's own: what it holds beside our files, and which of its files holds a graph."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.graph import corpus, neighborhood, parsing, validation
from ofmkg.graph.parsing import Document
from ofmkg.graph.report import Report
from ofmkg.graph.scenarios import decide
from ofmkg.graph.terms import OWL_ONTOLOGY
from ofmkg.sheets.vocabulary import Vocabulary


def filled(folders: Iterable[Path]) -> list[Path]:
    """Return those folders that are there and hold data."""
    return [folder for folder in folders if folder.is_dir() and parsing.files(folder)]


@dataclass(frozen=True)
class Surroundings:
    """Folders of one's own with all that they lie beside, each file read once."""

    folders: tuple[Path, ...]
    documents: tuple[Document, ...]

    @property
    def folder(self) -> Path:
        """The folder that is written into; without one of one's own, where one stands."""
        return self.folders[0] if self.folders else Path()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What a sheet can speak of here."""
        return Vocabulary(self.documents)

    @cached_property
    def own(self) -> tuple[Document, ...]:
        """What the folders themselves hold."""
        return tuple(
            each for each in self.documents if any(map(each.path.is_relative_to, self.folders))
        )

    def holding(self, graph: str) -> Sequence[Document]:
        """Return the files of the folders that are a graph."""
        return [document for document in self.own if document.graph == graph]

    def checked(self, given: Document) -> Report:
        """Check what would be written with all that it touches here."""
        return neighborhood.check_beside([given], validation.without([given], self.decided))

    @cached_property
    def decided(self) -> tuple[Document, ...]:
        """All, with each assessment adopted that a file of the folders decides for."""
        if any(map(corpus.decides, self.own)):
            return tuple(decide(self.documents))
        return self.documents


def around(*folders: Path | Surroundings) -> Surroundings:
    """Read folders and our files; what has been read stays. Raises UnreadableError."""
    read = next((each for each in folders if isinstance(each, Surroundings)), None)
    paths = tuple(each for each in folders if isinstance(each, Path))
    return read or Surroundings(paths, tuple(everything(paths)))


def everything(folders: Iterable[Path] = ()) -> list[Document]:
    """Read our files and those of folders; a folder that is not there yet holds nothing."""
    return corpus.load(filled(folders), decided=False)


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
