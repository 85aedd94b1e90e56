"""Works as columns: what stands in each row, and in which rows they differ by whose word."""

import pytest
from seven import seven
from small_graph import small

import ofmkg
from ofmkg.analyses.columns import columns
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.pages.blocks import Items, Paragraph, Table
from ofmkg.pages.columns import document
from ofmkg.pages.messages import speaking
from ofmkg.pages.words import words

TWO = ("alpha-2023", "beta-2024-fraud")


def test_rows_differ_by_the_word_of_sources_or_not_at_all() -> None:
    found = columns(small(), *TWO)
    assert [(row.step, row.differ) for row in found.steps] == [
        ("threat", None),
        ("evidence", "source"),
        ("ease", "source"),
        ("limits", "source"),
    ]
    assert {row.question: row.differ for row in found.answers} == {
        "skill": "source",
        "pace": None,  # neither answers
        "safeguards": None,  # only one answers, and only as we infer
    }
    assert [(row.baseline, [len(own) for own in row.notes], row.differ) for row in found.baselines][
        -1
    ] == ("web", [1, 0], None)  # nothing recorded of the other is no difference


def test_only_differing_rows_are_kept_if_asked_for() -> None:
    every, some = columns(small(), *TWO), columns(small(), *TWO, differing=True)
    assert [row.step for row in some.steps] == ["evidence", "ease", "limits"]
    assert [row.question for row in some.answers] == ["skill"]
    assert some.baselines == ()
    assert some.works == every.works


def test_what_differs_only_with_our_inferences_says_so() -> None:
    found = seven().columns("gopal-2023", "hazell-2023", "musser-2023")
    differ = {row.question: row.differ for row in found.answers}
    assert differ["actor-skill"] == "inference"  # of Musser only we infer an answer
    assert [len(row.given) for row in found.answers] == [3] * len(found.answers)


def test_a_row_differs_by_the_rules_by_which_two_works_are_compared(
    every: ofmkg.KnowledgeGraph,
) -> None:
    named = ("gopal-2023", "batalis-2023", "seger-2023")
    found = {row.step: (row.cells, row.differ) for row in every.columns(*named).steps}
    cells, differ = found["existing-defenses"]
    # What was not coded of Batalis is no difference from what is in part of the two others.
    assert [[cell.state for cell in own] for own in cells] == [
        ["partial"],
        ["uncoded"],
        ["partial"],
    ]
    assert differ is None
    # In part is what Batalis says at least, of which part of the text was read.
    assert [cell.lower_bound for cell in found["threat-identification"][0][1]] == [True]
    two = every.columns("gopal-2023", "batalis-2023").steps
    assert {row.step: row.differ for row in two}["threat-identification"] is None


def test_works_may_be_read_with_several_collections() -> None:
    found = columns(small(), "delta-2021", *TWO)
    assert [each.id for each in found.works] == ["delta-2021", *TWO]
    assert [each.collection for each in found.works] == ["readers", "readers", "own"]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (TWO[:1], "Name two to 8 works; 1 are named"),
        (tuple("abcdefghi"), "Name two to 8 works; 9 are named"),
        (TWO + TWO[:1], "alpha-2023 is named twice"),
    ],
)
def test_too_few_too_many_and_twice_are_errors(named: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        columns(small(), *named)


def test_an_unknown_work_is_an_error() -> None:
    with pytest.raises(UnknownIdError, match="no-such"):
        columns(small(), "alpha-2023", "no-such")


def test_the_page_has_a_row_of_signs_for_each_work_and_says_whose_word_each_answer_is() -> None:
    known = words(small())
    page = document(columns(small(), *TWO), known)
    (table,) = (block for block in page if isinstance(block, Table))
    assert [row[0] for row in table.rows] == ["Alpha 2023", "Beta 2024"]
    told = [block.text for block in page if isinstance(block, Paragraph)]
    assert told[0].startswith("On record, works differ in 4 rows.")
    assert "They do not all speak of the same threats." in told[0]
    lines = [
        line for b in page if isinstance(b, Items) for item in b.items for line in item.details
    ]
    assert any(line.startswith("According to Judge 2024, Alpha 2023 assumes") for line in lines)
    ours = [line for line in lines if "We infer that" in line]
    assert ours
    assert all("the source does not say so" in line for line in ours)


def test_it_speaks_korean() -> None:
    with speaking("ko"):
        page = document(columns(small(), *TWO), words(small()))
    told = next(block.text for block in page if isinstance(block, Paragraph))
    assert told.startswith("기록에 따르면 문헌들은 4개 행에서 서로 다릅니다.")
