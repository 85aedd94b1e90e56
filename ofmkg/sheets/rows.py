"""From the content of a sheet to the rows of its tables, and the table of ids to choose from."""

from collections.abc import Mapping, Sequence
from typing import Any

from ofmkg.graph.terms import short
from ofmkg.sheets import rules
from ofmkg.sheets.cells import written
from ofmkg.sheets.tables import HEAD, KEY, VALUE, Column, Layout, Table, layout
from ofmkg.sheets.things import ASKED, Thing
from ofmkg.sheets.vocabulary import Vocabulary

Rows = list[list[str]]
_HEADINGS = ["kind", "id", "label", "question", "meaning"]
_OF_READINGS = {"Claim"}  # what each work says
_LISTED = {"Question", "Position", "Handling"}


def to_rows(data: Mapping[str, Any], form: Layout | None = None) -> dict[str, Rows]:
    """Return every table by name, the headings first; also those without rows, to be filled."""
    form = form or layout()
    found: dict[str, Rows] = {HEAD: [[KEY, VALUE]]}
    for column in form.head:
        found[HEAD].append([column.name, _at(data, column)])
    found.update({table.name: [list(table.headings)] for table in form.tables})
    for table in form.tables:
        if table.alone:
            _take(data, table, "", form, found)
    return found


def _take(
    owner: Mapping[str, Any], table: Table, reference: str, form: Layout, found: dict[str, Rows]
) -> None:
    for row in _within(owner, table.path) or ():
        first = [reference] if table.reference else []
        found[table.name].append([*first, *(_at(row, column) for column in table.columns)])
        for inner in form.tables:
            if inner.owner == table.name:
                _take(row, inner, str(row.get(table.key, "")), form, found)


def _at(data: Mapping[str, Any], column: Column) -> str:
    value = _within(data, column.path)
    return "" if value is None else written(value, column)


def _within(data: Any, path: Sequence[str]) -> Any:  # noqa: ANN401 - text, list or mapping
    for key in path:
        data = None if data is None else data.get(key)
    return data


def _is_for_all(thing: Thing, vocabulary: Vocabulary) -> bool:
    """Tell whether an id is on a list, where there are such lists, as is what it answers."""
    asked = [vocabulary.described(iri) for link in ASKED for iri in thing.links.get(link, ())]
    every = [thing, *filter(None, asked)]
    return thing.kinds.isdisjoint(_LISTED) or all(map(vocabulary.is_shared, every))


def kinds(form: Layout | None = None) -> tuple[str, ...]:
    """Return every kind of thing that some column names, in the order of columns."""
    form = form or layout()
    every: tuple[Column, ...] = (*form.head, *(c for t in form.tables for c in t.columns))
    return tuple(dict.fromkeys(column.kind for column in every if column.kind))


def choices(vocabulary: Vocabulary, *, blind: bool = False) -> Rows:
    """Return all ids, those of one kind beneath each other; `blind` to what single works say."""
    return [_HEADINGS, *(row for kind in kinds() for row in _ids(kind, vocabulary, blind))]


def _ids(kind: str, vocabulary: Vocabulary, blind: bool) -> Rows:
    rows: Rows = []
    for name in sorted(rules.known_ids(kind, vocabulary)):
        found = (vocabulary.find(each, name) for each in rules.KINDS.get(kind, (kind,)))
        thing = next((each for each in found if each), None)
        if blind and (kind in _OF_READINGS or (thing and not _is_for_all(thing, vocabulary))):
            continue
        links = thing.links if thing else {}
        asked = sorted(short(iri) for link in ASKED for iri in links.get(link, ()))
        said = (thing.label, thing.definition) if thing else ("", "")
        rows.append([kind, name, said[0], " ".join(asked), said[1]])
    return rows
