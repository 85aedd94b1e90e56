"""What is said of a collection as a whole is counted from what is on record, and says no more."""

import re
from collections import Counter

import pytest
from small_graph import small

import ofmkg
from ofmkg.graph import extents
from ofmkg.graph.model import Collection, Extents
from ofmkg.pages.messages import speaking
from ofmkg.pages.readers import who_read

HEAD = "“ours” holds "
FALSE = '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'


def said(of: Extents) -> str:
    """Return what is said of a collection of ours."""
    return extents.sentence(Collection("ours", "ours", False, None, (), extents=of))


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (Extents(), ""),
        (
            Extents(in_use=(("full", 1),), studies=1),
            HEAD
            + "1 work (1 read in full) and 1 study. None of its cells was coded by two coders.",
        ),
        (
            Extents(in_use=(("abstract-only", 24), ("full", 11), ("partial", 13)), studies=59),
            HEAD + "48 works (11 read in full, 13 read in part, 24 read by the abstract alone) and "
            "59 studies. None of its cells was coded by two coders.",
        ),
        (
            Extents((("through-another-work", 7),), (("full", 1), ("", 2)), 7, 42, 6, 4),
            HEAD + "7 works (7 read only as another work presents them) and 7 studies. Further "
            "readings stand beside those in use, of 3 works (1 read in full, 2 of which how far "
            "they were read is not on record). Two coders or more coded 42 cells; 6 can be "
            "compared, and they agree in 4 of these.",
        ),
        (
            Extents((("full", 2),), (), 2, 1),
            HEAD + "2 works (2 read in full) and 2 studies. Two coders or more coded 1 cell, of "
            "which none can be compared.",
        ),
        (Extents((("full", 2),)), HEAD + "2 works (2 read in full) and 0 studies."),
    ],
)
def test_what_is_said(of: Extents, sentence: str) -> None:
    assert said(of) == sentence


def test_small_graph() -> None:
    found = {each.id: each.extents for each in small().collections()}
    assert found["own"] == Extents((("full", 1),), (), 2)
    assert found["readers"] == Extents(
        (("partial", 1), ("through-another-work", 1)), (("full", 1),), 2, 4, 2, 1
    )


@pytest.mark.parametrize("made_up", [True, False])
def test_shared_cells_are_those_of_agreement(every: ofmkg.KnowledgeGraph, made_up: bool) -> None:
    graph = small() if made_up else every
    counts = {each.id: each.extents for each in graph.collections()}
    parts = graph.agreement(collection="all", resamples=1).parts
    assert {part.collection.id for part in parts} == counts.keys()
    for part in parts:
        both = [cell for cell in part.cells if cell.a and cell.b]
        compared = Counter[tuple[str, str]]()
        differing = set()
        for cell in both:
            if not cell.left_out:
                compared[cell.study, cell.step] += 1
                differing |= set() if cell.agree else {(cell.study, cell.step)}
        of = counts[part.collection.id]
        assert of.cells == len({(cell.study, cell.step) for cell in both})
        assert (of.compared, of.agreed) == (len(compared), len(compared.keys() - differing))


def test_works_are_those_that_were_read(every: ofmkg.KnowledgeGraph) -> None:
    """Every work counts once in its collection, so far as it was read at most."""
    said: dict[tuple[str, str], set[str]] = {}
    for quad in every.quads():
        subject, what = str(quad.subject).strip("<>"), str(quad.object).strip("<>")
        said.setdefault((subject, quad.predicate.value.rpartition("#")[2]), set()).add(what)
    place = {"https://w3id.org/ofmkg/collection/later"}
    order = ["full", "partial", "abstract-only", "through-another-work"]
    names = dict(
        zip(("fullText", "partialText", "abstractOnly", "throughAnotherWork"), order, strict=True)
    )
    read: dict[str, set[str]] = {}
    for (subject, term), values in said.items():
        if term not in ("readsWork", "assesses") or said.get((subject, "adopted")) == {FALSE}:
            continue
        (thing,) = values
        belongs, work = (
            (said.get((subject, "forCollection"), set()), thing)
            if term == "readsWork"
            else (said.get((thing, "inCollection"), set()), *said[thing, "reportedIn"])
        )
        if belongs & place:
            (extent,) = said[subject, "textRead"]
            read.setdefault(work, set()).add(names[extent.rpartition("#")[2]])
    most = Counter(min(found, key=order.index) for found in read.values())
    of = next(each.extents for each in every.collections() if each.id == "later")
    assert dict(of.in_use) == most
    assert of.works == len(read) > 40


def test_it_stands_among_the_caveats_and_in_korean(every: ofmkg.KnowledgeGraph) -> None:
    for each in every.collections():
        assert each.was_read in each.caveats
        with speaking("ko"):
            korean = who_read([each])[each.was_read or ""]
        assert not re.search("[A-Za-z]", korean.replace(each.label, ""))
