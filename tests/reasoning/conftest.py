"""An export to reason over, and a line for each check at the end, so that a log shows results."""

from collections.abc import Callable
from pathlib import Path

import pytest

import ofmkg
from ofmkg.graph.export import serialize

_LINES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def note(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Return what takes a line for the end of the log."""
    return pytestconfig.stash.setdefault(_LINES, []).append


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an export of all that comes with ofmkg as RDF/XML, in a folder without a catalog."""
    path = tmp_path_factory.mktemp("export") / "all.owl"
    path.write_bytes(serialize(ofmkg.load().quads(), "owl"))
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lines."""
    lines = terminalreporter.config.stash.get(_LINES, [])
    if lines:
        terminalreporter.section("reasoning")
    for line in lines:
        terminalreporter.write_line(line)
