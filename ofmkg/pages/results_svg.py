"""Results set against a baseline as a picture: a row for each, with its interval if it has one.

Nothing is pooled, and no row weighs more than another. What cannot be drawn stands in words.
"""

from collections.abc import Iterator
from math import log
from xml.etree.ElementTree import Element

from rich.cells import cell_len

from ofmkg.analyses.results.result import Result, Results
from ofmkg.analyses.results.stated import Interval
from ofmkg.graph.terms import BASE
from ofmkg.pages.messages import Text, join, joined, lower_first, name, put, say, upper_first
from ofmkg.pages.readers import collections
from ofmkg.pages.results import by_design, stated, summed, tested, title
from ofmkg.pages.svg import FAINT, INK, PAPER, Drawing, Value, lines, origin
from ofmkg.pages.words import Words

_EDGE, _NAMES, _PLOT, _WORDS = 20.0, 330.0, 270.0, 330.0
_INNER, _MARK, _LINE, _ROOM = 16.0, 7.0, 15.0, 16.0
_TICKS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64)


def to_svg(result: Results, words: Words, note: str = "") -> str:
    """Return the results as a standalone SVG file.

    `note` names a reading of the data that is not the plain one.
    """
    return _Figure(result, words, note).drawn()


class _Figure:
    def __init__(self, r: Results, words: Words, note: str) -> None:
        self._r, self._words, self._note = r, words, note
        whole = 2 * _EDGE + _NAMES + _PLOT + _WORDS
        told = [each for each in (note, summed(r) if r.results else _none()) if each]
        self._d = Drawing("ofmkg-results", whole, title(r), " ".join(told))
        self._wide = whole - 2 * _EDGE
        self._ticks = _axis([i for each in r.results for i in each.intervals])
        self._top = 0.0
        self._patterns()
        self._behind = self._d.put("g")  # the lines of the axis, behind the rows

    def drawn(self) -> str:
        d, r = self._d, self._r
        y = d.text(_EDGE, 38, lines(title(r), self._wide, 20), size=20, bold=True)
        told = summed(r) if r.results else _none()
        y = d.text(_EDGE, y, lines(told, self._wide))
        if self._note:
            y = d.text(_EDGE, y, lines(self._note, self._wide), bold=True)
        if r.results:
            y = self._head(y + 12)
            for heading, found in by_design(r):
                y = d.text(_EDGE, y + 12, [heading], size=15, bold=True) - 6
                for each in found:
                    y = self._row(each, y)
            self._lines_to(y)
            y = self._legend(y + 26)
            for told in (*self._notes(), *collections(r.collections)):
                y = d.text(_EDGE, y, lines(told, self._wide, 11), size=11)
        source = origin(BASE.rstrip("/"))
        return d.finished(d.text(_EDGE, y + 4, [source], size=11) + 4)

    def _patterns(self) -> None:
        """Put in what marks are filled with where open models are analysed in part, or unknown."""
        defs = self._d.put("defs")
        for kind in ("partly", "unknown"):
            box: dict[str, Value] = {"id": f"{self._d.name}-{kind}", "width": 4, "height": 4}
            pattern = self._d.put("pattern", defs, patternUnits="userSpaceOnUse", **box)
            self._d.put("rect", pattern, width=4, height=4, fill=PAPER)
            if kind == "partly":
                pattern.set("patternTransform", "rotate(45)")
                self._d.put("rect", pattern, width=2, height=4, fill=INK)
            else:
                self._d.put("circle", pattern, cx=2, cy=2, r=0.7, fill=INK)

    def _head(self, y: float) -> float:
        """Draw the heads of the columns and the axis; return where the rows begin."""
        d, at = self._d, y + 4
        d.text(_EDGE, at, [say("Work, date and models")], bold=True)
        d.text(_EDGE + _NAMES + _PLOT, at, [say("Result, in the words on record")], bold=True)
        if self._ticks:
            x = _EDGE + _NAMES + _INNER
            d.text(x, at, [say("Ratio (1: no difference)")], bold=True)
            for tick in self._ticks:
                self._d.text(self._x(tick) - 4, at + 18, [f"{tick:g}"], size=11)
            self._top = at + 24
        return at + 24

    def _lines_to(self, bottom: float) -> None:
        """Draw the lines of the axis behind all rows; that of no difference is the firm one."""
        for tick in self._ticks:
            x = self._x(tick)
            stroke: dict[str, Value] = {"stroke": INK if tick == 1 else FAINT, "stroke_width": 0.8}
            stroke |= {} if tick == 1 else {"stroke_dasharray": "2 4"}
            path = f"M{x:g} {self._top:g} V{bottom:g}"
            self._d.put("path", self._behind, d=path, fill="none", **stroke)

    def _x(self, ratio: float) -> float:
        first, last = self._ticks[0], self._ticks[-1]
        share = (log(ratio) - log(first)) / (log(last) - log(first))
        return _EDGE + _NAMES + _INNER + share * (_PLOT - 3 * _INNER)

    def _row(self, each: Result, y: float) -> float:
        """Draw a row and return where it ends."""
        d, record = self._d, each.record
        rule: dict[str, Value] = {"stroke": FAINT, "stroke_width": 0.5}
        d.put("path", None, d=f"M{_EDGE:g} {y:g} h{self._wide:g}", **rule)
        group = d.put("g")
        d.say("title", joined(name(each.label), record.statement, by=": "), group)
        when = record.date or lower_first(say("No date on record"))
        head = put("{work}, {date}", work=name(each.label), date=when)
        self._mark(each, _EDGE + _MARK, y + 16, group)
        beside = _EDGE + 4 * _MARK
        low = d.text(beside, y + 20, lines(head, _NAMES - 50, 14.5), group, bold=True)
        for told in self._known(each):
            low = d.text(beside, low, lines(told, _NAMES - 50, 11), group, size=11)
        x = _EDGE + _NAMES + _PLOT
        right = y + 20
        for told in _results(each):
            right = d.text(x, right, lines(told, _WORDS, 12), group, size=12)
        drawn = [interval for interval in each.intervals if interval.ratio is not None]
        for n, interval in enumerate(drawn):
            self._interval(each, interval, y + 17 + n * 20, group)
        if not drawn:
            middle = _EDGE + _NAMES + _INNER
            none = say("not drawn: see the words beside")
            wide = _PLOT - 3 * _INNER
            d.put("rect", group, x=middle, y=y + 8, width=wide, height=18, fill=PAPER)
            d.text(middle + 8, y + 21, lines(none, wide, 11), group, size=11, faint=True)
        return max(low, right, y + 17 + len(drawn) * 20) - _LINE + _ROOM

    def _known(self, each: Result) -> Iterator[Text]:
        record = each.record
        if record.models:
            yield say("Models: {models}", models=record.models)
        yield upper_first(tested(each, self._words))
        if record.measure:
            yield say("Endpoint: {measure}", measure=record.measure)
        if record.sample is not None:
            yield say("Sample: {sample}", sample=record.sample)
        read = lower_first(self._words.word("TextExtent", record.text_read))
        yield joined(
            self._words.cite(record.source, record.locator),
            say("read: {extent}", extent=read) if read else None,
            self._words.collection(each.collection) if each.collection else None,
        )

    def _interval(self, each: Result, interval: Interval, y: float, group: Element) -> None:
        assert interval.ratio is not None and interval.low and interval.high
        first, last = self._x(interval.low), self._x(interval.high)
        path = f"M{first:g} {y - 4:g} v8 M{first:g} {y:g} H{last:g} M{last:g} {y - 4:g} v8"
        self._d.put("path", group, d=path, fill="none", stroke=INK, stroke_width=1.5)
        self._mark(each, self._x(interval.ratio), y, group)

    def _mark(self, each: Result, x: float, y: float, group: Element | None) -> None:
        """Draw the mark of a result: its shape tells who assessed, its fill which models."""
        own = each.record.by_developer
        turned = f"translate({x:g} {y:g})" + (" rotate(45)" if own else "")
        moved = self._d.put("g", group, transform=turned)
        size = _MARK * 2 if not own else _MARK * 1.8
        box: dict[str, Value] = {"x": -size / 2, "y": -size / 2, "width": size, "height": size}
        box |= {"rx": _MARK} if own is None else {}
        fill = _fill(each.open_models, self._d.name)
        self._d.put("rect", moved, fill=fill, stroke=INK, stroke_width=1.2, **box)

    def _legend(self, y: float) -> float:
        """Say what the shapes and fills of marks mean that are there, by the first that has it."""
        x = _EDGE
        for told, each in self._meanings():
            needed = 34 + 6.6 * cell_len(told)
            if x + needed > self._d.width - _EDGE:
                x, y = _EDGE, y + 22
            self._mark(each, x + _MARK, y - 4, None)
            self._d.text(x + 20, y, [told], size=12)
            x += needed
        return y + 24

    def _meanings(self) -> Iterator[tuple[Text, Result]]:
        shown: dict[tuple[bool | None, str | None], Result] = {}
        for each in self._r.results:
            shown.setdefault((each.record.by_developer, each.open_models), each)
        for each in shown.values():
            yield tested(each, self._words), each

    def _notes(self) -> Iterator[Text]:
        yield say(
            "Open models analysed: whether the work as a whole does so, not whether this result is "
            "about one."
        )
        yield say(
            "A ratio is drawn only where a work states it with its interval, against this baseline "
            "alone; it is of that work's own endpoint, so that rows do not compare with each other "
            "by their place. Nothing drawn does not mean no difference."
        )


def _none() -> Text:
    return say("No result on record is set against it.")


def _results(each: Result) -> Iterator[Text]:
    record = each.record
    yield from stated(each)
    rest = [each for each in record.significance if each not in (record.result or "")]
    if rest:
        yield say("Significance: {significance}", significance=join("; ", rest))


def _fill(open_models: str | None, drawing: str) -> str:
    """Return what a mark is filled with: solid for open models, empty for closed ones alone."""
    fills = {"yes": INK, "no": PAPER, "partly": f"url(#{drawing}-partly)"}
    return fills.get(open_models or "", f"url(#{drawing}-unknown)")


def _axis(intervals: list[Interval]) -> list[float]:
    """Return the ticks of an axis that holds all intervals and the line of no difference."""
    low = [each.low for each in intervals if each.low is not None]
    high = [each.high for each in intervals if each.high is not None]
    if not low or not high:
        return []
    least = max((tick for tick in _TICKS if tick <= min(*low, 1)), default=_TICKS[0])
    most = min((tick for tick in _TICKS if tick >= max(*high, 1)), default=_TICKS[-1])
    return [tick for tick in _TICKS if least <= tick <= most]
