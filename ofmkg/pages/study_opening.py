"""What the page of a study opens with: what it analyses, how it was read, what it answers."""

from collections.abc import Iterator, Sequence

from ofmkg.analyses import coverage
from ofmkg.analyses.briefs import Brief
from ofmkg.analyses.compare import assumptions, evidence
from ofmkg.graph.model import Cell, Stance
from ofmkg.graph.rows import read
from ofmkg.pages.blocks import Table
from ofmkg.pages.brief_rows import Row, grouped
from ofmkg.pages.cells import phrased
from ofmkg.pages.compare_answers import MOST, told
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bare,
    bracketed,
    enumerated,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.opening import Opening, some, source
from ofmkg.pages.signs import legend, read_by, sign
from ofmkg.pages.tallies import readers, tally
from ofmkg.pages.words import Words

_SHARES = (28, 8, 44)


def study(r: Brief, words: Words) -> Opening:
    """Return what the page of a study opens with."""
    rows = r.rows("steps")
    cells = tuple(coverage.cells(read(rows, coverage.CellRow)).values())
    coded = [cell for cell in cells if cell.coder]
    stances = tuple(answers(r))
    statements = (
        join(" ", _what(r, words)),
        join(" ", (*_steps(r, coded, words), *said(stances, words), *_baselines(r, words))),
        join(" ", reported(r, words)),
        join(" ", inferred_answers(stances)),
    )
    return Opening(
        name(r.label, r.id),
        statements,
        join(" ", (*scope(coded, words), source(r.iri))),
        (_table(rows, cells, words),) if coded else (),
        (legend(cells, words),) if coded else (),
    )


def _what(r: Brief, words: Words) -> Iterator[Text]:
    rows = r.rows("study")
    if not rows:
        return
    row = rows[0]
    yield say(
        "{work}: {title} This study is its analysis of {threats}.",
        work=words.work(row["work"]),
        title=sentence(row.get("title", row["work"])),
        threats=words.vectors([row["vector"]]),
    )
    where = dict.fromkeys(words.collection(each["collection"]) for each in rows)
    extents = dict.fromkeys(each["textRead"] for each in r.rows("steps") if "textRead" in each)
    far = enumerated([lower_first(words.word("TextExtent", each)) for each in extents])
    known = joined(enumerated(list(where)), say("read: {extent}", extent=far) if far else None)
    if known:
        yield upper_first(sentence(known))


def _steps(r: Brief, coded: Sequence[Cell], words: Words) -> Iterator[Text]:
    study = words.subject(r.id)
    if not coded:
        yield say(
            "{work} was not coded along this framework, which says nothing of the steps it covers.",
            work=study,
        )
        return
    yield number(
        len(coded),
        "Of the {n} step of the framework, as read by {readers}, {work} {tally}.",
        "Of the {n} steps of the framework, as read by {readers}, {work} {tally}.",
        readers=readers(coded, words),
        work=study,
        tally=tally(coded, words),
    )


def answers(r: Brief) -> Iterator[tuple[Stance, ...]]:
    """Yield by question what is on record as an answer."""
    every = assumptions.stances(read(r.rows("answers"), assumptions.StanceRow))
    held = [s for s in every if s.is_answer]
    for question in dict.fromkeys(s.question for s in held):
        yield tuple(s for s in held if s.question == question)


def said(stances: Sequence[Sequence[Stance]], words: Words) -> Iterator[Text]:
    """Say what it answers by the word of works, each answer with whose word it is."""
    by_source = [[s for s in those if s.voice != "inference"] for those in stances]
    answered = [
        join("", (_asked(those[0]), bracketed(told(those, words), "()")))
        for those in by_source
        if those
    ]
    if answered:
        yield number(
            len(answered),
            "An answer of it is on record to {n} question: {answers}.",
            "Answers of it are on record to {n} questions: {answers}.",
            answers=some(answered, MOST),
        )
    else:
        yield say("By the word of works, no answer of it is on record.")


def inferred_answers(stances: Sequence[Sequence[Stance]]) -> Iterator[Text]:
    """Say to which questions only we infer an answer of it."""
    ours = [those[0] for those in stances if all(s.voice == "inference" for s in those)]
    if ours:
        what = say(
            "it has an answer to {questions}", questions=some([_asked(s) for s in ours], MOST)
        )
        yield inferred(what)


def _asked(s: Stance) -> Text:
    return lower_first(name(s.question_label, f"question/{s.question}"))


def _baselines(r: Brief, words: Words) -> Iterator[Text]:
    compared = [
        put(
            "{baseline} ({extent})",
            baseline=lower_first(name(row.get("label", row["baseline"]), row["baseline"])),
            extent=words.word("Extent", row["extent"]),
        )
        for row in r.rows("baselines")
    ]
    if compared:
        yield say(
            "Baselines, and whether it compares with each: {compared}.",
            compared=enumerated(compared),
        )


def reported(r: Brief, words: Words) -> Iterator[Text]:
    """Say what results of the work are on record, the first of them in words."""
    vectors = {row["vector"] for row in r.rows("studies") + r.rows("study")}
    found = [
        each
        for each, _ in evidence.of_rows(read(r.rows("results"), evidence.Row))
        if not each.vectors or not vectors or vectors & set(each.vectors)
    ]
    told = [
        put(
            "{statement} [{where}]",
            statement=bare(each.statement or each.claim),
            where=words.cite(each.source, each.locator),
        )
        for each in found
    ]
    more = len(told) - MOST
    rest = number(more, "{n} more result", "{n} more results") if more > 0 else Text()
    if told:
        shown = joined(*told[:MOST], rest)
        yield say("Results on record, as the work states them: {results}.", results=shown)


def _table(rows: Sequence[Row], cells: Sequence[Cell], words: Words) -> Table:
    """Return the cells step by step, each with its sign and state."""
    by_step = {cell.step: cell for cell in cells}
    lines = [
        (
            put("{order} {step}", order=row["order"], step=name(row.get("stepLabel", step), step)),
            sign(by_step[step], words),
            _state(by_step[step], words),
        )
        for (step,), (row, *_) in grouped(rows, "step").items()
        if step in by_step
    ]
    return Table((say("Step"), say("Sign"), say("As read")), tuple(lines), _SHARES, True)


def _state(cell: Cell, words: Words) -> Text:
    known = phrased(cell, words)
    return joined(
        joined(known.label, known.otherwise, by=", "), known.at_least, known.differ, known.decided
    )


def scope(cells: Sequence[Cell], words: Words) -> Iterator[Text]:
    """Say who read the cells, and that what they read is no score of the authors."""
    if cells:
        yield say(
            "Read by {readers}. Codings are readings by coders, not scores given by the authors.",
            readers=read_by(cells, words),
        )
