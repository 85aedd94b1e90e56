"""Lists of what there is, as tables that one can scan: studies, works, threats, releases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.graph.extents import THROUGH_ANOTHER
from ofmkg.graph.model import Cell
from ofmkg.graph.once import of_graph
from ofmkg.graph.terms import short
from ofmkg.knowledge import KnowledgeGraph

Row = Mapping[str, str]

EXTENTS = ("full", "partial", "abstract-only", THROUGH_ANOTHER)  # the most first


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a list names: id and label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work: when it came out, how much of its own text was read, and what was read in it.

    `read` is the most of the text that readings in use rest on; None if nobody read it for this.
    """

    id: str
    iri: str
    label: str
    title: str | None
    issued: str | None
    read: str | None
    vectors: tuple[Named, ...]
    studies: tuple[str, ...]
    collections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Works:
    """Works in the order of their names."""

    works: tuple[ListedWork, ...]


@dataclass(frozen=True, slots=True)
class ListedRelease:
    """A model release: who made it, when it came out, and what is adopted of its weights."""

    id: str
    iri: str
    label: str
    date: str | None
    developers: tuple[Named, ...]
    weights: str | None


@dataclass(frozen=True, slots=True)
class Releases:
    """Model releases in the order of their names."""

    releases: tuple[ListedRelease, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many studies of a collection there are."""

    collection: str
    studies: int


@dataclass(frozen=True, slots=True)
class ListedVector:
    """A misuse vector: what it is, which is above it, and how many studies analyse it."""

    id: str
    iri: str
    label: str
    definition: str | None
    broader: tuple[Named, ...]
    studies: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Misuse vectors, those that are below another after it."""

    vectors: tuple[ListedVector, ...]


def works(graph: KnowledgeGraph, inside: frozenset[str] | None = None) -> Works:
    """Return the works; with `inside` those that belong to one of these collections (ids)."""
    read = extents(graph.ask("works-read"))
    places = _several(graph.ask("collection-works"), "work", "collection")
    studies = _several(graph.ask("studies"), "work", "study")
    labels = graph.labels("MisuseVector")
    vectors = _several(graph.ask("studies"), "work", "vector")
    found: dict[str, ListedWork] = {}
    for row in graph.ask("bibliography"):
        iri = row["work"]
        belongs = places.get(iri, ())
        if iri in found or (inside is not None and not inside & set(belongs)):
            continue
        found[iri] = ListedWork(
            short(iri),
            iri,
            row.get("label", short(iri)),
            row.get("title"),
            row.get("issued"),
            read.get(iri),
            tuple(Named(each, labels.get(each, each)) for each in vectors.get(iri, ())),
            studies.get(iri, ()),
            belongs,
        )
    return Works(tuple(sorted(found.values(), key=lambda each: (each.label.lower(), each.id))))


def releases(graph: KnowledgeGraph) -> Releases:
    """Return the model releases."""
    weights = {row["release"]: row.get("adopted") for row in graph.ask("releases-by-weights")}
    found: dict[str, list[Row]] = {}
    for row in graph.ask("releases"):
        found.setdefault(row["release"], []).append(row)
    listed = (_release(iri, rows, weights.get(iri)) for iri, rows in found.items())
    return Releases(tuple(sorted(listed, key=lambda each: (each.label.lower(), each.id))))


def vectors(graph: KnowledgeGraph) -> Vectors:
    """Return the misuse vectors, each below the one that it is narrower than."""
    counts: dict[str, dict[str, set[str]]] = {}
    for row in graph.ask("studies"):
        here = counts.setdefault(row["vector"], {})
        here.setdefault(short(row["collection"]), set()).add(row["study"])
    found: dict[str, list[Row]] = {}
    for row in graph.ask("vectors"):
        found.setdefault(row["threat"], []).append(row)
    listed = {iri: _vector(iri, rows, counts.get(iri, {})) for iri, rows in found.items()}
    top = {iri: rows[0].get("broader", iri) for iri, rows in found.items()}
    names = {iri: each.label.lower() for iri, each in listed.items()}
    order = sorted(listed, key=lambda iri: (names.get(top[iri], ""), top[iri] != iri, names[iri]))
    return Vectors(tuple(listed[iri] for iri in order))


def extents(rows: Iterable[Row], of: str = "work") -> dict[str, str]:
    """Return by IRI of works, or studies, how much of their text readings in use rest on."""
    found: dict[str, str] = {}
    for row in rows:
        extent = row.get("textRead")
        if of in row and extent in EXTENTS and row.get("adopted") != "false":
            before = found.get(row[of], extent)
            found[row[of]] = min(extent, before, key=EXTENTS.index)
    return found


def _release(iri: str, rows: list[Row], weights: str | None) -> ListedRelease:
    first = rows[0]
    makers = {
        row["developer"]: row.get("developerLabel", short(row["developer"]))
        for row in rows
        if "developer" in row
    }
    return ListedRelease(
        short(iri),
        iri,
        first.get("label", short(iri)),
        first.get("date"),
        tuple(Named(short(each), label) for each, label in makers.items()),
        weights,
    )


def _vector(iri: str, rows: list[Row], counts: Mapping[str, set[str]]) -> ListedVector:
    first = rows[0]
    above = {
        row["broader"]: row.get("broaderLabel", short(row["broader"]))
        for row in rows
        if "broader" in row
    }
    return ListedVector(
        short(iri),
        iri,
        first.get("label", short(iri)),
        first.get("definition"),
        tuple(Named(short(each), label) for each, label in above.items()),
        tuple(Counted(place, len(those)) for place, those in sorted(counts.items())),
    )


def _several(
    rows: Iterable[Row], key: str, value: str, *, shorten: bool = False
) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if value in row:
            found.setdefault(short(row[key]) if shorten else row[key], {})[short(row[value])] = None
    return {each: tuple(values) for each, values in found.items()}


@dataclass(frozen=True, slots=True)
class Beside:
    """What a list of studies shows beside them.

    By study: what was `read` (IRI) and its `cells`, in the order of steps (id and collection). By
    work (id): when it came out (`dates`), and whether it analyses `open_models`.
    """

    read: Mapping[str, str]
    cells: Mapping[tuple[str, str], tuple[Cell, ...]]
    dates: Mapping[str, str]
    open_models: Mapping[str, tuple[str, ...]]


@of_graph  # each list of studies shows the same
def beside(graph: KnowledgeGraph) -> Beside:
    """Return what was read of studies, and when works came out, as far as it is known."""
    dates = {short(r["work"]): r["issued"] for r in graph.ask("bibliography") if "issued" in r}
    told = graph.part("open-models-analysed", {}).dicts()
    return Beside(
        extents(graph.ask("works-read"), of="study"),
        {(row.study, row.collection): row.cells for row in graph.matrix("all").rows},
        dates,
        _several(told, "work", "openModels", shorten=True),
    )
