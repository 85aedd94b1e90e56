"""Mistakes in a sheet are named with their line and with what to do."""

from pathlib import Path

import pytest

from ofmkg.errors import UnreadableError
from ofmkg.graph.resources import room
from ofmkg.sheets import tree
from ofmkg.sheets.check import check
from ofmkg.sheets.vocabulary import Vocabulary

HONG = (room("data") / "later" / "sheets" / "hong-2026.yaml").read_text(encoding="utf-8")

# what is replaced, by what, and what is said of it
MISTAKES = [
    ("extent: abstract-only", "extent: abstract", "there is no text extent 'abstract'"),
    ("- vector: biosecurity", "- vector: biosecurty", "Did you mean biosecurity"),
    ("step: existing-risk", "step: existing-risks", "Did you mean existing-risk"),
    ("mode: found", "mode: fond", "there is no mode 'fond'. Did you mean found?"),
    ("outcome: not-judged", "outcome: absent", "absent is only for what was read in full"),
    ("    lower_bound: 'yes'\n", "", "add lower_bound: yes"),
    ("lower_bound: 'yes'", "lower_bound: maybe", "must be yes or no"),
    ("confidence: medium", "basis: ambiguous", "add alternative"),
    ("confidence: medium", "alternative: absent", "is for ambiguous codings"),
    ("answer: no-significant-uplift", "answer: gap-remains", "answers benchmark-to-bench, not"),
    ("question: web-information", "question: web", "there is no question 'web'"),
    ("n: '153'", "n: '0153'", "must be a whole number"),
    ("n: '153'", "n: 1,300", "must be a whole number"),
    ("n: '153'", "n: 153 #2", 'has " #" after a text'),
    ("  - vector/biosecurity", "  - vector/biosecurty", "Did you mean vector/biosecurity or"),
    ("title: ", 'title: "\\e" #', "holds a character that no text has"),
    ("coded_on: '2026-11-22'", "coded_on: 22.11.2026", "write it as 2024-02-27"),
    ("url: https", "url: ftp", "write it as https://"),
    ("  source: stored", "  sauce: stored", "Did you mean source?"),
    ("  id: later", "  id: latter", "is described nowhere else; add label, cutoff, caveats"),
    ("  label: Hong et al. 2026\n", "", "add label"),
    ("framework: marginal-risk\n", "", "name the framework"),
    ("baseline: web-search", "baseline:", "baseline: is missing; add it."),
    ("  - vector/biosecurity", "  - vector/none", "nothing is described as 'vector/none'"),
    ("claim: c-mouton-no-uplift", "claim: c-none", "there is no claim 'c-none'"),
    ("  id: text-coder", "  id: text-coder\n  id: other", "gives 'id' a second time"),
    ("  note: A second", "  note: &a A second", "write the value out"),
    ("  id: text-coder", "  id: !!str text-coder", "has a tag"),
    ("  id: text-coder", "  id: null", "leave the place empty"),
    ("analyses:\n- vector", "analyses:\n  vector", "must be a list"),
    ("id: cp-hong-2026-2", "id: cp-hong-2026-1", "stands in two rows"),
    ("step: ease-of-defense", "step: existing-risk", "stands in two rows"),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES, ids=[new for _, new, _ in MISTAKES])
def test_a_mistake_is_named_with_its_line(
    old: str, new: str, said: str, vocabulary: Vocabulary
) -> None:
    assert old in HONG
    text = HONG.replace(old, new, 1)
    if "\n  vector" in new:  # the rest of the analysis, further in
        head, _, rest = text.partition(new)
        text = head + new + rest.replace("\n  ", "\n    ").replace("    threats", "  threats")
    try:
        mistakes = check(tree.parse(text), vocabulary).mistakes
    except UnreadableError as error:
        assert "line" in str(error)
        return
    assert mistakes
    found = next((mistake for mistake in mistakes if said in mistake.message), None)
    assert found, [str(mistake) for mistake in mistakes]
    changed = HONG[: HONG.index(old)].count("\n") + 1
    assert abs(found.line - changed) <= 3 or said.startswith(("name", "add lab", "is described"))


