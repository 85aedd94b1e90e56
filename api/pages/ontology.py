"""The terms of the ontology for a page, by kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ofmkg.graph.terms import short
from ofmkg.knowledge import KnowledgeGraph

# How the kinds and links of the query `terms` are called on the page, in the order of the page.
KINDS = {
    "class": "Classes",
    "relation": "Relations",
    "text": "Texts and values",
    "value": "Listed values",
}
LINKS = {"broader": "Below", "domain": "Of", "range": "Leads to", "list": "In the list"}


@dataclass(slots=True)
class Term:
    """A term with what it is linked with, by kind of link: ids and labels.

    `examples` are one that fits and one that does not, where there are any.
    """

    id: str
    label: str
    korean: str | None
    definition: str
    examples: tuple[str, ...] = ()
    links: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def kinds(graph: KnowledgeGraph) -> list[tuple[str, list[Term]]]:
    """Return the terms of the ontology by kind, in the order of their labels."""
    found: dict[str, dict[str, Term]] = {kind: {} for kind in KINDS}
    examples = {
        row["term"]: (row["positiveExample"], row["negativeExample"])
        for row in graph.query("criteria", language="en").dicts()
    }
    for row in graph.query("terms").dicts():
        terms = found[row["kind"]]
        term = terms.setdefault(row["term"], _term(row, examples.get(row["term"], ())))
        if "link" in row:
            linked = (short(row["linked"]), row.get("linkedLabel", short(row["linked"])))
            term.links.setdefault(row["link"], []).append(linked)
    return [(kind, _sorted(terms.values())) for kind, terms in found.items()]


def _sorted(terms: Iterable[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: term.label.lower())


def _term(row: Mapping[str, str], examples: tuple[str, ...]) -> Term:
    id = short(row["term"])
    return Term(id, row.get("label", id), row.get("labelKo"), row["definition"], examples)
