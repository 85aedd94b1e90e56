"""A review stands beside the reading that a person checked, is counted, and changes no answer."""

from dataclasses import replace
from pathlib import Path

import pytest

import ofmkg
from ofmkg.analyses.briefs import brief
from ofmkg.cli import app as cli
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph import corpus, file_checks, parsing, validation
from ofmkg.pages.briefs import document as brief_page
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.matrix import document
from ofmkg.pages.words import words
from ofmkg.sheets import responses
from ofmkg.sheets.adding import known
from ofmkg.sheets.reviewing import Review, checked_orcid, review

STEP = "existing-risk"
PATH = f"assessment/hazell-2023/marginal-risk/first-coder/coding/{STEP}"
CODING = f"https://w3id.org/ofmkg/{PATH}"
ORCID = "https://orcid.org/0000-0002-1825-0097"
GIVEN = Review(
    reading=CODING,
    agrees=True,
    by="R. Reader",
    passage="section 3",
    date="2026-11-29",
    orcid="0000-0002-1825-0097",
    note="It is named there",
)


def test_it_stands_beside_the_coding(tmp_path: Path) -> None:
    target, report = review(GIVEN, tmp_path)
    assert target == tmp_path / f"review-{STEP}-r-reader-2026-11-29.ttl"
    assert report == validation.Report(1, ())
    before, after = ofmkg.load(), ofmkg.load([tmp_path])
    cell = next(c for r in after.matrix().rows for c in r.cells if c.reviews)
    assert (cell.study, cell.coder, cell.coder_kind) == ("hazell-2023", "first-coder", "software")
    assert replace(cell, reviews=()) in {c for r in before.matrix().rows for c in r.cells}
    (found,) = cell.reviews
    assert (found.who, found.orcid, found.verdict) == ("R. Reader", ORCID, "agrees")
    assert (found.passage, found.date) == ("section 3", "2026-11-29")
    assert found.statement == "It is named there"
    page = to_markdown(document(after.matrix(), words(after))).replace("\\", "")
    assert "reviewed by 1 person" in page
    said = "Review of R. Reader (0000-0002-1825-0097), who agrees: It is named there. "
    assert f"{said}[section 3; 2026-11-29]" in page
    told = to_markdown(brief_page(brief(after, "study", "hazell-2023"), words(after)))
    assert "A review stands beside a reading and changes nothing." in told


def test_nothing_is_said_of_our_things(tmp_path: Path) -> None:
    target, _ = review(GIVEN, tmp_path)
    assert target is not None
    assert list(file_checks.check(parsing.read(target), corpus.built_in())) == []


def test_another_of_the_same_person_is_another_record(tmp_path: Path) -> None:
    later = replace(GIVEN, agrees=False, date="2026-11-30")
    same_day = replace(GIVEN, agrees=False)
    files = {review(each, tmp_path)[0] for each in (GIVEN, later, same_day)}
    assert len(files) == 3
    kg = ofmkg.load([tmp_path])
    rows = kg.query("reviews").dicts()
    assert sorted((row["reviewed"], row["verdict"]) for row in rows) == [
        ("2026-11-29", "agrees"),
        ("2026-11-29", "differs"),
        ("2026-11-30", "differs"),
    ]
    assert {c.reviewers for r in kg.matrix().rows for c in r.cells if c.reviews} == {1}


def test_the_same_again_is_refused(tmp_path: Path) -> None:
    review(GIVEN, tmp_path)
    with pytest.raises(UsageError, match="holds the same review already"):
        review(replace(GIVEN, by=" R.  Reader ", orcid=ORCID), tmp_path)
    assert len(list(tmp_path.glob("review-*.ttl"))) == 1


def test_names_of_two_people_never_share_a_record(tmp_path: Path) -> None:
    for name in ("A. Müller", "A. Muller", "김철수", "محمد"):
        assert review(replace(GIVEN, by=name, orcid=""), tmp_path)[0] is not None
    kg = ofmkg.load([tmp_path])
    assert {c.reviewers for r in kg.matrix().rows for c in r.cells if c.reviews} == {4}


