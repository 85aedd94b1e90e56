"""A made-up corpus of any size, in about the proportions of the real one, for benchmarks.

It stands on top of the built-in vocabularies: its studies use the real framework, questions,
positions, vectors, baselines, actors and defenses. Every tenth study has a second coder.
"""

import random
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from ofmkg.graph import corpus
from ofmkg.graph.terms import BASE, NS, PREFIXES

Node = ox.NamedNode
Value = ox.NamedNode | ox.Literal
_TYPE = Node(PREFIXES["rdf"] + "type")
_LABEL = Node(PREFIXES["rdfs"] + "label")
_TITLE = Node(PREFIXES["dcterms"] + "title")
_ISSUED = Node(PREFIXES["dcterms"] + "issued")
_CODED_BY = Node(PREFIXES["prov"] + "wasAttributedTo")
_CITES = Node(PREFIXES["cito"] + "citesAsEvidence")
_BOOLEAN = Node(PREFIXES["xsd"] + "boolean")
_INTEGER = Node(PREFIXES["xsd"] + "integer")
_TRUE, _FALSE = ox.Literal("true", datatype=_BOOLEAN), ox.Literal("false", datatype=_BOOLEAN)
_PAPER = Node(BASE + "publication/kapoor-2024")
_COLLECTION = Node(BASE + "collection/made-up")
_CODERS = Node(BASE + "coder/first-coder"), Node(BASE + "coder/made-up")

_OUTCOMES = ("addressed",) * 13 + ("partial",) * 18 + ("absent",) * 10 + ("notJudged",)
_EXTENTS = ("yes",) * 2 + ("partly",) * 4 + ("no",) * 13 + ("notMentioned",)
_KINDS = ("Assumption",) * 18 + ("Finding",) * 5 + ("Treatment",) * 26 + ("Silence",) * 22
_MODES = ("stated", "tacit", "unaffirmed")
_CAUSES = ("differentSteps", "differentAssumptions", "differentBaseline", "valueDifference")


def quads(studies: int, seed: int = 1) -> Iterator[ox.Quad]:
    """Yield the built-in corpus and `studies` made-up studies with all that hangs on them."""
    store = ox.Store()
    for document in corpus.built_in():
        store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in document.quads)
    yield from store
    yield from _Maker(store, random.Random(seed)).corpus(studies)


def ofm(name: str) -> Node:
    """Return the term of the ontology with this name."""
    return Node(NS + name)


def _text(words: str) -> ox.Literal:
    return ox.Literal(words, language="en")


