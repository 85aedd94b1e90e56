"""Who read the works of a collection, software or persons, and what was reviewed: one sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.graph.model import Collection, Readers
from ofmkg.graph.rows import Id, grouped

_UNKNOWN = "coders of whom it is not on record whether they are persons or software"


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


def sentences(every: Iterable[Collection]) -> dict[str, str]:
    """Return by collection (short id) the sentence that says who read; none where nobody did.

    Collections of which the same is to be said share the sentence; else each names its own.
    """
    found = {c.id: c for c in every if c.readers.readings}
    shared = {_sentence(c.readers, "here") for c in found.values()}
    if len(shared) == 1:
        return dict.fromkeys(found, *shared)
    return {name: _sentence(c.readers, f"of “{c.label}”") for name, c in found.items()}


def read_by(shown: Iterable[Collection]) -> list[str]:
    """Return what is said of who read, each sentence once."""
    return list(dict.fromkeys(c.read_by for c in shown if c.read_by))


def in_korean(every: Iterable[Collection], labels: Mapping[str, str]) -> dict[str, str]:
    """Return what is said of who read in Korean, by its English; `labels` are names likewise."""
    found = [c for c in every if c.read_by]
    shared = len(read_by(found)) == 1
    return {
        c.read_by: _in_korean(c.readers, "" if shared else f"‘{labels.get(c.label, c.label)}’: ")
        for c in found
        if c.read_by
    }


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


def _sentence(r: Readers, where: str) -> str:
    software = "software" + (f" ({r.read_as})" if r.read_as else "")
    if r.software == r.readings:
        head = f"All readings {where} were made by {software}"
        unreviewed = "no person has confirmed any of them"
    elif r.persons == r.readings:
        head = f"All readings {where} were made by persons"
        unreviewed = "no review of them is on record"
    else:
        parts = ((r.software, software), (r.persons, "persons"), (r.unknown, _UNKNOWN))
        made = ", ".join(f"{number} by {who}" for number, who in parts if number)
        head = f"Readings {where}: {made}"
        unreviewed = "no review of them by a person is on record"
    if not r.reviewed:
        return f"{head}; {unreviewed}."
    done = [f"{r.codings_reviewed} of {r.codings} codings"] if r.codings else []
    if r.others_reviewed:
        things = "claim or stance" if r.others_reviewed == 1 else "claims or stances"
        done.append(f"{r.others_reviewed} {things}")
    return f"{head}; persons have reviewed {' and '.join(done)}, agreeing or not, as each says."


def _in_korean(r: Readers, where: str) -> str:
    software = "소프트웨어" + (f"({r.read_as_korean})" if r.read_as_korean else "")
    if r.software == r.readings:
        head = f"{where}모든 읽기는 {software}가 했습니다"
        unreviewed = "사람이 확인한 것은 하나도 없습니다"
    elif r.persons == r.readings:
        head = f"{where}모든 읽기는 사람이 했습니다"
        unreviewed = "기록된 검토는 없습니다"
    else:
        parts = ((r.software, software), (r.persons, "사람"), (r.unknown, "기록 없음"))
        head = (
            f"{where}읽은 쪽별 읽기 수는 "
            + ", ".join(f"{who} {number}건" for number, who in parts if number)
            + "입니다"
        )
        unreviewed = "사람이 검토했다는 기록은 없습니다"
    if not r.reviewed:
        return f"{head}. {unreviewed}."
    done = [f"코딩 {r.codings}건 가운데 {r.codings_reviewed}건"] if r.codings else []
    if r.others_reviewed:
        done.append(f"주장이나 입장 {r.others_reviewed}건")
    return f"{head}. 사람이 {', '.join(done)}을 검토했으며, 동의 여부는 각각에 적혀 있습니다."
