"""What the file of a sheet says of itself, and what all its entries refer to."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pyoxigraph as ox

from ofmkg.graph.terms import ONTOLOGY
from ofmkg.sheets import places, properties
from ofmkg.sheets.entries import Given, stated
from ofmkg.sheets.forms import Form
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.parts import Part
from ofmkg.sheets.places import Places
from ofmkg.sheets.readings import Readings
from ofmkg.sheets.tree import Place
from ofmkg.sheets.turtle import Entry, node, text, word
from ofmkg.sheets.vocabulary import Vocabulary, imports
from ofmkg.sheets.ways import Words

_CREATIVE_COMMONS = r"https://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/"


class Headed:
    """One sheet on its way into a file, which begins with a header."""

    def __init__(self, sheet: Sheet, vocabulary: Vocabulary) -> None:
        """Take a sheet, and a vocabulary that knows its own questions."""
        self.sheet, self.vocabulary, self.where = sheet, vocabulary, Places(sheet)
        self.readings = Readings(sheet, vocabulary)
        people = {"coder": places.coder(sheet.coder.id), "work": places.work(sheet.work.id)}
        self.words = Words(vocabulary, sheet.framework, people)
        self.work, self.coder = node(people["work"]), node(people["coder"])
        self.collection = node(places.collection(sheet.collection.id))
        self.through = sheet.text_read.through
        self.read_from = node(places.work(self.through)) if self.through else self.work
        self.name = sheet.work.label or self._label(people["work"], sheet.work.id)
        self.reader = sheet.coder.label or self._label(people["coder"], sheet.coder.id)
        again = "" if sheet.in_use else f" by {self.reader}"
        self.title = f"{self.name}, as coded in a sheet{again}"
        self.origins: dict[str, tuple[Place, Form]] = {}

    def state(
        self, form: Form, part: Part, iri: str, place: Place, given: Given, **more: str
    ) -> Entry:
        """Return what the file says of a thing that stands at a place of the sheet."""
        self.origins[iri] = place, form
        return stated(form, part, self.words, iri, given, **more)

    def _label(self, iri: str, name: str) -> str:
        found = self.vocabulary.described(iri)
        return found.label if found else name

    @property
    def comment(self) -> str:
        """What the first line of the file says: what it is, and under which licence."""
        return f"{self.title}.{_licence(self.sheet)}"

    def header(self, entries: Sequence[Entry]) -> Entry:
        """Return what the file says of itself; `entries` are all others in it."""
        sheet, graph = self.sheet, self.where.graph
        extent = self.vocabulary.find("TextExtent", sheet.text_read.extent)
        made = (
            f"Coded on {sheet.coded_on} in our own words. How much of the work was read: "
            f"{extent.label if extent else sheet.text_read.extent}; the reading below says in "
            "which copy and by whom."
        )
        given: Given = {
            "dcterms:title": text(self.title),
            "dcterms:source": self.work,
            "dcterms:provenance": text(made),
            "dcterms:creator": word(self.reader),
            "dcterms:contributor": self.coder,
        }
        every = [graph, *_linked(entries), places.work(sheet.work.id), places.coder(sheet.coder.id)]
        licence = [sheet.licence] if sheet.licence else []
        used = imports(self.vocabulary, [*every, *licence], graph)
        links: Given = {"owl:imports": tuple(map(node, (ONTOLOGY, *used)))}
        header = stated(properties.HEADER, sheet, self.words, graph, {**given, **links})
        return replace(header, types=header.types[1:])


def _linked(entries: Sequence[Entry]) -> list[str]:
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
