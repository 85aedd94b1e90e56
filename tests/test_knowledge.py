"""What the built-in graph says about its works, as the design and the paper have it."""

from collections import Counter
from itertools import combinations

import pytest
from facts import Facts

import ofmkg
from ofmkg.analyses.compare.result import AssumptionRow

STUDIES = (
    "gopal-2023",
    "hazell-2023",
    "lakatos-2023",
    "musser-2023",
    "ovadya-2019",
    "seger-2023",
    "thiel-2023",
)
AMBIGUOUS = "?x a ofm:Coding ; ofm:codingBasis ofm:ambiguous ; ofm:alternativeOutcome ?y"


def questions(rows: tuple[AssumptionRow, ...]) -> list[str]:
    """Return the ids of the questions of some rows."""
    return [row.question for row in rows]


def test_the_states_of_the_cells(kg: ofmkg.KnowledgeGraph, facts: Facts) -> None:
    result = kg.matrix()
    assert tuple(row.study for row in result.rows) == STUDIES
    cells = [cell for row in result.rows for cell in row.cells]
    known = facts["kapoor-2024"]
    outcomes = "?x a ofm:Coding ; ofm:outcome ofm:"
    assert Counter(cell.state for cell in cells) == {
        "addressed": known[f"{outcomes}addressed"],
        "partial": known[f"{outcomes}partial"],
        "assumed": 1,
        "skipped": known[f"{outcomes}absent"] - 1,
    }
    steps = [step.step for step in result.framework.steps]
    assert [
        (row.study, step)
        for row in result.rows
        for step, cell in zip(steps, row.cells, strict=True)
        if cell.state == "assumed"
    ] == [("gopal-2023", "marginal-risk-evidence")]
    assert all(c.rationale and c.locator and c.basis and c.coder == "first-coder" for c in cells)
    assert {c.text_read for c in cells} == {"through-another-work"}
    assert not any(c.lower_bound for c in cells)
    assert [
        (row.study, cell.outcome, [(o.coder, o.outcome) for o in cell.others])
        for row in result.rows
        for cell in row.cells
        if cell.contested
    ] == [
        ("gopal-2023", "absent", [("second-coder", "partial")]),
        ("gopal-2023", "absent", [("second-coder", "partial")]),
        ("hazell-2023", "absent", [("second-coder", "partial")]),
        ("hazell-2023", "absent", [("second-coder", "partial")]),
    ]
    assert [c.study for c in cells if c.voice == "inference"] == ["gopal-2023"]
    assert sum(len(c.missing) for c in cells) == known["?x ofm:missing ?y"]
    assert sum(c.alternative is not None for c in cells) == known[AMBIGUOUS]


def test_a_stand_in_travels_with_a_cell_that_is_partial(kg: ofmkg.KnowledgeGraph) -> None:
    musser = next(row for row in kg.matrix().rows if row.study == "musser-2023")
    cell = musser.cells[3]
    assert cell.state == "partial"
    assert [(s.id, s.mode, s.basis) for s in cell.assumes] == [
        ("musser-a4", "tacit", "our-inference")
    ]


