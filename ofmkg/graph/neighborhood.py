"""Checks what is new together with what it touches, however much there is beside it.

What a shape says of a thing depends on what is said of the thing, on what points to it, and on what
those lead to. Things of the vocabularies are part of every check and nobody's business to follow:
everything points to them. So does much to a coder, a collection or a work: what points to a thing
is followed along those links only along which shapes look (`pointing-to.rq`).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from ofmkg.graph import corpus, library, resources, validation
from ofmkg.graph.contents import Contents
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import Store
from ofmkg.graph.terms import BASE, NS

_OUTWARDS = 3  # links followed from a thing; the longest path in a shape has as many
_ROUNDS = 2  # looks at what points to what was found: from a decision to others on the same study
_SAID, _POINTING = "said-of.rq", "pointing-to.rq"
_AT_ONCE = 200  # things asked about in one query
_TAKES = ox.NamedNode(NS + "takesPosition")
_Found = Collection[ox.Triple]
_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class _Around(Protocol):
    """What there is already, to be asked for what is near some things (IRIs)."""

    def said(self, things: Collection[str]) -> _Found:
        """Return what is said of things."""

    def pointing(self, things: Collection[str]) -> _Found:
        """Return what points to things by a link along which shapes look."""


def looked_along() -> tuple[str, ...]:
    """Return the links of ours, by their short names, along which shapes look."""
    return tuple(re.findall(r"ofm:(\w+)", library.of_stores(_POINTING).partition("WHERE")[2]))


def check(given: Sequence[Document], store: Store) -> validation.Report:
    """Check documents as if they stood in a store already, with all that they touch there.

    What they touch is judged as well: a study by itself may be fine, and a second adopted
    assessment of it may not. Raises what the store raises.
    """
    return _check(given, list(corpus.vocabularies()), _Stored(store, given))


def check_beside(given: Sequence[Document], around: Sequence[Document]) -> validation.Report:
    """Check documents in the same way beside others, which hold the vocabularies as well."""
    replaced = _graphs(given)
    beside = [document for document in around if document.graph not in replaced]
    return _check(given, _shared(beside), _Read(beside))


def check_in(
    given: Sequence[Document], around: Sequence[Document], contents: Contents
) -> validation.Report:
    """Check documents in the same way beside ours and folders, of which only what is near is read.

    Raises LookupError if a file of the folders has changed since they were opened.
    """
    beside = validation.without(given, around)
    described = {each for document in given for each in validation.described(document)}
    replaced = {path for each in _graphs(given) for path in contents.holding(each)}
    further = _Opened(_Read(beside), contents, replaced | contents.mostly(described))
    return _check(given, _shared(beside), further)


def _shared(documents: Iterable[Document]) -> list[Document]:
    shared = set(resources.vocabularies())
    return [document for document in documents if document.path in shared]


def _check(
    given: Sequence[Document], vocabularies: Iterable[Document], around: _Around
) -> validation.Report:
    replaced = _graphs(given)
    vocabularies = [each for each in vocabularies if each.graph not in replaced]
    known = {each for document in vocabularies for each in validation.described(document)}
    new = {each for document in given for each in validation.described(document)}
    stated = [quad.triple for document in given for quad in document.quads]
    pointing = around.pointing(new)
    touched = (_subjects(pointing) | _objects(stated)) - known - new
    triples = {*pointing, *_outwards(around, touched | new, known)}
    reached = (touched | _objects(triples)) - known - _taken([*triples, *stated])
    for _ in range(_ROUNDS):
        back = set(around.pointing(reached)) - triples
        led = set(_outwards(around, _subjects(back), known))
        reached = (_subjects(back) | _objects(led)) - known - reached - _taken(back | led)
        triples |= back | led
    standing = tuple(ox.Quad(*triple) for triple in sorted(triples, key=str))
    beside = Document(Path("store"), f"{BASE}graph/store", standing)
    return validation.check_among([*vocabularies, beside], given, touched)


def _graphs(documents: Iterable[Document]) -> set[str]:
    return {document.graph for document in documents}


def _outwards(around: _Around, things: set[str], known: set[str]) -> Iterable[ox.Triple]:
    """Yield what is said of things, and of what that leads to."""
    seen: set[str] = set()
    for _ in range(_OUTWARDS):
        things = things - known - seen
        if not things:
            return
        found = around.said(things)
        yield from found
        seen |= things
        things = _objects(found)


def _subjects(triples: Iterable[ox.Triple]) -> set[str]:
    """Return the IRIs of what triples speak of; what has none cannot be asked about."""
    return {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}


def _objects(triples: Iterable[ox.Triple]) -> set[str]:
    """Return the IRIs of ours that triples lead to."""
    return {
        triple.object.value
        for triple in triples
        if isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(BASE)
    }


def _taken(triples: Iterable[ox.Triple]) -> set[str]:
    """Return the positions (IRIs) that are held: who else holds them is of no matter to a shape."""
    return _objects(triple for triple in triples if triple.predicate == _TAKES)


class _Read:
    """Files that have been read: their statements, each kept by what it speaks of."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents

    @cached_property
    def _by_place(self) -> tuple[dict[_Node, list[ox.Quad]], dict[_Node, list[ox.Quad]]]:
        """All statements by their subjects, and those along which shapes look by their objects."""
        along = {ox.NamedNode(NS + name) for name in looked_along()}
        said: dict[_Node, list[ox.Quad]] = defaultdict(list)
        pointing: dict[_Node, list[ox.Quad]] = defaultdict(list)
        for document in self._documents:
            for quad in document.quads:
                said[quad.subject].append(quad)
                if quad.predicate in along:
                    pointing[quad.object].append(quad)
        return said, pointing

    def said(self, things: Collection[str]) -> _Found:
        said, _ = self._by_place
        nodes = map(ox.NamedNode, things)
        return [quad.triple for node in nodes for quad in said.get(node, ())]

    def pointing(self, things: Collection[str]) -> _Found:
        _, pointing = self._by_place
        nodes = map(ox.NamedNode, things)
        return [quad.triple for node in nodes for quad in pointing.get(node, ())]


