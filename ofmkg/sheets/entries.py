"""Entries of a file: from the parts of a sheet by their forms, and from values one by one."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from ofmkg.graph.terms import PREFIXES
from ofmkg.sheets import places
from ofmkg.sheets.forms import TYPE, Form, Line
from ofmkg.sheets.parts import Part
from ofmkg.sheets.turtle import Entry, Term
from ofmkg.sheets.ways import Words

_INDIVIDUAL = PREFIXES["owl"] + "NamedIndividual"
Given = Mapping[str, Term | Iterable[Term | None] | None]


def entry(
    iri: str, kinds: Iterable[str], *values: tuple[str | Term | None, ...], heading: str = ""
) -> Entry:
    """Return an entry; names without a prefix are ours, and a value of None is left out."""
    return Entry(
        iri,
        (_INDIVIDUAL, *(kind if "://" in kind else places.ofm(kind) for kind in kinds)),
        tuple((places.term(str(name)), _terms(terms)) for name, *terms in values),
        heading,
    )


def stated(
    form: Form, part: Part, words: Words, iri: str, given: Given, kind: str = "", heading: str = ""
) -> Entry:
    """Return what a file says of a thing: the fields of a part, and what is `given`.

    `given` are values by the property, as the form names it; a field that holds something goes
    before. `kind` is its class, where things of a form are of several.
    """
    kind = kind or form.kind
    kinds: list[str] = [places.term(kind)]
    values: list[tuple[str, tuple[Term, ...]]] = []
    for line in form.lines:
        if line.of and kind not in line.of:
            continue
        found = (_fields(form, line, part, words) if line.field else ()) or _given(given, line)
        if line.name == TYPE:
            kinds += [term.value for term in found]
        elif values and values[-1][0] == line.path:  # as a text in another language
            values[-1] = (line.path, (*values[-1][1], *found))
        else:
            values.append((line.path, found))
    return Entry(iri, (_INDIVIDUAL, *kinds), tuple(values), heading)


def _fields(form: Form, line: Line, part: Part, words: Words) -> tuple[Term, ...]:
    value = _within(part, line.field)
    if value is None or (line.way.quiet and value == form.fields[line.field].default):
        return ()
    every = value if isinstance(value, tuple) else (value,)
    return _terms(line.way.term(each, words) for each in every)


def _within(part: Part | None, field: str) -> Any:  # noqa: ANN401 - whatever the field holds
    value: Any = part
    for name in field.split("."):
        value = getattr(value, name) if value is not None else None
    return value


def _given(given: Given, line: Line) -> tuple[Term, ...]:
    value = given.get(line.name)
    return _terms([value] if isinstance(value, ox.NamedNode | ox.Literal | None) else value)


def _terms(values: Iterable[object]) -> tuple[Term, ...]:
    return tuple(term for term in values if isinstance(term, ox.NamedNode | ox.Literal))
