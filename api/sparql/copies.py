"""The copy of the data that strangers' queries see, as one piece of N-Quads.

Its default graph is the merge of all files; each file, what follows from them, and the mappings to
other vocabularies stand in named graphs of their own. What no file states is in no default graph.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph import inference, mappings, view
from ofmkg.graph.parsing import Document


@dataclass(frozen=True)
class Copy:
    """Data as N-Quads, with the IRIs of their named graphs in order.

    They stand in `quads` or in a `file` with a `name` made from its content, in a folder of its own
    (`place`) that is there until they are discarded; or in a `folder`, where pyoxigraph reads the
    same and which is not written again.
    """

    quads: bytes
    graphs: tuple[str, ...]
    folder: Path | None = None
    file: Path | None = None
    name: str = ""
    place: "tempfile.TemporaryDirectory[str] | None" = field(default=None, repr=False)

    @cached_property
    def digest(self) -> str:
        """A name made from the content: equal data have equal names."""
        if self.name:
            return self.name
        content = str(self.folder).encode() if self.folder else self.quads
        return hashlib.sha256(content).hexdigest()[:32]

    @property
    def there(self) -> bool:
        """Whether the data have not been discarded."""
        return self.file is None or self.file.is_file()

    def discard(self) -> None:
        """Remove the file, once those who need it have it."""
        if self.place is not None:
            self.place.cleanup()

    def write(self, path: Path) -> None:
        """Write the data to a file, whole or not at all. Raises OSError."""
        try:
            if self.file is None:
                path.write_bytes(self.quads)
                return
            path.unlink(missing_ok=True)
            try:
                os.link(self.file, path)
            except OSError:  # another disk, or a file system without links
                shutil.copyfile(self.file, path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def copy(quads: Iterable[ox.Quad]) -> Copy:
    """Return quads as a copy."""
    every = tuple(quads)
    names = {quad.graph_name for quad in every}
    return Copy(
        ox.serialize(every, format=ox.RdfFormat.N_QUADS) or b"",
        tuple(sorted(name.value for name in names if isinstance(name, ox.NamedNode))),
    )


def snapshot(documents: Iterable[Document], inferred: Iterable[ox.Quad] | None = None) -> Copy:
    """Return the documents of a corpus with all that is derived from them as a copy.

    `inferred` is what follows from them, if that is known. Raises DataError where
    `ofmkg.graph.inference.infer` does.
    """
    stated = tuple(documents)
    quads: list[ox.Quad] = []
    for document in stated:
        quads += document.merged()
        quads += document.named()
    quads += inference.infer(stated) if inferred is None else inferred
    quads += view.derive(stated)
    quads += mappings.built_in().named()
    return copy(quads)
