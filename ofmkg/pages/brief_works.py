"""Answers about works and benefits as lines of a page, each with its source."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.compare import evidence
from ofmkg.graph.rows import read
from ofmkg.pages.blocks import Item
from ofmkg.pages.brief_rows import Row, cite, grouped
from ofmkg.pages.compare_parts import record
from ofmkg.pages.messages import (
    Text,
    join,
    joined,
    labelled,
    lower_first,
    name,
    put,
    say,
    sentence,
)
from ofmkg.pages.words import Words


def work(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `bibliography`."""
    row = rows[0]
    facts = joined(
        row.get("line"), row.get("venue"), row.get("publisher"), row.get("issued"), row.get("doi")
    )
    title = join("", (sentence(row.get("title", row["work"])), cite(row, words)))
    yield Item(title, (sentence(facts),) if facts else ())


def read_by(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `works-read`, by coder."""
    for _, (row, *_rest) in grouped(rows, "codedBy", "textRead", "study").items():
        who = words.name(row["codedBy"]) if "codedBy" in row else say("nobody on record")
        far = lower_first(words.word("TextExtent", row.get("textRead")))
        beside = say("beside the reading in use") if row.get("adopted") == "false" else ""
        of = words.name(row["study"]) if "study" in row else ""
        yield Item(join("", (who, ": ", joined(far, of, beside), ".")))


def results(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `evidence-records`."""
    for found, _ in evidence.of_rows(read(rows, evidence.Row)):
        yield record(found, words)


def benefits(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `benefits-by-property`, by benefit."""
    for (benefit,), group in grouped(rows, "benefit").items():
        label = labelled(group[0].get("benefitLabel", benefit), benefit)
        yield Item(join("", (label, cite(group[0], words))), tuple(_caveats(group, words)))


def arises_from(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `benefits-by-property`, by property, then the caveats."""
    for (prop,), group in grouped(rows, "property").items():
        label = labelled(group[0].get("propertyLabel", prop), prop)
        yield Item(join("", (label, cite(group[0], words))))
    for caveat in dict.fromkeys(_caveats(rows, words)):
        yield Item(caveat)


def _caveats(rows: Iterable[Row], words: Words) -> Iterable[Text]:
    for (caveat,), (row, *_rest) in grouped([r for r in rows if "caveat" in r], "caveat").items():
        text = say("Caveat: {text}", text=sentence(row.get("caveatStatement", caveat)))
        yield join("", (text, cite(row, words, "caveatLocator", "caveatSource")))


def needs(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `benefit-needs`."""
    for row in rows:
        asset = name(row.get("assetLabel", row["asset"]), row["asset"])
        text = sentence(row.get("statement", ""))
        yield Item(put("{asset}: {text}{where}", asset=asset, text=text, where=cite(row, words)))
