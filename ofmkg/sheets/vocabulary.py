"""What a sheet can speak of: the things that the loaded files describe, by kind and short id."""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field

import pyoxigraph as ox

from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import BASE, NS, OWL_CLASS, PREFIXES, RDF_TYPE, did_you_mean, short

FABIO = PREFIXES["fabio"]
WORK_KIND = "work-kind"
_OWN = f"{BASE}graph/"
_LIST = "/questions"  # ends the names of the graphs that hold questions for all
_LABEL = PREFIXES["rdfs"] + "label"
_DEFINITION = PREFIXES["skos"] + "definition"
_ORDER = NS + "order"
_ADOPTED, _COMPLETE, _TEXT = NS + "adopted", NS + "isComplete", NS + "questionText"
_IDENTIFIER = PREFIXES["dcterms"] + "identifier"
# The properties that say what makes a step addressed, in part or absent, in this order.
_CRITERIA = tuple(NS + name for name in ("addressedIf", "partialIf", "absentIf"))
_LINKS = tuple(
    NS + name
    for name in (
        "answers",
        "handlingOf",
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
            *(*_CRITERIA, *_LINKS),
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


class Vocabulary:
    """Looks things up by kind and id."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Take what some documents describe."""
        self._things: dict[str, Thing] = {}
        for document in documents:
            self._take(document)
        self._by_kind: dict[str, dict[str, Thing]] = {}
        self._sort()

    def _sort(self) -> None:
        for thing in self._things.values():
            for kind in thing.kinds:
                self._by_kind.setdefault(kind, {}).setdefault(thing.id, thing)

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of all things of a kind, in order."""
        return tuple(sorted(self._by_kind.get(kind, {})))

    def extended(self, things: Iterable[Thing]) -> "Vocabulary":
        """Return this vocabulary with further things."""
        more = copy(self)
        more._things = {**self._things, **{thing.iri: thing for thing in things}}
        more._by_kind = {}
        more._sort()
        return more

    def find(self, kind: str, name: str) -> Thing | None:
        """Return the thing of a kind that an id names, if there is one."""
        return self._by_kind.get(kind, {}).get(name)

    def described(self, iri: str) -> Thing | None:
        """Return what is known under an IRI, if anything is."""
        return self._things.get(iri)

    def iri(self, kind: str, name: str) -> str:
        """Return the IRI that an id names. Raises KeyError: a checked sheet names nothing else."""
        found = self.find(kind, name)
        if found is None:
            raise KeyError(name)
        return found.iri

    def id_of(self, iri: str) -> str:
        """Return the id that a sheet uses for an IRI."""
        thing = self.described(iri)
        return thing.id if thing else short(iri)

    def unknown(self, kind: str, name: str) -> str:
        """Say in plain words that there is no such thing, and what is near."""
        known = self.ids(kind)
        listed = f" Known: {', '.join(known)}." if 0 < len(known) <= 12 else ""
        near = did_you_mean(name, known)
        return f"there is no {words(kind)} {name!r}.{near or listed or _where(kind)}"

    def unknown_path(self, path: str) -> str:
        """Say that nothing is described as a path, what is near, and which kinds there are."""
        near = did_you_mean(path, self._paths())
        return (
            f"nothing is described as {path!r}; write kind and id, such as vector/biosecurity."
            f"{near} Kinds: {self.path_kinds()}."
        )

    def path_kinds(self) -> str:
        """Return the kinds of things that have a path of kind and id, as a list in words."""
        return ", ".join(sorted({path.partition("/")[0] for path in self._paths()}))

    def _paths(self) -> list[str]:
        """Return the paths of kind and id of all that has a name, and of claims."""
        every = (
            iri.removeprefix(BASE)
            for iri, thing in self._things.items()
            if "Claim" in thing.kinds or (thing.label and thing.kinds)
        )
        return [path for path in every if path.count("/") == 1 and ":" not in path]

    def broader(self, vector: str) -> set[str]:
        """Return the ids of the vectors that a vector is a part of."""
        found: set[str] = set()
        inner = {vector}
        while inner:
            things = filter(None, (self.find("MisuseVector", name) for name in inner))
            outer = {short(iri) for t in things for iri in t.links.get("broaderThreat", ())}
            inner = outer - found
            found |= outer
        return found

    @staticmethod
    def is_shared(thing: Thing) -> bool:
        """Tell whether a thing belongs to a list of questions, and not to one reading's file."""
        return thing.graph.endswith(_LIST)

    def steps(self, framework: str) -> tuple[str, ...]:
        """Return the ids of the steps of a framework."""
        return tuple(sorted(map(short, self._links("Framework", framework, "hasStep"))))

    def things(self, kind: str) -> tuple[Thing, ...]:
        """Return all things of a kind, in the order of their ids."""
        return tuple(self._by_kind[kind][name] for name in self.ids(kind))

    def in_order(self, kind: str) -> tuple[Thing, ...]:
        """Return all things of a kind in the order of their list; those without a place last."""
        return tuple(sorted(self.things(kind), key=lambda t: (t.order == 0, t.order, t.id)))

    def every(self, kind: str) -> tuple[Thing, ...]:
        """Return all things of a kind, also those that share an id."""
        return tuple(thing for thing in self._things.values() if kind in thing.kinds)

    def linked(self, kind: str, link: str, to: str) -> tuple[Thing, ...]:
        """Return all things of a kind that lead to an IRI by a link, in the order of IRIs."""
        found = (thing for thing in self.every(kind) if to in thing.links.get(link, ()))
        return tuple(sorted(found, key=lambda thing: thing.iri))

    def steps_in_order(self, framework: str) -> tuple[Thing, ...]:
        """Return the steps of a framework as it numbers them."""
        known = [self._things[iri] for iri in self._links("Framework", framework, "hasStep")]
        return tuple(sorted(known, key=lambda step: (step.order, step.id)))

    def criteria(self, step: Thing) -> tuple[tuple[str, str], ...]:
        """Return what makes a step addressed, in part and absent: what each is called, the text."""
        return tuple(
            (name.label if (name := self._things.get(path)) else short(path), step.criteria[path])
            for path in _CRITERIA
            if path in step.criteria
        )

    def answers(self, question: Thing) -> tuple[Thing, ...]:
        """Return the positions on a question and the ways of dealing with it."""
        ways = (("Position", "answers"), ("Handling", "handlingOf"))
        return tuple(
            thing
            for kind, link in ways
            for thing in self.things(kind)
            if question.iri in thing.links.get(link, set())
        )

    def _links(self, kind: str, name: str | None, link: str) -> set[str]:
        thing = self.find(kind, name) if name else None
        return thing.links.get(link, set()) if thing else set()

    def step(self, framework: str | None, name: str) -> str | None:
        """Return the IRI of a step of a framework (of any, where none is given)."""
        steps = self._links("Framework", framework, "hasStep")
        own = next((step for step in steps if short(step) == name), None)
        found = self.find("FrameworkStep", name) if framework is None else None
        return own or (found.iri if found else None)

    def vector_of(self, study: str) -> str | None:
        """Return the id of the vector of a study that is described, given its IRI."""
        known = self.described(study)
        links = sorted(known.links.get("analysesVector", ())) if known else ()
        return next(map(self.id_of, links), None)

    def _take(self, document: Document) -> None:
        told: list[ox.Quad] = []
        for quad in document.quads:
            predicate = quad.predicate
            if predicate == _TYPE:
                kind, subject = quad.object, quad.subject
                if isinstance(subject, ox.NamedNode) and isinstance(kind, ox.NamedNode):
                    iri = subject.value
                    thing = self._things.get(iri)
                    if thing is None:
                        thing = self._things[iri] = Thing(iri, document.graph)
                    thing.kinds |= _kinds(iri, kind.value)
            elif predicate in _TOLD:
                told.append(quad)
        for quad in told:
            subject, said, path = quad.subject, quad.object, quad.predicate.value
            known = self._things.get(subject.value) if isinstance(subject, ox.NamedNode) else None
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
        elif path in _CRITERIA:
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


def words(kind: str) -> str:
    """Write a kind as words: MisuseVector -> misuse vector."""
    return slug(kind).replace("-", " ")


def _where(kind: str) -> str:
    return f" List them with: ofmkg query things --param class={kind}"


def imports(vocabulary: Vocabulary, iris: Sequence[str], own: str) -> tuple[str, ...]:
    """Return the names of the files that describe what is named, but for the file itself."""
    found = {
        thing.graph
        for thing in map(vocabulary.described, iris)
        if thing and thing.graph.startswith(_OWN) and thing.graph != own
    }
    return tuple(sorted(found))
