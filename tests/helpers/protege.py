"""Opens files as Protégé does, through the OWL API, and tells what became of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jvm

JARS = Path("/usr/share/java")  # where Debian puts them
# The OWL API and what it does not start without; all of it comes with the package.
NEEDED = (
    "owlapi-distribution",
    "atinject-jsr330-api",
    "caffeine",
    "commons-io",
    "commons-rdf-api",
    "guava",
    "hppcrt",
    "rdf4j-model",
    "rdf4j-model-api",
    "rdf4j-rio-api",
    "rdf4j-util",
    "slf4j-api",
    "slf4j-nop",
    "xz",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of a file: the ontologies it brought in, counts over all of them, problems.

    A problem is found under its kind: violations (of OWL 2 DL), undeclared (entities), turned
    (statements that became annotations), unparsed (triples), missing (imports), remote (addresses
    asked for, in vain), misnamed (files that an import led to) and unreadable.
    """

    file: Path
    api: str
    ontologies: frozenset[str]
    counts: Mapping[str, int]
    problems: Mapping[str, tuple[str, ...]]


def missing() -> str | None:
    """Return why no file can be opened here and what to install, or None if one can."""
    lacking = [name for name in NEEDED if not (JARS / f"{name}.jar").exists()]
    if lacking:
        return f"no {lacking[0]}.jar in {JARS}; install the OWL API (Debian: libowlapi-java)"
    return jvm.missing()


def opened(files: Sequence[Path]) -> list[Opened]:
    """Open each file on its own, in the order given. Raises RuntimeError if the program fails."""
    jars = [JARS / f"{name}.jar" for name in NEEDED]
    done = jvm.run("ProtegeCheck", jars, [str(file) for file in files])
    found = [_opened(json.loads(line)) for line in done.stdout.splitlines()]
    bad = any(each.problems for each in found)
    if len(found) != len(files) or done.returncode != int(bad):
        raise RuntimeError(f"ProtegeCheck ended with {done.returncode}: {done.stderr}")
    return found


def _opened(found: dict[str, Any]) -> Opened:
    return Opened(
        Path(found["file"]),
        found["api"],
        frozenset(found.get("ontologies", ())),
        found.get("counts", {}),
        {kind: tuple(problems) for kind, problems in found["problems"].items() if problems},
    )
