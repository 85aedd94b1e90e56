"""The works that the graph speaks of, as references that can be cited."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.graph.asking import Graph
from ofmkg.graph.terms import short, short_if

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


def bibliography(graph: Graph, *works: str) -> Bibliography:
    """Return the references of some works, or of all. Raises UnknownIdError."""
    rows = graph.query("bibliography", **({"work": works} if works else {})).dicts()
    return references(rows)


def references(rows: Iterable[Mapping[str, str]]) -> Bibliography:
    """Return references from rows of the query `bibliography`; the first row of a work counts."""
    found: dict[str, Reference] = {}
    for row in rows:
        names, others = authors(row.get("authors", ""))
        identifier = short(row["work"])
        found.setdefault(
            identifier,
            Reference(
                identifier,
                row.get("label", identifier),
                row.get("title"),
                names,
                others,
                row.get("issued"),
                row.get("csl", "document"),
                row.get("bibtex", "misc"),
                row.get("venue"),
                row.get("doi"),
                row.get("arxiv"),
                row.get("url"),
                short_if(row.get("source")),
                row.get("locator"),
            ),
        )
    return Bibliography(tuple(found[key] for key in sorted(found)))


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
