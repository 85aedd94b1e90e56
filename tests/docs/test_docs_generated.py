"""The generated files are what the ontology gives now. If one fails: python docs/make.py."""

import drawing
import make
import page
import pytest
import transcript
from fences import read
from pytest import CaptureFixture, MonkeyPatch

REMEDY = "run: python docs/make.py"


def test_the_diagram_is_up_to_date() -> None:
    assert make.source()[1] == read("classes.dot"), REMEDY


def test_the_picture_was_drawn_from_the_diagram() -> None:
    assert drawing.drawn_from(read("classes.svg")) == drawing.digest(read("classes.dot")), REMEDY


def test_the_page_is_up_to_date() -> None:
    assert page.html(read("classes.svg"), make.source()[0]) == read("ontology.html"), REMEDY


def test_nothing_depends_on_the_run() -> None:
    assert make.source() == make.source()


def test_without_graphviz_a_current_picture_is_kept(
    monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]
) -> None:
    written: dict[str, str] = {}
    monkeypatch.setattr(make, "_write", lambda path, text: written.update({path.name: text}))
    monkeypatch.setattr(drawing, "missing", lambda: "no Graphviz")
    assert make.main() == 0
    assert set(written) == {
        "architecture.md",
        "assistants.md",
        "classes.dot",
        "ontology.html",
        *make.methods(),
    }
    assert capsys.readouterr().err == ""


def test_without_graphviz_an_old_picture_is_told(
    monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make, "_write", lambda path, text: None)
    monkeypatch.setattr(drawing, "missing", lambda: "no Graphviz")
    monkeypatch.setattr(drawing, "drawn_from", lambda svg: "something else")
    assert make.main() == 1
    assert capsys.readouterr().err == "classes.svg is out of date: no Graphviz.\n"


@pytest.mark.parametrize("svg", ["", "<svg></svg>", "<!-- SHA-256 abc -->"])
def test_a_picture_without_a_mark(svg: str) -> None:
    assert drawing.drawn_from(svg) is None


def test_the_pages_of_the_method_are_those_of_the_site() -> None:
    for name, text in make.methods().items():
        assert text == read(name), REMEDY


def test_the_transcript_is_what_the_server_for_assistants_answers() -> None:
    page = read("assistants.md")
    assert transcript.written(page) == page, REMEDY
