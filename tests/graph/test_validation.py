"""Damaged files are refused, naming file, node and remedy; sound ones are not."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ofmkg.cli import app as cli
from ofmkg.graph import validation
from ofmkg.graph.resources import room
from ofmkg.graph.terms import short

ORIGINAL = (room("data") / "studies" / "hazell-2023.ttl").read_text(encoding="utf-8")
ASSESSMENT = "https://w3id.org/ofmkg/assessment/hazell-2023/marginal-risk/first-coder"


def without_rationale(text: str) -> str:
    """Take the rationale of the first coding away."""
    return re.sub(r'    ofm:rationale "The scam[^\n]*\n', "", text, count=1)


def with_second_coding(text: str) -> str:
    """Code the second step twice."""
    start = text.index(
        f"<{ASSESSMENT.removeprefix('https://w3id.org/ofmkg/')}/coding/existing-risk>"
    )
    coding = text[start : text.index(" .\n\n", start)]
    return f"{text}\n{coding.replace('coding/existing-risk>', 'coding/again>', 1)} .\n"


def replaced(old: str, new: str) -> Callable[[str], str]:
    """Replace the first occurrence of a text that must be there."""

    def damage(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return damage


Refused = tuple[Path, validation.Report]

# name: (damage, shape, node, property, words of the remedy)
DAMAGED: dict[str, tuple[Callable[[str], str], str, str, str | None, str]] = {
    "missing rationale": (
        without_rationale,
        "CodingRationale",
        f"{ASSESSMENT}/coding/threat-identification",
        "rationale",
        "Give ofm:rationale once",
    ),
    "unknown step": (
        replaced("ofm:onStep step:ease-of-defense", "ofm:onStep step:ease-of-defence"),
        "CodingStep",
        f"{ASSESSMENT}/coding/ease-of-defense",
        "onStep",
        "check that the step it names is described and spelt right",
    ),
    "position of another question": (
        replaced("ofm:takesPosition", "ofm:onQuestion <question/actor-skill> ; ofm:takesPosition"),
        "StancePositionAnswersQuestion",
        f"{ASSESSMENT}/stance/hazell-a1",
        None,
        "Correct ofm:takesPosition, or remove ofm:onQuestion",
    ),
    "duplicate coding": (
        with_second_coding,
        "AssessmentCodingOnce",
        ASSESSMENT,
        None,
        "Keep one coding per step",
    ),
    "dangling reference": (
        replaced("ofm:inCollection <collection/kapoor-2024>", "ofm:inCollection <collection/x>"),
        "StudyCollection",
        "https://w3id.org/ofmkg/study/hazell-2023",
        "inCollection",
        "ofm:inCollection",
    ),
}


@pytest.fixture(scope="module", params=["graph/studies/hazell-2023", "graph/copy"])
def refused(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Refused:
    """Return a copy with every damage, and what is found: under either name no original mends it.

    A check takes seconds and the damages do not touch each other, so that one file has them all.
    """
    text = ORIGINAL.replace("<graph/studies/hazell-2023>", f"<{request.param}>")
    for damage, *_ in DAMAGED.values():
        text = damage(text)
    file = tmp_path_factory.mktemp("damaged") / "copy.ttl"
    file.write_text(text, encoding="utf-8")
    return file, validation.check_files([file])


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_copy_is_refused(refused: Refused, name: str) -> None:
    file, report = refused
    _, shape, node, path, remedy = DAMAGED[name]
    found = [f for f in report.findings if f.severity == "violation" and f.shape == shape]
    assert [(f.file, f.study, f.node) for f in found] == [(str(file), "hazell-2023", node)]
    assert (found[0].path or "").endswith(path or "")
    assert remedy in found[0].message


# The line that loses its semicolon; the parser notices on the next one.
BROKEN = ORIGINAL[: ORIGINAL.index("ofm:adopted true ;")].count("\n") + 1
UNREADABLE = {
    "syntax error": (
        ORIGINAL.replace("ofm:adopted true ;", "ofm:adopted true"),
        f", line {BROKEN + 1}: ",
    ),
    "wrong encoding": (ORIGINAL.replace("e-mail made", "é-mail made"), "is not in UTF-8"),
    "empty file": ("", "holds no statements"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_copy_is_refused_in_one_line(
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text, said = UNREADABLE[name]
    file = tmp_path / "copy.ttl"
    file.write_bytes(text.encode("latin-1" if name == "wrong encoding" else "utf-8"))
    monkeypatch.setattr(sys, "argv", ["ofmkg", "validate", str(file)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capsys.readouterr()
    assert (left.value.code, out) == (2, "")
    assert err.startswith(f"ofmkg: {file}")
    assert said in err
    assert err.count("\n") == 1


def test_a_sound_copy_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "copy.ttl"
    file.write_text(ORIGINAL, encoding="utf-8")
    assert validation.check_files([file]) == validation.Report(1, ())


def test_a_second_adopted_assessment_of_our_study_is_refused(tmp_path: Path) -> None:
    """What a file breaks in our data is laid at the door of the file."""
    file = tmp_path / "second.ttl"
    file.write_text(
        """@base <https://w3id.org/ofmkg/> .
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
<coder/me> a ofm:Coder ; rdfs:label "me"@en .
<assessment/hazell-2023/marginal-risk/me> a ofm:Assessment ;
    ofm:assesses <study/hazell-2023> ; ofm:usesFramework <framework/marginal-risk> ;
    ofm:adopted true ; prov:wasAttributedTo <coder/me> ;
    ofm:readFrom <publication/hazell-2023> ; ofm:textRead ofm:fullText .
