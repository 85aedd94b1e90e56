"""Checks data against the SHACL shapes, and says in plain words what is wrong and what to do."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph import corpus, file_checks, inert, parsing, strays, valid
from ofmkg.graph.parsing import Document
from ofmkg.graph.report import Finding as Finding
from ofmkg.graph.report import Report as Report
from ofmkg.graph.resources import room
from ofmkg.graph.stores import subject, text
from ofmkg.graph.terms import NS, ONTOLOGY, RDF_TYPE, short

_STYLE = "style.ttl"  # of the ontology itself; looking there costs as much as all else
# Followed from a node to the study that it speaks about.
_STUDY = ox.NamedNode(f"{NS}Study")
_TO_STUDY = ("ofStudy", "assesses", "partOf", "stanceOf")


def check(folders: Sequence[Path] = (), *, only: bool = False, anew: bool = False) -> Report:
    """Check everything: the built-in corpus with `folders` on top (`only`: instead of ours).

    Files that were found valid before, the very same bytes by the very same shapes, are not checked
    again unless `anew`. Raises UnreadableError if a file is bad.
    """
    documents = corpus.load(folders, only=only, guarded=False)
    return _once(documents, (), anew)


def check_documents(documents: Sequence[Document]) -> Report:
    """Check everything that has been read."""
    return _report(documents, documents)


def check_files(
    paths: Sequence[Path],
    folders: Sequence[Path] = (),
    *,
    only: bool = False,
    anew: bool = False,
) -> Report:
    """Check single files together with our vocabularies and studies, and those in `folders`.

    A file that a given one replaces (same graph, or mostly the same things) is left
    out, so that a damaged copy is not mended by its original. The ontology is also checked for
    its style. What was found valid before is not checked again unless `anew`. Raises
    UnreadableError.
    """
    given = [parsing.read(path) for path in paths]
    around = [*corpus.load(folders, only=only, guarded=False)]
    known = {document.graph for document in around}
    around += (d for d in corpus.vocabularies() if d.graph not in known)
    inert.told(given, around)
    return _once(given, without(given, around), anew)


def _once(given: Sequence[Document], around: Sequence[Document], anew: bool) -> Report:
    """Check files among others, unless it is known that nothing is found."""
    if not anew and valid.found_nothing(given, around):
        return Report(len(given), ())
    report = _report([*around, *given], given) if around else check_documents(given)
    if not report.findings:
        valid.remember_nothing_found(given, around)
    return report


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
        for finding in _shacl(documents, checked, _shapes(), touched)
        if finding.file
        or (finding.severity == "violation" and (touched is None or finding.node in touched))
    ]
    if documents != checked:  # not where everything is checked: its style is for its own tests
        ontologies = [document for document in checked if document.graph == ONTOLOGY]
        # Each by itself: among data, nobody can tell what it says from what the data say.
        findings += [
            each for one in ontologies for each in _shacl([one], [one], _shapes(style=True))
        ]
    ours = [document for document in documents if corpus.comes_with_ofmkg(document.path)]
    findings += [each for one in checked for each in file_checks.check(one, ours)]
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
    graphs = {each.graph for each in given}
    things = [described(each) for each in given]
    return [each for each in around if each.graph not in graphs and not _replaced(each, things)]


def _replaced(document: Document, things: Iterable[set[str]]) -> bool:
    own = described(document)
    return any(2 * len(own & others) > len(own) for others in things)


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
    return [file for file in strays.without(folder.glob("*.ttl")) if file.name != _STYLE]


def _shacl(
    documents: Sequence[Document],
    checked: Sequence[Document],
    files_of_shapes: Sequence[Path],
    touched: Collection[str] | None = None,
) -> Iterable[Finding]:
    from ofmkg.graph import shacl

    data = {ox.Triple(q.subject, q.predicate, q.object) for d in documents for q in d.quads}
    files: dict[str, str] = {}
    for document in checked:
        for quad in document.quads:
            files.setdefault(subject(quad), str(document.path))
    judged = None if touched is None else {*files, *touched}
    found = shacl.results(data, shacl.read(files_of_shapes), judged)
    studies = _Studies(data) if found else None
    for result in found:
        focus = shacl.lexical(result.focus)
        own = result.value is None or result.value == result.focus
        yield Finding(
            files.get(focus, ""),
            studies.of(focus) if studies else None,
            "violation" if result.severity == "violation" else "warning",
            focus,
            result.path,
            None if own else shacl.lexical(result.value),
            result.message,
            short(result.shape),
        )


class _Studies:
    """Which study a thing speaks about, by its links."""

    def __init__(self, data: Iterable[ox.Triple]) -> None:
        """Take all triples."""
        self._studies: set[str] = set()
        self._links: dict[str, dict[str, str]] = {}
        for triple in data:
            name = triple.predicate.value.removeprefix(NS)
            if name in _TO_STUDY and isinstance(triple.object, ox.NamedNode):
                self._links.setdefault(text(triple.subject), {})[name] = triple.object.value
            elif triple.predicate.value == RDF_TYPE and triple.object == _STUDY:
                self._studies.add(text(triple.subject))

    def of(self, node: str) -> str | None:
        """Return the study that a thing speaks about, following its links to it."""
        for _ in range(4):
            if node in self._studies:
                return short(node)
            links = self._links.get(node, {})
            following = next((links[name] for name in _TO_STUDY if name in links), None)
            if following is None:
                return None
            node = following
        return None
