"""Pages in a browser: main paths, keyboard, no error, nothing from elsewhere, and accessibility."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import CHROMIUM, Visit, chromium, served

pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
KINDS = (
    "/",
    "/matrix",
    "/compare",
    "/compare?a=hazell-2023&b=musser-2023",
    "/columns?work=hazell-2023&work=musser-2023&work=gopal-2023",
    "/gaps",
    "/results",
    "/questions",
    "/question/closed-safeguards",
    "/disagreements",
    "/disagreement/d-bio-information-access",
    "/needed",
    "/agreement",
    "/study/gopal-2023",
    "/claim/c-guha-info-public",
    "/vector/biosecurity",
    "/release/llama-2",
    "/publication/kapoor-2024",
    "/search?q=marginal+risk",
    "/queries",
    "/queries/missing?study=gopal-2023",
    "/sparql",
    "/ontology",
    "/about",
    "/criteria",
    "/code",
    "/decide?study=hazell-2023&step=existing-defenses",
    "/no-such-thing",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of the service over the built-in data."""
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Return Debian's chromium."""
    with chromium() as started:
        yield started


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_is_accessible(
    browser: object, address: str, path: str, scheme: str
) -> None:
    visit = Visit(browser, address, scheme)
    visit.go(path)
    assert visit.violations() == []
    assert visit.wrong == []


def test_from_the_matrix_to_the_source(browser: object, address: str) -> None:
    visit = Visit(browser, address)
    page = visit.page
    visit.go("/")
    page.get_by_role("row").filter(has_text="Gopal").get_by_role("link").first.click()
    assert page.url.endswith("/study/gopal-2023")
    page.get_by_role("button", name="Unfold all").click()
    page.get_by_role("link", name="c-weights-enable-bioweapons").first.click()
    assert page.url.endswith("/claim/c-weights-enable-bioweapons")
    page.get_by_role("link", name="Kapoor et al. 2024").first.click()
    assert page.url.endswith("/publication/kapoor-2024")
    assert page.get_by_role("heading", level=1).inner_text() == "Kapoor et al. 2024"
    assert visit.wrong == []


def test_two_works_are_chosen_and_compared(browser: object, address: str) -> None:
    visit = Visit(browser, address)
    page = visit.page
    visit.go("/")
    main = page.get_by_role("navigation", name="Main")
    main.locator("summary", has_text="Compare").click()
    main.get_by_role("link", name="Two works").click()
    page.get_by_label("One work").select_option("hazell-2023")
    page.get_by_label("Another").select_option("musser-2023")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith("/compare?a=hazell-2023&b=musser-2023")
    assert page.get_by_role("heading", level=1).inner_text() == "Hazell 2023 and Musser 2023"
    page.get_by_role("link", name="Swap the sides").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Musser 2023 and Hazell 2023"
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert text.startswith("section,id,label")
    assert visit.wrong == []


def test_search_and_language(browser: object, address: str) -> None:
    visit = Visit(browser, address)
    page = visit.page
    visit.go("/matrix")
    page.keyboard.press("/")
    page.keyboard.type("pathogen info")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=pathogen+info")
    assert page.get_by_role("status").inner_text() == "3 things found."
    page.get_by_role("link", name="한국어").click()
    assert page.url.endswith("/search?q=pathogen+info")
    assert page.get_by_role("heading", level=1).inner_text() == "검색"
    assert page.locator("html").get_attribute("lang") == "ko"
    assert visit.wrong == []


def test_a_query_of_ones_own(browser: object, address: str) -> None:
    visit = Visit(browser, address)
    page = visit.page
    visit.go("/sparql")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("status").filter(has_text="7 rows").wait_for()
    assert page.get_by_role("cell", name="study/gopal-2023").count() == 1
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    assert Path(started.value.path()).read_text(encoding="utf-8").startswith("study,label")
    asked_in_vain = "PREFIX ofm: <https://w3id.org/ofmkg/ns#>\nSELECT * { ?s a ofm:Stance }"
    page.get_by_label("Query").fill(asked_in_vain)
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("status").filter(has_text="0 rows").wait_for()
    assert "ofm:Stance holds only by inference" in page.locator("#warnings").inner_text()
    page.get_by_role("button", name="line 2").click()
    start = page.get_by_label("Query").evaluate("field => field.selectionStart")
    assert start == asked_in_vain.index("ofm:Stance")
    page.get_by_label("Take in what follows from the ontology").check()
    page.get_by_role("button", name="Ask").click()
    page.locator("#answer td").first.wait_for()
    assert page.locator("#warnings").is_hidden()
    page.get_by_label("Query").fill("SELECT *\nWHERE { ?s ?p }")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("status").filter(has_text="malformed at line 2").wait_for()
    start = page.get_by_label("Query").evaluate("field => field.selectionStart")
    assert start > len("SELECT *\n")
    errors = [each for each in visit.wrong if "400 (Bad Request)" not in each]
    assert errors == []


