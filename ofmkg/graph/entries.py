"""The entries of a file in an index of many: what it speaks of, describes, names and leads to.

A file is entered only if they tell all that matters of it beside our own files.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b, sha256

import pyoxigraph as ox

from ofmkg.graph import corpus, inert, ownership
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import BASE, NS, PREFIXES, RDF_TYPE, short
from ofmkg.version import __version__

# Links of entries: what a file speaks of, what it gives a class, the ids of that by its class.
SPOKEN, DESCRIBED, NAMED = "spoken", "described", "named"
Entry = tuple[str, str, bytes]  # link, term, digest of what is said
_TYPE = ox.NamedNode(RDF_TYPE)
_CLOSED = (NS, PREFIXES["fabio"])  # what has an identifier beside its IRI


def entries(document: Document, links: Collection[ox.NamedNode]) -> Iterator[Entry]:
    """Yield what a file speaks of, describes and leads to."""
    said: dict[ox.NamedNode, list[str]] = defaultdict(list)
    named: dict[ox.NamedNode, set[str]] = defaultdict(set)
    for quad in document.quads:
        subject, predicate, thing = quad.subject, quad.predicate, quad.object
        if isinstance(subject, ox.NamedNode):
            own = "" if isinstance(thing, ox.NamedNode | ox.Literal) else f" {document.digest}"
            said[subject].append(f"{predicate} {thing}{own}")
            if predicate == _TYPE:
                named[subject].add(getattr(thing, "value", ""))
        if predicate in links and isinstance(thing, ox.NamedNode):
            yield short(predicate.value), shortened(thing.value), b""
    for subject, lines in said.items():
        stated = "\n".join((str(subject), *sorted(lines)))
        digest = blake2b(stated.encode(), digest_size=16).digest()
        yield SPOKEN, shortened(subject.value), digest
        if subject in named:
            yield DESCRIBED, shortened(subject.value), b""
        for kind in named.get(subject, ()):
            if kind.startswith(NS):
                yield NAMED, f"{short(kind)} {short(subject.value)}", digest


def shortened(iri: str) -> str:
    """Return an IRI without what all of ours begin with."""
    return iri.removeprefix(BASE)


class Ours:
    """Our own files, beside which those of a folder stand."""

    def __init__(self, documents: Sequence[Document], links: Collection[str]) -> None:
        """Take our files, and the links (short names) that are looked along backwards."""
        self.links = frozenset(ox.NamedNode(NS + link) for link in links)
        self._documents = documents
        self._graphs = {document.graph for document in documents}
        self._complete = ownership.complete(documents)
        made = sha256(f"{__version__} {ox.__version__} {sorted(links)}".encode())
        for document in documents:
            made.update(f"\n{document.digest} {document.graph}".encode())
        self.digest = made.hexdigest()

    @cached_property
    def _spoken_of(self) -> set[object]:
        return {quad.subject for document in self._documents for quad in document.quads}

    def are_apart_from(self, document: Document) -> bool:
        """Tell whether an index tells all that matters of a file that stands beside ours."""
        quads = document.quads
        described = (q.subject for q in quads if q.predicate == _TYPE)
        return not (
            document.graph in self._graphs
            or not document.declares
            or corpus.decides(document)
            or any(inert.unused([document]))
            or any(quad.object in self._complete for quad in quads)
            or any(getattr(each, "value", "").startswith(_CLOSED) for each in described)
            or (
                any(quad.subject in self._spoken_of for quad in quads)
                and bool(ownership.changed(document, self._documents))
            )
        )
