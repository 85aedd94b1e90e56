"""The report of a check as a document, grouped by file and study."""

from collections.abc import Iterable
from itertools import groupby

from ofmkg.graph.terms import BASE, NS
from ofmkg.graph.validation import Finding, Report
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.messages import number, put, say


def document(report: Report) -> Page:
    """Return the findings, grouped by file and study, and a line that sums them up."""
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterable[Block]:
    for file, in_file in groupby(report.findings, key=lambda finding: finding.file):
        yield Heading(file)
        for study, findings in groupby(in_file, key=lambda finding: finding.study):
            if study:
                yield Paragraph(say("Study {study}", study=study))
            yield Items(tuple(_items(findings)))
    yield Paragraph(
        say(
            "Checked {files}: {violations}, {warnings}.",
            files=number(report.checked, "{n} file", "{n} files"),
            violations=number(report.violations, "{n} violation", "{n} violations"),
            warnings=number(report.warnings, "{n} warning", "{n} warnings"),
        )
    )


def _items(findings: Iterable[Finding]) -> Iterable[Item]:
    """Yield one item for all findings that say the same."""
    words = {"violation": say("violation"), "warning": say("warning")}
    alike: dict[tuple[str, str, str], list[str]] = {}
    for finding in findings:
        key = (finding.severity, finding.message, finding.shape)
        alike.setdefault(key, []).append(say("at {place}", place=_place(finding)))
    for (severity, message, shape), places in alike.items():
        told = words.get(severity, severity)
        text = put("{told}: {message} ({shape})", told=told, message=message, shape=shape)
        yield Item(text, tuple(places))


def _place(finding: Finding) -> str:
    parts = (finding.node, finding.path, finding.value)
    return ", ".join(_name(part) for part in parts if part)


def _name(iri: str) -> str:
    """Write an IRI as it is written in a data file."""
    if iri.startswith(NS):
        return f"ofm:{iri.removeprefix(NS)}"
    return f"<{iri.removeprefix(BASE)}>" if iri.startswith(BASE) else iri
