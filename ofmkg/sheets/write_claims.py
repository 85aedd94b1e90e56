"""What a file says of the claims of a work: how they bear on others, what stands behind them."""

from collections.abc import Iterator

from ofmkg.graph.terms import BASE
from ofmkg.sheets import places
from ofmkg.sheets.entries import entry, known, node, printed, said, step
from ofmkg.sheets.model import Claim, Evidence, Sheet
from ofmkg.sheets.places import Places, ofm
from ofmkg.sheets.turtle import Entry, number, text
from ofmkg.sheets.vocabulary import Vocabulary


def claim_entries(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Entry]:
    """Yield each claim with its evidence lines and the record of its evidence."""
    where, work = Places(sheet), node(places.work(sheet.work.id))
    drawn = {"coder": node(places.coder(sheet.coder.id)), "work": work}
    for number_of, claim in enumerate(sheet.claims):
        yield entry(
            places.claim(claim.id),
            ("Claim",),
            ("statement", text(claim.statement)),
            ("assertedBy", work),
            ("claimKind", node(vocabulary.iri("ClaimKind", claim.kind))),
            ("about", *(node(BASE + path) for path in claim.about)),
            ("concernsStep", step(vocabulary, sheet.framework, claim.step)),
            ("expresses", *(node(vocabulary.iri("Position", name)) for name in claim.expresses)),
            ("forCollection", node(places.collection(sheet.collection.id))),
            ("prov:wasAttributedTo", drawn["coder"]),
            ("claimBasis", node(ofm("namedBySource"))),
            ("confidence", known(vocabulary, "Confidence", claim.confidence)),
            ("readFrom", work),
            ("locator", text(claim.locator)),
            heading="" if number_of else "Claims",
        )
        for relation in claim.relations:
            yield entry(
                where.line(claim, relation),
                ("EvidenceLine",),
                ("evidenceFrom", node(places.claim(claim.id))),
                ("direction", node(vocabulary.iri("EvidenceDirection", relation.direction))),
                ("evidenceFor", node(places.claim(relation.claim))),
                ("drawnBy", drawn[relation.drawn_by]),
                ("readFrom", work),
                ("locator", text(claim.locator)),
            )
        if claim.evidence:
            yield _record(claim, claim.evidence, where, vocabulary)


def _record(claim: Claim, evidence: Evidence, where: Places, vocabulary: Vocabulary) -> Entry:
    return entry(
        where.evidence(claim),
        ("EvidenceRecord",),
        ("partOf", node(where.reading)),
        ("behindClaim", node(places.claim(claim.id))),
        ("designAsStated", text(evidence.design)),
        ("studyDesign", known(vocabulary, "StudyDesign", evidence.design_kind)),
        ("sampleSize", number(evidence.n) if evidence.n else None),
        ("comparisonAsStated", said(evidence.comparison)),
        ("comparisonArm", *(node(vocabulary.iri("Baseline", b)) for b in evidence.compared_with)),
        ("outcomeMeasure", said(evidence.measure)),
        ("resultAsStated", said(evidence.result)),
        ("intervalAsStated", *map(text, evidence.intervals)),
        ("significanceAsStated", *map(text, evidence.significance)),
        ("modelsTested", said(evidence.models)),
        ("dcterms:date", printed(evidence.date)),
        ("locator", text(claim.locator)),
    )
