"""What the page of a model release opens with: who released it, and what is said of weights."""

from collections.abc import Iterator, Mapping

from ofmkg.analyses.briefs import Brief
from ofmkg.pages.brief_rows import cite, grouped
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
)
from ofmkg.pages.opening import Opening, source
from ofmkg.pages.words import Words


def release(r: Brief, words: Words) -> Opening:
    """Return what the page of a release opens with."""
    return Opening(
        name(r.label, r.id),
        (
            join(" ", _what(r, words)),
            join(" ", (*_weights(r, words), *_open(r))),
            join(" ", _consequences(r)),
        ),
        source(r.iri),
    )


def _what(r: Brief, words: Words) -> Iterator[Text]:
    rows = r.rows("release")
    if not rows:
        return
    makers = {
        row["developer"]: name(row.get("developerLabel", row["developer"]), row["developer"])
        for row in rows
        if "developer" in row
    }
    row = rows[0]
    date = row.get("dateAsGiven", row.get("date"))
    known = (
        (say("developer: {who}", who=enumerated(list(makers.values()))), "developerSource")
        if makers
        else None,
        (say("date: {date}", date=date), "dateSource") if date else None,
    )
    told = [join("", (text, cite(row, words, "", of))) for text, of in filter(None, known)]
    if told:
        yield put("{release}: {known}.", release=name(r.label, r.id), known=joined(*told))


def _weights(r: Brief, words: Words) -> Iterator[Text]:
    rows = r.rows("weights")
    adopted = rows[0].get("adopted") if rows else None
    if adopted is None:
        yield say("What is adopted here on its weights: not stated, so neither open nor closed.")
    else:
        value = lower_first(words.word("WeightsAvailability", adopted))
        yield say("What is adopted here on its weights: {value}.", value=value)
    stated = [
        put(
            "{value} ({works})",
            value=lower_first(words.word("WeightsAvailability", value)),
            works=enumerated(
                list(dict.fromkeys(words.work(row["source"]) for row in those if "source" in row))
            ),
        )
        for (value,), those in grouped([row for row in rows if "stated" in row], "stated").items()
    ]
    if stated:
        yield say("Sources state: {values}.", values=enumerated(stated))


def _open(r: Brief) -> Iterator[Text]:
    if rows := r.rows("open"):
        if rows[0]["known"] == "inferred":
            yield say("That it is an open release is inferred from this value.")
        else:
            yield say("That it is an open release is stated.")


def _consequences(r: Brief) -> Iterator[Text]:
    """Say which benefits and risks may follow, which no source says of this release."""
    rows = (("benefit", r.rows("consequences")), ("risk", r.rows("risks")))
    benefits, risks = ({row[k]: _named(row, k) for row in found if row.get(k)} for k, found in rows)
    told = [
        join("", (counted, bracketed(join(", ", those), "()")))
        for counted, those in (
            (number(len(benefits), "{n} benefit", "{n} benefits"), benefits.values()),
            (number(len(risks), "{n} risk", "{n} risks"), risks.values()),
        )
        if those
    ]
    if told:
        yield say(
            "What may follow from its openness, inferred from properties of open releases and said "
            "by no source of this one: {counts}.",
            counts=enumerated(told),
        )


def _named(row: Mapping[str, str], kind: str) -> Text:
    return lower_first(name(row.get(f"{kind}Label", row[kind]), row[kind]))
