"""Checks data against the SHACL shapes, and says in plain words what is wrong and what to do."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal as OneOf

import pyoxigraph as ox

from ofmkg import corpus
from ofmkg.corpus import Document
from ofmkg.resources import room
from ofmkg.stores import subject
from ofmkg.terms import NS, ONTOLOGY, PREFIXES, RDF_TYPE, short

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Severity = OneOf["violation", "warning"]

_STYLE = "style.ttl"  # of the ontology itself; looking there costs as much as all else
_SH = "http://www.w3.org/ns/shacl#"
_LANGUAGE = re.compile(
    rb"(?:\"@|xml:lang=\"|\"@language\"\s*:\s*\")([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)(?![A-Za-z0-9-])"
)
# Followed from a node to the study that it speaks about.
_TO_STUDY = ("ofStudy", "assesses", "partOf", "stanceOf")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where (file, study, node, property, value) and what to do."""

    file: str
    study: str | None
    severity: Severity
    node: str
    path: str | None
    value: str | None
    message: str
    shape: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in the order of files, studies and nodes."""

    checked: int
    findings: tuple[Finding, ...]

    @property
    def violations(self) -> int:
        """How many findings would make an answer false."""
        return sum(finding.severity == "violation" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings say that something is incomplete."""
        return len(self.findings) - self.violations


def check(folders: Sequence[Path] = (), *, only: bool = False, later: bool = False) -> Report:
    """Check everything: the built-in corpus with `folders` on top (`only`: instead of ours).

    With `later` the later literature is a part of it.

    Raises UnreadableError if a file is bad.
    """
    return check_documents(corpus.load(folders, only=only, later=later))


def check_documents(documents: Sequence[Document]) -> Report:
    """Check everything that has been read."""
    return _report(documents, documents)


def check_files(
    paths: Sequence[Path],
    folders: Sequence[Path] = (),
    *,
    only: bool = False,
    later: bool = False,
) -> Report:
    """Check single files together with our vocabularies and studies, and those in `folders`.

    With `later` the later literature is there as well, for a file that speaks of it.

    A file that a given one replaces (same graph, or mostly the same things) is left
    out, so that a damaged copy is not mended by its original. The ontology is also checked for
    its style. Raises UnreadableError.
    """
    given = [corpus.read(path) for path in paths]
    around = [*corpus.load(folders, only=only, later=later)]
    known = {document.graph for document in around}
    around += (d for d in corpus.vocabularies(extended=True) if d.graph not in known)
    return _report([*without(given, around), *given], given)


def check_among(
    around: Sequence[Document], given: Sequence[Document], touched: Collection[str]
) -> Report:
    """Check documents among others, and of those the things (IRIs) that they touch.

    What else is around need not be complete.
    """
    return _report([*around, *given], given, touched)


def _report(
    documents: Sequence[Document],
    checked: Sequence[Document],
    touched: Collection[str] | None = None,
) -> Report:
    """Report on `checked`, and on violations elsewhere: at things `touched`, or anywhere."""
    findings = [
        finding
        for finding in _shacl(documents, checked, _shapes())
        if finding.file
        or (finding.severity == "violation" and (touched is None or finding.node in touched))
    ]
    if documents != checked:  # not where everything is checked: its style is for its own tests
        ontologies = [document for document in checked if document.graph == ONTOLOGY]
        # Each by itself: among data, nobody can tell what it says from what the data say.
        findings += [
            each for one in ontologies for each in _shacl([one], [one], _shapes(style=True))
        ]
    findings += [finding for document in checked for finding in _literals(document)]
    fallback = ", ".join(str(document.path) for document in checked)
    placed = {finding if finding.file else replace(finding, file=fallback) for finding in findings}
    return Report(
        len(checked),
        tuple(
            sorted(
                placed,
                key=_order,
            )
        ),
    )


def _order(finding: Finding) -> tuple[str | bool, ...]:
    return (
        finding.file,
        finding.study or "",
        finding.severity != "violation",
        finding.node,
        finding.shape,
        finding.path or "",
        finding.value or "",
    )


def without(given: Sequence[Document], around: Iterable[Document]) -> list[Document]:
    """Return the documents `around` that no given one replaces (same graph, or mostly the same)."""
    return [document for document in around if not _replaced(document, given)]


