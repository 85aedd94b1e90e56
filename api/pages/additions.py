"""What pages of some analyses show beside the result."""

from collections.abc import Callable, Mapping
from typing import Any

from ofmkg.analyses.agreement.result import Agreement
from ofmkg.analyses.briefs import Brief
from ofmkg.analyses.cell import StepCell
from ofmkg.analyses.disagreement.result import DisputePage, Disputes
from ofmkg.analyses.gaps.analysis import Gaps
from ofmkg.analyses.search.result import Results
from ofmkg.graph.once import of_graph
from ofmkg.graph.terms import BASE, short
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.disagreement_figure import figure
from ofmkg.pages.disagreement_list import listing

from . import disputes, gapmap, render, search, sifting

Given = Mapping[str, Any]  # values by the names of parameters

_MANY = 12  # studies that a page lists to be set beside its own; of more, those of its threat


@of_graph  # each comparison offers the same choice
def comparable(graph: KnowledgeGraph) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the ids and labels of studies, and of works that hold a stance without one."""
    rows = graph.query("stances").dicts()
    holders = dict.fromkeys(row["holder"] for row in rows)
    studies, works = graph.labels("Study"), graph.labels("Work")
    coded = {short(row["study"]) for row in graph.query("studies").dicts()}
    others = [short(iri) for iri in holders if f"{BASE}publication/" in iri]
    named = {
        "Studies": ((id, studies.get(id, id)) for id in coded),
        "Other works": ((id, works.get(id, id)) for id in others if id not in coded),
    }
    return tuple((group, tuple(sorted(those))) for group, those in named.items())


def _steps(brief: Brief, graph: KnowledgeGraph, given: Given) -> Mapping[str, object]:
    return {"steps": graph.frame(given["framework"]).steps, "others": _peers(brief.id, graph)}


def _peers(study: str, graph: KnowledgeGraph) -> list[tuple[str, str]]:
    """Return ids and labels of studies to set beside one: of its collection, or of its threat."""
    rows = graph.query("studies").dicts()
    own = [row for row in rows if short(row["study"]) == study]
    peers: dict[str, str] = {}
    for key in ("collection", "vector"):
        values = {row.get(key) for row in own} - {None}
        those = [row for row in rows if row.get(key) in values and row not in own]
        peers = {short(row["study"]): row.get("label", short(row["study"])) for row in those}
        if len(peers) <= _MANY:
            break
    return sorted(peers.items(), key=lambda each: each[1])


def _choice(_: object, graph: KnowledgeGraph, __: Given) -> Mapping[str, object]:
    return {"works": comparable(graph)}


def _baselines(_: object, graph: KnowledgeGraph, __: Given) -> Mapping[str, object]:
    return {"baselines": sorted(graph.labels("Baseline").items(), key=lambda each: each[1])}


def _map(result: Gaps, graph: KnowledgeGraph, given: Given) -> Mapping[str, object]:
    asked = {"framework": given.get("framework"), "coder": given.get("coder")}
    return {"rows": gapmap.rows(result, graph.reading, asked, render.site(graph).words)}


def _cells(result: StepCell, graph: KnowledgeGraph, given: Given) -> Mapping[str, object]:
    asked = {each: given.get(each) for each in ("collection", "framework", "coder")}
    return {"steps": gapmap.beside(result, graph.reading, asked)}


def _figure(page: DisputePage, graph: KnowledgeGraph, _: Given) -> Mapping[str, object]:
    return {"drawn": figure(page, render.site(graph).words)}


def _marked(result: Results, graph: KnowledgeGraph, _: Given) -> Mapping[str, object]:
    return search.added(result, graph)


def _lines(result: Disputes, graph: KnowledgeGraph, given: Given) -> Mapping[str, object]:
    known = render.site(graph).words
    lines = disputes.lines(result, listing(result, known), known)
    return {**lines, "vectors": sifting.sieves(graph).vectors, "given": given}


def _differing(result: Agreement, _: KnowledgeGraph, __: Given) -> Mapping[str, object]:
    """Return the cells on which coders differ, each once."""
    every = (cell for part in result.parts for cell in part.cells if cell.contested)
    return {"cells": list({(cell.study, cell.step): cell for cell in every}.values())}


# By the name of the analysis: what goes to its template beside result and document,
ADDED: Mapping[str, Callable[[Any, KnowledgeGraph, Given], Mapping[str, object]]] = {
    "agreement": _differing,
    "cell": _cells,
    "study": _steps,
    "columns": _choice,
    "compare": _choice,
    "disagreement": _figure,
    "gaps": _map,
    "results": _baselines,
    "disagreements": _lines,
    "search": _marked,
}
# and the template on which a browser chooses what it did not name.
CHOOSERS = {
    "cell": "choose.html",
    "columns": "columns_pick.html",
    "compare": "compare_pick.html",
    "crux": "choose.html",
    "rests": "choose.html",
    "timeline": "choose.html",
}
