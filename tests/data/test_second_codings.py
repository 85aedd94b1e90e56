"""Second codings stand beside the first: every count is written down, and no answer uses them."""

from collections import Counter
from pathlib import Path

import pytest
from facts import Facts

import ofmkg
from ofmkg.analyses.question.analysis import answers
from ofmkg.graph import corpus, parsing
from ofmkg.graph.resources import room
from ofmkg.sheets import tree
from ofmkg.sheets.adding import add, exported
from ofmkg.sheets.back import to_data
from ofmkg.sheets.check import check
from ofmkg.sheets.places import Places
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write import written

FOLDERS = [room("data") / "second-codings", room("data") / "later" / "second-codings"]
SHEETS = [path for folder in FOLDERS for path in sorted((folder / "sheets").glob("*.yaml"))]


@pytest.fixture(scope="module")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph with all that comes with ofmkg."""
    return ofmkg.load()


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    """Return what a sheet can speak of."""
    return Vocabulary(corpus.load())


def beside(kg: ofmkg.KnowledgeGraph) -> Counter[str]:
    """Return how many stances the readings of the second coder beside those in use hold."""
    rows = kg.query("other-readings").dicts()
    own = [row for row in rows if row["codedBy"].endswith("/second-coder")]
    return Counter({row["stance"]: row["holder"].rpartition("/")[2] for row in own}.values())


def test_the_seven_and_others_have_second_codings() -> None:
    found = {
        document.graph.rpartition("/")[2]
        for document in corpus.load()
        if "/second-codings/" in document.graph
    }
    seven = {f"{name}-2023" for name in ("gopal", "hazell", "lakatos", "musser", "seger", "thiel")}
    beside = {f"{name}.second-coder" for name in (*seven, "ovadya-2019")}
    others = {"batalis-2023", "brundage-2018", "guha-2023", "mouton-2024.second-coder"}
    first = {"aisi-2025", "kale-2026", "mouton-2024", "simon-2023"}  # read in full since
    again = {path.stem for path in SHEETS if path.stem.endswith(("third-coder", "fifth-coder"))}
    others |= {f"{name}.text-coder" for name in first} | again
    assert found == beside | {"vectors"} | others


def test_outcomes(kg: ofmkg.KnowledgeGraph, facts: Facts) -> None:
    cells = [
        (row.study, cell)
        for row in kg.matrix("all", coder="second-coder").rows
        for cell in row.cells
        if cell.coder == "second-coder"
    ]
    by = "ofm:partOf/prov:wasAttributedTo <https://w3id.org/ofmkg/coder/second-coder>"
    assert Counter(cell.outcome for _, cell in cells) == {
        name: facts["second-codings"][f"?x a ofm:Coding ; ofm:outcome ofm:{outcome} ; {by}"]
        for name, outcome in (
            ("addressed", "addressed"),
            ("partial", "partial"),
            ("not-judged", "notJudged"),
        )
    }
    assert all(cell.rationale and cell.locator for _, cell in cells)
    full = {study for study, cell in cells if cell.text_read == "full"}
    assert full == {"hazell-2023"}
    judged = [(study, cell) for study, cell in cells if cell.outcome != "not-judged"]
    assert all(cell.lower_bound == (study not in full) for study, cell in judged)


def test_positions(kg: ofmkg.KnowledgeGraph) -> None:
    """The three works without a first coding have their one reading in use."""
    assert beside(kg) == {
        "hazell-2023": 23,
        "seger-2023": 4,
        "musser-2023": 9,
        "gopal-2023": 8,
        "ovadya-2019": 3,
        "lakatos-2023": 8,
        "thiel-2023": 11,
        "mouton-2024": 7,
    }
    alone = kg.query("studies", collection="second-codings").dicts()
    assert {row["study"].rpartition("/")[2] for row in alone} == {
        "batalis-2023",
        "brundage-2018",
        "guha-2023",
    }


def test_one_cell_is_left_out_of_agreement() -> None:
    seen = [
        quad.subject.value.rpartition("/assessment/")[2]
        for document in corpus.load()
        for quad in document.quads
        if quad.predicate.value.endswith("#independent")
    ]
    assert seen == ["gopal-2023/marginal-risk/second-coder/coding/marginal-risk-evidence"]


def test_hazells_two_cells_are_contested_and_shown_with_their_readers() -> None:
    rows = ofmkg.load().query("contested-cells", study="hazell-2023").dicts()
    assert [
        (row["step"].rpartition("/")[2], row["outcome"], row["otherOutcome"], row["otherTextRead"])
        for row in rows
    ] == [
        ("marginal-risk-evidence", "absent", "partial", "full"),
        ("uncertainty-assumptions", "absent", "partial", "full"),
    ]
    assert all(row["rationale"] and row["otherRationale"] for row in rows)


def test_no_answer_is_drawn_from_them() -> None:
    kg = ofmkg.load()
    for study in ("hazell-2023", "seger-2023"):
        side = kg.compare(study, "thiel-2023").assumptions
        said = [s for row in side.rows() for s in (*row.a, *row.b)]
        assert said and {s.source for s in said} == {"kapoor-2024"}
    asked = {row["question"].rpartition("/")[2] for row in kg.query("questions").dicts()}
    open_ones = {
        row["question"].rpartition("/")[2] for row in kg.query("unanswered-questions").dicts()
    }
    assert "who-bears-misuse" not in asked | open_ones
    assert "existing-defenses-hold" in asked
    result = answers(kg, "who-bears-misuse")
    assert result.holdings() == ()
    assert [(h.stance.holder, h.coder, h.text_read) for h in result.beside] == [
        ("gopal-2023", "second-coder", "abstract-only")
    ]


def test_they_answer_when_they_are_asked_for() -> None:
    kg = ofmkg.load()
    result = answers(kg, "who-bears-misuse", coder="second-coder")
    assert [(h.stance.holder, h.stance.position) for h in result.holdings()] == [
        ("gopal-2023", "developers-liable")
    ]
    assert result.beside == ()
    row = next(r for r in kg.matrix(coder="second-coder").rows if r.study == "hazell-2023")
    assert [cell.state for cell in row.cells] == ["addressed", *["partial"] * 5]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_gives_the_committed_file_and_comes_back(path: Path, known: Vocabulary) -> None:
    checked = check(tree.read(path), known)
    assert checked.sheet is not None, checked.mistakes
    committed = path.parents[1] / f"{Places(checked.sheet).name}.ttl"
    assert written(checked.sheet, known).text == committed.read_text(encoding="utf-8")
    assert to_data(parsing.read(committed), known) == tree.read(path).value


def test_add_writes_the_committed_file(tmp_path: Path) -> None:
    path = next(path for path in SHEETS if path.stem == "hazell-2023")
    done = add(path, tmp_path)
    assert done.target is not None, done
    committed = path.parents[1] / done.target.name
    assert done.target.read_bytes() == committed.read_bytes()
    assert exported("hazell-2023", [tmp_path], "second-coder") == tree.read(path).value


def test_the_full_text_is_in_use_and_the_first_reading_stands_beside(
    kg: ofmkg.KnowledgeGraph,
) -> None:
    decided = {row["study"].rpartition("/")[2]: row for row in kg.query("adoptions").dicts()}
    assert {name.rsplit("-2025-", 1)[0] for name in decided} == {
        "aisi",
        "kale-2026",
        "mouton-2024",
        "simon-2023",
    }
    states = kg.query("states", collection="later").dicts()
    for name, row in decided.items():
        own = [each for each in states if each["study"] == row["study"]]
        assert {(each["codedBy"].rpartition("/")[2], each["textRead"]) for each in own} == {
            ("third-coder", "full")
        }
        assert "first reading" in row["reason"], name
    beside = kg.query("other-readings").dicts()
    first = {row["holder"] for row in beside if row["codedBy"].endswith("/text-coder")}
    assert {row["study"] for row in decided.values() if "cyber" not in row["study"]} <= first


def test_a_result_that_is_repeated_from_the_full_text_is_told_once(
    kg: ofmkg.KnowledgeGraph,
) -> None:
    told = {
        work: {
            row["claim"].rpartition("/")[2]
            for row in kg.query("evidence-records", work=work).dicts()
        }
        for work in ("mouton-2024", "aisi-2025", "patwardhan-2024")
    }
    assert "mouton-third-no-difference" in told["mouton-2024"]
    assert "cc-mouton-2024-no-difference" not in told["mouton-2024"]
    # what the other reading does not repeat stays on record
    assert {"aisi-third-gap-months", "cc-aisi-2025-persuasion-grows"} <= told["aisi-2025"]
    assert not any(name.startswith("tc-") for name in told["patwardhan-2024"])
    claims = {row["claim"].rpartition("/")[2]: row for row in kg.query("claims").dicts()}
    assert claims["cc-mouton-2024-no-difference"]["collection"].endswith("/second-codings")
    assert claims["cc-aisi-2025-persuasion-grows"]["collection"].endswith("/later")


def test_the_seven_stay_as_they_were_read(kg: ofmkg.KnowledgeGraph) -> None:
    """Seger et al. 2023 was read in full since; two of its vectors are later studies."""
    side = kg.compare("musser-2023", "seger-2023").b
    assert (side.studies, side.collection, side.text_read) == (
        ("seger-2023",),
        "kapoor-2024",
        ("through-another-work",),
    )
    alone = ofmkg.load().compare("musser-2023", "seger-2023")
    both = kg.compare("musser-2023", "seger-2023")
    assert both.assumptions == alone.assumptions
    assert both.evidence == alone.evidence
    other = kg.compare("ho-2025", "seger-2023-biosecurity")
    assert other.b.collection == "later"
    assert any(row.question == "capability-trajectory" for row in other.assumptions.shared)
