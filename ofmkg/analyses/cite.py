"""The works that the graph speaks of, as references that can be cited."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.tables import Level
from ofmkg.analyses.views import View
from ofmkg.analyses.views import view as viewed
from ofmkg.bibliography.names import Name, parted
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.results import Result
from ofmkg.graph.rows import Id, grouped, records
from ofmkg.graph.terms import BASE
from ofmkg.version import __version__

ANALYSIS = Analysis(
    name="cite",
    place=390,
    line="references as text, BibTeX, RIS or CSL JSON",
    question="Cite works: as text, BibTeX, RIS or CSL JSON for reference managers.",
    served="Cite works: as JSON, and for reference managers as BibTeX, RIS or CSL JSON.",
    summary="References",
    group="works",
    function="ofmkg.analyses.cite:bibliography",
    layout="ofmkg.pages.cite:document",
    outputs=(
        Output("bibtex", "ofmkg.pages.cite_bibtex:to_bibtex", named=True),
        Output("ris", "ofmkg.pages.cite_ris:to_ris", named=True),
        Output("csl", "ofmkg.pages.cite_csl:to_csl", named=True),
    ),
    parameters=(
        Parameter(
            name="work",
            argument=True,
            many=True,
            metavar="[WORK ...]",
            of="Work",
            help="Without works: all of them.",
            description="Id of a work; repeat for several. Without any: all works.",
        ),
        Parameter(
            name="view",
            metavar="ADDRESS",
            help="A view (/matrix, /compare?a=ID&b=ID, /claim/ID) and the works behind it.",
            description="The address of a view, such as `/matrix`, `/compare?a=ID&b=ID` or "
            "`/claim/ID`, which is cited with the works behind it.",
            example="/matrix",
        ),
    ),
    readings=False,
    pages=False,
    wordless=True,
    table=(Level(("references",)),),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One work as its source's references print it; `and_others` if they shorten the authors.

    `csl`, `bibtex` and `ris` are the kinds of the three formats, `issued` a date in EDTF,
    `published` the published version of a preprint.
    """

    id: str
    label: str
    title: str | None
    authors: tuple[Name, ...]
    and_others: bool
    issued: str | None
    csl: str
    bibtex: str
    ris: str
    venue: str | None
    doi: str | None
    arxiv: str | None
    url: str | None
    source: str | None
    locator: str | None
    editors: tuple[Name, ...] = ()
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    number: str | None = None
    publisher: str | None = None
    isbn: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Bibliography(Result):
    """References in the order of their ids."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row of the question `bibliography`."""

    work: Id
    label: str | None = None
    line: str | None = None
    more: bool = False
    title: str | None = None
    issued: str | None = None
    csl: str = "document"
    bibtex: str = "misc"
    ris: str = "GEN"
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    number: str | None = None
    publisher: str | None = None
    isbn: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None
    published: Id | None = None
    source: Id | None = None
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """A row of the question `authors`."""

    work: Id
    role: str
    order: int
    kind: str | None = None
    label: str | None = None
    family: str | None = None
    given: str | None = None
    suffix: str | None = None


Lists = Mapping[tuple[str, str], tuple[Name, ...]]


def bibliography(graph: Graph, *works: str, view: str | None = None) -> Bibliography:
    """Return the references of some works, with their published versions, or of all works.

    With a `view`, such as /matrix, that is the first, and works are those behind it. Raises
    UnknownIdError, and UsageError for what is no view.
    """
    if view is None:
        return _of_works(graph, works)
    if works:
        raise UsageError("Cite works or a view, not both at once.")
    found = viewed(graph, view)
    behind = _of_works(graph, found.works).references if found.works else ()
    return Bibliography((_of_view(found), *behind))


def _of_view(found: View) -> Reference:
    """Return a view as a reference: of today, in this version."""
    return Reference(
        id="ofmkg-"
        + re.sub(r"[^a-z0-9]+", "-", found.address.removeprefix(BASE).lower()).strip("-"),
        label=found.title,
        title=found.title,
        authors=(Name(organization="The ofmkg authors"),),
        and_others=False,
        issued=datetime.now(UTC).date().isoformat(),
        csl="webpage",
        bibtex="misc",
        ris="ELEC",
        venue=f"ofmkg {__version__}",
        doi=None,
        arxiv=None,
        url=found.address,
        source=None,
        locator=None,
    )


def _of_works(graph: Graph, works: Sequence[str]) -> Bibliography:
    found = records(graph.query("bibliography", **({"work": works} if works else {})), WorkRow)
    later = {row.published for row in found if row.published} - {row.work for row in found}
    if later:
        found += records(graph.query("bibliography", work=tuple(sorted(later))), WorkRow)
    wanted = {"work": tuple(row.work for row in found)} if works else {}
    return references(found, records(graph.query("authors", **wanted), AuthorRow))


def references(rows: Iterable[WorkRow], authors: Iterable[AuthorRow] = ()) -> Bibliography:
    """Return references; the first row of a work counts."""
    found = grouped(rows, "work")
    lists: dict[tuple[str, str], tuple[Name, ...]] = {}
    for row in authors:
        place = (row.work, row.role)
        lists[place] = (*lists.get(place, ()), _name(row))
    return Bibliography(tuple(_reference(found[work][0], lists) for work in sorted(found)))


def _name(row: AuthorRow) -> Name:
    if row.kind == "organization":
        return Name(organization=row.label)
    if row.family is None:
        return Name(name=row.label)
    return Name(row.family, row.given, row.suffix)


def _reference(row: WorkRow, lists: Lists) -> Reference:
    authors, others = lists.get((row.work, "author"), ()), row.more
    if not authors and row.line:
        authors, others = _of_line(row.line)
    return Reference(
        id=row.work,
        label=row.work if row.label is None else row.label,
        title=row.title,
        authors=authors,
        and_others=others and bool(authors),  # where nobody is named, no list is cut off
        issued=row.issued,
        csl=row.csl,
        bibtex=row.bibtex,
        ris=row.ris,
        venue=row.venue,
        doi=row.doi,
        arxiv=row.arxiv,
        url=row.url,
        source=row.source,
        locator=row.locator,
        editors=lists.get((row.work, "editor"), ()),
        volume=row.volume,
        issue=row.issue,
        pages=row.pages,
        edition=row.edition,
        number=row.number,
        publisher=row.publisher,
        isbn=row.isbn,
        published=row.published,
    )


def _of_line(line: str) -> tuple[tuple[Name, ...], bool]:
    """Return the authors in one line; where it is not plain who is who, the line as it is."""
    try:
        return parted(line)
    except ValueError:
        return (Name(name=line),), False
