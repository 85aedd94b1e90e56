"""What is wrong with a file as such: literals, languages, declarations, things not its own.

SHACL sees the merge of all files and not which of them says what; this looks at one by itself.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pyoxigraph as ox

from ofmkg.graph import corpus, ownership
from ofmkg.graph.characters import CONTROL, writable
from ofmkg.graph.parsing import Document
from ofmkg.graph.report import Finding, Severity
from ofmkg.graph.stores import subject
from ofmkg.graph.terms import NS, OWL_ONTOLOGY, PREFIXES, RDF_TYPE, short

_LANGUAGE = re.compile(
    rb"(?:\"@|xml:lang=\"|\"@language\"\s*:\s*\")([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)(?![A-Za-z0-9-])"
)
_SHOWN = ("en", "ko")  # languages that answers are shown in, by these tags
_DECLARED = PREFIXES["owl"] + "NamedIndividual"


def check(document: Document, ours: Sequence[Document]) -> Iterable[Finding]:
    """Yield what is wrong with a document beside those that come with ofmkg.

    Of a document that is one of those itself, only its literals are looked at.
    """
    yield from _literals(document)
    if corpus.comes_with_ofmkg(document.path):
        return
    for thing, collection in ownership.entering(document, ours):
        message = f"This file {ownership.refusal(thing, collection)}"
        yield _finding(document, "violation", thing, message, "CompleteCollection")
    for thing, terms in ownership.changed(document, ours).items():
        message = f"This file {ownership.addition(thing, terms)}"
        yield _finding(document, "warning", thing, message, "ChangesOurs")
    yield from _declarations(document)


def _declarations(document: Document) -> Iterable[Finding]:
    """Warn of what Protege would lose: links of things that are not declared, without a header."""
    if not document.path.is_file():
        return
    kinds: dict[str, set[str]] = {}
    for quad in document.quads:
        if quad.predicate.value == RDF_TYPE and isinstance(quad.subject, ox.NamedNode):
            kinds.setdefault(subject(quad), set()).add(getattr(quad.object, "value", ""))
    described = [thing for thing, of in kinds.items() if any(x.startswith(NS) for x in of)]
    undeclared = sorted(thing for thing in described if _DECLARED not in kinds[thing])
    lacks = []
    if described and not any(OWL_ONTOLOGY in of for of in kinds.values()):
        lacks.append("no header (a owl:Ontology)")
    if undeclared:
        first = short(undeclared[0])
        lacks.append(
            f"{len(undeclared)} undeclared things (no owl:NamedIndividual), such as {first}"
        )
    if lacks:
        message = (
            f"This file has {' and '.join(lacks)}. Queries answer all the same, but Protege loses "
            "links of such things. Add what is missing."
        )
        yield _finding(document, "warning", str(document.path), message, "Declarations")


def _finding(
    document: Document, severity: Severity, node: str, message: str, shape: str
) -> Finding:
    return Finding(str(document.path), None, severity, node, None, None, message, shape)


def _literals(document: Document) -> Iterable[Finding]:
    """Report what no text has, and warn of literals that stores rewrite.

    What they rewrite would no longer match what the file says.
    """
    for quad in document.quads:
        literal = quad.object
        if isinstance(literal, ox.Literal) and (strange := CONTROL.search(literal.value)):
            message = f"This text holds a character that no text has ({strange[0]!r}). Remove it."
            place, value = quad.predicate.value, writable(literal.value)
            yield Finding(
                *(str(document.path), None, "violation", subject(quad), place, value, message),
                shape="ControlCharacter",
            )
        if isinstance(literal, ox.Literal) and not literal.language:
            stored = _stored(literal)
            if stored != literal:
                yield _rewritten(
                    document, subject(quad), quad.predicate.value, literal.value, stored.value
                )
    if not document.path.is_file():  # it stands in a store, which has rewritten them already
        return
    content = document.path.read_bytes()
    number, counted = 1, 0
    for match in _LANGUAGE.finditer(content):
        tag = match[1].decode("ascii")
        number += content.count(b"\n", counted, match.start())  # each line once in all
        counted = match.start()
        line = f"line {number}"
        language = tag.lower().partition("-")[0]
        if language in _SHOWN and language != tag:
            message = (
                f"Texts in @{tag} are not shown: answers take those in @{language}. "
                f"Write @{language}."
            )
            yield Finding(
                str(document.path), None, "warning", line, None, f"@{tag}", message, "ShownLanguage"
            )
        elif tag != tag.lower():
            yield _rewritten(document, line, None, f"@{tag}", f"@{tag.lower()}")


def _rewritten(document: Document, node: str, path: str | None, value: str, stored: str) -> Finding:
    message = f"Stores rewrite this value to {stored!r}. Write {stored!r}."
    return Finding(
        str(document.path), None, "warning", node, path, value, message, "CanonicalLiteral"
    )


@lru_cache(10_000)
def _stored(literal: ox.Literal) -> ox.Literal:
    if literal.datatype.value == PREFIXES["xsd"] + "string":
        return literal
    node = ox.NamedNode(NS)
    store = ox.Store()
    store.add(ox.Quad(node, node, literal))
    kept = next(iter(store)).object
    assert isinstance(kept, ox.Literal)
    return kept
