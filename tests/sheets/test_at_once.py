"""All that is wrong is found at once, by one set of rules, and told in the words of a sheet."""

import re
from pathlib import Path

import pytest
from sheet_commands import run

from ofmkg.graph.resources import room
from ofmkg.sheets import tree
from ofmkg.sheets.adding import add, check_file
from ofmkg.sheets.check import check
from ofmkg.sheets.vocabulary import Vocabulary

HONG = (room("data") / "later" / "sheets" / "hong-2026.yaml").read_text(encoding="utf-8")
OWN = HONG.replace("hong-2026", "smith-2026").replace("2602.16703", "2602.99999")


def messages(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return what is said of a sheet."""
    return [mistake.message for mistake in check(tree.parse(text), vocabulary).mistakes]


def test_a_wrong_mode_hides_no_wrong_answer(vocabulary: Vocabulary) -> None:
    text = HONG.replace("mode: found", "mode: fond", 1)
    text = text.replace("answer: no-significant-uplift", "answer: gap-remains", 1)
    found = messages(text, vocabulary)
    assert [each.partition(":")[0] for each in found] == ["answer", "mode"]


def test_a_wrong_form_hides_no_wrong_id_and_no_broken_rule(vocabulary: Vocabulary) -> None:
    text = HONG.replace("n: '153'", "n: '0153'", 1)
    text = text.replace("step: existing-risk", "step: existing-risks", 1)
    text = text.replace("    lower_bound: 'yes'\n", "", 1)
    found = check(tree.parse(text), vocabulary).mistakes
    said = " ".join(each.message for each in found)
    for words in ("must be a whole number", "Did you mean existing-risk", "add lower_bound: yes"):
        assert words in said
    lines = text.splitlines()
    step = next(each for each in found if "existing-risks" in each.message)
    assert "existing-risks" in lines[step.line - 1]


def test_rows_that_are_as_good_as_empty_are_one_line(vocabulary: Vocabulary) -> None:
    text = re.sub(r"\n    (outcome|rationale|locator|missing|lower_bound|confidence):.*", "", HONG)
    text = re.sub(
        r"\n  codings:\n(.*\n)*?  positions:",
        r"\n  codings:\n  - step: existing-risk\n"
        r"  - step: ease-of-defense\n  positions:",
        HONG,
        count=1,
    )
    assert messages(text, vocabulary) == [
        "codings: outcome, rationale, locator are missing in 2 rows (existing-risk, "
        "ease-of-defense); fill them in, or remove the rows."
    ]


def test_check_warns_as_add_does_and_both_in_the_words_of_the_sheet(tmp_path: Path) -> None:
    sheet, own = tmp_path / "sheet.yaml", tmp_path / "own"
    text = OWN.replace("extent: abstract-only", "extent: full").replace(
        "    lower_bound: 'yes'\n", ""
    )
    text = re.sub(r"    missing:\n(    - .*\n(      .*\n)*)+", "", text)
    sheet.write_text(text, encoding="utf-8")
    checked, added = check_file(sheet), add(sheet, own)
    assert checked.mistakes == added.mistakes == ()
    assert checked.warnings == added.warnings
    (warning,) = checked.warnings
    assert "Add missing, once for each thing" in warning.message
    assert "ofm:" not in warning.message
    told = f"{sheet}, {warning} (warning)\n"
    for command in (["sheet", "check", sheet], ["add", sheet, "--data", own]):
        result = run(*command)
        assert result.exit_code == 0
        assert told in result.output
    assert "See it with: ofmkg matrix --collection later --data" in result.output


def test_of_part_of_a_text_nobody_need_say_what_is_missing(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.yaml"
    assert "lower_bound: 'yes'" in OWN
    sheet.write_text(re.sub(r"    missing:\n(    - .*\n(      .*\n)*)+", "", OWN), encoding="utf-8")
    found = check_file(sheet)
    assert (found.mistakes, found.warnings) == ((), ())


def test_a_relation_is_told_as_a_sentence(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(OWN, encoding="utf-8")
    study, *relations = check_file(sheet).sentences
    assert study == "biosecurity: a new study, smith-2026."
    for each in relations:
        assert re.fullmatch(
            r"claim \S+ of smith-2026 (supports|disputes|qualifies) claim \S+ of \S+\.", each
        )
    assert any(each.endswith("claim c-mouton-no-uplift of mouton-2024.") for each in relations)


DISAGREEMENT = """disagreements:
- id: own-d1
  label: Does it help?
  type: conflict
  question: web-information
  explanation: They ask other things.
  locator: Section 4
  parties:
  - {work: hong-2026, claim: CLAIM, side: 1}
  - {work: mouton-2024, claim: c-mouton-no-uplift, side: 2}
  causes:
  - {cause: different-baseline, by: mouton-2024}
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("c-mouton-no-uplift, side", "c-none, side", "claim: there is no claim 'c-none'"),
        ("work: mouton-2024", "work: hong-2026", "is a claim of mouton-2024, not of hong-2026"),
        ("work: mouton-2024", "work: mouton-2025", "work: there is no work 'mouton-2025'"),
        ("by: mouton-2024", "by: nobody", "Write coder for your own diagnosis."),
        ("type: conflict", "type: quarrel", "there is no disagreement type 'quarrel'"),
        ("question: web-information", "question: web", "there is no question 'web'"),
        (", side: 2", ", side: 2, side_basis: no", "there is no stance basis 'no'"),
        ("id: own-d1", "id: cd-bio-paper-or-bench", "there is already a disagreement"),
    ],
)
def test_a_disagreement_is_between_claims_of_its_parties(
    old: str, new: str, said: str, vocabulary: Vocabulary
) -> None:
    claim = tree.parse(HONG).value["claims"][0]["id"]
    text = HONG.rstrip("\n") + "\n" + DISAGREEMENT.replace("CLAIM", claim)
    assert messages(text, vocabulary) == []
    assert any(said in each for each in messages(text.replace(old, new), vocabulary))
