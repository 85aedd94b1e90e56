"""Agreement between coders: which cells count, and what is said of the others."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graph import small
from typed import typed

import ofmkg
from ofmkg.analyses.agreement.analysis import CoderRow, OutcomeRow
from ofmkg.analyses.agreement.analysis import agreed as agreed_on
from ofmkg.analyses.agreement.paired_cells import DoubleCoding, contradict, readings
from ofmkg.analyses.agreement.result import (
    Agreement,
    CodersTogether,
    ExtentCounts,
    LeftOut,
    PairedCell,
)
from ofmkg.errors import DataError, UnknownIdError, UsageError
from ofmkg.graph.model import Collection, Framework, Step
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.agreement import document
from ofmkg.pages.agreement_csv import to_csv
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.words import Words

OUTCOMES = [
    {"outcome": "unknown"},
    {"outcome": "little", "place": "3"},
    {"outcome": "much", "place": "1", "label": "very much"},
    {"outcome": "some", "place": "2"},
]
PLACES = {"much": 0, "some": 1, "little": 2}
CODERS = [
    {"coder": "ann", "label": "Ann", "note": "Read all."},
    {"coder": "bob", "label": "Bob", "caveat": "Mind this."},
    {"coder": "bob", "label": "Bob", "caveat": "And that."},
    {"coder": "cas"},
    {"coder": "nobody", "note": "Coded nothing."},
]
FRAME = Framework("f", "f", "F", (Step("one", "One", "1", 1), Step("two", "Two", "2", 2)))
HERE = Collection("here", "here", True, None, ("Handle with care.",))


def row(study: str, step: str, coder: str, outcome: str, **more: str) -> dict[str, str]:
    adopted = "true" if coder == "ann" else "false"
    found = {"study": study, "step": step, "codedBy": coder, "outcome": outcome}
    return (
        {"collection": "here", "adopted": adopted, "locator": "p. 1", "source": "s"} | found | more
    )


def agreed(
    rows: Iterable[dict[str, str]],
    outcomes: Iterable[dict[str, str]],
    places: Iterable[Collection],
    minimum: int = 2,
    resamples: int = 200,
    seed: int = 1,
) -> Agreement:
    return agreed_on(
        typed(DoubleCoding, rows),
        typed(OutcomeRow, outcomes),
        typed(CoderRow, CODERS),
        FRAME,
        places,
        minimum=minimum,
        resamples=resamples,
        seed=seed,
    )


def analysed(
    rows: Iterable[dict[str, str]], minimum: int = 2, seed: int = 1, resamples: int = 200
) -> Agreement:
    return agreed(rows, OUTCOMES, [HERE], minimum, resamples, seed)


def only_pair(rows: Iterable[dict[str, str]], minimum: int = 2) -> CodersTogether:
    (pair,) = analysed(rows, minimum).parts[0].pairs
    return pair


def both(outcomes: Iterable[tuple[str, str]], step: str = "one") -> list[dict[str, str]]:
    """Return rows of two coders, one study for each pair of outcomes."""
    return [
        row(f"study-{number:02}", step, coder, outcome)
        for number, pair in enumerate(outcomes)
        for coder, outcome in zip(("ann", "bob"), pair, strict=True)
    ]


def test_cells_that_count_and_those_that_do_not() -> None:
    rows = [
        *both([("much", "much"), ("some", "little"), ("some", "unknown"), ("unknown", "unknown")]),
        row("near", "one", "ann", "much"),
        row("near", "one", "bob", "some", independent="false"),
        row("near", "two", "ann", "much"),  # Bob has nothing on it
        row("low", "one", "ann", "some"),
        row("low", "one", "bob", "little", lowerBound="true"),
        row("low", "two", "ann", "some"),
        row("low", "two", "bob", "much", lowerBound="true"),
        row("own", "one", "ann", "much"),  # read by one coder alone
    ]
    found = analysed(rows)
    (part,) = found.parts
    (pair,) = part.pairs
    assert (part.studies, pair.studies, pair.coders) == (6, 6, ("ann", "bob"))
    f = pair.overall
    assert (f.cells, f.comparable, f.studies, f.agree) == (8, 2, 2, 1)
    assert f.left_out == (
        LeftOut("not-coded", 1, 0),
        LeftOut("not-judged", 2, 0),
        LeftOut("not-independent", 1, 1),
        LeftOut("lower-bound", 2, 1),
    )
    assert part.together is None
    contested = {(c.study, c.step): c.left_out for c in part.cells if c.contested}
    assert contested == {
        ("near", "one"): ("not-independent",),
        ("low", "two"): ("lower-bound",),
        ("study-01", "one"): (),
    }
    by_step = {step.step: step.figures for step in pair.steps}
    assert [by_step["one"].cells, by_step["two"].cells] == [6, 2]
    assert by_step["two"].comparable == 0
    assert [coder.id for coder in found.coders] == ["ann", "bob"]
    assert found.coders[1].caveats == ("Mind this.", "And that.")
    assert [each.outcome for each in found.scale] == ["much", "some", "little"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("much", False), ("much", False), False),
        (("much", False), ("some", False), True),
        (("little", False), ("some", True), True),  # at least some, and little: not both
        (("much", False), ("some", True), False),  # at least some may be much
        (("some", True), ("little", False), True),
        (("some", True), ("little", True), False),
        (("unknown", False), ("some", False), False),
        (("much", True), ("unknown", False), False),
    ],
)
def test_readings_that_exclude_each_other(
    a: tuple[str, bool], b: tuple[str, bool], expected: bool
) -> None:
    rows = [
        row("s", "one", coder, outcome, lowerBound=str(bound).lower())
        for coder, (outcome, bound) in (("ann", a), ("bob", b))
    ]
    by_coder = readings(typed(DoubleCoding, rows), "here")["s"]["one"]
    assert contradict(by_coder["ann"], by_coder["bob"], PLACES) is expected
    assert contradict(by_coder["bob"], by_coder["ann"], PLACES) is expected


def test_too_few_cells_have_counts_and_no_figure() -> None:
    rows = both([("much", "much"), ("some", "little"), ("little", "little")])
    assert only_pair(rows, minimum=4).overall.coefficients is None
    assert only_pair(rows, minimum=4).overall.agree == 2
    assert only_pair(rows, minimum=3).overall.coefficients is not None


def test_figures_of_a_step_and_of_all_steps() -> None:
    # 20, 5, 10, 15 cells: kappa of 0.4 is often taught with them
    pairs = [("much", "much")] * 20 + [("much", "some")] * 5
    pairs += [("some", "much")] * 10 + [("some", "some")] * 15
    pair = only_pair([*both(pairs), *both([("little", "little")] * 50, step="two")])
    one, two = (step.figures.coefficients for step in pair.steps)
    assert one is not None
    assert two is not None
    assert one.agreement.value == 0.7
    assert one.kappa is not None
    assert one.weighted_kappa is not None
    assert one.kappa.value == one.weighted_kappa.value == 0.4
    assert one.alpha_nominal.value == one.alpha_ordinal.value == pytest.approx(0.3994, abs=1e-3)
    for estimate in (one.agreement, one.kappa, one.alpha_nominal):
        assert estimate.low < estimate.value < estimate.high  # type: ignore[operator]
    # one outcome only: all agree, and no coefficient exists that corrects for chance
    assert (two.agreement.value, two.agreement.low, two.agreement.high) == (1, 1, 1)
    assert two.kappa is not None
    assert (two.kappa.value, two.kappa.low, two.kappa.defined) == (None, None, 0)
    assert two.alpha_nominal.value is None
    overall = pair.overall.coefficients
    assert overall is not None
    assert overall.agreement.value == 0.85
    assert overall.alpha_ordinal.value != overall.alpha_nominal.value


def test_cells_are_told_by_how_much_both_coders_read() -> None:
    read = {"textRead": "full"}
    rows = [
        row("x", "one", "ann", "much", **read),
        row("x", "one", "bob", "much", **read),
        row("x", "two", "ann", "much", **read),
        row("x", "two", "bob", "little", textRead="partial"),
        row("y", "one", "ann", "much", **read),
        row("y", "one", "bob", "some", **read, lowerBound="true"),
        row("y", "two", "ann", "much", **read),  # not coded by the other
        row("z", "one", "ann", "much"),
        row("z", "one", "bob", "much", **read),
    ]
    assert only_pair(rows).extents == (
        ExtentCounts(("full",), 2, 1, 1),
        ExtentCounts((), 1, 1, 1),
        ExtentCounts(("full", "partial"), 1, 1, 0),
    )


def test_the_order_of_outcomes_comes_from_the_data() -> None:
    rows = both([("much", "some"), ("some", "much"), ("little", "little"), ("much", "much")] * 4)
    near = analysed(rows).parts[0].pairs[0].overall.coefficients
    turned = [
        {"outcome": "some", "place": "1"},
        {"outcome": "little", "place": "2"},
        {"outcome": "much", "place": "3"},
    ]
    far = agreed(rows, turned, [HERE]).parts[0].pairs[0].overall
    assert near is not None
    assert far.coefficients is not None
    assert near.alpha_nominal == far.coefficients.alpha_nominal
    assert near.alpha_ordinal.value > far.coefficients.alpha_ordinal.value  # type: ignore[operator]
    assert near.weighted_kappa.value > far.coefficients.weighted_kappa.value  # type: ignore[operator,union-attr]


def test_three_coders_together() -> None:
    rows = [
        *both([("much", "much"), ("some", "some"), ("little", "some"), ("much", "much")]),
        row("study-00", "one", "cas", "much"),
        row("study-01", "one", "cas", "some"),
        row("study-02", "one", "cas", "little", lowerBound="true"),
        row("other", "one", "bob", "much"),
        row("other", "one", "cas", "unknown"),
    ]
    (part,) = analysed(rows).parts
    assert [(pair.coders, pair.studies) for pair in part.pairs] == [
        (("ann", "bob"), 4),
        (("ann", "cas"), 3),
        (("bob", "cas"), 4),
    ]
    assert part.together is not None
    f = part.together.overall
    assert part.together.coders == ("ann", "bob", "cas")
    assert (f.cells, f.comparable, f.agree) == (5, 4, 3)
    assert f.left_out == (LeftOut("one-reading", 1, 0),)
    assert f.coefficients is not None
    assert f.coefficients.kappa is None
    assert f.coefficients.alpha_nominal.value is not None


def test_collections_are_never_counted_together() -> None:
    rows = both([("much", "some")] * 3)
    there = replace(HERE, id="there", label="there")
    rows += [{**each, "study": f"{each['study']}-b", "collection": "there"} for each in rows[:4]]
    found = agreed(rows, OUTCOMES, [HERE, there], resamples=50)
    assert [part.pairs[0].overall.cells for part in found.parts] == [3, 2]
    assert agreed(rows, OUTCOMES, [there], resamples=50).parts == found.parts[1:]


def test_the_adopted_one_of_two_codings_by_one_coder_counts() -> None:
    rows = both([("much", "some")])
    again = row("study-00", "one", "ann", "little", adopted="false")
    for order in ([*rows, again], [again, *rows]):
        (cell,) = analysed(order).parts[0].cells
        assert cell.a is not None
        assert (cell.a.outcome, cell.a.adopted) == ("much", True)


def test_numbers_that_are_too_small_are_errors() -> None:
    with pytest.raises(UsageError, match="2 comparable cells"):
        analysed([], minimum=1)
    with pytest.raises(UsageError, match="one resample"):
        analysed([], resamples=0)
    with pytest.raises(DataError, match="no order"):
        agreed([], [{"outcome": "much"}], [HERE])
    assert analysed([]).parts[0].pairs == ()


outcome = st.sampled_from(["much", "some", "little", "unknown"])
coded = st.builds(
    lambda study, step, coder, outcome, bound, free: row(
        study, step, coder, outcome, lowerBound=bound, independent=free
    ),
    st.sampled_from("pqrs"),
    st.sampled_from(["one", "two"]),
    st.sampled_from(["ann", "bob", "cas"]),
    outcome,
    st.sampled_from(["true", "false"]),
    st.sampled_from(["true", "true", "false"]),
)


def unique(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return list({(r["study"], r["step"], r["codedBy"]): r for r in rows}.values())


@given(st.lists(coded, max_size=24).map(unique))
def test_every_cell_is_counted_once(rows: list[dict[str, str]]) -> None:
    (part,) = analysed(rows, minimum=1000).parts
    for pair in part.pairs:
        cells = [c for c in part.cells if (c.a_coder, c.b_coder) == pair.coders]
        for f in (pair.overall, *(step.figures for step in pair.steps)):
            assert f.cells == f.comparable + sum(each.cells for each in f.left_out)
        assert pair.overall.cells == len(cells) == sum(s.figures.cells for s in pair.steps)
        assert pair.overall.comparable == sum(not c.left_out for c in cells)
        assert pair.overall.agree == sum(c.agree is True for c in cells)
        assert all((c.agree is None) is bool(c.left_out) for c in cells)
        assert all(c.contested is (not c.agree) for c in cells if not c.left_out)


@given(st.lists(coded, max_size=16).map(unique), st.randoms(), st.integers(0, 5))
def test_the_order_of_rows_does_not_matter(
    rows: list[dict[str, str]], chance: Random, seed: int
) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    assert analysed(mixed, seed=seed, resamples=20) == analysed(rows, seed=seed, resamples=20)


@given(st.lists(st.tuples(outcome, outcome), min_size=2, max_size=20))
def test_names_of_coders_do_not_matter(pairs: list[tuple[str, str]]) -> None:
    one = only_pair(both(pairs)).overall
    other = only_pair(both([(b, a) for a, b in pairs])).overall
    assert replace(one, coefficients=None) == replace(other, coefficients=None)
    if one.coefficients:
        assert other.coefficients is not None
        for name in ("agreement", "kappa", "weighted_kappa", "alpha_nominal", "alpha_ordinal"):
            here, there = getattr(one.coefficients, name), getattr(other.coefficients, name)
            assert here.value == there.value


@pytest.fixture(scope="module")
def real(kg: ofmkg.KnowledgeGraph) -> Agreement:
    return kg.agreement()


def test_on_the_seven_studies_six_cells_of_one_study_can_be_compared(
    real: Agreement, kg: ofmkg.KnowledgeGraph
) -> None:
    (part,) = real.parts
    (pair,) = part.pairs
    assert (part.collection.id, part.studies) == ("kapoor-2024", len(kg.matrix().rows))
    assert pair.coders == ("first-coder", "second-coder")
    f = pair.overall
    assert (f.cells, f.comparable, f.studies, f.agree) == (len(part.cells), 6, 1, 4)
    assert f.left_out == (
        LeftOut("not-judged", 17, 0),
        LeftOut("not-independent", 1, 1),
        LeftOut("lower-bound", 18, 1),
    )
    assert {c.study for c in part.cells if not c.left_out} == {"hazell-2023"}
    assert f.coefficients is None
    assert all(step.figures.coefficients is None for step in pair.steps)


def test_contested_cells_are_those_of_the_question(
    real: Agreement, kg: ofmkg.KnowledgeGraph
) -> None:
    def ended(iri: str) -> str:
        return iri.rsplit("/", 1)[1]

    asked = {
        (ended(r["study"]), ended(r["step"]), r["outcome"], r["otherOutcome"])
        for r in kg.query("contested-cells", collection="kapoor-2024").dicts()
    }
    found = [cell for part in real.parts for cell in part.cells if cell.contested]
    assert {_outcomes(cell) for cell in found} == asked
    assert [c.left_out for c in found] == [
        ("not-independent", "lower-bound"),
        ("lower-bound",),
        (),
        (),
    ]
    for cell, read in product(found, "ab"):
        reading = getattr(cell, read)
        assert all((reading.rationale, reading.locator, reading.source, reading.text_read))


def _outcomes(cell: PairedCell) -> tuple[str, str, str, str]:
    assert cell.a is not None
    assert cell.b is not None
    return cell.study, cell.step, cell.a.outcome, cell.b.outcome


def test_outcomes_have_the_order_of_the_scale_of_the_framework(
    real: Agreement, kg: ofmkg.KnowledgeGraph
) -> None:
    places = {row["outcome"]: row.get("place") for row in kg.query("outcomes").dicts()}
    assert places == {"addressed": "1", "partial": "2", "absent": "3", "not-judged": None}
    levels = [
        (int(row["object"]), row["subject"])
        for row in _statements(kg, "order")
        if "/level/" in row["subject"]
    ]
    scale = [subject.rsplit("/", 1)[1] for _, subject in sorted(levels)]
    assert scale == [each.outcome for each in real.scale] == ["addressed", "partial", "absent"]


def _statements(kg: ofmkg.KnowledgeGraph, name: str) -> Iterable[dict[str, str]]:
    for quad in kg.quads():
        if quad.predicate.value.endswith(f"#{name}"):
            yield {"subject": quad.subject.value, "object": quad.object.value}  # type: ignore[union-attr]


def test_with_a_lower_minimum_there_are_figures(kg: ofmkg.KnowledgeGraph) -> None:
    found = kg.agreement(minimum=6, resamples=300, seed=4)
    figures = found.parts[0].pairs[0].overall.coefficients
    assert figures is not None
    assert figures.agreement.value == 0.6667
    assert figures.kappa is not None
    assert figures.kappa.value == 0.4
    assert kg.agreement(minimum=6, resamples=300, seed=4) == found
    other = kg.agreement(minimum=6, resamples=300, seed=5).parts[0].pairs[0].overall.coefficients
    assert other != figures
    assert other is not None
    assert other.agreement.value == figures.agreement.value


def test_other_frameworks_and_collections(kg: ofmkg.KnowledgeGraph) -> None:
    own = small()
    (part,) = own.agreement(minimum=2, resamples=10).parts
    assert [(c.step, c.left_out, c.contested) for c in part.cells] == [
        ("threat", ("not-independent",), True),
        ("evidence", (), True),
        ("ease", ("not-judged",), False),
        ("limits", (), False),
    ]
    (part,) = own.agreement(framework="duo").parts
    assert (part.pairs, part.cells) == ((), ())
    assert [p.collection.id for p in own.agreement("all").parts] == ["own", "readers"]
    with pytest.raises(UnknownIdError, match="kapoor-2024"):
        kg.agreement("kapor-2024")
    with pytest.raises(UnknownIdError):
        kg.agreement(framework="nope")


def test_a_reading_without_a_study_leaves_its_cells_out() -> None:
    graph = ofmkg.load(reading=Scenario(without=("hazell-2023",)))
    (part,) = graph.agreement().parts
    assert part.pairs[0].overall.comparable == 0
    assert "hazell-2023" not in {cell.study for cell in part.cells}


def test_the_page_tells_counts_sources_and_limits(real: Agreement, said: Words) -> None:
    page = " ".join(to_markdown(document(real, said)).split())
    assert "42 cells, of which 6 can be compared, in 1 study; they agree on 4 of these" in page
    assert "too few cells (6) for a figure" in page
    assert "nan" not in page.lower().split()
    assert "Agreement is not truth" in page
    assert "no error of either coder" in page
    # what is said about the data comes from the data
    for part in real.parts:
        assert all(caveat in page for caveat in part.collection.caveats)
    for coder in real.coders:
        assert coder.notes
        assert all(text in page for text in (*coder.notes, *coder.caveats))
    assert "Left out of all figures: a coder knew another outcome of the cell" in page
    assert "second coder of ofmkg: at least in part" in page
    assert re.search(r"\[Kapoor et al\. 2024, B\.4 Ease of defense\]", page.replace("\\", ""))


def test_the_page_tells_where_a_coefficient_does_not_exist(said: Words) -> None:
    page = to_markdown(document(analysed(both([("much", "much")] * 3)), said))
    assert "agreement 100% (100% to 100%)" in page
    assert "kappa does not exist: one outcome only" in page
    page = to_markdown(document(analysed(both([("much", "some"), *[("much", "much")] * 3])), said))
    assert re.search(r"alpha, nominal 0\.00 \(no interval: exists in \d+ of 200\)", page)
    assert "no study was coded by two coders" in to_markdown(document(analysed([]), said))
    three = [*both([("much", "some")]), row("study-00", "one", "cas", "some")]
    assert "## All coders together" in to_markdown(document(analysed(three), said))


def test_every_cell_is_in_the_csv_with_both_sources(real: Agreement) -> None:
    lines = list(csv.DictReader(io.StringIO(to_csv(real))))
    cells = [cell for part in real.parts for cell in part.cells]
    assert len(lines) == len(cells) > 0
    assert [line["study"] for line in lines] == [cell.study for cell in cells]
    for line in lines:
        assert all(
            line[f"{side}_{name}"] for side in "ab" for name in ("coder", "source", "locator")
        )
    counted = [line for line in lines if not line["left_out"]]
    overall = real.parts[0].pairs[0].overall
    assert [line["agree"] for line in counted].count("true") == overall.agree
    assert len(counted) == overall.comparable
    one_sided = analysed([*both([("much", "some")]), row("study-00", "two", "ann", "much")])
    _, line = csv.DictReader(io.StringIO(to_csv(one_sided)))
    assert (line["b_coder"], line["b_outcome"], line["left_out"]) == ("bob", "", "not-coded")


def test_json_holds_what_the_csv_holds(real: Agreement) -> None:
    found = asdict(real)
    (part,) = found["parts"]
    assert part["cells"][0]["a"]["source"] == "kapoor-2024"
    assert (found["minimum"], found["resamples"], found["interval"]) == (10, 2000, 0.95)