def test_one_of_another_coders_reading_is_not_one_of_the_cell(tmp_path: Path) -> None:
    other = CODING.replace("first-coder", "second-coder")
    assert review(replace(GIVEN, reading=other), tmp_path)[0] is not None
    kg = ofmkg.load([tmp_path])
    assert [row["codedBy"] for row in kg.query("reviews").dicts()] == [
        "https://w3id.org/ofmkg/coder/second-coder"
    ]
    assert not any(c.reviews for r in kg.matrix().rows for c in r.cells)


def test_claims_and_stances_are_reviewed_and_counted(tmp_path: Path) -> None:
    vocabulary = known([tmp_path])
    claim = responses.reading(vocabulary, "c-control-relinquished")
    assert claim == "https://w3id.org/ofmkg/claim/c-control-relinquished"
    stance = ofmkg.load().query("stances", holder="hazell-2023").dicts()[0]["stance"]
    path = stance.removeprefix("https://w3id.org/ofmkg/")
    assert responses.reading(vocabulary, path) == stance
    for each in (claim, stance, CODING):
        assert review(replace(GIVEN, reading=each), tmp_path)[0] is not None
    default = next(c for c in ofmkg.load([tmp_path]).collections() if c.is_default)
    assert (default.readers.codings_reviewed, default.readers.others_reviewed) == (1, 2)
    assert default.caveats[0].endswith(
        "persons have reviewed 1 of 42 codings and 2 claims or stances, agreeing or not, as each "
        "says."
    )


def test_a_review_of_a_claim_is_on_its_page(tmp_path: Path) -> None:
    claim = "https://w3id.org/ofmkg/claim/c-control-relinquished"
    review(replace(GIVEN, reading=claim, agrees=False), tmp_path)
    kg = ofmkg.load([tmp_path])
    page = to_markdown(brief_page(brief(kg, "claim", "c-control-relinquished"), words(kg)))
    assert "who differs: It is named there." in page.replace("\\", "")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"by": " "}, "--by: is empty"),
        ({"passage": ""}, "--passage: is empty"),
        ({"date": "2026-02-30"}, "--date: '2026-02-30' is no day"),
        ({"date": "20260227"}, "--date: '20260227' is no day"),
        ({"orcid": "0000-0002-1825-0098"}, "its last digit does not fit"),
        ({"orcid": "12"}, "--orcid: '12' is no ORCID"),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    tmp_path: Path, change: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        review(replace(GIVEN, **change), tmp_path / "own")
    assert not (tmp_path / "own").exists()


def test_an_orcid_is_taken_in_all_its_forms() -> None:
    forms = ("0000-0002-1825-0097", ORCID, "http://orcid.org/0000-0002-1825-0097", f" {ORCID}/ ")
    assert {checked_orcid(form) for form in forms} == {ORCID}
    assert checked_orcid("0000-0002-1694-233x") == "https://orcid.org/0000-0002-1694-233X"
    assert checked_orcid("") is None


def test_a_reading_that_is_not_there_or_not_clear_is_told() -> None:
    vocabulary = known()
    with pytest.raises(UnknownIdError, match="no coding, claim or stance 'c-control-relinquishd'"):
        responses.reading(vocabulary, "c-control-relinquishd")
    with pytest.raises(UsageError, match="say which coding of it with --step"):
        responses.reading(vocabulary, "hazell-2023")
    with pytest.raises(UsageError, match=f"'{STEP}' names several readings"):
        responses.reading(vocabulary, STEP)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["ofmkg", "review", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("hazell-2023", "--step", STEP, "--by", "R. Reader", "--passage", "section 3")
    where = ("--data", str(tmp_path / "own"))
    assert run(monkeypatch, *given, *where) == 2
    assert "--agrees or --differs" in capsys.readouterr().err
    assert run(monkeypatch, *given, "--agrees", "--date", "2026-11-29", *where) == 0
    assert "It stands beside the reading" in capsys.readouterr().out
    (row,) = ofmkg.load([tmp_path / "own"]).query("reviews").dicts()
    assert (row["thing"], row["verdict"]) == (CODING, "agrees")
    assert "orcid" not in row
