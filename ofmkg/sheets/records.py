"""One thing put on record in a file of its own in a folder, with who did so and when."""

from collections.abc import Iterable
from pathlib import Path

from ofmkg.export import write_atomically
from ofmkg.sheets.adding import prepared, shaped
from ofmkg.sheets.entries import node
from ofmkg.sheets.turtle import Entry, day, text, word, write
from ofmkg.sheets.vocabulary import Vocabulary, imports
from ofmkg.terms import ONTOLOGY, PREFIXES
from ofmkg.validation import Report


def put(
    entered: Entry,
    target: Path,
    vocabulary: Vocabulary,
    *,
    graph: str,
    title: str,
    by: str,
    today: str,
    named: Iterable[str],
) -> tuple[Path | None, Report]:
    """Check an entry with the shapes and write it to `target`, in place of what stood there.

    `graph` is the name of the file's graph, `by` who did so, `today` is yyyy-mm-dd, `named` are the
    IRIs that the entry leads to. Returns the file, None if the report has violations.
    """
    links = tuple(map(node, (ONTOLOGY, *imports(vocabulary, list(named), graph))))
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
    content = write(f"{title}.", [header, entered]).encode()
    report = shaped(content, target, target.parent)
    if report.violations:
        return None, report
    prepared(target.parent)
    write_atomically(target, content)
    return target, report
