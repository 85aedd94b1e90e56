"""From a checked sheet to the statements of its file."""

import re
from collections.abc import Iterator

import pyoxigraph as ox

from ofmkg.graph.terms import ONTOLOGY, PREFIXES
from ofmkg.sheets import places, questions
from ofmkg.sheets.entries import entry, node, printed, said
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.places import Places
from ofmkg.sheets.turtle import Entry, address, day, text, truth, word, write
from ofmkg.sheets.vocabulary import WORK_KIND, Vocabulary, imports
from ofmkg.sheets.write_analyses import analysis_entries, stance_entry
from ofmkg.sheets.write_claims import claim_entries

_AGENTS = {"person": "Person", "software": "SoftwareAgent"}
_CREATIVE_COMMONS = r"https://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/"


def to_turtle(sheet: Sheet, vocabulary: Vocabulary) -> str:
    """Return the Turtle file of a sheet that `check` found nothing wrong with."""
    vocabulary = vocabulary.extended(questions.things(sheet, vocabulary))
    name = _label(sheet, vocabulary)
    again = "" if sheet.adopted else f" by {_coder(sheet, vocabulary)}"
    title = f"{name}, as coded in a sheet{again}"
    every = [_header(sheet, vocabulary, title), *_entries(sheet, vocabulary, name)]
    used = imports(vocabulary, _named(every), Places(sheet).graph)
    every[0] = _importing(every[0], [ONTOLOGY, *used])
    return write(f"{title}.{_licence(sheet)}", every)


def _header(sheet: Sheet, vocabulary: Vocabulary, title: str) -> Entry:
    extent = vocabulary.find("TextExtent", sheet.text_read.extent)
    made = (
        f"Coded on {sheet.coded_on} in our own words. How much of the work was read: "
        f"{extent.label if extent else sheet.text_read.extent}; the reading below says in which "
        "copy and by whom."
    )
    return Entry(
        Places(sheet).graph,
        (PREFIXES["owl"] + "Ontology",),
        (
            (_dc("title"), (text(title),)),
            (_dc("source"), (node(places.work(sheet.work.id)),)),
            (_dc("provenance"), (text(made),)),
            (_dc("creator"), (word(_coder(sheet, vocabulary)),)),
            (_dc("contributor"), (node(places.coder(sheet.coder.id)),)),
            (_dc("created"), (day(sheet.coded_on),)),
            (_dc("license"), (node(sheet.licence),) if sheet.licence else ()),
        ),
    )


def _importing(header: Entry, graphs: list[str]) -> Entry:
    links = tuple(map(node, graphs))
    return Entry(header.iri, header.types, (*header.values, (PREFIXES["owl"] + "imports", links)))


def _named(entries: list[Entry]) -> list[str]:
    """Return the IRI of everything that entries are about or lead to."""
    return [entry.iri for entry in entries] + [
        term.value
        for entry in entries
        for _, values in entry.values
        for term in values
        if isinstance(term, ox.NamedNode)
    ]


def _licence(sheet: Sheet) -> str:
    """Return the licence as the first line of a file names it."""
    if not sheet.licence:
        return ""
    found = re.fullmatch(_CREATIVE_COMMONS, sheet.licence)
    return f" Licence: {f'CC {found[1].upper()} {found[2]}' if found else sheet.licence}."


def _entries(sheet: Sheet, vocabulary: Vocabulary, name: str) -> Iterator[Entry]:
    yield from _described(sheet, vocabulary)
    yield _reading(sheet, vocabulary)
    for position in sheet.positions:
        yield stance_entry(sheet, vocabulary, position, None)
    for analysis in sheet.analyses:
        yield from analysis_entries(sheet, vocabulary, analysis, name)
    yield from claim_entries(sheet, vocabulary)
    yield from questions.question_entries(sheet, vocabulary)


def _described(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Entry]:
    """Yield collection, coder and work where the sheet itself describes them."""
    group, coder, work = sheet.collection, sheet.coder, sheet.work
    if group.label:
        yield entry(
            places.collection(group.id),
            ("Collection",),
            ("rdfs:label", text(group.label)),
            ("cutoff", word(group.cutoff) if group.cutoff else None),
            ("caveat", *map(text, group.caveats)),
        )
    if coder.label:
        agent = PREFIXES["prov"] + _AGENTS[coder.kind]
        yield entry(places.coder(coder.id), ("Coder", agent), ("rdfs:label", text(coder.label)))
    if work.title:
        kind = vocabulary.iri(WORK_KIND, work.kind or "")
        yield entry(
            places.work(work.id),
            ("Work", kind),
            ("rdfs:label", text(work.label or work.id)),
            ("dcterms:title", text(work.title)),
            ("authors", printed(work.authors)),
            ("dcterms:issued", printed(work.issued)),
            ("venue", said(work.venue)),
            ("fabio:hasArXivId", printed(work.arxiv)),
            ("doi", printed(work.doi)),
            ("fabio:hasURL", address(work.url) if work.url else None),
        )


def _reading(sheet: Sheet, vocabulary: Vocabulary) -> Entry:
    read, models = sheet.text_read, sheet.open_models
    return entry(
        Places(sheet).reading,
        ("WorkReading",),
        ("readsWork", node(places.work(sheet.work.id))),
        ("readFrom", node(places.work(sheet.work.id))),
        ("forCollection", node(places.collection(sheet.collection.id))),
        ("prov:wasAttributedTo", node(places.coder(sheet.coder.id))),
        ("dcterms:created", day(sheet.coded_on)),
        ("textRead", node(vocabulary.iri("TextExtent", read.extent))),
        ("textSource", text(read.source)),
        ("sectionsRead", text(read.sections)),
        ("dcterms:issued", printed(read.version)),
        ("textNote", said(read.note)),
        (
            "analysesOpenModels",
            node(vocabulary.iri("Extent", models.value)) if models else None,
        ),
        ("openModelsNote", said(models.note) if models else None),
        ("openModelsLocator", text(models.locator) if models else None),
        ("adopted", None if sheet.adopted else truth(False)),
        ("byDeveloper", None if sheet.by_developer is None else truth(sheet.by_developer)),
        ("note", said(sheet.note)),
        heading="How the work was read",
    )


def _label(sheet: Sheet, vocabulary: Vocabulary) -> str:
    known = vocabulary.described(places.work(sheet.work.id))
    return sheet.work.label or (known.label if known else sheet.work.id)


def _coder(sheet: Sheet, vocabulary: Vocabulary) -> str:
    known = vocabulary.described(places.coder(sheet.coder.id))
    return sheet.coder.label or (known.label if known else sheet.coder.id)


def _dc(name: str) -> str:
    return PREFIXES["dcterms"] + name
