"""Suggested studies, what calls for each, and the rule that puts them in order, as a document."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.needed import (
    Answer,
    Coverage,
    MissingBaseline,
    MissingPart,
    NeededResearch,
    OpenQuestion,
    SuggestedStudy,
    WaitingClaim,
)
from ofmkg.show.blocks import Block, Document, Heading, Item, Items, Paragraph, Table
from ofmkg.show.words import Words, count, enumerated, joined, lower_first, sentence, upper_first

_MOST = 12  # entries of one list; what is beyond them is counted
KEYS = {
    "disputed": "disputed questions: incompatible answers are given about overlapping threats",
    "claims": "claims that wait for it",
    "uncovered": "1 if studies were coded on the step and none addresses it, even in part",
    "missing": "things recorded as missing from studies of the threat on the step",
    "baselines": "comparisons with a baseline not made, or made in part",
    "not-shown": "questions answered, but not shown with evidence by a coded study",
    "unanswered": "questions to which nobody on record takes a position",
}


def document(result: NeededResearch, words: Words, top: int = 10) -> Document:
    """Return all suggestions as a table, and the first `top` of them in full."""
    return tuple(_blocks(result, words, top))


def _blocks(n: NeededResearch, words: Words, top: int) -> Iterable[Block]:
    yield Heading("Which studies would settle most?", 1)
    places = [
        f"{upper_first(c.label)}" + (f" (evidence up to {c.cutoff})" if c.cutoff else "")
        for c in n.collections
    ]
    total = count(len(n.suggestions), "suggested study", "suggested studies")
    yield Paragraph(
        f"{'; '.join(places)}. {total}, each of one threat and one step, from what is on record."
    )
    if not n.suggestions:
        yield Paragraph("Nothing on record calls for a study here.")
        return
    yield Heading("The order")
    yield Paragraph(
        "More of the first comes first; where two have as much, more of the second, and so on; "
        "then by name of the threat and order of the steps. Another order: --order KEY,KEY."
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
    yield Heading("How to read this")
    yield Items(tuple(Item(text) for text in _notes(n)))


def _suggestion(number: int, s: SuggestedStudy, n: NeededResearch, words: Words) -> Iterable[Block]:
    threat = upper_first(words.vectors([s.vector])) if s.vector else "Across threats"
    step = next((lower_first(x.label) for x in n.framework.steps if x.step == s.step), "")
    yield Heading(f"{number}. {joined(threat, step, by=': ')}")
    yield Paragraph(_coverage(s.coverage, words) if s.vector else "Bears on no single threat.")
    entries = [
        *_listed("To answer", [_question(q, words) for q in s.questions]),
        *_listed("To compare with", [_baseline(b, words) for b in s.baselines]),
        *_listed("Waiting for it", [_claim(c, words) for c in s.claims]),
        *_listed("Recorded as missing", [_missing(m, words) for m in s.missing]),
    ]
    if entries:
        yield Items(tuple(entries))


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
    known = f"Studies of this threat so far: {', '.join(numbers) or 'none'}."
    if not c.ambiguous:
        return known
    shown = enumerated(c.ambiguous[:_MOST])
    return f"{known} Ambiguous in {count(len(c.ambiguous), 'study', 'studies')}: {shown}."


def _question(q: OpenQuestion, words: Words) -> str:
    standing = {
        "disputed": "disputed",
        "not-shown": "answered, not shown with evidence by a coded study",
        "unanswered": "nobody on record takes a position",
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
    sure = "" if a.kind == "credited" else words.word("StanceBasis", a.basis)
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
        "expresses": f"in our reading an answer to {c.thing}",
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
        "A claim waits if it rests on a stance on one of the questions, if it expresses an answer "
        "to a disputed one, if it expresses an answer to any of them and no evidence for it is on "
        "record, or if none is and it is about this threat and step."
    )
    yield (
        "A question belongs to the threats that its answers are about; a narrower threat stands "
        "with the nearest one that a study analyses. Answers across threats count with each."
    )
    yield (
        "A baseline belongs to the step whose coding points into the same passage. Works that are "
        "credited with an answer were not read, so that whether they show it is not known here."
    )
    yield from dict.fromkeys(caveat for c in n.collections for caveat in c.caveats)
