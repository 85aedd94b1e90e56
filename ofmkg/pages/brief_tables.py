"""What briefs say of studies one by one as tables that one scans: what is missing, baselines."""

from collections.abc import Sequence

from ofmkg.pages.blocks import Block
from ofmkg.pages.brief_rows import Row, bare_cite, grouped
from ofmkg.pages.by_collection import Line, tables
from ofmkg.pages.messages import Text, join, joined, name, say, sentence, upper_first
from ofmkg.pages.words import Words


def missing(rows: Sequence[Row], words: Words) -> list[Block]:
    """Return rows of `missing` as tables, of each collection one: a row for each step."""
    heads = (
        say("Study"),
        say("Step"),
        say("What is missing"),
        say("As read"),
        say("Read, and where"),
    )
    lines = []
    for group in grouped(rows, "study", "step").values():
        row = group[0]
        read_as = joined(
            words.word("Outcome", row.get("outcome")), words.word("CodingBasis", row.get("basis"))
        )
        cells = (
            words.name(row["study"]),
            name(row.get("stepLabel", row["step"]), row["step"]),
            join("\n", [sentence(upper_first(each["missing"])) for each in group]),
            upper_first(read_as),
            bare_cite(row, words),
        )
        lines.append(Line("", row.get("collection"), cells))
    return tables(lines, heads, (16, 17, 30, 14, 19), words)


def baselines(rows: Sequence[Row], words: Words) -> list[Block]:
    """Return rows of `baselines` as a table; the study stands above it if there is one alone."""
    heads = (
        say("Study"),
        say("Compared with"),
        say("Extent of the comparison"),
        say("What is said of it"),
        say("Read, and where"),
    )
    lines = [
        Line(
            "",
            None,
            (
                words.name(row["study"]),
                upper_first(name(row.get("label", row["baseline"]), row["baseline"])),
                upper_first(words.word("Extent", row["extent"])),
                sentence(row["statement"]) if "statement" in row else Text("–"),
                bare_cite(row, words),
            ),
        )
        for row in rows
    ]
    return tables(lines, heads, (16, 16, 12, 34, 18), words, once=(0,))
