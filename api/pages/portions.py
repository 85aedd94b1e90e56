"""The parts of a page, and pages too long for one: sections that do not fit stand on further ones.

The first page keeps what it opens with and the sections that fit, the longest of which leave first;
each that left says where it stands. Sizes are estimated from lines and links, of which a page has
as many in every language, so that a number means the same in all.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice, takewhile
from typing import TypeVar

from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Table
from ofmkg.pages.messages import spans_of
from ofmkg.pages.opening import Opening

T = TypeVar("T")
ROOM = 100_000  # bytes of blocks of a page; with its frame and figure it stays below 150 kB
_LINE, _CELL, _LINK = 100, 30, 100  # bytes that a line, a cell or a link takes, about


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a page; of a heading its level (else 0) and an anchor that no other has."""

    block: Block
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page below a heading of the second level, with how many lines it lists."""

    head: Part
    parts: list[Part]

    @property
    def count(self) -> int:
        """Return the number of items and rows below the heading."""
        return sum(
            len(part.block.items if isinstance(part.block, Items) else part.block.rows)
            for part in self.parts
            if isinstance(part.block, Items | Table)
        )


@dataclass(frozen=True, slots=True)
class Portions:
    """What of a page stands where: further pages from number 2 on, each of one section.

    `apart` has the numbers of the pages of a section that is not on the first one, by the anchor
    of its heading.
    """

    pages: tuple[Section, ...] = ()
    apart: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """Return the number of the last page."""
        return 1 + len(self.pages)

    def first(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Yield the parts of the first page, with the headings of what is not on it."""
        here = True
        for part in parts:
            if part.level == 2:
                here = part.anchor not in self.apart
            if here or part.level == 2:
                yield part


def anchored(document: Page) -> list[Part]:
    """Return the blocks of a document with anchors for its headings."""
    parts: list[Part] = []
    taken = {"main", "search"}  # ids of the frame
    for block in document:
        if isinstance(block, Items):
            parts.append(Part(Items(tuple(_once(item, taken) for item in block.items)), 0, ""))
            continue
        if isinstance(block, Table) and block.anchors:
            anchors = tuple(_unless_taken(each, taken) for each in block.anchors)
            parts.append(Part(replace(block, anchors=anchors), 0, ""))
            continue
        if not isinstance(block, Heading):
            parts.append(Part(block, 0, ""))
            continue
        plain = re.sub(r"[^\w]+", "-", block.text.lower()).strip("-")[:60] or "section"
        anchor, number = plain, 2
        while anchor in taken:
            anchor, number = f"{plain}-{number}", number + 1
        taken.add(anchor)
        parts.append(Part(block, max(block.level, 1), anchor))
    return parts


def _once(item: Item, taken: set[str]) -> Item:
    """Return an item, without its anchor if another has it already."""
    anchor = _unless_taken(item.anchor, taken)
    return item if anchor == item.anchor else replace(item, anchor=anchor)


def _unless_taken(anchor: str, taken: set[str]) -> str:
    """Return an anchor and take it, or nothing if it is taken already."""
    if anchor in taken:
        return ""
    if anchor:
        taken.add(anchor)
    return anchor


def sections(parts: Sequence[Part]) -> list[Section]:
    """Return the parts of a page from the first heading of the second level on, by heading."""
    found: list[Section] = []
    for part in parts:
        if part.level == 2:
            found.append(Section(part, []))
        elif found:
            found[-1].parts.append(part)
    return found


def leading(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a page before the first heading of the second level."""
    return list(takewhile(lambda part: part.level != 2, parts))


def portions(parts: Sequence[Part], opening: Opening | None = None, room: int = ROOM) -> Portions:
    """Return which sections of a page stand on further ones, none of which takes more than `room`.

    A single line that is longer stands by itself.
    """
    every = sections(parts)
    sizes = {each.head.anchor: sum(_size(part.block) for part in each.parts) for each in every}
    total = sum(_size(part.block) for part in leading(parts)) + sum(sizes.values())
    if opening:
        texts = (*opening.statements, opening.citation, *opening.notes)
        total += sum(map(_text, texts)) + sum(map(_size, opening.tables))
    leaving: set[str] = set()
    for anchor, size in sorted(sizes.items(), key=lambda each: -each[1]):
        if total <= room:
            break
        leaving.add(anchor)
        total -= size
    pages: list[Section] = []
    apart: dict[str, tuple[int, ...]] = {}
    for each in every:
        if each.head.anchor in leaving:
            first = len(pages) + 2
            pages += (Section(each.head, page) for page in _pages(each.parts, room))
            apart[each.head.anchor] = tuple(range(first, len(pages) + 2))
    return Portions(tuple(pages), apart)


def fitting(rows: Iterable[Sequence[str]], most: int, room: int = ROOM) -> list[Sequence[str]]:
    """Return the first rows of a table that fit, at most so many; the first does in any case."""
    return next(_packed(islice(rows, most), _values, room), [])


def _pages(parts: Iterable[Part], room: int) -> Iterator[list[Part]]:
    """Yield the parts of a section page by page."""
    page: list[Part] = []
    left = room
    for part in (piece for each in parts for piece in _pieces(each, room // 4)):
        size = _size(part.block)
        if page and size > left:
            yield page
            page, left = [], room
        page.append(part)
        left -= size
    if page:
        yield page


def _pieces(part: Part, room: int) -> Iterator[Part]:
    """Yield a part as pieces that fit, in their order."""
    block = part.block
    if _size(block) <= room:
        yield part
    elif isinstance(block, Items):
        lines = (item for each in block.items for item in _lines(each, room))
        for items in _packed(lines, lambda item: _size(Items((item,))), room):
            yield Part(Items(tuple(items)), 0, "")
    elif isinstance(block, Table):
        first = 0
        for rows in _packed(block.rows, partial(_row, cell=_cell(block)), room):
            last = first + len(rows)
            piece = replace(block, rows=tuple(rows), anchors=block.anchors[first:last])
            yield Part(piece, 0, "")
            first = last
    else:
        yield part


def _lines(item: Item, room: int) -> Iterator[Item]:
    """Yield an item as several of the same title, if what is below it takes more than the room."""
    anchor = item.anchor
    for details in list(_packed(item.details, _text, room)) or [[]]:
        yield Item(item.text, tuple(details), anchor)
        anchor = ""


def _packed(things: Iterable[T], size: Callable[[T], int], room: int) -> Iterator[list[T]]:
    """Yield things in as many lists as it takes for each to fit."""
    packed: list[T] = []
    left = room
    for each in things:
        if packed and size(each) > left:
            yield packed
            packed, left = [], room
        packed.append(each)
        left -= size(each)
    if packed:
        yield packed


def _size(block: Block) -> int:
    """Return how many bytes a block takes, about."""
    if isinstance(block, Items):
        return sum(_text(each.text) + sum(map(_text, each.details)) for each in block.items)
    if isinstance(block, Table):
        return sum(_row(row, cell=_cell(block)) for row in (block.columns, *block.rows))
    return _text(block.text)


def _values(row: Sequence[str]) -> int:
    """Return how many bytes a row of plain values takes; an address stands in a link as well."""
    return sum(_CELL + (2 if "://" in cell else 1) * len(cell.encode()) for cell in row)


def _row(row: Sequence[str], cell: int) -> int:
    return sum(_text(each, cell) for each in row)


def _cell(table: Table) -> int:
    """Return how many bytes a cell takes; those of tables that fill the line hold sentences."""
    return _LINE if table.expand else _CELL


def _text(text: str, line: int = _LINE) -> int:
    return line + _LINK * len(spans_of(text))
