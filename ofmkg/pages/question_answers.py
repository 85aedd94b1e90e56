"""The answers to a question one by one: their works, what they exclude, who expresses them."""

from collections.abc import Iterable, Iterator, Sequence

from ofmkg.analyses.question.result import Answer, Answers, Exclusion, ExpressingClaim
from ofmkg.pages.blocks import Block, Item, Paragraph, Table
from ofmkg.pages.by_collection import Line, tables
from ofmkg.pages.claim_tables import claimed, who_says
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


def positions(r: Answers, words: Words) -> Table:
    """Return the answers to a question: for how many works each is on record, what it excludes."""
    heads = (
        say("Answer"),
        say("On record for"),
        say("Excludes, in our reading"),
        say("Where the answer is from"),
    )
    labels = {p.position: p.label for p in r.positions}
    rows = tuple(
        (
            _answer(p),
            join("\n", _counted(p, r, words)),
            join(
                "\n",
                [
                    sentence(upper_first(name(labels.get(o, o), f"position/{o}")))
                    for o in p.excludes
                ],
            )
            or Text("–"),
            words.cite(p.source, p.locator) or added(p.added_by, words) or Text("–"),
        )
        for p in r.positions
    )
    anchors = tuple(f"position-{p.position}" for p in r.positions)
    return Table(heads, rows, (36, 22, 24, 16), True, anchors)


def _answer(p: Answer) -> Text:
    label = join("", (sentence(name(p.label, p.position)), bracketed(ident(p.position), "()")))
    return join("\n", (label, name(p.definition))) if p.definition else label


def _counted(p: Answer, r: Answers, words: Words) -> Iterator[Text]:
    """Yield for how many works of each collection an answer is on record."""
    if not any(each.works for each in p.held):
        yield upper_first(_nobody(p, r))
    for held in p.held:
        works = number(held.works, "{n} work", "{n} works") if held.works else ""
        ours = ""
        if held.inferred:
            ours = number(
                held.inferred,
                "only by our inference {n} work",
                "only by our inference {n} works",
            )
        told = joined(works, ours)
        if len(r.recorded) > 1:
            place = (
                words.collection(held.collection) if held.collection else say("of no collection")
            )
            told = join(": ", (place, told))
        yield upper_first(told)


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
            f"claim-{claim.claim}",
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
