"""The form for coding in a browser: filled in by keyboard, checked, saved, opened again."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, Visit, chromium, served
from commands import run

from ofmkg.sheets import tree
from ofmkg.sheets.adding import check_file

pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
LATER = Path(__file__).parents[3] / "data" / "later"
SHEETS = sorted((LATER / "sheets").glob("*.yaml"))
UNFOLDED = "document.querySelectorAll('.part details').forEach((each) => (each.open = true))"
VERDICT = re.compile("Nothing wrong|To be mended")
REFERENCE = """\
@article{okafor, title = {Open models at the bench}, author = {Okafor, Nneka and {RAND} and others},
  journal = {Journal of Biosafety}, year = {2026}, month = mar, doi = {10.1234/jab.2026.17}}
"""
STEPS = (
    "threat-identification",
    "existing-risk",
    "existing-defenses",
    "marginal-risk-evidence",
    "ease-of-defense",
    "uncertainty-assumptions",
)
# What YAML and JSON see differently, and what readers of YAML guess at.
TRICKY = [
    "no", "012", "1e3", "~", "null", "2024-02-27", "a: b # c", "- x", "'\"\\", "two\nlines\n",
    "", "%z",
    "tab\there", "\u2028\u2029\x85\x7f\ufeff", "한국어 𝔘 😀", "  blanks  ", "{a}", "&x", "!y",
]  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of the service over the built-in data."""
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return a browser."""
    with chromium() as started:
        yield started


class Coder(Visit):
    """Somebody who fills in the form by keyboard alone."""

    def tab(self, name: str) -> None:
        """Move on until the keyboard is at an id."""
        for _ in range(250):
            if self.page.evaluate("document.activeElement.id") == name:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{name} cannot be reached")

    def type(self, name: str, text: str) -> None:
        """Write into a field."""
        self.tab(name)
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Go through a list until it shows a value."""
        self.tab(name)
        for _ in range(60):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not offered")

    def mark(self, name: str, value: str) -> None:
        """Choose one of several that stand beside each other."""
        self.tab(name)
        self.page.keyboard.press("Space")
        self.choose(self.page.evaluate("document.activeElement.id"), value)

    def press(self, text: str) -> None:
        """Move on to a button or link, and use it."""
        script = "document.activeElement.textContent.trim()"
        for _ in range(250):
            if self.page.evaluate(script).startswith(text):
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{text} cannot be reached")

    def open(self, path: Path) -> None:
        """Open a file."""
        self.page.set_input_files("#file", path)
        self.page.get_by_role("status").filter(has_text=f"{path.name} is open").wait_for()

    def save(self) -> str:
        """Return what is saved as a file."""
        with self.page.expect_download() as started:
            self.page.get_by_role("button", name="Save as YAML").first.click()
        return Path(started.value.path()).read_text(encoding="utf-8")

    def heading(self) -> str:
        """Return what part is on screen."""
        return str(self.page.locator("#part-heading").inner_text())


def authors(coder: Coder) -> None:
    """Fill in a person and an organization as authors, of a list that is cut off."""
    for number, fields in enumerate(({"family": "Smith", "given": "A."}, {"organization": "RAND"})):
        coder.tab("f-work-authors-add")
        coder.page.keyboard.press("Enter")
        for name, text in fields.items():
            coder.type(f"f-work-authors-{number}-{name}", text)
    coder.choose("f-work-more_authors", "yes")


