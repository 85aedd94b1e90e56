"""What the table of studies and steps and its figure both say: question, headings, signs."""

from collections.abc import Iterator, Sequence

from ofmkg.graph.model import Cell, Collection, Matrix, MatrixRow
from ofmkg.pages.messages import Text, joined, name, number, put, say, upper_first
from ofmkg.pages.readers import up_to


def title() -> Text:
    """Return the question that the matrix answers."""
    return say("Which steps did each study address, assume or leave out?")


def heading(place: Collection, rows: Sequence[MatrixRow]) -> Text:
    """Return the name of a collection, with how many studies of it are shown and its cutoff."""
    studies = number(len(rows), "{n} study", "{n} studies")
    return put(
        "{label} ({known})",
        label=upper_first(name(place.label)),
        known=joined(studies, up_to(place.cutoff)),
    )


def signs(m: Matrix, at_least: Text, differ: Text) -> Iterator[Text]:
    """Say what the signs mean that are there.

    `at_least` and `differ` say it of a lower bound and of coders who differ, each in the sign that
    stands for them.
    """
    cells = [cell for row in m.rows for cell in row.cells]
    if any(cell.alternative for cell in cells):
        yield say(
            "two signs: the coding is ambiguous, and the second outcome would fit the text too."
        )
    if any(cell.lower_bound for cell in cells):
        yield at_least
    if any(cell.contested for cell in cells):
        yield differ
    if any(cell.voice == "inference" for cell in cells):
        yield say(
            "as we infer: nothing but our inference stands in for the step; the source does not "
            "say so."
        )


def coded(row: MatrixRow) -> Cell | None:
    """Return the first cell of a study that tells where it was read, if there is one."""
    return next((cell for cell in row.cells if cell.source), None)
