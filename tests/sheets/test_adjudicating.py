"""Somebody decides between two readings of one cell: it is told as such, and both are kept."""

from pathlib import Path

import pytest

import ofmkg
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph import validation
from ofmkg.graph.model import Cell
from ofmkg.pages.cells import cell_lines, phrased
from ofmkg.pages.words import words
from ofmkg.sheets.adjudicating import Choice, adjudicate
from ofmkg.sheets.folders import around

STUDY, STEP = "hazell-2023", "existing-defenses"
REASON = "Section 4 holds the test."


def decide(
    folder: Path, *, outcome: str = "", coder: str = "", step: str = STEP, **other: str
) -> Path:
    """Decide on a cell of Hazell 2023."""
    said = {"reason": REASON, "by": "R. Reader", "study": STUDY, **other}
    given = Choice(
        said["study"], step, outcome, coder, said["reason"], said["by"], "2026-11-23",
        "marginal-risk",
    )  # fmt: skip
    target, report = adjudicate(given, folder)
    assert target is not None, report
    return target


def contested(kg: ofmkg.KnowledgeGraph) -> dict[str, str]:
    """Return the contested steps of the study, with the outcome that is not in use."""
    rows = kg.query("contested-cells", study=STUDY).dicts()
    return {row["step"].rsplit("/", 1)[1]: row["otherOutcome"] for row in rows}


def cell(kg: ofmkg.KnowledgeGraph, step: str) -> Cell:
    """Return a cell of the study."""
    row = next(row for row in kg.matrix().rows if row.study == STUDY)
    steps = [each.step for each in kg.frame().steps]
    return row.cells[steps.index(step)]


@pytest.fixture(scope="module")
def before() -> ofmkg.KnowledgeGraph:
    """Return the graph without decisions."""
    return ofmkg.load()


@pytest.fixture(scope="module")
def differing(before: ofmkg.KnowledgeGraph) -> tuple[str, str]:
    """Return a step on which coders differ, and the outcome that is not in use."""
    return sorted(contested(before).items())[0]


def test_the_cell_says_who_decided_and_keeps_both_readings(
    tmp_path: Path, before: ofmkg.KnowledgeGraph, differing: tuple[str, str]
) -> None:
    step, other = differing
    first = cell(before, step)
    assert (first.coder, first.decision) == ("first-coder", None)
    decide(tmp_path, outcome=other, step=step)
    kg = ofmkg.load([tmp_path])
    now = cell(kg, step)
    assert (now.outcome, now.coder) == (other, "second-coder")
    assert now.decision is not None
    assert (now.decision.who, now.decision.reason) == ("R. Reader", REASON)
    assert now.decision.date == "2026-11-23"
    assert [(each.coder, each.outcome) for each in now.others] == [("first-coder", first.outcome)]
    lines = [str(line) for line in cell_lines([now], words(kg))]
    assert any("Decided between readings by R. Reader" in line and REASON in line for line in lines)
    assert phrased(now, words(kg)).decided == "decided by R. Reader"
    assert cell(ofmkg.load(), step) == first


def test_nothing_else_of_the_study_comes_from_the_other_reading(
    tmp_path: Path, before: ofmkg.KnowledgeGraph, differing: tuple[str, str]
) -> None:
    """What one coder reads of a step is never told with what another reads of a question."""
    step, other = differing
    decide(tmp_path, outcome=other, step=step)
    kg = ofmkg.load([tmp_path])
    rest = [each.step for each in kg.frame().steps if each.step != step]
    assert [cell(kg, each) for each in rest] == [cell(before, each) for each in rest]
    assert kg.query("stances", holder=STUDY).rows == before.query("stances", holder=STUDY).rows
    theirs = cell(ofmkg.load(), step).others[0]
    decided = cell(kg, step)
    assert (decided.rationale, decided.locator) == (theirs.rationale, theirs.locator)
    assert (decided.text_read, decided.source) == (theirs.text_read, theirs.source)


def test_queries_and_maps_say_the_same_of_the_cell(
    tmp_path: Path, before: ofmkg.KnowledgeGraph, differing: tuple[str, str]
) -> None:
    step, other = differing
    decide(tmp_path, outcome=other, step=step)
    kg = ofmkg.load([tmp_path])
    state = cell(kg, step).state
    for name in ("cells", "states"):
        rows = [
            row
            for row in kg.query(name).dicts()
            if row["study"].endswith(STUDY) and row["step"].endswith(f"/{step}")
        ]
        assert {row["state"] for row in rows} == {state}, name
        assert {row["codedBy"].rsplit("/", 1)[1] for row in rows} == {"second-coder"}
    (gap,) = [
        each
        for vector in kg.gaps().vectors
        for one in vector.cells
        for each in one.studies
        if each.study == STUDY and one.step == step and vector.vector == cell(kg, step).vector
    ]
    assert gap.state == state
    count = {name: len(before.query(name).rows) for name in ("states", "studies", "stances")}
    assert {name: len(kg.query(name).rows) for name in count} == count


def test_it_can_be_decided_for_the_reading_in_use(
    tmp_path: Path, before: ofmkg.KnowledgeGraph, differing: tuple[str, str]
) -> None:
    step, _ = differing
    decide(tmp_path, coder="first-coder", step=step)
    now, first = cell(ofmkg.load([tmp_path]), step), cell(before, step)
    assert now.decision is not None
    assert (now.outcome, now.coder, now.others) == (first.outcome, first.coder, first.others)


def test_it_is_on_record_and_can_be_taken_back(tmp_path: Path, differing: tuple[str, str]) -> None:
    step, other = differing
    target = decide(tmp_path, outcome=other, step=step)
    assert decide(tmp_path, coder="first-coder", step=step, reason="As before.") == target
    rows = ofmkg.load([tmp_path]).query("adjudications").dicts()
    assert [(row["reason"], row["decidedBy"], row["otherOutcome"]) for row in rows] == [
        ("As before.", "R. Reader", other)
    ]
    assert validation.check_files(sorted(tmp_path.glob("*.ttl")), [tmp_path]).violations == 0


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (
            {"outcome": "absent"},
            UsageError,
            "no reading of .* with the outcome 'absent'. On record",
        ),
        ({"coder": "nobody"}, UsageError, "by nobody"),
        ({}, UsageError, "Say which reading counts"),
        ({"coder": "first-coder", "step": "existing-risks"}, UnknownIdError, "existing-risk"),
        ({"coder": "first-coder", "reason": " "}, UsageError, "--reason: is empty"),
        ({"coder": "first-coder", "by": ""}, UsageError, "--by: is empty"),
        ({"coder": "first-coder", "study": "hazel-2023"}, UnknownIdError, "hazell-2023"),
    ],
)
def test_what_is_refused(
    tmp_path: Path, given: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        decide(tmp_path, **given)
    assert list(tmp_path.iterdir()) == []


def test_what_one_coder_alone_read_needs_no_decision(tmp_path: Path) -> None:
    everything = ofmkg.KnowledgeGraph(around(tmp_path).decided)
    twice = {row["study"] for row in everything.query("double-codings").dicts()}
    once = min({row["study"] for row in everything.query("cells").dicts()} - twice)
    with pytest.raises(UsageError, match="fewer than two coders"):
        decide(tmp_path, coder="first-coder", study=once.rsplit("/", 1)[1])
