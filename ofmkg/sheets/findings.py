"""What the shapes find in the file of a sheet, told in the lines and words of the sheet."""

import re
from collections.abc import Iterator
from itertools import groupby

from ofmkg.graph.report import Finding, Severity
from ofmkg.graph.terms import PREFIXES, short
from ofmkg.graph.validation import Report
from ofmkg.sheets.check import place_name
from ofmkg.sheets.properties import FORMS
from ofmkg.sheets.tree import Mistake, Tree
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write import Written

_TERM = re.compile(r"\b([a-z]+):([A-Za-z]\w*)")


def in_the_sheet(
    report: Report, severity: Severity, made: Written, tree: Tree, vocabulary: Vocabulary
) -> tuple[Mistake, ...]:
    """Return what was found of a severity as mistakes of the sheet, each in the line that says it.

    The same about several lines is one mistake.
    """
    every = [
        _mistake(finding, made, tree, vocabulary)
        for finding in report.findings
        if finding.severity == severity
    ]
    ordered = sorted(dict.fromkeys(every), key=lambda each: (each.message, each.line))
    found = [_as_one(list(same)) for _, same in groupby(ordered, key=lambda each: each.message)]
    return tuple(sorted(found, key=lambda each: (each.line, each.message)))


def _mistake(finding: Finding, made: Written, tree: Tree, vocabulary: Vocabulary) -> Mistake:
    place = made.place(finding.node, finding.path)
    named = short(finding.node) if place is None else place_name(place)
    fields = dict(_fields(finding.node, made))
    message = _TERM.sub(lambda term: _word(term, fields, vocabulary), finding.message)
    return tree.mistake(() if place is None else place, f"{named}: {message}")


def _as_one(same: list[Mistake]) -> Mistake:
    """Return one mistake for all that say the same, with where else it is."""
    first, *others = same
    if not others:
        return first
    where = [each.name or str(each.line) for each in others]
    lines = "" if first.name else "lines " if len(where) > 1 else "line "
    told = f"{first.message} The same holds of {lines}{', '.join(where)}."
    return Mistake(first.line, told, first.name, first.place)


def _fields(thing: str, made: Written) -> Iterator[tuple[str, str]]:
    """Yield the properties (IRIs) that are fields of a sheet; those of the thing itself last."""
    own = [made.origins[thing][1]] if thing in made.origins else []
    for form in (*FORMS, *own):
        yield from ((line.path, line.field) for line in form.lines if line.field)


def _word(term: re.Match[str], fields: dict[str, str], vocabulary: Vocabulary) -> str:
    """Return what a sheet calls a term that a message names; what it has no word for stays."""
    if term[1] not in PREFIXES:
        return term[0]
    iri = PREFIXES[term[1]] + term[2]
    known = vocabulary.described(iri)
    if iri in fields:
        return fields[iri]
    if known and (known.identifier or known.label):
        return known.identifier or known.label
    return term[0]
