"""Entries of a file, from names and values that may be missing."""

from collections.abc import Iterable

import pyoxigraph as ox

from ofmkg.graph.terms import PREFIXES
from ofmkg.sheets.places import ofm
from ofmkg.sheets.turtle import Entry, Term, text, word
from ofmkg.sheets.vocabulary import Vocabulary

_INDIVIDUAL = PREFIXES["owl"] + "NamedIndividual"


def entry(
    iri: str, kinds: Iterable[str], *values: tuple[str | Term | None, ...], heading: str = ""
) -> Entry:
    """Return an entry; names without a prefix are ours, and a value of None is left out."""
    return Entry(
        iri,
        (_INDIVIDUAL, *(kind if "://" in kind else ofm(kind) for kind in kinds)),
        tuple(_value(*value) for value in values),
        heading,
    )


def _value(name: str | Term | None, *terms: str | Term | None) -> tuple[str, tuple[Term, ...]]:
    prefix, _, local = str(name).rpartition(":")
    path = PREFIXES[prefix] + local if prefix else ofm(local)
    return path, tuple(term for term in terms if isinstance(term, ox.NamedNode | ox.Literal))


def node(iri: str) -> ox.NamedNode:
    """Return a link."""
    return ox.NamedNode(iri)


def known(vocabulary: Vocabulary, kind: str, name: str | None) -> ox.NamedNode | None:
    """Return a link to what an id names, if one is given."""
    return node(vocabulary.iri(kind, name)) if name else None


def step(vocabulary: Vocabulary, framework: str | None, name: str | None) -> ox.NamedNode | None:
    """Return a link to a step of a framework (of any, where none is given), if one is named."""
    found = vocabulary.step(framework, name) if name else None
    return node(found) if found else None


def said(value: str | None, language: str = "en") -> ox.Literal | None:
    """Return a text in a language, English unless another is named, if there is one."""
    return text(value, language) if value else None


def printed(value: str | None) -> ox.Literal | None:
    """Return a text in no language, if there is one."""
    return word(value) if value else None
