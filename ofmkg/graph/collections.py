"""Collections of studies, and frameworks to read them by, from the rows of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ofmkg.errors import UsageError
from ofmkg.graph import readers
from ofmkg.graph.extents import sentence
from ofmkg.graph.model import Collection, Extents, Framework, Readers, Step
from ofmkg.graph.rows import Id, grouped
from ofmkg.graph.terms import short


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row of the question `steps`: a step of a framework (IRI)."""

    framework: str
    framework_label: str | None
    step: Id
    order: int
    label: str | None
    short_label: str | None


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A row of the question `collections`: a collection, and a caveat on it."""

    collection: Id
    label: str | None
    is_default: bool | None
    cutoff: str | None
    caveat: str | None


def framework(rows: Sequence[StepRow]) -> Framework:
    """Return the framework of steps.

    Raises UsageError if there are none, because then no table has columns.
    """
    if not rows:
        raise UsageError("The framework has no steps in these data; check ofm:hasStep.")
    steps = {row.step: _step(row) for row in rows}
    iri, label = rows[0].framework, rows[0].framework_label
    return Framework(
        id=short(iri),
        iri=iri,
        label=short(iri) if label is None else label,
        steps=tuple(steps.values()),
    )


def _step(row: StepRow) -> Step:
    label = row.step if row.label is None else row.label
    return Step(
        step=row.step,
        label=label,
        short_label=label if row.short_label is None else row.short_label,
        order=row.order,
    )


def collections(
    rows: Iterable[CollectionRow],
    read: Iterable[readers.ReaderRow] = (),
    extents: Mapping[str, Extents] = MappingProxyType({}),
) -> tuple[Collection, ...]:
    """Return the collections, with who read their works and how far (`extents` by short id)."""
    by = readers.readers(read)
    found = tuple(
        Collection(
            id=name,
            label=name if group[0].label is None else group[0].label,
            is_default=bool(group[0].is_default),
            cutoff=group[0].cutoff,
            caveats=tuple(row.caveat for row in group if row.caveat is not None),
            readers=by.get(name, Readers()),
            extents=extents.get(name, Extents()),
        )
        for name, group in grouped(rows, "collection").items()
    )
    said = readers.sentences(found)
    return tuple(_with(c, said.get(c.id), sentence(c) or None) for c in found)


def _with(c: Collection, read_by: str | None, was_read: str | None) -> Collection:
    """Return a collection with the sentences that are computed of it before its other caveats."""
    computed = tuple(each for each in (read_by, was_read) if each)
    return replace(c, caveats=(*computed, *c.caveats), read_by=read_by, was_read=was_read)
