"""The map of gaps as text, CSV and picture."""

import csv
import io
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from seven import seven

import ofmkg
from ofmkg.analyses.gaps.analysis import Gaps, VectorGaps, gaps
from ofmkg.analyses.gaps.cells import gap_cell
from ofmkg.analyses.gaps.study_cells import StudyCell
from ofmkg.graph.model import Collection, Framework, Step
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.blocks import Items
from ofmkg.pages.gaps import document, to_csv
from ofmkg.pages.gaps_svg import to_svg
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.text import to_text
from ofmkg.pages.words import Words

STATES = ("addressed", "partial", "assumed", "skipped", "uncoded")


@pytest.fixture(scope="module")
def found(kg: ofmkg.KnowledgeGraph) -> Gaps:
    return gaps(kg)


def test_every_line_about_a_study_carries_its_source(found: Gaps, said: Words) -> None:
    seen = 0
    for block in document(found, said):
        for item in block.items if isinstance(block, Items) else ():
            for line in item.details:
                assert "[" in line and "Kapoor et al. 2024, B." in line, line
                seen += 1
    # cells that the one study does not address, and cells that rest on what is not sure
    cells = [cell for row in found.vectors for cell in row.cells]
    unsure = sum(cell.unsure == "all" for cell in cells)
    assert seen == sum(cell.level == "not-in-those-read" for cell in cells) + unsure


@pytest.mark.parametrize("width", [80, 120])
def test_text_fits_the_terminal(kg: ofmkg.KnowledgeGraph, said: Words, width: int) -> None:
    text = to_text(document(gaps(kg, threats=True), said), Console(width=width, color_system=None))
    assert max(map(len, text.splitlines())) <= width
    lines = text.splitlines()
    row = next(n for n, line in enumerate(lines) if line.startswith("Biosecurity risk "))
    assert " ".join(lines[row].split()[2:]) == "■ 1 – 1 ◧ 1 ◇ 1 ? – 1 ? – 1"
    words_below = "1 study addressed not in in part we infer not in not in"
    assert " ".join(lines[row + 1].split()) == words_below


