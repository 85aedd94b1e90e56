"""The page of components is true: each part has its macro and class, and is seen where it says."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import ofmkg.api
from ofmkg.graph.resources import room

DOCS = room("queries").parent / "docs" / "components.md"
PAGES = Path(ofmkg.api.__file__).parent / "pages"
STYLES = "".join(path.read_text(encoding="utf-8") for path in PAGES.glob("static/*.css"))
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Part:
    """A row of the table: what it is, its macros (a template, and names), classes and addresses."""

    name: str
    macros: tuple[str, ...]
    classes: tuple[str, ...]
    seen: tuple[str, ...]


def parts() -> list[Part]:
    """Return the rows of the table."""
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line[:2] == "| "][2:]
    cells = [[cell.strip() for cell in row[1:-1].split("|")] for row in rows]
    return [
        Part(name, *(tuple(CODE.findall(cell)) for cell in (macro, classes, seen)))
        for name, _, macro, classes, seen in cells
    ]


def test_every_part_that_pages_are_made_of_is_there() -> None:
    names = {part.name for part in parts()}
    assert names >= {
        "cell",
        "row of six signs",
        "two sides",
        "quotation with citation",
        "figure with caption",
        "table that one scans",
        "note",
        "fold",
        "tab",
    }


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_part_is_as_the_page_of_components_says(part: Part, client: TestClient) -> None:
    for macro in part.macros:
        template, _, named = macro.partition(":")
        if template.endswith(".html"):
            text = (PAGES / "templates" / template).read_text(encoding="utf-8")
            for each in filter(None, re.split(r"[,\s]+", named)):
                assert f"macro {each}(" in text
    shown = [client.get(address, headers={"Accept": "text/html"}) for address in part.seen]
    assert shown and all(page.status_code == 200 for page in shown)
    for each in part.classes:
        if each.startswith("."):
            assert each in STYLES
            used = rf'class="[^"]*\b{each[1:]}\b'
            assert any(re.search(used, page.text) for page in shown), each
        else:
            assert any(each in page.text for page in shown), each
