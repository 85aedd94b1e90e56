"""The studies of a vector as a table that one scans: how each was read, its signs, its answers."""

from collections.abc import Iterator, Sequence

from ofmkg.analyses import coverage
from ofmkg.analyses.briefs import Brief
from ofmkg.graph.rows import read
from ofmkg.pages.blocks import Block, Paragraph, Table
from ofmkg.pages.brief_rows import Row, cite, grouped
from ofmkg.pages.messages import (
    Text,
    bare,
    enumerated,
    join,
    lower_first,
    name,
    number,
    put,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.signs import legend, sign
from ofmkg.pages.words import Words

_SHARES = (29, 23, 13, 27, 12)


def table(r: Brief, words: Words) -> Iterator[Block]:
    """Yield the studies of a brief as a table, and what its signs mean.

    Nothing is yielded for a brief that has no cells of studies.
    """
    cells = coverage.cells(read(r.rows("coverage"), coverage.CellRow))
    if not cells:
        return
    signs: dict[str, list[Text]] = {}
    for found in cells.values():
        signs.setdefault(found.study, []).append(sign(found, words))
    extents = {row["study"]: row.get("textRead") for row in r.rows("coverage")}
    answers = grouped(r.rows("answers"), "holder")
    lines = []
    for (study,), rows in grouped(r.rows("studies"), "study").items():
        read_how = lower_first(words.word("TextExtent", extents.get(study)))
        lines.append(
            (
                _study(rows, words),
                join("", (read_how or say("not coded"), cite(rows[0], words))),
                join(" ", signs.get(study, ())),
                _answers(answers.get((study,), ())),
                Text(rows[0].get("issued", "–")),
            )
        )
    heads = (say("Study"), say("Read"), say("Steps"), say("Answers by its own word"), say("Date"))
    yield Table(heads, tuple(lines), _SHARES, True)
    yield Paragraph(legend(tuple(cells.values()), words))


def _study(rows: Sequence[Row], words: Words) -> Text:
    """Name a study with the title of its work, its collections, and what is to be noted."""
    row = rows[0]
    label = name(row.get("label", row["study"]), row["study"])
    title = sentence(row.get("title", row["work"]))
    homes = dict.fromkeys(words.collection(each["collection"]) for each in rows)
    notes = dict.fromkeys(each["note"] for each in rows if "note" in each)
    return join("\n", (label, title, sentence(upper_first(enumerated(list(homes)))), *notes))


def _answers(rows: Sequence[Row]) -> Text:
    """Return the first answer that a study gives by its own word, and how many more there are."""
    own = dict.fromkeys(
        name(row.get("positionLabel", row["position"]), row["position"])
        for row in rows
        if row.get("voice") == "itself"
    )
    if not own:
        return Text("–")
    first, *more = own
    said = put('"{label}"', label=bare(first))
    if not more:
        return said
    return number(len(more), "{first}; {n} more", "{first}; {n} more", first=said)
