"""What came between two dates as a page, and as CSV."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ofmkg.analyses.changed.analysis import Changed, Filled, NewAnswer, NewWork
from ofmkg.pages import csv_text
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.inferences import inferred
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
    upper_first,
)
from ofmkg.pages.readers import collections
from ofmkg.pages.words import Words

COLUMNS = ("kind", "thing", "of", "was", "becomes", "works", "voice", "surely")


def document(result: Changed, words: Words) -> Page:
    """Return works, answers, steps and disagreements, each kind under a heading."""
    return tuple(_blocks(result, words))


def to_csv(result: Changed) -> str:
    """Return a row for each work, answer, filled step and disagreement."""
    rows: list[tuple[csv_text.Value, ...]] = [COLUMNS]
    for work in result.works:
        surely = "true" if work.surely else "false"
        rows.append(("work", work.work, None, None, work.issued, work.work, None, surely))
    for a in result.answers:
        first = "first" if a.first else None
        rows.append(("answer", a.question, a.position, None, first, a.work, a.voice, None))
    for c in result.cells:
        studies = "; ".join(study for study, _ in c.studies)
        rows.append(("cell", c.vector, c.step, c.was, c.becomes, studies, None, None))
    for d in result.disagreements:
        became = "opened" if d.opened else "joined"
        rows.append(
            ("disagreement", d.disagreement, None, None, became, "; ".join(d.works), None, None)
        )
    return csv_text.to_csv(rows)


def title(r: Changed) -> Text:
    """Return what is asked."""
    if r.until:
        return say("What came after {since}, up to {until}", since=r.since, until=r.until)
    return say("What came after {since}", since=r.since)


def summed(r: Changed) -> Text:
    """Say in a sentence how much came."""
    opened = sum(each.opened for each in r.disagreements)
    return say(
        "On record are {works} of this time, with {answers} to {questions}; {cells} covered "
        "further than by any earlier study on record; {opened}.",
        works=number(len(r.works), "{n} work", "{n} works"),
        answers=number(len(_ours_left_out(r)), "{n} answer", "{n} answers"),
        questions=number(
            len({a.question for a in _ours_left_out(r)}), "{n} question", "{n} questions"
        ),
        cells=number(len(r.cells), "{n} step of a threat", "{n} steps of threats"),
        opened=number(opened, "{n} disagreement opened", "{n} disagreements opened"),
    )


def _ours_left_out(r: Changed) -> list[NewAnswer]:
    return [each for each in r.answers if each.voice != "inference"]


def _blocks(r: Changed, words: Words) -> Iterator[Block]:
    yield Heading(title(r), 1)
    yield Paragraph(summed(r))
    if r.cells:
        yield Heading(say("Steps that are covered further"))
        yield Items(tuple(Item(cell(each, r, words)) for each in r.cells))
    if r.disagreements:
        yield Heading(say("Disagreements"))
        yield Items(tuple(Item(told) for told in disagreements(r, words)))
    if said := _ours_left_out(r):
        yield Heading(say("Answers"))
        yield Items(tuple(_answers(said, words)))
    if ours := [each for each in r.answers if each.voice == "inference"]:
        yield Heading(say("By our inference"))
        yield Items(tuple(_answers(ours, words)))
    if r.works:
        yield Heading(say("Works"))
        yield Items(tuple(Item(_work(each, words)) for each in r.works))
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(told) for told in notes(r)))


def cell(each: Filled, r: Changed, words: Words) -> Text:
    """Say which study covers a step further than any before."""
    step = next(s for s in r.framework.steps if s.step == each.step)
    places: dict[str, list[Text]] = {}
    for study, place in each.studies:
        places.setdefault(place, []).append(by_work(study, r))
    by = [
        put("{who} ({place})", who=enumerated(who), place=words.collection(place))
        for place, who in places.items()
    ]
    return say(
        "{threat}, {step}: {becomes} by {studies}; before: {was}",
        threat=upper_first(name(each.label)),
        step=lower_first(name(step.label)),
        becomes=words.states[each.becomes].label,
        studies=join("; ", by),
        was=words.states[each.was].label if each.was else say("by no study on record"),
    )


def by_work(study: str, r: Changed) -> Text:
    """Name a new study by its work, where the threat is told already."""
    return name(next(work.label for work in r.works if study in work.studies), study)


def disagreements(r: Changed, words: Words) -> Iterator[Text]:
    """Say which disagreements opened, and which others new works take part in."""
    for each in r.disagreements:
        works = enumerated([words.name(work) for work in each.works])
        label = name(each.label)
        if each.opened:
            yield say("Opened: {disagreement} (with {works})", disagreement=label, works=works)
        else:
            yield say("Goes on: {disagreement} (now also {works})", disagreement=label, works=works)


def _answers(answers: Iterable[NewAnswer], words: Words) -> Iterator[Item]:
    """Yield a line for each question, with a detail for each answer and who is recorded with it."""
    for question, those in groupby(answers, key=lambda a: (a.question, a.question_label)):
        details = []
        for (label, first, voice), held in groupby(
            those, key=lambda a: (a.position_label, a.first, a.voice)
        ):
            who = enumerated(list(dict.fromkeys(words.name(a.holder) for a in held)))
            if voice == "inference":
                told = inferred(say("{who} answers “{answer}”", who=who, answer=name(label)))
                details.append(told)
                continue
            known = [
                say("credited by another work") if voice == "another" else "",
                say("nobody on record before") if first else "",
            ]
            details.append(joined(put("{answer}: {who}", answer=name(label), who=who), *known))
        yield Item(upper_first(name(question[1])), tuple(details))


def _work(each: NewWork, words: Words) -> Text:
    places = [words.collection(place) for place in each.collections]
    when = each.issued if each.surely else say("{date}, or before", date=each.issued)
    return put("{when}: {work}", when=when, work=joined(name(each.label), *places))


def notes(r: Changed) -> Iterator[Text]:
    """Say how it was found."""
    yield say(
        "A date is that at which a work came out, not that at which it was read here. What was not "
        "recorded before may have been said before."
    )
    yield say(
        "A work whose date leaves open on which side it falls counts as new. Works without a date "
        "count as there before."
    )
    yield say(
        "An earlier study of which less than the whole text was read may do more than is on record."
    )
    yield from collections(r.collections)
