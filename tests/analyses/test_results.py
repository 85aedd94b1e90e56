"""Results set against a baseline: what of an interval is a number, and what stays a text."""

import csv
import io
from dataclasses import replace

import pytest

import ofmkg
from ofmkg.analyses.results.analysis import _intervals, results
from ofmkg.analyses.results.result import Results
from ofmkg.analyses.results.stated import Interval, interval
from ofmkg.errors import UnknownIdError
from ofmkg.graph import parsing
from ofmkg.graph.resources import room
from ofmkg.pages.results import to_csv


@pytest.fixture(scope="module")
def found(every: ofmkg.KnowledgeGraph) -> Results:
    return every.results()


@pytest.mark.parametrize(
    ("stated", "numbers"),
    [
        ("4.16 times as accurate (2.63 to 6.87)", (4.16, 2.63, 6.87)),
        ("4.7x (confidence interval: 2.8-7.9)", (4.7, 2.8, 7.9)),
        ("4.7× (2.8–7.9)", (4.7, 2.8, 7.9)),
        ("pooled 1.4 times (0.74 to 2.62)", (1.4, 0.74, 2.62)),
        ("1.42-fold (95% CI 0.74 to 2.62)", (1.42, 0.74, 2.62)),
        ("odds 4.7 times higher (2.8 to 7.9)", (4.7, 2.8, 7.9)),
    ],
)
def test_a_ratio_within_its_bounds_is_read(
    stated: str, numbers: tuple[float, float, float]
) -> None:
    assert interval(stated) == Interval(stated, *numbers)


@pytest.mark.parametrize(
    "stated",
    [
        "95% CI 2.63 to 6.87 on benchmarks",  # of what, it does not say
        "accuracy -4.29 to -0.72",
        "1.26 points per log unit of size (0.65 to 1.87)",  # a slope
        "mean effect 5.77 points (4.07 to 7.48)",
        "standard errors: V3.1 9.7, 7.3, 1.9; best US 10.5, 4.8, 2.1",
        "3 times (p = 0.1)",
        "2 times (5 to 9)",  # not within its bounds
        "2 times (0 to 9)",  # no ratio has that bound
        "2 times (1 to 3); 4 times (3 to 5)",  # two at once
        "3 timesheets (1 to 4)",
        "-2 times (1 to 3)",
        "",
    ],
)
def test_what_is_not_plain_stays_a_text(stated: str) -> None:
    assert interval(stated) == Interval(stated)


def test_without_a_baseline_it_is_the_one_that_the_question_asks_about(found: Results) -> None:
    assert (found.baseline, found.label) == ("web-search", "Information on the internet")
    assert [each.id for each in found.collections] == ["later"]


def test_the_results_are_those_of_the_question_each_once(
    every: ofmkg.KnowledgeGraph, found: Results
) -> None:
    rows = every.query("results-against-baseline").dicts()
    assert [each.record.claim for each in found.results] == list(
        dict.fromkeys(each.record.claim for each in found.results)
    )
    assert {each.record.claim for each in found.results} == {
        row["claim"].rpartition("/")[2] for row in rows
    }


def test_they_stand_by_design_endpoint_and_date(found: Results) -> None:
    placed = [
        (each.design_label or "~", each.record.measure or "~", each.record.date or "~")
        for each in found.results
    ]
    assert placed == sorted(placed)
    assert placed[0][0] == "content analysis" and placed[-1][0] == "~"


def test_open_and_closed_models_and_developers_own_assessments_are_told_apart(
    found: Results,
) -> None:
    told = {
        each.record.work: (each.open_models, each.record.by_developer) for each in found.results
    }
    assert told["wan-2024"] == ("yes", True)
    assert told["patwardhan-2024"] == ("no", True)
    assert told["hong-2026"] == ("no", None)
    assert told["mouton-2024"] == ("not-mentioned", False)


def test_the_numbers_are_those_that_the_works_state(found: Results) -> None:
    drawn = {
        each.record.work: (i.ratio, i.low, i.high)
        for each in found.results
        for i in each.intervals
        if i.ratio is not None
    }
    assert drawn == {
        "aisi-2025": (4.7, 2.8, 7.9),
        "zhang-2026": (4.16, 2.63, 6.87),
        "hong-2026": (1.4, 0.74, 2.62),
    }


def test_an_interval_of_a_result_set_against_several_baselines_is_of_none_of_them(
    found: Results,
) -> None:
    (one,) = [each.record for each in found.results if each.record.work == "zhang-2026"]
    both = replace(one, baselines=("human-experts", "web-search"))
    assert _intervals(one)[0].ratio == 4.16
    assert _intervals(both) == (Interval("4.16 times as accurate (2.63 to 6.87)"),)


def test_a_vector_keeps_what_is_about_it_or_near_it(every: ofmkg.KnowledgeGraph) -> None:
    bio = every.results(vector="biosecurity")
    cyber = every.results(vector="cybersecurity")
    assert {"hong-2026", "zhang-2026"} <= {each.record.work for each in bio.results}
    assert {each.record.work for each in cyber.results} == {"wan-2024"}


def test_another_baseline_and_none_that_there_is(every: ofmkg.KnowledgeGraph) -> None:
    experts = results(every, "human-experts")
    assert "zhang-2026" in {each.record.work for each in experts.results}
    assert not any(i.ratio for each in experts.results for i in each.intervals)
    assert every.results("fuzzers").results == ()
    with pytest.raises(UnknownIdError):
        every.results("no-such")


def test_csv_has_a_row_for_each_interval(found: Results) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert len(rows) == sum(max(1, len(each.intervals)) for each in found.results)
    (row,) = [row for row in rows if row["work"] == "hong-2026"]
    assert (row["ratio"], row["low"], row["high"]) == ("1.4", "0.74", "2.62")
    assert (row["open_models"], row["by_developer"]) == ("no", "")
    assert row["collection"] == "later" and row["text_read"] == "abstract-only"


def test_data_without_the_usual_baseline_have_no_results_against_it() -> None:
    bare = ofmkg.KnowledgeGraph([parsing.read(room("ontology") / "ofmkg.ttl")])
    assert bare.results() == Results("web-search", "web-search", (), ())
    with pytest.raises(UnknownIdError):
        bare.results(baseline="web-search")
    with pytest.raises(UnknownIdError):
        bare.results(vector="biosecurity")
