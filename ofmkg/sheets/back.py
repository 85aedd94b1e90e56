"""From the statements of a file back to the sheet that says the same."""

from collections.abc import Iterable
from typing import Any

from ofmkg.errors import UsageError
from ofmkg.graph.corpus import Document
from ofmkg.graph.terms import BASE, PREFIXES, short
from ofmkg.sheets import questions
from ofmkg.sheets.facts import Facts
from ofmkg.sheets.places import ofm
from ofmkg.sheets.stances import FOUND, default_basis
from ofmkg.sheets.vocabulary import FABIO, Vocabulary, slug

_DC = PREFIXES["dcterms"]
_CODER = PREFIXES["prov"] + "wasAttributedTo"
_LABEL = PREFIXES["rdfs"] + "label"
_SOFTWARE = PREFIXES["prov"] + "SoftwareAgent"
Data = dict[str, Any]


def to_data(document: Document, vocabulary: Vocabulary) -> Data:
    """Return a file as the content of a sheet.

    Raises UsageError if it holds no reading of a work, or several: it was not made from a sheet.
    """
    facts = Facts(document, vocabulary)
    readings = facts.of(ofm("WorkReading"))
    if len(readings) != 1:
        raise UsageError(
            f"{document.path}: holds {len(readings)} readings of works, so that it was not made "
            "from a sheet; only a file that ofmkg add wrote becomes a sheet again."
        )
    (reading,) = readings
    work, coder = facts.one(reading, "readsWork"), facts.one(reading, _CODER)
    collection = facts.one(reading, "forCollection")
    assessments = {facts.one(iri, "assesses") or "": iri for iri in facts.of(ofm("Assessment"))}
    lone = short(work or "") if len(assessments) == 1 else None
    framework = next((facts.id(iri, "usesFramework") for iri in assessments.values()), None)
    return _filled(
        work=_work(facts, work or ""),
        collection=_filled(
            id=short(collection or ""),
            label=facts.one(collection or "", _LABEL),
            cutoff=facts.one(collection or "", "cutoff"),
            caveats=facts.all(collection or "", "caveat"),
        ),
        coder=_filled(
            id=short(coder or ""),
            label=facts.one(coder or "", _LABEL),
            kind="software" if _SOFTWARE in facts.kinds(coder or "") else None,
        ),
        coded_on=facts.one(reading, _DC + "created"),
        licence=facts.one(document.graph, _DC + "license"),
        framework=framework,
        text_read=_filled(
            extent=facts.id(reading, "textRead"),
            source=facts.one(reading, "textSource"),
            sections=facts.one(reading, "sectionsRead"),
            version=facts.one(reading, _DC + "issued"),
            note=facts.one(reading, "textNote"),
        ),
        open_models=_filled(
            value=facts.id(reading, "analysesOpenModels"),
            note=facts.one(reading, "openModelsNote"),
            locator=facts.one(reading, "openModelsLocator"),
        ),
        by_developer=_yes_no(facts.one(reading, "byDeveloper")),
        note=facts.one(reading, "note"),
        analyses=[
            _analysis(facts, study, assessment, None if lone == short(study) else short(study))
            for study, assessment in assessments.items()
        ],
        positions=_positions(facts, reading, None),
        questions=questions.back(facts),
        claims=[_claim(facts, iri, work) for iri in facts.of(ofm("Claim"))],
    )


def _work(facts: Facts, work: str) -> Data:
    kinds = [kind for kind in facts.kinds(work) if kind.startswith(FABIO)]
    return _filled(
        id=short(work),
        label=facts.one(work, _LABEL),
        title=facts.one(work, _DC + "title"),
        authors=facts.one(work, "authors"),
        issued=facts.one(work, _DC + "issued"),
        kind=slug(short(kinds[0])) if kinds else None,
        venue=facts.one(work, "venue"),
        arxiv=facts.one(work, FABIO + "hasArXivId"),
        doi=facts.one(work, "doi"),
        url=facts.one(work, FABIO + "hasURL"),
    )


def _analysis(facts: Facts, study: str, assessment: str, name: str | None) -> Data:
    vector = facts.vector(study)

    def parts(kind: str) -> list[str]:
        return facts.with_link(ofm(kind), "partOf", assessment)

    return _filled(
        study=None if name and name.endswith(f"-{vector}") else name,
        vector=vector,
        adopted="no" if facts.one(assessment, "adopted") == "false" else None,
        threats=facts.ids(study, "namesThreat"),
        actor_note=facts.one(study, "actorNote"),
        actors=[
            _filled(
                actor=facts.id(iri, "mentionsActor"),
                considered=_yes_no(facts.one(iri, "considered")),
                **_words(facts, iri),
            )
            for iri in parts("ActorMention")
        ],
        baselines=[
            _filled(
                baseline=facts.id(iri, "comparedWith"),
                extent=facts.id(iri, "extent"),
                **_words(facts, iri),
            )
            for iri in parts("BaselineComparison")
        ],
        codings=[_coding(facts, iri) for iri in parts("Coding")],
        positions=_positions(facts, assessment, vector),
    )


