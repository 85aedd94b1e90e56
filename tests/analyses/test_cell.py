"""A cell of the map of gaps: its studies in each collection, with what was read and where."""

import csv
import io

import pytest
from seven import seven

import ofmkg
from ofmkg.analyses.cell import StepCell, cell
from ofmkg.analyses.gaps.analysis import gaps
from ofmkg.errors import UnknownIdError
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.blocks import Heading, Items
from ofmkg.pages.cell import address, document, to_csv
from ofmkg.pages.messages import speaking
from ofmkg.pages.words import Words


@pytest.fixture(scope="module")
def found(every: ofmkg.KnowledgeGraph) -> StepCell:
    return cell(every, "biosecurity", "marginal-risk-evidence", "all")


def test_it_holds_the_studies_that_the_map_counts(
    every: ofmkg.KnowledgeGraph, found: StepCell
) -> None:
    mapped = {
        row.collection: row for row in gaps(every, "all").vectors if row.vector == found.vector
    }
    at = [step.step for step in found.framework.steps].index("marginal-risk-evidence")
    assert [part.collection for part in found.parts] == ["kapoor-2024", "later", "second-codings"]
    for part in found.parts:
        counted = mapped[part.collection].cells[at]
        assert (part.level, part.at_least, part.judged) == (
            counted.level,
            counted.at_least,
            counted.judged,
        )
        states = [(each.study, each.state) for each in counted.studies]
        assert [(each.study, each.state) for each in part.cells] == states


def test_each_study_stands_with_its_passage_and_reader(found: StepCell, said: Words) -> None:
    lists = [block for block in document(found, said) if isinstance(block, Items)]
    (item,) = lists[0].items
    assert item.text == "Gopal et al. 2023: ◇ assumed, as we infer"
    assert item.anchor == "study-gopal-2023"
    assert any("Kapoor et al. 2024, B.4 Evidence of marginal risk" in line for line in item.details)
    assert any(line.startswith("Coders differ: ") for line in item.details)
    assert item.details[-1].startswith("Read by first coder of ofmkg.")
    later = [str(item.text) for item in lists[1].items]
    assert len(later) == len(found.parts[1].cells) > 20
    assert "◧" in later[0] and later[-1].endswith("· not coded")  # what does most stands first


def test_a_threat_that_is_only_named_says_so(every: ofmkg.KnowledgeGraph, said: Words) -> None:
    named = next(row for row in gaps(every, "all", threats=True).vectors if row.named_by)
    found = cell(every, named.vector, "existing-risk", named.collection)
    assert [each.study for each in found.parts[0].named_by] == [
        each.study for each in named.named_by
    ]
    texts = [
        str(item.text) for b in document(found, said) if isinstance(b, Items) for item in b.items
    ]
    assert any("which is coded for" in text for text in texts)


def test_another_reading_of_the_data() -> None:
    graph = seven(Scenario(without=("gopal-2023",)))
    (part,) = cell(graph, "biosecurity", "existing-risk", "kapoor-2024").parts
    assert (part.cells, part.level) == ((), "no-study")


def test_what_is_unknown_is_refused(every: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError, match="no misuse vector 'nope'"):
        cell(every, "nope", "existing-risk")
    with pytest.raises(UnknownIdError, match="no framework step 'nope'"):
        cell(every, "biosecurity", "nope")


def test_in_korean(found: StepCell, said: Words) -> None:
    with speaking("ko"):
        page = document(found, said)
    assert isinstance(page[0], Heading)
    assert "코더가 읽은 대로" in str(page[1])


def test_an_address_keeps_what_else_is_asked() -> None:
    assert address("v", "s") == "cell?vector=v&step=s"
    asked = {"collection": "later", "without": ("a", "b")}
    assert address("v", "s", asked) == "cell?vector=v&step=s&collection=later&without=a&without=b"


def test_as_csv_each_study_is_a_row_with_whose_word_its_state_is(found: StepCell) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert [(row["collection"], row["study"], row["state"]) for row in rows] == [
        (part.collection, cell.study, cell.state) for part in found.parts for cell in part.cells
    ]
    first = rows[0]
    assert (first["study"], first["state"], first["voice"]) == (
        "gopal-2023",
        "assumed",
        "inference",
    )
    assert (first["vector"], first["step"]) == ("biosecurity", "marginal-risk-evidence")
    assert (first["source"], first["contested"]) == ("kapoor-2024", "true")
    assert first["locator"].startswith("B.4 Evidence of marginal risk")
    assert first["others"].startswith("second-coder: ")
    assert {row["voice"] for row in rows if row["state"] != "assumed"} == {"source"}
