"""The answers to a question one by one: their works, what they exclude, who expresses them."""

from collections.abc import Iterable, Iterator, Sequence

from ofmkg.analyses.question.result import Answer, Answers, Exclusion, ExpressingClaim, Held
from ofmkg.pages.blocks import Block, Item, Paragraph
from ofmkg.pages.claim_tables import Line, claimed, tables, who_says
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bare,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    name,
    number,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.words import Words


def excluding(exclusion: Exclusion, r: Answers) -> Iterable[str]:
    """Say of two answers that exclude each other how they are on record."""
    names = {p.position: name(p.label, p.position) for p in r.positions}
    a, b = names[exclusion.a], names[exclusion.b]
    yield {
        "same": say(
            '"{a}" and "{b}" exclude each other, in our reading, and are on record for different '
            "works about the same threats.",
            a=a,
            b=b,
        ),
        "overlapping": say(
            '"{a}" and "{b}" exclude each other, in our reading, and are on record for different '
            "works about threats that overlap.",
            a=a,
            b=b,
        ),
        "different": say(
            '"{a}" and "{b}" exclude each other, in our reading, but are on record about different '
            "threats only.",
            a=a,
            b=b,
        ),
        None: say(
            '"{a}" and "{b}" exclude each other, in our reading, but no two works are on record '
            "with the two.",
            a=a,
            b=b,
        ),
    }[exclusion.threats]
    if exclusion.with_inferences and exclusion.with_inferences != exclusion.threats:
        what = {
            "same": say("two works answer with the one and the other, about the same threats"),
            "overlapping": say(
                "two works answer with the one and the other, about threats that overlap"
            ),
        }.get(
            exclusion.with_inferences,
            say("two works answer with the one and the other, about different threats"),
        )
        yield inferred(what)


def position(p: Answer, r: Answers, words: Words) -> Item:
    """Say of an answer for how many works it is on record, and which others it excludes."""
    apart = len(r.recorded) > 1
    counted = [_held(each, apart, words) for each in p.held]
    if not any(each.works for each in p.held):
        counted = [_nobody(p, r), *counted]
    lines: list[str] = [name(p.definition)] if p.definition else []
    if p.excludes:
        labels = {each.position: each.label for each in r.positions}
        others = [
            say('"{answer}"', answer=name(labels.get(other, other), other)) for other in p.excludes
        ]
        lines.append(say("Excludes, in our reading: {answers}.", answers=enumerated(others)))
    where = words.cite(p.source, p.locator) or added(p.added_by, words)
    known = bracketed(joined(ident(p.position), *counted), "()")
    label = sentence(name(p.label, p.position))
    return Item(join("", (label, known, bracketed(where))), tuple(lines))


def _held(held: Held, apart: bool, words: Words) -> Text:
    """Say for how many works an answer is on record, with their collection if it stands apart."""
    works = ours = Text()
    if held.works:
        works = number(held.works, "on record for {n} work", "on record for {n} works")
    if held.inferred:
        ours = number(
            held.inferred,
            "only by our inference for {n} work",
            "only by our inference for {n} works",
        )
    if apart and held.collection:
        return join(": ", (words.collection(held.collection), joined(works, ours, by=", ")))
    return joined(works, ours)


def _nobody(p: Answer, r: Answers) -> Text:
    if any(h.stance.position == p.position for h in r.beside):
        return say("only in a reading beside those in use")
    return say("on record for no work")


def added(coder: str | None, words: Words) -> str:
    """Say who added a question or an answer; nothing if that is not on record."""
    return say("added by {who}", who=words.name(coder)) if coder else ""


def joined_to_answer(claim: ExpressingClaim, p: Answer, r: Answers) -> bool:
    """Return whether all who assert a claim are on record with its answer by word of a source."""
    on_record = {
        h.work
        for group in r.vectors
        for h in group.answers
        if h.stance.position == p.position and h.stance.voice != "inference"
    }
    return bool(claim.works) and on_record.issuperset(claim.works)


def joined_claims(those: Sequence[tuple[ExpressingClaim, Answer]], words: Words) -> Iterator[Block]:
    """Yield claims that coders join to answers which are on record, as tables."""
    yield Paragraph(
        say(
            "Coders join these claims to answers. Each answer is on record above for all who "
            "assert its claim."
        )
    )
    heads = (say("Who says it"), say("Joined to the answer"), say("Claim"), say("Where"))
    lines = [
        Line(
            claim.claim,
            claim.collection,
            (
                who_says(claim.works, claim.source, words),
                upper_first(bare(name(p.label, f"position/{p.position}"))),
                claimed(claim.claim, claim.statement),
                words.cite(claim.source, claim.locator),
            ),
        )
        for claim, p in those
    ]
    yield from tables(lines, heads, (17, 20, 36, 22), words)


def expressing(claim: ExpressingClaim, p: Answer, words: Words) -> Item:
    """Say that a claim expresses an answer, as only we infer."""
    who = enumerated([words.name(work) for work in claim.works]) or say("nobody on record")
    known = joined(ident(claim.claim), words.other_collection(claim.collection))
    answer = name(p.label.rstrip("."), p.position)
    said = say(
        "The claim: {claim} [{where}]",
        claim=join("", (sentence(claim.statement), bracketed(known, "()"))),
        where=words.cite(claim.source, claim.locator),
    )
    expresses = say('a claim of {who} expresses "{answer}"', who=who, answer=answer)
    return Item(join(" ", (inferred(expresses), said)), (), f"claim-{claim.claim}")
