"""Every question, on a small graph with all its traps: the exact answer, in both engines."""

import pytest
from query_engines import Case, Table, cases, small

CASES = cases()


def answers(case: Case, *, backwards: bool = False) -> tuple[Table, Table]:
    """Return the answers of pyoxigraph and rdflib."""
    graph = small(backwards=backwards)
    sparql = graph.bound(case.name, dict(case.parameters))
    return graph.ask_oxigraph(sparql), graph.ask_rdflib(sparql)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_answers_are_exactly_those_expected(case: Case) -> None:
    oxigraph, rdflib = answers(case)
    assert oxigraph.written() == case.path.read_text(encoding="utf-8")
    assert rdflib == oxigraph


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_order_is_total(case: Case) -> None:
    oxigraph, _ = answers(case)
    assert len(set(oxigraph.rows)) == len(oxigraph.rows), "two rows are equal"
    assert answers(case, backwards=True) == (oxigraph, oxigraph)
