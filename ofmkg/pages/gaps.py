"""The map of gaps as a document, and as CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap

from ofmkg.analyses.gaps.analysis import Gaps, NamedBy, VectorGaps
from ofmkg.analyses.gaps.cells import GapCell, StudyCell
from ofmkg.graph.model import Collection
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.gaps_words import (
    INFERRED,
    NAMED,
    TITLE,
    changed,
    counted,
    few,
    in_brief,
    level_word,
    place_heading,
    study_reading,
)
from ofmkg.pages.messages import lower_first, sentence, upper_first
from ofmkg.pages.words import Words, count

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
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [*_COLUMNS, *_STATES, *(f"{state}_by" for state in _STATES), "named_by", *_FLAGS]
    )
    for row in result.vectors:
        head = [row.collection, row.vector, row.label, ";".join(row.broader), len(row.studies)]
        for cell in row.cells:
            by = (";".join(c.study for c in cell.studies if c.state == s) for s in _STATES)
            counts = (getattr(cell, state) for state in _STATES)
            naming = ";".join(each.study for each in row.named_by)
            flags = (int(getattr(cell, name)) for name in _FLAGS)
            level = [cell.step, cell.level, cell.unsure]
            writer.writerow([*head, *level, *counts, *by, naming, *flags])
    return out.getvalue()


def _blocks(g: Gaps, words: Words) -> Iterable[Block]:
    yield Heading(TITLE, 1)
    for place in g.collections:
        yield from _place(place, [row for row in g.vectors if row.collection == place.id], g, words)
    if not g.collections:
        yield Paragraph("The data hold no study.")
    yield Heading("Legend")
    yield Items(tuple(_legend(g, words)))
    yield Heading("Sources")
    yield Items(_capped([_source(cell, words) for cell in _assessments(g)]))
    for label, hidden in g.elsewhere:
        yield Paragraph(
            f"Not shown: {count(hidden, 'study', 'studies')} of the collection {label!r}; "
            "show all with --collection all."
        )


def _place(place: Collection, rows: Sequence[VectorGaps], g: Gaps, words: Words) -> Iterable[Block]:
    yield Heading(place_heading(place, rows))
    brief = in_brief(rows, g.framework, words, plain=g.changes is None)
    yield Items(tuple(Item(text) for text in brief))
    columns = ("Vector", *(step.short_label for step in g.framework.steps))
    shown = [row for row in rows if row.studies or not row.broader]
    lines = tuple(
        ("\n".join(_head(row)), *(_cell(cell, words) for cell in row.cells)) for row in shown
    )
    yield Table(columns, lines, _widths(columns, lines))
    yield Items(tuple(Item(caveat) for caveat in place.caveats))
    if g.changes is not None:
        yield Heading("What changes against the data as they stand", 3)
        yield Items(_capped(changed(rows, g, words)))
    below = [row for row in rows if row.broader and not row.studies]
    if below:
        yield Heading("Narrower threats without a study of their own", 3)
        yield Paragraph(NAMED)
        yield Items(_capped([_threat(row, words) for row in below]))
    yield from _listed(
        "Two studies or more were read, and nobody addresses it, not even in part",
        lambda cell: cell.level == "nobody",
        rows,
        g,
        words,
    )
    yield from _listed(
        "Not addressed by the one study read, or by those that could be judged",
        lambda cell: cell.level == "not-in-those-read",
        rows,
        g,
        words,
    )
    yield from _listed(
        "Not coded: nothing is known of these",
        lambda cell: cell.level == "uncoded",
        rows,
        g,
        words,
    )
    yield from _listed(
        "Resting on codings that are not sure, and on nothing else",
        lambda cell: cell.unsure == "all",
        rows,
        g,
        words,
    )


def _head(row: VectorGaps) -> list[str]:
    name = wrap(upper_first(row.label), _HEAD, initial_indent="> " if row.broader else "")
    return [*name, count(len(row.studies), "study", "studies")]


def _cell(cell: GapCell, words: Words) -> str:
    signs = [f"{words.states[state].symbol} {number}" for state, number in counted(cell)]
    signs += ["?"] if cell.unsure == "all" else []
    lines = [" ".join(signs)] if len(" ".join(signs)) <= _CELL else signs
    inferred = [INFERRED] if cell.inferred else []
    return "\n".join([*lines, *inferred, *wrap(level_word(cell, words), _CELL)]).lstrip("\n")


def _widths(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """Return for each column the width of its longest line, or word of its heading."""
    return tuple(
        max(
            *(len(word) for word in column.split()),
            *(len(line) for row in rows for line in row[n].split("\n")),
        )
        for n, column in enumerate(columns)
    )


def _listed(
    title: str,
    wanted: Callable[[GapCell], bool],
    rows: Sequence[VectorGaps],
    g: Gaps,
    words: Words,
) -> Iterable[Block]:
    """List those cells that are wanted, vector by vector."""
    found = []
    for row in rows:
        cells = [
            f"{lower_first(step.label)}: {_said(cell, words)}."
            for step, cell in zip(g.framework.steps, row.cells, strict=True)
            if wanted(cell)
        ]
        if cells:
            found.append(Item(upper_first(row.label), tuple(cells)))
    if found:
        yield Heading(title, 3)
        yield Items(_capped(found))


def _said(cell: GapCell, words: Words) -> str:
    """Say what each study that decides the level of a cell does, and where that stands."""
    by: dict[str, list[StudyCell]] = {}
    for each in cell.deciding():
        by.setdefault(each.state, []).append(each)
    return "; ".join(
        text
        for group in by.values()
        for text in few([study_reading(each, words) for each in group])
    )


def _threat(row: VectorGaps, words: Words) -> Item:
    above = words.vectors(row.broader)
    if not row.named_by:
        return Item(f"{upper_first(row.label)} (below {above}): named by no study.")
    named = "; ".join(few([_named(each, words) for each in row.named_by]))
    return Item(f"{upper_first(row.label)} (below {above}): named by {named}.")


def _named(each: NamedBy, words: Words) -> str:
    source = words.cite(each.source, each.locator)
    place = f" [{source}]" if source else ""
    return f"{each.study}, which is coded for {words.vectors([each.vector])} as a whole{place}"


def _legend(g: Gaps, words: Words) -> Iterable[Item]:
    yield Item(
        "A number after a sign tells how many studies of the vector are in that state; the word "
        "below tells the most that any of them does."
    )
    for state in words.states.values():
        yield Item(f"{state.symbol} {state.label}: {words.meaning('CellState', state.id)}")
    cells = [cell for row in g.vectors for cell in row.cells]
    yield from (Item(text) for text in _levels(cells))
    if any(cell.level == "no-study" for cell in cells):
        yield Item("no study: the collection has no study of the vector.")
    if any(cell.unsure == "all" for cell in cells):
        yield Item(
            "? rests on codings that are not sure, and on nothing else: ambiguous, a lower bound, "
            "coders who differ, or no basis recorded."
        )
    yield Item("A study counts for the vector that it analyses and for those above it.")
    steps = "; ".join(f"{s.short_label} = {lower_first(s.label)}" for s in g.framework.steps)
    yield Item(f"Steps: {steps}.")


def _levels(cells: Sequence[GapCell]) -> Iterable[str]:
    """Explain the words for levels that are used, and the mark of our inferences."""
    used = {cell.level for cell in cells}
    if "not-in-those-read" in used:
        yield (
            "not in the one study read: that study was coded on the step and does not address it, "
            "not even in part. That says nothing about any other study."
        )
    if "nobody" in used:
        yield (
            "nobody: two studies or more were read and judged on the step, and none addresses it, "
            "not even in part. That says nothing about studies that are not in the collection."
        )
    if any(cell.level == "partial" and cell.at_least for cell in cells):
        yield (
            "at least in part: some of these studies were not read in full, or could not be "
            "judged; none is seen to address the step fully, which does not say that none does."
        )
    if any(cell.inferred for cell in cells):
        yield (
            f"{INFERRED}: that a study assumes the step is our inference; the source does not say "
            "so. Without it the step is not addressed."
        )


def _assessments(g: Gaps) -> list[StudyCell]:
    """Return one cell of each study, from its assessment if it has one."""
    found: dict[str, StudyCell] = {}
    for row in g.vectors:
        for cell in row.cells:
            for each in cell.studies:
                if each.study not in found or not found[each.study].coder:
                    found[each.study] = each
    return [found[study] for study in sorted(found)]


def _source(cell: StudyCell, words: Words) -> Item:
    head = f"{cell.study} ({words.name(cell.study)})"
    if not cell.coder:
        return Item(f"{head}: not coded.")
    read = words.cite(cell.source, cell.read_at)
    extent = words.word("TextExtent", cell.text_read)
    parts = [read, f"read {extent}" if extent else "", words.name(cell.coder)]
    return Item(f"{head}: {sentence('; '.join(part for part in parts if part))}")


def _capped(items: Sequence[Item]) -> tuple[Item, ...]:
    rest = len(items) - _MOST
    return (*items[:_MOST], *([Item(f"and {rest} more (--format csv).")] if rest > 0 else []))
