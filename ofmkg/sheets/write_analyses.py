"""What a file says of the analyses of a work: the study, its assessment, codings and stances."""

from collections.abc import Iterator

from ofmkg.sheets import places
from ofmkg.sheets.entries import entry, known, node, said, step
from ofmkg.sheets.model import Analysis, Position, Sheet
from ofmkg.sheets.places import Places
from ofmkg.sheets.stances import FOUND, basis, stance_kind
from ofmkg.sheets.turtle import Entry, day, text, truth
from ofmkg.sheets.vocabulary import Vocabulary


def analysis_entries(
    sheet: Sheet, vocabulary: Vocabulary, analysis: Analysis, name: str
) -> Iterator[Entry]:
    """Yield everything of one analysis of a work that is called `name`."""
    where = Places(sheet)
    vector = vocabulary.find("MisuseVector", analysis.vector)
    study, assessment = where.study(analysis), where.assessment(analysis)
    work = node(places.work(sheet.work.id))
    label = vector.label if vector else analysis.vector
    part = ("partOf", node(assessment))
    if not where.known(analysis, vocabulary):
        yield _study(sheet, vocabulary, analysis, name, label)
    yield entry(
        assessment,
        ("Assessment",),
        ("assesses", node(study)),
        ("usesFramework", known(vocabulary, "Framework", sheet.framework)),
        ("adopted", truth(analysis.adopted)),
        ("prov:wasAttributedTo", node(places.coder(sheet.coder.id))),
        ("readFrom", work),
        ("textRead", node(vocabulary.iri("TextExtent", sheet.text_read.extent))),
        ("dcterms:created", day(sheet.coded_on)),
        ("locator", text(sheet.text_read.sections)),
        heading=f"The analysis: {label}" if where.known(analysis, vocabulary) else "",
    )
    for coding in analysis.codings:
        yield entry(
            f"{assessment}/coding/{coding.step}",
            ("Coding",),
            part,
            ("onStep", step(vocabulary, sheet.framework, coding.step)),
            ("outcome", node(vocabulary.iri("Outcome", coding.outcome))),
            ("alternativeOutcome", known(vocabulary, "Outcome", coding.alternative)),
            ("codingBasis", node(vocabulary.iri("CodingBasis", coding.basis))),
            ("lowerBound", truth(True) if coding.lower_bound else None),
            ("confidence", known(vocabulary, "Confidence", coding.confidence)),
            ("rationale", text(coding.rationale)),
            ("ambiguityNote", said(coding.ambiguity)),
            ("missing", *map(text, coding.missing)),
            ("locator", text(coding.locator)),
            ("independent", None if coding.independent else truth(False)),
            ("note", said(coding.note)),
        )
    for position in analysis.positions:
        yield stance_entry(sheet, vocabulary, position, analysis)
    for actor in analysis.actors:
        yield entry(
            f"{assessment}/actor/{actor.actor}",
            ("ActorMention",),
            part,
            ("ofStudy", node(study)),
            ("mentionsActor", node(vocabulary.iri("ThreatActor", actor.actor))),
            ("considered", None if actor.considered else truth(False)),
            ("statement", text(actor.statement)),
            ("locator", text(actor.locator)),
        )
    for row in analysis.baselines:
        yield entry(
            f"{assessment}/baseline/{row.baseline}",
            ("BaselineComparison",),
            part,
            ("ofStudy", node(study)),
            ("comparedWith", node(vocabulary.iri("Baseline", row.baseline))),
            ("extent", node(vocabulary.iri("Extent", row.extent))),
            ("statement", text(row.statement)),
            ("locator", text(row.locator)),
        )


def stance_entry(
    sheet: Sheet, vocabulary: Vocabulary, position: Position, analysis: Analysis | None
) -> Entry:
    """Return the stance that a position is, of an analysis or of the work as a whole."""
    where = Places(sheet)
    handled = vocabulary.find("Handling", position.answer)
    about = position.vectors
    if about is None:
        about = (analysis.vector,) if analysis else ()
    return entry(
        where.stance(position, analysis),
        (stance_kind(vocabulary, position),),
        ("partOf", node(where.assessment(analysis) if analysis else where.reading)),
        ("stanceOf", node(where.study(analysis) if analysis else places.work(sheet.work.id))),
        ("onQuestion", node(vocabulary.iri("Question", position.question))),
        ("takesPosition", None if handled else node(vocabulary.iri("Position", position.answer))),
        ("handledAs", node(handled.iri) if handled else None),
        (
            "mode",
            None
            if handled or position.mode == FOUND
            else known(vocabulary, "AssumptionMode", position.mode),
        ),
        ("stanceBasis", node(vocabulary.iri("StanceBasis", basis(position)))),
        ("articulated", truth(position.mode in (FOUND, "stated"))),
        ("confidence", known(vocabulary, "Confidence", position.confidence)),
        ("aboutVector", *(node(vocabulary.iri("MisuseVector", v)) for v in about)),
        (
            "standsInFor",
            *(step(vocabulary, sheet.framework, name) for name in position.stands_in_for),
        ),
        ("paraphrase" if handled else "statement", text(position.statement)),
        ("locator", text(position.locator)),
        ("note", said(position.note)),
    )


def _study(
    sheet: Sheet, vocabulary: Vocabulary, analysis: Analysis, name: str, label: str
) -> Entry:
    """Return the study that an analysis is, where no other file describes it."""
    work = node(places.work(sheet.work.id))
    return entry(
        Places(sheet).study(analysis),
        ("Study",),
        ("rdfs:label", text(f"{name}: {label}")),
        ("reportedIn", work),
        ("inCollection", node(places.collection(sheet.collection.id))),
        ("analysesVector", node(vocabulary.iri("MisuseVector", analysis.vector))),
        ("namesThreat", *(node(vocabulary.iri("MisuseVector", t)) for t in analysis.threats)),
        (
            "considersActor",
            *(known(vocabulary, "ThreatActor", a.actor) for a in analysis.actors if a.considered),
        ),
        (
            "omitsActor",
            *(
                known(vocabulary, "ThreatActor", a.actor)
                for a in analysis.actors
                if not a.considered
            ),
        ),
        ("actorNote", said(analysis.actor_note)),
        ("readFrom", work),
        ("locator", text(sheet.text_read.sections)),
        heading=f"The analysis: {label}",
    )