def test_the_keyboard_is_enough(browser: object, address: str) -> None:
    visit = Visit(browser, address)
    page = visit.page
    visit.go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    visit.go("/")
    names = []
    for _ in range(15):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert names[1:8] == ["ofmkg", "Read", "Compare", "Map", "Argue", "Ask", "Add"]
    assert names[9:11] == ["English", "한국어"]  # behind the field for words
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    assert visit.wrong == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", KINDS)
def test_no_page_is_wider_than_the_screen(
    browser: object, address: str, path: str, width: int
) -> None:
    visit = Visit(browser, address)
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.go(path)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_pages_can_be_read_without_scripts(browser: object, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(address + "/compare")
    page.get_by_label("One work").select_option("hazell-2023")
    page.get_by_label("Another").select_option("musser-2023")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", name="Side by side", exact=True).count() == 1
    assert page.get_by_role("blockquote").count() == 1
    assert page.get_by_role("button", name="Copy with the citation").count() == 0  # needs scripts


def test_what_can_be_quoted_is_copied_with_its_citation(browser: object, address: str) -> None:
    context = browser.new_context(  # type: ignore[attr-defined]
        permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(address + "/compare?a=gopal-2023&b=musser-2023")
    page.get_by_role("button", name="Copy with the citation").click()
    page.get_by_text("Copied.").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0].startswith("Gopal et al. 2023 speaks of biosecurity risk, Musser 2023 of")
    assert lines[1].startswith("Of the 6 steps of the framework, as read by first coder")
    assert lines[2].startswith("We infer that ")
    assert "Codings are readings by coders" in lines[3] and "Source: ofmkg" in lines[3]
    assert lines[4:] == [address + "/compare?a=gopal-2023&b=musser-2023"]


def test_without_a_clipboard_what_can_be_quoted_is_selected(browser: object, address: str) -> None:
    visit = Visit(browser, address)
    visit.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    visit.go("/compare?a=gopal-2023&b=musser-2023")
    visit.page.get_by_role("button", name="Copy with the citation").click()
    selected = visit.page.evaluate("getSelection().toString()")
    assert selected.startswith("Gopal et al. 2023 speaks of") and "Source: ofmkg" in selected
    assert visit.wrong == []


@pytest.mark.parametrize(
    "path", ["/gaps", "/matrix", "/results", "/disagreement/d-bio-information-access"]
)
def test_a_figure_is_taken_home_as_a_picture(browser: object, address: str, path: str) -> None:
    visit = Visit(browser, address)
    visit.go(path)
    with visit.page.expect_download() as started:
        visit.page.get_by_role("link", name="PNG").click()
    assert started.value.suggested_filename == f"{path.rpartition('/')[2]}.png"
    data = Path(started.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 20_000  # an empty picture is smaller by far
    assert visit.wrong == []


def test_a_section_opens_when_its_address_is_followed(browser: object, address: str) -> None:
    visit = Visit(browser, address)
    page = visit.page
    visit.go("/study/gopal-2023")
    cell = page.locator("#step-existing-risk")
    assert cell.is_hidden()
    visit.go("/study/gopal-2023#step-existing-risk")
    cell.wait_for()
    page.get_by_role("button", name="Unfold all").click()
    assert page.locator("details.section:not([open])").count() == 0
    assert visit.wrong == []


def test_a_list_is_sorted_and_sifted_where_it_stands(browser: object, address: str) -> None:
    visit = Visit(browser, address)
    page = visit.page
    visit.go("/studies")
    names = page.locator(".scan tbody th > a")
    before = names.all_inner_texts()
    by_name = page.locator(".scan thead button").first
    by_name.click()
    by_name.click()
    assert names.all_inner_texts() == before[::-1]
    assert page.get_by_role("columnheader", name="Study").get_attribute("aria-sort") == "descending"
    page.get_by_label("Show only rows with these words").fill("phishing")
    assert names.filter(visible=True).all_inner_texts() == ["Hazell 2023: Spear-phishing scams"]
    assert visit.wrong == []