def test_fair_words(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    text = to_markdown(document(gaps(kg, threats=True), said)).lower()
    for word in ("failed", "flaws", "admits", "weak", "score of", "rank"):
        assert word not in text


def test_csv_has_a_row_per_vector_and_step(found: Gaps) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert len(rows) == sum(len(row.cells) for row in found.vectors)
    (row,) = [
        r for r in rows if (r["vector"], r["step"]) == ("biosecurity", "marginal-risk-evidence")
    ]
    assert row == {
        "collection": "kapoor-2024",
        "vector": "biosecurity",
        "label": "Biosecurity risk",
        "broader": "",
        "studies": "1",
        "step": "marginal-risk-evidence",
        "level": "not-in-those-read",
        "unsure": "all",
        **dict.fromkeys(STATES, "0"),
        "assumed": "1",
        **{f"{state}_by": "" for state in STATES},
        "assumed_by": "gopal-2023",
        "named_by": "",
        "at_least": "0",
        "ambiguous": "0",
        "contested": "1",
        "inferred": "1",
    }


SVG = {"svg": "http://www.w3.org/2000/svg"}


def test_the_picture_says_in_words_what_it_shows(found: Gaps, said: Words) -> None:
    text = to_svg(found, said)
    root = ElementTree.fromstring(text)
    (title, *cells), (description,) = (
        [each.text or "" for each in root.iter(f"{{{SVG['svg']}}}{tag}")]
        for tag in ("title", "desc")
    )
    assert root.get("aria-labelledby") == "ofmkg-gaps-title ofmkg-gaps-description"
    assert title.startswith("How far do studies cover each step")
    assert "only child sexual abuse material (CSAM) has a study" in description
    levels = Counter(cell.level for row in found.vectors for cell in row.cells)
    assert len(cells) == sum(levels.values())
    assert all("Kapoor et al. 2024, B." in cell for cell in cells)
    shown = [each.text or "" for each in root.iter(f"{{{SVG['svg']}}}text")]
    written = Counter(word.removesuffix(" ?") for word in shown)
    legend = {"addressed": 1, "in part": 1}
    assert {word: written[word] - legend[word] for word in legend} == {
        "addressed": levels["addressed"],
        "in part": levels["partial"],
    }
    assert sum(word.startswith("not in the") for word in shown) == levels["not-in-those-read"]
    assert sum(word.endswith(" ?") for word in shown) == sum(
        cell.unsure == "all" for row in found.vectors for cell in row.cells
    )
    assert "nobody" not in text
    assert any("Incomplete does not mean flawed" in line for line in shown)
    assert any("evidence up to 2024-02-27" in line for line in shown)


def test_the_picture_stands_alone_and_needs_no_colour(found: Gaps, said: Words) -> None:
    text = to_svg(found, said)
    assert "font-face" not in text and "@import" not in text
    assert "https://w3id.org/ofmkg/gaps" in text
    root = ElementTree.fromstring(text)
    links = [each.get("href", "") for each in root.iter(f"{{{SVG['svg']}}}a")]
    assert text.count("href") == len(links)  # nothing is loaded
    # beside them: the name of SVG itself, and the address at the foot
    assert text.count("http") == len(links) + 2
    paints = {each.get(kind) for each in root.iter() for kind in ("fill", "stroke")} - {
        None,
        "none",
    }
    assert all(
        paint.startswith("url(#") or len({paint[1:3], paint[3:5], paint[5:7]}) == 1
        for paint in paints
        if paint
    )
    ids = {each.get("id") for each in root.iter()} - {None}
    assert {p[5:-1] for p in paints if p and p.startswith("url(")} <= ids


def test_each_cell_of_the_picture_leads_to_its_studies(found: Gaps, said: Words) -> None:
    root = ElementTree.fromstring(to_svg(found, said))
    links = [each.get("href", "") for each in root.iter(f"{{{SVG['svg']}}}a")]
    assert len(links) == len(set(links)) == sum(len(row.cells) for row in found.vectors)
    assert links[0] == (
        "https://w3id.org/ofmkg/cell?vector=biosecurity&step=threat-identification"
        "&collection=kapoor-2024&framework=marginal-risk"
    )


def test_the_picture_shows_what_changes(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    graph = seven(Scenario(alternatives=True))
    found = gaps(graph, against=kg)
    text = to_svg(found, said, "What if?")
    shown = [each.text for each in ElementTree.fromstring(text).iter(f"{{{SVG['svg']}}}text")]
    assert "What if?" in shown
    names = {"not-in-those-read": "not in those read", "partial": "in part"}
    assert Counter(w for w in shown if w and w.startswith("was: ")) == Counter(
        f"was: {names[c.was]}" for c in found.changes or ()
    )
    assert found.changes


def one_cell(cells: list[StudyCell]) -> Gaps:
    studies = tuple(sorted(cell.study for cell in cells))
    cell = gap_cell("one", cells)
    row = VectorGaps("wide", "Wide", "c", (), studies, (), (), (), (cell,))
    frame = Framework("f", "f", "F", (Step("one", "One", "One", 1),))
    return Gaps(frame, (Collection("c", "C", True, None, ()),), (row,))


@given(st.lists(st.sampled_from(STATES), max_size=300))
def test_numbers_of_the_picture_stay_in_their_cells(said: Words, states: list[str]) -> None:
    cells = [StudyCell(f"s{n}", "wide", state, "clear") for n, state in enumerate(states)]
    root = ElementTree.fromstring(to_svg(one_cell(cells), said))
    for group in root.findall("svg:g", SVG):
        frame = group.find("svg:rect", SVG)
        if frame is None or group.find("svg:title", SVG) is None:
            continue  # the legend
        x, y, wide, high = (float(frame.get(k, "")) for k in ("x", "y", "width", "height"))
        for text in group.findall("svg:text", SVG):
            assert x < float(text.get("x", "")) < x + wide - 6 * len(text.text or "")
            assert y + 12 < float(text.get("y", "")) < y + high
