"""What the page of a model release opens with: who released it, and what is said of weights."""

from collections.abc import Iterator, Sequence

from ofmkg.analyses.briefs import Brief
from ofmkg.pages.brief_rows import Row, cite, grouped
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
)
from ofmkg.pages.opening import Opening, some, source
from ofmkg.pages.words import Words

_NAMES = 6  # benefits or risks that a sentence names


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
    """Name the benefits and risks that may follow, which no source says of this release."""
    benefits = _named(r.rows("consequences"), "benefit")
    risks = _named(r.rows("risks"), "risk")
    told = [
        put("{counted} ({names})", counted=counted, names=some(names, _NAMES))
        for names, counted in (
            (benefits, number(len(benefits), "{n} benefit", "{n} benefits")),
            (risks, number(len(risks), "{n} risk", "{n} risks")),
        )
        if names
    ]
    if told:
        yield say(
            "What may follow from its openness, inferred from properties of open releases and said "
            "by no source of this one: {counts}.",
            counts=enumerated(told),
        )


def _named(rows: Sequence[Row], column: str) -> list[Text]:
    """Name the things of a column, each once."""
    labels = {row[column]: row.get(f"{column}Label", row[column]) for row in rows if column in row}
    return [lower_first(name(label, thing)) for thing, label in labels.items()]
