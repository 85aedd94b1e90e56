"""Long text is paged on a terminal, and nowhere else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

_SAY = "from ofmkg.cli.output import write; write('line\\n' * {lines}, styled=True)"


def _on_terminal(lines: int, **environment: str) -> str:
    """Return what a terminal of 24 lines shows of a text, with a pager that says so."""
    ours, theirs = pty.openpty()
    pager = Path(__file__).with_name("pager.sh")
    env = {**os.environ, "TERM": "xterm", "LINES": "24", "COLUMNS": "80", "PAGER": f"sh {pager}"}
    process = subprocess.Popen(
        [sys.executable, "-c", _SAY.format(lines=lines)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={key: value for key, value in env.items() if key != "NO_PAGER"} | environment,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # nobody writes any more
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
@pytest.mark.parametrize(
    ("lines", "environment", "paged"),
    [(100, {}, True), (10, {}, False), (100, {"NO_PAGER": "1"}, False)],
)
def test_long_text_is_paged_on_a_terminal(
    lines: int, environment: dict[str, str], paged: bool
) -> None:
    shown = _on_terminal(lines, **environment)
    assert ("paged:" in shown) is paged
    assert shown.count("line") == lines


def test_what_is_piped_is_not_paged() -> None:
    found = subprocess.run(
        [sys.executable, "-c", _SAY.format(lines=100)],
        env={**os.environ, "LINES": "24", "PAGER": "false"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "line\n" * 100
