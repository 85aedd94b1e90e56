"""What the pages of works, of properties of open models and of benefits open with."""

from collections.abc import Iterator, Sequence

from ofmkg.analyses.briefs import Brief
from ofmkg.graph.model import Stance
from ofmkg.pages.brief_rows import Row, grouped
from ofmkg.pages.messages import (
    Text,
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
from ofmkg.pages.opening import Opening, source
from ofmkg.pages.readers import dated
from ofmkg.pages.study_opening import answers, inferred_answers, reported, said
from ofmkg.pages.words import Words


def work(r: Brief, words: Words) -> Opening:
    """Return what the page of a work opens with."""
    held: Sequence[Sequence[Stance]] = tuple(answers(r))
    statements = (
        join(" ", (*_what(r), *_read(r, words), *_studies(r, words))),
        join(" ", (*said(held, words), *reported(r, words))),
        join(" ", inferred_answers(held)),
    )
    return Opening(
        name(r.label, r.id), statements, join(" ", (*dated(r.collections), source(r.iri)))
    )


def _what(r: Brief) -> Iterator[Text]:
    for row in r.rows("work")[:1]:
        issued = row.get("issued")
        title = sentence(row.get("title", r.label))
        yield put("{work}: {title}", work=name(r.label, r.id), title=title)
        if issued:
            yield upper_first(sentence(say("came out {date}", date=issued)))


def _read(r: Brief, words: Words) -> Iterator[Text]:
    in_use = [row for row in r.rows("read") if row.get("adopted") != "false"]
    extents = dict.fromkeys(row["textRead"] for row in in_use if "textRead" in row)
    if extents:
        far = enumerated([lower_first(words.word("TextExtent", each)) for each in extents])
        yield say("Read for readings in use: {extent}.", extent=far)
    else:
        yield say("No reading in use rests on its own text.")


def _studies(r: Brief, words: Words) -> Iterator[Text]:
    studies = dict.fromkeys(words.name(row["study"]) for row in r.rows("studies"))
    if studies:
        yield number(
            len(studies),
            "It reports {n} study: {studies}.",
            "It reports {n} studies: {studies}.",
            studies=enumerated(list(studies)),
        )
    claims = {row["claim"] for row in r.rows("claims")}
    if claims:
        yield number(
            len(claims),
            "{n} claim of it is on record; asserted is not supported.",
            "{n} claims of it are on record; asserted is not supported.",
        )


def openness(r: Brief, words: Words) -> Opening:
    """Return what the page of a property of open releases opens with."""
    benefits = _named(r.rows("benefits"), "benefit", "benefitLabel")
    risks = _named([row for row in r.rows("risks") if row.get("risk")], "risk", "riskLabel")
    told = (
        say("Benefits that may arise from it: {benefits}.", benefits=enumerated(benefits))
        if benefits
        else say("No benefit is on record as arising from it."),
        say("Risks that it may raise: {risks}.", risks=enumerated(risks))
        if risks
        else say("No risk of a threat by name is on record for it."),
        say("May raise is not raises, and nothing is said of how much."),
    )
    return _thing(r, told, (*r.rows("benefits"), *r.rows("risks")), words)


def benefit(r: Brief, words: Words) -> Opening:
    """Return what the page of a benefit opens with."""
    rows = r.rows("arises-from")
    properties = _named(rows, "property", "propertyLabel")
    caveats = {row["caveat"] for row in rows if "caveat" in row}
    assets = _named(r.rows("needs"), "asset", "assetLabel")
    told = [
        say("It may arise from: {properties}.", properties=enumerated(properties))
        if properties
        else say("No property of open releases is on record as bringing it."),
    ]
    if caveats:
        told.append(
            number(
                len(caveats),
                "{n} caveat is on record; may arise is not arises.",
                "{n} caveats are on record; may arise is not arises.",
            )
        )
    if assets:
        told.append(say("Caveats name as needed: {assets}.", assets=enumerated(assets)))
    return _thing(r, told, rows, words)


def _thing(r: Brief, told: Sequence[Text], rows: Sequence[Row], words: Words) -> Opening:
    where = dict.fromkeys(words.work(row["source"]) for row in rows if "source" in row)
    by = say("According to {source}.", source=enumerated(list(where))) if where else Text()
    text = join(" ", (put("{name}:", name=name(r.label, r.id)), *told))
    return Opening(name(r.label, r.id), (text,), joined(by, source(r.iri), by=" "))


def _named(rows: Sequence[Row], of: str, label: str) -> list[Text]:
    return [
        lower_first(name(group[0].get(label, thing), thing))
        for (thing,), group in grouped([row for row in rows if of in row], of).items()
    ]