def test_all_is_told_at_once_and_nothing_that_only_follows(vocabulary: Vocabulary) -> None:
    text = HONG.replace("extent: abstract-only", "extent: Full", 1)
    text = text.replace("  - vector/biosecurity", "  - biosecurity", 1)
    text = text.replace("n: '153'", "n: '0153'", 1)
    text = text.replace("claim: c-mouton-no-uplift", "claim: c-none", 1)
    text = text.replace("direction: supports", "direction: support", 1)
    text = text.replace("mode: found", "mode: fond", 1)
    told = [each.message for each in check(tree.parse(text), vocabulary).mistakes]
    assert [each.partition(":")[0] for each in told] == sorted(
        ["extent", "mode", "about", "direction", "n"], key=[m.partition(":")[0] for m in told].index
    )
    assert "extent: there is no text extent 'Full'. Did you mean full?" in told


def test_what_is_there_and_wrong_is_not_asked_for(vocabulary: Vocabulary) -> None:
    text = HONG.replace("  id: hong-2026\n", "  id: hong-2027\n", 1)
    head, _, rest = text.partition("  authors:\n")
    _, _, rest = rest.partition("  issued:")
    text = f"{head}  authors: Brady, Lee\n  issued:{rest}"
    told = [each.message for each in check(tree.parse(text), vocabulary).mistakes]
    assert [each for each in told if "does not tell plainly who is who" in each]
    assert [each for each in told if "add authors" in each] == []


def test_the_place_of_a_mistake_is_that_in_the_whole_sheet(vocabulary: Vocabulary) -> None:
    codings = tree.parse(HONG).value["analyses"][0]["codings"]
    bounded = [n for n, each in enumerate(codings) if each.get("lower_bound") == "yes" and n]
    assert bounded
    text = HONG.replace("step: threat-identification", "stepp: threat-identification", 1)
    text = text.replace("    lower_bound: 'yes'\n", "")
    found = check(tree.parse(text), vocabulary).mistakes
    places = [each.place for each in found if "add lower_bound" in each.message]
    assert places == [("analyses", 0, "codings", n, "outcome") for n in bounded]


def test_a_reading_of_a_known_study_stands_beside_the_one_in_use(vocabulary: Vocabulary) -> None:
    text = HONG.replace("  id: later", "  id: kapoor-2024", 1)
    mistakes = check(tree.parse(text), vocabulary).mistakes
    assert (
        "adopted: answers are drawn from another reading of hong-2026; add adopted: no. "
        "To draw them from this one, add it first and adopt it with ofmkg adopt."
    ) in [mistake.message for mistake in mistakes]


def test_what_yaml_guesses_is_taken_as_written() -> None:
    text = "a: no\nb: 012\nc: 2024-02-27\nd: 1e3\ne: ''\nf: 0x1F\ng: 12:30\nh: .5\n"
    assert tree.parse(text).value == {
        "a": "no",
        "b": "012",
        "c": "2024-02-27",
        "d": "1e3",
        "e": "",
        "f": "0x1F",
        "g": "12:30",
        "h": ".5",
    }


def test_bombs_are_refused_at_once() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    (mistake,) = tree.parse(bomb).mistakes
    assert mistake.line == 1
    (deep,) = tree.parse("[" * 5000 + "]" * 5000).mistakes
    assert "nested deeper" in deep.message
    (long,) = tree.parse("claims:\n" + "- a\n" * 25_000).mistakes
    assert str(long) == (
        "line 20001: comes after 20,000 values, more than any sheet has; check that it is one."
    )
    assert tree.parse("claims:\n" + "- a\n" * 19_000).mistakes == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds nothing"),
        (b"a: \xff\xfe", "is not in UTF-8"),
        (b"a: [1", "is not YAML"),
        (b"a: b: c", "line 1"),
        (b"a: \x00", "does not allow"),
        (b"a: 1\n---\na: 2\n", "is not YAML"),
    ],
)
def test_what_is_no_sheet_cannot_be_read(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "sheet.yaml"
    file.write_bytes(content)
    with pytest.raises(UnreadableError, match=said) as caught:
        tree.read(file)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(file))


def test_a_mark_of_byte_order_and_other_line_ends_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "sheet.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + HONG.replace("\n", "\r\n").encode())
    assert tree.read(file).value == tree.parse(HONG).value


@pytest.mark.parametrize("value", ["a text", "- a list", "3"])
def test_what_holds_no_keys_is_no_sheet(value: str, vocabulary: Vocabulary) -> None:
    (mistake,) = check(tree.parse(value), vocabulary).mistakes
    assert "must hold keys" in mistake.message
