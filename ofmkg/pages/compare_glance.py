"""A comparison at a glance: whether two works compare, what each answers, and the signs of steps.

The terminal shows it first, and a page opens with two sentences of it. Each answer stands with
whose word it is; what only we infer stands apart from all others.
"""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from ofmkg.analyses.compare.result import AssumptionRow, Class, ComparedWork, Comparison
from ofmkg.graph.model import Cell, RowVoice
from ofmkg.graph.terms import BASE
from ofmkg.pages.blocks import Block, Heading, Page, Paragraph, Table
from ofmkg.pages.compare_answers import MOST, answers, asked, differing, inferred, told
from ofmkg.pages.compare_brief import (
    answered,
    cells_of,
    left_aside,
    named,
    no_stance,
    none_in_common,
    not_coded,
    same_answers,
    scope,
    steps,
    threats,
)
from ofmkg.pages.compare_classes import named_class
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
    upper_first,
)
from ofmkg.pages.opening import Opening, some
from ofmkg.pages.readers import up_to
from ofmkg.pages.signs import legend, read_by, sign
from ofmkg.pages.stances import also_shared, counted
from ofmkg.pages.words import Words
from ofmkg.version import __version__

_SHARES = (16, 32, 32)


def glance(result: Comparison, words: Words) -> Page:
    """Return what a comparison comes to, on about one screen of a terminal."""
    return tuple(_blocks(result, words))


def quoted(c: Comparison, words: Words) -> tuple[Text, ...]:
    """Return what can be quoted of a comparison, each a paragraph.

    The first says whether the two compare at all, and the answers of both where they differ; the
    second which steps each addressed or left out; a third, if there is one, what only we infer.
    """
    said = join(" ", (*threats(c, words), *_extent(c), *answers(c, words)))
    ours = join(" ", inferred(c, words))
    found = (said, join(" ", (*steps(c, words), *left_aside(c))))
    return (*found, ours) if ours else found


def citation(c: Comparison, words: Words) -> Text:
    """Return what must go with the statements wherever they are quoted: their scope and source."""
    source = say(
        "Source: ofmkg {version}, {address}, comparison of {a} and {b}; {framework}.",
        version=__version__,
        address=BASE.rstrip("/"),
        a=ident(c.a.id),
        b=ident(c.b.id),
        framework=lower_first(name(c.framework.label)),
    )
    return join(" ", (*scope(c, words), source))


def opening(c: Comparison, words: Words) -> Opening:
    """Return what the page of a comparison opens with."""
    title = say("{a} and {b}", a=named(c.a), b=named(c.b))
    return Opening(title, quoted(c, words), citation(c, words))


def _blocks(c: Comparison, words: Words) -> Iterable[Block]:
    yield Heading(say("{a} and {b}", a=named(c.a), b=named(c.b)), 1)
    known = (*threats(c, words), *_extent(c), *_known(c, words), *left_aside(c))
    yield Paragraph(join(" ", known))
    found = list(_summed(c, words))
    if found:
        yield Paragraph(join(" ", found))
    hidden = 0
    voices: tuple[tuple[RowVoice, Text], ...] = (
        ("source", say("Where their answers differ")),
        ("inference", say("By our inference: no source says so")),
    )
    for voice, heading in voices:
        rows = differing(c, voice)
        hidden += len(rows[MOST:])
        if rows:
            shown = tuple(_row(row, c, words) for row in rows[:MOST])
            yield Table((heading, named(c.a), named(c.b)), shown, _SHARES, True)
    if any(cell.coder for _, cells in cells_of(c) for cell in cells):
        yield _signs(c, words)
        yield Paragraph(legend([cell for _, side in cells_of(c) for cell in side], words))
    yield Paragraph(join(" ", (*not_coded(c), *_sources(c, words), *_rest(hidden))))


def _class(row: AssumptionRow) -> Class:
    stands = row.by_source if row.voice == "source" else row.with_inferences
    return stands or row.with_inferences


def _extent(c: Comparison) -> Iterator[Text]:
    if c.a.studies and c.b.studies and not c.same_extent:
        yield say(
            "They were not read to the same extent: what is not coded may well be treated in what "
            "was not read."
        )


