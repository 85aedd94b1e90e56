"""A sheet may read a work again: what it reads and whether that is in use is said and checked."""

import re
from pathlib import Path

import pytest

from ofmkg.graph import corpus, parsing
from ofmkg.graph.resources import room
from ofmkg.sheets import tree
from ofmkg.sheets.back import to_data
from ofmkg.sheets.check import Checked, check
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.parts import plain
from ofmkg.sheets.places import Places
from ofmkg.sheets.readings import Readings
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write import written

# A work of which positions only were read, by another coder: it has no study.
ALONE = """
work:
  id: narayanan-2024
collection:
  id: later
coder:
  id: reader
  label: A reader
coded_on: '2026-11-29'
{adopted}text_read:
  extent: full
  source: the post
  sections: all
positions:
- id: outside
  question: model-level-safety
  answer: safety-outside-models
  mode: stated
  statement: Defenses stand outside models.
  locator: opening
"""
# A work with studies of two vectors, of which one is read again.
ONE_VECTOR = """
work:
  id: {work}
collection:
  id: own
  label: ours
  cutoff: '2026'
  caveats: [one coder]
coder:
  id: reader
  label: A reader
coded_on: '2026-11-29'
framework: marginal-risk
text_read:
  extent: full
  source: the text
  sections: all
analyses:
- vector: {vector}
{more}  codings:
  - step: existing-risk
    outcome: addressed
    rationale: It is counted.
    locator: section 2
"""


def checked(text: str, vocabulary: Vocabulary) -> Checked:
    """Check a sheet."""
    return check(tree.parse(text), vocabulary)