def test_a_sheet_is_filled_in_by_keyboard_and_is_right(
    browser: object, address: str, tmp_path: Path
) -> None:
    coder = Coder(browser, address)
    coder.go("/code")
    coder.press("New sheet")
    coder.type("f-work-id", "smith-2026")
    coder.type("f-work-label", "Smith 2026")
    coder.type("f-work-title", "A title: with # signs and 'quotes'")
    authors(coder)
    coder.type("f-work-issued", "2026-02")
    coder.choose("f-work-kind", "report")
    coder.type("f-work-url", "https://example.org/smith")
    coder.press("Next: Coder and text read")
    assert coder.heading() == "Coder and text read"
    coder.type("f-coder-id", "me")
    coder.type("f-coder-label", "me")
    coder.type("f-collection-label", "our own readings")
    coder.type("f-collection-cutoff", "2026-03-01")
    coder.type("f-collection-caveats-0", "Coded once.")
    coder.mark("f-text_read-extent", "full")
    coder.type("f-text_read-source", "the report")
    coder.type("f-text_read-sections", "all")
    coder.press("Next: Misuse vector 1")
    coder.choose("f-analyses-0-vector", "biosecurity")
    for number, step in enumerate(STEPS):
        coder.press("Next: ")
        coder.page.wait_for_url(f"**#analysis-1-{step}")
        place = f"f-analyses-0-codings-{number}"
        coder.mark(f"{place}-outcome", "addressed" if number else "partial")
        coder.type(f"{place}-rationale", f"What it says of {step}.")
        coder.type(f"{place}-locator", f"section {number + 1}")
    coder.press("Check")
    coder.page.get_by_role("status").filter(has_text="Nothing wrong").wait_for(timeout=60_000)
    text = coder.save()
    path = tmp_path / "smith-2026.yaml"
    path.write_text(text, encoding="utf-8")
    checked = check_file(path)
    assert [str(each) for each in checked.mistakes] == []
    assert checked.sheet is not None
    assert [each.step for each in checked.sheet.analyses[0].codings] == list(STEPS)
    assert [each.label for each in checked.sheet.work.authors] == ["A. Smith", "RAND"]
    assert checked.sheet.work.more_authors
    assert coder.wrong == []


def test_a_work_goes_from_a_bibliography_to_the_matrix(
    browser: object, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "refs.bib").write_text(REFERENCE, encoding="utf-8")
    started = tmp_path / "started.yaml"
    source = str(tmp_path / "refs.bib")
    new = ("sheet", "new", "--from", source, "--vector", "biosecurity", "-o", str(started))
    assert run(capsys, *new)[0] == 0
    coder = Coder(browser, address)
    coder.go("/code")
    coder.open(started)
    page = coder.page
    assert page.locator("#f-work-authors-0-family").input_value() == "Okafor"
    assert page.locator("#f-work-authors-1-organization").input_value() == "RAND"
    page.goto(f"{address}/code#reading")
    page.locator("input[name=f-text_read-extent][value=full]").check()
    page.fill("#f-text_read-source", "the article")
    page.fill("#f-text_read-sections", "all")
    for number, step in enumerate(STEPS):
        page.goto(f"{address}/code#analysis-1-{step}")
        place = f"f-analyses-0-codings-{number}"
        page.locator(f"input[name={place}-outcome][value=addressed]").check()
        page.fill(f"#{place}-rationale", f"What it says of {step}.")
        page.fill(f"#{place}-locator", "section 1")
    page.goto(f"{address}/code#claims")
    page.click("#f-claims-add")
    page.fill("#f-claims-0-id", "okafor-helps")
    page.fill("#f-claims-0-statement", "Open models helped at the bench.")
    page.select_option("#f-claims-0-kind", "empirical")
    page.fill("#f-claims-0-about-0", "vector/biosecurity")
    page.fill("#f-claims-0-locator", "section 4")
    page.fill("#f-claims-0-evidence-design", "a trial")
    page.fill("#f-claims-0-evidence-n", "nearly 1,300")
    page.goto(f"{address}/code#disagreements")
    page.click("#f-disagreements-add")
    first = "#f-disagreements-0"
    page.fill(f"{first}-id", "okafor-bench")
    page.fill(f"{first}-label", "Do open models help at the bench?")
    page.select_option(f"{first}-type", "conflict")
    page.fill(f"{first}-explanation", "One saw help, the other none.")
    page.fill(f"{first}-locator", "section 5")
    parties = (("okafor-2026", "okafor-helps"), ("hong-2026", "cc-hong-2026-no-bench-difference"))
    for number, (work, claim) in enumerate(parties):
        page.click(f"{first}-parties-add")
        page.fill(f"{first}-parties-{number}-work", work)
        page.fill(f"{first}-parties-{number}-claim", claim)
        page.fill(f"{first}-parties-{number}-side", str(number + 1))
    page.click(f"{first}-causes-add")
    page.select_option(f"{first}-causes-0-cause", "conflicting-evidence")
    page.get_by_role("button", name="Check").first.click()
    page.get_by_role("status").filter(has_text=VERDICT).wait_for(timeout=60_000)
    saved = tmp_path / "okafor-2026.yaml"
    saved.write_text(coder.save(), encoding="utf-8")
    assert "biosecurity: a new study, okafor-2026." in page.locator(".part").inner_text()
    own = str(tmp_path / "my-studies")
    assert run(capsys, "sheet", "check", str(saved))[0] == 0
    assert run(capsys, "add", str(saved), "--data", own)[0] == 0
    code, out, _ = run(capsys, "matrix", "--collection", "own", "--data", own)
    assert code == 0
    assert "okafor-2026" in out
    assert coder.wrong == []