def test_hazell_and_musser(kg: ofmkg.KnowledgeGraph) -> None:
    c = kg.compare("hazell-2023", "musser-2023")
    assert c.vector_relation == "different"
    assert c.assumptions.opposed == ()
    assert c.assumptions.shared == ()
    assert c.assumptions.contrasting == ()
    assert c.assumptions.different == ()
    by_inference = {row.question: row for row in c.assumptions.by_inference}
    row = by_inference["content-production-cost"]
    assert (row.by_source, row.with_inferences) == ("unanswered", "only_b")
    (left,), (right,) = row.a, row.b
    assert (left.position, left.mode, left.voice) == (
        "already-cheap-without-ai",
        "unaffirmed",
        "another",
    )
    assert (right.position, right.mode, right.voice) == (
        "cheaper-production-matters",
        "tacit",
        "inference",
    )
    skill = by_inference["actor-skill"]
    assert (skill.by_source, skill.with_inferences) == ("only_a", "different")
    assert questions(c.assumptions.only_a) == ["existing-defenses-hold"]
    assert c.assumptions.only_a[0].b_status == "treats"
    assert questions(c.assumptions.only_b) == ["closed-safeguards"]
    assert c.assumptions.only_b[0].a_status == "uncoded"
    assert len(c.assumptions.rows()) == 12
    assert [(s.order, s.a[0].state, s.b[0].state) for s in c.steps] == [
        (1, "addressed", "addressed"),
        (2, "partial", "partial"),
        (3, "partial", "partial"),
        (4, "skipped", "partial"),
        (5, "partial", "partial"),
        (6, "skipped", "addressed"),
    ]
    assert [(b.baseline, b.a, b.b) for b in c.baselines] == [
        ("closed-models", None, "yes"),
        ("human-written-content", "not-mentioned", "not-mentioned"),
        ("status-quo", "partly", "partly"),
    ]
    found = [(d.kind, d.source) for d in c.differences if d.kind != "different-baseline"]
    assert found == [("different-threat-scope", "computed"), ("different-steps", "computed")]
    assert [(d.kind, d.voice) for d in c.by_inference] == [("different-assumptions", "inference")]
    compared = [row for d in c.differences if d.kind == "different-baseline" for row in d.because]
    assert "closed-models" not in {row.id for row in compared}, "no record is no difference"
    assert [d.disagreement for d in c.documented] == [
        "d-disinfo-content-or-distribution",
        "d-phishing-filters",
    ]


def test_gopal_and_batalis(kg: ofmkg.KnowledgeGraph) -> None:
    c = kg.compare("gopal-2023", "batalis-2023")
    assert c.vector_relation == "same"
    assert c.assumptions.opposed == ()
    row = next(r for r in c.assumptions.only_b if r.question == "information-bottleneck")
    assert (row.by_source, row.with_inferences, row.a_status) == ("only_b", "only_b", "treats")
    assert (row.b[0].kind, row.b[0].mode, row.b[0].source) == ("attributed", None, "kapoor-2024")
    assert c.b.studies == ()
    assert all(step.b == () for step in c.steps), "not coded is not skipped"
    assert "different-steps" not in {d.kind for d in c.differences if d.source == "computed"}
    both = next(d for d in c.documented if d.disagreement == "d-bio-bottleneck")
    assert both.a and both.b
    for party in (*both.a, *both.b):
        assert (party.voice is None) is (party.side is None)


def test_no_two_of_the_seven_oppose_each_other(kg: ofmkg.KnowledgeGraph) -> None:
    for a, b in combinations(STUDIES, 2):
        c = kg.compare(a, b)
        assert c.vector_relation == "different"
        assert c.assumptions.opposed == ()
        assert all(row.threats == "different" for row in c.assumptions.shared)


def test_the_paper_beside_a_study(kg: ofmkg.KnowledgeGraph) -> None:
    c = kg.compare("kapoor-2024", "hazell-2023")
    assert c.vector_relation == "overlapping"
    assert questions(c.assumptions.opposed) == ["existing-defenses-hold"]
    holders = {s.holder for row in c.assumptions.only_a for s in row.a}
    assert "table2-cyber-vulnerability-detection" in holders, "its worked analyses speak for it"


def test_a_work_beside_itself(kg: ofmkg.KnowledgeGraph) -> None:
    c = kg.compare("kapoor-2024", "kapoor-2024")
    assert (c.assumptions.opposed, c.assumptions.different, c.assumptions.contrasting) == ((),) * 3
    assert [d.kind for d in c.differences if d.source == "computed"] == []


