"""Reasons with HermiT, as Protégé does, and answers queries in the syntax of its DL Query tab.

    hermit.reason(file, ["OpenModelRelease and mayBring value benefit:accelerating-science"])

Names in a query are, as in Protégé, the last part of an IRI where only one thing has it (llama-2),
or a label in quotes ('open model release'); or they have a prefix: one of
`ofmkg.graph.terms.PREFIXES`, `work:`, `step:`, or any folder of our IRIs (release:llama-2); or
they are <whole IRIs>.
"""

import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jvm

from ofmkg.graph.terms import BASE, PREFIXES

_PREFIXES = PREFIXES | {
    "": BASE,  # of any other prefix, which is the name of a folder
    "work": f"{BASE}publication/",
    "step": f"{BASE}framework/marginal-risk/step/",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What fits a query, as IRIs: things, classes that mean the same, all narrower, all wider."""

    instances: frozenset[str]
    equivalent: frozenset[str]
    below: frozenset[str]
    above: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What HermiT found; answers, types and links are empty unless it is consistent.

    `error` says why HermiT gave up, with `consistent` None. `types` are (thing, class) and `links`
    (thing, relation, thing), stated or inferred, all IRIs; they are there if everything was asked.
    """

    consistent: bool | None
    error: str | None = None
    unsatisfiable: frozenset[str] = frozenset()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    types: frozenset[tuple[str, str]] = frozenset()
    links: frozenset[tuple[str, str, str]] = frozenset()


def missing() -> str | None:
    """Return why HermiT cannot run here and what to install, or None if it can."""
    if importlib.util.find_spec("owlready2") is None:
        return "no HermiT; install the Python package owlready2, which carries it"
    return jvm.missing()


def reason(file: Path, queries: Sequence[str] = (), *, everything: bool = False) -> Reasoned:
    """Reason over an RDF/XML file that imports nothing, such as an export, and answer queries.

    Raises ValueError, with place and reason, if a query makes no sense, and RuntimeError if the
    file cannot be read.
    """
    arguments = [str(file)]
    for prefix, iri in _PREFIXES.items():
        arguments += ["--prefix", f"{prefix}={iri}"]
    for query in queries:
        arguments += ["--query", query]
    if everything:
        arguments.append("--everything")
    done = jvm.run("Hermit", [_jar()], arguments)
    if done.returncode != 0:
        raise RuntimeError(f"Hermit ended with {done.returncode}: {done.stderr}")
    found = json.loads(done.stdout)
    if found["misunderstood"]:
        raise ValueError("; ".join(found["misunderstood"]))
    return Reasoned(
        found.get("consistent"),
        found.get("error"),
        frozenset(found.get("unsatisfiable", ())),
        {
            query: Answer(**{kind: frozenset(iris) for kind, iris in answer.items()})
            for query, answer in found.get("answers", {}).items()
        },
        frozenset((thing, kind) for thing, kind in found.get("types", ())),
        frozenset((a, relation, b) for a, relation, b in found.get("links", ())),
    )


def _jar() -> Path:
    # Looked up without importing it, because that takes long and patches much.
    package = importlib.util.find_spec("owlready2")
    if package is None or package.origin is None:
        raise RuntimeError(missing())
    return Path(package.origin).parent / "hermit" / "HermiT.jar"
