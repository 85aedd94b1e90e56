"""Results set against a baseline, as text and as a picture: nothing pooled, nothing hidden."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

import ofmkg
from ofmkg.analyses.results.result import Results
from ofmkg.pages.blocks import Items, Paragraph
from ofmkg.pages.results import document
from ofmkg.pages.results_svg import to_svg
from ofmkg.pages.words import Words, words

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found(every: ofmkg.KnowledgeGraph) -> Results:
    return every.results()


@pytest.fixture(scope="module")
def known(every: ofmkg.KnowledgeGraph) -> Words:
    return words(every)


def shown(svg: str) -> list[str]:
    """Return the lines of text of a picture."""
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_each_result_says_who_says_it_where_and_in_which_collection(
    found: Results, known: Words
) -> None:
    items = [
        item
        for block in document(found, known)
        if isinstance(block, Items)
        for item in block.items
        if item.details
    ]
    assert len(items) == len(found.results)
    for item, each in zip(items, found.results, strict=True):
        assert item.text.startswith(f"{each.label}: ") and "; read: " in item.text
        assert "Open models analysed: " in item.details[-1]
        assert "later literature, coded from texts" in item.details[-1]


def test_it_says_that_nothing_is_pooled(found: Results, known: Words) -> None:
    (told, *_) = [b.text for b in document(found, known) if isinstance(b, Paragraph)]
    assert told == (
        "10 results of 8 works on record. They stand side by side and are never pooled: designs, "
        "endpoints, models and dates differ."
    )
    assert told in " ".join(shown(to_svg(found, known)))


def test_without_a_result_it_says_no_more_than_that(
    every: ofmkg.KnowledgeGraph, known: Words
) -> None:
    none = every.results("fuzzers")
    assert [b.text for b in document(none, known) if isinstance(b, Paragraph)] == [
        "No result on record is set against it."
    ]
    assert "No result on record is set against it." in shown(to_svg(none, known))


def test_the_picture_draws_each_ratio_that_is_stated_and_no_other(
    found: Results, known: Words
) -> None:
    svg = to_svg(found, known)
    root = ElementTree.fromstring(svg)
    whiskers = [
        each.get("d", "") for each in root.iter(f"{SVG}path") if each.get("stroke-width") == "1.5"
    ]
    assert len(whiskers) == 3
    lines = shown(svg)
    assert lines.count("not drawn: see the words beside") == len(found.results) - 3
    assert [line for line in lines if line in ("0.5", "1", "2", "4", "8", "16")] == [
        "0.5",
        "1",
        "2",
        "4",
        "8",
    ]
    for said in (
        "Nothing drawn does not mean no difference.",
        "not whether this result is about one.",
        "no person has confirmed any of them.",
        "evidence up to 2026-11-29.",
    ):
        assert said in " ".join(lines), said
    assert f"ofmkg {ofmkg.__version__}, https://w3id.org/ofmkg" in lines


def test_marks_tell_models_by_fill_and_who_assessed_by_shape(found: Results, known: Words) -> None:
    lines = shown(to_svg(found, known))
    assert "open models analysed: yes; by the models' developer" in lines
    assert "open models analysed: no; by the models' developer" in lines
    assert "open models analysed: no; not on record whether by the models' developer" in lines
    (wan,) = [each for each in found.results if each.record.work == "wan-2024"]

    def mark(result: object) -> tuple[str | None, bool, bool]:
        one = replace(found, results=(result,))
        root = ElementTree.fromstring(to_svg(one, known))
        (first, *_) = [
            (group.get("transform", ""), group[0])
            for group in root.iter(f"{SVG}g")
            if "translate" in group.get("transform", "")
        ]
        place, box = first
        return box.get("fill"), "rotate" in place, box.get("rx") is not None

    others = replace(wan, record=replace(wan.record, by_developer=False), open_models="no")
    unknown = replace(wan, record=replace(wan.record, by_developer=None), open_models=None)
    assert mark(wan) == ("#1b1b1b", True, False)
    assert mark(others) == ("#ffffff", False, False)
    assert mark(unknown) == ("url(#ofmkg-results-unknown)", False, True)


def test_the_picture_needs_no_colour_and_names_a_reading(found: Results, known: Words) -> None:
    svg = to_svg(found, known, "What if?")
    assert "What if?" in shown(svg)
    assert "href" not in svg and "@import" not in svg
    paints = {
        each.get(kind) or "none"
        for each in ElementTree.fromstring(svg).iter()
        for kind in ("fill", "stroke")
    }
    for paint in paints - {"none"}:
        assert paint.startswith("url(#") or paint[1:3] == paint[3:5] == paint[5:7]
