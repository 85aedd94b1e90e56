"""What a sheet can speak of, looked up by kind and short id."""

from collections.abc import Iterable, Sequence
from copy import copy

from ofmkg.graph.names import words_of
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import BASE, did_you_mean, short
from ofmkg.sheets.things import ASKED, CRITERIA, Thing, described

_OWN = f"{BASE}graph/"
_LIST = "/questions"  # ends the names of the graphs that hold questions for all


class Vocabulary:
    """Looks things up by kind and id."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Take what some documents describe."""
        self._things = described(documents)
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
        return f"there is no {words_of(kind)} {name!r}.{near or listed or _where(kind)}"

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
            for path in CRITERIA
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

    def asked(self, answer: str) -> str | None:
        """Return the id of the question of an answer, or way of dealing with it, by its IRI."""
        known = self.described(answer)
        links = (iri for way in ASKED for iri in (known.links.get(way, ()) if known else ()))
        return next(map(self.id_of, links), None)

    def vector_of(self, study: str) -> str | None:
        """Return the id of the vector of a study that is described, given its IRI."""
        known = self.described(study)
        links = sorted(known.links.get("analysesVector", ())) if known else ()
        return next(map(self.id_of, links), None)


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