def test_a_further_reading_stands_beside_the_first(browser: object, address: str) -> None:
    coder = Coder(browser, address)
    coder.go("/code")
    coder.open(LATER / "sheets" / "hong-2026.yaml")
    page = coder.page
    sheet = tree.parse(coder.save()).value
    sheet = {**sheet, "work": {"id": "hong-2026"}, "coder": {"id": "ann", "label": "Ann"}}
    del sheet["claims"]
    page.set_input_files(
        "#file",
        {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(sheet).encode()},
    )
    page.get_by_role("status").filter(has_text="x.json is open").wait_for()
    page.goto(f"{address}/code#reading")
    page.evaluate(UNFOLDED)
    page.select_option("#f-adopted", "no")
    page.fill("#f-adopted_reason", "The first reading was made earlier.")
    page.goto(f"{address}/code#analysis-1")
    page.evaluate(UNFOLDED)
    page.select_option("#f-analyses-0-adopted", "no")
    page.get_by_role("button", name="Check").first.click()
    page.get_by_role("status").filter(has_text=VERDICT).wait_for(timeout=60_000)
    assert "a further reading of the study hong-2026," in page.locator(".part").inner_text()
    assert tree.parse(coder.save()).value["adopted"] == "no"
    assert coder.wrong == []


def test_what_is_wrong_is_said_at_the_field_and_leads_there(browser: object, address: str) -> None:
    coder = Coder(browser, address)
    coder.go("/code")
    coder.press("New sheet")
    coder.type("f-work-id", "Smith 2026")
    coder.page.get_by_role("button", name="Check").first.click()
    status = coder.page.get_by_role("status")
    status.filter(has_text=re.compile(r"To be mended: \d+")).wait_for(timeout=60_000)
    assert coder.heading() == "Check and save"
    link = coder.page.locator(".summary a").first
    assert link.inner_text() == "The work · Id"
    link.press("Enter")
    assert coder.page.evaluate("document.activeElement.id") == "f-work-id"
    field = coder.page.get_by_label("Id", exact=False).first
    assert field.get_attribute("aria-invalid") == "true"
    told = [
        coder.page.locator(f"#{each}").inner_text()
        for each in (field.get_attribute("aria-describedby") or "").split()
    ]
    assert "is no id; write small letters, digits and hyphens" in told[-1]
    assert coder.violations() == []
    field.fill("smith-2026")
    assert field.get_attribute("aria-invalid") is None
    assert coder.page.locator(".wrong").count() == 0
    assert coder.wrong == []


def test_what_is_typed_is_there_again_and_can_be_deleted(browser: object, address: str) -> None:
    coder = Coder(browser, address)
    coder.go("/code")
    for name in ("first-2026", "second-2026"):
        coder.press("New sheet")
        coder.type("f-work-id", name)
        coder.page.get_by_role("status").filter(has_text="Saved").wait_for()
    coder.page.reload()
    assert coder.page.locator("#f-work-id").input_value() == "second-2026"
    coder.page.get_by_label("Sheets in this browser").last.select_option(label="first-2026")
    assert coder.page.locator("#f-work-id").input_value() == "first-2026"
    coder.page.on("dialog", lambda dialog: dialog.accept())
    coder.page.goto(f"{address}/code#check")
    coder.page.get_by_role("button", name="Delete this sheet").click()
    assert coder.page.locator("#sheet option").all_inner_texts() == ["second-2026"]
    assert coder.wrong == []


