"""Promises of the repository that a reader relies on."""

import re
import tomllib
from pathlib import Path

import pytest

import ofmkg
from ofmkg.graph import parsing
from ofmkg.graph.resources import room
from ofmkg.graph.stores.memory import MemoryStore

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 300
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_ontology_has_the_version_of_the_package() -> None:
    store = MemoryStore([parsing.read(room("ontology") / "ofmkg.ttl")])
    (row,) = store.select(
        """PREFIX owl: <http://www.w3.org/2002/07/owl#>
        SELECT ?info ?iri {
          <https://w3id.org/ofmkg> owl:versionInfo ?info ; owl:versionIRI ?iri
        }"""
    ).dicts()
    assert row == {
        "info": ofmkg.__version__,
        "iri": f"https://w3id.org/ofmkg/{ofmkg.__version__}",
    }


def test_the_changelog_knows_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{ofmkg.__version__}]" in text


def test_every_folder_with_code_is_packaged() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packaged = set(config["tool"]["setuptools"]["packages"])
    found = {
        f"ofmkg.{path.parent.relative_to(ROOT / 'ofmkg').as_posix().replace('/', '.')}".rstrip(".")
        for path in (ROOT / "ofmkg").rglob("*.py")
    }
    assert found <= packaged
    assert {
        f"ofmkg.{name}"
        for name in ("api", "api.routes", "api.sparql", "ontology", "data", "queries")
    } <= packaged


def test_only_the_command_that_starts_it_knows_the_service() -> None:
    """What the rooms of `ofmkg` may know of each other, `lint-imports` says."""
    starts = ROOT / "ofmkg" / "cli" / "service.py"
    for path in (ROOT / "ofmkg").rglob("*.py"):
        assert path == starts or "ofmkg.api" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("path", sorted((ROOT / "ofmkg").rglob("*.py")), ids=lambda p: p.name)
def test_no_query_and_no_study_stands_in_python(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bSELECT\b[^\n]*\bWHERE\s*\{|\bSELECT \?", text)
    code = re.sub(r'""".*?"""', "", text, flags=re.S)
    assert not re.search(r"\b(hazell|seger|musser|gopal|ovadya|lakatos|thiel)-20", code)
    assert not re.search(r'"(threat-identification|existing-risk|marginal-risk)', code)


def test_the_two_commands_of_the_readme() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README, flags=re.S)
    assert len(commands) >= 2
    assert commands[0].splitlines()[-1].endswith("ofmkg compare gopal-2023 musser-2023")
    assert commands[1].splitlines()[-1].endswith("-m pytest")


@pytest.mark.parametrize("folder", ["ofmkg", "api", "benchmarks", "docs"])
def test_no_module_is_too_long_to_be_read_in_one_go(folder: str) -> None:
    modules = sorted((ROOT / folder).rglob("*.py"))
    assert modules
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in modules
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not long, "split by job"
