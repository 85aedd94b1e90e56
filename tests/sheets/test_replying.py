"""A reply stands beside the coding that it answers, says whose it is, and changes no answer."""

from dataclasses import replace
from pathlib import Path

import pytest

import ofmkg
from ofmkg.analyses.briefs import brief
from ofmkg.cli import app as cli
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph import validation
from ofmkg.pages.briefs import document as brief_page
from ofmkg.pages.compare import document
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.words import words
from ofmkg.sheets.replying import Reply, reply

STEP = "marginal-risk-evidence"
GIVEN = Reply(
    study="hazell-2023",
    step=STEP,
    coder="first-coder",
    by="J. Hazell",
    by_author=True,
    statement="Section 4 holds the test",
    where="letter of 2026-11-20",
    recorded_by="ofmkg",
    today="2026-11-23",
    framework="marginal-risk",
)
SAID = (
    "Reply of J. Hazell, an author of the study: Section 4 holds the test. "
    "[letter of 2026-11-20; put on record by the coders of ofmkg"
)


def test_it_stands_beside_the_coding(tmp_path: Path) -> None:
    target, report = reply(GIVEN, tmp_path)
    assert target == tmp_path / f"reply-hazell-2023-first-coder-{STEP}-j-hazell.ttl"
    assert report == validation.Report(1, ())
    before, after = ofmkg.load(), ofmkg.load([tmp_path])
    cell = next(c for r in after.matrix().rows for c in r.cells if c.replies)
    assert (cell.study, cell.outcome, cell.coder) == ("hazell-2023", "absent", "first-coder")
    assert replace(cell, replies=()) in {c for r in before.matrix().rows for c in r.cells}
    assert [(each.by, each.by_author) for each in cell.replies] == [("J. Hazell", True)]
    compared = after.compare("hazell-2023", "thiel-2023")
    assert f"{SAID}]" in plain(to_markdown(document(compared, words(after))))
    page = plain(to_markdown(brief_page(brief(after, "study", "hazell-2023"), words(after))))
    assert f"coded by first coder of ofmkg. {SAID} on 2026-11-23]" in page
    assert "A reply stands beside a coding and changes nothing." in page
    assert "Repl" not in plain(
        to_markdown(brief_page(brief(before, "study", "hazell-2023"), words(before)))
    )


def plain(text: str) -> str:
    """Return Markdown in which nothing is escaped, and no line is broken inside a cell."""
    return text.replace("\\", "").replace("<br>", " ")


def test_one_to_another_coder_says_so(tmp_path: Path) -> None:
    other = replace(GIVEN, coder="second-coder", by="R. Reader", by_author=False)
    assert reply(other, tmp_path)[0] is not None
    kg = ofmkg.load([tmp_path])
    text = plain(to_markdown(document(kg.compare("hazell-2023", "thiel-2023"), words(kg))))
    assert "Reply of R. Reader, no author of the study to second coder of ofmkg: " in text


def test_another_of_the_same_person_takes_its_place(tmp_path: Path) -> None:
    first, _ = reply(GIVEN, tmp_path)
    second, _ = reply(replace(GIVEN, statement="It is in section 5."), tmp_path)
    assert first == second
    (row,) = ofmkg.load([tmp_path]).query("replies").dicts()
    assert row["statement"] == "It is in section 5."


def test_one_of_somebody_else_never_does(tmp_path: Path) -> None:
    """Names that become alike in Latin letters, and names in other scripts."""
    names = ["A. Müller", "A. Möller", "A. Muller", "김철수", "Иванов, И.", "محمد"]
    for name in names:
        assert reply(replace(GIVEN, by=name, statement=f"So says {name}."), tmp_path)[0] is not None
    again = replace(GIVEN, by=" A.  Mu\u0308ller", statement="Something else.")
    assert reply(again, tmp_path)[0] is not None
    rows = ofmkg.load([tmp_path]).query("replies").dicts()
    assert {row["repliedBy"]: row["statement"] for row in rows} == {
        **{name: f"So says {name}." for name in names},
        "A. Müller": "Something else.",
    }
    assert len(rows) == len(names)


