"""A question as a page: what may be answered to it, and who is on record with what, by vector."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.question.result import Answer, Answers, ExpressingClaim, VectorAnswers
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import bracketed, enumerated, joined, lower_first, sentence, upper_first
from ofmkg.pages.readers import collections, meanings
from ofmkg.pages.sentences import noted, told
from ofmkg.pages.words import Words, count

_WIDTHS = (10, 20, 30, 18)
_MANY = 12  # names that a line can bear


def document(result: Answers, words: Words) -> Page:
    """Return the question as headings, paragraphs and lists."""
    return tuple(_blocks(result, words))


def _blocks(r: Answers, words: Words) -> Iterable[Block]:
    ask = r.question
    steps = enumerated([lower_first(label) for _, label in ask.steps])
    yield Heading(f"{ask.label} ({ask.question})", 1)
    where = words.cite(ask.source, ask.locator) or _added(ask.added_by, words)
    bears = f" It bears on {steps}." if steps else ""
    yield Paragraph(f"{sentence(ask.text or ask.label)}{bracketed(where)}{bears}")
    yield Heading("In brief")
    yield Paragraph(" ".join(_brief(r, words)))
    yield Heading("Answers on record")
    if r.positions:
        yield Items(tuple(_position(p, r, words) for p in r.positions))
    else:
        yield Paragraph("No answer to this question is on record.")
    for group in r.vectors:
        lines = tuple(_group(group, len(r.collections) > 1, words))
        if lines:
            title = words.vectors([group.vector]) if group.vector else _ACROSS
            yield Heading(upper_first(title))
            yield Items(lines)
    yield from _by_inference(r, words)
    if len(r.timeline()) > 1:
        yield Heading("Over time")
        yield _timeline(r, words)
    if r.beside:
        yield Heading("In readings beside those in use")
        yield Paragraph(_BESIDE)
        yield Items(tuple(_holding(h, None, False, words, extent=True) for h in r.beside))
    missing = tuple(_unrecorded(group, words) for group in r.vectors if group.unrecorded)
    if missing:
        yield Heading("Nothing recorded")
        yield Items(missing)
    yield Heading("How to read this")
    yield Items(
        tuple(Item(text) for text in (*collections(r.collections), *_legend(r, words), _ABSENCE))
    )


_ACROSS = "Across vectors, or about no vector in particular"
_BESIDE = "Another coder's readings: no answer is drawn from them, and nothing above counts them."
_ABSENCE = (
    "Nothing recorded: the reading in use has nothing of the study on this question. That says "
    "nothing of its view."
)


def _brief(r: Answers, words: Words) -> Iterable[str]:
    answering = r.timeline()
    treating = {h.stance.holder for group in r.vectors for h in group.treatments}
    silent = {h.stance.holder for group in r.vectors for h in group.silences}
    ours = {h.stance.holder for group in r.vectors for h in group.by_inference}
    unrecorded = sum(len(group.unrecorded) for group in r.vectors)
    holders = {h.stance.holder for h in answering}
    if holders:
        some = count(len(holders), "study or work is", "studies and works are")
        yield f"{some} on record with an answer"
        kinds = Counter(_kind(h, words) for h in answering)
        yield f"({'; '.join(f'{number} {kind}' for kind, number in kinds.items())})."
    else:
        yield "No study or work is on record with an answer."
    others = [
        f"{count(number, 'study', 'studies')} {what[number != 1]}"
        for number, what in (
            (len(treating - holders), ("deals with it without one", "deal with it without one")),
            (
                len(silent - holders),
                ("is recorded as not taking it up", "are recorded as not taking it up"),
            ),
            (
                len(ours - holders - treating - silent),
                ("is on record only by our inference", "are on record only by our inference"),
            ),
            (unrecorded, ("has nothing recorded on it", "have nothing recorded on it")),
        )
        if number
    ]
    if others:
        yield f"Of the others, {enumerated(others)}."
    if len({h.work for h in answering}) < 2:
        yield "By the word of the sources, fewer than two works answer it."
    yield from _excluding(r)


def _by_inference(r: Answers, words: Words) -> Iterable[Block]:
    """Return what only we infer of anybody, each stance once, and which claims we read so."""
    apart = {(h.stance.holder, h.id): h for group in r.vectors for h in group.by_inference}
    claims = [_claim(claim, p, words) for p in r.positions for claim in p.claims]
    if apart or claims:
        yield Heading(BY_INFERENCE)
        several = len(r.collections) > 1
        held = [_holding(h, None, several, words, extent=True) for h in apart.values()]
        yield Items((*held, *(Item(claim) for claim in claims)))


def _kind(h: Holding, words: Words) -> str:
    """Say in a word or two how the holder relates to the answer."""
    s = h.stance
    if s.kind == "finding":
        return "found with evidence"
    if s.kind == "attributed":
        return "in its own words" if s.source == s.holder else "credited by another work"
    return words.word("AssumptionMode", s.mode)


def _excluding(r: Answers) -> Iterable[str]:
    names = {p.position: p.label for p in r.positions}
    for exclusion in r.exclusions:
        pair = f'"{names[exclusion.a]}" and "{names[exclusion.b]}"'
        yield f"{pair} exclude each other, in our reading,"
        yield {
            "same": "and are on record for different works about the same threats.",
            "overlapping": "and are on record for different works about threats that overlap.",
            "different": "but are on record about different threats only.",
            None: "but no two works are on record with the two.",
        }[exclusion.threats]
        if exclusion.with_inferences and exclusion.with_inferences != exclusion.threats:
            threats = {
                "same": "about the same threats",
                "overlapping": "about threats that overlap",
            }.get(exclusion.with_inferences, "about different threats")
            yield inferred(f"two works answer with the one and the other, {threats}")
    if len(r.positions) > 1 and not r.exclusions:
        yield "No two of the answers exclude each other, in our reading."


def _position(p: Answer, r: Answers, words: Words) -> Item:
    names = {each.position: each.label for each in r.positions}
    held = f"on record for {count(p.works, 'work')}" if p.works else _nobody(p, r)
    if p.inferred:
        held += f"; only by our inference for {count(p.inferred, 'work')}"
    lines = [p.definition] if p.definition else []
    if p.excludes:
        others = enumerated([f'"{names.get(other, other)}"' for other in p.excludes])
        lines.append(f"Excludes, in our reading: {others}.")
    where = words.cite(p.source, p.locator) or _added(p.added_by, words)
    return Item(f"{sentence(p.label)} ({p.position}; {held}){bracketed(where)}", tuple(lines))


def _nobody(p: Answer, r: Answers) -> str:
    beside = any(h.stance.position == p.position for h in r.beside)
    return "only in a reading beside those in use" if beside else "on record for no work"


def _added(coder: str | None, words: Words) -> str:
    return f"added by {words.name(coder)}" if coder else ""


def _claim(claim: ExpressingClaim, p: Answer, words: Words) -> str:
    who = enumerated([words.name(work) for work in claim.works]) or "nobody on record"
    where = words.cite(claim.source, claim.locator)
    known = joined(claim.claim, words.other_collection(claim.collection))
    says = inferred(f'a claim of {who} expresses "{p.label.rstrip(".")}"')
    return f"{says} The claim: {sentence(claim.statement)} ({known}) [{where}]"


def _group(group: VectorAnswers, several: bool, words: Words) -> Iterable[Item]:
    for h in (*group.answers, *group.treatments, *group.silences):
        yield _holding(h, group.vector, several, words)


def _timeline(r: Answers, words: Words) -> Table:
    """Return who answered when, by the date at which each work came out."""
    several = len(r.collections) > 1
    rows = [
        (
            h.issued or "not known",
            words.name(h.stance.holder),
            told(replace(h.stance, statement=None), words),
            joined(
                words.vectors(h.stance.vectors),
                words.collection(h.collection) if several and h.collection else "",
            ),
        )
        for h in r.timeline()
    ]
    return Table(("Date of the work", "Study or work", "Answer", "About"), tuple(rows), _WIDTHS)


def _unrecorded(group: VectorAnswers, words: Words) -> Item:
    names = [words.name(each.study) for each in group.unrecorded]
    more = [f"{len(names) - _MANY} more"] if len(names) > _MANY else []
    vector = upper_first(words.vectors([group.vector])) if group.vector else ""
    return Item(f"{vector}: {enumerated([*names[:_MANY], *more])}.")


def _holding(
    h: Holding, vector: str | None, several: bool, words: Words, *, extent: bool = False
) -> Item:
    s = h.stance
    others = [v for v in s.vectors if v != vector]
    source = joined(
        words.cite(s.source, s.locator),
        _read_by(h, several or extent, words),
        words.collection(h.collection) if several and h.collection else "",
        f"{'about' if extent else 'also about'} {words.vectors(others)}" if others else "",
    )
    return Item(f"{told(s, words)} [{source}]{noted(s)}")


def _read_by(h: Holding, extent: bool, words: Words) -> str:
    """Say who read it and, where readings of different extents stand together, how much."""
    if not h.coder:
        return ""
    read = words.word("TextExtent", h.text_read) if extent else ""
    return f"read by {words.name(h.coder)}" + (f", {lower_first(read)}" if read else "")


def _legend(r: Answers, words: Words) -> Sequence[str]:
    held = [h.stance for h in r.holdings()]
    return meanings(
        words,
        ("AssumptionMode", {s.mode for s in held}),
        ("StanceBasis", {s.basis for s in held}),
    )