""",
        encoding="utf-8",
    )
    report = validation.check_files([file])
    (violation,) = (f for f in report.findings if f.severity == "violation")
    assert violation.file == str(file)
    assert violation.node == "https://w3id.org/ofmkg/study/hazell-2023"
    assert "adopted" in violation.message


def test_literals_that_stores_rewrite_are_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        """@base <https://w3id.org/ofmkg/> .
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
<event/x> ofm:order "01"^^<http://www.w3.org/2001/XMLSchema#integer> .
<event/x> ofm:note "cor"@pt-BR .
""",
        encoding="utf-8",
    )
    found = {
        (f.node, f.value): f.message
        for f in validation.check_files([file]).findings
        if f.shape == "CanonicalLiteral"
    }
    assert found == {
        ("https://w3id.org/ofmkg/event/x", "01"): "Stores rewrite this value to '1'. Write '1'.",
        ("line 4", "@pt-BR"): "Stores rewrite this value to '@pt-br'. Write '@pt-br'.",
    }


def test_the_command_groups_by_file_and_study_and_exits_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "copy.ttl"
    file.write_text(without_rationale(ORIGINAL), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(sys, "argv", ["ofmkg", "validate", str(file)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 1
    out = capsys.readouterr().out
    assert out.splitlines()[0] == str(file)
    assert "Study hazell-2023" in out
    assert "- violation: This coding has no rationale" in out
    assert "Checked 1 file: 1 violation, 0 warnings." in out


def test_the_ontology_is_checked_for_its_style_when_it_is_given(tmp_path: Path) -> None:
    """A name that is none, and a borrowed term that is defined anew."""
    text = (room("ontology") / "ofmkg.ttl").read_text(encoding="utf-8")
    for damage in (
        replaced('"open model release"@en', '"Open_Release"@en'),
        replaced(
            'rdfs:label "agent"@en , "행위자"@ko ;',
            'rdfs:label "agent"@en ; skos:definition "Somebody who does something."@en ;',
        ),
    ):
        text = damage(text)
    path = tmp_path / "ofmkg.ttl"
    path.write_text(text, encoding="utf-8")
    found = validation.check_files([path]).findings
    assert {finding.severity for finding in found} == {"violation"}
    assert {(short(f.node), f.shape) for f in found if short(f.node) == "Agent"} == {
        ("Agent", "StyleLabelInKorean"),
        ("Agent", "StyleBorrowedMeaning"),
    }
    (name,) = [finding for finding in found if short(finding.node) != "Agent"]
    assert (short(name.node), name.value) == ("OpenModelRelease", "Open_Release")


def test_what_is_checked_beside_others_brings_along_all_that_a_shape_looks_back_to() -> None:
    looked = {
        found
        for path in sorted((room("ontology") / "shapes").rglob("*.ttl"))
        for found in re.findall(r"sh:inversePath (ofm:\w+)", path.read_text(encoding="utf-8"))
    }
    query = (room("queries") / "stores" / "pointing-to.rq").read_text(encoding="utf-8")
    assert "ofm:authorOf" in looked
    assert looked <= set(re.findall(r"ofm:\w+", query))
