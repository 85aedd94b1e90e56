"""What the figure of a disagreement shows: claims by side or answer, and what qualifies them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from ofmkg.analyses.argument.result import SUPPORTS
from ofmkg.analyses.disagreement.context import Context, DisputedQuestion, Objection, Support
from ofmkg.analyses.disagreement.parties import Party
from ofmkg.analyses.disagreement.result import Dispute, DisputePage
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    join,
    joined,
    name,
    number,
    say,
    sentence,
)
from ofmkg.pages.words import Words

MOST = 10  # boxes that are shown at once
_STACKS = 3  # columns of those who take part


@dataclass(frozen=True, slots=True)
class Box:
    """A claim under its number: whose it is, what it says and where, and how it bears on others.

    `party` tells whether it takes part; what is `beyond` the first boxes is shown to who asks.
    """

    number: int
    claim: str | None
    who: Text
    statement: Text
    where: Text
    notes: tuple[Text, ...]
    party: bool

    @property
    def beyond(self) -> bool:
        """Tell whether the box is one of those shown only to who asks for more."""
        return self.number > MOST


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that stand together, and what for."""

    heading: Text
    boxes: tuple[Box, ...]

    @property
    def shown(self) -> tuple[Box, ...]:
        """Return the boxes that are shown at once."""
        return tuple(box for box in self.boxes if not box.beyond)

    @property
    def more(self) -> tuple[Box, ...]:
        """Return the boxes that are shown to who asks for more."""
        return tuple(box for box in self.boxes if box.beyond)


@dataclass(frozen=True, slots=True)
class Figure:
    """Columns of groups, the last for claims that take no part; `lead` says what they hold."""

    lead: tuple[Text, ...]
    columns: tuple[tuple[Group, ...], ...]
    others: tuple[Text, ...]


def figure(page: DisputePage, words: Words) -> Figure:
    """Return the figure of a disagreement."""
    d, numbers = page.dispute, count(1)
    sided = any(party.side is not None for party in d.parties)
    question = None if sided else _question(page.context)
    answers = _answers(question) if question else {}
    stacks = _by_side(d.parties) if sided else _by_answer(d.parties, answers)
    at: dict[str, int] = {}
    columns: list[list[Group]] = []
    for stack in stacks:
        groups = [Group(head, tuple(_boxes(those, numbers, words))) for head, those in stack]
        at |= {b.claim: b.number for group in groups for b in group.boxes if b.claim}
        if len(columns) < _STACKS:
            columns.append(groups)
        else:
            min(columns, key=_height).extend(groups)
    said = _bearing(page.context.objections, at, words)
    beside = _besides(page.context.objections, at, said, numbers, words)
    at_all = at | {b.claim: b.number for group in beside for b in group.boxes if b.claim}
    helping = _supporting(page.context.supports, at_all, words)
    told = [
        [replace(g, boxes=tuple(_noted(g.boxes, said, helping))) for g in column]
        for column in columns
    ]
    besides = [replace(g, boxes=tuple(_noted(g.boxes, said, helping))) for g in beside]
    lead = (_lead(question, sided=sided), *_counted(d))
    others = (say("Without a work on record: {who}", who=who) for who in d.unattributed)
    return Figure(lead, tuple(map(tuple, (*told, *([besides] if besides else [])))), tuple(others))


_Stack = list[tuple[Text, Sequence[Party]]]


def _by_side(parties: Sequence[Party]) -> list[_Stack]:
    """Return the parties side by side, those that only we place apart from those of sources."""
    stacks: list[_Stack] = []
    for side in dict.fromkeys(party.side for party in parties):
        here = [party for party in parties if party.side == side]
        if side is None:
            stacks.append([(say("Side left open"), here)])
            continue
        ours = [party for party in here if party.voice == "inference"]
        theirs = [party for party in here if party.voice != "inference"]
        by = (
            (say("Side {n}, by the word of the source", n=side), theirs),
            (say("Side {n}, as we infer", n=side), ours),
        )
        stacks.append([(heading, those) for heading, those in by if those])
    return stacks


def _question(c: Context) -> DisputedQuestion | None:
    """Return the question that most claims answer, if there is one."""
    return max(c.questions, key=lambda q: len({claim for claim, _ in q.claims}), default=None)


def _answers(question: DisputedQuestion) -> dict[str, Text]:
    """Return by claim what it answers to a question, as we infer."""
    found: dict[str, list[Text]] = {}
    for claim, label in question.claims:
        found.setdefault(claim, []).append(name(label.rstrip(".")))
    return {claim: joined(*labels) for claim, labels in found.items()}


