"""Who read the works of a collection, software or persons, and what was reviewed: one sentence.

It goes with the data in English; who speaks another language says it again in theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ofmkg.graph.model import Collection, Readers
from ofmkg.graph.rows import Id, grouped


class Say(Protocol):
    """Says a message, with values in its places, in some language."""

    def __call__(self, message: str, /, **values: object) -> str: ...


def english(message: str, /, **values: object) -> str:
    """Say a message as it stands."""
    return message.format(**values)


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """A row of the question `readers`: of one kind of reader, or, without a kind, what was read."""

    collection: Id
    kind: str | None
    readings: int = 0
    read_as: str | None = None
    read_as_ko: str | None = None
    codings: int = 0
    codings_reviewed: int = 0
    others_reviewed: int = 0


def readers(rows: Iterable[ReaderRow]) -> dict[str, Readers]:
    """Return by collection (short id) who read its works."""
    return {name: _readers(name, group) for name, group in grouped(rows, "collection").items()}


def sentences(every: Iterable[Collection], say: Say = english) -> dict[str, str]:
    """Return by collection (short id) the sentence that says who read; none where nobody did.

    Collections of which the same is to be said share the sentence; else each names its own.
    """
    found = {c.id: c for c in every if c.readers.readings}
    shared = {_sentence(c.readers, None, say) for c in found.values()}
    if len(shared) == 1:
        return dict.fromkeys(found, *shared)
    return {each: _sentence(c.readers, c.label, say) for each, c in found.items()}


def read_by(shown: Iterable[Collection]) -> list[str]:
    """Return what is said of who read, each sentence once."""
    return list(dict.fromkeys(c.read_by for c in shown if c.read_by))


def _readers(name: str, rows: Iterable[ReaderRow]) -> Readers:
    by_kind = {row.kind: row for row in rows}
    none = ReaderRow(name, None)
    software, counts = by_kind.get("software", none), by_kind.get(None, none)
    return Readers(
        software=software.readings,
        persons=by_kind.get("person", none).readings,
        unknown=by_kind.get("unknown", none).readings,
        read_as=software.read_as,
        read_as_korean=software.read_as_ko,
        codings=counts.codings,
        codings_reviewed=counts.codings_reviewed,
        others_reviewed=counts.others_reviewed,
    )


def _sentence(r: Readers, of: str | None, say: Say) -> str:
    """Say who read, of a collection that is named or of all that is here."""
    if r.software == r.readings:
        by = _software(r, say)
        head = (
            say("All readings here were made by {software}", software=by)
            if of is None
            else say(
                "All readings of “{collection}” were made by {software}", collection=of, software=by
            )
        )
        unreviewed = say("no person has confirmed any of them")
    elif r.persons == r.readings:
        head = (
            say("All readings here were made by persons")
            if of is None
            else say("All readings of “{collection}” were made by persons", collection=of)
        )
        unreviewed = say("no review of them is on record")
    else:
        head = (
            say("Readings here: {made}", made=_made(r, say))
            if of is None
            else say("Readings of “{collection}”: {made}", collection=of, made=_made(r, say))
        )
        unreviewed = say("no review of them by a person is on record")
    if not r.reviewed:
        return say("{readings}; {unreviewed}.", readings=head, unreviewed=unreviewed)
    return say(
        "{readings}; persons have reviewed {reviewed}, agreeing or not, as each says.",
        readings=head,
        reviewed=_reviewed(r, say),
    )


def _software(r: Readers, say: Say) -> str:
    return say("software ({kind})", kind=r.read_as) if r.read_as else say("software")


def _made(r: Readers, say: Say) -> str:
    parts = []
    if r.software:
        parts.append(say("{n} by {software}", n=r.software, software=_software(r, say)))
    if r.persons:
        parts.append(say("{n} by persons", n=r.persons))
    if r.unknown:
        parts.append(
            say(
                "{n} by coders of whom it is not on record whether they are persons or software",
                n=r.unknown,
            )
        )
    return ", ".join(parts)


def _reviewed(r: Readers, say: Say) -> str:
    done = []
    if r.codings:
        done.append(
            say("{reviewed} of {codings} codings", reviewed=r.codings_reviewed, codings=r.codings)
        )
    if r.others_reviewed == 1:
        done.append(say("{n} claim or stance", n=1))
    elif r.others_reviewed:
        done.append(say("{n} claims or stances", n=r.others_reviewed))
    if len(done) < 2:
        return "".join(done)
    return say("{some} and {last}", some=done[0], last=done[1])
