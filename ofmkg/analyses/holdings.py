"""Who is recorded with what on a question: rows of `positions-on-question` and `treatments`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.graph.model import Stance
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import notes, voice

Row = Mapping[str, str]
_KINDS = {"found": "finding", "credited": "attributed", "treats": "treatment"}


@dataclass(frozen=True, slots=True)
class Holding:
    """What one study or work is recorded with on the question, and who recorded it.

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


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A study of which nothing is recorded on the question, which says nothing of its view."""

    study: str
    label: str
    collection: str


def holdings(rows: Iterable[Row], label: str, steps: tuple[str, ...]) -> tuple[Holding, ...]:
    """Return who is recorded with what, from rows of `positions-on-question` and `treatments`.

    `label` and `steps` are those of the question.
    """
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:  # stances of several holders may share a short id
        key = (row["stance"], row["holder"], row.get("codedBy", ""))
        grouped.setdefault(key, []).append(row)
    return tuple(_holding(group, label, steps) for _, group in sorted(grouped.items()))


def unrecorded(held: Iterable[Holding], studies: Iterable[Row]) -> dict[str, list[Unrecorded]]:
    """Return by vector the studies of which nothing is recorded on the question.

    What is recorded of the work that reports a study, about its vector or all, counts for it.
    """
    known = {h.stance.holder for h in held if h.collection}
    works = {(h.work, v) for h in held if not h.collection for v in h.stance.vectors or (None,)}
    found: dict[str, dict[str, Unrecorded]] = {}
    for row in studies:
        name, work, vector = (short(row[key]) for key in ("study", "work", "vector"))
        if name not in known and not {(work, vector), (work, None)} & works:
            found.setdefault(vector, {})[name] = Unrecorded(
                name, row.get("label", name), short(row["collection"])
            )
    return {vector: list(those.values()) for vector, those in found.items()}


def _holding(rows: Sequence[Row], label: str, steps: tuple[str, ...]) -> Holding:
    first = rows[0]
    kind = first.get("kind", "")
    silent = "handling" in first and kind != "treats"
    of_kind = "silence" if silent else _KINDS.get(kind, "assumption")
    name = short(first.get("position", first.get("handling", first["stance"])))
    return Holding(
        Stance(
            holder=short(first["holder"]),
            kind=of_kind,
            question=short(first["question"]),
            question_label=label,
            steps=steps,
            position=short_if(first.get("position")),
            label=first.get("positionLabel", first.get("handlingLabel", name)),
            mode="found" if kind == "found" else kind if of_kind == "assumption" else None,
            statement=first.get("statement"),
            basis=first.get("basis"),
            vectors=tuple(sorted({short(row["vector"]) for row in rows if "vector" in row})),
            locator=first.get("locator"),
            source=short(first.get("source", "")),
            voice=voice(first),
            note=notes(rows),
        ),
        short(first["stance"]),
        first.get("holderLabel", short(first["holder"])),
        short(first["work"]),
        short_if(first.get("codedBy")),
        short_if(first.get("collection")),
        first.get("textRead"),
        first.get("issued"),
    )
