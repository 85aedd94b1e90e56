"""One question and everything on record of it: who answers what, who only treats it, who is silent.

Pure functions over rows of the queries `answers`, `positions-on-question`, `treatments`,
`claims-expressing` and `studies`, and `answers`, which asks them of a graph.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, product

from ofmkg.analyses.compare.assumptions import Overlap
from ofmkg.analyses.compare.result import VectorRelation
from ofmkg.analyses.holdings import Holding, Unrecorded, holdings, unrecorded
from ofmkg.analyses.locators import Vectors
from ofmkg.analyses.question.result import (
    Answer,
    Answers,
    Ask,
    Exclusion,
    ExpressingClaim,
    VectorAnswers,
)
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection
from ofmkg.graph.terms import short, short_if

Row = Mapping[str, str]


def answers(
    graph: Graph,
    question: str,
    framework: str | None = None,
    coder: str | None = None,
    collection: str | None = None,
) -> Answers:
    """Return everything on record of a question, named by short id or IRI.

    `collection` keeps the studies of one collection; without it those of all are there, each with
    its collection. Raises UnknownIdError.
    """
    read = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    asked = graph.query("answers", question=question).dicts()
    held = graph.query("positions-on-question", question=question, **read).dicts()
    handled = graph.query("treatments", question=question, **read).dicts()
    other = graph.query("other-readings", question=question, **_framework(framework)).dicts()
    only = {"collection": collection} if collection and collection != "all" else {}
    studies = graph.query("studies", **only).dicts()
    about = ask(asked)
    everything = holdings([*held, *handled], about.label, tuple(step for step, _ in about.steps))
    inside = {short(row["study"]) for row in studies}
    kept = [h for h in everything if h.collection is None or h.stance.holder in inside]
    vectors = sorted({v for h in kept for v in h.stance.vectors})
    shown = {h.collection for h in kept} | {short(row["collection"]) for row in studies}
    return arranged(
        asked,
        kept,
        graph.query("claims-expressing", question=question).dicts(),
        studies,
        (Vectors.of(graph) if vectors else Vectors(())).overlap,
        tuple(c for c in graph.collections() if c.id in shown),
        [
            h
            for h in holdings(other, about.label, tuple(step for step, _ in about.steps))
            if h.coder != coder and (not only or h.collection in (None, collection))
        ],
        with_inferences=graph.reading.with_inferences,
    )


def _framework(name: str | None) -> dict[str, str]:
    return {"framework": name} if name else {}


def arranged(
    asked: Sequence[Row],
    held: Sequence[Holding],
    expressing: Sequence[Row],
    studies: Sequence[Row],
    overlap: Overlap,
    collections: tuple[Collection, ...] = (),
    beside: Sequence[Holding] = (),
    *,
    with_inferences: bool = False,
) -> Answers:
    """Put together what was asked: `asked` are rows of `answers`, `studies` those of `studies`."""
    said = [h for h in held if with_inferences or h.stance.voice != "inference"]
    found = positions(asked, held, expressing, with_inferences=with_inferences)
    return Answers(
        ask(asked),
        found,
        tuple(
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
        tuple(_by_vector(held, unrecorded(held, studies), said)),
        collections,
        tuple(beside),
    )


def ask(rows: Sequence[Row]) -> Ask:
    """Return the question from rows of the query `answers`."""
    first = rows[0]
    steps = {
        short(row["step"]): row.get("stepLabel", short(row["step"]))
        for row in rows
        if "step" in row
    }
    return Ask(
        short(first["question"]),
        first.get("questionLabel", short(first["question"])),
        first.get("text"),
        tuple(steps.items()),
        first.get("questionLocator"),
        short_if(first.get("questionSource")),
        short_if(first.get("questionAddedBy")),
    )


def positions(
    rows: Iterable[Row],
    held: Iterable[Holding],
    expressing: Iterable[Row],
    *,
    with_inferences: bool = False,
) -> tuple[Answer, ...]:
    """Return the answers to a question from rows of the query `answers`."""
    works: dict[str, set[str]] = {}
    inferred: dict[str, set[str]] = {}
    for each in held:
        if each.stance.position and each.stance.is_answer:
            ours = each.stance.voice == "inference" and not with_inferences
            counted = inferred if ours else works
            counted.setdefault(each.stance.position, set()).add(each.work)
    claims: dict[str, list[Row]] = {}
    for row in expressing:
        claims.setdefault(row["position"], []).append(row)
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        if "position" in row:
            grouped.setdefault(row["position"], []).append(row)
    return tuple(
        Answer(
            short(iri),
            group[0].get("label", short(iri)),
            tuple(sorted({short(row["against"]) for row in group if "against" in row})),
            len(works.get(short(iri), ())),
            len(inferred.get(short(iri), set()) - works.get(short(iri), set())),
            tuple(_claims(claims.get(iri, ()))),
            group[0].get("locator"),
            short_if(group[0].get("source")),
            short_if(group[0].get("addedBy")),
            group[0].get("definition"),
        )
        for iri, group in grouped.items()
    )


def _claims(rows: Iterable[Row]) -> Iterable[ExpressingClaim]:
    for claim, group in ((k, list(g)) for k, g in groupby(rows, key=lambda row: row["claim"])):
        yield ExpressingClaim(
            short(claim),
            group[0].get("statement", short(claim)),
            tuple(dict.fromkeys(short(row["work"]) for row in group if "work" in row)),
            group[0].get("locator"),
            short_if(group[0].get("source")),
            short_if(group[0].get("collection")),
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


def _by_vector(
    held: Sequence[Holding],
    missing: Mapping[str, Sequence[Unrecorded]],
    said: Sequence[Holding],
) -> Iterable[VectorAnswers]:
    kept = set(said)
    grouped: dict[str | None, list[Holding]] = {}
    for h in held:
        for vector in h.stance.vectors or (None,):
            grouped.setdefault(vector, []).append(h)
    for vector in sorted({*grouped, *missing}, key=lambda v: v or ""):
        those = grouped.get(vector, [])
        yield VectorAnswers(
            vector,
            tuple(h for h in those if h in kept and h.stance.is_answer),
            tuple(
                h
                for h in those
                if h in kept and not h.stance.is_answer and h.stance.kind != "silence"
            ),
            tuple(h for h in those if h in kept and h.stance.kind == "silence"),
            tuple(missing.get(vector, ())) if vector else (),
            tuple(h for h in those if h not in kept),
        )
