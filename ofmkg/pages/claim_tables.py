"""Claims as tables that one scans: who says it, what it is, what it says, and where it was read."""

from collections.abc import Iterable, Sequence

from ofmkg.graph.extents import THROUGH_ANOTHER
from ofmkg.pages.blocks import Block
from ofmkg.pages.brief_rows import Row, cite, grouped
from ofmkg.pages.by_collection import Line, tables
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.stances import OUR_INFERENCE
from ofmkg.pages.words import Words


def of_brief(rows: Sequence[Row], words: Words) -> list[Block]:
    """Return rows of `claims` or `claims-about` as tables, of each collection one.

    Who says it and the date stand above a table in which they are the same throughout.
    """
    lines = [_line(claim, group, words) for (claim,), group in grouped(rows, "claim").items()]
    heads = (
        say("Who says it"),
        say("What it is"),
        say("Claim"),
        say("Read, and where"),
        say("Date"),
    )
    return tables(lines, heads, (14, 15, 30, 21, 14), words, once=(0, 4))


def who_says(works: Iterable[str], source: str | None, words: Words) -> Text:
    """Name the works that assert a claim, and who says that they do, if it is none of them."""
    named = tuple(works)
    if not named:
        return say("No work on record")
    who = enumerated([words.name(work) for work in named])
    if source is None or source in named:
        return who
    return say("{who}, according to {source}", who=who, source=words.name(source))


def claimed(claim: str, statement: str, notes: Iterable[str] = ()) -> Text:
    """Return what a claim says, with its id and what is to be noted, a line each."""
    said = join("", (sentence(statement), bracketed(ident(claim), "()")))
    return join("\n", (said, *map(sentence, notes)))


def _line(claim: str, rows: Sequence[Row], words: Words) -> Line:
    row = rows[0]
    works = tuple(dict.fromkeys(r["work"] for r in rows if "work" in r))
    dates = dict.fromkeys(r["issued"] for r in rows if "issued" in r)
    return Line(
        f"claim-{claim}",
        row.get("collection"),
        (
            _who(works, row, words),
            upper_first(words.word("ClaimKind", row.get("kind"))),
            claimed(
                claim,
                row.get("statement", claim),
                dict.fromkeys(r["note"] for r in rows if "note" in r),
            ),
            join("", (_extent(works, row, words), cite(row, words))),
            Text(", ".join(dates) or "–"),
        ),
    )


def _who(works: Sequence[str], row: Row, words: Words) -> Text:
    if row.get("basis") == OUR_INFERENCE:
        named = enumerated([words.name(work) for work in works])
        return joined(named, say("as only we infer"), by=", ")
    return who_says(works, row.get("source"), words)


def _extent(works: Sequence[str], row: Row, words: Words) -> Text:
    """Say how much of the work was read by who recorded the claim."""
    source, far = row.get("source"), None
    if works and source in works:
        far = words.extents.get((str(source), row.get("codedBy", "")))
    elif works and source:
        far = THROUGH_ANOTHER
    return upper_first(words.word("TextExtent", far) or say("not known"))
