"""What a layout names is a link: works, studies, questions, claims, threats and their ids."""

import pytest
from small_graph import small

from ofmkg.analyses.briefs import brief
from ofmkg.pages.blocks import Items, Page, Table
from ofmkg.pages.briefs import document as told
from ofmkg.pages.compare import document as compared
from ofmkg.pages.matrix import document as tabulated
from ofmkg.pages.messages import spans_of
from ofmkg.pages.words import words


def texts(page: Page) -> list[str]:
    """Return the texts of lists and tables, and of the headings and paragraphs between them."""
    found: list[str] = []
    for block in page:
        if isinstance(block, Items):
            found += [text for item in block.items for text in (item.text, *item.details)]
        elif isinstance(block, Table):
            found += [*block.columns, *(cell for row in block.rows for cell in row)]
        else:
            found.append(block.text)
    return found


def links(page: Page, beginning: str) -> list[tuple[str, str]]:
    """Return what the one text with a beginning names, with the things."""
    (text,) = [each for each in texts(page) if each.startswith(beginning)]
    return [(text[s.start : s.end], s.thing) for s in spans_of(text)]


@pytest.fixture(scope="module")
def comparison() -> Page:
    graph = small()
    return compared(graph.compare("beta-2024-forgery", "alpha-2023"), words(graph))


@pytest.mark.parametrize(
    ("beginning", "named"),
    [
        ("Skill (skill", [("Skill", "question/skill"), ("skill", "skill"), ("threat", "threat")]),
        (
            "According to Judge 2024, Alpha 2023 assumes",
            [
                ("Judge 2024", "judge-2024"),
                ("Alpha 2023", "alpha-2023"),
                ("Little skill", "position/low-skill"),
                ("Judge 2024", "publication/judge-2024"),
            ],
        ),
        (
            "Different threat scope (computed)",
            [("forgery", "vector/forgery"), ("phone fraud", "vector/phone")],
        ),
        (
            "Do fraud calls rise? (calls;",
            [
                ("Do fraud calls rise?", "disagreement/calls"),
                ("calls", "calls"),
                ("Judge 2024", "publication/judge-2024"),
            ],
        ),
    ],
)
def test_a_comparison(comparison: Page, beginning: str, named: list[tuple[str, str]]) -> None:
    assert links(comparison, beginning) == named


def test_the_matrix() -> None:
    graph = small()
    page = tabulated(graph.matrix("all"), words(graph))
    assert links(page, "delta-2021\nforgery") == [
        ("delta-2021", "delta-2021"),
        ("forgery", "vector/forgery"),
    ]
    assert links(page, "beta-2024-fraud (") == [
        ("beta-2024-fraud", "beta-2024-fraud"),
        ("Beta on fraud", "beta-2024-fraud"),
        ("Beta 2024", "publication/beta-2024"),
        ("Bob", "bob"),
    ]


def test_a_brief() -> None:
    graph = small()
    page = told(brief(graph, "study", "alpha-2023"), words(graph))
    cells = tuple(block for block in page if isinstance(block, Table) and block.anchors)
    assert set(links(cells, "Fraud calls rise.")) == {("calls-rise", "calls-rise")}
    assert links(page, "Who says it: Alpha 2023, according to") == [
        ("Alpha 2023", "alpha-2023"),
        ("Judge 2024", "judge-2024"),
    ]
    assert ("Alpha 2023", "publication/alpha-2023") in links(
        page, "Alpha on phone fraud (alpha-2023), r"
    )
