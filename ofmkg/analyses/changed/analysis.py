"""What came between two dates, found from the dates of works in the data as they stand.

A date is that at which a work came out, never that at which it was read here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ofmkg.analyses.holdings import HoldingRow
from ofmkg.analyses.matrix import matrix
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.lexical import NO_DATE, is_date
from ofmkg.graph.model import Collection, Framework, MatrixRow, Voice
from ofmkg.graph.results import Result
from ofmkg.graph.rows import Id, records
from ofmkg.graph.terms import short

_COVERED = ("addressed", "partial")  # the best first


@dataclass(frozen=True, slots=True)
class NewWork:
    """A work that came out between the dates; not `surely` where its date leaves that open."""

    work: str
    label: str
    issued: str
    surely: bool
    studies: tuple[str, ...]
    collections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer of a new work, or credited to one; `first` if no earlier work is on record so."""

    question: str
    question_label: str
    position: str
    position_label: str
    holder: str
    work: str
    voice: Voice
    first: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A step of a threat that a new study addresses further than any earlier one on record.

    `was` is the most that earlier studies do, None where none addresses it even in part;
    `studies` are the new ones that do more, each with its collection.
    """

    vector: str
    label: str
    step: str
    was: str | None
    becomes: str
    studies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A disagreement in which new works take part.

    `opened` if before them works of fewer than two sides (of fewer than two works, where no sides
    are set) had come out.
    """

    disagreement: str
    label: str
    opened: bool
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed(Result):
    """What came after `since`, and not after `until` where that is given."""

    since: str
    until: str | None
    framework: Framework
    works: tuple[NewWork, ...]
    answers: tuple[NewAnswer, ...]
    cells: tuple[Filled, ...]
    disagreements: tuple[Joined, ...]
    collections: tuple[Collection, ...]


@dataclass(frozen=True, slots=True)
class _WorkRow:
    work: str
    issued: str
    surely: bool
    work_label: str | None = None


@dataclass(frozen=True, slots=True)
class _StudyRow:
    study: Id
    work: str
    vector: Id
    collection: Id
    vector_label: str | None = None


@dataclass(frozen=True, slots=True)
class _PartyRow:
    disagreement: Id
    work: str | None = None
    side: str | None = None
    disagreement_label: str | None = None


def changed(
    graph: Graph,
    since: str | None = None,
    until: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
) -> Changed:
    """Return what came after a date, by default that of the evidence of the default collection.

    Raises UsageError for what is no date or no span, and where no date is known to begin with.
    """
    every = graph.collections()
    begin = since or next((c.cutoff for c in every if c.is_default and c.cutoff), None)
    _check(begin, until)
    assert begin is not None  # checked
    after = {row.work: row for row in _after(graph, begin)}
    late = {row.work for row in _after(graph, until)} if until else set()
    new = {work: row for work, row in after.items() if work not in late}
    studies = records(graph.query("studies"), _StudyRow)
    answers = _answers(graph, new, late, framework, coder)
    parties = _joined(records(graph.query("disagreement-parties"), _PartyRow), set(new), late)
    by_work = defaultdict(list)
    for study in studies:
        by_work[study.work].append(study)
    said = {each.work for each in answers} | {work for each in parties for work in each.works}
    works = tuple(
        NewWork(
            short(work),
            row.work_label or short(work),
            row.issued,
            row.surely,
            tuple(sorted({each.study for each in by_work[work]})),
            tuple(sorted({each.collection for each in by_work[work]})),
        )
        for work, row in sorted(new.items(), key=lambda each: (each[1].issued, each[0]))
        if by_work[work] or short(work) in said
    )
    table = matrix(graph, "all", framework, coder)
    shown = {each for work in works for each in work.collections}
    return Changed(
        begin,
        until,
        table.framework,
        works,
        answers,
        tuple(_filled(table.rows, table.framework, studies, set(new), late)),
        parties,
        tuple(c for c in every if c.id in shown),
    )


def _check(begin: str | None, until: str | None) -> None:
    if begin is None:
        raise UsageError("Since when? Name a date: --since 2024-02-27 (in an address since=).")
    for each in (begin, until):
        if each is not None and not is_date(each):
            raise UsageError(f"{each!r} {NO_DATE}")
    if until is not None and until <= begin:
        raise UsageError(f"{until} is not after {begin}; give the earlier date as since.")


def _after(graph: Graph, day: str) -> list[_WorkRow]:
    return records(graph.query("works-after", date=day), _WorkRow)


def _answers(
    graph: Graph,
    new: Iterable[str],
    late: Iterable[str],
    framework: str | None,
    coder: str | None,
) -> tuple[NewAnswer, ...]:
    """Return the answers of new works, each once, by question and position."""
    read = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    rows = records(graph.query("answers-over-time", **read), HoldingRow)
    fresh, gone = set(new), set(late)
    known = {row.position for row in rows if row.work not in fresh | gone}
    found = {
        (row.question, row.position, row.holder, row.voice): NewAnswer(
            short(row.question),
            row.question_label or short(row.question),
            row.position or "",
            row.position_label or row.position or "",
            short(row.holder),
            short(row.work),
            row.voice,
            row.position not in known,
        )
        for row in rows
        if row.work in fresh
    }
    return tuple(sorted(found.values(), key=lambda a: (a.question, a.position, a.holder, a.voice)))


def _filled(
    rows: Iterable[MatrixRow],
    frame: Framework,
    studies: Iterable[_StudyRow],
    new: set[str],
    late: set[str],
) -> Iterable[Filled]:
    """Yield the cells that new studies fill further, by vector and step."""
    work_of = {each.study: each.work for each in studies}
    labels = {each.vector: each.vector_label or each.vector for each in studies}
    before: dict[tuple[str, int], int] = {}
    since: dict[tuple[str, int], list[tuple[int, str, str]]] = defaultdict(list)
    for row in rows:
        work = work_of.get(row.study)
        for n, cell in enumerate(row.cells):
            if work is None or work in late or cell.state not in _COVERED:
                continue
            rank = _COVERED.index(cell.state)
            if work in new:
                since[row.vector, n].append((rank, row.study, row.collection))
            else:
                before[row.vector, n] = min(rank, before.get((row.vector, n), rank))
    for (vector, n), found in sorted(since.items()):
        was = before.get((vector, n), len(_COVERED))
        best = min(rank for rank, _, _ in found)
        if best < was:
            yield Filled(
                vector,
                labels.get(vector, vector),
                frame.steps[n].step,
                _COVERED[was] if was < len(_COVERED) else None,
                _COVERED[best],
                tuple(sorted((study, place) for rank, study, place in found if rank == best)),
            )


def _joined(rows: Iterable[_PartyRow], new: set[str], late: set[str]) -> tuple[Joined, ...]:
    """Return the disagreements in which new works take part, those opened by them first."""
    by: dict[str, list[_PartyRow]] = defaultdict(list)
    for row in rows:
        by[row.disagreement].append(row)
    found = []
    for disagreement, parties in by.items():
        those = sorted({p.work for p in parties if p.work and p.work in new})
        if not those:
            continue
        sides = any(p.side for p in parties)

        def standing(works: Iterable[_PartyRow], sides: bool = sides) -> int:
            return len({p.side if sides else p.work for p in works if p.work} - {None})

        now = standing(p for p in parties if p.work not in late)
        then = standing(p for p in parties if p.work not in new | late)
        label = parties[0].disagreement_label or disagreement
        opened = then < 2 <= now
        found.append(Joined(disagreement, label, opened, tuple(map(short, those))))
    return tuple(sorted(found, key=lambda each: (not each.opened, each.disagreement)))
