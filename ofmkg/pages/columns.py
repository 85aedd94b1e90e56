"""Works as columns: signs of steps in a table, then row by row what is on record of each."""

from collections.abc import Iterable, Iterator, Sequence

from ofmkg.analyses.columns import AnswerLine, BaselineLine, Columns
from ofmkg.analyses.compare.result import ComparedWork
from ofmkg.graph.model import RowVoice
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.compare_brief import named
from ofmkg.pages.compare_parts import extent, record
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
    sentence,
    split_lines,
    upper_first,
)
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.signs import legend, read_by, sign
from ofmkg.pages.words import Words


def document(result: Columns, words: Words) -> Page:
    """Return works side by side as headings, a table of signs, and lists."""
    return tuple(_blocks(result, words))


def _blocks(c: Columns, words: Words) -> Iterable[Block]:
    yield Heading(title(c), 1)
    yield Items(tuple(_work(each, words) for each in c.works))
    yield Paragraph(brief(c))
    cells = [cell for row in c.steps for own in row.cells for cell in own]
    if any(cell.coder for cell in cells):
        yield Heading(say("Steps of the framework"))
        yield _signs(c, words)
        yield Paragraph(legend(cells, words))
        coded = [cell for cell in cells if cell.coder]
        yield Paragraph(say("Read by {readers}.", readers=read_by(coded, words)))
    if c.answers:
        yield Heading(say("Answers"))
        yield Items(tuple(_question(row, c, words) for row in c.answers))
    if c.baselines:
        yield Heading(say("Baselines compared"))
        yield Items(tuple(_baseline(row, c, words) for row in c.baselines))
    for work, found in zip(c.works, c.results, strict=True):
        if found:
            yield Heading(say("Results on record: {work}", work=named(work)))
            yield Items(tuple(record(each, words) for each in found))
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(text) for text in (_absence(), *map(name, c.caveats))))


def title(c: Columns) -> Text:
    """Return the title: the works that stand side by side."""
    return enumerated([named(each) for each in c.works])


def brief(c: Columns) -> Text:
    """Say on how many rows the works differ, by the word of sources and only as we infer."""
    differ = [row.differ for rows in (c.steps, c.answers, c.baselines) for row in rows]
    said, ours = differ.count("source"), differ.count("inference")
    alike = len(differ) - said - ours
    return join(
        " ",
        (
            number(
                said,
                "On record, works differ in {n} row.",
                "On record, works differ in {n} rows.",
            ),
            *_more(ours),
            *_unlike(c),
            *_left_out(c, alike),
        ),
    )


def _more(ours: int) -> Iterator[Text]:
    if ours:
        yield number(
            ours,
            "In {n} more they differ only with what we infer.",
            "In {n} more they differ only with what we infer.",
        )


def _unlike(c: Columns) -> Iterator[Text]:
    """Say what keeps the works from being compared directly."""
    if len({each.vectors for each in c.works}) > 1:
        yield say("They do not all speak of the same threats.")
    if len({each.text_read for each in c.works}) > 1:
        yield say("They were not all read to the same extent.")


def _left_out(c: Columns, alike: int) -> Iterator[Text]:
    if c.differing:
        yield say("Rows in which they do not differ are left out.")
    elif alike:
        yield number(
            alike,
            "In {n} row no difference is on record.",
            "In {n} rows no difference is on record.",
        )


def _absence() -> Text:
    return say(
        "Nothing recorded is no difference, and says nothing of the work. That two works differ in "
        "a row does not make their answers exclude each other: compare the two for that."
    )


def _work(work: ComparedWork, words: Words) -> Item:
    far = enumerated([lower_first(words.word("TextExtent", each)) for each in work.text_read])
    known = joined(
        say("about {threats}", threats=words.vectors(work.vectors)) if work.vectors else None,
        say("came out {date}", date=work.issued) if work.issued else None,
        words.collection(work.collection) if work.collection else None,
        say("read: {extent}", extent=far) if far else None,
    )
    head = put(
        "{work} ({id}): {title}", work=named(work), id=ident(work.id), title=sentence(work.title)
    )
    return Item(head, (upper_first(sentence(known)),) if known else ())


def _signs(c: Columns, words: Words) -> Table:
    """Return a row for each work, or each of its studies, with the signs of its steps."""
    heads = (say("Study"), *(upper_first(name(row.short_label, row.step)) for row in c.steps))
    lines: list[tuple[Text, ...]] = []
    for at, work in enumerate(c.works):
        for nth, _ in enumerate(work.studies):
            cells = [row.cells[at][nth] for row in c.steps]
            several = len(work.studies) > 1
            threat = bracketed(lower_first(words.vector(cells[0].vector)), "()") if several else ""
            lines.append((join("", (named(work), threat)), *(sign(cell, words) for cell in cells)))
    return Table(heads, tuple(lines), (20, *(10 for _ in c.steps)), True)


def mark(differ: RowVoice | None) -> Text:
    """Say whether works differ in a row, by whose word."""
    if differ == "source":
        return say("they differ")
    return say("they differ only with what we infer") if differ else Text()


def _question(row: AnswerLine, c: Columns, words: Words) -> Item:
    asked = name(row.label, f"question/{row.question}")
    lines: list[Text] = []
    for work, given in zip(c.works, row.given, strict=True):
        lines += [
            join("", (told(s, words, named(work)), " ", about(s, words, work.vectors), noted(s)))
            for s in given.stances
        ]
    return Item(join("", (asked, bracketed(mark(row.differ), "()"), ":")), tuple(lines))


def _baseline(row: BaselineLine, c: Columns, words: Words) -> Item:
    label = name(row.label, row.baseline)
    lines = [
        put("{work}: {extent}", work=named(work), extent=_in_line(extent(notes, words)))
        for work, notes in zip(c.works, row.notes, strict=True)
        if notes
    ]
    return Item(join("", (label, bracketed(mark(row.differ), "()"), ":")), tuple(lines))


def _in_line(text: Text) -> Text:
    lines: Sequence[Text] = split_lines(text)
    return join("; ", lines)
