"""The answers over time as a figure."""

from datetime import date
from xml.etree import ElementTree

import pytest
from small_graph import small

from ofmkg.errors import UsageError
from ofmkg.pages import pictures
from ofmkg.pages.question_svg import to_svg as map_of
from ofmkg.pages.timeline_svg import to_svg, when, years
from ofmkg.pages.words import words

SVG = "{http://www.w3.org/2000/svg}"


def test_a_date_is_as_exact_as_it_is_on_record() -> None:
    assert when("2023") == (date(2023, 1, 1), date(2023, 12, 31))
    assert when("2023-10") == (date(2023, 10, 1), date(2023, 10, 28))
    assert when("2023-10-25") == (date(2023, 10, 25), date(2023, 10, 25))
    assert when("2023-19") is None
    assert when("soon") is when(None) is None


def test_an_axis_holds_whole_years() -> None:
    day = date(2023, 5, 1)
    assert years([(day, day), (date(2025, 1, 1), date(2025, 12, 31))]) == [2023, 2024, 2025, 2026]
    assert years([]) == []


def test_every_answer_has_a_row_with_its_sentence() -> None:
    graph = small()
    question = next(q for q in graph.labels("Question") if graph.timeline(q).vectors)
    found = graph.timeline(question)
    held = {(h.id, h.work, h.stance.source) for g in found.vectors for h in g.answers}
    root = ElementTree.fromstring(to_svg(found, words(graph)))
    rows = [each for each in root.iter(f"{SVG}g") if each.find(f"{SVG}title") is not None]
    assert len(rows) == len(held) + len(found.by_inference)
    shown = " ".join(each.text or "" for each in root.iter(f"{SVG}text"))
    assert found.question.label in shown
    assert f"https://w3id.org/ofmkg/question/{question}" in shown


def test_a_figure_is_written_as_png_and_pdf() -> None:
    pytest.importorskip("vl_convert")
    drawn = small().gaps().write("svg")
    assert isinstance(drawn, str)
    assert pictures.picture(drawn, "svg") == drawn
    png, pdf = pictures.picture(drawn, "png"), pictures.picture(drawn, "pdf")
    assert isinstance(png, bytes) and png.startswith(b"\x89PNG")
    assert isinstance(pdf, bytes) and pdf.startswith(b"%PDF")


def test_without_what_makes_them_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "_LIBRARY", "no_such_library")
    with pytest.raises(UsageError, match=r"Writing PNG needs vl-convert.*ofmkg\[figures\]"):
        pictures.picture("<svg/>", "png")


def test_the_map_of_a_question_keeps_voices_apart() -> None:
    graph = small()
    question = next(q for q in graph.labels("Question") if graph.timeline(q).vectors)
    found = graph.question(question)
    root = ElementTree.fromstring(map_of(found, words(graph)))
    shown = [each.text or "" for each in root.iter(f"{SVG}text")]
    heads = ["By their own word", "By another's word", "By our inference"]
    assert [each for each in shown if each in heads] == heads
    marked = [each for each in root.iter(f"{SVG}g") if each.find(f"{SVG}title") is not None]
    held = {
        (h.stance.holder, h.stance.position, h.stance.voice, h.stance.kind)
        for group in found.vectors
        for h in (*group.answers, *group.by_inference)
        if h.stance.position
    }
    assert len(marked) == len(held)