@pytest.mark.parametrize("a", STUDIES[:3])
@pytest.mark.parametrize("b", ["guha-2023", "kapoor-2024", "thiel-2023"])
def test_swapping_swaps_the_sides(kg: ofmkg.KnowledgeGraph, a: str, b: str) -> None:
    there, back = kg.compare(a, b), kg.compare(b, a)
    assert (there.a, there.b) == (back.b, back.a)
    swapped = {"only_a": "only_b", "only_b": "only_a"}
    for name in there.assumptions.__slots__:
        mirror = getattr(back.assumptions, swapped.get(name, name))
        assert [(r.question, r.a, r.b) for r in getattr(there.assumptions, name)] == [
            (r.question, r.b, r.a) for r in mirror
        ]
    assert [(s.a, s.b) for s in there.steps] == [(s.b, s.a) for s in back.steps]
    assert [(x.a, x.b) for x in there.baselines] == [(x.b, x.a) for x in back.baselines]
    assert there.actors.only_a == back.actors.only_b
    assert [(d.a, d.b) for d in there.documented] == [(d.b, d.a) for d in back.documented]
    assert [(d.kind, d.source) for d in there.differences] == [
        (d.kind, d.source) for d in back.differences
    ]


def test_a_missing_actor_is_not_an_actor(kg: ofmkg.KnowledgeGraph) -> None:
    actors = kg.compare("gopal-2023", "seger-2023").actors
    assert [(x.id, x.omitted) for x in actors.only_a] == [
        ("untrained-individuals-bio", False),
        ("well-resourced-rogue-actors", True),
    ]
    assert (actors.shared, actors.only_b) == ((), ())
    assert "seger-2023" in {n.study for n in actors.notes}
    assert {n.source for n in actors.notes} == {"kapoor-2024"}


def test_caveats_and_cut_off(kg: ofmkg.KnowledgeGraph) -> None:
    c = kg.compare("hazell-2023", "musser-2023")
    assert (c.a.cutoff, c.a.collection) == ("2024-02-27", "kapoor-2024")
    assert any(caveat.startswith("Incomplete does not mean flawed") for caveat in c.caveats)
    assert any("not the authors' scores" in caveat for caveat in c.caveats)


def test_ids(kg: ofmkg.KnowledgeGraph) -> None:
    by_iri = kg.compare("https://w3id.org/ofmkg/study/hazell-2023", "musser-2023")
    assert by_iri.a == kg.compare("hazell-2023", "musser-2023").a
    with pytest.raises(ofmkg.UnknownIdError, match=r"Did you mean hazell-2023"):
        kg.compare("hazel-2023", "musser-2023")
    with pytest.raises(ofmkg.UnknownIdError, match="no work or study 'a b'"):
        kg.compare("a b", "musser-2023")
    with pytest.raises(ofmkg.UnknownIdError, match="neither a work nor a study"):
        kg.compare("https://w3id.org/ofmkg/vector/csam", "musser-2023")
    with pytest.raises(ofmkg.UnknownIdError, match="no framework 'six'"):
        kg.compare("hazell-2023", "musser-2023", framework="six")
    with pytest.raises(ofmkg.UnknownIdError, match="no coder 'me'"):
        kg.matrix(coder="me")
    with pytest.raises(ofmkg.UnknownIdError, match="no collection 'mine'"):
        kg.matrix("mine")
    assert kg.matrix("all") == kg.matrix("kapoor-2024") == kg.matrix()


def test_query_parameters(kg: ofmkg.KnowledgeGraph) -> None:
    one = kg.query("cells", study="thiel-2023")
    two = kg.query("cells", study=["thiel-2023", "gopal-2023"])
    assert len(one) == 6
    assert {row["study"].rpartition("/")[2] for row in two.dicts()} == {"thiel-2023", "gopal-2023"}
    with pytest.raises(ofmkg.QueryError, match=r"no parameter 'studdy'\. Did you mean study"):
        kg.query("cells", studdy="thiel-2023")
    with pytest.raises(ofmkg.UnknownIdError, match="Did you mean thiel-2023"):
        kg.query("cells", study="thiel-202")
    with pytest.raises(ofmkg.UnknownIdError, match="no class 'Studdy'"):
        kg.query("things", **{"class": "Studdy"})
