"""Terms that have another name now: what is stated or asked with the former one is understood.

Terms are never deleted: the ontology marks a former name as deprecated and says which term takes
its place. Only where that is of the same kind (a property for a property) it is a mere new name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, NS
from ofmkg.telling import tell

_PREFIX = "ofm:"


@cache
def names() -> Mapping[str, str]:
    """Return former names of terms (IRIs) with those that they have now."""
    from ofmkg.graph import library  # which reads no file of data, and few need

    store = ox.Store()
    ontology = (room("ontology") / "ofmkg.ttl").read_bytes()
    store.load(ontology, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    found = store.query(library.of_tools("former-terms", {}))
    assert isinstance(found, ox.QuerySolutions)
    return {row["former"].value: row["now"].value for row in found}


def current(path: Path, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the statements of a file with the names that terms have now, and tell what changed.

    A file of ours is not looked at: it has no former name in it.
    """
    ours = (room("data").resolve(), room("ontology").resolve())
    if any(path.resolve().is_relative_to(each) for each in ours):
        yield from quads
        return
    used: Counter[str] = Counter()
    for quad in quads:
        yield _renamed(quad, used)
    for name, times in used.items():
        often = "once" if times == 1 else f"{times:,} times"
        tell(
            f"{path}: {shown(name)} is now called {shown(names()[name])}. It stands there {often} "
            "and is read with the new name; write that instead."
        )


def shown(iri: str) -> str:
    """Return a term of ours as it is shown, with its prefix."""
    return iri.replace(NS, _PREFIX)


def _renamed(quad: ox.Quad, used: Counter[str]) -> ox.Quad:
    subject, predicate, thing, graph = quad
    found = [
        term.value
        for term in (predicate, thing)
        if isinstance(term, ox.NamedNode) and term.value in names()
    ]
    if not found:
        return quad
    used.update(found)
    if isinstance(thing, ox.NamedNode):
        thing = ox.NamedNode(names().get(thing.value, thing.value))
    predicate = ox.NamedNode(names().get(predicate.value, predicate.value))
    return ox.Quad(subject, predicate, thing, graph)