def _words(facts: Facts, iri: str) -> Data:
    return {"statement": facts.one(iri, "statement"), "locator": facts.one(iri, "locator")}


def _coding(facts: Facts, iri: str) -> Data:
    basis = facts.id(iri, "codingBasis")
    return _filled(
        step=facts.id(iri, "onStep"),
        outcome=facts.id(iri, "outcome"),
        basis=None if basis == "judged" else basis,
        lower_bound="yes" if facts.one(iri, "lowerBound") == "true" else None,
        confidence=facts.id(iri, "confidence"),
        alternative=facts.id(iri, "alternativeOutcome"),
        ambiguity=facts.one(iri, "ambiguityNote"),
        rationale=facts.one(iri, "rationale"),
        missing=facts.all(iri, "missing"),
        locator=facts.one(iri, "locator"),
        independent=_yes_no(facts.one(iri, "independent")),
        note=facts.one(iri, "note"),
    )


def _positions(facts: Facts, owner: str, vector: str | None) -> list[Data]:
    kinds = ("Finding", "Assumption", "Treatment", "Silence")
    every = {iri for kind in kinds for iri in facts.with_link(ofm(kind), "partOf", owner)}
    return [_position(facts, iri, vector) for iri in facts.in_order(every)]


def _position(facts: Facts, iri: str, vector: str | None) -> Data:
    said = "stated" if facts.one(iri, "articulated") == "true" else "tacit"
    found = FOUND if ofm("Finding") in facts.kinds(iri) else facts.id(iri, "mode")
    mode = found or said
    basis = facts.id(iri, "stanceBasis")
    vectors = facts.ids(iri, "aboutVector")
    data = _filled(
        id=short(iri),
        question=facts.id(iri, "onQuestion"),
        answer=facts.id(iri, "takesPosition") or facts.id(iri, "handledAs"),
        mode=mode,
        basis=None if basis == default_basis(mode) else basis,
        confidence=facts.id(iri, "confidence"),
        vectors=vectors,
        stands_in_for=facts.ids(iri, "standsInFor"),
        statement=facts.one(iri, "statement") or facts.one(iri, "paraphrase"),
        locator=facts.one(iri, "locator"),
        note=facts.one(iri, "note"),
    )
    if vector and vectors == [vector]:
        del data["vectors"]
    elif vector and not vectors:
        data["vectors"] = []
    return data


def _claim(facts: Facts, iri: str, work: str | None) -> Data:
    lines = facts.with_link(ofm("EvidenceLine"), "evidenceFrom", iri)
    records = facts.with_link(ofm("EvidenceRecord"), "behindClaim", iri)
    return _filled(
        id=short(iri),
        statement=facts.one(iri, "statement"),
        kind=facts.id(iri, "claimKind"),
        about=[about.removeprefix(BASE) for about in facts.all(iri, "about")],
        step=facts.id(iri, "concernsStep"),
        confidence=facts.id(iri, "confidence"),
        expresses=facts.ids(iri, "expresses"),
        locator=facts.one(iri, "locator"),
        relations=[
            _filled(
                direction=facts.id(line, "direction"),
                claim=facts.id(line, "evidenceFor"),
                drawn_by="work" if facts.one(line, "drawnBy") == work else None,
            )
            for line in lines
        ],
        evidence=_evidence(facts, records),
    )


def _evidence(facts: Facts, records: Iterable[str]) -> Data | None:
    iri = next(iter(records), None)
    if iri is None:
        return None
    return _filled(
        design=facts.one(iri, "designAsStated"),
        design_kind=facts.id(iri, "studyDesign"),
        n=facts.one(iri, "sampleSize"),
        comparison=facts.one(iri, "comparisonAsStated"),
        compared_with=facts.ids(iri, "comparisonArm"),
        measure=facts.one(iri, "outcomeMeasure"),
        result=facts.one(iri, "resultAsStated"),
        intervals=facts.all(iri, "intervalAsStated"),
        significance=facts.all(iri, "significanceAsStated"),
        models=facts.one(iri, "modelsTested"),
        date=facts.one(iri, _DC + "date"),
    )


def _yes_no(value: str | None) -> str | None:
    return None if value is None else ("yes" if value == "true" else "no")


def _filled(**values: Any) -> Data:  # noqa: ANN401 - text, list or mapping
    """Return what is not empty."""
    return {name: value for name, value in values.items() if value not in (None, [], {})}
