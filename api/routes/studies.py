"""Studies as a list tells of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.graph.terms import short, short_if


@dataclass(frozen=True, slots=True)
class ListedCollection:
    """A collection that a study belongs to."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ListedStudy:
    """A study: one analysis of the misuse risk of one vector, reported in a work.

    `title` is that of the work; `locator` points into `source`, where the study is named.
    """

    id: str
    iri: str
    label: str
    work: str
    title: str | None
    vector: str
    vector_label: str
    collections: tuple[ListedCollection, ...]
    notes: tuple[str, ...]
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Studies:
    """Studies in the order of their ids."""

    studies: tuple[ListedStudy, ...]


def grouped(rows: Iterable[Mapping[str, str]]) -> Studies:
    """Return the studies in rows of the query `studies`: one row per collection and note."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault(row["study"], []).append(row)
    return Studies(tuple(_study(iri, found[iri]) for iri in sorted(found)))


def _study(iri: str, rows: list[Mapping[str, str]]) -> ListedStudy:
    first = rows[0]
    inside = {row["collection"]: row.get("collectionLabel") for row in rows}
    return ListedStudy(
        short(iri),
        iri,
        first.get("label", short(iri)),
        short(first["work"]),
        first.get("title"),
        short(first["vector"]),
        first.get("vectorLabel", short(first["vector"])),
        tuple(ListedCollection(short(c), label or short(c)) for c, label in inside.items()),
        tuple(dict.fromkeys(row["note"] for row in rows if "note" in row)),
        first.get("locator"),
        short_if(first.get("source")),
    )