def test_ids_that_only_together_look_alike_are_told_apart(tmp_path: Path) -> None:
    """The reply of one framework stands beside the same person's to the same step of another."""
    first, _ = reply(GIVEN, tmp_path)
    assert first is not None
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("/marginal-risk/", "/another/"), encoding="utf-8")
    before = first.read_bytes()
    second, report = reply(GIVEN, tmp_path)
    assert second is not None, report
    assert first.read_bytes() == before
    assert second.name.startswith(f"{first.stem}-")


def test_one_put_on_record_by_an_earlier_version_is_found(tmp_path: Path) -> None:
    """It had another address: all letters but a to z were hyphens."""
    first, _ = reply(replace(GIVEN, by="A. Müller"), tmp_path)
    assert first is not None
    name = next(part for part in first.stem.split("j-hazell") if part).rpartition("-a-muller")
    text = first.read_text(encoding="utf-8").replace(f"a-muller{name[2]}", "a-m-ller")
    first.unlink()
    old = tmp_path / f"reply-hazell-2023-first-coder-{STEP}-a-m-ller.ttl"
    old.write_text(text, encoding="utf-8")
    other, report = reply(replace(GIVEN, by="A. Möller", statement="No."), tmp_path)
    assert other not in (None, old), report
    assert old.read_text(encoding="utf-8") == text
    assert reply(replace(GIVEN, by="A. Müller", statement="Yes."), tmp_path)[0] == old
    rows = ofmkg.load([tmp_path]).query("replies").dicts()
    assert sorted((row["repliedBy"], row["statement"]) for row in rows) == [
        ("A. Möller", "No."),
        ("A. Müller", "Yes."),
    ]


def test_what_stands_among_other_things_is_not_replaced(tmp_path: Path) -> None:
    first, _ = reply(GIVEN, tmp_path)
    assert first is not None
    with first.open("a", encoding="utf-8") as file:
        file.write("\n<claim/of-mine> a ofm:Claim .\n")
    before = first.read_bytes()
    with pytest.raises(UsageError, match="among other things; move it away"):
        reply(replace(GIVEN, statement="Another."), tmp_path)
    assert [(p, p.read_bytes()) for p in tmp_path.iterdir()] == [(first, before)]


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"study": "hazel-2023"}, UnknownIdError, "There is no assessment of 'hazel-2023'"),
        ({"step": "evidence"}, UnknownIdError, "--step: there is no step 'evidence'"),
        ({"coder": "me"}, UnknownIdError, "me has no assessment of hazell-2023"),
        ({"recorded_by": "ofmk"}, UnknownIdError, "--recorded-by: there is no coder 'ofmk'"),
        ({"statement": " "}, UsageError, "--text: is empty"),
        ({"where": ""}, UsageError, "--where: is empty"),
    ],
)
def test_what_is_refused(
    tmp_path: Path, wrong: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        reply(replace(GIVEN, **wrong), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_takes_the_coding_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["ofmkg", "reply", "mouton-2024", "--by", "C. Mouton", "--author"]
    command += ["--text", "Power was computed.", "--where", "a letter", "--recorded-by", "ofmkg"]
    command += ["--data", str(tmp_path), "--step"]
    monkeypatch.setattr("sys.argv", [*command, "uncertainty-assumptions"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    assert "It stands beside the coding with: --data" in capsys.readouterr().out
    (file,) = tmp_path.iterdir()
    assert file.name == "reply-mouton-2024-third-coder-uncertainty-assumptions-c-mouton.ttl"
    monkeypatch.setattr("sys.argv", [*command, "certainty"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    err = capsys.readouterr().err
    assert (left.value.code, err.count("\n")) == (2, 1)
    assert "--step: nobody has coded 'certainty'. Known: " in err
