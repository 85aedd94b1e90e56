"""Another assessment may be adopted with a reason; no file of ours changes by it."""

from pathlib import Path

import pytest

import ofmkg
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph import validation
from ofmkg.sheets.adding import exported
from ofmkg.sheets.adopting import adopt

STUDY, REASON = "hazell-2023", "Read in full, where the first reading saw only Appendix B."


def decide(
    folder: Path, coder: str = "second-coder", reason: str = REASON, by: str = "ofmkg"
) -> Path:
    """Adopt a coder's assessment of Hazell 2023."""
    target, report = adopt(STUDY, coder, reason, by, folder, "2026-11-23", "marginal-risk")
    assert target is not None, report
    return target


def outcomes(kg: ofmkg.KnowledgeGraph) -> list[tuple[str | None, str | None]]:
    """Return outcome and coder of the cells of Hazell 2023."""
    row = next(row for row in kg.matrix().rows if row.study == STUDY)
    return [(cell.outcome, cell.coder) for cell in row.cells]


def test_answers_come_from_it_and_the_first_stands_beside(tmp_path: Path) -> None:
    before = outcomes(ofmkg.load())
    decide(tmp_path)
    kg = ofmkg.load([tmp_path])
    assert outcomes(kg) == [
        ("addressed", "second-coder"),
        *[("partial", "second-coder")] * 5,
    ]
    row = next(row for row in kg.matrix().rows if row.study == STUDY)
    assert [o.coder for cell in row.cells for o in cell.others] == ["first-coder"] * 2
    held = {s.source for r in kg.compare(STUDY, "thiel-2023").assumptions.rows() for s in r.a}
    assert held == {"hazell-2023"}
    assert outcomes(ofmkg.load()) == before
    (decision,) = kg.query("adoptions", study=STUDY).dicts()
    assert decision["reason"] == REASON
    assert decision["codedBy"].endswith("/second-coder")
    assert decision["decidedBy"].endswith("/coder/ofmkg")
    assert ofmkg.load().query("adoptions", study=STUDY).rows == ()


def test_what_was_read_of_the_work_as_a_whole_goes_with_it(tmp_path: Path) -> None:
    """The second coder's four positions of Seger et al. hold across vectors."""
    adopt("seger-2023", "second-coder", REASON, "ofmkg", tmp_path, "2026-11-23", "marginal-risk")
    rows = ofmkg.load([tmp_path]).compare("seger-2023", "thiel-2023").assumptions.rows()
    assert len([s for row in rows for s in row.a if s.source == "seger-2023"]) == 4


def test_it_can_be_taken_back(tmp_path: Path) -> None:
    first = decide(tmp_path)
    assert decide(tmp_path, coder="first-coder", reason="As before.") == first
    assert outcomes(ofmkg.load([tmp_path])) == outcomes(ofmkg.load())


def test_the_data_stay_valid_and_sheets_come_back_as_they_were(tmp_path: Path) -> None:
    decide(tmp_path)
    assert validation.check_files(sorted(tmp_path.glob("*.ttl")), [tmp_path]).violations == 0
    sheet = exported(STUDY, [tmp_path], "second-coder")
    assert sheet["analyses"][0]["adopted"] == "no"


def test_two_decisions_on_one_study_are_a_violation(tmp_path: Path) -> None:
    target = decide(tmp_path)
    text = target.read_text(encoding="utf-8").replace("adopted/hazell", "twice/hazell")
    text = text.replace("<adoption/hazell-2023/marginal-risk>", "<adoption/another>")
    (tmp_path / "twice.ttl").write_text(text, encoding="utf-8")
    report = validation.check_files(sorted(tmp_path.glob("*.ttl")), [tmp_path])
    assert report.violations == 1
    assert "two decisions about one study" in report.findings[0].message
    (tmp_path / target.name).unlink()
    before = (tmp_path / "twice.ttl").read_bytes()
    again = adopt(STUDY, "first-coder", REASON, "ofmkg", tmp_path, "2026-11-23", "marginal-risk")
    assert again[0] is None
    assert {"two decisions about one study" in f.message for f in again[1].findings} == {True}
    assert [(f.name, f.read_bytes()) for f in tmp_path.iterdir()] == [("twice.ttl", before)]


@pytest.mark.parametrize(
    ("coder", "reason", "by", "error", "message"),
    [
        ("nobody", REASON, "ofmkg", UnknownIdError, "nobody has no assessment of hazell-2023"),
        ("second-coder", " ", "ofmkg", UsageError, "--reason: say why"),
        ("second-coder", REASON, "ofmk", UnknownIdError, "no coder 'ofmk'. Did you mean ofmkg"),
    ],
)
def test_what_is_refused(
    tmp_path: Path, coder: str, reason: str, by: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message.replace("?", r"\?")):
        decide(tmp_path, coder, reason, by)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_study(tmp_path: Path) -> None:
    with pytest.raises(UnknownIdError, match="There is no assessment of 'hazel-2023'"):
        adopt("hazel-2023", "me", REASON, "ofmkg", tmp_path, "2026-11-23", "marginal-risk")