def said(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return what is said of a sheet."""
    return [str(mistake) for mistake in checked(text, vocabulary).mistakes]


def several(vocabulary: Vocabulary) -> tuple[str, list[str], str]:
    """Return a work that has studies of several vectors, these vectors, and one it lacks."""
    works: dict[str, list[str]] = {}
    for study in vocabulary.things("Study"):
        for work in study.links["reportedIn"]:
            works.setdefault(vocabulary.id_of(work), []).append(study.iri)
    work, studies = next((w, s) for w, s in works.items() if len(s) > 1)
    vectors = [vocabulary.vector_of(study) or "" for study in studies]
    other = next(v for v in ("biosecurity", "spear-phishing", "ncii") if v not in vectors)
    return work, vectors, other


def test_a_reading_beside_another_needs_no_analysis(vocabulary: Vocabulary, tmp_path: Path) -> None:
    text = ALONE.format(adopted="adopted: no\nadopted_reason: Read after the first.\n")
    sheet = checked(text, vocabulary).sheet
    assert sheet is not None
    places = Places(sheet)
    assert (places.name, sheet.in_use) == ("narayanan-2024.reader", False)
    file = tmp_path / "sheet.ttl"
    file.write_text(written(sheet, vocabulary).text, encoding="utf-8")
    assert "ofm:adopted false" in file.read_text(encoding="utf-8")
    found = to_data(parsing.read(file), vocabulary)
    assert (found["adopted"], found["adopted_reason"]) == ("no", "Read after the first.")
    assert Sheet.model_validate(found) == sheet
    first = parsing.read(room("data") / "later" / "narayanan-2024.ttl")
    assert first.graph != places.graph  # which it would have replaced


def test_a_second_reading_in_use_is_refused(vocabulary: Vocabulary) -> None:
    for adopted, line in (("", 2), ("adopted: yes\n", 10)):
        assert said(ALONE.format(adopted=adopted), vocabulary) == [
            f"line {line}: adopted: the reading of narayanan-2024 in use is that of text-coder; "
            "write adopted: no at the top level of the sheet, so that this one stands beside it."
        ]


def test_a_reason_without_the_decision_is_refused(vocabulary: Vocabulary) -> None:
    text = ALONE.format(adopted="adopted_reason: Because.\n")
    assert "line 10: adopted_reason: says why; add adopted: yes or adopted: no." in said(
        text, vocabulary
    )


def test_the_only_reading_of_a_work_stands_beside_none(vocabulary: Vocabulary) -> None:
    head = "id: s-2026\n  label: S\n  title: T\n  authors: S, A.\n  issued: '2026'\n  kind: report"
    text = ALONE.replace("id: narayanan-2024", head)
    assert said(text.format(adopted="adopted: no\n"), vocabulary) == [
        "line 15: adopted: there is no other reading of s-2026, so this one is in use; remove it."
    ]
    assert said(text.format(adopted=""), vocabulary) == []


def test_the_study_of_one_vector_of_several_is_found(vocabulary: Vocabulary) -> None:
    work, vectors, _ = several(vocabulary)
    text = ONE_VECTOR.format(work=work, vector=vectors[0], more="  adopted: no\n")
    sheet = checked(text, vocabulary).sheet
    assert sheet is not None
    (told,) = Readings(sheet, vocabulary).told()
    assert re.fullmatch(
        rf"{vectors[0]}: a further reading of the study {work}[a-z-]*, beside the one in use\.",
        told,
    )
    assert "ofm:reportedIn" not in written(sheet, vocabulary).text  # the study is another's


def test_a_further_vector_is_a_new_study_and_in_use(vocabulary: Vocabulary, tmp_path: Path) -> None:
    work, vectors, other = several(vocabulary)
    beside = ONE_VECTOR.format(work=work, vector=other, more="  adopted: no\n")
    (mistake,) = said(beside, vocabulary)
    assert mistake.startswith(
        f"line 20: adopted: {work}-{other} is a new study, and this its only reading, from which "
        f"answers are drawn; remove adopted: no. Studies of {work}: "
    )
    assert all(f"({vector})" in mistake for vector in vectors)
    text = ONE_VECTOR.format(work=work, vector=other, more="")
    (whole,) = said(text, vocabulary)  # another coder's reading of the work is in use
    assert "write adopted: no at the top level" in whole
    sheet = checked(text.replace("text_read:", "adopted: no\ntext_read:"), vocabulary).sheet
    assert sheet is not None
    assert list(Readings(sheet, vocabulary).told()) == [f"{other}: a new study, {work}-{other}."]
    file = tmp_path / "sheet.ttl"
    file.write_text(written(sheet, vocabulary).text, encoding="utf-8")
    assert "study" not in to_data(parsing.read(file), vocabulary)["analyses"][0]


@pytest.mark.parametrize("name", ["mouton-2024", "narayanan-2024"])
def test_the_first_reading_is_found_right_beside_a_second(name: str, tmp_path: Path) -> None:
    """Its own file is not another's, also when a further one lies beside it."""
    text = (room("data") / "later" / "sheets" / f"{name}.yaml").read_text(encoding="utf-8")
    first = Vocabulary(corpus.load())
    again = text.replace("  id: text-coder", "  id: reader\n  label: A reader")
    again = again.replace("text_read:", "adopted: no\ntext_read:", 1)
    again = re.sub(r"(work:\n  id: \S+\n)(  .*\n)+", r"\1", again)
    again = re.sub(r"- vector: (\S+)\n", r"- vector: \1\n  adopted: no\n", again)
    again = re.sub(r"\nclaims:\n.*", "\n", again, flags=re.S)
    again = re.sub(r"\n  (threats|actor_note):.*(\n  - .*|\n    .*)*", "", again)
    checked_again = check(tree.parse(again), first)
    assert [str(each) for each in checked_again.mistakes] == []
    assert checked_again.sheet is not None
    (tmp_path / "b.ttl").write_text(written(checked_again.sheet, first).text, encoding="utf-8")
    both = Vocabulary(corpus.load([tmp_path]))
    found = check(tree.parse(text), both)
    assert found.mistakes == ()
    assert found.sheet is not None
    assert plain(found.sheet) == tree.parse(text).value
