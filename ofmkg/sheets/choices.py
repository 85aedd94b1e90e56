"""The ids that a sheet may name, by kind, with what they mean: the table beside the others."""

from ofmkg.graph.terms import short
from ofmkg.sheets import rules
from ofmkg.sheets.rows import Rows
from ofmkg.sheets.tables import Column, Layout, layout
from ofmkg.sheets.vocabulary import Vocabulary

_HEADINGS = ["kind", "id", "label", "question", "meaning"]
_ASKED = ("answers", "handlingOf")  # from an answer to its question


def kinds(form: Layout | None = None) -> tuple[str, ...]:
    """Return every kind of thing that some column names, in the order of columns."""
    form = form or layout()
    every: tuple[Column, ...] = (*form.head, *(c for t in form.tables for c in t.columns))
    return tuple(dict.fromkeys(column.kind for column in every if column.kind))


def table(vocabulary: Vocabulary) -> Rows:
    """Return all ids, those of one kind beneath each other."""
    return [_HEADINGS, *(row for kind in kinds() for row in _rows(kind, vocabulary))]


def _rows(kind: str, vocabulary: Vocabulary) -> Rows:
    rows: Rows = []
    for name in sorted(rules.known_ids(kind, vocabulary)):
        found = (vocabulary.find(each, name) for each in rules.KINDS.get(kind, (kind,)))
        thing = next((each for each in found if each), None)
        links = thing.links if thing else {}
        asked = sorted(short(iri) for link in _ASKED for iri in links.get(link, ()))
        said = (thing.label, thing.definition) if thing else ("", "")
        rows.append([kind, name, said[0], " ".join(asked), said[1]])
    return rows
