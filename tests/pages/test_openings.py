"""What pages open with: it says less than the record bears, never more, and whose word it is."""

import pytest
from seven import seven
from small_graph import small

import ofmkg
from ofmkg.analyses.briefs import brief
from ofmkg.pages import brief_openings, disagreement_opening, question_opening
from ofmkg.pages.blocks import Heading, Paragraph, Table
from ofmkg.pages.messages import speaking
from ofmkg.pages.opening import Opening
from ofmkg.pages.words import words


def opening(kind: str, name: str) -> Opening:
    """Return the opening of the brief of a thing of the small graph."""
    return brief_openings.opening(brief(small(), kind, name), words(small()))


def test_a_study_opens_with_what_it_is_its_steps_and_answers() -> None:
    found = opening("study", "alpha-2023")
    what, said, *_ = found.statements
    assert what.startswith("Alpha 2023: On alpha. This study is its analysis of phone fraud.")
    assert "As read by Judge" in what
    assert "Of the 4 steps of the framework, as read by" in said
    assert "according to Judge 2024, assumes" in said
    (table,) = found.tables
    assert len(table.rows) == 4
    assert found.citation.endswith("https://w3id.org/ofmkg/study/alpha-2023.")


def test_what_only_we_infer_of_a_study_is_a_statement_of_its_own() -> None:
    *said, ours = opening("study", "alpha-2023").statements
    assert ours.startswith("We infer that it has an answer to ")
    assert ours.endswith("the source does not say so.")
    assert not any("We infer" in text for text in said)


def test_a_study_without_answers_says_so_and_nothing_more() -> None:
    _, said, *_ = opening("study", "delta-2021").statements
    assert "By the word of works, no answer of it is on record." in said


def test_a_vector_counts_each_collection_by_itself() -> None:
    found = opening("vector", "fraud")
    assert (
        "On record as analyses of it: 1 study (as read by Judge) and 1 study (our own)."
        in (found.statements[1])
    )
    steps, answers = found.tables
    assert steps.columns == ("Step", "As read by Judge", "Our own")
    assert steps.rows[1] == ("2 Evidence", "◇ 1", "■ 1")
    assert steps.rows[-1][1] == "1 ambiguous; coders differ on 2; 1 assumed as only we infer"
    assert answers.columns[1:] == ("As read by Judge", "Our own")
    assert answers.rows[0][1:] == ("1", "1")  # the judge says of itself what counts with it


def test_the_word_of_sources_and_our_inference_on_a_claim_stand_apart() -> None:
    what, said, ours = opening("claim", "calls-rise").statements
    assert what.startswith("Alpha 2023, in our reading of Judge 2024: Fraud calls rise.")
    assert said == "By the word of sources, 1 other claim disputes it. Asserted is not supported."
    assert ours == "We infer that 1 other claim qualifies it; the source does not say so."


def test_weights_that_are_not_stated_count_neither_way() -> None:
    kg = seven()
    known = words(kg)
    silent = next(
        row["release"]
        for row in kg.query("releases-by-weights").dicts()
        if "adopted" not in row and "stated" not in row
    )
    found = brief_openings.opening(brief(kg, "release", silent), known)
    told = " ".join(found.statements)
    assert "not stated, so neither open nor closed" in told
    assert "open release" not in told.replace("properties of open releases", "")


def test_a_question_names_who_answers_how_and_by_whose_word(kg: ofmkg.KnowledgeGraph) -> None:
    asked = kg.question("actor-skill", collection="kapoor-2024")
    found = question_opening.opening(asked, words(kg))
    assert found.statements[1] == (
        'Answers on record by the word of sources: "People with little relevant skill can do it '
        'with model help" (3 works), "Hobbyist groups and forums" (1 work) and "Both skilled and '
        'unskilled users matter" (1 work).'
    )
    table = found.tables[0]
    cells = {row[0]: row[1] for row in table.rows}
    assert cells["People with little relevant skill can do it with model help"] == (
        "Stated, according to Kapoor et al. 2024: Gopal et al. 2023, Lakatos 2023 and Hazell 2023"
    )
    assert not any("Musser" in cell for cell in cells.values())  # of whom only we infer it


def test_a_question_names_the_answers_of_each_collection(every: ofmkg.KnowledgeGraph) -> None:
    told = question_opening.opening(every.question("closed-safeguards"), words(every)).statements
    first, second = told[1].split("; ")
    assert first.startswith("Answers on record by the word of sources: as read by Kapoor et al., ")
    assert second.startswith('later literature, coded from texts, "They can be defeated" (')
    assert "They hold" not in told[1].replace("They hold in part", "")  # as only we infer


def test_a_claim_names_the_question_that_it_answers_as_we_infer(
    every: ofmkg.KnowledgeGraph,
) -> None:
    shown = brief(every, "claim", "cc-zhang-2026-in-silico-uplift")
    *_, ours = brief_openings.opening(shown, words(every)).statements
    assert (
        'We infer that the claim answers the question "What the internet already offers" with '
        '"Models give a clear gain over the internet"; the source does not say so.'
    ) in ours


def test_a_release_names_what_may_follow_as_inferred(kg: ofmkg.KnowledgeGraph) -> None:
    *_, told = brief_openings.opening(brief(kg, "release", "llama-2"), words(kg)).statements
    assert told.startswith("What may follow from its openness, inferred from properties of open")
    assert "5 benefits (accelerating science, " in told
    assert "3 risks (digitally altered NCII, " in told


def test_a_disagreement_says_by_whose_word_works_stand_on_sides(kg: ofmkg.KnowledgeGraph) -> None:
    page = kg.disagreement("d-alignment-open-vs-closed")
    found = disagreement_opening.opening(page, words(kg))
    assert found.statements[1].startswith("We infer that Narayanan et al. 2023c stands on side 1")
    assert not found.tables  # the figure of the page shows the sides
    tables = [b for b in disagreement_opening.glance(page, words(kg)) if isinstance(b, Table)]
    assert [len(table.columns) for table in tables] == [2]


def test_a_work_that_nobody_read_says_so(kg: ofmkg.KnowledgeGraph) -> None:
    found = brief_openings.opening(brief(kg, "work", "qi-2023"), words(kg))
    assert "No reading in use rests on its own text." in found.statements[0]
    assert "(the work itself was not read)" in found.statements[1]


def test_benefits_may_arise_and_their_caveats_are_counted(kg: ofmkg.KnowledgeGraph) -> None:
    (told,) = brief_openings.opening(
        brief(kg, "benefit", "accelerating-science"), words(kg)
    ).statements
    assert "It may arise from: broader access and greater customizability." in told
    assert "may arise is not arises" in told
    (told,) = brief_openings.opening(brief(kg, "property", "broader-access"), words(kg)).statements
    assert "May raise is not raises" in told


@pytest.mark.parametrize(("kind", "name"), [("study", "alpha-2023"), ("vector", "fraud")])
def test_a_terminal_shows_the_opening_and_where_the_rest_is(kind: str, name: str) -> None:
    page = brief_openings.glance(brief(small(), kind, name), words(small()))
    assert isinstance(page[0], Heading)
    assert isinstance(page[-1], Paragraph)
    assert page[-1].text.endswith("add --full.")
    assert any(isinstance(block, Table) for block in page)


def test_it_speaks_korean() -> None:
    with speaking("ko"):
        found = opening("study", "delta-2021")
    assert "문헌의 말에 따른 답은 기록되어 있지 않습니다." in found.statements[1]
