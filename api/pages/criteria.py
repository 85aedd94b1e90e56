"""What the words of a reading mean: for a page of their own, and in brief on other pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from ofmkg.graph.terms import NS, PREFIXES, short
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.messages import Language

_DEFINITION = PREFIXES["skos"] + "definition"
# What explains a thing on its page beside its definition, in this order.
_OF_STEPS = ("addressedIf", "partialIf", "absentIf")
_MORE = tuple(NS + name for name in (*_OF_STEPS, "positiveExample", "negativeExample"))


@dataclass(frozen=True, slots=True)
class Group:
    """Words that are told apart from each other: outcomes, kinds of stance, modes ..."""

    id: str
    label: str
    words: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Criteria:
    """The steps with their criteria, and the words; each as a row of its query.

    `names` are what the criteria of steps are called in English, by their column, in order.
    """

    names: Mapping[str, str]
    steps: tuple[Mapping[str, str], ...]
    groups: tuple[Group, ...]


def criteria(graph: KnowledgeGraph, language: Language) -> Criteria:
    """Return the criteria of a graph in a language."""
    rows = graph.query("criteria", language=language).dicts()
    labels = {short(row["term"]): row.get("label") for row in graph.query("terms").dicts()}
    return Criteria(
        {name: labels.get(name) or name for name in _OF_STEPS},
        tuple(graph.query("step-criteria", language=language).dicts()),
        tuple(_group(list(found)) for _, found in groupby(rows, key=lambda row: row["list"])),
    )


def _group(rows: list[dict[str, str]]) -> Group:
    name = short(rows[0]["list"])
    return Group(name, rows[0].get("listLabel", name), tuple(rows))


def outcomes(graph: KnowledgeGraph) -> tuple[tuple[str, str], ...]:
    """Return label and definition of the outcomes, those of the scale first."""
    rows = graph.query("outcomes").dicts()
    rows.sort(key=lambda row: ("place" not in row, int(row.get("place", 0))))
    return tuple((row["label"], row.get("definition", "")) for row in rows if "label" in row)


# A text that is stated of a thing: property, its English name, language, text.
Said = tuple[str, str | None, str | None, str]


def explained(statements: Iterable[Said], language: Language) -> dict[str, str]:
    """Return what explains a thing, in a language or else in English.

    The definition has an empty name, everything else the English name of its property.
    """
    found: dict[str, tuple[str, str]] = {}
    for iri, name, written, text in statements:
        if written == language or (written == "en" and iri not in found):
            found[iri] = ("" if iri == _DEFINITION else name or short(iri), text)
    return dict(found[iri] for iri in (_DEFINITION, *_MORE) if iri in found)
