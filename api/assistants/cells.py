"""Cells of a matrix in words: the state of a step, with what must travel with it."""

from collections.abc import Sequence

from ofmkg.graph.model import Cell


def states(cells: Sequence[Cell]) -> str:
    if len(cells) == 1:
        return state(cells[0])
    return "; ".join(f"{each.study}: {state(each)}" for each in cells) or "no study"


def state(cell: Cell) -> str:
    """Return the state of a cell with what must travel with it."""
    told = [
        "by our inference" if cell.voice == "inference" else "",
        f"could be {cell.alternative}" if cell.alternative else "",
        f"coders differ ({', '.join(f'{o.coder}: {o.outcome}' for o in cell.others)})"
        if cell.contested
        else "",
        "at least" if cell.lower_bound else "",
        f"decided by {cell.decision.who}" if cell.decision else "",
        "a reply is on record" if cell.replies else "",
    ]
    more = "; ".join(each for each in told if each)
    return f"{cell.state} [{more}]" if more else cell.state


def read_from(cells: Sequence[Cell]) -> str:
    read = dict.fromkeys(
        f"{each.source} ({each.text_read}), {each.coder} ({each.coder_kind})"
        for each in cells
        if each.source
    )
    return "; ".join(read)
