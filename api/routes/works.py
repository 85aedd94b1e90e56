"""Works and studies: compare, matrix, studies, cite."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from ofmkg.analyses.cite import Bibliography, bibliography
from ofmkg.analyses.compare.result import Comparison
from ofmkg.graph.model import Matrix
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import BASE, short, short_if
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages import cite as citations
from ofmkg.pages import compare_csv as comparison_csv
from ofmkg.pages.compare import document as compared
from ofmkg.pages.matrix import document as tabulated
from ofmkg.pages.matrix import to_csv

from ..keeping import of_graph
from ..negotiation import CSV, HTML, JSON, accepted
from ..pages import render
from ..pages.languages import language
from ..problems import Problem
from ..state import Snapshot
from .asked import CSL_JSON, Ask, AskAsItStands, Asked, described, json_of, name_of, read
from .parameters import (
    CoderId,
    CollectionId,
    FrameworkId,
    Ids,
    MaybeId,
    WithinCollection,
)

router = APIRouter(tags=["works"], generate_unique_id_function=name_of)
TABLES = {"json": JSON, "csv": "text/csv"}
REFERENCES = {
    "json": JSON,
    "bibtex": "application/x-bibtex",
    "csl": CSL_JSON,
}


@dataclass(frozen=True, slots=True)
class ListedCollection:
    """A collection that a study belongs to."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ListedStudy:
    """A study: one analysis of the misuse risk of one vector, reported in a work.

    `title` is that of the work; `locator` points into `source`, where the study is named.
    """

    id: str
    iri: str
    label: str
    work: str
    title: str | None
    vector: str
    vector_label: str
    collections: tuple[ListedCollection, ...]
    notes: tuple[str, ...]
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Studies:
    """Studies in the order of their ids."""

    studies: tuple[ListedStudy, ...]


@router.get(
    "/compare",
    summary="Compare two works",
    response_model=read(Comparison),
    responses=described({"csv": CSV}, pages=True),
)
async def compare(
    ask: Ask,
    a: Annotated[
        MaybeId, Query(description="Id of a work or study.", examples=["gopal-2023"])
    ] = None,
    b: Annotated[MaybeId, Query(description="Id of another.", examples=["batalis-2023"])] = None,
    framework: FrameworkId = None,
    coder: CoderId = None,
) -> Response:
    """Which assumptions differ between `a` and `b`, and which steps did each address?

    Every line has its source. `documented` are the disagreements on record in which they take part.
    Without both a browser gets a page on which to choose.
    """
    if a is None or b is None:
        return _pick(ask, a, b)
    return ask.result(
        lambda graph: graph.compare(a, b, framework, coder),
        compared,
        tables={CSV: comparison_csv.to_csv},
        template="compare.html",
        add=lambda _, graph: {"works": comparable(graph)},
    )


def _pick(ask: Asked, a: str | None, b: str | None) -> Response:
    """Return the page on which to choose two works. Raises Problem 400 for other clients."""
    if accepted(ask.request, (JSON, HTML)) == JSON:
        missing = [name for name, given in (("a", a), ("b", b)) if given is None]
        said = "; ".join(f"{name}: the id of a work or study is missing" for name in missing)
        raise Problem(400, "bad-parameter", "A parameter is wrong", f"{said}. See /studies.")

    def make(now: Snapshot) -> str:
        graph = now.under(ask.reading)
        return render.page(
            ask.request, "compare_pick.html", graph, title="Compare", works=comparable(graph)
        )

    return ask.answer(HTML, make, language(ask.request))


@of_graph  # each comparison offers the same choice
def comparable(graph: KnowledgeGraph) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the ids and labels of studies, and of works that hold a stance without one."""
    rows = graph.query("stances").dicts()
    holders = dict.fromkeys(row["holder"] for row in rows)
    studies, works = graph.labels("Study"), graph.labels("Work")
    coded = {short(row["study"]) for row in graph.query("studies").dicts()}
    others = [short(iri) for iri in holders if f"{BASE}publication/" in iri]
    return [
        ("Studies", sorted((id, studies.get(id, id)) for id in coded)),
        ("Other works", sorted((id, works.get(id, id)) for id in others if id not in coded)),
    ]


@router.get(
    "/matrix",
    summary="Studies by steps",
    response_model=read(Matrix),
    responses=described(TABLES, pages=True),
)
async def matrix(
    ask: Ask,
    collection: CollectionId = None,
    framework: FrameworkId = None,
    coder: CoderId = None,
    format: Annotated[
        Literal["json", "csv"] | None,
        Query(description="The format; without it, `Accept` decides.", examples=["csv"]),
    ] = None,
) -> Response:
    """Which steps did each study address, assume or leave out?

    As CSV, a row for each study with the states of its cells.
    """

    return ask.result(
        lambda graph: graph.matrix(collection, framework, coder),
        tabulated,
        wanted=TABLES[format] if format else None,
        tables={CSV: to_csv},
        template="matrix.html",
    )


@router.get(
    "/studies",
    summary="The studies there are",
    response_model=Studies,
    responses=described(),
)
async def studies(ask: AskAsItStands, collection: WithinCollection = None) -> Response:
    """Which studies are there, of which vector, and which work reports each?"""

    def listed(graph: KnowledgeGraph) -> Studies:
        only = {"collection": collection} if collection and collection != "all" else {}
        return grouped(graph.query("studies", **only).dicts())

    return ask.only(lambda now: json_of(listed(now.graph), Scenario()))


@router.get(
    "/cite",
    summary="References",
    response_model=Bibliography,
    responses=described(REFERENCES),
)
async def cite(
    ask: AskAsItStands,
    work: Annotated[
        Ids,
        Query(
            description="Id of a work; repeat for several. Without any: all works.",
            examples=[["hazell-2023", "musser-2023"]],
        ),
    ] = (),
    format: Annotated[
        Literal["json", "bibtex", "csl"] | None,
        Query(description="The format; without it, `Accept` decides.", examples=["bibtex"]),
    ] = None,
) -> Response:
    """Cite works: as JSON, and for reference managers as BibTeX or CSL JSON."""

    def make(now: Snapshot, form: str) -> str:
        found = bibliography(now.graph, *work)
        if form == "bibtex":
            return citations.to_bibtex(found)
        return citations.to_csl(found) if form == "csl" else json_of(found, Scenario())

    return ask.any_of(REFERENCES, format, make)


def grouped(rows: Iterable[Mapping[str, str]]) -> Studies:
    """Return the studies in rows of the query `studies`: one row per collection and note."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault(row["study"], []).append(row)
    return Studies(tuple(_study(iri, found[iri]) for iri in sorted(found)))


def _study(iri: str, rows: list[Mapping[str, str]]) -> ListedStudy:
    first = rows[0]
    inside = {row["collection"]: row.get("collectionLabel") for row in rows}
    return ListedStudy(
        short(iri),
        iri,
        first.get("label", short(iri)),
        short(first["work"]),
        first.get("title"),
        short(first["vector"]),
        first.get("vectorLabel", short(first["vector"])),
        tuple(ListedCollection(short(c), label or short(c)) for c, label in inside.items()),
        tuple(dict.fromkeys(row["note"] for row in rows if "note" in row)),
        first.get("locator"),
        short_if(first.get("source")),
    )