def _by_answer(parties: Sequence[Party], answers: dict[str, Text]) -> list[_Stack]:
    groups: dict[Text, list[Party]] = {}
    for party in parties:
        answer = answers.get(party.claim or "")
        if answer:
            groups.setdefault(answer, []).append(party)
    rest = [party for party in parties if (party.claim or "") not in answers]
    stacks: list[_Stack] = [
        [(say('As we infer: "{answer}"', answer=answer), those)] for answer, those in groups.items()
    ]
    without = say("No answer is read from these") if stacks else say("Side left open")
    return [*stacks, [(without, rest)]] if rest else stacks


def _boxes(parties: Iterable[Party], numbers: Iterable[int], words: Words) -> Iterable[Box]:
    """Yield a box for each claim, with all works that take part through it."""
    claims: dict[tuple[str | None, str | None], list[Party]] = {}
    for party in parties:
        claims.setdefault((party.claim, None if party.claim else party.work), []).append(party)
    for ((claim, _), those), n in zip(claims.items(), numbers, strict=False):
        first = those[0]
        who = enumerated([words.name(p.work) for p in those if p.work])
        where = words.cite(first.source, first.locator) if first.source else Text()
        statement = sentence(first.statement) if first.statement else Text()
        yield Box(n, claim, who or say("No work on record"), statement, where, (), True)


def _bearing(
    objections: Iterable[Objection], at: dict[str, int], words: Words
) -> dict[str, tuple[Text, ...]]:
    """Return by claim how it bears on the numbered ones, and who says so."""
    return _by_claim(
        (o.evidence, _told(o, o.direction, at, words)) for o in objections if o.claim in at
    )


def _supporting(
    supports: Iterable[Support], at: dict[str, int], words: Words
) -> dict[str, tuple[Text, ...]]:
    """Return by claim which of the numbered ones it supports, and who says so."""
    return _by_claim((s.evidence, _told(s, SUPPORTS, at, words)) for s in supports if s.claim in at)


def _by_claim(told: Iterable[tuple[str, Text]]) -> dict[str, tuple[Text, ...]]:
    found: dict[str, dict[Text, None]] = {}
    for claim, text in told:
        found.setdefault(claim, {})[text] = None
    return {claim: tuple(texts) for claim, texts in found.items()}


def _told(line: Objection | Support, direction: str, at: dict[str, int], words: Words) -> Text:
    """Say how a claim bears on a numbered one, and by whose word."""
    ours = line.voice == "inference"
    who = "" if ours or not line.drawn_by else words.name(line.drawn_by)
    by = say("as we infer") if ours else say("drawn by {who}", who=who) if who else ""
    known = joined(by, words.cite(line.source, line.locator) if line.source and not ours else "")
    relation = words.word("EvidenceDirection", direction)
    return join("", (relation, f" {at[line.claim]}", bracketed(known, "()")))


def _noted(boxes: Iterable[Box], *notes: dict[str, tuple[Text, ...]]) -> Iterable[Box]:
    return (
        replace(box, notes=tuple(note for of in notes for note in of.get(box.claim or "", ())))
        for box in boxes
    )


def _besides(
    objections: Sequence[Objection],
    at: dict[str, int],
    said: dict[str, tuple[Text, ...]],
    numbers: Iterable[int],
    words: Words,
) -> list[Group]:
    """Return the claims that take no part: what qualifies, then what only disputes."""
    outside = {o.evidence: o for o in objections if o.evidence not in at and o.evidence in said}
    qualifying = {o.evidence for o in objections if o.direction == "qualifies" and o.claim in at}
    groups = []
    for heading, those in (
        (say("What qualifies these claims"), [e for e in outside if e in qualifying]),
        (say("What disputes these claims"), [e for e in outside if e not in qualifying]),
    ):
        ordered = sorted(those, key=lambda e: (-len(said[e]), e))
        boxes = tuple(
            _outside(n, outside[e], said[e], words) for e, n in zip(ordered, numbers, strict=False)
        )
        if boxes:
            groups.append(Group(heading, boxes))
    return groups


def _outside(n: int, o: Objection, notes: tuple[Text, ...], words: Words) -> Box:
    who = enumerated([words.name(work) for work in o.works]) or say("No work on record")
    return Box(n, o.evidence, who, sentence(o.statement), Text(), notes, False)


def _height(column: Iterable[Group]) -> int:
    return sum(len(group.boxes) for group in column)


def _lead(question: DisputedQuestion | None, *, sided: bool) -> Text:
    if sided:
        return say("Who takes part through which claim, by side.")
    if question is None:
        return say("Who takes part through which claim. Nobody has set sides.")
    label = name(question.label)
    return say(
        'Who takes part through which claim, by the answer to "{question}". Nobody has set sides; '
        "that a claim gives an answer is our inference.",
        question=label,
    )


def _counted(d: Dispute) -> Iterable[Text]:
    claims = len({party.claim for party in d.parties if party.claim})
    yield number(
        claims,
        "{n} claim takes part in this disagreement.",
        "{n} claims take part in this disagreement.",
    )