def _known(c: Comparison, words: Words) -> Iterator[Text]:
    """Tell when both works came out, and in which collection and how far they were read."""
    read, dates = [_read(side, words) for side in (c.a, c.b)], [c.a.issued, c.b.issued]
    if read[0] == read[1] and all(dates):
        came = say("came out {date}", date=enumerated([date for date in dates if date]))
        yield say("Both: {known}.", known=joined(came, read[0]))
        return
    for side, known in zip((c.a, c.b), read, strict=True):
        came = say("came out {date}", date=side.issued) if side.issued else Text()
        if came or known:
            yield put("{work}: {known}.", work=named(side), known=joined(came, known))


def _read(side: ComparedWork, words: Words) -> Text:
    far = enumerated([lower_first(words.word("TextExtent", each)) for each in side.text_read])
    return joined(
        words.collection(side.collection) if side.collection else None,
        up_to(side.cutoff),
        say("read: {extent}", extent=far) if far else None,
    )


def _summed(c: Comparison, words: Words) -> Iterator[Text]:
    """Say on which questions the answers are none, the same, or those of one side alone."""
    unknown = no_stance(c)
    if unknown:
        yield unknown
        return
    shared = answered(c.assumptions, "shared", "source")
    if not shared and not differing(c, "source"):
        yield none_in_common()
    yield from same_answers(shared, words)
    sides: tuple[tuple[ComparedWork, Class], ...] = ((c.a, "only_a"), (c.b, "only_b"))
    for side, kind in sides:
        alone = answered(c.assumptions, kind, "source")
        if alone:
            yield say(
                "On record as answered by {work} only: {questions}.",
                work=named(side),
                questions=some([asked(row) for row in alone], MOST),
            )


def _row(row: AssumptionRow, c: Comparison, words: Words) -> tuple[str, str, str]:
    kind = _class(row)
    known = [named_class(kind, c), also_shared(row)]
    if row.voice == "source" and row.with_inferences != kind:
        other = named_class(row.with_inferences, c)
        known.append(say("with what only we infer: {other}", other=other))
    question = join("", (upper_first(asked(row)), bracketed(joined(*known), "()")))
    a, b = (told(side, words) for side in counted(row))
    return question, a, b


def _signs(c: Comparison, words: Words) -> Table:
    """Return the signs of the cells, a row for each study."""
    heads = [upper_first(name(step.short_label, step.step)) for step in c.framework.steps]
    rows = [
        (who, *(sign(cell, words) for cell in cells))
        for side, every in cells_of(c)
        for who, cells in _by_study(side, every, words)
    ]
    columns = zip(heads, *(row[1:] for row in rows), strict=True)
    widths = (16, *(max(map(cell_len, (*head.split(), *signs))) for head, *signs in columns))
    return Table((say("Step"), *heads), tuple(rows), widths, True)


def _by_study(
    side: ComparedWork, cells: Sequence[Cell], words: Words
) -> Iterator[tuple[Text, Sequence[Cell]]]:
    """Yield each study of a side that was coded along the framework, with its cells."""
    for study in dict.fromkeys(cell.study for cell in cells):
        own = [cell for cell in cells if cell.study == study]
        if any(cell.coder for cell in own):
            several = len(side.studies) > 1
            vector = words.vector(own[0].vector)
            yield join(", ", (named(side), lower_first(vector))) if several else named(side), own


def _sources(c: Comparison, words: Words) -> Iterator[Text]:
    """Say who read the two, persons or software, in which works."""
    cells = [cell for _, side in cells_of(c) for cell in side if cell.coder]
    held = [s for row in c.assumptions.rows() for s in (*row.a, *row.b)]
    sources = (*(cell.source for cell in cells), *(s.source for s in held))
    works = dict.fromkeys(source for source in sources if source)
    if cells:
        yield say(
            "Steps read by {readers}; framework: {framework}.",
            readers=read_by(cells, words),
            framework=ident(c.framework.id),
        )
    if works:
        yield say("Read in: {sources}.", sources=enumerated([words.work(each) for each in works]))


def _rest(hidden: int) -> Iterator[Text]:
    if hidden:
        yield number(
            hidden,
            "{n} more question on which answers differ is not shown.",
            "{n} more questions on which answers differ are not shown.",
        )
    yield say("All that is on record, each line with its place in the source: add --full.")