def _replaced(document: Document, given: Sequence[Document]) -> bool:
    own = described(document)
    return any(
        document.graph == other.graph or 2 * len(own & described(other)) > len(own)
        for other in given
    )


def described(document: Document) -> set[str]:
    """Return the IRIs of the things that a document gives a class."""
    return {
        subject(quad)
        for quad in document.quads
        if quad.predicate.value == RDF_TYPE and isinstance(quad.subject, ox.NamedNode)
    }


def _shapes(*, style: bool = False) -> list[Path]:
    """Return the files of shapes for data, or those for the style of the ontology."""
    folder = room("ontology") / "shapes"
    if style:
        return [folder / "shapes.ttl", folder / _STYLE]
    return [file for file in sorted(folder.glob("*.ttl")) if file.name != _STYLE]


def _shacl(
    documents: Sequence[Document], checked: Sequence[Document], files_of_shapes: Sequence[Path]
) -> Iterable[Finding]:
    import pyshacl
    from rdflib import Graph, URIRef
    from rdflib.namespace import SH

    data = Graph()
    triples = {ox.Triple(q.subject, q.predicate, q.object) for d in documents for q in d.quads}
    data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph()
    for file in files_of_shapes:
        shapes.parse(file)
    _, results, _ = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", advanced=True, inplace=True
    )
    if not isinstance(results, Graph):
        raise RuntimeError(f"the shapes themselves are broken: {results}")
    files: dict[str, str] = {}
    for document in checked:
        for quad in document.quads:
            files.setdefault(subject(quad), str(document.path))
    for result in results.objects(None, SH.result):
        focus = results.value(result, SH.focusNode)
        path = results.value(result, SH.resultPath)
        value = results.value(result, SH.value)
        severity = results.value(result, SH.resultSeverity)
        yield Finding(
            files.get(str(focus), ""),
            _study_of(data, focus),
            "violation" if str(severity) == f"{_SH}Violation" else "warning",
            str(focus),
            str(path) if isinstance(path, URIRef) else None,
            None if value is None or value == focus else str(value),
            " ".join(str(results.value(result, SH.resultMessage) or "").split()),
            short(str(results.value(result, SH.sourceShape))),
        )


def _study_of(data: "Graph", focus: "Node | None") -> str | None:
    """Return the study that a node speaks about, following its links to it."""
    from rdflib import URIRef

    node = focus
    for _ in range(4):
        if node is None:
            return None
        if (node, URIRef(RDF_TYPE), URIRef(f"{NS}Study")) in data:
            return short(str(node))
        following = [data.value(node, URIRef(NS + name)) for name in _TO_STUDY]
        node = next((n for n in following if n is not None), None)
    return None


def _literals(document: Document) -> Iterable[Finding]:
    """Warn of literals that stores rewrite: they would no longer match what the file says."""
    for quad in document.quads:
        literal = quad.object
        if isinstance(literal, ox.Literal) and not literal.language:
            stored = _stored(literal)
            if stored != literal:
                yield _rewritten(
                    document, subject(quad), quad.predicate.value, literal.value, stored.value
                )
    if not document.path.is_file():  # it stands in a store, which has rewritten them already
        return
    content = document.path.read_bytes()
    for match in _LANGUAGE.finditer(content):
        tag = match[1].decode("ascii")
        if tag != tag.lower():
            line = content.count(b"\n", 0, match.start()) + 1
            yield _rewritten(document, f"line {line}", None, f"@{tag}", f"@{tag.lower()}")


def _rewritten(document: Document, node: str, path: str | None, value: str, stored: str) -> Finding:
    message = f"Stores rewrite this value to {stored!r}. Write {stored!r}."
    return Finding(
        str(document.path), None, "warning", node, path, value, message, "CanonicalLiteral"
    )


def _stored(literal: ox.Literal) -> ox.Literal:
    if literal.datatype.value == PREFIXES["xsd"] + "string":
        return literal
    node = ox.NamedNode(NS)
    store = ox.Store()
    store.add(ox.Quad(node, node, literal))
    kept = next(iter(store)).object
    assert isinstance(kept, ox.Literal)
    return kept
