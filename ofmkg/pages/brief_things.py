"""Answers about vectors and releases as lines of a page, each with its source."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.holdings import HoldingRow, holdings
from ofmkg.graph.rows import read
from ofmkg.pages.blocks import Item
from ofmkg.pages.brief_links import use_title
from ofmkg.pages.brief_rows import Row, cite, grouped
from ofmkg.pages.messages import (
    Text,
    ident,
    join,
    joined,
    labelled,
    lower_first,
    name,
    put,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.words import Words

# What is shown elsewhere on the page of a study, by the use that the question gives it.
_SHOWN_ELSEWHERE = {"study", "asserts", "party", "credited"}


def uses(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `works-by-use`, without those that have sections of their own."""
    for (use,), group in grouped(rows, "use").items():
        if use not in _SHOWN_ELSEWHERE:
            lines = dict.fromkeys(
                join("", (labelled(r.get("about", r["thing"]), r["thing"]), cite(r, words)))
                for r in group
            )
            yield Item(put("{use}:", use=use_title(use)), tuple(lines))


def vectors(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `vectors`."""
    for (threat,), group in grouped(rows, "threat").items():
        row = group[0]
        above = words.vectors([r["broader"] for r in group if "broader" in r])
        label = labelled(row.get("label", threat), threat)
        defined = row.get("definition")
        text = join(": ", (label, sentence(name(defined)))) if defined else label
        narrower = (say("Narrower than {threats}.", threats=above),) if above else ()
        yield Item(join("", (text, cite(row, words))), narrower)


def answers(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `positions-on-question` or `treatments`, by question."""
    for (question,), group in grouped(rows, "question").items():
        label = group[0].get("questionLabel", question)
        lines = []
        for h in holdings(read(group, HoldingRow), label, ()):
            coder = say("read by {who}", who=words.name(h.coder)) if h.coder else ""
            known = about(h.stance, words, (), coder)
            lines.append(join("", (told(h.stance, words), " ", known, noted(h.stance))))
        yield Item(put("{question}:", question=labelled(label, question)), tuple(lines))


def worked(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `worked-analyses`."""
    for (analysis,), group in grouped(rows, "analysis").items():
        row = group[0]
        overall = joined(row.get("overall"), row.get("status"))
        lines = [
            put(
                "{order} {step}: {text}{where}",
                order=r["order"],
                step=name(r.get("stepLabel", r["step"]), r["step"]),
                text=sentence(r["statement"]),
                where=cite(r, words),
            )
            for r in group
            if "statement" in r and "order" in r
        ]
        title = put("{label}.", label=labelled(row.get("analysisLabel", analysis), analysis))
        if overall and "source" in row:
            by = words.name(row["source"])
            title = join(" ", (title, say("Overall, by {work}: {text}.", work=by, text=overall)))
        yield Item(title, tuple(lines))


def history(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `history`."""
    for row in rows:
        when = row.get("dateAsGiven", row.get("date")) or say("no date")
        text = sentence(row.get("statement", row.get("eventLabel", row["event"])))
        yield Item(put("{when}: {text}{where}", when=when, text=text, where=cite(row, words)))


def remarks(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `remarks`."""
    for row in rows:
        kind = upper_first(words.word("RemarkKind", row.get("kind")))
        text = sentence(row.get("statement", row.get("remarkLabel", row["remark"])))
        yield Item(put("{kind}: {text}{where}", kind=kind, text=text, where=cite(row, words)))


def releases(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `releases`."""
    row = rows[0]
    if "developer" in row:
        who = name(row.get("developerLabel", row["developer"]), row["developer"])
        developer = say("Developer: {who}", who=who)
        yield Item(join("", (developer, cite(row, words, "", "developerSource"))))
    if "date" in row or "dateAsGiven" in row:
        when = say("Date: {date}", date=row.get("dateAsGiven", row.get("date", "")))
        yield Item(join("", (when, cite(row, words, "", "dateSource"))))
    for (work,), _ in grouped([r for r in rows if "referenced" in r], "referenced").items():
        referenced = say("Work referenced with it: {work}", work=words.work(work))
        yield Item(join("", (referenced, cite(row, words))))
    for (note,), _ in grouped([r for r in rows if "note" in r], "note").items():
        yield Item(join("", (say("Note: {note}", note=sentence(note)), cite(row, words))))


def weights(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `releases-by-weights`."""
    adopted = rows[0].get("adopted")
    value = words.word("WeightsAvailability", adopted) if adopted else say("not stated")
    yield Item(say("Adopted here: {value}.", value=value))
    for row in rows:
        stated = words.word("WeightsAvailability", row.get("stated")) or say("states no value")
        given = put('"{access}"', access=row["accessAsStated"]) if "accessAsStated" in row else ""
        text = sentence(upper_first(joined(stated, given, row.get("statement"))))
        yield Item(join("", (text, cite(row, words))))


def opened(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `open-releases`."""
    yield Item(
        say(
            "An open release ({known}), because the value adopted for its weights is {value}.",
            known=_known(rows[0]["known"]),
            value=words.word("WeightsAvailability", rows[0].get("adopted")),
        )
    )


def catalogue(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `catalogue-entries`."""
    for row in rows:
        facts = joined(
            *(row.get(column) for column in ("kind", "organization", "date", "licence", "size"))
        )
        where = cite({**row, "locator": row.get("file", "")}, words)
        taken = (
            (say("Taken from {snapshot}", snapshot=row["snapshot"]),) if "snapshot" in row else ()
        )
        entry = name(row.get("name", row["entry"]), row["entry"])
        title = put("{entry}: {facts}{where}", entry=entry, facts=sentence(facts), where=where)
        yield Item(title, taken)


def consequences(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `release-consequences`, by property and benefit."""
    for (prop,), group in grouped(rows, "property").items():
        lines = []
        for (benefit,), those in grouped([r for r in group if "benefit" in r], "benefit").items():
            row = those[0]
            named = lower_first(name(row.get("benefitLabel", benefit), benefit))
            may = say("May bring {benefit} ({id})", benefit=named, id=ident(benefit))
            lines.append(join("", (may, cite(row, words, "benefitAt"))))
            lines += [_caveat(r, words) for r in those if "caveat" in r]
        yield Item(_property(prop, group[0]), tuple(lines))


def _caveat(row: Row, words: Words) -> Text:
    text = sentence(row.get("caveatStatement", row["caveat"]))
    return join("", (say("Caveat: {text}", text=text), cite(row, words, "caveatAt")))


def risks(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `release-risks` or `risks-by-property`, by property."""
    for (prop,), group in grouped(rows, "property").items():
        lines: list[str] = []
        for (risk,), those in grouped(group, "risk").items():
            named = lower_first(name(those[0].get("riskLabel", risk), risk))
            lines.append(
                say("May raise the risk of {risk} ({id}).", risk=named, id=ident(risk))
                if risk
                else say("In general:")
            )
            lines += [
                join("", (sentence(r["statement"]), cite(r, words)))
                for r in those
                if "statement" in r
            ]
        yield Item(_property(prop, group[0]), tuple(lines))


def _property(prop: str, row: Row) -> Text:
    known = joined(ident(prop), _known(row["known"]) if "known" in row else "")
    label = name(row.get("propertyLabel", prop), prop)
    return put("{property} ({known}):", property=label, known=known)


def _known(how: str) -> Text:
    """Say whether something is stated or follows from what is."""
    return say("inferred") if how == "inferred" else say("stated")
