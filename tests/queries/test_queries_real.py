"""Every question on the real graph: both engines agree, nothing is empty, key facts hold."""

from functools import cache

import pyoxigraph as ox
import pytest
from facts import Facts
from query_engines import TABLES as EVERY
from query_engines import Table, part, real
from samples import every_nth

from ofmkg.graph import library

# Raw statements of one thing: asked of all things, they are the whole graph, word for word.
TABLES = [name for name in EVERY if name != "statements"]
MAY_BE_EMPTY = {
    "adoptions": "nobody has adopted another assessment yet",
    "adjudications": "nobody has decided between two readings of a step yet",
    "replies": "nobody has replied yet",
    "reviews": "no person has reviewed a reading yet",
}
OF_A_STUDY = [
    name
    for name in TABLES
    if {"study", "coder"} <= {parameter.name for parameter in library.load(name).parameters}
]


@cache
def answer(name: str, **parameters: str) -> Table:
    """Return the answer of pyoxigraph on the real graph."""
    graph = real()
    return graph.ask_oxigraph(graph.bound(name, parameters))


# Both engines answer every question on the small graph too.
# A union over every kind of text: minutes in rdflib, which is asked it there alone.
@pytest.mark.parametrize("name", every_nth([name for name in TABLES if name != "search-texts"], 8))
def test_engines_agree(name: str) -> None:
    graph = part()
    sparql = graph.bound(name, {})
    assert graph.ask_rdflib(sparql) == graph.ask_oxigraph(sparql)


@pytest.mark.parametrize("name", TABLES)
def test_is_not_empty(name: str) -> None:
    assert answer(name).rows or name in MAY_BE_EMPTY


@pytest.mark.parametrize("name", TABLES)
def test_order_is_total(name: str) -> None:
    rows = answer(name).rows
    assert len(set(rows)) == len(rows), "two rows are equal"
    graph = real(backwards=True)
    assert graph.ask_oxigraph(graph.bound(name, {})).rows == rows


@pytest.mark.parametrize("name", TABLES)
def test_what_follows_changes_no_answer_from_what_is_stated(name: str) -> None:
    """Other stores may ask the union of all graphs, in which inferences stand with statements."""
    sparql = real().bound(name, {})
    assert real(inferred=True).ask_oxigraph(sparql) == answer(name)


@pytest.mark.parametrize("thing", ["llama-2", "hazell-2023", "open-foundation-model"])
def test_what_follows_is_not_shown_as_stated(thing: str) -> None:
    iri = next(iri for (_, iri, _), *_ in answer("things").rows if iri.endswith(f"/{thing}"))
    sparql = library.bind(library.load("statements").sparql, {"thing": [ox.NamedNode(iri)]})
    stated = real().ask_oxigraph(sparql)
    assert real(inferred=True).ask_oxigraph(sparql) == stated
    assert len(stated.rows) > 1


@pytest.mark.parametrize("name", OF_A_STUDY)
def test_a_row_on_a_study_says_where_it_was_read_and_by_whom(name: str) -> None:
    columns = set(answer(name).columns)
    assert {"source", "codedBy"} <= columns or name == "coverage-by-vector"
    for row in answer(name).dicts():
        if "source" in columns:
            assert {"source", "codedBy", "locator"} <= set(row), row


@pytest.mark.parametrize("name", TABLES)
def test_a_row_with_a_locator_says_into_which_work_it_points(name: str) -> None:
    columns = answer(name).columns
    if "locator" not in columns or "source" not in columns:
        return
    bare = [row for row in answer(name).dicts() if "locator" in row and "source" not in row]
    # enabled-research.ttl does not say in which work Table A1 was read
    assert [row for row in bare if "<enabled-research/" not in str(row)] == []


def of_the_paper(name: str) -> list[dict[str, str]]:
    """Return the rows on the seven studies, which are told apart from the later literature."""
    rows = answer(name).dicts()
    return [row for row in rows if row["collection"] == "<collection/kapoor-2024>"]


def test_steps_left_out_are_those_that_no_study_assumes(facts: Facts) -> None:
    rows = of_the_paper("steps-left-out")
    assert {row["state"] for row in rows} == {"skipped"}
    absent = facts["kapoor-2024"]["?x a ofm:Coding ; ofm:outcome ofm:absent"]
    assert len(rows) == absent - 1  # one is assumed instead
    assert "<study/thiel-2023>" not in {row["study"] for row in rows}


def test_only_gopal_assumes_a_step_that_it_does_not_address() -> None:
    rows = of_the_paper("steps-assumed")
    step = "<framework/marginal-risk/step/{}>".format
    found = [(row["state"], row["study"], row["step"], row["position"]) for row in rows]
    assert sorted(found) == [
        (
            "assumed",
            "<study/gopal-2023>",
            step("marginal-risk-evidence"),
            "<position/safeguards-hold>",
        ),
        (
            "partial",
            "<study/hazell-2023>",
            step("existing-defenses"),
            "<position/assumed-to-fail>",
        ),
        (
            "partial",
            "<study/musser-2023>",
            step("marginal-risk-evidence"),
            "<position/cheaper-production-matters>",
        ),
    ]