class _Opened:
    """Our files and folders with an index, without the files that are being replaced."""

    def __init__(self, ours: _Read, contents: Contents, replaced: Collection[Path]) -> None:
        self._ours, self._contents, self._replaced = ours, contents, replaced

    def said(self, things: Collection[str]) -> _Found:
        near = self._contents.spoken_of(things, without=self._replaced)
        nodes = set(map(ox.NamedNode, things))
        stated = (q for each in self._contents.documents(near) for q in each.quads)
        own = [quad.triple for quad in stated if quad.subject in nodes]
        return [*self._ours.said(things), *own]

    def pointing(self, things: Collection[str]) -> _Found:
        links = looked_along()
        near = self._contents.linked(links, things) - set(self._replaced)
        along, nodes = {ox.NamedNode(NS + name) for name in links}, set(map(ox.NamedNode, things))
        stated = (q for each in self._contents.documents(near) for q in each.quads)
        own = [q.triple for q in stated if q.object in nodes and q.predicate in along]
        return [*self._ours.pointing(things), *own]


class _Stored:
    """A store, without what only the graphs state that some documents take the place of."""

    def __init__(self, store: Store, given: Iterable[Document]) -> None:
        self._store, self._replaced = store, _graphs(given)

    def said(self, things: Collection[str]) -> _Found:
        return self._rows(_SAID, things)

    def pointing(self, things: Collection[str]) -> _Found:
        return self._rows(_POINTING, things)

    def _rows(self, query: str, things: Iterable[str]) -> _Found:
        """Return the statements that a query finds about some things, where the store has them."""
        ordered = [ox.NamedNode(each) for each in sorted(things)]
        found: list[ox.Triple] = []
        for start in range(0, len(ordered), _AT_ONCE):
            terms = {"thing": ordered[start : start + _AT_ONCE]}
            for thing, link, other in self._store.select(library.of_stores(query, terms)).rows:
                triple = (thing, link, other) if query == _SAID else (other, link, thing)
                found.append(ox.Triple(*triple))  # type: ignore[arg-type]  # the query binds them
        return [triple for triple in found if triple not in self._leaving]

    @cached_property
    def _leaving(self) -> set[ox.Triple]:
        """What only the graphs say that are being replaced."""
        terms = {"graph": [ox.NamedNode(each) for each in sorted(self._replaced)]}
        leaving: set[ox.Triple] = set()
        staying: set[ox.Triple] = set()
        for *terms_of, graph in self._store.select(library.of_stores("stated-in.rq", terms)).rows:
            stays = isinstance(graph, ox.NamedNode) and graph.value not in self._replaced
            (staying if stays else leaving).add(ox.Triple(*terms_of))  # type: ignore[arg-type]
        return leaving - staying
