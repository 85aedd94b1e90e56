"""The site as files: every link leads to a file, and a folder of others is never touched."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from ofmkg.api import state
from ofmkg.api.files import building, folder
from ofmkg.api.files.building import Built
from ofmkg.api.files.bundling import form
from ofmkg.api.files.places import Place, Places
from ofmkg.api.settings import Settings
from ofmkg.errors import UsageError
from ofmkg.graph import parsing
from ofmkg.graph.resources import room

_LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
# Of pages that are made alike some are enough.
_ALIKE = ("/queries/", "/release/", "/event/", "/defense/", "/review/", "/framework/", "/position/")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """Return the site of the made-up graph, and what is told of it."""
    made_up = Path(__file__).parents[1] / "queries" / "small.ttl"
    now = state.snapshot([parsing.read(room("ontology") / "ofmkg.ttl"), parsing.read(made_up)])
    target = tmp_path_factory.mktemp("files") / "site"
    with pytest.MonkeyPatch.context() as patch, folder.replaced(target) as draft:
        patch.setattr(building, "_CHUNK", 1)  # so that some are found by two processes at once
        built = building.of_snapshot(now, Settings(), draft, left_out=_ALIKE)
    return target, built


@pytest.fixture(scope="module")
def site(made: tuple[Path, Built]) -> Path:
    """Return the site of the made-up graph."""
    return made[0]


def test_every_link_of_every_page_leads_to_a_file(site: Path) -> None:
    pages = [*site.rglob("*.html")]
    assert {"index.html", "ko/index.html", "matrix.html", "absent.html", "search.html"} <= {
        str(page.relative_to(site)) for page in pages
    }
    dead, away = set(), set()
    for page in pages:
        for link in map(html.unescape, _LINK.findall(page.read_text("utf-8"))):
            if re.match(r"\w+:", link):
                away.add(link.partition(":")[0])
                continue
            path = unquote(link.partition("#")[0].partition("?")[0])
            if path and not (page.parent / path).is_file():
                dead.add((str(page.relative_to(site)), link))
    assert not dead
    assert away <= {"http", "https", "mailto"}


def test_each_file_is_counted_once(made: tuple[Path, Built]) -> None:
    site, built = made
    written = [path for path in site.rglob("*") if path.is_file() and path.name != folder.MARK]
    assert built.files == len(written)
    assert built.bytes == sum(path.stat().st_size for path in written)


def test_the_frame_leads_to_nothing_that_is_not_there(made: tuple[Path, Built]) -> None:
    site, built = made
    assert built.unanswered == ()
    assert "/cite?work=" not in (site / "index.html").read_text("utf-8")


def test_pages_have_their_twins_and_speak_their_language(site: Path) -> None:
    assert json.loads((site / "matrix.json").read_text("utf-8"))["rows"]
    assert '<html lang="ko">' in (site / "ko" / "matrix.html").read_text("utf-8")
    english = (site / "matrix.html").read_text("utf-8")
    assert 'href="ko/matrix.html" lang="ko"' in english
    assert 'type="module"' not in english
    assert "<svg" in (site / "matrix.svg").read_text("utf-8")
    assert not list(site.rglob("*.docx"))
    assert ".docx" not in english


def test_what_is_not_among_the_files_leads_to_the_page_that_says_so(site: Path) -> None:
    assert 'href="absent.html#/sparql"' in (site / "matrix.html").read_text("utf-8")


def test_the_search_holds_what_can_be_found(site: Path) -> None:
    text = (site / "static" / "search-ko.js").read_text("utf-8")
    held = json.loads(text.removeprefix("globalThis.ofmkgSearch = ").rstrip().rstrip(";"))
    assert held["entries"]
    assert all((site / entry[0]).is_file() for entry in held["entries"])


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/claim/x", "claim/x.html"),
        ("/claim/x.json", "claim/x.json"),
        ("/compare?b=a-2023&a=b-2024", "compare~a=a-2023~b=b-2024.html"),
        ("/compare?a=a-2023&b=c-2025", None),
        ("/compare.json?a=a-2023&b=b-2024", None),
        ("/matrix?collection=later", "matrix~collection=later.html"),
        ("/matrix.csv?collection=later", "matrix~collection=later.csv"),
        ("/matrix?without=x", None),
        ("/matrix.docx", None),
        ("/queries/claims.xml", None),
        ("/queries/claims.tsv", None),
        ("/columns", "columns.html"),
        ("/columns?collection=later", "columns~collection=later.html"),
        ("/columns?work=a-2023&work=b-2024", None),
        ("/release/model-1.5", "release/model-1.5.html"),
        ("/search?q=words", "search.html"),
        ("/cite?work=x&format=ris", "cite~format=ris~work=x.ris"),
        ("/correction?study=x&step=y", "correction~step=y~study=x.yaml"),
        ("/../x", "_2e_2e/x.html"),
        ("/sparql", None),
    ],
)
def test_an_address_has_one_file(address: str, file: str | None) -> None:
    place = Places([("b-2024", "a-2023")]).place(address)
    assert (place and place.file) == file


def test_links_are_relative_and_keep_language_anchor_and_words() -> None:
    places = Places()
    here = Place("ko/claim/x.html", "/claim/x", True, "ko")
    assert places.link("/matrix#a", here) == "../matrix.html#a"
    assert places.link("/matrix.json", here) == "../../matrix.json"
    assert places.link("/language/en?to=/claim/x", here) == "../../claim/x.html"
    assert places.link("/search?q=llama", here) == "../search.html?q=llama"
    assert places.link("/matrix.docx", here) is None
    assert places.link("/compare.json?a=x&b=y", here) is None
    assert places.link("/compare?a=x&b=y", here) == "../absent.html#/compare?a=x&b=y"


def test_a_former_site_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for text in ("one", "two"):
        with folder.replaced(target) as draft:
            (draft / "index.html").write_text(text)
    assert (target / "index.html").read_text() == "two"
    (target / "mine.txt").write_text("of somebody")
    with pytest.raises(UsageError, match=r"holds mine\.txt, which is not of the site"):
        folder.check(target)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a").write_text("")
    with pytest.raises(UsageError, match="is not empty and no site"), folder.replaced(other):
        raise AssertionError("not begun")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other", "site"]


def test_what_breaks_off_leaves_the_former_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with folder.replaced(target) as draft:
        (draft / "index.html").write_text("one")
    with pytest.raises(KeyboardInterrupt), folder.replaced(target) as draft:
        (draft / "index.html").write_text("half")
        raise KeyboardInterrupt
    assert (target / "index.html").read_text() == "one"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_the_form_is_one_script_without_imports(tmp_path: Path) -> None:
    script = tmp_path / "form.js"
    script.write_text(form({"say": {}}), encoding="utf-8")
    assert not re.search(r"^\s*(import|export) ", script.read_text("utf-8"), re.MULTILINE)
    subprocess.run(["node", "--check", script], check=True, capture_output=True)
