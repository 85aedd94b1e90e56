"""The report of a check as a document, grouped by file and study."""

from collections.abc import Iterable
from itertools import groupby

from ofmkg.show.blocks import Block, Document, Heading, Item, Items, Paragraph
from ofmkg.show.words import count
from ofmkg.terms import BASE, NS
from ofmkg.validation import Finding, Report


def document(report: Report) -> Document:
    """Return the findings, grouped by file and study, and a line that sums them up."""
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterable[Block]:
    for file, in_file in groupby(report.findings, key=lambda finding: finding.file):
        yield Heading(file)
        for study, findings in groupby(in_file, key=lambda finding: finding.study):
            if study:
                yield Paragraph(f"Study {study}")
            yield Items(tuple(_item(finding) for finding in findings))
    yield Paragraph(
        f"Checked {count(report.checked, 'file')}: {count(report.violations, 'violation')}, "
        f"{count(report.warnings, 'warning')}."
    )


def _item(finding: Finding) -> Item:
    about = [_name(finding.node)]
    if finding.path:
        about.append(_name(finding.path))
    if finding.value:
        about.append(_name(finding.value))
    return Item(
        f"{finding.severity}: {finding.message}", (f"at {', '.join(about)} ({finding.shape})",)
    )


def _name(iri: str) -> str:
    """Write an IRI as it is written in a data file."""
    if iri.startswith(NS):
        return f"ofm:{iri.removeprefix(NS)}"
    return f"<{iri.removeprefix(BASE)}>" if iri.startswith(BASE) else iri
