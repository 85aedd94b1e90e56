"""Collections of studies, and frameworks to read them by, from the rows of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ofmkg.errors import UsageError
from ofmkg.graph import readers
from ofmkg.graph.model import Collection, Framework, Readers, Step
from ofmkg.graph.terms import short

Row = Mapping[str, str]


def framework(rows: Sequence[Row]) -> Framework:
    """Return the framework from rows of the query `steps`.

    Raises UsageError if there are none, because then no table has columns.
    """
    if not rows:
        raise UsageError("The framework has no steps in these data; check ofm:hasStep.")
    steps = {row["step"]: _step(row) for row in rows}
    iri = rows[0]["framework"]
    return Framework(
        short(iri), iri, rows[0].get("frameworkLabel", short(iri)), tuple(steps.values())
    )


def _step(row: Row) -> Step:
    name = short(row["step"])
    label = row.get("label", name)
    return Step(name, label, row.get("shortLabel", label), int(row["order"]))


def collections(rows: Iterable[Row], read: Iterable[Row] = ()) -> tuple[Collection, ...]:
    """Return the collections from rows of the query `collections`; `read` are rows of `readers`."""
    by = readers.readers(read)
    found = tuple(
        Collection(
            short(iri),
            group[0].get("label", short(iri)),
            group[0].get("isDefault") in ("true", "1"),
            group[0].get("cutoff"),
            tuple(row["caveat"] for row in group if "caveat" in row),
            by.get(short(iri), Readers()),
        )
        for iri, group in ((k, list(g)) for k, g in groupby(rows, key=lambda r: r["collection"]))
    )
    said = readers.sentences(found)
    return tuple(
        replace(c, caveats=(said[c.id], *c.caveats), read_by=said[c.id]) if c.id in said else c
        for c in found
    )
