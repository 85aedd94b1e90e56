"""One question and everything on record of it: who answers what, who only treats it, who is silent.

Pure functions over typed rows of the questions, and `answers`, which asks them of a graph.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from ofmkg.analyses.argument.rows import ExpressingRow
from ofmkg.analyses.compare.assumptions import Overlap
from ofmkg.analyses.compare.result import VectorRelation
from ofmkg.analyses.holdings import (
    Holding,
    HoldingRow,
    StudyRow,
    Unrecorded,
    holdings,
)
from ofmkg.analyses.locators import Vectors, sources_of, within
from ofmkg.analyses.question import counts
from ofmkg.analyses.question.result import (
    Answer,
    Answers,
    Ask,
    Exclusion,
    ExpressingClaim,
    Held,
    VectorAnswers,
)
from ofmkg.analyses.question.rows import AnswerRow
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection
from ofmkg.graph.rows import grouped, records
from ofmkg.graph.terms import short, short_if


def answers(
    graph: Graph,
    question: str,
    framework: str | None = None,
    coder: str | None = None,
    collection: str | None = None,
) -> Answers:
    """Return everything on record of a question, named by short id or IRI.

    `collection` keeps what belongs to one collection; without it that of all is there, each with
    its collection, and counted by it. Raises UnknownIdError.
    """
    read = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    of_frame = {"framework": framework} if framework else {}

    def recorded(name: str, **of: str) -> list[HoldingRow]:
        return records(graph.query(name, question=question, **of), HoldingRow)

    asked = records(graph.query("answers", question=question), AnswerRow)
    one_alone = collection not in (None, "all")
    places = graph.shown(collection) if one_alone else graph.collections()
    inside = {place.id for place in places}
    every = records(graph.asked_once("studies"), StudyRow)
    studies = [row for row in every if row.collection in inside]
    about = ask(asked)
    steps = tuple(step for step, _ in about.steps)
    in_use = (*recorded("positions-on-question", **read), *recorded("treatments", **read))
    sources = sources_of(graph)

    def held(rows: Sequence[HoldingRow]) -> tuple[Holding, ...]:
        return holdings(rows, about.label, steps, sources)

    kept = held(within(in_use, inside, sources) if one_alone else in_use)
    vectors = sorted({v for h in kept for v in h.stance.vectors})
    shown = {c for h in kept for c in h.counts_for} | {row.collection for row in studies}
    parts: dict[str | None, counts.Part] = {
        place.id: counts.part(
            held(within(in_use, {place.id}, sources)),
            [row for row in studies if row.collection == place.id],
            place.id,
        )
        for place in places
        if place.id in shown
    }
    if parts and (apart := [h for h in kept if not h.counts_for]):
        parts[None] = counts.Part(apart)
    return arranged(
        asked,
        kept,
        expressing=records(graph.query("claims-expressing", question=question), ExpressingRow),
        studies=studies,
        parts=parts,
        overlap=(Vectors.of(graph) if vectors else Vectors(())).overlap,
        collections=tuple(c for c in graph.collections() if c.id in shown),
        beside=[
            h
            for h in held(recorded("other-readings", **of_frame))
            if h.coder != coder and (not one_alone or h.collection in (None, *inside))
        ],
        with_inferences=graph.reading.with_inferences,
    )


def arranged(
    asked: Sequence[AnswerRow],
    held: Sequence[Holding],
    *,
    expressing: Sequence[ExpressingRow],
    studies: Sequence[StudyRow],
    overlap: Overlap,
    collections: tuple[Collection, ...] = (),
    parts: counts.Parts | None = None,
    beside: Sequence[Holding] = (),
    with_inferences: bool = False,
) -> Answers:
    """Put together what was asked of a question; `parts` are what is counted apart."""
    parts = parts or {None: counts.part(held, studies)}
    said = [h for h in held if with_inferences or h.stance.voice != "inference"]
    found = positions(asked, parts, expressing, with_inferences=with_inferences)
    return Answers(
        question=ask(asked),
        positions=found,
        exclusions=tuple(
            Exclusion(
                p.position,
                q,
                _threats(p.position, q, said, overlap),
                _threats(p.position, q, held, overlap),
            )
            for p in found
            for q in p.excludes
            if p.position < q
        ),
        vectors=tuple(_by_vector(held, _missing(parts), said)),
        collections=collections,
        recorded=counts.recorded(parts, with_inferences=with_inferences),
        beside=tuple(beside),
    )


def ask(rows: Sequence[AnswerRow]) -> Ask:
    """Return the question that the rows are of."""
    first = rows[0]
    steps = {
        row.step: row.step if row.step_label is None else row.step_label
        for row in rows
        if row.step is not None
    }
    name = short(first.question)
    return Ask(
        question=name,
        label=name if first.question_label is None else first.question_label,
        text=first.text,
        steps=tuple(steps.items()),
        locator=first.question_locator,
        source=first.question_source,
        added_by=first.question_added_by,
    )


def positions(
    rows: Iterable[AnswerRow],
    parts: counts.Parts,
    expressing: Iterable[ExpressingRow],
    *,
    with_inferences: bool = False,
) -> tuple[Answer, ...]:
    """Return the answers to a question."""
    claims = grouped(expressing, "position")
    found = grouped((row for row in rows if row.position is not None), "position")
    return tuple(
        _answer(
            iri,
            group,
            held=counts.held(short(iri), parts, with_inferences=with_inferences),
            claims=claims.get(iri, ()),
        )
        for iri, group in found.items()
    )


def _answer(
    iri: str,
    rows: Sequence[AnswerRow],
    *,
    held: tuple[Held, ...],
    claims: Iterable[ExpressingRow],
) -> Answer:
    first, name = rows[0], short(iri)
    return Answer(
        position=name,
        label=name if first.label is None else first.label,
        excludes=tuple(sorted({row.against for row in rows if row.against is not None})),
        held=held,
        claims=tuple(_claim(group) for group in grouped(claims, "claim").values()),
        locator=first.locator,
        source=first.source,
        added_by=first.added_by,
        definition=first.definition,
    )


def _claim(rows: Sequence[ExpressingRow]) -> ExpressingClaim:
    first = rows[0]
    return ExpressingClaim(
        claim=short(first.claim),
        statement=short(first.claim) if first.statement is None else first.statement,
        works=tuple(dict.fromkeys(short(row.work) for row in rows if row.work)),
        locator=first.locator,
        source=short_if(first.source),
        collection=short_if(first.collection),
    )


def _threats(p: str, q: str, held: Iterable[Holding], overlap: Overlap) -> VectorRelation | None:
    """Tell how the vectors relate about which different works hold two positions.

    Looks at vectors and not at pairs of works, so that it stays linear in the works.
    """
    about: dict[str, dict[str | None, set[str]]] = {p: {}, q: {}}
    for h in held:
        if h.stance.position in about and h.stance.is_answer:
            for vector in h.stance.vectors or (None,):
                about[h.stance.position].setdefault(vector, set()).add(h.work)
    relations: set[VectorRelation] = set()
    for (v, left), (w, right) in product(about[p].items(), about[q].items()):
        if len(left | right) > 1:
            same = v == w
            near = v is None or w is None or overlap(v, w)
            relations.add("same" if same else "overlapping" if near else "different")
    order: tuple[VectorRelation, ...] = ("same", "overlapping", "different")
    return next((relation for relation in order if relation in relations), None)


def _missing(parts: counts.Parts) -> dict[str, list[Unrecorded]]:
    """Return by vector the studies of all collections without a record, as they are counted."""
    found: dict[str, dict[str, Unrecorded]] = {}
    for part in parts.values():
        for vector, those in part.unrecorded.items():
            found.setdefault(vector, {}).update((each.study, each) for each in those)
    return {vector: list(those.values()) for vector, those in found.items()}


def _by_vector(
    held: Sequence[Holding],
    missing: Mapping[str, Sequence[Unrecorded]],
    said: Sequence[Holding],
) -> Iterable[VectorAnswers]:
    kept = set(said)
    about: dict[str | None, list[Holding]] = {}
    for h in held:
        for vector in h.stance.vectors or (None,):
            about.setdefault(vector, []).append(h)
    for vector in sorted({*about, *missing}, key=lambda v: v or ""):
        those = about.get(vector, [])
        told = [h for h in those if h in kept]
        silent = [h for h in told if h.stance.kind == "silence"]
        yield VectorAnswers(
            vector=vector,
            answers=tuple(h for h in told if h.stance.is_answer),
            treatments=tuple(h for h in told if not h.stance.is_answer and h not in silent),
            silences=tuple(silent),
            unrecorded=tuple(missing.get(vector, ())) if vector else (),
            by_inference=tuple(h for h in those if h not in kept),
        )
