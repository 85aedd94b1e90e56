"""Suggested studies, what calls for each, and the rule that puts them in order, as a document."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.needed.result import (
    Answer,
    Coverage,
    MissingBaseline,
    MissingPart,
    NeededResearch,
    OpenQuestion,
    SuggestedStudy,
    WaitingClaim,
)
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import enumerated, joined, lower_first, sentence, upper_first
from ofmkg.pages.words import Words, count

_MOST = 12  # entries of one list; what is beyond them is counted
KEYS = {
    "disputed": "disputed questions: works give incompatible answers about overlapping threats",
    "claims": "claims that wait for it",
    "uncovered": "1 if no study that was coded on the step addresses it, even in part",
    "missing": "things recorded as missing from studies of the threat on the step",
    "baselines": "comparisons with a baseline not made, or made in part",
    "not-shown": "questions answered, but not shown with evidence by a coded study",
    "unanswered": "questions to which no work on record gives an answer",
}
_SHORT = {
    "disputed": "disputed questions",
    "claims": "claims that wait",
    "uncovered": "whether the step is uncovered",
    "missing": "what is recorded as missing",
    "baselines": "comparisons not made",
    "not-shown": "questions not shown with evidence",
    "unanswered": "questions without an answer",
}


def document(result: NeededResearch, words: Words, top: int = 10) -> Page:
    """Return all suggestions as a table, and the first `top` of them in full."""
    return tuple(_blocks(result, words, top))


def _blocks(n: NeededResearch, words: Words, top: int) -> Iterable[Block]:
    yield Heading("What research is called for?", 1)
    places = [
        f"{upper_first(c.label)}" + (f" (evidence up to {c.cutoff})" if c.cutoff else "")
        for c in n.collections
    ]
    total = count(len(n.suggestions), "suggested study", "suggested studies")
    yield Paragraph(
        f"{'; '.join(places)}. {total}, each of one threat and one step, from what is on record."
    )
    yield from _asked_for(n, words)
    if not n.suggestions and not n.by_inference:
        yield Paragraph("Nothing on record calls for a study here.")
        return
    yield Heading("The order")
    ordered = ", then ".join(_SHORT[key] for key in n.order)
    yield Paragraph(
        f"Ordered by: {ordered}. More of the first comes first; where two have as much, more of "
        "the second, and so on; then by name of the threat and order of the steps. Another order: "
        "--order KEY,KEY."
    )
    yield Items(tuple(Item(f"{rank}. {key}: {KEYS[key]}.") for rank, key in enumerate(n.order, 1)))
    heads = ("", "Threat", "Step", *(str(rank) for rank, _ in enumerate(n.order, 1)))
    several = len(n.collections) > 1
    yield Table(
        heads,
        tuple(
            (
                str(number),
                (f"{each.vector or 'across'}" + (f" ({each.collection})" if several else "")),
                each.step or "none named",
                *(str(each.counts[key] or "·") for key in n.order),
            )
            for number, each in enumerate(n.suggestions, 1)
        ),
        (3, 16 + 14 * several, 24, *(3 for _ in n.order)),
    )
    for number, each in enumerate(n.suggestions[:top], 1):
        yield from _suggestion(number, each, n, words)
    if len(n.suggestions) > top:
        rest = count(len(n.suggestions) - top, "further suggestion")
        yield Paragraph(f"{rest} in full with --top {len(n.suggestions)}, or --format json.")
    if n.by_inference:
        yield Heading(BY_INFERENCE)
        for each in n.by_inference[:top]:
            yield from _inferred(each, n, words)
        if len(n.by_inference) > top:
            rest = count(len(n.by_inference) - top, "further suggestion")
            yield Paragraph(f"{rest} in full with --top {len(n.by_inference)}, or --format json.")
    yield Heading("How to read this")
    yield Items(tuple(Item(text) for text in _notes(n)))


def _asked_for(n: NeededResearch, words: Words) -> Iterable[Block]:
    """Tell what sources themselves ask of research, which is not counted."""
    if not n.asked_for:
        return
    yield Heading("What the sources ask for themselves")
    labels = {step.step: lower_first(step.label) for step in n.framework.steps}
    items = []
    for each in n.asked_for:
        steps = enumerated([labels[step] for step in each.steps if step in labels])
        about = f" Bears on {steps}." if steps else ""
        why = f" {sentence(each.rationale)}" if each.rationale else ""
        where = words.cite(each.source, each.locator)
        items.append(Item(f"{sentence(each.statement)}{why}{about} [{where}]"))
    yield Items(tuple(items))


def _place(s: SuggestedStudy, n: NeededResearch, words: Words) -> str:
    threat = upper_first(words.vectors([s.vector])) if s.vector else "Across threats"
    step = next((lower_first(x.label) for x in n.framework.steps if x.step == s.step), "")
    return joined(threat, step, by=": ")


def _inferred(s: SuggestedStudy, n: NeededResearch, words: Words) -> Iterable[Block]:
    yield Heading(_place(s, n, words), 3)
    yield Paragraph(inferred("what is listed here calls for it as well"))
    yield Items(tuple(_entries(s, words)))


def _suggestion(number: int, s: SuggestedStudy, n: NeededResearch, words: Words) -> Iterable[Block]:
    yield Heading(f"{number}. {_place(s, n, words)}")
    yield Paragraph(_coverage(s.coverage, words) if s.vector else "Bears on no single threat.")
    if s.voice == "inference":
        yield Paragraph(inferred("part of what is listed here calls for it"))
    if entries := _entries(s, words):
        yield Items(tuple(entries))


def _entries(s: SuggestedStudy, words: Words) -> list[Item]:
    return [
        *_listed("To answer", [_question(q, words) for q in s.questions]),
        *_listed("To compare with", [_baseline(b, words) for b in s.baselines]),
        *_listed("Waiting for it", [_claim(c, words) for c in s.claims]),
        *_listed("Recorded as missing", [_missing(m, words) for m in s.missing]),
    ]


def _listed(title: str, lines: Sequence[str]) -> Iterable[Item]:
    if lines:
        rest = len(lines) - _MOST
        more = (f"and {rest} more (see --format json).",) if rest > 0 else ()
        yield Item(f"{title}:", (*lines[:_MOST], *more))


def _coverage(c: Coverage, words: Words) -> str:
    """Return how many studies are in which state, with the codings that are not sure."""
    numbers = [
        f"{number} {words.states[state].label}"
        for state, number in (
            ("addressed", c.addressed),
            ("partial", c.partial),
            ("assumed", c.assumed),
            ("skipped", c.skipped),
            ("uncoded", c.uncoded),
        )
        if number
    ]
    told = [f"Studies of this threat so far: {', '.join(numbers) or 'none'}."]
    if c.judged == 1 and not c.uncoded:
        told.append("This rests on one study.")
    elif c.judged == 1:
        told.append("This rests on one study; the others could not be judged.")
    if c.at_least:
        told.append(
            f"{count(c.at_least, 'outcome means', 'outcomes mean')} at least this much, since the "
            "study was not read in full."
        )
    flagged = (
        (c.ambiguous, "Ambiguous in"),
        (c.contested, "Read otherwise by another coder in"),
    )
    for studies, what in flagged:
        if studies:
            shown = enumerated(studies[:_MOST])
            told.append(f"{what} {count(len(studies), 'study', 'studies')}: {shown}.")
    if c.inferred:
        what = f"{enumerated(c.inferred[:_MOST])} assumed it where it counts as assumed"
        told.append(inferred(what))
    return " ".join(told)


def _question(q: OpenQuestion, words: Words) -> str:
    standing = {
        "disputed": "disputed",
        "not-shown": "answered, not shown with evidence by a coded study",
        "unanswered": "no work on record gives an answer",
    }[q.standing]
    if not q.answers:
        return f"{q.label} ({q.question}): {standing} [{words.cite(q.source, q.locator)}]"
    by: dict[str, list[Answer]] = {}
    for answer in q.answers:
        by.setdefault(answer.label, []).append(answer)
    parts = [f"{label} - {_answers(group, words)}" for label, group in by.items()]
    return f"{q.label} ({q.question}): {standing}. {'. '.join(parts)}."


def _answers(group: Sequence[Answer], words: Words) -> str:
    """Return who gives an answer; several stances that read alike are told once."""
    lines = list(dict.fromkeys(_answer(a, words) for a in group))
    more = [f"and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return "; ".join([*lines[:_MOST], *more])


def _answer(a: Answer, words: Words) -> str:
    if a.kind == "credited":
        how = "says itself" if a.source == a.holder else f"credited by {words.name(a.source or '')}"
    elif a.kind == "found":
        how = "shown with evidence"
    else:
        how = words.word("AssumptionMode", a.kind)
    sure = words.word("StanceBasis", a.basis)
    if a.kind == "credited":
        sure = ""
    elif a.voice == "inference":
        return f"as we infer, {a.holder} ({how}) [{words.cite(a.source, a.locator)}]"
    elif a.voice == "another":
        sure = f"according to {words.name(a.source or '')}"
    return f"{a.holder} ({joined(how, sure)}) [{words.cite(a.source, a.locator)}]"


def _baseline(b: MissingBaseline, words: Words) -> str:
    extent = {"no": "not made", "partly": "made in part"}.get(b.extent, b.extent)
    said = f": {sentence(b.statement)}" if b.statement else "."
    where = "" if b.placed else " (recorded of the study, not of this step)"
    source = words.cite(b.source, b.locator)
    return f"{b.label} ({b.baseline}), {extent} in {b.study}{said}{where} [{source}]"


def _claim(c: WaitingClaim, words: Words) -> str:
    why = {
        "rests-on": f"rests on {c.thing}",
        "expresses": f"we infer that it answers {c.thing}; the source does not say so",
        "without-evidence": "no evidence for it on record",
    }[c.why]
    who = enumerated([words.name(work) for work in c.works])
    source = words.cite(c.source, c.locator)
    known = joined(c.claim, why, words.other_collection(c.collection))
    return f"{who}: {sentence(c.statement)} ({known}) [{source}]"


def _missing(m: MissingPart, words: Words) -> str:
    sure = joined(words.word("Outcome", m.outcome), words.word("CodingBasis", m.basis), by=", ")
    return f"{m.study}: {sentence(m.text)} [{joined(sure, words.cite(m.source, m.locator))}]"


def _notes(n: NeededResearch) -> Iterable[str]:
    yield (
        "The numbers count what is on record and nothing else; they are no measure of how "
        "important, risky or likely anything is, and rank no study that was made."
    )
    yield (
        "A claim waits if it rests on a stance on one of the questions, or if no evidence for it "
        "is on record and it is about this threat and step. By our inference it also waits if it "
        "expresses an answer to a disputed question, or to any and no evidence for it is on record."
    )
    yield (
        "A question belongs to the threats that its answers are about; a narrower threat stands "
        "with the nearest one that a study analyses. Answers across threats count with each."
    )
    yield (
        "A baseline belongs to the step whose coding points into the same passage. Of works that "
        "are credited with an answer, whether they show it is not known here."
    )
    yield from dict.fromkeys(caveat for c in n.collections for caveat in c.caveats)
