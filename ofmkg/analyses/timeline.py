"""Who answered a question how, and when, vector by vector."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.holdings import Holding, HoldingRow, holdings
from ofmkg.analyses.locators import Vectors, sources_of, within
from ofmkg.analyses.parameters import CODER, FRAMEWORK, VECTOR, WITHIN
from ofmkg.analyses.question.analysis import ask
from ofmkg.analyses.question.result import Ask
from ofmkg.analyses.question.rows import AnswerRow
from ofmkg.analyses.tables import Level
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection
from ofmkg.graph.results import Result
from ofmkg.graph.rows import records
from ofmkg.graph.terms import short

ANALYSIS = Analysis(
    name="timeline",
    place=145,
    line="who answered a question how, and when",
    question="Who answered a question how, and when, per misuse vector?",
    more="Works come in the order in which they came out, those without a date last. What only we "
    "infer stands\napart. As CSV, a row for each answer and vector.",
    summary="Answers over time",
    group="corpus",
    function="ofmkg.analyses.timeline:timeline",
    layout="ofmkg.pages.timeline:document",
    outputs=(
        Output(
            "csv",
            "ofmkg.pages.timeline:to_csv",
            beside="ofmkg.pages.beside:of_collections",
            named=True,
        ),
        Output("svg", "ofmkg.pages.timeline_svg:to_svg", drawn=True),
    ),
    parameters=(
        Parameter(
            name="question",
            argument=True,
            required=True,
            metavar="QUESTION",
            of="Question",
            help="See: ofmkg query questions.",
            description="Id of a question.",
        ),
        replace(
            VECTOR,
            help="Only answers about this threat, or near it.",
            description="Only answers about this misuse vector, those above and those below it, "
            "and across vectors.",
        ),
        WITHIN,
        FRAMEWORK,
        CODER,
    ),
    table=(Level(("vectors",), ("vector", "label:vector_label")), Level(("answers",))),
)


@dataclass(frozen=True, slots=True)
class VectorTimeline:
    """The answers about one vector (None = across vectors) in order of date, undated ones last.

    An answer about several vectors stands under each of them.
    """

    vector: str | None
    label: str | None
    answers: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Timeline(Result):
    """A question with its answers over time.

    `by_inference` are those that only we infer, each once, unless inferences are taken in.
    """

    question: Ask
    vectors: tuple[VectorTimeline, ...]
    by_inference: tuple[Holding, ...]
    collections: tuple[Collection, ...]


def timeline(
    graph: Graph,
    question: str,
    vector: str | None = None,
    collection: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
) -> Timeline:
    """Return who answered a question (short id or IRI) how, and when.

    `vector` keeps what is about it, about one above or below it, or across vectors; `collection`
    what belongs to one. Raises UnknownIdError.
    """
    asked = ask(records(graph.query("answers", question=question), AnswerRow))
    read = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    rows = records(graph.query("answers-over-time", question=question, **read), HoldingRow)
    if collection not in (None, "all"):
        inside = {each.id for each in graph.shown(collection)}
        rows = within(rows, inside, sources_of(graph))
    if vector is not None:
        near = short(graph.find(vector, "MisuseVector").value)
        lying = Vectors.of(graph)
        rows = [row for row in rows if row.vector is None or lying.overlap(row.vector, near)]
    found = over_time(asked, rows, with_inferences=graph.reading.with_inferences)
    shown = {row.collection for row in rows}
    return replace(found, collections=tuple(c for c in graph.collections() if c.id in shown))


def over_time(asked: Ask, rows: Iterable[HoldingRow], *, with_inferences: bool = False) -> Timeline:
    """Return the timeline of a question from rows of the query `answers-over-time`."""
    listed = list(rows)
    held = holdings(listed, asked.label, tuple(step for step, _ in asked.steps))
    ordered = sorted(held, key=_date)
    ours = [h for h in ordered if h.stance.voice == "inference" and not with_inferences]
    said = [h for h in ordered if h not in ours]
    labels = {row.vector: row.vector_label for row in listed}
    vectors = sorted({v for h in said for v in h.stance.vectors or (None,)}, key=lambda v: v or "")
    return Timeline(
        asked,
        tuple(
            VectorTimeline(
                vector,
                labels.get(vector) if vector else None,
                tuple(h for h in said if vector in (h.stance.vectors or (None,))),
            )
            for vector in vectors
        ),
        tuple(ours),
        (),
    )


def _date(h: Holding) -> tuple[bool, str, str, str]:
    """Put what is dated first; a year alone comes before its months."""
    return h.issued is None, h.issued or "", h.stance.holder, h.id
