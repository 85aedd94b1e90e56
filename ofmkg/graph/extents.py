"""What was read for a collection, how far, and how much of it by two coders: said in sentences.

They go with the data in English; who speaks another language says them again in theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ofmkg.graph.model import Collection, Extents
from ofmkg.graph.readers import Say, english
from ofmkg.graph.rows import Id, grouped

THROUGH_ANOTHER = "through-another-work"  # nothing of its own text


class Number(Protocol):
    """Says one message of something single and another of several, with the count in it."""

    def __call__(self, count: int, one: str, many: str, /) -> str: ...


def counted(count: int, one: str, many: str, /) -> str:
    """Say one message of something single and another of several, as they stand."""
    return english(one if count == 1 else many, n=count)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the question `what-was-read`: works read so far, or, without use, the studies."""

    collection: Id
    use: str | None = None
    text_read: str | None = None
    works: int = 0
    studies: int = 0


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A row of the question `shared-cells`."""

    collection: Id
    cells: int = 0
    compared: int = 0
    agreed: int = 0


def extents(read: Iterable[ReadRow], shared: Iterable[SharedRow]) -> dict[str, Extents]:
    """Return by collection (short id) what was read of it."""
    cells = {row.collection: row for row in shared}
    return {
        place: _extents(rows, cells.get(place, SharedRow(place)))
        for place, rows in grouped(read, "collection").items()
    }


def _extents(rows: Iterable[ReadRow], shared: SharedRow) -> Extents:
    by_use: dict[str, dict[str, int]] = {"in-use": {}, "beside": {}}
    studies = 0
    for row in rows:
        if row.use is None:
            studies = row.studies
        else:
            by_use[row.use][row.text_read or ""] = row.works
    return Extents(
        in_use=tuple(by_use["in-use"].items()),
        beside=tuple(by_use["beside"].items()),
        studies=studies,
        cells=shared.cells,
        compared=shared.compared,
        agreed=shared.agreed,
    )


def sentence(of: Collection, say: Say = english, number: Number = counted) -> str:
    """Say how many works of a collection were read, and how far; nothing of one without works."""
    e = of.extents
    if not e.works:
        return ""
    said = [
        say(
            "“{collection}” holds {works} ({read}) and {studies}.",
            collection=of.label,
            works=number(e.works, "{n} work", "{n} works"),
            read=_read(e.in_use, say),
            studies=number(e.studies, "{n} study", "{n} studies"),
        )
    ]
    if beside := sum(n for _, n in e.beside):
        said.append(
            say(
                "Further readings stand beside those in use, of {works} ({read}).",
                works=number(beside, "{n} work", "{n} works"),
                read=_read(e.beside, say),
            )
        )
    if e.compared:
        said.append(
            say(
                "Two coders or more coded {cells}; {compared} can be compared, and they agree in "
                "{agreed} of these.",
                cells=number(e.cells, "{n} cell", "{n} cells"),
                compared=e.compared,
                agreed=e.agreed,
            )
        )
    elif e.cells:
        said.append(
            say(
                "Two coders or more coded {cells}, of which none can be compared.",
                cells=number(e.cells, "{n} cell", "{n} cells"),
            )
        )
    elif e.studies:
        said.append(say("None of its cells was coded by two coders."))
    return " ".join(said)


def _read(works: Iterable[tuple[str, int]], say: Say) -> str:
    counts = dict(works)
    known = {
        "full": say("{n} read in full", n=counts.get("full")),
        "partial": say("{n} read in part", n=counts.get("partial")),
        "abstract-only": say("{n} read by the abstract alone", n=counts.get("abstract-only")),
        THROUGH_ANOTHER: say(
            "{n} read only as another work presents them", n=counts.get(THROUGH_ANOTHER)
        ),
        "": say("{n} of which how far they were read is not on record", n=counts.get("")),
    }
    return ", ".join(told for extent, told in known.items() if counts.get(extent))
