"""Runs SHACL shapes: pyrudof judges; what it does not know of them is put into its words before.

That are targets asked for in SPARQL (SHACL Advanced Features), and values named in messages.
Importing it takes time: this module is imported where used.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyrudof

from ofmkg.graph.terms import RDF_TYPE

_SH = "http://www.w3.org/ns/shacl#"
_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_TYPE = ox.NamedNode(RDF_TYPE)
_NT = ox.RdfFormat.N_TRIPLES
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LITERAL = re.compile(r'"(.*)"(?:@([\w-]+)|\^\^<([^>]*)>|\^\^xsd:(\w+))?', re.DOTALL)
_NAMED = re.compile(r"\{\?(\w+)\}")  # a variable of a query, in a message
# Text that begins so is never taken for the name of a file or an address.
_INLINE = "# N-Triples\n"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)


_TARGETS = tuple(
    _sh(name)
    for name in ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf", "target")
)
_TARGET, _TARGET_NODE, _SELECT = _sh("target"), _sh("targetNode"), _sh("select")
_BLANK = "urn:x-ofmkg:blank:"


@dataclass(frozen=True, slots=True)
class Result:
    """One result of shapes: the thing looked at, its property and value, and by which shape.

    `path` is None where a shape looks at the thing itself, or along a path of several steps.
    """

    severity: str
    focus: Term
    path: str | None
    value: Term | None
    shape: str
    message: str


def read(files: Iterable[Path]) -> ox.Store:
    """Return the shapes in files of Turtle."""
    shapes = ox.Store()
    for file in files:
        shapes.extend(ox.parse(path=str(file), rename_blank_nodes=True))
    return shapes


def results(
    data: Iterable[ox.Triple], shapes: ox.Store, focus: Collection[str] | None = None
) -> list[Result]:
    """Return what shapes find in data, in no order.

    With `focus` they look at those things (IRIs) only; their targets are then replaced in `shapes`.
    Raises RuntimeError for shapes that are broken themselves.
    """
    held = ox.Store()
    held.bulk_extend(ox.Quad(*triple) for triple in data)
    _tell_blank_nodes(shapes)
    _aim(shapes, held, focus)
    judge = pyrudof.Rudof(pyrudof.RudofConfig())
    strict = pyrudof.ReaderMode.Strict
    named = (ox.Triple(*(_named(term) for term in quad.triple)) for quad in held)
    judge.read_data(_text(named), format=pyrudof.RDFFormat.NTriples, reader_mode=strict)
    try:
        judge.read_shacl(
            _text(quad.triple for quad in shapes),
            format=pyrudof.ShaclFormat.NTriples,
            reader_mode=strict,
        )
        return [_result(each, shapes, held) for each in judge.validate_shacl()]
    except pyrudof.RudofError as error:
        raise RuntimeError(f"the shapes themselves are broken: {error}") from error


def _named(term: Any) -> Any:  # noqa: ANN401 - the parts of a triple, of which one kind is changed
    """Return a term, blank nodes as IRIs: pyrudof cannot ask in SPARQL of a blank node."""
    return ox.NamedNode(_BLANK + term.value) if isinstance(term, ox.BlankNode) else term


def _tell_blank_nodes(shapes: ox.Store) -> None:
    """Have shapes that want an IRI still refuse what was a blank node."""
    wanted = list(shapes.quads_for_pattern(None, _sh("nodeKind"), _sh("IRI")))
    for quad in wanted:
        was_blank = ox.BlankNode()
        shapes.add(ox.Quad(quad.subject, _sh("not"), was_blank))
        shapes.add(ox.Quad(was_blank, _sh("pattern"), ox.Literal(f"^{_BLANK}")))


def _text(triples: Iterable[ox.Triple]) -> str:
    return _INLINE + (ox.serialize(triples, format=_NT) or b"").decode()


def _result(found: pyrudof.ShaclValidationEntry, shapes: ox.Store, data: ox.Store) -> Result:
    shape = ox.NamedNode(str(found.source_shape))
    focus = _term(found.focus_node)
    value = None if found.value is None else _term(found.value)
    own = _value(shapes, shape, _sh("path"))
    message = lexical(_value(shapes, shape, _sh("message"))).replace("{?value}", lexical(value))
    if _NAMED.search(message):
        said = _said(shapes, shape, data, focus, value)
        message = _NAMED.sub(lambda name: said.get(name[1], name[0]), message)
    return Result(
        severity=found.severity.lower(),
        focus=focus,
        # Where a shape looks at the thing itself, its query may say along which property.
        path=found.path if own is None else own.value if isinstance(own, ox.NamedNode) else None,
        value=value,
        shape=shape.value,
        message=" ".join(message.split()),
    )


def _said(
    shapes: ox.Store, shape: Term, data: ox.Store, focus: Term, value: Term | None
) -> dict[str, str]:
    """Return what the query of a shape says of a thing and value, by name of variable."""
    for constraint in _values(shapes, shape, _sh("sparql")):
        query = _prefixed(shapes, constraint)
        found = data.query(query, substitutions={ox.Variable("this"): focus})
        if not isinstance(found, ox.QuerySolutions):
            continue
        for row in found:
            said = {each.value: row[each] for each in found.variables if row[each] is not None}
            if said.get("value", focus) == value:
                return {name: lexical(term) for name, term in said.items()}
    return {}


def _term(spelt: str) -> Term:
    """Return a term that a report spells, literals by their very characters between quotes."""
    if spelt.startswith(_BLANK):
        return ox.BlankNode(spelt.removeprefix(_BLANK))
    if spelt in ("true", "false"):
        return ox.Literal(spelt == "true")
    if (found := _LITERAL.fullmatch(spelt)) is None:
        return ox.NamedNode(spelt)
    text, language, kind, own = found.groups()
    if language:
        return ox.Literal(text, language=language)
    return ox.Literal(text, datatype=ox.NamedNode(kind or _XSD + (own or "string")))


def _value(store: ox.Store, subject: Term | None, predicate: ox.NamedNode) -> Term | None:
    return next(iter(_values(store, subject, predicate)), None)


def lexical(term: Term | None) -> str:
    """Return an IRI, the name of a blank node, or the characters of a literal."""
    return "" if term is None or isinstance(term, ox.Triple) else term.value


def _aim(shapes: ox.Store, data: ox.Store, focus: Collection[str] | None) -> None:
    """Name the things that targets in SPARQL find; with `focus`, only those in it of any target."""
    replaced = [_TARGET] if focus is None else _TARGETS
    aimed = {
        quad.subject for target in replaced for quad in shapes.quads_for_pattern(None, target, None)
    }
    for shape in aimed:
        nodes = {
            _named(node)
            for target in replaced
            for node in _targets(shapes, shape, target, data)
            if focus is None or lexical(node) in focus
        }
        for target in replaced:
            for quad in list(shapes.quads_for_pattern(shape, target, None)):
                shapes.remove(quad)
        shapes.extend(ox.Quad(shape, _TARGET_NODE, node) for node in nodes)


def _targets(shapes: ox.Store, shape: Term, target: ox.NamedNode, data: ox.Store) -> Iterator[Term]:
    for aim in _values(shapes, shape, target):
        match target.value.removeprefix(_SH):
            case "targetNode":
                yield aim
            case "targetClass":
                for kind in _with_subclasses(data, aim):
                    yield from (q.subject for q in data.quads_for_pattern(None, _TYPE, kind))
            case "target":
                yield from _asked(shapes, aim, data)
            case of if isinstance(aim, ox.NamedNode):
                for found in data.quads_for_pattern(None, aim, None):
                    yield found.subject if of == "targetSubjectsOf" else found.object


def _with_subclasses(data: ox.Store, kind: Term) -> set[Term]:
    known: set[Term] = {kind}
    new: Collection[Term] = known
    while new:
        found = (q for above in new for q in data.quads_for_pattern(None, _SUBCLASS, above))
        new = [quad.subject for quad in found if quad.subject not in known]
        known |= set(new)
    return known


def _asked(shapes: ox.Store, target: Term, data: ox.Store) -> Iterator[Term]:
    """Return what the query of a target finds: SHACL wants `$this` alone."""
    query = _prefixed(shapes, target)
    found = data.query(query)
    if not isinstance(found, ox.QuerySolutions):
        raise RuntimeError(f"targets ask by SELECT, and not: {query}")
    yield from (row[0] for row in found)


def _prefixed(shapes: ox.Store, asking: Term) -> str:
    """Return the query of a target or constraint, with the prefixes that it uses."""
    lines = [
        f"PREFIX {lexical(_value(shapes, each, _sh('prefix')))}:"
        f" <{lexical(_value(shapes, each, _sh('namespace')))}>"
        for space in _values(shapes, asking, _sh("prefixes"))
        for each in _values(shapes, space, _sh("declare"))
    ]
    return "\n".join([*lines, lexical(_value(shapes, asking, _SELECT))])


def _values(store: ox.Store, subject: Term | None, predicate: ox.NamedNode) -> list[Term]:
    if not isinstance(subject, ox.NamedNode | ox.BlankNode):
        return []
    return [quad.object for quad in store.quads_for_pattern(subject, predicate, None)]