def test_only_one_study_is_complete() -> None:
    rows = answer("complete-studies").dicts()
    assert [(row["study"], row["steps"], row["ambiguous"]) for row in rows] == [
        ("<study/thiel-2023>", "6", "0")
    ]


def test_ambiguous_codings_all_name_their_alternative(facts: Facts) -> None:
    rows = of_the_paper("ambiguous-codings")
    ambiguous = "?x a ofm:Coding ; ofm:codingBasis ofm:ambiguous ; ofm:alternativeOutcome ?y"
    assert len(rows) == facts["kapoor-2024"][ambiguous]
    assert all({"alternative", "note"} <= set(row) for row in rows)


def test_all_that_is_missing_is_told_of_each_study(facts: Facts) -> None:
    rows = of_the_paper("missing")
    assert len(rows) == facts["kapoor-2024"]["?x ofm:missing ?y"]
    assert len(answer("missing", study="gopal-2023").rows) == sum(
        row["study"] == "<study/gopal-2023>" for row in rows
    )


def test_states_of_the_seven_studies_add_up(facts: Facts) -> None:
    rows = of_the_paper("coverage-by-vector")
    states = ("addressed", "partial", "assumed", "skipped", "uncoded")
    totals = {state: sum(int(row[state]) for row in rows) for state in states}
    # every study has a vector of Table 1, so none is counted for two vectors
    addressed, partial, absent = (
        facts["kapoor-2024"][f"?x a ofm:Coding ; ofm:outcome ofm:{outcome}"]
        for outcome in ("addressed", "partial", "absent")
    )
    assert (totals["addressed"], totals["partial"]) == (addressed, partial)
    assert (totals["assumed"], totals["skipped"]) == (1, absent - 1)
    assert totals["uncoded"] == 0


def test_hazell_and_the_paper_differ_on_whether_existing_defenses_hold() -> None:
    rows = answer("differing-works").dicts()
    (row,) = (row for row in rows if row["incompatible"] == "true")
    assert row["question"] == "<question/existing-defenses-hold>"
    assert (row["kindA"], row["kindB"]) == ("tacit", "stated")
    assert row["vectorA"] == row["vectorB"] == "<vector/spear-phishing>"


def test_gopal_and_batalis_are_not_set_against_each_other() -> None:
    assert answer("differing-works", a="gopal-2023", b="batalis-2023").dicts() == []


def test_no_two_of_the_seven_studies_hold_incompatible_positions(facts: Facts) -> None:
    studies = sorted({row["study"] for row in of_the_paper("missing")} | {"<study/thiel-2023>"})
    works = [study.removeprefix("<study/").removesuffix(">") for study in studies]
    assert len(works) == facts["kapoor-2024"]["?x a ofm:Study"]
    opposed = [
        (a, b)
        for a in works
        for b in works
        if a < b
        for row in answer("differing-works", a=a, b=b).dicts()
        if row["incompatible"] == "true" and row["vectorA"] == row["vectorB"]
        # what others read in their own texts is another collection's
        if row["sourceA"] == row["sourceB"] == "<publication/kapoor-2024>"
    ]
    assert opposed == []


def test_sources_differ_on_llama() -> None:
    rows = answer("releases-by-weights", availability="restricted").dicts()
    llama = [row for row in rows if row["release"] == "<release/llama-1>"]
    assert {row["adopted"] for row in llama} == {"restricted"}
    assert {row["stated"] for row in llama} == {"restricted", "widely-available"}


def test_table_two_is_shown_step_by_step_and_apart_from_studies(facts: Facts) -> None:
    rows = answer("worked-analyses").dicts()
    assert len(rows) == facts["kapoor-2024"]["?x a ofm:WorkedStep"]
    assert [row["order"] for row in rows] == [str(n) for n in range(1, 7)] * 2
    holders = {row["holder"] for row in answer("positions-on-question").dicts()}
    assert any(holder.startswith("<worked-analysis/") for holder in holders)


def test_what_nobody_answers() -> None:
    rows = answer("unanswered-questions").dicts()
    assert [row["question"] for row in rows] == [
        "<question/frontier-distance>",
        "<question/open-closed-cost>",
        "<question/release-landscape>",
    ]


def test_a_paraphrase_is_never_shown() -> None:
    graph = real()
    sparql = "SELECT ?text WHERE { ?stance <https://w3id.org/ofmkg/ns#paraphrase> ?text }"
    paraphrases = {term for (term,) in graph.ask_oxigraph(sparql).rows}
    assert paraphrases
    for name in TABLES:
        shown = {term for row in answer(name).rows for term in row}
        assert not shown & paraphrases, name
