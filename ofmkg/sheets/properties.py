"""Which property each field of a sheet is: one table, by which sheets are written and read back.

A form lists the properties of one kind of thing in the order in which a file states them. How a
value stands in a file follows from the model where it can: what is marked as the id of some kind of
thing is a link to it, yes and no are true and false, a tuple is several values of one property.
"""

from ofmkg.sheets import model, works
from ofmkg.sheets.forms import TYPE, Line, form
from ofmkg.sheets.ways import (
    ADDRESS,
    AGENT,
    ARTICULATED,
    ASKED,
    CLAIM,
    COUNT,
    COUNTED,
    DAY,
    DIAGNOSED_BY,
    DRAWN_BY,
    ENGLISH,
    FINDING,
    KOREAN,
    LINK,
    OTHER_WORK,
    PATH,
    STATED_TRUTH,
    TEXT,
    WORD,
    WORK_NAMED,
    WORK_TYPE,
    named,
)

_TAKERS, _HANDLERS = ("Finding", "Assumption"), ("Treatment", "Silence")
STANCES = _TAKERS + _HANDLERS

COLLECTION = form(
    "Collection",
    model.Collection,
    ("rdfs:label", "label"),
    ("cutoff", "cutoff", WORD),
    ("caveat", "caveats"),
)
CODER = form("Coder", model.Coder, (TYPE, "kind", AGENT), ("rdfs:label", "label"))
WORK = form(
    "Work",
    works.Work,
    (TYPE, "kind", WORK_TYPE),
    ("rdfs:label", "label"),
    ("dcterms:title", "title"),
    ("moreAuthors", "more_authors"),
    ("dcterms:issued", "issued", WORD),
    ("venue", "venue"),
    ("bibo:volume", "volume", WORD),
    ("bibo:issue", "issue", WORD),
    ("bibo:pages", "pages", WORD),
    ("bibo:edition", "edition", WORD),
    ("bibo:number", "number", WORD),
    ("publisher", "publisher"),
    ("bibo:isbn", "isbn", WORD),
    ("fabio:hasArXivId", "arxiv", WORD),
    ("doi", "doi", WORD),
    ("fabio:hasURL", "url", ADDRESS),
    ("note", "note"),
)
AUTHOR = form(
    "Contributor",
    works.Author,
    (TYPE, "agent", AGENT),
    ("rdfs:label", "label", TEXT),
    "authorOf",
    "order",
    ("familyName", "family", WORD),
    ("givenName", "given", WORD),
    ("nameSuffix", "suffix", WORD),
)
HEADER = form(
    "owl:Ontology",
    model.Sheet,
    "dcterms:title",
    "dcterms:source",
    "dcterms:provenance",
    "dcterms:creator",
    "dcterms:contributor",
    ("dcterms:created", "coded_on", DAY),
    ("dcterms:license", "licence", LINK),
    "owl:imports",
)
READING = form(
    "WorkReading",
    model.Sheet,
    "readsWork",
    ("readFrom", "text_read.through", OTHER_WORK),
    "forCollection",
    "prov:wasAttributedTo",
    ("dcterms:created", "coded_on", DAY),
    ("textRead", "text_read.extent"),
    ("textSource", "text_read.source"),
    ("sectionsRead", "text_read.sections"),
    ("dcterms:issued", "text_read.version", WORD),
    ("textNote", "text_read.note"),
    ("analysesOpenModels", "open_models.value"),
    ("openModelsNote", "open_models.note"),
    ("openModelsLocator", "open_models.locator"),
    ("adopted", "adopted"),
    ("rationale", "adopted_reason"),
    ("byDeveloper", "by_developer"),
    ("note", "note"),
)
STUDY = form(
    "Study",
    model.Analysis,
    "rdfs:label",
    "reportedIn",
    "inCollection",
    ("analysesVector", "vector"),
    ("namesThreat", "threats"),
    "considersActor",
    "omitsActor",
    ("actorNote", "actor_note"),
    "readFrom",
    "locator",
)
ASSESSMENT = form(
    "Assessment",
    model.Analysis,
    "assesses",
    "usesFramework",
    ("adopted", "adopted", STATED_TRUTH),
    ("namesThreat", "threats"),
    ("actorNote", "actor_note"),
    ("note", "note"),
    "prov:wasAttributedTo",
    "readFrom",
    "textRead",
    "dcterms:created",
    "locator",
)
CODING = form(
    "Coding",
    model.Coding,
    "partOf",
    ("onStep", "step"),
    ("outcome", "outcome"),
    ("alternativeOutcome", "alternative"),
    ("codingBasis", "basis"),
    ("lowerBound", "lower_bound"),
    ("confidence", "confidence"),
    ("rationale", "rationale"),
    ("ambiguityNote", "ambiguity"),
    ("missing", "missing"),
    ("locator", "locator"),
    ("independent", "independent"),
    ("note", "note"),
)
STANCE = form(
    "Stance",
    model.Position,
    (TYPE, "mode", FINDING),
    "partOf",
    "stanceOf",
    ("onQuestion", "question", ASKED),
    Line("takesPosition", "answer", named("Position"), _TAKERS),
    Line("handledAs", "answer", named("Handling"), _HANDLERS),
    Line("mode", "mode", named("AssumptionMode"), ("Assumption",)),
    ("stanceBasis", "basis"),
    Line("articulated", "mode", ARTICULATED, _HANDLERS),
    ("confidence", "confidence"),
    ("aboutVector", "vectors"),
    ("standsInFor", "stands_in_for"),
    Line("statement", "statement", TEXT, _TAKERS),
    Line("paraphrase", "statement", TEXT, _HANDLERS),
    ("locator", "locator"),
    ("note", "note"),
)
ACTOR = form(
    "ActorMention",
    model.Actor,
    "partOf",
    ("mentionsActor", "actor"),
    ("considered", "considered"),
    ("statement", "statement"),
    ("locator", "locator"),
)
BASELINE = form(
    "BaselineComparison",
    model.BaselineRow,
    "partOf",
    ("comparedWith", "baseline"),
    ("extent", "extent"),
    ("statement", "statement"),
    ("locator", "locator"),
)
CLAIM_MADE = form(
    "Claim",
    model.Claim,
    ("statement", "statement"),
    "assertedBy",
    ("claimKind", "kind"),
    ("about", "about", PATH),
    ("concernsStep", "step"),
    ("expresses", "expresses"),
    ("forCollection", "collection"),
    "prov:wasAttributedTo",
    "claimBasis",
    ("confidence", "confidence"),
    "readFrom",
    ("locator", "locator"),
)
RELATION = form(
    "EvidenceLine",
    model.Relation,
    "evidenceFrom",
    ("direction", "direction"),
    ("evidenceFor", "claim", CLAIM),
    ("drawnBy", "drawn_by", DRAWN_BY),
    "readFrom",
    "locator",
)
EVIDENCE = form(
    "EvidenceRecord",
    model.Evidence,
    "partOf",
    "behindClaim",
    ("designAsStated", "design"),
    ("studyDesign", "design_kind"),
    ("sampleSize", "n", COUNT),
    ("sampleSizeAsStated", "n", COUNTED),
    ("comparisonAsStated", "comparison"),
    ("comparisonArm", "compared_with"),
    ("outcomeMeasure", "measure"),
    ("resultAsStated", "result"),
    ("intervalAsStated", "intervals"),
    ("significanceAsStated", "significance"),
    ("modelsTested", "models"),
    ("testsRelease", "releases"),
    ("dcterms:date", "date", WORD),
    "locator",
)
QUESTION = form(
    "Question",
    model.Question,
    ("rdfs:label", "label", ENGLISH),
    ("rdfs:label", "label_ko", KOREAN),
    ("questionText", "text", ENGLISH),
    ("questionText", "text_ko", KOREAN),
    ("concernsStep", "steps"),
    "prov:wasAttributedTo",
)
ANSWER = form(
    "Position",
    model.Answer,
    ("rdfs:label", "label", ENGLISH),
    ("rdfs:label", "label_ko", KOREAN),
    ("skos:definition", "definition", ENGLISH),
    ("skos:definition", "definition_ko", KOREAN),
    "answers",
    "handlingOf",
    ("handlingKind", "handling"),
    ("incompatibleWith", "excludes"),
    "prov:wasAttributedTo",
)
DISAGREEMENT = form(
    "Disagreement",
    model.Disagreement,
    ("rdfs:label", "label"),
    ("disagreementType", "type"),
    ("disagreementBasis", "basis"),
    ("concernsQuestion", "question"),
    ("about", "about", PATH),
    ("questionNote", "question_note"),
    ("concernsVector", "vectors"),
    "hasParty",
    "hasDiagnosis",
    ("explanation", "explanation"),
    "prov:wasAttributedTo",
    "forCollection",
    "readFrom",
    ("locator", "locator"),
)
PARTY = form(
    "Party",
    model.Party,
    ("partyWork", "work", WORK_NAMED),
    ("partyClaim", "claim", CLAIM),
    ("side", "side"),
    ("sideBasis", "side_basis"),
)
DIAGNOSIS = form("Diagnosis", model.Cause, ("cause", "cause"), ("diagnosedBy", "by", DIAGNOSED_BY))
FORMS = (
    *(COLLECTION, CODER, WORK, AUTHOR, HEADER, READING, STUDY, ASSESSMENT, CODING, STANCE, ACTOR),
    *(BASELINE, CLAIM_MADE, RELATION, EVIDENCE, QUESTION, ANSWER),
    *(DISAGREEMENT, PARTY, DIAGNOSIS),
)


def default_basis(mode: str) -> str:
    """Return how a stance of some mode is known where the sheet does not say."""
    return "our-inference" if mode == "tacit" else "named-by-source"
