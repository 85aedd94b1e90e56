"""The works that the graph speaks of, as references that can be cited."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, grouped, records

ANALYSIS = Analysis(
    name="cite",
    place=390,
    question="Cite works: as text, BibTeX or CSL JSON for reference managers.",
    served="Cite works: as JSON, and for reference managers as BibTeX or CSL JSON.",
    summary="References",
    group="works",
    function="ofmkg.analyses.cite:bibliography",
    layout="ofmkg.pages.cite:document",
    outputs=(
        Output("bibtex", "ofmkg.pages.cite:to_bibtex", named=True),
        Output("csl", "ofmkg.pages.cite:to_csl", named=True),
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
    ),
    readings=False,
    pages=False,
    wordless=True,
)
_INITIALS = re.compile(r"[A-Z][\w.’' -]*\.")


@dataclass(frozen=True, slots=True)
class Author:
    """A person (family and given names) or, with `given` None, an organisation or full name."""

    family: str
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One work as its source's references print it; `and_others` if they shorten the authors.

    `csl` and `bibtex` are the kinds of the two formats, `issued` a date in EDTF.
    """

    id: str
    label: str
    title: str | None
    authors: tuple[Author, ...]
    and_others: bool
    issued: str | None
    csl: str
    bibtex: str
    venue: str | None
    doi: str | None
    arxiv: str | None
    url: str | None
    source: str | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class Bibliography:
    """References in the order of their ids."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row of the question `bibliography`."""

    work: Id
    label: str | None = None
    authors: str = ""
    title: str | None = None
    issued: str | None = None
    csl: str = "document"
    bibtex: str = "misc"
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None
    source: Id | None = None
    locator: str | None = None


def bibliography(graph: Graph, *works: str) -> Bibliography:
    """Return the references of some works, or of all. Raises UnknownIdError."""
    rows = graph.query("bibliography", **({"work": works} if works else {}))
    return references(records(rows, WorkRow))


def references(rows: Iterable[WorkRow]) -> Bibliography:
    """Return references; the first row of a work counts."""
    found = grouped(rows, "work")
    return Bibliography(tuple(_reference(found[work][0]) for work in sorted(found)))


def _reference(row: WorkRow) -> Reference:
    names, others = authors(row.authors)
    return Reference(
        id=row.work,
        label=row.work if row.label is None else row.label,
        title=row.title,
        authors=names,
        and_others=others,
        issued=row.issued,
        csl=row.csl,
        bibtex=row.bibtex,
        venue=row.venue,
        doi=row.doi,
        arxiv=row.arxiv,
        url=row.url,
        source=row.source,
        locator=row.locator,
    )


def authors(printed: str) -> tuple[tuple[Author, ...], bool]:
    """Return the authors in a printed list such as "Chesney, R. and Citron, D. K.".

    A name that no initials follow is that of an organisation, or a full name. The second value
    tells whether the list ends in "et al.".
    """
    parts = [part for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", printed) if part.strip()]
    others = bool(parts) and parts[-1].strip() == "et al."
    names: list[Author] = []
    for part in parts[:-1] if others else parts:
        if names and names[-1].given is None and _INITIALS.fullmatch(part):
            names[-1] = Author(names[-1].family, part)
        else:
            names.append(Author(part.strip()))
    if len(names) > 1 and not any(name.given for name in names):
        # Organisations may hold commas and "and" in their names; nobody's name is to be cut.
        joint = printed.removesuffix("et al.").rstrip(", ") if others else printed
        return (Author(joint),), others
    return tuple(names), others
