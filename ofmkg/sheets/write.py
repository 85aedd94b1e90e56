"""From a checked sheet to the statements of its file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from ofmkg.graph.terms import ONTOLOGY
from ofmkg.sheets import places, properties, questions
from ofmkg.sheets.entries import Given, stated
from ofmkg.sheets.forms import Form
from ofmkg.sheets.model import (
    FOUND,
    Analysis,
    Claim,
    Disagreement,
    Position,
    Question,
    Sheet,
)
from ofmkg.sheets.parts import Part
from ofmkg.sheets.places import Places, ofm
from ofmkg.sheets.readings import Readings
from ofmkg.sheets.tree import Place
from ofmkg.sheets.turtle import Entry, day, node, text, word, write
from ofmkg.sheets.turtle import number as count
from ofmkg.sheets.vocabulary import Vocabulary, imports
from ofmkg.sheets.ways import Words, named

_CREATIVE_COMMONS = r"https://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/"


@dataclass(frozen=True, slots=True)
class Written:
    """The file that a sheet becomes, and the part of the sheet that each thing in it (IRI) is."""

    text: str
    origins: Mapping[str, tuple[Place, Form]]

    def place(self, thing: str, path: str | None) -> Place | None:
        """Return where the sheet says what a property (IRI) of a thing is; None: nowhere."""
        if thing not in self.origins:
            return None
        place, form = self.origins[thing]
        fields = (line.field for line in form.lines if line.path == path and line.field)
        return (*place, *next(fields, "").split(".")) if path else place


def written(sheet: Sheet, vocabulary: Vocabulary) -> Written:
    """Return the Turtle file of a sheet that `check` found nothing wrong with, and its origins."""
    writing = _Writing(sheet, vocabulary.extended(questions.things(sheet, vocabulary)))
    title, every = writing.title, list(writing.entries())
    header = writing.header(_linked(every))
    text = write(f"{title}.{_licence(sheet)}", [header, *every])
    return Written(text, writing.origins)


def _linked(entries: list[Entry]) -> list[str]:
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


class _Writing:
    """One sheet on its way into a file, with what all its entries refer to."""

    def __init__(self, sheet: Sheet, vocabulary: Vocabulary) -> None:
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

    def _state(
        self, form: Form, part: Part, iri: str, place: Place, given: Given, **more: str
    ) -> Entry:
        """Return what the file says of a thing that stands at a place of the sheet."""
        self.origins[iri] = place, form
        return stated(form, part, self.words, iri, given, **more)

    def _label(self, iri: str, name: str) -> str:
        found = self.vocabulary.described(iri)
        return found.label if found else name

    def header(self, linked: list[str]) -> Entry:
        """Return what the file says of itself; `linked` is all that is named in it."""
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
        every = [graph, *linked, places.work(sheet.work.id), places.coder(sheet.coder.id)]
        licence = [sheet.licence] if sheet.licence else []
        used = imports(self.vocabulary, [*every, *licence], graph)
        links: Given = {"owl:imports": tuple(map(node, (ONTOLOGY, *used)))}
        header = stated(properties.HEADER, sheet, self.words, graph, {**given, **links})
        return replace(header, types=header.types[1:])

    def entries(self) -> Iterator[Entry]:
        """Yield all but the header, in the order of the file."""
        yield from self._described()
        yield self._reading()
        for number, position in enumerate(self.sheet.positions):
            yield self._stance(position, ("positions", number), None)
        for number, analysis in enumerate(self.sheet.analyses):
            yield from self._analysis(analysis, ("analyses", number))
        for number, claim in enumerate(self.sheet.claims):
            yield from self._claim(claim, ("claims", number), "" if number else "Claims")
        for number, question in enumerate(self.sheet.questions):
            yield from self._question(question, ("questions", number))
        for number, found in enumerate(self.sheet.disagreements):
            yield from self._disagreement(found, ("disagreements", number))

    def _described(self) -> Iterator[Entry]:
        """Yield collection, coder and work where the sheet itself describes them."""
        group, coder, work = self.sheet.collection, self.sheet.coder, self.sheet.work
        if group.label:
            iri = self.collection.value
            yield self._state(properties.COLLECTION, group, iri, ("collection",), {})
        if coder.label:
            yield self._state(properties.CODER, coder, self.coder.value, ("coder",), {})
        if work.title:
            named = work.model_copy(update={"label": work.label or work.id})
            yield self._state(properties.WORK, named, self.work.value, ("work",), {})
            for number, author in enumerate(work.authors):
                given: Given = {"authorOf": self.work, "order": count(number + 1)}
                iri, place = places.author(work.id, number + 1), ("work", "authors", number)
                yield self._state(properties.AUTHOR, author, iri, place, given)

    def _reading(self) -> Entry:
        given: Given = {
            "readsWork": self.work,
            "readFrom": self.read_from,
            "forCollection": self.collection,
            "prov:wasAttributedTo": self.coder,
        }
        # Of a reading in use nothing is said: it is what one takes for granted.
        said = self.sheet.model_copy(update={"adopted": None if self.sheet.in_use else False})
        iri, heading = self.where.reading, "How the work was read"
        return self._state(properties.READING, said, iri, (), given, heading=heading)

    def _stance(self, position: Position, place: Place, analysis: Analysis | None) -> Entry:
        """Return the stance that a position is, of an analysis or of the work as a whole."""
        where = self.where
        own = (analysis.vector,) if analysis else ()
        whole = position.model_copy(
            update={
                "basis": position.basis or properties.default_basis(position.mode),
                "vectors": own if position.vectors is None else position.vectors,
            }
        )
        given: Given = {
            "partOf": node(where.assessment(analysis) if analysis else where.reading),
            "stanceOf": node(where.study(analysis)) if analysis else self.work,
        }
        iri, kind = where.stance(position, analysis), self._kind(position)
        return self._state(properties.STANCE, whole, iri, place, given, kind=kind)

    def _kind(self, position: Position) -> str:
        """Return the class of a stance."""
        handled = self.vocabulary.find("Handling", position.answer)
        if handled is None:
            return "Finding" if position.mode == FOUND else "Assumption"
        kinds = handled.links.get("handlingKind", set())
        return "Silence" if kinds == {ofm("leavesOut")} else "Treatment"

    def _analysis(self, analysis: Analysis, place: Place) -> Iterator[Entry]:
        sheet, words = self.sheet, self.words
        vector = self.vocabulary.find("MisuseVector", analysis.vector)
        study, assessment = node(self.where.study(analysis)), self.where.assessment(analysis)
        label = vector.label if vector else analysis.vector
        heading = f"The analysis: {label}"
        read: Given = {"readFrom": self.read_from, "locator": text(sheet.text_read.sections)}
        said = analysis
        if not self.readings.further(analysis):
            # What the study is about stands with the study; a further reading says what it read.
            said = analysis.model_copy(update={"threats": (), "actor_note": None})
            of_it: Given = {"rdfs:label": text(f"{self.name}: {label}"), **read}
            yield self._study(analysis, place, of_it, heading)
            heading = ""
        framework = sheet.framework
        given: Given = {
            "assesses": study,
            "usesFramework": named("Framework").term(framework, words) if framework else None,
            "prov:wasAttributedTo": self.coder,
            "textRead": named("TextExtent").term(sheet.text_read.extent, words),
            "dcterms:created": day(sheet.coded_on),
            **read,
        }
        yield self._state(properties.ASSESSMENT, said, assessment, place, given, heading=heading)
        part: Given = {"partOf": node(assessment)}
        for number, coding in enumerate(analysis.codings):
            iri, here = f"{assessment}/coding/{coding.step}", (*place, "codings", number)
            yield self._state(properties.CODING, coding, iri, here, part)
        for number, position in enumerate(analysis.positions):
            yield self._stance(position, (*place, "positions", number), analysis)
        for number, actor in enumerate(analysis.actors):
            iri, here = f"{assessment}/actor/{actor.actor}", (*place, "actors", number)
            yield self._state(properties.ACTOR, actor, iri, here, part)
        for number, row in enumerate(analysis.baselines):
            iri, here = f"{assessment}/baseline/{row.baseline}", (*place, "baselines", number)
            yield self._state(properties.BASELINE, row, iri, here, part)

    def _study(self, analysis: Analysis, place: Place, of_it: Given, heading: str) -> Entry:
        """Return the study that an analysis is, where no other file describes it."""
        actor = named("ThreatActor").term
        actors = [(each.considered, actor(each.actor, self.words)) for each in analysis.actors]
        given: Given = {
            "reportedIn": self.work,
            "inCollection": self.collection,
            "considersActor": tuple(term for considered, term in actors if considered),
            "omitsActor": tuple(term for considered, term in actors if not considered),
            **of_it,
        }
        iri = self.where.study(analysis)
        return self._state(properties.STUDY, analysis, iri, place, given, heading=heading)

    def _claim(self, claim: Claim, place: Place, heading: str) -> Iterator[Entry]:
        """Yield a claim with its evidence lines and the record of its evidence."""
        itself, where = node(places.claim(claim.id)), self.where
        given: Given = {
            "assertedBy": self.work,
            "forCollection": self.collection,
            "prov:wasAttributedTo": self.coder,
            "claimBasis": node(ofm("creditedByAnother" if self.through else "namedBySource")),
            "readFrom": self.read_from,
            "evidenceFrom": itself,
            "behindClaim": itself,
            "partOf": node(where.reading),
            "locator": text(claim.locator),
        }
        yield self._state(properties.CLAIM_MADE, claim, itself.value, place, given, heading=heading)
        for number, relation in enumerate(claim.relations):
            iri, here = where.line(claim, relation), (*place, "relations", number)
            yield self._state(properties.RELATION, relation, iri, here, given)
        if claim.evidence:
            iri, here = where.evidence(claim), (*place, "evidence")
            yield self._state(properties.EVIDENCE, claim.evidence, iri, here, given)

    def _question(self, question: Question, place: Place) -> Iterator[Entry]:
        """Yield a question, unless another file describes it, and the answers to it."""
        by: Given = {"prov:wasAttributedTo": self.coder}
        asked = self.vocabulary.iri("Question", question.id)
        if question.label:
            yield self._state(properties.QUESTION, question, asked, place, by)
        for number, answer in enumerate(question.answers):
            kind = "Handling" if answer.handling else "Position"
            link = "handlingOf" if answer.handling else "answers"
            given: Given = {**by, link: node(asked)}
            iri, here = questions.answer_iri(answer), (*place, "answers", number)
            yield self._state(properties.ANSWER, answer, iri, here, given, kind=kind)

    def _disagreement(self, found: Disagreement, place: Place) -> Iterator[Entry]:
        """Yield a disagreement with its parties and why they differ."""
        itself = places.disagreement(found.id)
        parties = [f"{itself}/party/{each.work}/{each.claim}" for each in found.parties]
        causes = [f"{itself}/diagnosis/{each.cause}" for each in found.causes]
        given: Given = {
            "hasParty": tuple(map(node, parties)),
            "hasDiagnosis": tuple(map(node, causes)),
            "prov:wasAttributedTo": self.coder,
            "forCollection": self.collection,
            "readFrom": self.work,
        }
        yield self._state(properties.DISAGREEMENT, found, itself, place, given)
        for number, party in enumerate(found.parties):
            basis = party.side_basis or ("our-inference" if party.side else None)
            whole = party.model_copy(update={"side_basis": basis})
            here = (*place, "parties", number)
            yield self._state(properties.PARTY, whole, parties[number], here, {})
        for number, cause in enumerate(found.causes):
            here = (*place, "causes", number)
            yield self._state(properties.DIAGNOSIS, cause, causes[number], here, {})
