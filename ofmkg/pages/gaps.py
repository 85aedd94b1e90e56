"""The map of gaps as a document, and as CSV."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.cells import cell_len

from ofmkg.analyses.gaps.analysis import Gaps, VectorGaps
from ofmkg.analyses.gaps.cells import GapCell
from ofmkg.analyses.gaps.study_cells import StudyCell
from ofmkg.graph.model import Collection
from ofmkg.pages import csv_text
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.gaps_brief import in_brief
from ofmkg.pages.gaps_legend import legend, sources
from ofmkg.pages.gaps_words import (
    changed,
    counted,
    few,
    level_word,
    naming,
    on_naming,
    place_heading,
    study_reading,
    threat,
    title,
)
from ofmkg.pages.messages import (
    Text,
    join,
    lower_first,
    name,
    number,
    say,
    typed,
)
from ofmkg.pages.widths import wrap
from ofmkg.pages.words import Words

_COLUMNS = ("collection", "vector", "label", "broader", "studies", "step", "level", "unsure")
_FLAGS = ("at_least", "ambiguous", "contested", "inferred")
_STATES = ("addressed", "partial", "assumed", "skipped", "uncoded")
_HEAD = 16  # characters for the name of a vector
_CELL = 9
_MOST = 60  # items of one list; what is beyond them is counted, and is all there in the CSV


def document(result: Gaps, words: Words) -> Page:
    """Return the map in words, numbers and plain signs, with what changes, legend and sources."""
    return tuple(_blocks(result, words))


def to_csv(result: Gaps) -> str:
    """Return a row per collection, vector and step: counts, level, how sure, and which studies.

    The last columns tell whether a study may do more than the level says, and how many of the
    codings that decide it are ambiguous, contested, or assumed by our inference alone.
    """
    head = [*_COLUMNS, *_STATES, *(f"{state}_by" for state in _STATES), "named_by", *_FLAGS]
    return csv_text.to_csv((head, *_rows(result)))


def _rows(result: Gaps) -> Iterator[list[csv_text.Value]]:
    for row in result.vectors:
        broader = ";".join(row.broader)
        head = (row.collection, row.vector, row.label, broader, len(row.studies))
        for cell in row.cells:
            by = (";".join(c.study for c in cell.studies if c.state == s) for s in _STATES)
            counts = (getattr(cell, state) for state in _STATES)
            naming = ";".join(each.study for each in row.named_by)
            flags = (int(getattr(cell, flag)) for flag in _FLAGS)
            level = (cell.step, cell.level, cell.unsure)
            yield [*head, *level, *counts, *by, naming, *flags]


def _blocks(g: Gaps, words: Words) -> Iterable[Block]:
    yield Heading(title(), 1)
    for place in g.collections:
        yield from _place(place, [row for row in g.vectors if row.collection == place.id], g, words)
    if not g.collections:
        yield Paragraph(say("The data hold no study."))
    yield Heading(say("Legend"))
    yield Items(tuple(Item(text) for text in legend(g, words)))
    yield Heading(say("Sources"))
    yield Items(_capped([Item(text) for text in sources(g, words)]))
    for label, hidden in g.elsewhere:
        yield Paragraph(
            number(
                hidden,
                "Not shown: {n} study of the collection {collection}{how}.",
                "Not shown: {n} studies of the collection {collection}{how}.",
                how=typed("--collection all"),
                collection=repr(str(name(label))),
            )
        )


def _place(place: Collection, rows: Sequence[VectorGaps], g: Gaps, words: Words) -> Iterable[Block]:
    yield Heading(place_heading(place, rows))
    brief = in_brief(rows, g.framework, words, plain=g.changes is None)
    yield Items(tuple(Item(text) for text in brief))
    columns = (say("Vector"), *(name(step.short_label) for step in g.framework.steps))
    shown = [row for row in rows if row.studies or not row.broader]
    lines = tuple((_head(row), *(_cell(cell, words) for cell in row.cells)) for row in shown)
    yield Table(columns, lines, _widths(columns, lines))
    yield Items(tuple(Item(name(caveat)) for caveat in place.caveats))
    if g.changes is not None:
        yield Heading(say("What changes against the data as they stand"), 3)
        yield Items(_capped(changed(rows, g, words)))
    below = [row for row in rows if row.broader and not row.studies]
    if below:
        yield Heading(say("Narrower threats without a study of their own"), 3)
        yield Paragraph(on_naming())
        yield Items(_capped([_threat(row, words) for row in below]))
    yield from _listed(
        say("Two studies or more were read, and nobody addresses it, not even in part"),
        lambda cell: cell.level == "nobody",
        rows,
        g,
        words,
    )
    yield from _listed(
        say("Not addressed by the one study read, or by those that could be judged"),
        lambda cell: cell.level == "not-in-those-read",
        rows,
        g,
        words,
    )
    yield from _listed(
        say("Not coded: nothing is known of these"),
        lambda cell: cell.level == "uncoded",
        rows,
        g,
        words,
    )
    yield from _listed(
        say("Resting on codings that are not sure, and on nothing else"),
        lambda cell: cell.unsure == "all",
        rows,
        g,
        words,
    )


def _head(row: VectorGaps) -> Text:
    """Return the name of a vector on narrow lines, with its number of studies."""
    label = wrap(threat(row), _HEAD, "> " if row.broader else "")
    studies = number(len(row.studies), "{n} study", "{n} studies")
    return join("\n", (*(_linked(line, row.vector) for line in label), studies))


def _linked(line: str, vector: str) -> Text:
    begin = 2 * line.startswith("> ")
    return join("", (line[:begin], name(line[begin:], vector)))


def _cell(cell: GapCell, words: Words) -> str:
    signs = [f"{words.states[state].symbol} {studies}" for state, studies in counted(cell)]
    signs += ["?"] if cell.unsure == "all" else []
    lines = [" ".join(signs)] if len(" ".join(signs)) <= _CELL else signs
    inferred = [say("we infer")] if cell.inferred else []
    return "\n".join([*lines, *inferred, *wrap(level_word(cell, words), _CELL)]).lstrip("\n")


def _widths(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """Return for each column the width of its longest line, or word of its heading."""
    return tuple(
        max(
            *(cell_len(word) for word in column.split()),
            *(cell_len(line) for row in rows for line in row[n].split("\n")),
        )
        for n, column in enumerate(columns)
    )


def _listed(
    heading: str,
    wanted: Callable[[GapCell], bool],
    rows: Sequence[VectorGaps],
    g: Gaps,
    words: Words,
) -> Iterable[Block]:
    """List those cells that are wanted, vector by vector."""
    found = []
    for row in rows:
        cells = [
            join("", (lower_first(name(step.label)), ": ", _said(cell, words), "."))
            for step, cell in zip(g.framework.steps, row.cells, strict=True)
            if wanted(cell)
        ]
        if cells:
            found.append(Item(threat(row), tuple(cells)))
    if found:
        yield Heading(heading, 3)
        yield Items(_capped(found))


def _said(cell: GapCell, words: Words) -> Text:
    """Say what each study that decides the level of a cell does, and where that stands."""
    by: dict[str, list[StudyCell]] = {}
    for each in cell.deciding():
        by.setdefault(each.state, []).append(each)
    return join(
        "; ",
        [
            text
            for group in by.values()
            for text in few([study_reading(each, words) for each in group])
        ],
    )


def _threat(row: VectorGaps, words: Words) -> Item:
    named, above = threat(row), words.vectors(row.broader)
    if not row.named_by:
        return Item(
            say("{threat} (below {broader}): named by no study.", threat=named, broader=above)
        )
    return Item(
        say(
            "{threat} (below {broader}): named by {studies}.",
            threat=named,
            broader=above,
            studies=join("; ", few([naming(each, words) for each in row.named_by])),
        )
    )


def _capped(items: Sequence[Item]) -> tuple[Item, ...]:
    rest = len(items) - _MOST
    more = [Item(say("and {n} more{how}.", n=rest, how=typed("--format csv")))] if rest > 0 else []
    return (*items[:_MOST], *more)
