"""From a checked sheet to the statements of its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ofmkg.sheets import places, properties, questions
from ofmkg.sheets.entries import Given
from ofmkg.sheets.forms import Form
from ofmkg.sheets.header import Headed
from ofmkg.sheets.model import (
    FOUND,
    Analysis,
    Claim,
    Disagreement,
    Position,
    Question,
    Sheet,
)
from ofmkg.sheets.places import ofm
from ofmkg.sheets.tree import Place
from ofmkg.sheets.turtle import Entry, day, node, text, write
from ofmkg.sheets.turtle import number as count
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.ways import named


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
    every = list(writing.entries())
    text = write(writing.comment, [writing.header(every), *every])
    return Written(text, writing.origins)


class _Writing(Headed):
    """One sheet on its way into a file: a method for each part of it."""

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
            yield self.state(properties.COLLECTION, group, iri, ("collection",), {})
        if coder.label:
            yield self.state(properties.CODER, coder, self.coder.value, ("coder",), {})
        if work.title:
            named = work.model_copy(update={"label": work.label or work.id})
            yield self.state(properties.WORK, named, self.work.value, ("work",), {})
            for number, author in enumerate(work.authors):
                given: Given = {"authorOf": self.work, "order": count(number + 1)}
                iri, place = places.author(work.id, number + 1), ("work", "authors", number)
                yield self.state(properties.AUTHOR, author, iri, place, given)

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
        return self.state(properties.READING, said, iri, (), given, heading=heading)

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
        return self.state(properties.STANCE, whole, iri, place, given, kind=kind)

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
        yield self.state(properties.ASSESSMENT, said, assessment, place, given, heading=heading)
        part: Given = {"partOf": node(assessment)}
        for number, coding in enumerate(analysis.codings):
            iri, here = f"{assessment}/coding/{coding.step}", (*place, "codings", number)
            yield self.state(properties.CODING, coding, iri, here, part)
        for number, position in enumerate(analysis.positions):
            yield self._stance(position, (*place, "positions", number), analysis)
        for number, actor in enumerate(analysis.actors):
            iri, here = f"{assessment}/actor/{actor.actor}", (*place, "actors", number)
            yield self.state(properties.ACTOR, actor, iri, here, part)
        for number, row in enumerate(analysis.baselines):
            iri, here = f"{assessment}/baseline/{row.baseline}", (*place, "baselines", number)
            yield self.state(properties.BASELINE, row, iri, here, part)

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
        return self.state(properties.STUDY, analysis, iri, place, given, heading=heading)

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
        yield self.state(properties.CLAIM_MADE, claim, itself.value, place, given, heading=heading)
        for number, relation in enumerate(claim.relations):
            iri, here = where.line(claim, relation), (*place, "relations", number)
            yield self.state(properties.RELATION, relation, iri, here, given)
        if claim.evidence:
            iri, here = where.evidence(claim), (*place, "evidence")
            yield self.state(properties.EVIDENCE, claim.evidence, iri, here, given)

    def _question(self, question: Question, place: Place) -> Iterator[Entry]:
        """Yield a question, unless another file describes it, and the answers to it."""
        by: Given = {"prov:wasAttributedTo": self.coder}
        asked = self.vocabulary.iri("Question", question.id)
        if question.label:
            yield self.state(properties.QUESTION, question, asked, place, by)
        for number, answer in enumerate(question.answers):
            kind = "Handling" if answer.handling else "Position"
            link = "handlingOf" if answer.handling else "answers"
            given: Given = {**by, link: node(asked)}
            iri, here = questions.answer_iri(answer), (*place, "answers", number)
            yield self.state(properties.ANSWER, answer, iri, here, given, kind=kind)

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
        yield self.state(properties.DISAGREEMENT, found, itself, place, given)
        for number, party in enumerate(found.parties):
            basis = party.side_basis or ("our-inference" if party.side else None)
            whole = party.model_copy(update={"side_basis": basis})
            here = (*place, "parties", number)
            yield self.state(properties.PARTY, whole, parties[number], here, {})
        for number, cause in enumerate(found.causes):
            here = (*place, "causes", number)
            yield self.state(properties.DIAGNOSIS, cause, causes[number], here, {})
