"""What assistants can ask: functions from a graph to an answer in few words."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from ofmkg.graph.frames import shortened, value
from ofmkg.graph.library import load as question_of
from ofmkg.graph.model import Cell, Collection
from ofmkg.graph.results import Result
from ofmkg.graph.stores import Rows as Found
from ofmkg.graph.terms import short
from ofmkg.knowledge import KnowledgeGraph

from .answers import Rows, Told, text

_RESULTS = (
    "date",
    "work",
    "design",
    "measure",
    "result",
    "interval",
    "significance",
    "sample",
    "models",
    "openModels",
    "byDeveloper",
    "textRead",
    "locator",
    "source",
    "codedBy",
    "claim",
)
_INCOMPLETE = (
    "Incomplete does not mean flawed. Outcomes are readings by coders, not authors' scores."
)


def compare(graph: KnowledgeGraph, loaded: str, a: str, b: str) -> str:
    """Return how two works differ. Raises UnknownIdError."""
    found = graph.compare(a, b)
    places = tuple(
        each for each in graph.collections() if each.id in (found.a.collection, found.b.collection)
    )
    relation = {
        "same": "They speak of the same threats.",
        "overlapping": "They speak of overlapping threats.",
        "different": "They speak of different threats, so that nothing below is a contradiction by "
        "itself.",
        "unknown": "Whether they speak of the same threats is not on record.",
    }[found.vector_relation]
    sides = [
        (key, side.id, side.label, side.vectors, side.collection, side.issued, side.text_read)
        for key, side in (("a", found.a), ("b", found.b))
    ]
    differences = [
        (each.kind, each.voice, each.unsure, "; ".join(map(_reason, each.because)))
        for each in (*found.differences, *found.by_inference)
    ]
    steps = [(each.step, _states(each.a), _states(each.b)) for each in found.steps]
    documented = [
        (each.disagreement, each.label, each.type, "a" if each.a else "-", "b" if each.b else "-")
        for each in found.documented
    ]
    return text(
        Told(
            f"Which assumptions differ between {found.a.label} (a) and {found.b.label} (b), and "
            "which steps did each address, assume or leave out?",
            loaded,
            places,
            (relation, _INCOMPLETE),
        ),
        (
            Rows(
                "works",
                ("side", "id", "label", "vectors", "collection", "issued", "text read"),
                sides,
            ),
            Rows(
                "differences that keep them from being compared, or say why they differ",
                ("kind", "voice", "codings that could be otherwise", "because"),
                differences,
            ),
            Rows("steps", ("step", "a", "b"), steps),
            _of(
                "answers to questions, by how they compare",
                found,
                (
                    "class",
                    "question",
                    "side",
                    "kind",
                    "label",
                    "mode",
                    "voice",
                    "locator",
                    "source",
                ),
            ),
            Rows(
                "disagreements on record",
                ("disagreement", "label", "type", "a takes part", "b takes part"),
                documented,
            ),
        ),
    )


def matrix(graph: KnowledgeGraph, loaded: str, collection: str | None = None) -> str:
    """Return studies by steps. Raises UnknownIdError."""
    found = graph.matrix(collection)
    steps = [each.step for each in found.framework.steps]
    made = [
        (row.study, row.vector, row.collection, *map(_state, row.cells), _read_from(row.cells))
        for row in found.rows
    ]
    return text(
        Told(
            f"Which steps of the framework {found.framework.label} did each study address, assume "
            "or leave out?",
            loaded,
            found.collections,
            (_INCOMPLETE, *_elsewhere(found.elsewhere)),
        ),
        [
            Rows(
                "studies",
                ("study", "vector", "collection", *steps, "read from"),
                made,
                "name a collection, or compare two works",
            )
        ],
    )


def question(graph: KnowledgeGraph, loaded: str, id: str) -> str:
    """Return who answers a question how. Raises UnknownIdError."""
    found = graph.question(id)
    answers = [
        (each.position, each.label, each.excludes, each.definition) for each in found.positions
    ]
    columns = ("part", "study", "work", "label", "kind", "position", "mode", "voice", "vectors")
    more = ("collection", "coder", "text_read", "locator", "source")
    every = _of("who answers, treats or is silent", found, (*columns, *more))
    at = every.columns.index("part")
    # Who answers about several threats stands under each.
    shown = list(dict.fromkeys(tuple(row) for row in every.rows if row[at] != "unrecorded"))
    left = len({row[1] for row in every.rows if row[at] == "unrecorded"})
    note = f"Of {left} studies nothing is recorded on it, which is no answer and no silence."
    return text(
        Told(
            f"{found.question.label}: {found.question.text or ''}".strip(" :"),
            loaded,
            found.collections,
            (note,) if left else (),
        ),
        (
            Rows("answers there are", ("position", "label", "excludes", "definition"), answers),
            Rows(every.name, columns[:1] + columns[2:] + more, [(r[0], *r[2:]) for r in shown]),
        ),
    )


def disagreement(graph: KnowledgeGraph, loaded: str, id: str | None = None) -> str:
    """Return who stands where in a disagreement, or which there are. Raises UnknownIdError."""
    if id is None:
        listed = graph.disagreements()
        return text(
            Told(
                "Which disagreements are on record?",
                loaded,
                listed.collections,
                _elsewhere(listed.elsewhere),
            ),
            [
                Rows(
                    "disagreements",
                    ("disagreement", "label", "type", "works that take part", "causes on record"),
                    [
                        (
                            each.disagreement,
                            each.label,
                            each.type,
                            len({party.work for party in each.parties}),
                            tuple(cause.cause for cause in each.causes if cause.recorded),
                        )
                        for each in listed.disagreements
                    ],
                    "give the id of one",
                )
            ],
        )
    page = graph.disagreement(id)
    found = page.dispute
    causes = [
        (each.cause, each.agreement, tuple(by.diagnosed_by for by in each.recorded))
        for each in found.causes
    ]
    return text(
        Told(
            f"{found.label} ({found.type or 'kind not on record'})",
            loaded,
            tuple(each for each in graph.collections() if each.id == found.collection),
            (f"Explanation on record: {found.explanation}",) if found.explanation else (),
        ),
        (
            _of(
                "parties",
                page,
                ("work", "side", "voice", "claim", "statement", "locator", "source"),
            ),
            Rows("causes", ("cause", "recorded and computed", "diagnosed by"), causes),
        ),
    )


def gaps(graph: KnowledgeGraph, loaded: str, collection: str | None = None) -> str:
    """Return how many studies of each threat do what on each step. Raises UnknownIdError."""
    found = graph.gaps(collection)
    columns = ("collection", "vector", "step", "level", "addressed", "partial", "assumed")
    more = ("skipped", "uncoded", "unsure", "inferred", "at_least")
    return text(
        Told(
            "How many studies of each threat address, treat in part, assume or leave out each "
            "step?",
            loaded,
            found.collections,
            (
                "level: nobody = two or more studies were judged and none addresses it; "
                "not-in-those-read and no-study say nothing of the world.",
                _INCOMPLETE,
                *_elsewhere(found.elsewhere),
            ),
        ),
        [_of("threats by steps", found, (*columns, *more))],
    )


def results(
    graph: KnowledgeGraph, loaded: str, baseline: str | None = None, work: str | None = None
) -> str:
    """Return results that are set against a baseline. Raises UnknownIdError."""
    given = {"baseline": baseline, "work": work}
    asked = {name: each for name, each in given.items() if each}
    found = graph.query("results-against-baseline", **asked)
    return text(
        Told(
            question_of("results-against-baseline").summary,
            loaded,
            _with_studies(graph),
            (
                "Results stand side by side and are never pooled: designs, measures, models and "
                "dates differ.",
            ),
            across=True,
        ),
        [_picked("results", found, _RESULTS, "name a work or a baseline")],
    )


def search(graph: KnowledgeGraph, loaded: str, words: str, kind: str | None = None) -> str:
    """Return things that have words in their names or statements. Raises UnknownIdError."""
    found = graph.search(*words.split(), kind=kind)
    made = [
        (each.id, each.kinds, each.label, _who(each.said), each.collections) for each in found.found
    ]
    return text(
        Told(
            f"What has the words {words!r}?",
            loaded,
            _with_studies(graph),
            (
                f"{found.total} things were found.",
                *(
                    f"Nothing has {each.word!r}: {', '.join(each.by)} was looked for instead."
                    for each in found.instead
                ),
                *(
                    f"Nothing has {each.word!r}; near it are: {', '.join(each.near)}."
                    for each in found.alone
                    if each.near
                ),
                "A claim is what somebody asserts: say who.",
            ),
            across=True,
        ),
        [
            Rows(
                "found",
                ("id", "kinds", "label", "said by", "collections"),
                made,
                "give more words, or a kind such as Study, Claim or Question",
            )
        ],
    )


def thing(graph: KnowledgeGraph, loaded: str, id: str) -> str:
    """Return what is stated of a thing, and what points to it. Raises UnknownIdError."""
    found = graph.query("statements", thing=id)
    made = [
        (
            row["thing"],
            row["direction"],
            row["propertyLabel"] or shortened(row["property"]),
            shortened(row["value"]),
            row["valueLabel"],
        )
        for row in found
        if row["language"] in (None, "en")
    ]
    made.sort(key=lambda row: (row[1] == "in", str(row[0])))
    return text(
        Told(f"What is on record of {id}?", loaded, _with_studies(graph), across=True),
        [
            Rows(
                "statements (out: of it; in: others that point to it)",
                ("thing", "direction", "property", "value", "label"),
                [(short(str(row[0])), *row[1:]) for row in made],
            )
        ],
    )


def table(name: str, found: Found) -> Rows:
    """Return the rows of a query as a table; things of ours by their short ids."""
    return _picked(name, found, found.columns, "use LIMIT and OFFSET, or fewer variables")


def _picked(name: str, found: Found, columns: Sequence[str], narrower: str) -> Rows:
    at = [found.columns.index(column) for column in columns]
    made = [tuple(shortened(value(row[n])) for n in at) for row in found.rows]
    return Rows(name, tuple(columns), made, narrower)


def _of(name: str, result: Result, columns: Sequence[str]) -> Rows:
    """Return some columns of the table of a result."""
    every, found = result.table()
    at = [every.index(column) for column in columns]
    return Rows(name, tuple(columns), [tuple(row[n] for n in at) for row in found])


def _with_studies(graph: KnowledgeGraph) -> tuple[Collection, ...]:
    return graph.shown("all")


def _elsewhere(counted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    told = ", ".join(f"{number} in {name}" for name, number in counted)
    return (f"More studies: {told}. Nothing is counted across collections.",) if told else ()


def _states(cells: Sequence[Cell]) -> str:
    if len(cells) == 1:
        return _state(cells[0])
    return "; ".join(f"{each.study}: {_state(each)}" for each in cells) or "no study"


def _state(cell: Cell) -> str:
    """Return the state of a cell with what must travel with it."""
    told = [
        "by our inference" if cell.voice == "inference" else "",
        f"could be {cell.alternative}" if cell.alternative else "",
        f"coders differ ({', '.join(f'{o.coder}: {o.outcome}' for o in cell.others)})"
        if cell.contested
        else "",
        "at least" if cell.lower_bound else "",
        f"decided by {cell.decision.who}" if cell.decision else "",
        "a reply is on record" if cell.replies else "",
    ]
    more = "; ".join(each for each in told if each)
    return f"{cell.state} [{more}]" if more else cell.state


def _read_from(cells: Sequence[Cell]) -> str:
    read = dict.fromkeys(
        f"{each.source} ({each.text_read}), {each.coder} ({each.coder_kind})"
        for each in cells
        if each.source
    )
    return "; ".join(read)


def _reason(because: Any) -> str:  # noqa: ANN401 - a reason of any kind
    told = [
        f"{each.name.removesuffix('_')}={found}"
        for each in fields(because)
        if each.name != "row" and (found := getattr(because, each.name)) is not None
    ]
    return f"{because.row}: {', '.join(told)}"


def _who(said: Any) -> str | None:  # noqa: ANN401 - who says it, as far as that is known
    return None if said is None else f"{', '.join(said.who)} ({said.voice})"
