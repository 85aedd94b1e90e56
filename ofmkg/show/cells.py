"""Cells in words: the state, how sure it is, why, what is missing, and where it was read."""

from collections.abc import Sequence

from ofmkg.model import Cell, OtherReading, Reply
from ofmkg.show.words import Words, bracketed, joined, sentence


def cells(found: Sequence[Cell], words: Words) -> str:
    """Return the cells of one step, one for each study, as lines."""
    if not found:
        state = words.states["uncoded"]
        return f"{state.symbol} {state.label}"
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


def _reply(each: Reply, cell: Cell, words: Words) -> str:
    to = f" to {words.name(each.coder)}" if each.coder and each.coder != cell.coder else ""
    recorded = f"put on record by {words.name(each.recorded_by)}" if each.recorded_by else ""
    head = f"{reply(each.by, by_author=each.by_author)}{to}"
    return f"{head}: {sentence(each.statement)}{bracketed(joined(each.locator, recorded))}"


def _cell(cell: Cell, words: Words, *, named: bool) -> str:
    state = words.states[cell.state]
    head = f"{state.symbol} {state.label}"
    head += ", at least" if cell.lower_bound else ""
    head += f", or {words.word('Outcome', cell.alternative)}" if cell.alternative else ""
    lines = [f"{head} ({cell.study})" if named else head]
    if cell.rationale:
        lines.append(cell.rationale)
    if cell.missing:
        lines.append(f"Missing: {sentence('; '.join(cell.missing))}")
    for stand_in in cell.assumes:
        mode = words.word("AssumptionMode", stand_in.mode)
        known = words.word("StanceBasis", stand_in.basis)
        where = words.cite(cell.source, stand_in.locator)
        lines.append(
            f"Assumed in place of showing it, in our reading: {sentence(stand_in.statement)} "
            f"[{joined(mode, known, where)}]"
        )
    for other in cell.others:
        why = f" {other.rationale}" if other.rationale else ""
        lines.append(f"Coders differ: {other_reading(other, words)}.{why}")
    lines += [_reply(each, cell, words) for each in cell.replies]
    if cell.locator:
        basis = words.word("CodingBasis", cell.basis)
        lines.append(f"[{joined(basis, words.cite(cell.source, cell.locator))}]")
    return "\n".join(lines)
