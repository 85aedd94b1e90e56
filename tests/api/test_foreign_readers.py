"""Tools of others load the ontology and a thing by their addresses, from a service that runs."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jvm
import protege
import pyoxigraph as ox
import pytest
from server_helpers import PATIENCE, running

from ofmkg.graph.terms import BASE, NS, ONTOLOGY, PREFIXES, RDF_TYPE

pytestmark = pytest.mark.server
STUDY = "study/gopal-2023"
RAPPER = shutil.which("rapper")
CLASS = f"{PREFIXES['owl']}Class"


@pytest.fixture(scope="module")
def root(checked: Path) -> Iterator[str]:
    """Return the address of a running service."""
    with running(checked, OFMKG_SPARQL="false") as service:
        yield f"http://127.0.0.1:{service.port}/"


@pytest.fixture(scope="module")
def owl(root: str) -> dict[str, dict[str, Any]]:
    """Return by path what the OWL API found at each address."""
    jars = [protege.JARS / f"{name}.jar" for name in protege.NEEDED]
    paths = ("ns", STUDY)
    done = jvm.run("FromAddress", jars, [root + path for path in paths])
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {each["address"].removeprefix(root): each for each in found}


@pytest.mark.java
@pytest.mark.skipif(protege.missing() is not None, reason=str(protege.missing()))
def test_the_owl_api(owl: dict[str, dict[str, Any]]) -> None:
    for each in owl.values():
        assert "error" not in each
        assert each["format"] == "RDF/XML Syntax"
    assert owl["ns"]["classes"] > 70
    assert owl[STUDY]["individuals"] >= 1


def test_owlready(root: str) -> None:
    program = (
        "import sys, owlready2\n"
        "found = owlready2.World().get_ontology(sys.argv[1]).load(only_local=False)\n"
        "print(len(list(found.classes())), len(list(found.individuals())))"
    )
    counts = {}
    for path in ("ns", STUDY):
        done = subprocess.run(
            [sys.executable, "-c", program, root + path],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        counts[path] = [int(number) for number in done.stdout.split()]
    assert counts["ns"][0] > 70
    assert counts[STUDY][1] >= 1


@pytest.mark.skipif(RAPPER is None, reason="needs rapper (Debian: raptor2-utils)")
def test_rapper(root: str, tmp_path: Path) -> None:
    found = {}
    for path in ("ns", STUDY):
        done = subprocess.run(
            [str(RAPPER), "--quiet", "--guess", "--output", "ntriples", root + path],
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        found[path] = list(ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES))
    study = ox.NamedNode(f"{NS}Study")
    assert ox.Quad(study, ox.NamedNode(RDF_TYPE), ox.NamedNode(CLASS)) in found["ns"]
    assert any(quad.subject.value == ONTOLOGY for quad in found["ns"])
    gopal = ox.NamedNode(BASE + STUDY)
    assert ox.Quad(gopal, ox.NamedNode(RDF_TYPE), study) in found[STUDY]