class _Maker:
    """Makes studies out of the vocabularies found in a store."""

    def __init__(self, store: ox.Store, rng: random.Random) -> None:
        self._store, self._rng = store, rng
        self._framework = Node(BASE + "framework/marginal-risk")
        self._steps = self._objects(self._framework, "hasStep")
        self._questions = self._instances("Question")
        self._answers = {q: self._subjects("answers", q) for q in self._questions}
        self._handlings = {q: self._subjects("handlingOf", q) for q in self._questions}
        self._vectors = self._instances("MisuseVector")
        self._baselines = self._instances("Baseline")
        self._actors = self._instances("ThreatActor")
        self._defenses = self._instances("Defense")

    def corpus(self, studies: int) -> Iterator[ox.Quad]:
        """Yield everything about that many studies."""
        yield from self._say(_COLLECTION, "Collection", (_LABEL, _text("made up")))
        yield from self._say(_CODERS[1], "Coder", (_LABEL, _text("made-up coder")))
        for number in range(studies):
            yield from self._study(number)
            yield from self._claim(number, studies)
            if number % 10 == 0:
                yield from self._disagreement(number, studies)

    def _study(self, number: int) -> Iterator[ox.Quad]:
        work, study = _work(number), Node(f"{BASE}study/made-up-{number}")
        yield from self._say(
            work,
            "Work",
            (_LABEL, _text(f"Made up {number}")),
            (_TITLE, _text(f"A made-up work, number {number}")),
            (_ISSUED, ox.Literal(str(2015 + number % 10))),
            (ofm("readFrom"), _PAPER),
            (ofm("locator"), _text("References")),
        )
        vector = self._rng.choice(self._vectors)
        yield from self._say(
            study,
            "Study",
            (_LABEL, _text(f"Made up {number}: a study")),
            (ofm("reportedIn"), work),
            (ofm("inCollection"), _COLLECTION),
            (ofm("analysesVector"), vector),
            (ofm("considersActor"), self._rng.choice(self._actors)),
            (ofm("locator"), _text("Table 1")),
            *((ofm("considersDefense"), d) for d in self._rng.sample(self._defenses, 3)),
        )
        for coder in _CODERS[: 2 if number % 10 == 0 else 1]:
            yield from self._assessment(study, vector, number, coder)

    def _assessment(self, study: Node, vector: Node, number: int, coder: Node) -> Iterator[ox.Quad]:
        name = coder.value.rpartition("/")[2]
        iri = f"{BASE}assessment/made-up-{number}/marginal-risk/{name}"
        yield from self._say(
            Node(iri),
            "Assessment",
            (ofm("assesses"), study),
            (ofm("usesFramework"), self._framework),
            (ofm("adopted"), _TRUE if coder == _CODERS[0] else _FALSE),
            (_CODED_BY, coder),
            (ofm("readFrom"), _PAPER),
            (ofm("textRead"), ofm("fullText")),
            (ofm("locator"), _text("Appendix B")),
        )
        for index, step in enumerate(self._steps):
            yield from self._coding(f"{iri}/coding/{index}", Node(iri), step)
        for index, question in enumerate(self._rng.sample(self._questions, 10)):
            yield from self._stance(f"{iri}/stance/{index}", Node(iri), study, question, vector)
        for index, baseline in enumerate(self._rng.sample(self._baselines, 3)):
            yield from self._say(
                Node(f"{iri}/baseline/{index}"),
                "BaselineComparison",
                (ofm("partOf"), Node(iri)),
                (ofm("comparedWith"), baseline),
                (ofm("extent"), ofm(self._rng.choice(_EXTENTS))),
                (ofm("statement"), _text("What was compared.")),
                (ofm("locator"), _text("B.1")),
            )
        for index in range(3):
            yield from self._say(
                Node(f"{iri}/evidence/{index}"),
                "OfferedEvidence",
                (ofm("partOf"), Node(iri)),
                (ofm("statement"), _text("What was brought forward.")),
                (ofm("locator"), _text("B.1")),
            )

    def _coding(self, iri: str, assessment: Node, step: Node) -> Iterator[ox.Quad]:
        ambiguous = self._rng.random() < 0.12
        yield from self._say(
            Node(iri),
            "Coding",
            (ofm("partOf"), assessment),
            (ofm("onStep"), step),
            (ofm("outcome"), ofm(self._rng.choice(_OUTCOMES))),
            (ofm("codingBasis"), ofm("ambiguous" if ambiguous else "clear")),
            (ofm("rationale"), _text("Why it was coded so.")),
            (ofm("studySections"), ox.Literal("page 2")),
            (ofm("locator"), _text("B.1")),
            *((ofm("missing"), _text(f"something {n}")) for n in range(self._rng.randrange(4))),
        )
        if ambiguous:
            yield ox.Quad(Node(iri), ofm("alternativeOutcome"), ofm("partial"))
            yield ox.Quad(Node(iri), ofm("ambiguityNote"), _text("Which way it leans."))

    def _stance(
        self, iri: str, assessment: Node, study: Node, question: Node, vector: Node
    ) -> Iterator[ox.Quad]:
        kind, node = self._rng.choice(_KINDS), Node(iri)
        if not self._answers[question]:
            kind = "Treatment"
        elif not self._handlings[question]:
            kind = "Assumption"
        yield from self._say(
            node,
            kind,
            (ofm("partOf"), assessment),
            (ofm("stanceOf"), study),
            (ofm("aboutVector"), vector),
            (ofm("concernsStep"), self._rng.choice(self._steps)),
            (ofm("stanceBasis"), ofm(self._rng.choice(("ourInference", "namedBySource")))),
            (ofm("locator"), _text("B.1")),
        )
        if kind in ("Treatment", "Silence"):
            handling = self._rng.choice(self._handlings[question])
            yield ox.Quad(node, ofm("handledAs"), handling)
            return
        yield ox.Quad(node, ofm("takesPosition"), self._rng.choice(self._answers[question]))
        yield ox.Quad(node, ofm("statement"), _text("What is taken to be so."))
        if kind == "Assumption":
            yield ox.Quad(node, ofm("mode"), ofm(self._rng.choice(_MODES)))
            if self._rng.random() < 0.2:
                yield ox.Quad(node, ofm("standsInFor"), self._rng.choice(self._steps))

    def _claim(self, number: int, studies: int) -> Iterator[ox.Quad]:
        claim, other = _claim(number), _claim(self._rng.randrange(studies))
        yield from self._say(
            claim,
            "Claim",
            (ofm("statement"), _text(f"What is claimed, number {number}.")),
            (ofm("assertedBy"), _work(number)),
            (ofm("claimKind"), ofm("riskClaim")),
            (ofm("about"), self._rng.choice(self._vectors)),
            (ofm("forCollection"), _COLLECTION),
            (ofm("readFrom"), _PAPER),
            (ofm("locator"), _text("B.1")),
        )
        if self._rng.random() < 0.7:
            yield ox.Quad(claim, _CITES, _work(self._rng.randrange(studies)))
        if self._rng.random() < 0.1:
            stance = f"{BASE}assessment/made-up-{number}/marginal-risk/first-coder/stance/0"
            yield ox.Quad(claim, ofm("restsOn"), Node(stance))
        direction = self._rng.choice(("supports", "supports", "disputes", "qualifies"))
        yield from self._say(
            Node(f"{BASE}evidence-line/made-up-{number}"),
            "EvidenceLine",
            (ofm("evidenceFrom"), claim),
            (ofm("direction"), ofm(direction)),
            (ofm("evidenceFor"), other),
            (ofm("drawnBy"), _CODERS[0]),
            (ofm("readFrom"), _PAPER),
            (ofm("locator"), _text("B.1")),
        )

    def _disagreement(self, number: int, studies: int) -> Iterator[ox.Quad]:
        iri = f"{BASE}disagreement/made-up-{number}"
        others = (number, self._rng.randrange(studies))
        yield from self._say(
            Node(iri),
            "Disagreement",
            (_LABEL, _text(f"Made-up disagreement {number}")),
            (ofm("disagreementType"), ofm("talkingPast")),
            (ofm("disagreementBasis"), ofm("implied")),
            (ofm("explanation"), _text("Why they differ.")),
            (ofm("hasDiagnosis"), Node(iri + "/diagnosis")),
            (ofm("forCollection"), _COLLECTION),
            (ofm("readFrom"), _PAPER),
            (ofm("locator"), _text("B.1")),
        )
        cause = ofm(self._rng.choice(_CAUSES))
        yield from self._say(
            Node(iri + "/diagnosis"),
            "Diagnosis",
            (ofm("cause"), cause),
            (ofm("diagnosedBy"), _PAPER),
        )
        for side, other in enumerate(others, 1):
            party = Node(f"{iri}/party/{side}")
            yield ox.Quad(Node(iri), ofm("hasParty"), party)
            yield from self._say(
                party,
                "Party",
                (ofm("partyWork"), _work(other)),
                (ofm("partyClaim"), _claim(other)),
                (ofm("side"), ox.Literal(str(side), datatype=_INTEGER)),
                (ofm("sideBasis"), ofm("ourInference")),
            )

    @staticmethod
    def _say(subject: Node, kind: str, *facts: tuple[Node, Value]) -> Iterator[ox.Quad]:
        yield ox.Quad(subject, _TYPE, ofm(kind))
        for predicate, value in facts:
            yield ox.Quad(subject, predicate, value)

    def _instances(self, kind: str) -> list[Node]:
        return _sorted(q.subject for q in self._store.quads_for_pattern(None, _TYPE, ofm(kind)))

    def _subjects(self, predicate: str, value: Node) -> list[Node]:
        found = self._store.quads_for_pattern(None, ofm(predicate), value)
        return _sorted(quad.subject for quad in found)

    def _objects(self, subject: Node, predicate: str) -> list[Node]:
        found = self._store.quads_for_pattern(subject, ofm(predicate), None)
        return _sorted(quad.object for quad in found)


def _sorted(terms: Iterator[object]) -> list[Node]:
    nodes: Sequence[Node] = [term for term in terms if isinstance(term, Node)]
    return sorted(nodes, key=lambda node: node.value)


def _work(number: int) -> Node:
    return Node(f"{BASE}publication/made-up-{number}")


def _claim(number: int) -> Node:
    return Node(f"{BASE}claim/made-up-{number}")
