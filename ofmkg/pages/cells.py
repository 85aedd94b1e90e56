"""Cells in words: the state, how sure it is, why, what is missing, and where it was read."""

from collections.abc import Sequence

from ofmkg.graph.model import Cell, OtherReading, Reply, Review, StandIn
from ofmkg.graph.terms import short
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import bracketed, joined, sentence, upper_first
from ofmkg.pages.words import Words, count


def state(cell: Cell, words: Words) -> str:
    """Return the state of a cell in words; one that rests on our inference alone says so."""
    if cell.voice == "inference":
        return f"{words.states[cell.state].short_label}, as we infer"
    return words.states[cell.state].label


def cells(found: Sequence[Cell], words: Words) -> str:
    """Return the cells of one step, one for each study, as lines."""
    if not found:
        uncoded = words.states["uncoded"]
        return f"{uncoded.symbol} {uncoded.label}"
    return "\n".join(_cell(each, words, named=len(found) > 1) for each in found)


def other_reading(other: OtherReading, words: Words) -> str:
    """Return what another coder reads in the same cell, from how much of which text, and where."""
    bound = "at least " if other.lower_bound else ""
    read = words.word("TextExtent", other.text_read) if other.text_read else ""
    where = joined(read, words.cite(other.source, other.locator))
    return f"{words.name(other.coder)} reads {bound}{words.word('Outcome', other.outcome)}" + (
        bracketed(where)
    )


def reply(by: str, *, by_author: bool) -> str:
    """Say who replies, and whether that is an author."""
    return f"Reply of {by}, {'an author of' if by_author else 'no author of'} the study"


def assumed(each: StandIn, cell: Cell, words: Words) -> str:
    """Say what is assumed in place of showing a step, and whose word that is."""
    where = words.cite(cell.source, each.locator)
    if each.voice == "inference":
        says = inferred("the study assumes something in place of showing it")
        return f"{says} In our words: {sentence(each.statement)} [{where}]"
    said = f"as {words.name(cell.source or '')} says" if each.voice == "another" else "as it says"
    mode = words.word("AssumptionMode", each.mode)
    return (
        f"Assumed ({mode}), {said}; that this takes the place of showing the step is our reading: "
        f"{sentence(each.statement)} [{where}]"
    )


def reviewed(found: Cell) -> str:
    """Say how many persons reviewed the reading in use; nothing where none did."""
    return f"reviewed by {count(found.reviewers, 'person')}" if found.reviewers else ""


def review(who: str, verdict: str, orcid: str | None = None) -> str:
    """Say who reviewed a reading, and whether they agree."""
    named = f"{who} ({short(orcid)})" if orcid else who
    return f"Review of {named}, who {verdict}"


def checked(each: Review) -> str:
    """Return a review of a cell with what it says, the passage and the day."""
    head = review(each.who, each.verdict, each.orcid)
    said = f"{head}: {sentence(each.statement)}" if each.statement else f"{head}."
    return f"{said}{bracketed(joined(each.passage, each.date))}"


def _reply(each: Reply, cell: Cell, words: Words) -> str:
    to = f" to {words.name(each.coder)}" if each.coder and each.coder != cell.coder else ""
    recorded = f"put on record by {words.name(each.recorded_by)}" if each.recorded_by else ""
    head = f"{reply(each.by, by_author=each.by_author)}{to}"
    return f"{head}: {sentence(each.statement)}{bracketed(joined(each.locator, recorded))}"


def _cell(cell: Cell, words: Words, *, named: bool) -> str:
    head = f"{words.states[cell.state].symbol} {state(cell, words)}"
    head += ", at least" if cell.lower_bound else ""
    head += f", or {words.word('Outcome', cell.alternative)}" if cell.alternative else ""
    lines = [f"{head} ({cell.study})" if named else head]
    if cell.rationale:
        lines.append(cell.rationale)
    if cell.missing:
        lines.append(f"Missing: {sentence('; '.join(cell.missing))}")
    lines += [assumed(each, cell, words) for each in cell.assumes]
    for other in cell.others:
        why = f" {other.rationale}" if other.rationale else ""
        lines.append(f"Coders differ: {other_reading(other, words)}.{why}")
    lines += [_reply(each, cell, words) for each in cell.replies]
    if cell.reviews:
        lines.append(f"{upper_first(reviewed(cell))}.")
        lines += [checked(each) for each in cell.reviews]
    if cell.locator:
        basis = words.word("CodingBasis", cell.basis)
        lines.append(f"[{joined(basis, words.cite(cell.source, cell.locator))}]")
    return "\n".join(lines)
