"""What is written once for several steps or vectors is laid out, with the lines it stands in."""

from pathlib import Path

import jsonschema
import pytest
from sheet_commands import run

from ofmkg.graph.resources import room
from ofmkg.sheets import tree
from ofmkg.sheets.adding import add, check_file
from ofmkg.sheets.schema import for_editors, schema
from ofmkg.sheets.shared import laid_out
from ofmkg.sheets.vocabulary import Vocabulary

SHEET = """\
analyses:
- vector: biosecurity
  note: own
  codings:
  - {step: existing-risk, outcome: addressed}
  - steps: [existing-defenses, ease-of-defense]
    outcome: not-judged
    rationale: one reason
- vectors: [biosecurity, cybersecurity]
  actors:
  - {actor: novices}
  positions:
  - {id: p1, answer: holds}
"""
OWN = """\
work: {id: smith-2026, label: Smith 2026, title: A work of two vectors, authors: 'Smith, J.',
  issued: 2026-05, kind: preprint, arxiv: '2605.99999'}
collection: {id: own, label: Own, cutoff: 2026-11-01, caveats: [Small.]}
coder: {id: reader, label: A reader, kind: person}
coded_on: 2026-11-01
framework: marginal-risk
text_read: {extent: partial, source: arXiv v1, sections: the introduction}
open_models: {value: 'yes', locator: introduction}
analyses:
- vectors: [biosecurity, cybersecurity]
  actors:
  - {actor: actor-unspecified, statement: They have no training., locator: introduction}
  codings:
  - {step: threat-identification, outcome: addressed, lower_bound: 'yes', rationale: It is named.,
    missing: [the rest], locator: introduction}
  - steps: [existing-risk, existing-defenses, marginal-risk-evidence, ease-of-defense,
      uncertainty-assumptions]
    outcome: not-judged
    rationale: Only the introduction was read.
    locator: introduction
"""


def laid(text: str) -> tree.Tree:
    """Return a sheet as it is laid out."""
    return laid_out(tree.parse(text))


def test_a_coding_of_several_steps_is_one_of_each() -> None:
    codings = laid(SHEET).value["analyses"][0]["codings"]
    reason = {"outcome": "not-judged", "rationale": "one reason"}
    assert codings == [
        {"step": "existing-risk", "outcome": "addressed"},
        {"step": "existing-defenses", **reason},
        {"step": "ease-of-defense", **reason},
    ]


def test_a_part_for_several_vectors_joins_the_analysis_of_each() -> None:
    first, second = laid(SHEET).value["analyses"]
    assert (first["vector"], first["note"]) == ("biosecurity", "own")
    assert first["actors"] == second["actors"] == [{"actor": "novices"}]
    assert second == {
        "vector": "cybersecurity",
        "actors": [{"actor": "novices"}],
        "positions": [{"id": "p1-cybersecurity", "answer": "holds"}],
    }
    assert first["positions"] == [{"id": "p1-biosecurity", "answer": "holds"}]


def test_lines_are_those_in_which_it_was_written() -> None:
    found = laid(SHEET)
    assert found.line(("analyses", 0, "codings", 2, "step")) == 6
    assert found.line(("analyses", 0, "codings", 2, "rationale")) == 8
    assert found.line(("analyses", 1, "positions", 0, "answer")) == 13
    assert found.line(("analyses", 0, "note")) == 3


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("steps: [existing-defenses, ease-of-defense]", "steps: []", "line 6: steps: must be a"),
        ("steps: [existing-defenses, ease-of-defense]", "steps: a", "line 6: steps: must be a"),
        ("- steps: [", "- step: uncertainty\n    steps: [", "line 7: steps: stands beside step"),
        ("- vectors: [", "- note: other\n  vectors: [", "line 9: note: is said of this vector in"),
    ],
)
def test_what_names_several_in_another_way_is_refused(before: str, after: str, said: str) -> None:
    (mistake,) = laid(SHEET.replace(before, after)).mistakes
    assert str(mistake).startswith(said)


@pytest.mark.parametrize("text", ["work: {id: a}", "analyses: a", "analyses: [a]", "- a", "{}"])
def test_other_sheets_are_as_they_were(text: str) -> None:
    assert laid(text) == tree.parse(text)


@pytest.mark.parametrize("path", sorted((room("data") / "later" / "sheets").glob("a*.yaml")))
def test_sheets_without_such_rows_are_as_they_were(path: Path) -> None:
    assert laid_out(tree.read(path)) == tree.read(path)


def test_two_analyses_of_one_vector_are_still_refused(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.yaml"
    twice = OWN.replace("- vectors: [biosecurity, cybersecurity]", "- vector: biosecurity")
    rows = twice.partition("analyses:\n")[2]
    sheet.write_text(twice + rows, encoding="utf-8")
    assert [str(each) for each in check_file(sheet).mistakes] == [
        "line 21: vector: 'biosecurity' stands in two rows; keep one of them."
    ]


def test_it_is_added_as_if_each_were_written_out(tmp_path: Path) -> None:
    sheet, own = tmp_path / "sheet.yaml", tmp_path / "own"
    sheet.write_text(OWN, encoding="utf-8")
    assert check_file(sheet).mistakes == ()
    assert add(sheet, own).mistakes == ()
    back = run("sheet", "export", "smith-2026-cybersecurity", "--data", own)
    assert back.exit_code == 0
    assert back.stdout.count("rationale: Only the introduction was read.") == 10


def test_editors_know_both_ways(vocabulary: Vocabulary) -> None:
    form = for_editors(schema(vocabulary))
    good = tree.parse(OWN).value
    jsonschema.validate(good, form)
    good["analyses"][0]["vector"] = "biosecurity"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(good, form)
