"""What is on record on questions as tables that one scans: who, how and by whose word, and where.

How a holder relates to an answer, and by whose word, stands in each row before the answer itself,
so that a row that is copied cannot be quoted as saying more than it does.
"""

from collections.abc import Iterable

from ofmkg.analyses.briefs import Brief, Section
from ofmkg.analyses.compare import assumptions
from ofmkg.analyses.holdings import Holding, HoldingRow, holdings, places_of
from ofmkg.graph.model import Stance
from ofmkg.graph.rows import read
from ofmkg.pages.blocks import Block
from ofmkg.pages.brief_rows import grouped
from ofmkg.pages.by_collection import Line, tables
from ofmkg.pages.messages import (
    Text,
    join,
    joined,
    name,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.readers import read_by
from ofmkg.pages.words import Words

_SHARES = (17, 14, 15, 32, 18)


def of_brief(r: Brief, section: Section, words: Words) -> list[Block]:
    """Return the answers on record in a brief, or what is treated, as tables, question by question.

    Who answers stands above a table in which it is the same throughout.
    """
    heads = (
        say("Question"),
        say("Study or work"),
        say("How, and by whose word"),
        say("What is on record"),
        say("Read, and where"),
    )
    lines: list[Line] = []
    sources = {place: set(works) for place, works in r.read_from.items()}
    for (question,), rows in grouped(section.rows, "question").items():
        if section.question == "stances":
            shown = tuple(dict.fromkeys(row["vector"] for row in r.rows("study")))
            for s in assumptions.stances(read(rows, assumptions.StanceRow)):
                lines.append(_line(s, None, None, shown, words))
            continue
        label = rows[0].get("questionLabel", question)
        for h in holdings(read(rows, HoldingRow), label, (), sources):
            lines += [_line(h.stance, h, place, (r.id,), words) for place in places_of(h)]
    return tables(lines, heads, _SHARES, words, once=(1,))


def of_question(
    held: Iterable[Holding], shown: tuple[str, ...], words: Words, *, extent: bool
) -> list[Block]:
    """Return what is on record on a question as tables, of each collection one.

    `shown` are the vectors that the page says already; `extent` tells how much readers read.
    """
    heads = (
        say("Study or work"),
        say("How, and by whose word"),
        say("What is on record"),
        say("Read, and where"),
    )
    lines = [
        Line(
            f"stance-{h.id.replace('/', '-')}",
            place,
            (
                upper_first(words.name(h.stance.holder)),
                how(h.stance, words),
                _held(h.stance),
                _where(h.stance, h, shown, words, extent=extent),
            ),
        )
        for h in held
        for place in places_of(h)
    ]
    return tables(lines, heads, (17, 17, 38, 24), words)


def how(s: Stance, words: Words) -> Text:
    """Say how a holder relates to what is recorded, and by whose word, if not by its own."""
    relation = _relation(s, words)
    if s.voice == "inference":
        ours = say("as only we infer, the source does not say so")
        return upper_first(join(": ", (ours, relation)))
    if s.voice == "another" and s.kind != "attributed":
        by = say("according to {source}", source=words.name(s.source))
        return upper_first(joined(relation, by, by=", "))
    return upper_first(relation)


def _relation(s: Stance, words: Words) -> Text:
    if s.kind == "attributed":
        if s.voice == "itself":
            return say("says itself")
        by = words.name(s.source)
        if s.holder in words.read:
            return say("credited by {source}", source=by)
        return say("credited by {source}; the work itself was not read", source=by)
    if s.kind == "finding":
        return say("shows with evidence")
    if s.kind == "treatment":
        return say("deals with it without an answer")
    if s.kind == "silence":
        return say("recorded as not taking it up")
    mode = words.word("AssumptionMode", s.mode)
    if not s.is_answer:
        return say("linked with an assumption ({mode})", mode=mode)
    return say("assumes ({mode})", mode=mode)


def _line(
    s: Stance, h: Holding | None, place: str | None, shown: tuple[str, ...], words: Words
) -> Line:
    cells = (
        upper_first(name(s.question_label, f"question/{s.question}")),
        upper_first(words.name(s.holder)),
        how(s, words),
        _held(s),
        _where(s, h, shown, words),
    )
    return Line(f"question-{s.question}", place, cells)


def _held(s: Stance) -> Text:
    """Return an answer, or how it is treated, with what is said of it and its note, a line each."""
    label = sentence(upper_first(name(s.label, f"position/{s.position}" if s.position else None)))
    said = [label]
    if s.statement:
        text = sentence(s.statement)
        said.append(say("In our words: {statement}", statement=text) if _ours(s) else text)
    if s.note:
        said.append(say("Note: {note}", note=sentence(s.note)))
    return join("\n", said)


def _ours(s: Stance) -> bool:
    return s.voice == "inference"


def _where(
    s: Stance, h: Holding | None, shown: tuple[str, ...], words: Words, *, extent: bool = False
) -> Text:
    threats: Iterable[str] = [v for v in s.vectors if v not in shown]
    about = Text()
    if not s.vectors and shown:
        about = say("across vectors")
    elif named := words.vectors(threats):
        about = say("about {threats}", threats=named)
        if set(s.vectors) & set(shown):
            about = say("also about {threats}", threats=named)
    reader = read_by(h, extent, words) if h is not None else ""
    return joined(words.cite(s.source, s.locator), reader, about)
