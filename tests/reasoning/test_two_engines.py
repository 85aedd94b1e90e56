"""HermiT and the OWL RL rules of ofmkg come to the same conclusions about the real graph."""

from collections.abc import Callable
from pathlib import Path

import hermit
import pyoxigraph as ox
import pytest

from ofmkg.graph import corpus, inference
from ofmkg.graph.export import serialize
from ofmkg.graph.terms import OWL_CLASS, PREFIXES, RDF_TYPE

THING = PREFIXES["owl"] + "Thing"
OBJECT_PROPERTY = PREFIXES["owl"] + "ObjectProperty"

pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(hermit.missing() is not None, reason=str(hermit.missing())),
]


def test_hermit_and_the_rules_agree_on_everything(
    tmp_path: Path, note: Callable[[str], None]
) -> None:
    documents = list(corpus.built_in())
    conclusions = inference.infer(documents)
    stated = [quad for each in documents for quad in each.named()]
    path = tmp_path / "all.owl"
    path.write_bytes(serialize(stated, "owl"))
    found = hermit.reason(path, everything=True)
    ours = {named for quad in [*stated, *conclusions] if (named := _named(quad.triple))}
    classes = {a for a, p, b in ours if p == RDF_TYPE and b == OWL_CLASS}
    relations = {a for a, p, b in ours if p == RDF_TYPE and b == OBJECT_PROPERTY}
    assert {(a, b) for a, p, b in ours if p == RDF_TYPE and b in classes} == {
        (thing, kind) for thing, kind in found.types if kind != THING
    }
    assert {link for link in ours if link[1] in relations} == set(found.links)
    note(
        f"HermiT and OWL RL agree: {len(found.types)} memberships and {len(found.links)} links, "
        f"of which {len(conclusions)} are inferred"
    )


def _named(triple: ox.Triple) -> tuple[str, str, str] | None:
    subject, predicate, thing = triple
    if isinstance(subject, ox.NamedNode) and isinstance(thing, ox.NamedNode):
        return subject.value, predicate.value, thing.value
    return None
