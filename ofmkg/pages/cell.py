"""A cell of the map of gaps: study by study, what was read, why, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlencode

from ofmkg.analyses.cell import CellPart, StepCell
from ofmkg.graph.model import Cell
from ofmkg.pages import csv_text, places
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.cells import cell_lines
from ofmkg.pages.gaps_words import level_told, naming, on_naming
from ofmkg.pages.messages import (
    Text,
    join,
    lower_first,
    name,
    put,
    say,
    sentence,
    split_lines,
    upper_first,
)
from ofmkg.pages.words import Words

_OF_CELL = (
    "study",
    "state",
    "voice",
    "outcome",
    "basis",
    "alternative",
    "lower_bound",
    "contested",
    "text_read",
    "coder",
    "source",
    "locator",
    "rationale",
)


def document(result: StepCell, words: Words) -> Page:
    """Return the studies of a cell, collection by collection, with passages and reasons."""
    return tuple(_blocks(result, words))


def to_csv(result: StepCell) -> str:
    """Return a row per collection and study: its state, by whose word, why, and where it stands.

    Where `voice` is "inference", the state is assumed by our inference alone.
    """
    head = ("collection", "vector", "step", *_OF_CELL, "missing", "others")
    return csv_text.to_csv((head, *_rows(result)))


def _rows(r: StepCell) -> Iterator[list[csv_text.Value]]:
    for part in r.parts:
        for cell in part.cells:
            values = (getattr(cell, name) for name in _OF_CELL)
            told = [_written(value) for value in values]
            others = "; ".join(f"{each.coder}: {each.outcome}" for each in cell.others)
            missing = "; ".join(cell.missing)
            yield [part.collection, r.vector, r.step.step, *told, missing, others]


def _written(value: str | bool | None) -> csv_text.Value:
    return str(value).lower() if isinstance(value, bool) else value


def address(
    vector: str, step: str, asked: Mapping[str, str | Sequence[str]] = MappingProxyType({})
) -> str:
    """Return the address of a cell, below that of the service; `asked` stands in it as well."""
    return f"cell?{urlencode({'vector': vector, 'step': step, **asked}, doseq=True)}"


def _blocks(r: StepCell, words: Words) -> Iterable[Block]:
    vector, step = name(r.vector_label, r.vector), name(r.step.label, r.step.step)
    yield Heading(put("{vector}: {step}", vector=upper_first(vector), step=lower_first(step)), 1)
    yield Paragraph(
        say(
            "What each study of {vector} does on the step {step}, as coders read it, and where "
            "that stands.",
            vector=lower_first(vector),
            step=lower_first(step),
        )
    )
    labelled = {each.id: each for each in r.collections}
    for part in r.parts:
        yield Heading(places.counted(labelled[part.collection], len(part.cells)))
        yield Paragraph(_summed(part))
        yield Items(tuple(_study(each, words) for each in _ordered(part.cells, words)))
        if part.named_by:
            yield Paragraph(on_naming())
            yield Items(tuple(Item(naming(each, words)) for each in part.named_by))
    if not r.parts:
        yield Paragraph(say("The data hold no study."))


def _ordered(cells: Sequence[Cell], words: Words) -> list[Cell]:
    """Return cells with those that do most of the step first."""
    order = [*words.states]
    return sorted(cells, key=lambda cell: order.index(cell.state))


def _summed(part: CellPart) -> Text:
    if not part.cells:
        return say("No study in this collection.")
    told = level_told(part.level, len(part.cells), part.judged, at_least=part.at_least)
    return sentence(upper_first(told))


def _study(cell: Cell, words: Words) -> Item:
    head, *rest = cell_lines((cell,), words)
    told = [part for line in rest for part in split_lines(line) if part]
    if cell.coder:
        extent = words.word("TextExtent", cell.text_read)
        read = say("Read by {who}.", who=words.name(cell.coder))
        told.append(join(" ", (read, sentence(upper_first(extent)))) if extent else read)
    title = put("{study}: {state}", study=words.name(cell.study), state=head)
    return Item(title, tuple(told), f"study-{cell.study}")
