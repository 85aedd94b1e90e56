"""The answers to questions of the library as lines of a page, each with its source."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ofmkg.analyses.compare import assumptions
from ofmkg.analyses.compare.documented import DocumentedRow, from_rows
from ofmkg.graph.rows import read
from ofmkg.pages.blocks import Item
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    labelled,
    name,
    put,
    say,
    sentence,
)
from ofmkg.pages.sentences import about, causes, noted, taking_part, told
from ofmkg.pages.words import Words

Row = Mapping[str, str]
Lines = Callable[[Sequence[Row], Words], Iterable[Item]]


def cite(row: Row, words: Words, locator: str = "locator", source: str = "source") -> Text:
    """Return where a row stands, in brackets, with who read it there if that is on record."""
    return bracketed(bare_cite(row, words, locator, source))


def bare_cite(row: Row, words: Words, locator: str = "locator", source: str = "source") -> Text:
    """Return where a row stands, with who read it there if that is on record."""
    where = words.cite(row.get(source), row.get(locator))
    read = say("read by {who}", who=words.name(row["codedBy"])) if "codedBy" in row else ""
    return joined(where, read)


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """Return the rows by their values in some columns, in the order they come."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(column, "") for column in columns), []).append(row)
    return found


def studies(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `studies`."""
    for _, (row, *more) in grouped(rows, "study").items():
        notes = dict.fromkeys(r["note"] for r in (row, *more) if "note" in r)
        where = dict.fromkeys(words.collection(r["collection"]) for r in (row, *more))
        title = say(
            "{label} ({id}), reported in {work}: {title}",
            label=name(row.get("label", row["study"]), row["study"]),
            id=ident(row["study"]),
            work=words.work(row["work"]),
            title=sentence(row.get("title", row["work"])),
        )
        of = say("About {threats}", threats=words.vectors([row["vector"]]))
        yield Item(
            join("", (title, cite(row, words))),
            (sentence(joined(of, enumerated(list(where)))), *notes),
        )


def threats(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `named-threats`."""
    for row in rows:
        label = labelled(row.get("threatLabel", row["threat"]), row["threat"])
        yield Item(join("", (label, cite(row, words))))


def stances(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `stances`, by question."""
    held = assumptions.stances(read(rows, assumptions.StanceRow))
    for question in dict.fromkeys(s.question for s in held):
        those = [s for s in held if s.question == question]
        lines = [join("", (told(s, words), " ", about(s, words), noted(s))) for s in those]
        yield Item(
            put("{question}:", question=labelled(those[0].question_label, question)),
            tuple(lines),
            f"question-{question}",
        )


def actors(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `actors-and-omissions`."""
    for row in rows:
        work = words.name(row["study"])
        if "actor" not in row:
            yield Item(say("{work}: no actor on record, which is no omission.", work=work))
            continue
        actor = name(row.get("actorLabel", row["actor"]), row["actor"])
        if row["relation"] == "omits":
            told_of = say("{work}: {actor} (named as left out)", work=work, actor=actor)
        else:
            told_of = say("{work}: {actor} (considered)", work=work, actor=actor)
        yield Item(join("", (told_of, cite(row, words))))
    for (study, note), (row, *_) in grouped(
        [r for r in rows if "note" in r], "study", "note"
    ).items():
        said = join(": ", (words.name(study), sentence(note)))
        yield Item(join("", (said, cite(row, words))))


def defenses(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `vectors-and-defenses`, by defense."""
    for (defense,), group in grouped([r for r in rows if "threat" in r], "defense").items():
        row = group[0]
        lines = dict.fromkeys(_defended(r, words) for r in group if "study" in r)
        source = cite({k: v for k, v in row.items() if k != "codedBy"}, words)
        title = put(
            "{label} ({known}){source}",
            label=name(row.get("defenseLabel", defense), defense),
            known=joined(ident(defense), words.word("DefenseStatus", row.get("status"))),
            source=source,
        )
        yield Item(title, tuple(lines))


def _defended(row: Row, words: Words) -> Text:
    work = words.name(row["study"])
    where = cite(row, words, "studyLocator", "studySource")
    if row["relation"] == "omits":
        return join("", (say("Named as left out by {work}", work=work), where))
    return join("", (say("Considered by {work}", work=work), where))


def offered(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `evidence-offered`."""
    for row in rows:
        text = sentence(row.get("statement", row["evidence"]))
        yield Item(join("", (text, cite(row, words))))


def disagreements(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `documented`."""
    for (work,), group in grouped(rows, "work").items():
        for d in from_rows(read(group, DocumentedRow), work, ""):
            lines = [taking_part(words.name(work), c) for c in d.a]
            lines += causes(d.causes, words)
            lines += [sentence(d.explanation)] if d.explanation else []
            known = joined(
                ident(d.disagreement),
                words.word("DisagreementType", d.type),
                words.other_collection(d.collection),
            )
            title = put(
                "{label} ({known}) [{where}]",
                label=name(d.label, d.disagreement),
                known=known,
                where=words.cite_all(d.sources, d.locator),
            )
            yield Item(title, tuple(lines))


def parties(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `disagreement-parties`."""
    for (disagreement,), group in grouped(rows, "disagreement").items():
        row = group[0]
        sides = dict.fromkeys(_party(r, words) for r in group)
        known = joined(
            ident(disagreement),
            words.word("DisagreementType", row.get("type")),
            words.other_collection(row.get("collection")),
        )
        where = words.cite_all(
            list(dict.fromkeys(r["source"] for r in group if "source" in r)), row.get("locator")
        )
        label = name(row.get("disagreementLabel", disagreement), disagreement)
        title = put("{label} ({known}){where}", label=label, known=known, where=bracketed(where))
        yield Item(title, tuple(sides))


def _party(row: Row, words: Words) -> Text:
    who = words.name(row["work"]) if "work" in row else say("No work on record")
    if row.get("voice") == "inference":
        return inferred(say("{work} stands on side {side}", work=who, side=row["side"]))
    if "side" in row:
        return say("{work}, on side {side}.", work=who, side=row["side"])
    return say("{work}, side left open.", work=who)
