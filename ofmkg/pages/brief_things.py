"""Answers about vectors and releases as lines of a page, each with its source."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.holdings import holdings
from ofmkg.pages.blocks import Item
from ofmkg.pages.brief_rows import Row, cite, grouped
from ofmkg.pages.messages import joined, lower_first, sentence, upper_first
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.words import Words

# What is shown elsewhere on the page of a study, by the use that the question gives it.
_SHOWN_ELSEWHERE = {"study", "asserts", "party", "credited"}


def uses(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `works-by-use`, without those that have sections of their own."""
    for (use,), group in grouped(rows, "use").items():
        if use not in _SHOWN_ELSEWHERE:
            lines = [f"{r.get('about', r['thing'])} ({r['thing']}){cite(r, words)}" for r in group]
            title = "Cited as evidence for" if use == "evidence" else use.replace("-", " ")
            yield Item(f"{upper_first(title)}:", tuple(dict.fromkeys(lines)))


def vectors(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `vectors`."""
    for (threat,), group in grouped(rows, "threat").items():
        row = group[0]
        above = words.vectors([r["broader"] for r in group if "broader" in r])
        label, defined = row.get("label", threat), row.get("definition")
        text = f": {sentence(defined)}" if defined else ""
        narrower = (f"Narrower than {above}.",) if above else ()
        yield Item(f"{label} ({threat}){text}{cite(row, words)}", narrower)


def answers(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `positions-on-question` or `treatments`, by question."""
    for (question,), group in grouped(rows, "question").items():
        label = group[0].get("questionLabel", question)
        lines = []
        for h in holdings(group, label, ()):
            read = f"read by {words.name(h.coder)}" if h.coder else ""
            lines.append(
                f"{told(h.stance, words)} {about(h.stance, words, (), read)}{noted(h.stance)}"
            )
        yield Item(f"{label} ({question}):", tuple(lines))


def worked(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `worked-analyses`."""
    for (analysis,), group in grouped(rows, "analysis").items():
        row = group[0]
        overall = joined(row.get("overall"), row.get("status"))
        lines = [
            f"{r['order']} {r.get('stepLabel', r['step'])}: "
            f"{sentence(r['statement'])}{cite(r, words)}"
            for r in group
            if "statement" in r and "order" in r
        ]
        by = (
            f" Overall, by {words.name(row['source'])}: {overall}."
            if overall and "source" in row
            else ""
        )
        yield Item(f"{row.get('analysisLabel', analysis)} ({analysis}).{by}", tuple(lines))


def history(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `history`."""
    for row in rows:
        when = row.get("dateAsGiven", row.get("date", "no date"))
        text = row.get("statement", row.get("eventLabel", row["event"]))
        yield Item(f"{when}: {sentence(text)}{cite(row, words)}")


def remarks(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `remarks`."""
    for row in rows:
        kind = words.word("RemarkKind", row.get("kind"))
        text = sentence(row.get("statement", row.get("remarkLabel", row["remark"])))
        yield Item(f"{upper_first(kind)}: {text}{cite(row, words)}")


def releases(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `releases`."""
    row = rows[0]
    if "developer" in row:
        who = row.get("developerLabel", row["developer"])
        yield Item(f"Developer: {who}{cite(row, words, '', 'developerSource')}")
    if "date" in row or "dateAsGiven" in row:
        when = row.get("dateAsGiven", row.get("date", ""))
        yield Item(f"Date: {when}{cite(row, words, '', 'dateSource')}")
    for (work,), _ in grouped([r for r in rows if "referenced" in r], "referenced").items():
        yield Item(f"Work referenced with it: {words.name(work)}{cite(row, words)}")
    for (note,), _ in grouped([r for r in rows if "note" in r], "note").items():
        yield Item(f"Note: {sentence(note)}{cite(row, words)}")


def weights(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `releases-by-weights`."""
    adopted = rows[0].get("adopted")
    value = words.word("WeightsAvailability", adopted) if adopted else "not stated"
    yield Item(f"Adopted here: {value}.")
    for row in rows:
        stated = words.word("WeightsAvailability", row.get("stated")) or "states no value"
        given = f'"{row["accessAsStated"]}"' if "accessAsStated" in row else ""
        text = joined(stated, given, row.get("statement"))
        yield Item(f"{sentence(upper_first(text))}{cite(row, words)}")


def opened(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `open-releases`."""
    value = words.word("WeightsAvailability", rows[0].get("adopted"))
    yield Item(
        f"An open release ({rows[0]['known']}), "
        f"because the value adopted for its weights is {value}."
    )


def catalogue(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `catalogue-entries`."""
    for row in rows:
        facts = joined(
            *(row.get(name) for name in ("kind", "organization", "date", "licence", "size"))
        )
        where = cite({**row, "locator": row.get("file", "")}, words)
        taken = (f"Taken from {row['snapshot']}",) if "snapshot" in row else ()
        yield Item(f"{row.get('name', row['entry'])}: {sentence(facts)}{where}", taken)


def consequences(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `release-consequences`, by property and benefit."""
    for (prop,), group in grouped(rows, "property").items():
        lines = []
        for (benefit,), those in grouped([r for r in group if "benefit" in r], "benefit").items():
            row = those[0]
            named = lower_first(row.get("benefitLabel", benefit))
            lines.append(f"May bring {named} ({benefit}){cite(row, words, 'benefitAt')}")
            lines += [
                f"Caveat: {sentence(r.get('caveatStatement', r['caveat']))}"
                f"{cite(r, words, 'caveatAt')}"
                for r in those
                if "caveat" in r
            ]
        label = group[0].get("propertyLabel", prop)
        yield Item(f"{label} ({prop}; {group[0]['known']}):", tuple(lines))


def risks(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `release-risks` or `risks-by-property`, by property."""
    for (prop,), group in grouped(rows, "property").items():
        lines: list[str] = []
        for (risk,), those in grouped(group, "risk").items():
            named = lower_first(those[0].get("riskLabel", risk))
            raised = f"May raise the risk of {named} ({risk})." if risk else "In general:"
            lines.append(raised)
            lines += [
                f"{sentence(r['statement'])}{cite(r, words)}" for r in those if "statement" in r
            ]
        label = group[0].get("propertyLabel", prop)
        known = joined(prop, group[0].get("known", ""))
        yield Item(f"{label} ({known}):", tuple(lines))
