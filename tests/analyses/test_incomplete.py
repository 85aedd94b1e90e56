"""Data that parse but lack what an analysis needs get one line, never a traceback.

`python tests/helpers/mutations.py` asks the same of every sort of statement and every analysis.
"""

from collections.abc import Sequence

import pytest
from mutations import Mutation, faults, sample
from seven import documents

from ofmkg.analyses.declaration import Analysis, analysis
from ofmkg.errors import DataError
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import short
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.sheets.correction import correction

SEED, SAMPLED = 2026, 2


@pytest.fixture(scope="module")
def every() -> list[Document]:
    """Return the real data of the seven studies."""
    return documents()


def some(*names: str) -> list[Analysis]:
    """Return analyses by their names."""
    return [found for name in names if (found := analysis(name))]


def the(every: Sequence[Document], how: str, thing: str, term: str) -> Mutation:
    """Return a mutation of the first statement of a thing with a term."""
    quads = (
        quad
        for document in every
        for quad in document.quads
        if short(getattr(quad.subject, "value", "")) == thing
        and short(quad.predicate.value) == term
    )
    return Mutation(how, next(quads))


@pytest.mark.parametrize(
    ("how", "thing", "term", "name", "told"),
    [
        ("drop", "cellSkipped", "label", "matrix", "skipped: cells have this state, and no "),
        ("retype", "existing-risk", "order", "matrix", "marginal-risk, existing-risk: order "),
        ("retype", "safeguards-hold", "answers", "robustness", "'no thing at all' is on record "),
        ("retype", "gopal-2023", "reportedIn", "robustness", "gopal-2023: the work that reports "),
    ],
)
def test_what_data_lack_is_one_line(
    every: list[Document], how: str, thing: str, term: str, name: str, told: str
) -> None:
    mutation = the(every, how, thing, term)
    graph = KnowledgeGraph([mutation.of(each) for each in every])
    with pytest.raises(DataError) as caught:
        getattr(graph, name)().write("text")
    said = str(caught.value)
    assert said.startswith(told)
    assert said.endswith("See what is wrong: ofmkg validate")
    assert "\n" not in said


@pytest.mark.parametrize("number", range(SAMPLED))
def test_any_statement_may_be_lacking(every: list[Document], number: int) -> None:
    mutation = [each for each, _ in zip(sample(every, SEED), range(SAMPLED), strict=False)][number]
    asked = some("compare", "matrix", "gaps", "question", "standing", "debate")
    assert faults(every, mutation, asked) == [], str(mutation)


@pytest.mark.parametrize("term", ["reportedIn", "analysesVector"])
def test_what_a_correction_lacks_is_one_line(every: list[Document], term: str) -> None:
    mutation = the(every, "drop", "gopal-2023", term)
    graph = KnowledgeGraph([mutation.of(each) for each in every])
    with pytest.raises(DataError, match=r"^gopal-2023: .* on record.* ofmkg validate$"):
        correction(graph, "gopal-2023", ["existing-risk"], "2026-11-30")
