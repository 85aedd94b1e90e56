"""Runs the commands about sheets as one uses them."""

from pathlib import Path

from typer.testing import CliRunner, Result

from ofmkg.cli.app import app


def run(*arguments: str | Path) -> Result:
    """Run a command; errors that the command line turns into a line and exit 2 are raised."""
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
