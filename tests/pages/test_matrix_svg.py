"""Studies by steps as a picture: everything in it is said in words, and nothing needs colour."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

import ofmkg
from ofmkg.graph.resources import room
from ofmkg.pages.matrix_svg import to_svg
from ofmkg.pages.translations import speech
from ofmkg.pages.words import Words, words

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str, tag: str = "text") -> list[str]:
    """Return what stands in the elements of a name."""
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}{tag}")]


@pytest.fixture(scope="module")
def svg(kg: ofmkg.KnowledgeGraph, said: Words) -> str:
    return to_svg(kg.matrix(), said)


def test_each_cell_says_in_words_what_is_drawn_and_what_is_doubtful(
    svg: str, kg: ofmkg.KnowledgeGraph
) -> None:
    title, *cells = texts(svg, "title")
    assert title == "Which steps did each study address, assume or leave out?"
    assert len(cells) == len(kg.matrix().rows) * 6
    assert (
        "Gopal et al. 2023: Biosecurity risk, evidence of marginal risk of open foundation models: "
        "assumed, not shown; as we infer; coders differ" in cells
    )
    assert (
        "Gopal et al. 2023: Biosecurity risk, ease of defending against new risks: "
        "not addressed; or in part; coders differ" in cells
    )
    every = [cell for row in kg.matrix().rows for cell in row.cells]
    shown = texts(svg)
    assert shown.count("coders differ") == sum(cell.contested for cell in every) > 0
    assert shown.count("as we infer") == sum(cell.voice == "inference" for cell in every) == 1
    ambiguous = sum(cell.alternative is not None for cell in every)
    assert sum(line.startswith("or ") for line in shown) == ambiguous > 0
    assert shown.count("addressed") == sum(cell.state == "addressed" for cell in every) + 1


def test_it_names_collection_date_source_and_address(svg: str) -> None:
    shown = texts(svg)
    assert "As read by Kapoor et al. (7 studies; evidence up to 2024-02-27)" in shown
    assert f"ofmkg {ofmkg.__version__}, https://w3id.org/ofmkg" in shown
    assert shown.count("Kapoor et al. 2024; read: only as another") == 7
    for said in ("no person has confirmed", "not the authors'", "Incomplete does not mean flawed"):
        assert any(said in line for line in shown), said
    assert any("Each row is a study, each cell one step of it" in line for line in shown)


def test_it_stands_alone_and_needs_no_colour(svg: str) -> None:
    assert "href" not in svg and "font-face" not in svg and "@import" not in svg
    root = ElementTree.fromstring(svg)
    paints = {each.get(kind) or "none" for each in root.iter() for kind in ("fill", "stroke")}
    ids = {each.get("id") for each in root.iter()}
    for paint in paints - {"none"}:
        if paint.startswith("url("):
            assert paint[5:-1] in ids
        else:
            assert paint[1:3] == paint[3:5] == paint[5:7]


def test_lower_bounds_and_what_was_not_coded_are_drawn(
    every: ofmkg.KnowledgeGraph, said: Words
) -> None:
    found = every.matrix(collection="later")
    cells = [cell for row in found.rows for cell in row.cells]
    shown = texts(to_svg(found, words(every)))
    assert shown.count("at least") == sum(cell.lower_bound for cell in cells) > 0
    assert shown.count("not coded") == sum(cell.state == "uncoded" for cell in cells) + 1
    assert "at least: less than the whole text was read." in shown


def test_a_reading_that_is_not_the_plain_one_is_named(
    kg: ofmkg.KnowledgeGraph, said: Words
) -> None:
    drawn = to_svg(kg.matrix(), said, "What if?")
    assert "What if?" in texts(drawn) and texts(drawn, "desc")[0].startswith("What if? ")


def test_it_speaks_korean(every: ofmkg.KnowledgeGraph) -> None:
    with speech(every, "ko"):
        drawn = to_svg(every.matrix(), words(every))
    assert "addressed" not in drawn and "coders differ" not in drawn
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img"' in drawn and 'lang="ko"' in drawn


def test_the_picture_of_the_readme_is_that_of_the_command(every: ofmkg.KnowledgeGraph) -> None:
    kept = Path(room("queries")).parent / "docs" / "matrix.svg"
    assert kept.read_text(encoding="utf-8") == to_svg(every.matrix(), words(every))
