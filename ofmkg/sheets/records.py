"""One thing put on record in a file of its own in a folder, with who did so and when."""

from collections.abc import Iterable
from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.graph import validation, writing
from ofmkg.graph.terms import ONTOLOGY, PREFIXES
from ofmkg.graph.validation import Report
from ofmkg.sheets.adding import shaped
from ofmkg.sheets.addresses import digest
from ofmkg.sheets.folders import Surroundings, holder
from ofmkg.sheets.turtle import Entry, day, node, text, word, write
from ofmkg.sheets.vocabulary import imports


def put(
    entered: Entry,
    here: Surroundings,
    stem: str,
    *,
    graph: str,
    title: str,
    by: str,
    today: str,
    named: Iterable[str],
) -> tuple[Path | None, Report]:
    """Check an entry with the shapes and write it into a folder, in place of the same entry only.

    The same is what stands in the same `graph`, in whichever file; a new one gets a file named
    `stem`, or like it where that is taken. `by` is who did so, `today` is yyyy-mm-dd, `named` are
    the IRIs that the entry leads to. Returns the file, None if the report has violations. Raises
    UsageError where the same stands among other things, or nothing can be written.
    """
    made = as_text(entered, here, graph=graph, title=title, by=by, today=today, named=named)
    content = made.encode()
    before = _before(here, graph, entered.iri)
    target = before or _free(here.folder, stem, graph)
    report = shaped(content, target, here)
    if report.violations:
        return None, report
    writing.make_folder(here.folder)
    writing.put(target, content, new=before is None)
    return target, report


def as_text(
    entered: Entry,
    here: Surroundings,
    *,
    graph: str,
    title: str,
    by: str,
    today: str,
    named: Iterable[str],
) -> str:
    """Return what `put` writes, for whoever saves it as a file."""
    links = tuple(map(node, (ONTOLOGY, *imports(here.vocabulary, list(named), graph))))
    header = Entry(
        graph,
        (PREFIXES["owl"] + "Ontology",),
        (
            (PREFIXES["dcterms"] + "title", (text(title),)),
            (PREFIXES["dcterms"] + "creator", (word(by),)),
            (PREFIXES["dcterms"] + "created", (day(today),)),
            (PREFIXES["owl"] + "imports", links),
        ),
    )
    return write(f"{title}.", [header, entered])


def _before(here: Surroundings, graph: str, iri: str) -> Path | None:
    """Return the file that holds the same entry already, and nothing else."""
    found = holder(here.own, graph)
    if found is None:
        return None
    if validation.described(found) - {graph, iri}:
        raise UsageError(f"{found.path}: holds <{iri}> among other things; move it away.")
    return found.path


def _free(folder: Path, stem: str, graph: str) -> Path:
    """Return a name that no file has: ids with hyphens in them can make the same of two things."""
    target = folder / f"{stem}.ttl"
    return folder / f"{stem}-{digest(graph)}.ttl" if target.exists() else target
