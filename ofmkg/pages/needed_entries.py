"""What calls for a suggested study, and how far its threat and step are covered so far."""

from collections.abc import Sequence

from ofmkg.analyses.needed.result import (
    Answer,
    Coverage,
    MissingBaseline,
    MissingPart,
    OpenQuestion,
    SuggestedStudy,
    WaitingClaim,
)
from ofmkg.pages.blocks import Item
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    enumerated,
    ident,
    join,
    joined,
    labelled,
    name,
    number,
    put,
    say,
    sentence,
    typed,
)
from ofmkg.pages.words import Words

_MOST = 12  # entries of one list; what is beyond them is counted


def entries(s: SuggestedStudy, words: Words) -> list[Item]:
    """Return what a study could answer and compare with, what waits for it, what is missing."""
    lists = (
        (say("To answer:"), [_question(q, words) for q in s.questions]),
        (say("To compare with:"), [_baseline(b, words) for b in s.baselines]),
        (say("Waiting for it:"), [_claim(c, words) for c in s.claims]),
        (say("Recorded as missing:"), [_missing(m, words) for m in s.missing]),
    )
    return [_listed(title, lines) for title, lines in lists if lines]


def _listed(title: str, lines: Sequence[str]) -> Item:
    rest = len(lines) - _MOST
    more = (say("and {n} more{how}.", n=rest, how=typed("--format json")),) if rest > 0 else ()
    return Item(title, (*lines[:_MOST], *more))


def coverage(c: Coverage, words: Words) -> Text:
    """Return how many studies are in which state, with the codings that are not sure."""
    numbers = [
        say("{n} {state}", n=n, state=words.states[state].label)
        for state, n in (
            ("addressed", c.addressed),
            ("partial", c.partial),
            ("assumed", c.assumed),
            ("skipped", c.skipped),
            ("uncoded", c.uncoded),
        )
        if n
    ]
    counted = join(", ", numbers) or say("none")
    told: list[str] = [say("Studies of this threat so far: {studies}.", studies=counted)]
    if c.judged == 1 and not c.uncoded:
        told.append(say("This rests on one study."))
    elif c.judged == 1:
        told.append(say("This rests on one study; the others could not be judged."))
    if c.at_least:
        told.append(
            number(
                c.at_least,
                "{n} outcome means at least this much, since the study was not read in full.",
                "{n} outcomes mean at least this much, since the study was not read in full.",
            )
        )
    if c.ambiguous:
        told.append(
            number(
                len(c.ambiguous),
                "Ambiguous in {n} study: {studies}.",
                "Ambiguous in {n} studies: {studies}.",
                studies=_studies(c.ambiguous),
            )
        )
    if c.contested:
        told.append(
            number(
                len(c.contested),
                "Read otherwise by another coder in {n} study: {studies}.",
                "Read otherwise by another coder in {n} studies: {studies}.",
                studies=_studies(c.contested),
            )
        )
    if c.inferred:
        what = say("{studies} assumed it where it counts as assumed", studies=_studies(c.inferred))
        told.append(inferred(what))
    return join(" ", told)


def _studies(studies: Sequence[str]) -> Text:
    return enumerated([ident(study) for study in studies[:_MOST]])


def _question(q: OpenQuestion, words: Words) -> Text:
    question = labelled(q.label, q.question)
    standing = {
        "disputed": say("disputed"),
        "not-shown": say("answered, not shown with evidence by a coded study"),
        "unanswered": say("no work on record gives an answer"),
    }[q.standing]
    told = join(": ", (question, standing))
    if not q.answers:
        return put("{told} [{where}]", told=told, where=words.cite(q.source, q.locator))
    by: dict[str, list[Answer]] = {}
    for answer in q.answers:
        by.setdefault(answer.label, []).append(answer)
    parts = [
        join(" - ", (name(label, group[0].position), _answers(group, words)))
        for label, group in by.items()
    ]
    return put("{told}. {answers}.", told=told, answers=join(". ", parts))


def _answers(group: Sequence[Answer], words: Words) -> Text:
    """Return who gives an answer; several stances that read alike are told once."""
    lines = list(dict.fromkeys(_answer(a, words) for a in group))
    rest = len(lines) - _MOST
    more = [say("and {n} more", n=rest)] if rest > 0 else []
    return join("; ", [*lines[:_MOST], *more])


def _answer(a: Answer, words: Words) -> Text:
    source = words.name(a.source or "")
    if a.kind == "credited":
        itself = a.source == a.holder
        how = say("says itself") if itself else say("credited by {source}", source=source)
    elif a.kind == "found":
        how = say("shown with evidence")
    else:
        how = words.word("AssumptionMode", a.kind)
    where = words.cite(a.source, a.locator)
    if a.kind != "credited" and a.voice == "inference":
        return say(
            "as we infer, {work} ({how}) [{where}]", work=ident(a.holder), how=how, where=where
        )
    if a.kind != "credited" and a.voice == "another":
        how = joined(how, say("according to {source}", source=source))
    elif a.kind != "credited":
        how = joined(how, words.word("StanceBasis", a.basis))
    return put("{work} ({how}) [{where}]", work=ident(a.holder), how=how, where=where)


def _baseline(b: MissingBaseline, words: Words) -> Text:
    baseline, study = labelled(b.label, b.baseline), ident(b.study)
    if b.extent == "no":
        told = say("{baseline}, not made in {study}", baseline=baseline, study=study)
    elif b.extent == "partly":
        told = say("{baseline}, made in part in {study}", baseline=baseline, study=study)
    else:
        told = say(
            "{baseline}, {extent} in {study}",
            baseline=baseline,
            extent=words.word("Extent", b.extent),
            study=study,
        )
    said = join(": ", (told, sentence(b.statement))) if b.statement else sentence(told)
    placed = "" if b.placed else say("(recorded of the study, not of this step)")
    where = words.cite(b.source, b.locator)
    return put("{said} [{where}]", said=joined(said, placed, by=" "), where=where)


def _claim(c: WaitingClaim, words: Words) -> Text:
    thing = ident(c.thing or "")
    why = {
        "rests-on": say("rests on {thing}", thing=thing),
        "expresses": say(
            "we infer that it answers {thing}; the source does not say so", thing=thing
        ),
        "without-evidence": say("no evidence for it on record"),
    }[c.why]
    known = joined(ident(c.claim), why, words.other_collection(c.collection))
    return put(
        "{who}: {statement} ({known}) [{where}]",
        who=enumerated([words.name(work) for work in c.works]),
        statement=sentence(c.statement),
        known=known,
        where=words.cite(c.source, c.locator),
    )


def _missing(m: MissingPart, words: Words) -> Text:
    sure = joined(words.word("Outcome", m.outcome), words.word("CodingBasis", m.basis), by=", ")
    where = joined(sure, words.cite(m.source, m.locator))
    return put(
        "{study}: {text} [{where}]", study=ident(m.study), text=sentence(m.text), where=where
    )
