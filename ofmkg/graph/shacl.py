"""Runs SHACL shapes: pySHACL judges, and what shapes ask in SPARQL is answered by pyoxigraph.

rdflib would parse the same query anew for each thing that a shape looks at, which is most of the
time that a check takes. Importing pySHACL takes time, too: this module is imported where used.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
from pyshacl.constraints.constraint_component import ConstraintComponent
from rdflib import BNode, Graph, Literal, URIRef, Variable
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.query import Result
from rdflib.term import Node

_STRING = XSD.string
Term = URIRef | BNode | Literal
_Asked = ox.NamedNode | ox.BlankNode | ox.Literal
_TARGETS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)


def read(files: Iterable[Path]) -> Graph:
    """Return the shapes in files of Turtle."""
    shapes = Graph()
    for file in files:
        for quad in ox.parse(path=str(file), rename_blank_nodes=True):
            shapes.add(_triple(quad))
    return shapes


def results(data: "Data", shapes: Graph, focus: Collection[str] | None = None) -> Graph:
    """Return the report of shapes on data.

    With `focus` they look at those things only; their targets are then replaced in `shapes`. Raises
    RuntimeError for shapes that are broken themselves.
    """
    if focus is not None:
        _aim(shapes, data, focus)
    with _wordless():
        _, found, _ = pyshacl.validate(
            data, shacl_graph=shapes, inference="none", advanced=True, inplace=True
        )
    if not isinstance(found, Graph):
        raise RuntimeError(f"the shapes themselves are broken: {found}")
    return found


_WORDLESS: ContextVar[bool] = ContextVar("wordless", default=False)
_described = ConstraintComponent.make_v_result_description


@contextmanager
def _wordless() -> Iterator[None]:
    """Have no text of a report written meanwhile: its graph says all, and is what we read.

    pySHACL writes it for each branch of each `sh:or` that is not met, too, which takes a fifth of
    the time of a check. Others in this process get theirs as ever.
    """
    token = _WORDLESS.set(True)
    try:
        yield
    finally:
        _WORDLESS.reset(token)


def _description(self: ConstraintComponent, *given: Any, **others: Any) -> str:  # noqa: ANN401
    return "" if _WORDLESS.get() else _described(self, *given, **others)


ConstraintComponent.make_v_result_description = _description  # type: ignore[method-assign]


class Data(Graph):
    """Triples that rdflib looks up and pyoxigraph queries; blank nodes keep their names."""

    def __init__(self, triples: Collection[ox.Triple]) -> None:
        """Take triples, each once."""
        super().__init__()
        self._asked = ox.Store()
        self._asked.bulk_extend(ox.Quad(*triple) for triple in triples)
        for triple in triples:
            self.add(_triple(triple))

    def query(  # type: ignore[override]  # what else can be asked for is of no use here
        self,
        query_object: str,
        processor: object = None,
        result: object = None,
        initNs: object = None,  # noqa: N803 - these are named by rdflib
        initBindings: Mapping[str, Term] | None = None,  # noqa: N803
        use_store_provided: bool = True,
        **_: object,
    ) -> Result:
        """Answer a SELECT query, of which some variables (that it returns) are known already."""
        known = {Variable(str(name)): term for name, term in (initBindings or {}).items()}
        given: dict[ox.Variable, _Asked | ox.Triple] = {
            ox.Variable(str(name)): _asked(term) for name, term in known.items()
        }
        found = self._asked.query(query_object, substitutions=given)
        if not isinstance(found, ox.QuerySolutions):
            raise RuntimeError(f"shapes ask by SELECT, and not: {query_object}")
        answer = Result("SELECT")
        names = [Variable(each.value) for each in found.variables]
        answer.vars = names
        answer.bindings = [
            known | {name: _term(row[name]) for name in names if row[name] is not None}
            for row in found
        ]
        return answer


def _aim(shapes: Graph, data: Data, focus: Collection[str]) -> None:
    """Let each shape look at those of its targets only that are in `focus`."""
    for shape in {each for target in _TARGETS for each in shapes.subjects(target)}:
        aims = {node for node in _targets(shapes, shape, data) if str(node) in focus}
        for target in _TARGETS:
            shapes.remove((shape, target, None))
        for node in aims:
            shapes.add((shape, SH.targetNode, node))


def _targets(shapes: Graph, shape: Node, data: Data) -> Iterator[Node]:
    yield from shapes.objects(shape, SH.targetNode)
    for named in shapes.objects(shape, SH.targetClass):
        for kind in {named, *data.transitive_subjects(RDFS.subClassOf, named)}:
            yield from data.subjects(RDF.type, kind)
    for path in shapes.objects(shape, SH.targetSubjectsOf):
        yield from data.subjects(path)
    for path in shapes.objects(shape, SH.targetObjectsOf):
        yield from data.objects(None, path)
    for target in shapes.objects(shape, SH.target):
        for row in data.query(_prefixed(shapes, target)):
            yield row[0]  # type: ignore[index]  # a SELECT has rows; SHACL wants $this alone


def _prefixed(shapes: Graph, target: Node) -> str:
    """Return the query of a target, with the prefixes that it uses."""
    declared = (
        each
        for space in shapes.objects(target, SH.prefixes)
        for each in shapes.objects(space, SH.declare)
    )
    lines = [
        f"PREFIX {shapes.value(each, SH.prefix)}: <{shapes.value(each, SH.namespace)}>"
        for each in declared
    ]
    return "\n".join([*lines, str(shapes.value(target, SH.select))])


def _triple(triple: ox.Triple | ox.Quad) -> tuple[Node, Node, Node]:
    return _term(triple.subject), _term(triple.predicate), _term(triple.object)


@cache
def _term(term: Any) -> Term:  # noqa: ANN401 - any term of pyoxigraph
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    kind = URIRef(term.datatype.value)
    return Literal(term.value) if kind == _STRING else Literal(term.value, datatype=kind)


def _asked(node: Term) -> _Asked:
    if isinstance(node, URIRef):
        return ox.NamedNode(node)
    if isinstance(node, BNode):
        return ox.BlankNode(node)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(node.datatype or _STRING))
