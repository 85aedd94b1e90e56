"""Who is recorded with what on a question."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from ofmkg.graph.model import Stance, Voice
from ofmkg.graph.rows import Id, grouped
from ofmkg.graph.terms import short, short_if

Sources = Mapping[str, Set[str]]  # the works that each collection is read from
_KINDS = {"found": "finding", "credited": "attributed", "treats": "treatment"}


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A row of a question that tells who holds, or only treats, what: a stance and a vector of it.

    Such are `positions-on-question`, `answers-over-time`, `treatments` and `other-readings`.
    Questions, stances, holders, works, sources and coders are IRIs.
    """

    question: str
    stance: str
    holder: str
    work: str
    voice: Voice
    kind: str = ""
    question_label: str | None = None
    position: Id | None = None
    position_label: str | None = None
    handling: Id | None = None
    handling_label: str | None = None
    holder_label: str | None = None
    collection: Id | None = None
    vector: Id | None = None
    vector_label: str | None = None
    statement: str | None = None
    basis: str | None = None
    locator: str | None = None
    source: str | None = None
    coded_by: str | None = None
    text_read: str | None = None
    issued: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A row of the question `studies`: a study in a collection."""

    study: Id
    work: Id
    vector: Id
    collection: Id
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """What one study or work is recorded with on the question, and who recorded it.

    `counts_for` are the collections it counts for: those of the study, or of a work read as a whole
    for them; for what is neither, those that are read from the work which says it; else none.
    `coder` is None for what a work credits another with; `collection` for what is no study;
    `text_read` tells how much that coder read, `issued` when the work came out (ISO 8601, as
    exactly as it is known), where the rows say it.
    """

    stance: Stance
    id: str
    label: str
    work: str
    coder: str | None
    collection: str | None
    text_read: str | None = None
    issued: str | None = None
    counts_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A study of which nothing is recorded on the question, which says nothing of its view."""

    study: str
    label: str
    collection: str


def holdings(
    rows: Iterable[HoldingRow],
    label: str,
    steps: tuple[str, ...],
    sources: Sources | None = None,
) -> tuple[Holding, ...]:
    """Return who is recorded with what, by stance and holder.

    `label` and `steps` are those of the question; `sources` are named as the rows name theirs.
    """
    # stances of several holders may share a short id
    found = {
        (stance, holder, coder or ""): group
        for (stance, holder, coder), group in grouped(rows, "stance", "holder", "coded_by").items()
    }
    return tuple(_holding(found[key], label, steps, sources or {}) for key in sorted(found))


def places_of(h: Holding) -> tuple[str | None, ...]:
    """Return the collections for which something counts; (None,) where there is none."""
    return h.counts_for or (None,)


def counted_for(row: HoldingRow, sources: Sources) -> set[str]:
    """Return the collections for which a row counts, each once."""
    if row.collection is not None:
        return {row.collection}
    return {collection for collection, works in sources.items() if row.source in works}


def unrecorded(held: Iterable[Holding], studies: Iterable[StudyRow]) -> dict[str, list[Unrecorded]]:
    """Return by vector the studies of which nothing is recorded on the question.

    What is recorded of the work that reports a study, about its vector or all, counts for it.
    """
    known = {h.stance.holder for h in held if h.collection}
    works = {(h.work, v) for h in held if not h.collection for v in h.stance.vectors or (None,)}
    found: dict[str, dict[str, Unrecorded]] = {}
    for row in studies:
        if row.study not in known and not {(row.work, row.vector), (row.work, None)} & works:
            label = row.study if row.label is None else row.label
            study = Unrecorded(row.study, label, row.collection)
            found.setdefault(row.vector, {})[row.study] = study
    return {vector: list(those.values()) for vector, those in found.items()}


def _holding(
    rows: Sequence[HoldingRow], label: str, steps: tuple[str, ...], sources: Sources
) -> Holding:
    first = rows[0]
    silent = first.handling is not None and first.kind != "treats"
    of_kind = "silence" if silent else _KINDS.get(first.kind, "assumption")
    name = first.position or first.handling or short(first.stance)
    labels = (first.position_label, first.handling_label, name)
    found = first.kind if first.kind == "found" or of_kind == "assumption" else None
    holder = short(first.holder)
    return Holding(
        stance=Stance(
            holder=holder,
            kind=of_kind,
            question=short(first.question),
            question_label=label,
            steps=steps,
            position=first.position,
            label=next(each for each in labels if each is not None),
            mode=found,
            statement=first.statement,
            basis=first.basis,
            vectors=tuple(sorted({row.vector for row in rows if row.vector})),
            locator=first.locator,
            source=short(first.source or ""),
            voice=first.voice,
            note=" ".join(dict.fromkeys(row.note for row in rows if row.note)) or None,
        ),
        id=short(first.stance),
        label=holder if first.holder_label is None else first.holder_label,
        work=short(first.work),
        coder=short_if(first.coded_by),
        collection=first.collection,
        text_read=first.text_read,
        issued=first.issued,
        counts_for=tuple(sorted(set().union(*(counted_for(row, sources) for row in rows)))),
    )
