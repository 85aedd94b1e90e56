"""Which files hold nothing that any answer is made of: none of our terms, and none of our things.

Such a file (a library of Zotero, nanopublications, a catalogue in AIRO) is loaded like any other,
and SPARQL finds it, but no analysis will ever use it. That is told, lest anybody believe otherwise.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import BASE, ONTOLOGY, OWL_ONTOLOGY, PREFIXES, RDF_TYPE
from ofmkg.telling import tell

_TYPE, _HEADER = ox.NamedNode(RDF_TYPE), ox.NamedNode(OWL_ONTOLOGY)
_IMPORTS = ox.NamedNode(PREFIXES["owl"] + "imports")


def told(given: Sequence[Document], around: Sequence[Document] = ()) -> None:
    """Say of each document given that no answer will use it, if that is so."""
    for document in unused(given, around):
        tell(line(f"{document.path}", len(document.quads)))


def unused(given: Sequence[Document], around: Sequence[Document] = ()) -> Iterator[Document]:
    """Yield the documents that use no term of ours and speak of nothing that others speak of."""
    strange = [each for each in given if not any(map(uses, _body(each.quads)))]
    if not strange:
        return
    others = [*around, *(each for each in given if each not in strange)]
    spoken = {term for each in others for q in each.quads for term in (q.subject, q.object)}
    for each in strange:
        if not any(quad.subject in spoken for quad in _body(each.quads)):
            yield each


def watched(path: Path, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Pass on the quads of a file too large to be kept, and say so if no answer will use it."""
    count, used = 0, False
    for quad in quads:
        count += 1
        used = used or uses(quad)
        yield quad
    if count and not used:
        tell(line(f"{path}", count))


def uses(quad: ox.Quad) -> bool:
    """Tell whether a statement has a term of ours in it, or is about a thing of ours."""
    return any(
        isinstance(term, ox.NamedNode) and f"{term.value}/".startswith((BASE, f"{ONTOLOGY}/"))
        for term in (quad.predicate, quad.object, quad.subject)
    )


def line(name: str, statements: int) -> str:
    """Return what is said of a file that no answer will use."""
    return (
        f"{name}: none of its {statements:,} statements has a term of ofmkg; SPARQL will find "
        "them, no other answer will use them."
    )


def _body(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield statements without those about the file itself: its name, and what it imports."""
    every = list(quads)
    headers = {q.subject for q in every if q.predicate == _TYPE and q.object == _HEADER}
    return (q for q in every if q.subject not in headers and q.predicate != _IMPORTS)
