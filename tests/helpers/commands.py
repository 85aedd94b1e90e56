"""Runs the command line as a user does."""

from collections.abc import Callable

import pytest

from ofmkg.cli import app as cli

Run = Callable[..., tuple[int, str, str]]  # words; exit code, standard output, standard error


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Run the command line; return its exit code and what it wrote."""
    code = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["ofmkg", *args])
        try:
            cli.main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    written = capsys.readouterr()
    return code, written.out, written.err
