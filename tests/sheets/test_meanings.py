"""What the words of a form mean stands beside its fields: in a new sheet, the schema, the table."""

import json
import re

import pytest

from ofmkg.sheets import rules
from ofmkg.sheets.rows import choices
from ofmkg.sheets.schema import schema
from ofmkg.sheets.template import template
from ofmkg.sheets.vocabulary import Vocabulary

CHOSEN = ["Outcome", "mode", "CodingBasis", "StanceBasis"]


@pytest.fixture(scope="module")
def sheet(vocabulary: Vocabulary) -> str:
    """Return a new sheet with one comment on one line."""
    text = template(vocabulary, "smith-2026", [], "marginal-risk", "2026-11-22")
    return re.sub(r"\n *#  ? ?(?=[^ -])", " ", text)


def test_each_step_has_its_criteria_above_its_outcome(sheet: str, vocabulary: Vocabulary) -> None:
    steps = vocabulary.steps_in_order("marginal-risk")
    assert len(steps) == 6
    for step in steps:
        part = sheet.partition(f"- step: {step.id} ")[2].partition("outcome:\n")[0]
        names = [name for name, _ in vocabulary.criteria(step)]
        assert names == ["addressed if", "in part if", "absent if"]
        for name, text in vocabulary.criteria(step):
            assert f"{name}: {text}" in part


def test_outcomes_modes_and_answers_are_explained(sheet: str, vocabulary: Vocabulary) -> None:
    kinds = ("Outcome", "AssumptionMode", "Position", "Handling", "ThreatActor", "Baseline")
    for thing in (each for kind in kinds for each in vocabulary.things(kind)):
        told = re.escape(thing.definition)
        assert re.search(rf"- {thing.id}( \*)?( \([^\n]*?\))?(: {told})?\n?", sheet)
        assert not thing.definition or re.search(rf"- {thing.id}( \*)?( \(.*\))?: {told}", sheet)
    finding = vocabulary.described("https://w3id.org/ofmkg/ns#Finding")
    assert finding is not None
    assert f"- found: {finding.definition}" in sheet


def test_outcomes_come_in_the_order_of_their_scale(vocabulary: Vocabulary) -> None:
    found = [outcome.id for outcome in vocabulary.in_order("Outcome")]
    assert found == ["addressed", "partial", "absent", "not-judged"]


@pytest.mark.parametrize("kind", CHOSEN)
def test_the_schema_says_what_ids_mean(kind: str, vocabulary: Vocabulary) -> None:
    meanings = rules.meanings(kind, vocabulary)
    assert len(meanings) > 2
    text = "\n".join(f"{id}: {meaning}" for id, meaning in meanings.items())
    assert json.dumps(text)[1:-1] in json.dumps(schema(vocabulary))


def test_the_schema_explains_each_answer_beside_its_id(vocabulary: Vocabulary) -> None:
    answer = schema(vocabulary)["$defs"]["Position"]["properties"]["answer"]
    told = dict(zip(answer["enum"], answer["enumDescriptions"], strict=True))
    assert told == rules.meanings("answer", vocabulary)
    assert "description" not in answer


def test_the_table_of_ids_has_a_column_of_meanings(vocabulary: Vocabulary) -> None:
    head, *rows = choices(vocabulary)
    assert head[-1] == "meaning"
    found = {(row[0], row[1]): row[-1] for row in rows}
    partial = vocabulary.find("Outcome", "partial")
    assert partial is not None
    assert found["Outcome", "partial"] == partial.definition
