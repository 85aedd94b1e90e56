"""A brief as a page: everything on record of one thing, section by section."""

from collections.abc import Iterable, Mapping, Set

from ofmkg.analyses.briefs import Brief, Section
from ofmkg.pages import brief_cells as cells
from ofmkg.pages import brief_rows as rows
from ofmkg.pages import brief_things as things
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.inferences import BY_INFERENCE
from ofmkg.pages.messages import sentence
from ofmkg.pages.readers import collections, meanings
from ofmkg.pages.words import Words

_LINES: Mapping[str, rows.Lines] = {
    "studies": rows.studies,
    "named-threats": rows.threats,
    "cells": cells.steps,
    "stances": rows.stances,
    "baselines": rows.baselines,
    "actors-and-omissions": rows.actors,
    "vectors-and-defenses": rows.defenses,
    "evidence-offered": rows.offered,
    "claims": rows.claims,
    "claims-about": rows.claims,
    "claims-without-evidence": rows.claims,
    "claim-links": rows.links,
    "claims-expressing": rows.expresses,
    "disputing-evidence": rows.objections,
    "rests-on": rows.rests_on,
    "documented": rows.disagreements,
    "replies": cells.replies,
    "reviews": cells.reviews,
    "disagreement-parties": rows.parties,
    "missing": cells.missing,
    "works-by-use": things.uses,
    "vectors": things.vectors,
    "positions-on-question": things.answers,
    "treatments": things.answers,
    "worked-analyses": things.worked,
    "history": things.history,
    "remarks": things.remarks,
    "releases": things.releases,
    "releases-by-weights": things.weights,
    "open-releases": things.opened,
    "catalogue-entries": things.catalogue,
    "release-consequences": things.consequences,
    "release-risks": things.risks,
    "risks-by-property": things.risks,
}
# The heading of each section, with what must be said of it.
_TITLES: Mapping[str, tuple[str, str]] = {
    "study": ("What it is", ""),
    "threats": ("Threats it names", "To name a threat is not to analyse it."),
    "steps": ("Steps of the framework", ""),
    "replies": ("Replies to these codings", "A reply stands beside a coding and changes nothing."),
    "reviews": (
        "Reviews by persons",
        "A review stands beside a reading and changes nothing.",
    ),
    "answers": ("Answers on record, by question", ""),
    "treatments": ("Taken up without an answer, or not taken up", ""),
    "baselines": ("Baselines compared", ""),
    "actors": ("Threat actors", ""),
    "defenses": ("Defenses", ""),
    "evidence-offered": (
        "Evidence it brings forward",
        "In our words; that something is offered does not say how far it carries.",
    ),
    "claims": (
        "Claims",
        "As the source presents them. Asserted is not supported.",
    ),
    "objections": ("On record against these claims, or qualifying them", ""),
    "rests-on": ("What claims rest on", ""),
    "disagreements": ("Recorded disagreements", "The sides are our reading, left open in doubt."),
    "uses": ("Other uses of the work", "Being cited as evidence is not support."),
    "claim": ("What it says, and who says so", ""),
    "links": ("What it is linked to", ""),
    "expresses": ("Answers that it expresses", ""),
    "without-evidence": (
        "Without evidence on record",
        "No work is cited as evidence for it, and no other claim on record supports it. "
        "There may be evidence that the source does not give.",
    ),
    "parties": ("Recorded disagreements", "The sides are our reading, left open in doubt."),
    "vector": ("What it is, and what is narrower", ""),
    "studies": ("Studies", ""),
    "coverage": ("Steps, over the studies", "Incomplete does not mean flawed."),
    "missing": (
        "Recorded as missing",
        "According to the source. What no source names as missing is not listed.",
    ),
    "worked-analyses": ("Worked through as an illustration, not as a study", ""),
    "history": ("History", ""),
    "remarks": ("Remarks", ""),
    "release": ("What it is", ""),
    "weights": ("Weights", "Not stated counts neither as open nor as closed."),
    "open": ("Open or not", ""),
    "catalogue": ("In a catalogue of models", ""),
    "consequences": (
        "What may follow from its openness: benefits",
        "Inferred throughout: no source is quoted as saying any of it of this release. "
        "May bring is not brings.",
    ),
    "risks": (
        "What may follow from openness: risks",
        "According to the source, of the property and not of any one release. May raise is not "
        "raises, and nothing is said of how much.",
    ),
}


_APART = "No source says what follows, and nothing above rests on it."


def document(result: Brief, words: Words) -> Page:
    """Return a brief as headings, paragraphs and lists."""
    return tuple(_blocks(result, words))


def _blocks(r: Brief, words: Words) -> Iterable[Block]:
    statement = next((row["statement"] for row in r.rows("claim") if "statement" in row), None)
    title = r.label
    if statement:
        title = r.said.of(sentence(statement)) if r.said else sentence(statement)
    yield Heading(f"{title} ({r.id})", 1)
    for section in r.sections:
        items = tuple(_lines(section)(section.rows, words)) if section.rows else ()
        if items:
            title, note = _TITLES[section.id]
            yield Heading(title)
            if note:
                yield Paragraph(note)
            yield Items(items)
    apart = [
        (section.id, tuple(_lines(section)(section.by_inference, words)))
        for section in r.sections
        if section.by_inference
    ]
    if apart:
        yield Heading(BY_INFERENCE)
        yield Paragraph(_APART)
        for name, items in apart:
            yield Heading(_TITLES[name][0], 3)
            yield Items(items)
    said = [*collections(r.collections), *_legend(r, words)]
    if said:
        yield Heading("How to read this")
        yield Items(tuple(Item(text) for text in said))


def _lines(section: Section) -> rows.Lines:
    return cells.coverage_of if section.id == "coverage" else _LINES[section.question]


def _legend(r: Brief, words: Words) -> Iterable[str]:
    def used(column: str, *sections: str) -> Set[str | None]:
        return {row.get(column) for section in sections for row in r.rows(section)}

    return meanings(
        words,
        ("AssumptionMode", used("mode", "answers", "rests-on") | used("kind", "answers")),
        ("StanceBasis", used("basis", "answers", "treatments", "rests-on")),
        ("CodingBasis", used("basis", "steps", "missing")),
    )
