"""Writes Turtle as the files in `data/` are written: the same content gives the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ofmkg.graph.terms import BASE, NS, PREFIXES

_WIDTH = 100
_PREFIXES = {
    **{
        name: PREFIXES[name]
        for name in ("ofm", "owl", "rdfs", "dcterms", "skos", "fabio", "bibo", "prov", "xsd")
    },
    "work": f"{BASE}publication/",
    "study": f"{BASE}study/",
    "vector": f"{BASE}vector/",
    "question": f"{BASE}question/",
    "position": f"{BASE}position/",
    "handling": f"{BASE}handling/",
    "claim": f"{BASE}claim/",
    "baseline": f"{BASE}baseline/",
    "actor": f"{BASE}actor/",
}
_XSD = PREFIXES["xsd"]
_PLAIN = {f"{_XSD}boolean", f"{_XSD}integer"}
Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that a file says of one thing: its types, and values by property, in order."""

    iri: str
    types: tuple[str, ...]
    values: tuple[tuple[str, tuple[Term, ...]], ...]
    heading: str = ""


def node(iri: str) -> ox.NamedNode:
    """Return a link."""
    return ox.NamedNode(iri)


def text(value: str, language: str = "en") -> ox.Literal:
    """Return a text in a language, English unless another is named."""
    return ox.Literal(value, language=language)


def word(value: str) -> ox.Literal:
    """Return a text in no language: a year, a number as printed."""
    return ox.Literal(value)


def day(value: str) -> ox.Literal:
    """Return a date."""
    return ox.Literal(value, datatype=ox.NamedNode(f"{_XSD}date"))


def address(value: str) -> ox.Literal:
    """Return a web address."""
    return ox.Literal(value, datatype=ox.NamedNode(f"{_XSD}anyURI"))


def truth(value: bool) -> ox.Literal:
    """Return true or false."""
    return ox.Literal(str(value).lower(), datatype=ox.NamedNode(f"{_XSD}boolean"))


def number(value: int) -> ox.Literal:
    """Return a whole number."""
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{_XSD}integer"))


def write(comment: str, entries: Iterable[Entry]) -> str:
    """Return the file; `comment` is its first line."""
    body = "".join(_entry(entry) for entry in entries)
    used = {name: space for name, space in _PREFIXES.items() if f"{name}:" in body}
    head = [f"# {_line(comment)}", "", f"@base <{BASE}> ."]
    head += [f"@prefix {name}: <{space}> ." for name, space in used.items()]
    return "\n".join(head) + "\n" + body


def _line(text: str) -> str:
    """Write a text on one line, because a comment ends with its line."""
    return " ".join(text.split())


def _entry(entry: Entry) -> str:
    kinds = " , ".join(_name(kind) for kind in entry.types)
    lines = [f"{_name(entry.iri)} a {kinds}"]
    lines += [
        f"    {_name(path)}{_values(path, values)}" for path, values in entry.values if values
    ]
    heading = f"\n#### {_line(entry.heading)}\n" if entry.heading else ""
    return heading + "\n" + " ;\n".join(lines) + " .\n"


def _values(path: str, values: Sequence[Term]) -> str:
    written = [_term(value) for value in values]
    line = " " + " , ".join(written)
    if len(written) == 1 or len(path) + len(line) < _WIDTH:
        return line
    return "\n        " + " ,\n        ".join(written)


def _term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return _name(term.value)
    if term.datatype.value in _PLAIN:
        return term.value
    if term.datatype.value.startswith(_XSD) and not term.language:
        quoted = str(ox.Literal(term.value))
        kind = term.datatype.value.removeprefix(_XSD)
        return quoted if kind == "string" else f"{quoted}^^xsd:{kind}"
    return str(term)


def _name(iri: str) -> str:
    for name, space in _PREFIXES.items():
        local = iri.removeprefix(space)
        if local != iri and local and local.replace("-", "").isalnum() and local.isascii():
            return f"{name}:{local}"
    return f"<{iri.removeprefix(BASE)}>" if iri.startswith(BASE) and iri != NS else f"<{iri}>"
