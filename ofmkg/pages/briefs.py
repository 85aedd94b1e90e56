"""A brief as a page: everything on record of one thing, section by section."""

from collections.abc import Iterable, Mapping, Sequence, Set

from ofmkg.analyses.briefs import Brief, Section
from ofmkg.pages import answer_tables, brief_studies, brief_tables, claim_tables
from ofmkg.pages import brief_cells as cells
from ofmkg.pages import brief_claims as claims
from ofmkg.pages import brief_rows as rows
from ofmkg.pages import brief_things as things
from ofmkg.pages import brief_titles as titles
from ofmkg.pages import brief_works as works
from ofmkg.pages.attribution import attributed
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.messages import bracketed, ident, join, name, say, sentence
from ofmkg.pages.readers import collections, meanings
from ofmkg.pages.words import Words

_LINES: Mapping[str, rows.Lines] = {
    "studies": rows.studies,
    "named-threats": rows.threats,
    "cells": cells.steps,
    "stances": rows.stances,
    "actors-and-omissions": rows.actors,
    "vectors-and-defenses": rows.defenses,
    "evidence-offered": rows.offered,
    "claims": claims.claims,
    "claims-about": claims.claims,
    "claims-without-evidence": claims.claims,
    "claim-links": claims.links,
    "claims-expressing": claims.expresses,
    "disputing-evidence": claims.objections,
    "rests-on": claims.rests_on,
    "documented": rows.disagreements,
    "replies": cells.replies,
    "reviews": cells.reviews,
    "disagreement-parties": rows.parties,
    "bibliography": works.work,
    "works-read": works.read_by,
    "evidence-records": works.results,
    "benefit-needs": works.needs,
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

_OF_SECTION: Mapping[str, rows.Lines] = {
    "coverage": cells.coverage_of,
    "benefits": works.benefits,
    "arises-from": works.arises_from,
}


def document(result: Brief, words: Words) -> Page:
    """Return a brief as headings, paragraphs and lists."""
    return tuple(_blocks(result, words))


def _blocks(r: Brief, words: Words) -> Iterable[Block]:
    statement = next((row["statement"] for row in r.rows("claim") if "statement" in row), None)
    title = attributed(sentence(statement), r.said) if statement else name(r.label)
    yield Heading(join("", (title, bracketed(ident(r.id), "()"))), 1)
    for section in r.sections:
        if blocks := _section(r, section, words) if section.rows else ():
            yield Heading(titles.title(section.id))
            note = titles.note(section.id)
            if note:
                yield Paragraph(note)
            yield from blocks
    apart = [
        (section.id, tuple(_lines(section)(section.by_inference, words)))
        for section in r.sections
        if section.by_inference
    ]
    if apart:
        yield Heading(say("By our inference"))
        yield Paragraph(say("No source says what follows, and nothing above rests on it."))
        for section_id, items in apart:
            yield Heading(titles.title(section_id), 3)
            yield Items(items)
    said = [*collections(r.collections), *_legend(r, words)]
    if said:
        yield Heading(say("How to read this"))
        yield Items(tuple(Item(text) for text in said))


def _section(r: Brief, section: Section, words: Words) -> Sequence[Block]:
    """Return a section as tables that one scans, or as lines; nothing if it has none."""
    if scanned := _scanned(r, section, words):
        return scanned
    items = tuple(_lines(section)(section.rows, words))
    return (Items(items),) if items else ()


def _scanned(r: Brief, section: Section, words: Words) -> Sequence[Block]:
    """Return a section as tables, if it is one that lists many things of a kind."""
    match section.id:
        case "studies":
            return tuple(brief_studies.table(r, words))
        case "claims":
            return claim_tables.of_brief(section.rows, words)
        case "answers" | "treatments":
            return answer_tables.of_brief(r, section, words)
        case "missing":
            return brief_tables.missing(section.rows, words)
        case "baselines":
            return brief_tables.baselines(section.rows, words)
    return ()


def _lines(section: Section) -> rows.Lines:
    return _OF_SECTION.get(section.id) or _LINES[section.question]


def _legend(r: Brief, words: Words) -> Iterable[str]:
    def used(column: str, *sections: str) -> Set[str | None]:
        return {row.get(column) for section in sections for row in r.rows(section)}

    return meanings(
        words,
        ("AssumptionMode", used("mode", "answers", "rests-on") | used("kind", "answers")),
        ("StanceBasis", used("basis", "answers", "treatments", "rests-on")),
        ("CodingBasis", used("basis", "steps", "missing")),
    )
