"""From a sheet to a file in one's own folder: checked twice, written whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph import parsing, writing
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import RDF_TYPE, did_you_mean, short
from ofmkg.graph.validation import Report
from ofmkg.sheets import files, nearby
from ofmkg.sheets.back import Data, to_data
from ofmkg.sheets.check import Checked, check
from ofmkg.sheets.findings import in_the_sheet
from ofmkg.sheets.folders import Surroundings, around, everything, holder
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.places import Places, ofm, work
from ofmkg.sheets.sentences import sentences
from ofmkg.sheets.tree import Mistake, Tree
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.works import Work
from ofmkg.sheets.write import written


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a sheet: the file that was written, or what stood in the way."""

    target: Path | None
    mistakes: tuple[Mistake, ...] = ()
    warnings: tuple[Mistake, ...] = ()
    sentences: tuple[str, ...] = ()
    collection: str = ""


def known(folders: Sequence[Path] = ()) -> Vocabulary:
    """Return what a sheet can speak of: what our files and those of folders describe."""
    return Vocabulary(everything(folders))


def check_file(path: Path, folders: Sequence[Path] = ()) -> Checked:
    """Check a sheet against the form and the graph, and what it would say with the shapes.

    Finds all that stands in the way of adding it to the first of the folders. Raises as `add`.
    """
    return _of_file(files.read(path), folders).checked


def check_tree(tree: Tree, here: Surroundings) -> Checked:
    """Check a sheet that has been read against the form, the graph and the shapes."""
    return _examined(tree, here).checked


def add(path: Path, folder: Path) -> Added:
    """Check a sheet, then its statements with the shapes, and write them into a folder.

    A file of the same sheet (work, coder and collection) is replaced. Raises UnreadableError for
    input that cannot be read, and UsageError where another file stands in the place or nothing can
    be written.
    """
    found = _of_file(files.read(path), [folder])
    if found.checked.sheet is None:
        return Added(None, found.checked.mistakes)
    writing.make_folder(folder)
    writing.put(found.target, found.content, new=not found.again)
    checked, collection = found.checked, found.checked.sheet.collection.id
    return Added(found.target, (), checked.warnings, checked.sentences, collection)


@dataclass(frozen=True, slots=True)
class _Examined:
    """A checked sheet, and the file that it becomes: `again` if it is there already."""

    checked: Checked
    target: Path = Path()
    content: bytes = b""
    again: bool = False


def _of_file(tree: Tree, folders: Sequence[Path]) -> _Examined:
    """Check a sheet beside folders: beside what is near it there, or, if need be, beside all."""
    found = nearby.judged(tree, folders, lambda here: _examined(tree, here))
    if found is not None and found.checked.sheet is not None:
        return found
    return _examined(tree, around(*folders))


def _examined(tree: Tree, here: Surroundings) -> _Examined:
    """Check a sheet in every way. Raises UsageError where another file stands in the place."""
    checked, vocabulary = check(tree, here.vocabulary), here.vocabulary
    if checked.sheet is None:
        return _Examined(checked)
    places = Places(checked.sheet)
    before = _before(checked.sheet, places, here)
    target = before or here.folder / f"{places.name}.ttl"
    if before is None and here.folders and target.exists():
        raise UsageError(
            f"{target}: is there already and was not made from this sheet; move it away, or give "
            "the work another id."
        )
    made = written(checked.sheet, vocabulary)
    content = made.text.encode()
    report = shaped(content, target, here)
    mistakes = in_the_sheet(report, "violation", made, tree, vocabulary)
    if mistakes:
        return _Examined(Checked(None, mistakes))
    warnings = in_the_sheet(report, "warning", made, tree, vocabulary)
    said = tuple(sentences(checked.sheet, vocabulary))
    right = Checked(checked.sheet, (), warnings, said)
    return _Examined(right, target, content, before is not None)


def exported(name: str, folders: Sequence[Path] = (), coder: str | None = None) -> Data:
    """Return the sheet of a work or study. Raises UnknownIdError and UsageError."""
    every = everything(folders)
    found = [each for each in every if name in _held(each)]
    if coder:
        found = [each for each in found if _reading(each).endswith(f"/{coder}")]
    if not found:
        known = [held for each in every for held in _held(each)]
        raise UnknownIdError(
            f"There is no sheet of {name!r}.{did_you_mean(name, known)}",
            "Only what was added by a sheet has one.",
        )
    if len(found) > 1:
        coders = ", ".join(sorted(short(_reading(each)) for each in found))
        raise UsageError(f"{name} was read by several coders; name one with --coder: {coders}.")
    return to_data(found[0], Vocabulary(every))


def _before(sheet: Sheet, places: Places, here: Surroundings) -> Path | None:
    """Return the file that was made from the same sheet before, if there is one.

    Raises UsageError for one that holds the same graph, and is of another work or coder.
    """
    found = holder(here.holding(places.graph), places.graph)
    if found is None:
        return None
    held = to_data(found, here.vocabulary)
    if _reading(found) != places.reading:
        coder = short(_reading(found))
        raise UsageError(
            f"{found.path}: holds the reading of another coder ({coder}); add adopted: no to each "
            "analysis of the sheet, so that this reading stands beside it."
        )
    before, now = held.get("coder", {}).get("label"), sheet.coder.label
    if None not in (before, now) and before != now:
        raise UsageError(
            f"{found.path}: coder {sheet.coder.id} is {before!r} there and {now!r} here; give each "
            "coder an id of their own, or move the file away if they are one."
        )
    if _is_another(sheet.work, held.get("work", {})):
        raise UsageError(
            f"{found.path}: holds another work, {held['work'].get('title')!r}; give this one "
            "another id, or move the file away if they are one."
        )
    return found.path


def _is_another(work: Work, held: Data) -> bool:
    """Tell whether nothing by which works are known is the same of two that have one id."""
    given = {name: getattr(work, name) for name in ("title", "doi", "arxiv", "url")}
    both = {name: value for name, value in given.items() if value and held.get(name)}
    return bool(both) and all(held[name] != value for name, value in both.items())


def shaped(content: bytes, target: Path, here: Surroundings) -> Report:
    """Check what would be written, with all it touches, from where nobody takes it for data."""
    with writing.scratch(target.name, content) as draft:
        given = parsing.read(draft)
        report = here.checked(given)
    named = tuple(
        replace(finding, file=str(target) if finding.file == str(draft) else finding.file)
        for finding in report.findings
    )
    return Report(1, named)


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
