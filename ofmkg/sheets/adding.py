"""From a sheet to a file in one's own folder: checked twice, written whole or not at all."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ofmkg import corpus, validation, vicinity
from ofmkg.corpus import Document
from ofmkg.errors import UnknownIdError, UnreadableError, UsageError
from ofmkg.export import write_atomically
from ofmkg.sheets import files
from ofmkg.sheets.back import Data, to_data
from ofmkg.sheets.check import Checked, check
from ofmkg.sheets.places import Places, ofm, work
from ofmkg.sheets.tree import Mistake
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write import to_turtle
from ofmkg.stores.memory import MemoryStore
from ofmkg.terms import RDF_TYPE, did_you_mean, short
from ofmkg.validation import Report


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a sheet: the file that was written, or what stood in the way."""

    target: Path | None
    mistakes: tuple[Mistake, ...] = ()
    report: Report | None = None


def known(folders: Sequence[Path] = ()) -> Vocabulary:
    """Return what a sheet can speak of: what our files and those of folders describe."""
    return Vocabulary(_around(folders))


def check_file(path: Path, folders: Sequence[Path] = ()) -> Checked:
    """Check a sheet against the form and the graph. Raises UnreadableError."""
    return check(files.read(path), known(folders))


def add(path: Path, folder: Path) -> Added:
    """Check a sheet, then its statements with the shapes, and write them into a folder.

    A file of the same sheet is replaced. Raises UnreadableError for input that cannot be read and
    UsageError where another file stands in the place or nothing can be written.
    """
    documents = _around([folder])
    vocabulary = Vocabulary(documents)
    checked = check(files.read(path), vocabulary)
    if checked.sheet is None:
        return Added(None, checked.mistakes)
    places = Places(checked.sheet)
    target = folder / f"{places.name}.ttl"
    _free(target, places)
    content = to_turtle(checked.sheet, vocabulary).encode()
    report = shaped(content, target, folder)
    if report.violations:
        return Added(None, (), report)
    prepared(folder)
    write_atomically(target, content)
    return Added(target, (), report)


def exported(name: str, folders: Sequence[Path] = (), coder: str | None = None) -> Data:
    """Return the sheet of a work or study. Raises UnknownIdError and UsageError."""
    documents = _around(folders)
    found = [each for each in documents if name in _held(each)]
    if coder:
        found = [each for each in found if _reading(each).endswith(f"/{coder}")]
    if not found:
        known = [held for each in documents for held in _held(each)]
        raise UnknownIdError(
            f"There is no sheet of {name!r}.{did_you_mean(name, known)}",
            "Only what was added by a sheet has one.",
        )
    if len(found) > 1:
        coders = ", ".join(sorted(short(_reading(each)) for each in found))
        raise UsageError(f"{name} was read by several coders; name one with --coder: {coders}.")
    return to_data(found[0], Vocabulary(documents))


def _around(folders: Sequence[Path]) -> list[Document]:
    """Read our files and those of folders; a folder that is not there yet holds nothing."""
    return corpus.load(filled(folders), later=True, decided=False)


def filled(folders: Iterable[Path]) -> list[Path]:
    """Return those folders that are there and hold data."""
    return [
        folder
        for folder in folders
        if folder.is_dir()
        and any(
            path.suffix.lower() in corpus.FORMATS and path.name != corpus.CATALOG
            for path in folder.rglob("*")
            if path.is_file()
        )
    ]


def _free(target: Path, places: Places) -> None:
    if not target.exists():
        return
    there = corpus.read(target)
    if there.graph != places.graph:
        raise UsageError(
            f"{target}: is there already and was not made from this sheet; move it away, or give "
            "the work another id."
        )
    if _reading(there) != places.reading:
        coder = short(_reading(there))
        raise UsageError(
            f"{target}: holds the reading of another coder ({coder}); add adopted: no to each "
            "analysis of the sheet, so that this reading stands beside it."
        )


def shaped(content: bytes, target: Path, folder: Path) -> Report:
    """Check what would be written, with all it touches, from where nobody takes it for data."""
    with tempfile.TemporaryDirectory() as place:
        draft = Path(place) / target.name
        draft.write_bytes(content)
        given = corpus.read(draft)
        there = validation.without([given], corpus.load(filled([folder]), later=True))
        # Two decisions on one study lie far apart: each leads to an assessment of its own.
        decisions = [each for each in there if corpus.decides(each)]
        report = vicinity.check([given, *decisions], MemoryStore(there))
    named = tuple(
        replace(finding, file=str(target) if finding.file == str(draft) else finding.file)
        for finding in report.findings
    )
    return Report(1, named)


def prepared(folder: Path) -> None:
    """Make a folder, if it is not there. Raises UnreadableError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"{folder}: cannot be made ({error.strerror}).") from error


def _held(document: Document) -> set[str]:
    """Return the ids of the work and the studies that a file made from a sheet is about."""
    reading = _reading(document)
    if not reading:
        return set()
    name = reading.rsplit("/", 2)[1]
    studies = {
        short(quad.subject.value)
        for quad in document.quads
        if quad.predicate.value == RDF_TYPE and getattr(quad.object, "value", "") == ofm("Study")
        if hasattr(quad.subject, "value")
    }
    return {short(work(name)), *studies}


def _reading(document: Document) -> str:
    return next(
        (
            quad.subject.value
            for quad in document.quads
            if quad.predicate.value == RDF_TYPE
            and getattr(quad.object, "value", "") == ofm("WorkReading")
            and hasattr(quad.subject, "value")
        ),
        "",
    )
