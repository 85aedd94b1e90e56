"""Checks what is new to a store together with what it touches, however much the store holds.

What a shape says of a thing depends on what is said of the thing, on what points to it, and on what
those lead to. Things of the vocabularies are part of every check and nobody's business to follow:
everything points to them.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph import corpus, library, validation
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import Store
from ofmkg.graph.terms import BASE

_OUTWARDS = 3  # links followed from a thing; the longest path in a shape has as many
_SAID, _POINTING = "said-of.rq", "pointing-to.rq"
_AT_ONCE = 200  # things asked about in one query


def check(given: Sequence[Document], store: Store) -> validation.Report:
    """Check documents as if they stood in a store already, with all that they touch there.

    What they touch is judged as well: a study by itself may be fine, and a second adopted
    assessment of it may not. Raises what the store raises.
    """
    replaced = {document.graph for document in given}
    vocabularies = [d for d in corpus.vocabularies() if d.graph not in replaced]
    known = {each for document in vocabularies for each in validation.described(document)}
    new = {each for document in given for each in validation.described(document)}
    pointing = _rows(store, _POINTING, new)
    led_to = {
        quad.object.value
        for document in given
        for quad in document.quads
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(BASE)
    }
    touched = _subjects(pointing) | (led_to - known - new)
    triples = {*pointing, *_outwards(store, touched | new, known)}
    triples |= set(_rows(store, _POINTING, touched - known))
    triples |= set(_outwards(store, _subjects(triples), known))
    standing = _without(triples, replaced, store)
    around = Document(Path("store"), f"{BASE}graph/store", tuple(ox.Quad(*t) for t in standing))
    return validation.check_among([*vocabularies, around], given, touched - known)


def _outwards(store: Store, things: set[str], known: set[str]) -> Iterable[ox.Triple]:
    """Yield what is said of things, and of what that leads to."""
    seen: set[str] = set()
    for _ in range(_OUTWARDS):
        things = things - known - seen
        if not things:
            return
        found = _rows(store, _SAID, things)
        yield from found
        seen |= things
        things = {
            t.object.value
            for t in found
            if isinstance(t.object, ox.NamedNode) and t.object.value.startswith(BASE)
        }


def _subjects(triples: Iterable[ox.Triple]) -> set[str]:
    """Return the IRIs of what triples speak of; what has none cannot be asked about."""
    return {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}


def _rows(store: Store, query: str, things: Iterable[str]) -> list[ox.Triple]:
    """Return the statements that a query finds about some things, where the store has them."""
    ordered = [ox.NamedNode(each) for each in sorted(things)]
    found: list[ox.Triple] = []
    for start in range(0, len(ordered), _AT_ONCE):
        terms = {"thing": ordered[start : start + _AT_ONCE]}
        for thing, property, other in store.select(library.of_stores(query, terms)).rows:
            triple = (thing, property, other) if query == _SAID else (other, property, thing)
            found.append(ox.Triple(*triple))  # type: ignore[arg-type]  # the query binds them
    return found


def _without(
    triples: set[ox.Triple], replaced: Collection[str], store: Store
) -> Iterable[ox.Triple]:
    """Leave out what only the graphs say that are being replaced."""
    terms = {"graph": [ox.NamedNode(each) for each in sorted(replaced)]}
    leaving: set[ox.Triple] = set()
    staying: set[ox.Triple] = set()
    for *terms_of, graph in store.select(library.of_stores("stated-in.rq", terms)).rows:
        stays = isinstance(graph, ox.NamedNode) and graph.value not in replaced
        (staying if stays else leaving).add(ox.Triple(*terms_of))  # type: ignore[arg-type]
    return sorted(triples - (leaving - staying), key=str)
