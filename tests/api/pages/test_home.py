"""The first page: counted from the graph, with three disagreements on record."""

import re

from facts import Facts
from fastapi.testclient import TestClient

import ofmkg
from ofmkg.api.pages.home import home
from ofmkg.knowledge import KnowledgeGraph

AMBIGUOUS = "?x a ofm:Coding ; ofm:codingBasis ofm:ambiguous ; ofm:alternativeOutcome ?y"


def test_what_it_counts(kg: KnowledgeGraph, facts: Facts) -> None:
    found = home(kg)
    known = facts["kapoor-2024"]
    assert found.matrix == kg.matrix()
    assert found.certainty.codings == known["?x a ofm:Coding"]
    assert found.certainty.by_basis == {
        "clear": known["?x a ofm:Coding ; ofm:codingBasis ofm:clear"],
        "ambiguous": known[AMBIGUOUS],
    }
    ours = kg.query("inferred-stances", collection="kapoor-2024").dicts()
    taken = [r for r in ours if "position" in r]
    assert found.certainty.inferred == len({row["stance"] for row in taken})
    assert found.certainty.inferred < found.certainty.taken


def test_three_questions_have_their_sides(kg: KnowledgeGraph) -> None:
    web, filters, tools = home(kg).worked
    assert [(side.number, side.inferred) for side in web.sides] == [(1, False), (2, False)]
    assert [(side.number, side.inferred) for side in filters.sides] == [(1, True), (2, True)]
    assert {c["work"] for c in web.sides[1].claims} == {
        "guha-2023",
        "mouton-2024",
        "patwardhan-2024",
    }
    assert [c["work"] for c in filters.sides[0].claims] == ["hazell-2023"]
    assert [(side.number, side.inferred) for side in tools.sides] == [(None, False)]
    assert all(c["source"] for w in (web, filters, tools) for s in w.sides for c in s.claims)


def test_the_page(client: TestClient, kg: ofmkg.KnowledgeGraph) -> None:
    text = client.get("/", headers={"Accept": "text/html"}).text
    assert "Our reading, not the authors' scores" in text.replace("&#39;", "'")
    assert "Evidence up to 2024-02-27" in text
    cells = re.findall(r'<td class="(\w+)">', text)
    codings = [cell for row in kg.matrix().rows for cell in row.cells]
    assert cells == [cell.state for cell in codings]
    contested = sum(bool(cell.contested) for cell in codings)
    ambiguous = sum(cell.alternative is not None for cell in codings)
    assert text.count('class="or"') == ambiguous + contested
    assert text.count("coders differ") == contested > 0
    assert len(text) < 100_000
    assert client.get("/").json()["name"] == "ofmkg"


def test_figures_and_other_formats(client: TestClient) -> None:
    figure = client.get("/gaps.svg")
    assert figure.headers["content-type"] == "image/svg+xml"
    assert figure.text.startswith("<?xml")
    assert figure.headers["content-security-policy"].startswith("default-src 'none'")
    assert client.get("/matrix.md").text.startswith("# Which steps did each study address")
    assert client.get("/study/gopal-2023.tex").text.startswith("%")
    assert client.get("/matrix.svg").text.startswith("<?xml")
    assert client.get("/needed.svg").status_code == 406


def test_a_question_as_a_page(client: TestClient, kg: KnowledgeGraph) -> None:
    page = client.get("/queries/missing?study=gopal-2023&step=", headers={"Accept": "text/html"})
    assert '<a href="/study/gopal-2023"' in page.text
    rows = kg.query("missing", study="gopal-2023").rows
    assert f"{len(rows)} rows" in page.text
    assert '<option value="hazell-2023">' in page.text
