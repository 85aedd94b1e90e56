"""Cells in words: the state, how sure it is, why, what is missing, and where it was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from ofmkg.graph.model import Cell, Decision, OtherReading, Reply, Review, StandIn
from ofmkg.graph.terms import short
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bracketed,
    ident,
    join,
    joined,
    number,
    put,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.words import State, Words


@dataclass(frozen=True, slots=True)
class Phrased:
    """What is said of a cell wherever it is shown; a table prints parts of it, a page the whole.

    `inferred`, `at_least`, `differ` and `decided` are empty where they do not hold; `other` is the
    state that stands for the alternative outcome, if there is one.
    """

    state: State
    inferred: Text
    at_least: Text
    differ: Text
    other: State | None
    decided: Text

    @property
    def label(self) -> Text:
        """The state in words; one that rests on our inference alone says so."""
        return self.short_label if self.inferred else self.state.label

    @property
    def short_label(self) -> Text:
        """The state in short words; one that rests on our inference alone says so."""
        return joined(self.state.short_label, self.inferred, by=", ")

    @property
    def signs(self) -> Text:
        """The sign of the state, or the two of a state and its alternative."""
        if self.other is None:
            return Text(self.state.symbol)
        return say("{sign} or {other}", sign=self.state.symbol, other=self.other.symbol)

    @property
    def otherwise(self) -> Text:
        """The alternative in short words, after the state; nothing where there is none."""
        return say("or {state}", state=self.other.short_label) if self.other else Text()


def phrased(cell: Cell, words: Words) -> Phrased:
    """Return what is said of a cell."""
    return Phrased(
        words.states[cell.state],
        say("as we infer") if cell.voice == "inference" else Text(),
        say("at least") if cell.lower_bound else Text(),
        say("coders differ") if cell.contested else Text(),
        words.of_outcome(cell.alternative) if cell.alternative else None,
        say("decided by {who}", who=cell.decision.who) if cell.decision else Text(),
    )


def state(cell: Cell, words: Words) -> Text:
    """Return the state of a cell in words; one that rests on our inference alone says so."""
    return phrased(cell, words).label


def cells(found: Sequence[Cell], words: Words) -> Text:
    """Return the cells of one step, one for each study, as lines."""
    return join("\n", cell_lines(found, words))


def cell_lines(found: Sequence[Cell], words: Words) -> list[Text]:
    """Return the lines that say all that is on record of the cells of one step."""
    if not found:
        uncoded = words.states["uncoded"]
        return [put("{sign} {state}", sign=uncoded.symbol, state=uncoded.label)]
    return [line for each in found for line in _lines(each, words, named=len(found) > 1)]


def other_reading(other: OtherReading, words: Words) -> Text:
    """Return what another coder reads in the same cell, from how much of which text, and where."""
    who, outcome = words.name(other.coder), words.word("Outcome", other.outcome)
    where = joined(
        words.word("TextExtent", other.text_read), words.cite(other.source, other.locator)
    )
    if other.lower_bound:
        reads = say("{who} reads at least {outcome}", who=who, outcome=outcome)
    else:
        reads = say("{who} reads {outcome}", who=who, outcome=outcome)
    return join("", (reads, bracketed(where)))


def reply(by: str, *, by_author: bool) -> Text:
    """Say who replies, and whether that is an author."""
    if by_author:
        return say("Reply of {by}, an author of the study", by=by)
    return say("Reply of {by}, no author of the study", by=by)


def assumed(each: StandIn, cell: Cell, words: Words) -> Text:
    """Say what is assumed in place of showing a step, and whose word that is."""
    text, where = sentence(each.statement), words.cite(cell.source, each.locator)
    if each.voice == "inference":
        says = inferred(say("the study assumes something in place of showing it"))
        ours = say("In our words: {statement}", statement=text)
        return put("{says} {ours} [{where}]", says=says, ours=ours, where=where)
    mode = words.word("AssumptionMode", each.mode)
    if each.voice == "another":
        return say(
            "Assumed ({mode}), as {source} says; that this takes the place of showing the step is "
            "our reading: {statement} [{where}]",
            mode=mode,
            source=words.name(cell.source or ""),
            statement=text,
            where=where,
        )
    return say(
        "Assumed ({mode}), as it says; that this takes the place of showing the step is our "
        "reading: {statement} [{where}]",
        mode=mode,
        statement=text,
        where=where,
    )


def reviewed(found: Cell) -> Text:
    """Say how many persons reviewed the reading in use; nothing where none did."""
    if not found.reviewers:
        return Text()
    return number(found.reviewers, "reviewed by {n} person", "reviewed by {n} persons")


def review(who: str, verdict: str, orcid: str | None = None) -> Text:
    """Say who reviewed a reading, and whether they agree."""
    reviewer = put("{who} ({orcid})", who=who, orcid=short(orcid)) if orcid else who
    if verdict == "agrees":
        return say("Review of {reviewer}, who agrees", reviewer=reviewer)
    if verdict == "differs":
        return say("Review of {reviewer}, who differs", reviewer=reviewer)
    return say("Review of {reviewer}, who {verdict}", reviewer=reviewer, verdict=verdict)


def checked(each: Review) -> Text:
    """Return a review of a cell with what it says, the passage and the day."""
    head = review(each.who, each.verdict, each.orcid)
    said = join(": ", (head, sentence(each.statement))) if each.statement else sentence(head)
    return join("", (said, bracketed(joined(each.passage, each.date))))


def decided(decision: Decision, cell: Cell, words: Words) -> Text:
    """Say who decided which reading of a cell counts, between which, and why."""
    said = say(
        "Decided between readings by {who}: that of {coder} counts. {reason}",
        who=decision.who,
        coder=words.name(cell.coder) if cell.coder else "",
        reason=sentence(decision.reason),
    )
    return join("", (said, bracketed(decision.date or "")))


def _reply(each: Reply, cell: Cell, words: Words) -> Text:
    head = reply(each.by, by_author=each.by_author)
    if each.coder and each.coder != cell.coder:
        head = say("{reply} to {coder}", reply=head, coder=words.name(each.coder))
    where = joined(each.locator, recorded_by(each.recorded_by, words))
    return join("", (head, ": ", sentence(each.statement), bracketed(where)))


def recorded_by(coder: str | None, words: Words) -> Text:
    """Say who put something on record; nothing where that is not known."""
    return say("put on record by {who}", who=words.name(coder)) if coder else Text()


def _lines(cell: Cell, words: Words, *, named: bool) -> list[Text]:
    known = phrased(cell, words)
    head = put("{sign} {state}", sign=known.state.symbol, state=known.label)
    if cell.lower_bound:
        head = say("{state}, at least", state=head)
    if cell.alternative:
        outcome = words.word("Outcome", cell.alternative)
        head = say("{state}, or {outcome}", state=head, outcome=outcome)
    found = [join("", (head, bracketed(ident(cell.study), "()"))) if named else head]
    if cell.rationale:
        found.append(Text(cell.rationale))
    if cell.missing:
        found.append(say("Missing: {missing}", missing=sentence(joined(*cell.missing))))
    found += [assumed(each, cell, words) for each in cell.assumes]
    for other in cell.others:
        differ = say("Coders differ: {reading}.", reading=other_reading(other, words))
        found.append(joined(differ, other.rationale, by=" "))
    if cell.decision:
        found.append(decided(cell.decision, cell, words))
    found += [_reply(each, cell, words) for each in cell.replies]
    if cell.reviews:
        found.append(sentence(upper_first(reviewed(cell))))
        found += [checked(each) for each in cell.reviews]
    if cell.locator:
        basis = words.word("CodingBasis", cell.basis)
        found.append(put("[{known}]", known=joined(basis, words.cite(cell.source, cell.locator))))
    return found
