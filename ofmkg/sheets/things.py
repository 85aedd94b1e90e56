"""The things that loaded files describe, as far as a sheet can speak of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import NS, OWL_CLASS, PREFIXES, RDF_TYPE, short

FABIO = PREFIXES["fabio"]
WORK_KIND = "work-kind"
_LABEL = PREFIXES["rdfs"] + "label"
_DEFINITION = PREFIXES["skos"] + "definition"
_ORDER = NS + "order"
_ADOPTED, _COMPLETE, _TEXT = NS + "adopted", NS + "isComplete", NS + "questionText"
_IDENTIFIER = PREFIXES["dcterms"] + "identifier"
# The properties that say what makes a step addressed, in part or absent, in this order.
CRITERIA = tuple(NS + name for name in ("addressedIf", "partialIf", "absentIf"))
ASKED = ("answers", "handlingOf")  # from an answer, or a way without one, to its question
_LINKS = tuple(
    NS + name
    for name in (
        *ASKED,
        "handlingKind",
        "hasStep",
        "broaderThreat",
        "analysesVector",
        "assertedBy",
        "concernsStep",
        "concernsVector",
        "forCollection",
        "inCollection",
        "readsWork",
        "reportedIn",
    )
)
_TYPE = ox.NamedNode(RDF_TYPE)
# What is taken from a file: few of its statements, which matters where there are many files.
_TOLD = frozenset(
    map(
        ox.NamedNode,
        (
            *(_LABEL, _DEFINITION, _ORDER, _IDENTIFIER, _ADOPTED, _COMPLETE, _TEXT),
            *(*CRITERIA, *_LINKS),
        ),
    )
)


@dataclass(slots=True)
class Thing:
    """Something that a file describes, in its English words.

    `criteria` are what makes a step addressed, in part or absent, by the IRI of the property;
    `beside` tells of a reading that no answers are drawn from it, `complete` of a collection that
    it takes in nothing; `text` is that of a question.
    """

    iri: str
    graph: str
    kinds: set[str] = field(default_factory=set)
    label: str = ""
    definition: str = ""
    criteria: dict[str, str] = field(default_factory=dict)
    identifier: str | None = None
    order: int = 0
    beside: bool = False
    complete: bool = False
    text: str = ""
    links: dict[str, set[str]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the id that a sheet uses: the identifier of a closed list, else the short id."""
        return self.identifier or (
            slug(short(self.iri)) if WORK_KIND in self.kinds else short(self.iri)
        )


def described(documents: Iterable[Document]) -> dict[str, Thing]:
    """Return the things that some documents describe, by IRI."""
    things: dict[str, Thing] = {}
    for document in documents:
        _take(things, document)
    return things


def _take(things: dict[str, Thing], document: Document) -> None:
    told: list[ox.Quad] = []
    for quad in document.quads:
        predicate = quad.predicate
        if predicate == _TYPE:
            kind, subject = quad.object, quad.subject
            if isinstance(subject, ox.NamedNode) and isinstance(kind, ox.NamedNode):
                iri = subject.value
                thing = things.get(iri)
                if thing is None:
                    thing = things[iri] = Thing(iri, document.graph)
                thing.kinds |= _kinds(iri, kind.value)
        elif predicate in _TOLD:
            told.append(quad)
    for quad in told:
        subject, said, path = quad.subject, quad.object, quad.predicate.value
        known = things.get(subject.value) if isinstance(subject, ox.NamedNode) else None
        if known is None:
            continue
        if isinstance(said, ox.Literal):
            _say(known, path, said)
        elif path in _LINKS and isinstance(said, ox.NamedNode):
            known.links.setdefault(short(path), set()).add(said.value)


def _say(thing: Thing, path: str, said: ox.Literal) -> None:
    """Put a text or number where a thing keeps it."""
    if path == _IDENTIFIER and thing.iri.startswith(NS):
        thing.identifier = said.value
    elif path == _ORDER and said.value.isdecimal():
        thing.order = int(said.value)
    elif path == _ADOPTED:
        thing.beside = said.value == "false"
    elif path == _COMPLETE:
        thing.complete = said.value == "true"
    elif said.language == "en":
        if path == _LABEL:
            thing.label = said.value
        elif path == _DEFINITION:
            thing.definition = said.value
        elif path == _TEXT:
            thing.text = said.value
        elif path in CRITERIA:
            thing.criteria[path] = said.value


def _kinds(iri: str, kind: str) -> set[str]:
    if kind.startswith(NS):
        return {short(kind)}
    if kind == OWL_CLASS and iri.startswith(FABIO):
        return {WORK_KIND}
    return set()


def slug(name: str) -> str:
    """Write the name of a class as an id: ResearchPaper -> research-paper."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
