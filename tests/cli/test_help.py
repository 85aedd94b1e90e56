"""Help in groups, completion in a shell, and what a terminal shows while a command works."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from commands import Run

from ofmkg.analyses.declaration import analyses
from ofmkg.cli import app as cli


def sections(text: str) -> dict[str, list[str]]:
    """Return the lines below each heading of a help."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.endswith(":") and not line.startswith(" "):
            lines = found.setdefault(line[:-1], [])
        elif line.startswith("  ") and found:
            lines.append(line.strip())
    return found


def test_alone_it_shows_help_in_groups_with_a_line_for_each_command(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert run("--help")[1] == out
    assert max(map(len, out.splitlines())) <= 80
    found = sections(out)
    assert next(iter(found)) == "Options" and list(found)[-1] == "Examples"
    groups = [lines for heading, lines in found.items() if heading not in ("Options", "Examples")]
    assert len(groups) > 5
    told = [line.split(maxsplit=1) for lines in groups for line in lines]
    assert sorted(name for name, _ in told) == sorted(cli.names())
    assert not any(line.endswith("...") for _, line in told)
    assert found["Compare works"][0].split()[0] == "compare"


def test_sheet_alone_shows_its_help(run: Run) -> None:
    code, out, err = run("sheet")
    assert (code, err) == (0, "")
    found = sections(out)
    names = [line.split()[0] for line in found["Commands"]]
    assert names == ["new", "correct", "check", "export", "schema"]
    assert len(found["Examples"]) == 3


def test_each_example_is_a_command_that_there_is(run: Run) -> None:
    for words in ((), ("sheet",)):
        lines = sections(run(*words)[1])["Examples"]
        assert len(lines) == 3
        for line in lines:
            name, *rest = line.split()
            assert name == "ofmkg" and rest[len(words)] in sections_names(run, words), line


def sections_names(run: Run, words: tuple[str, ...]) -> set[str]:
    """Return the names of commands in a help."""
    found = sections(run(*words)[1])
    lines = [line for heading, each in found.items() if heading != "Examples" for line in each]
    return {line.split()[0] for line in lines}


def test_every_analysis_says_in_a_line_what_it_does() -> None:
    assert [each.name for each in analyses() if not 0 < len(each.line) <= 60] == []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["comp"], ["compare"]),
        (["compare", "gopal-20"], ["gopal-2023"]),
        (["compare", "gopal-2023", "muss"], ["musser-2023"]),
        (["compare", "zellers"], ["zellers-2019"]),
        (["matrix", "--collection", "lat"], ["later"]),
        (["vector", "bios"], ["biosecurity"]),
        (["vector", "no-such"], []),
        (["matrix", "--data", "/no/such/folder", "--collection", "lat"], []),
    ],
)
def test_a_shell_completes_commands_and_ids(words: list[str], offered: list[str]) -> None:
    asked = {"COMP_WORDS": " ".join(["ofmkg", *words]), "COMP_CWORD": str(len(words))}
    done = subprocess.run(
        [sys.executable, "-m", "ofmkg"],
        env={**os.environ, **asked, "_OFMKG_COMPLETE": "complete_bash"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (sorted(done.stdout.split()), done.stderr) == (offered, "")


WAITING = """
import sys
from ofmkg.cli.progress import counting, waiting
with waiting("Checking the data"):
    pass
with counting() as progress:
    progress(3)
print("rich" in sys.modules)
"""


def _pieces(terminal: int) -> Iterator[str]:
    """Yield what was written to a terminal, until nobody holds it any more."""
    with suppress(OSError):  # so Linux says that
        while piece := os.read(terminal, 4096):
            yield piece.decode(errors="replace")
    os.close(terminal)


def test_what_takes_long_is_told_on_a_terminal_alone() -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", WAITING]
    plain = {**os.environ, "TERM": "xterm"}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=plain, check=True)
    os.close(theirs)
    shown = "".join(_pieces(ours))
    assert "Checking the data" in shown and "3 statements" in shown
    assert done.stdout == b"True\n"
    quiet = subprocess.run(command, capture_output=True, env=plain, check=True)
    assert (quiet.stdout, quiet.stderr) == (b"False\n", b"")
