"""The whole debate as a document: who answers alike, what divides works, what is left out."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.debate.result import (
    Debate,
    DividedSide,
    Division,
    Group,
    Holding,
    Part,
    SharedAnswer,
    StepCount,
)
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import enumerated, joined, lower_first, upper_first
from ofmkg.pages.words import Words, count

_MOST = 10  # groups, answers or works of one list; what is beyond them is counted
_LINKS = {
    "same-threat": "by the same answer about the same threat",
    "any-threat": "by the same answer, even about different threats",
    "exactly": "by having exactly the same answers on record",
}


def document(result: Debate, words: Words) -> Page:
    """Return divisions, groups and steps left out, collection by collection."""
    return tuple(_blocks(result, words))


def _blocks(d: Debate, words: Words) -> Iterable[Block]:
    yield Heading("The whole debate: what divides works, who answers alike, what is left out", 1)
    for part in d.parts:
        yield from _part(part, words, several=len(d.parts) > 1)
    yield Heading("How to read this")
    yield Items(tuple(Item(text) for text in _notes(d)))


def _part(p: Part, words: Words, *, several: bool) -> Iterable[Block]:
    studies = max((s.studies for s in p.steps), default=0)
    cutoff = f"; evidence up to {p.collection.cutoff}" if p.collection.cutoff else ""
    label = f"{upper_first(p.collection.label)} ({count(studies, 'study', 'studies')}{cutoff})"
    if several:
        yield Heading(label)
    yield Paragraph(
        f"{'' if several else label + '. '}Answers on record: of "
        f"{count(p.coded, 'work')} by coding what they report, of {p.worked} by a worked analysis, "
        f"of {p.itself} by what they say elsewhere, and of {count(p.credited, 'work')} because "
        "another work credits them with an answer."
    )
    yield Heading("Questions that divide works on the same threat")
    if p.divisions:
        yield Items(_capped([_division(each, words) for each in p.divisions]))
    else:
        yield Paragraph(
            "None by the word of sources: no two works give incompatible answers about threats "
            "that overlap."
        )
    for link, title in _LINKS.items():
        groups = [group for group in p.groups if group.link == link]
        yield Heading(f"Works grouped {title}")
        if groups:
            yield Items(_capped([_group(group, words) for group in groups]))
        else:
            yield Paragraph("None: no two works share an answer in this way.")
    yield from _by_inference(p, words)
    if p.steps:
        yield Heading("Steps, those left out by most studies first")
        yield _steps(p.steps)
        yield Paragraph(
            "Unsure: of those not addressed, how many were coded from a text that would bear "
            "another outcome. Or absent: how many of those addressed, also in part, the "
            "alternative would make absent."
        )
        if notes := list(_flags(p.steps)):
            yield Items(tuple(Item(note) for note in notes))


def _by_inference(p: Part, words: Words) -> Iterable[Block]:
    if not p.by_inference and not p.groups_by_inference:
        return
    yield Heading(BY_INFERENCE)
    if p.by_inference:
        yield Items(_capped([_division(each, words) for each in p.by_inference]))
    if p.groups_by_inference:
        items = [_group(group, words) for group in p.groups_by_inference]
        yield Items(_capped(items))


def _flags(steps: Sequence[StepCount]) -> Iterable[str]:
    """Say which of the outcomes that are counted could be otherwise, step by step."""
    flagged = (
        ("inferred", "Assumed by our inference alone; the source does not say so"),
        ("contested", "Read otherwise by another coder"),
        ("at_least", "At least this much, since the study was not read in full"),
    )
    for name, text in flagged:
        found = [
            f"{lower_first(step.label)} {number}"
            for step in steps
            if (number := getattr(step, name))
        ]
        if found:
            yield f"{text}: {enumerated(found)}."


def _division(d: Division, words: Words) -> Item:
    about = f"on {words.vectors([d.vector])}" if d.vector else "across threats"
    text = f"{d.label} ({d.question}), {about}: {count(d.works, 'work')}"
    sides = tuple(_side(side, words) for side in d.sides)
    if d.opposed == "inference":
        what = inferred(f"works are divided on {lower_first(d.label)}, {about}")
        return Item(f"{what} {text}", sides)
    if d.voice == "inference":
        what = inferred(f"these answers belong to {lower_first(d.label)}, {about}, as well")
        return Item(f"{what} {text}", sides)
    return Item(text, (*sides, _rests_on(d)))


def _rests_on(d: Division) -> str:
    """Say whose word a division rests on."""
    every = [h for side in d.sides for h in (*side.here, *side.wider)]
    by = {
        "itself": "that a work gives itself",
        "another": "that another work says it gives",
        "inference": "that we infer",
    }
    parts = [
        f"{count(number, 'answer')} {text}"
        for whose, text in by.items()
        if (number := sum(h.voice == whose for h in every))
    ]
    return f"It rests on {enumerated(parts)}."


def _side(side: DividedSide, words: Words) -> str:
    lines = [_holding(h, words) for h in side.here]
    lines += [f"more generally {_holding(h, words)}" for h in side.wider]
    return f"{side.label} ({count(side.works, 'work')}): {_listed(lines)}."


def _group(g: Group, words: Words) -> Item:
    text = f"{count(len(g.works), 'work')}: {_listed(g.works)}."
    if g.voice == "inference":
        text = f"{inferred(f'works are grouped {_LINKS[g.link]} like this')} {text}"
    return Item(
        text,
        _lines([_shared(answer, g, words) for answer in g.answers]),
    )


def _shared(a: SharedAnswer, g: Group, words: Words) -> str:
    about = words.vectors([a.vector]) if a.vector else "across threats"
    where = "" if g.link == "any-threat" else f", {about}"
    held = _listed([_holding(h, words) for h in a.holdings])
    return f"{lower_first(a.question_label)}{where}: {lower_first(a.label)} - {held}."


def _holding(h: Holding, words: Words) -> str:
    if h.how == "credited":
        how = f"credited by {words.name(h.source or '')}"
    elif h.how == "itself" and h.kind == "stated":
        how = "says itself"
    else:
        kind = "shown with evidence" if h.kind == "found" else words.word("AssumptionMode", h.kind)
        worked = "in a worked analysis" if h.how == "worked" else ""
        known = f"according to {words.name(h.source or '')}" if h.voice == "another" else ""
        how = joined(worked, kind, known, by=", ")
    if h.voice == "inference":
        return f"as we infer, {h.work} ({how}) [{words.cite(h.source, h.locator)}]"
    return f"{h.work} ({how}) [{words.cite(h.source, h.locator)}]"


def _steps(steps: Sequence[StepCount]) -> Table:
    heads = (
        "Step",
        "Not addr.",
        "Unsure",
        "Assumed",
        "In part",
        "Addressed",
        "Or absent",
        "No code",
    )
    return Table(
        heads,
        tuple(
            (
                lower_first(s.label),
                *(
                    str(number)
                    for number in (
                        s.skipped,
                        s.skipped_ambiguous,
                        s.assumed,
                        s.partial,
                        s.addressed,
                        s.otherwise_absent,
                        s.uncoded,
                    )
                ),
            )
            for s in steps
        ),
        (21, 6, 7, 8, 5, 10, 7, 5),
    )


def _listed(parts: Sequence[str]) -> str:
    if len(parts) > _MOST:
        return f"{', '.join(parts[:_MOST])} and {len(parts) - _MOST} more"
    return enumerated(parts)


def _lines(lines: Sequence[str]) -> tuple[str, ...]:
    rest = len(lines) - _MOST
    return (*lines[:_MOST], *([f"and {rest} more answers."] if rest > 0 else []))


def _capped(items: Sequence[Item]) -> tuple[Item, ...]:
    rest = len(items) - _MOST
    return (*items[:_MOST], *([Item(f"and {rest} more (see --format json).")] if rest > 0 else []))


def _notes(d: Debate) -> Iterable[str]:
    yield (
        "A question divides works if different works give answers that cannot both hold, in our "
        "reading, about the same or overlapping threats; an answer across threats, or about a "
        "wider one, counts as more general. A work does not divide itself: one that is recorded "
        "with both answers stands on no side. An answer that a work is linked with but does not "
        "affirm is none. Questions with more works come first. Each answer is counted "
        "once; no work is compared with every other."
    )
    yield (
        "Groups are connected components (union-find): a chain of works, each of which shares an "
        "answer with the next, so that two works of a group need not share any. One work with many "
        "answers ties much together (see what remains without it: --without ID), and in a large "
        "corpus most works end up in one group; works with exactly the same answers are the other "
        "extreme. A group is no school of thought, and it may hold works that also disagree."
    )
    yield (
        "Works that are credited with an answer are told by the word of the work that credits "
        "them; a work with no answer on record is in no group."
    )
    yield from dict.fromkeys(caveat for part in d.parts for caveat in part.collection.caveats)
