"""The figure of a disagreement as SVG: claims in columns, each under its number."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.disagreement.result import DisputePage
from ofmkg.graph.terms import BASE
from ofmkg.pages.disagreement_figure import Box, Group, figure
from ofmkg.pages.messages import Text, join, name, say
from ofmkg.pages.readers import dated_and_read
from ofmkg.pages.svg import INK, PAPER, Drawing, Value, lines, origin
from ofmkg.pages.words import Words

_EDGE, _COLUMN, _BETWEEN, _PAD = 20.0, 270.0, 22.0, 10.0
_LEAST = 3  # columns that the title has room for


def to_svg(result: DisputePage, words: Words, note: str = "") -> str:
    """Return the figure as a standalone SVG file.

    `note` names a reading of the data that is not the plain one.
    """
    return _Figure(result, words, note).drawn()


class _Figure:
    def __init__(self, page: DisputePage, words: Words, note: str) -> None:
        d = page.dispute
        self._page, self._note = page, note
        self._figure = figure(page, words)
        across = max(_LEAST, len(self._figure.columns))
        self._wide = across * (_COLUMN + _BETWEEN) - _BETWEEN
        self._title = name(d.label, d.disagreement)
        told = join(" ", self._figure.lead)
        self._d = Drawing("ofmkg-disagreement", self._wide + 2 * _EDGE, self._title, told)

    def drawn(self) -> str:
        d = self._d
        y = d.text(_EDGE, 38, lines(self._title, self._wide, 20), size=20, bold=True)
        for told in self._figure.lead:
            y = d.text(_EDGE, y, lines(told, self._wide))
        if self._note:
            y = d.text(_EDGE, y, lines(self._note, self._wide), bold=True)
        top, ends = y + 14, [y]
        for n, column in enumerate(self._figure.columns):
            ends.append(self._column(column, _EDGE + n * (_COLUMN + _BETWEEN), top))
        y = max(ends) + 8
        for told in (
            *self._figure.others,
            *_notes(),
            *dated_and_read(self._page.context.collections),
        ):
            y = d.text(_EDGE, y, lines(told, self._wide, 11), size=11)
        address = f"{BASE}disagreement/{self._page.dispute.disagreement}"
        return d.finished(d.text(_EDGE, y + 4, [origin(address)], size=11) + 4)

    def _column(self, column: Sequence[Group], x: float, y: float) -> float:
        for group in column:
            y = self._d.text(x, y, lines(group.heading, _COLUMN), bold=True) - 4
            for box in group.shown:
                y = self._box(box, x, y)
            if group.more:
                more = say("and {n} more", n=len(group.more))
                y = self._d.text(x, y + 8, [more], size=12)
            y += 16
        return y

    def _box(self, box: Box, x: float, y: float) -> float:
        """Draw a box and return where the next may begin."""
        d, inside = self._d, _COLUMN - 2 * _PAD
        group = d.put("g")
        told = join(". ", (f"{box.number}: {box.who}", *_small(box)))
        d.say("title", join(" ", (told, box.statement)), group)
        style: dict[str, Value] = {"stroke": INK, "stroke_width": 2 if box.party else 1}
        if not box.party:
            style["stroke_dasharray"] = "5 3"
        frame = d.put("rect", group, x=x, y=y, width=_COLUMN, rx=3, fill=PAPER, **style)
        at = d.text(x + _PAD, y + 19, lines(f"{box.number}  {box.who}", inside), group, bold=True)
        at = d.text(x + _PAD, at, lines(box.statement, inside), group)
        for small in _small(box):
            at = d.text(x + _PAD, at - 1, lines(small, inside, 11), group, size=11)
        height = at - 19 + _PAD - y
        frame.set("height", f"{height:g}")
        return y + height + 10


def _small(box: Box) -> Iterable[Text]:
    return [each for each in (*box.notes, box.where) if each]


def _notes() -> Iterable[Text]:
    yield say(
        "A box with a thick edge holds a claim that takes part, one with a broken edge a claim "
        "that takes no side; the numbers tell which claim it qualifies, disputes or supports, and "
        "by whose word. Claims from elsewhere that only support one of these are not drawn. That a "
        "claim stands alone does not say that nobody disputes it."
    )
