"""From the short ids and values that people type to the terms that queries take."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import pyoxigraph as ox

from ofmkg.errors import QueryError, UnknownIdError
from ofmkg.graph import characters, lexical, library
from ofmkg.graph.once import Kept
from ofmkg.graph.spelling import asked, folded, indexed, words_in
from ofmkg.graph.stores import Store
from ofmkg.graph.terms import BASE, NS, OWL_CLASS, PREFIXES, did_you_mean, short

Value = str | int | Sequence[str | int]
Bindings = dict[str, tuple[ox.NamedNode | ox.Literal, ...]]
_MOST_NAMED = 12  # of several things that a name may mean
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


class Names:
    """Looks up ids in a store."""

    def __init__(self, store: Store) -> None:
        """Look up in `store`, of which nothing may change meanwhile."""
        self._store = store
        self._known = Kept(self._things_of)
        self._names = Kept(self._names_of)

    def find(self, name: str, kind: str) -> ox.NamedNode:
        """Return the thing of a class of the ontology that an id or IRI names.

        Raises UnknownIdError, with the closest ids there are.
        """
        return self.named(name, kind)[0]

    def named(self, name: str, *kinds: str) -> list[ox.NamedNode]:
        """Return all things of some classes (none: of any) that an id, IRI or clear name names.

        A study and the work that reports it may share an id, and so may others; the shortest IRI
        comes first. Raises UnknownIdError.
        """
        if not kinds and "://" in name and self._store.has(name):
            return [ox.NamedNode(name)]
        known, written = self._things(*kinds), {name, characters.with_hyphens(name)}
        if "://" in name and name in known:  # what asks by itself knows what it asks about
            return [ox.NamedNode(name)]
        found = {
            iri for iri, identifier in known.items() if written & {iri, short(iri), identifier}
        }
        found = found or self._called(name, kinds)
        if found:
            return [ox.NamedNode(iri) for iri in sorted(found, key=lambda i: (len(i), i))]
        near = closest(name, (seen or short(iri) for iri, seen in known.items()))
        listing = f" --param class={kinds[0]}" if len(kinds) == 1 else ""
        raise UnknownIdError(
            f"There is no {', '.join(map(words_of, kinds)) or 'thing'} {name!r}."
            f"{did_you_mean(name, near)}",
            f"List them with: ofmkg query things{listing}",
            kinds=kinds,
            suggestions=near,
        )

    def work_or_study(self, name: str) -> str:
        """Return the IRI of a work, or of a study where no work has that id or clear name.

        Raises UnknownIdError, with the closest ids there are.
        """
        candidates = (
            [name]
            if "://" in name
            else [
                f"{BASE}{path}/{characters.with_hyphens(name)}" for path in ("publication", "study")
            ]
        )
        for iri in candidates:
            if self._store.has(iri):
                return iri
        kinds = ("Study", "Work")
        if called := self._called(name, kinds):
            return next((iri for iri in called if "/publication/" in iri), min(called))
        near = closest(name, (short(iri) for kind in kinds for iri in self._things(kind)))
        raise UnknownIdError(
            f"There is no work or study {name!r}.{did_you_mean(name, near)}",
            "List the studies with: ofmkg query studies; all works with: "
            "ofmkg query things --param class=Work",
            kinds=kinds,
            suggestions=near,
        )

    def terms(self, asked: library.Question, params: Mapping[str, Value]) -> Bindings:
        """Return the terms for the parameters of a question.

        Raises QueryError for an unknown parameter or bad value, UnknownIdError for an unknown id.
        """
        known = {parameter.name: parameter for parameter in asked.parameters}
        bound: Bindings = {}
        for name, given in params.items():
            if name not in known:
                raise QueryError(
                    f"{asked.name} has no parameter {name!r}.{did_you_mean(name, known)} "
                    f"It takes: {', '.join(known) or 'none'}."
                )
            values = (given,) if isinstance(given, str | int) else tuple(given)
            bound[name] = tuple(
                term for value in values for term in self._terms(value, known[name].type)
            )
        return bound

    def _terms(self, value: str | int, kind: str) -> Sequence[ox.NamedNode | ox.Literal]:
        if kind == "string":
            return [ox.Literal(str(value))]
        if kind == "integer":
            try:
                return [ox.Literal(str(int(value)), datatype=_INTEGER)]
            except ValueError:
                raise QueryError(f"{value!r} is not a whole number.") from None
        if kind == "date":
            if not lexical.is_date(str(value)):
                raise QueryError(f"{value!r} {lexical.NO_DATE}")
            return [ox.Literal(str(value))]
        if kind == "class":
            return [self.class_of(str(value))]
        if kind == "thing":  # a study and the work that reports it may share an id: ask of both
            return self.named(str(value))
        return [self.find(str(value), kind.removeprefix("ofm:"))]

    def class_of(self, name: str) -> ox.NamedNode:
        """Return a class of the ontology by its name or IRI. Raises UnknownIdError."""
        iri = _class_iri(name)
        if not self._store.has(iri):
            near = closest(name, (short(known) for known in self._things(OWL_CLASS)))
            raise UnknownIdError(
                f"There is no class {name!r} in the ontology.{did_you_mean(name, near)}",
                kinds=(OWL_CLASS,),
                suggestions=near,
            )
        return ox.NamedNode(iri)

    def _called(self, name: str, kinds: tuple[str, ...]) -> set[str]:
        """Return the things of some classes that a name means, which share one id, if any.

        What is called exactly so goes before what has all its words. Of no class in particular,
        only the whole name counts. Raises UnknownIdError with all candidates if there are several.
        """
        wanted = folded(name).strip()
        words = {word for each in asked(name) for word in (each.parts or (each.text,))}
        if not words or "://" in name:
            return set()
        called = self._names(kinds)
        found = {iri for iri, names in called.items() if wanted in names}
        if not found and kinds:
            found = {
                iri
                for iri, names in called.items()
                if words <= {word for text in names for word in words_in(indexed(text))}
            }
        candidates = sorted({short(iri) for iri in found})
        if len(candidates) > 1:
            raise UnknownIdError(
                f"{name!r} may be any of {len(candidates)}: {', '.join(candidates[:_MOST_NAMED])}"
                f"{' ...' if len(candidates) > _MOST_NAMED else ''}. Give one of these ids.",
                kinds=kinds,
                suggestions=tuple(candidates[:_MOST_NAMED]),
            )
        return found

    def _names_of(self, kinds: tuple[str, ...]) -> dict[str, set[str]]:
        classes = tuple(ox.NamedNode(_class_iri(kind)) for kind in kinds)
        terms: Bindings = {"class": classes} if classes else {}
        rows = self._store.select(library.bind(library.bare(library.part("names")), terms))
        found: dict[str, set[str]] = {}
        for row in rows.dicts():
            found.setdefault(row["thing"], {short(row["thing"])}).add(folded(row["name"]))
        return found

    def _things(self, *kinds: str) -> dict[str, str | None]:
        """Return by IRI the identifier that answers show, if any, of each thing of some classes."""
        return self._known(kinds)

    def _things_of(self, kinds: tuple[str, ...]) -> dict[str, str | None]:
        classes = tuple(ox.NamedNode(_class_iri(kind)) for kind in kinds)
        terms: Bindings = {"class": classes} if classes else {}
        rows = self._store.select(library.bind(library.text("things"), terms))
        return {row["thing"]: row.get("identifier") for row in rows.dicts()}


def closest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three of the known words, the closest first."""
    return tuple(get_close_matches(word, sorted(set(known)), n=3, cutoff=0.6))


def _class_iri(name: str) -> str:
    return name if "://" in name else NS + name.removeprefix("ofm:")


def words_of(kind: str) -> str:
    """Write the name of a class as words: MisuseVector -> misuse vector."""
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in kind)
    return spaced.strip()