@pytest.mark.parametrize("name", ["hong-2026", "zhuo-2026", "1a3orn-2023"])
def test_a_file_comes_back_with_the_same_content(browser: object, address: str, name: str) -> None:
    path = LATER / "sheets" / f"{name}.yaml"
    coder = Coder(browser, address)
    coder.go("/code")
    coder.open(path)
    for part in coder.page.locator(".parts a").all():
        part.click()
    before = tree.read(path).value
    assert tree.parse(coder.save()).value == before
    assert coder.wrong == []


def test_every_sheet_is_written_as_it_was_read(browser: object, address: str) -> None:
    coder = Coder(browser, address)
    coder.go("/code")
    written = """async (sheet) => (await import("/static/code-yaml.js")).yaml(sheet)"""
    every = [tree.read(path).value for path in SHEETS]
    every.append(
        {"work": {"id": "x", "n": "3"}, "none": [], "claims": [{"a": TRICKY, "b": {"c": "d"}}]}
    )
    assert len(every) > 40
    for value in every:
        assert tree.parse(coder.page.evaluate(written, value)).value == value


def test_a_file_that_is_no_sheet_is_refused(browser: object, address: str, tmp_path: Path) -> None:
    coder = Coder(browser, address)
    coder.go("/code")
    (tmp_path / "bad.yaml").write_text("a: b: c\n", encoding="utf-8")
    coder.page.set_input_files("#file", tmp_path / "bad.yaml")
    coder.page.get_by_role("status").filter(has_text="line 1: is not YAML").wait_for()
    (tmp_path / "list.json").write_text("[1, 2]", encoding="utf-8")
    coder.page.set_input_files("#file", tmp_path / "list.json")
    coder.page.get_by_role("status").filter(has_text="list.json").wait_for()
    assert coder.page.locator("#sheet").count() == 0


def test_without_a_service_the_form_says_what_it_can(browser: object, address: str) -> None:
    coder = Coder(browser, address)
    coder.page.route("**/code/check", lambda route: route.fulfill(status=404, body="none"))
    coder.go("/code")
    coder.press("New sheet")
    coder.page.get_by_role("button", name="Check").first.click()
    coder.page.get_by_role("status").filter(has_text="it needs ofmkg serve").wait_for()
    told = coder.page.locator(".summary li").all_inner_texts()
    assert "The work · Id: is missing; add it." in told
    assert any(each.startswith("Coder and text read · Extent") for each in told)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
def test_every_part_is_accessible(browser: object, address: str, locale: str, scheme: str) -> None:
    coder = Coder(browser, address, scheme, locale)
    coder.go("/code")
    coder.page.set_input_files("#file", LATER / "sheets" / "hong-2026.yaml")
    coder.page.locator(".parts a").first.wait_for()
    found = {}
    for address_ in [each.get_attribute("href") for each in coder.page.locator(".parts a").all()]:
        coder.page.goto(f"{coder.page.url.partition('#')[0]}{address_}")
        coder.page.locator(f'.parts a[href="{address_}"][aria-current]').wait_for()
        found[address_] = coder.violations()
    assert {part: wrong for part, wrong in found.items() if wrong} == {}
    assert len(found) == 15
    assert coder.wrong == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_part_is_wider_than_the_screen(browser: object, address: str, width: int) -> None:
    coder = Coder(browser, address)
    coder.page.set_viewport_size({"width": width, "height": 900})
    coder.go("/code")
    coder.open(LATER / "sheets" / "hong-2026.yaml")
    for each in ("work", "reading", "analysis-1", "analysis-1-existing-risk", "claims", "check"):
        coder.page.goto(f"{address}/code#{each}")
        assert coder.page.evaluate("document.documentElement.scrollWidth") <= width, each
