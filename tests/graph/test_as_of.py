"""What was known by a date: later works, and those that may be, are left out with their words."""

import pytest
from typer.testing import CliRunner

import ofmkg
from ofmkg.analyses.question.analysis import answers
from ofmkg.cli.app import app
from ofmkg.errors import UsageError
from ofmkg.graph.scenarios import Scenario


def studies(day: str) -> dict[str, int]:
    """Return how many studies of each collection are known by a date."""
    rows = ofmkg.load(reading=Scenario(as_of=day)).matrix("all").rows
    found = [row.collection for row in rows]
    return {name: found.count(name) for name in sorted(set(found))}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019", {"kapoor-2024": 1, "second-codings": 1}),
        ("2024-02-27", {"kapoor-2024": 7, "later": 10, "second-codings": 3}),
        ("2099", {"kapoor-2024": 7, "later": 82, "second-codings": 3}),
    ],
)
def test_studies_by_a_date(day: str, expected: dict[str, int]) -> None:
    assert studies(day) == expected


def test_nothing_changes_at_a_date_after_all_works() -> None:
    plain, late = ofmkg.load(), ofmkg.load(reading=Scenario(as_of="2099-12-31"))
    assert late.matrix() == plain.matrix()
    assert len({quad.triple for quad in late.quads()}) == len({q.triple for q in plain.quads()})


def test_what_a_later_work_credits_others_with_is_gone_but_not_what_was_read_in_it() -> None:
    """The paper came out in February 2024: before, nobody had credited Guha et al. with it."""
    before = ofmkg.load(reading=Scenario(as_of="2024-02-26"))
    after = ofmkg.load(reading=Scenario(as_of="2024-02-27"))
    assert answers(before, "web-information").holdings() != ()
    holders = {h.stance.holder for h in answers(before, "web-information").holdings()}
    assert "guha-2023" not in holders
    assert "guha-2023" in {h.stance.holder for h in answers(after, "web-information").holdings()}
    assert len(before.matrix().rows) == len(after.matrix().rows), (
        "read by way of the paper, but out before it"
    )


def test_vaguely_dated_works_count_only_if_a_work_of_then_names_them() -> None:
    rows = {
        row["work"].rpartition("/")[2]: row["surely"]
        for row in ofmkg.load().query("works-after", date="2023-06-30").dicts()
    }
    assert rows["kapoor-2024"] == "true"
    assert rows["gopal-2023"] == "true"
    assert rows["qi-2023"] == "false", "dated 2023 only"
    assert "ovadya-2019" not in rows
    later = ofmkg.load().query("works-after", date="2024-02-27").dicts()
    assert "mouton-2024" not in {row["work"].rpartition("/")[2] for row in later}


def test_a_timeline_is_in_order_of_dates() -> None:
    found = answers(ofmkg.load(), "web-information").timeline()
    dates = [h.issued for h in found]
    assert dates == sorted(d for d in dates if d) and len(dates) > 1
    assert all(h.stance.position for h in found)


@pytest.mark.parametrize("bad", ["27.2.2024", "2024-13", "2024-02-32", "", "yesterday"])
def test_what_is_no_date_is_refused(bad: str) -> None:
    with pytest.raises(UsageError, match=r"is no date; write 2024, 2024-02 or 2024-02-27\."):
        Scenario(as_of=bad)


def test_the_page_names_the_date() -> None:
    result = CliRunner().invoke(app, ["matrix", "--as-of", "2023-06"])
    assert result.exit_code == 0
    assert "without works that came out after 2023-06, or may have" in result.stdout
    assert "ovadya-2019" in result.stdout and "gopal-2023" not in result.stdout
