"""How two works differ, and what each study did on each step."""

from dataclasses import fields
from typing import Any

from ofmkg.knowledge import KnowledgeGraph

from .answers import Rows, Told, text
from .cells import read_from, state, states
from .columns import INCOMPLETE, elsewhere, of


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
    steps = [(each.step, states(each.a), states(each.b)) for each in found.steps]
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
            (relation, INCOMPLETE),
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
            of(
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
        (row.study, row.vector, row.collection, *map(state, row.cells), read_from(row.cells))
        for row in found.rows
    ]
    return text(
        Told(
            f"Which steps of the framework {found.framework.label} did each study address, assume "
            "or leave out?",
            loaded,
            found.collections,
            (INCOMPLETE, *elsewhere(found.elsewhere)),
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


def _reason(because: Any) -> str:  # noqa: ANN401 - a reason of any kind
    told = [
        f"{each.name.removesuffix('_')}={found}"
        for each in fields(because)
        if each.name != "row" and (found := getattr(because, each.name)) is not None
    ]
    return f"{because.row}: {', '.join(told)}"
