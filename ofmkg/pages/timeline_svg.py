"""The answers to a question over time as a picture: a row for each, at the date of its work.

Answers stand below what they answer. What only we infer stands apart, at the end.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from rich.cells import cell_len

from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.timeline import Timeline
from ofmkg.graph.terms import BASE
from ofmkg.pages.messages import Text, joined, lower_first, name, number, say, upper_first
from ofmkg.pages.readers import collections
from ofmkg.pages.sentences import told
from ofmkg.pages.svg import FAINT, INK, PAPER, Drawing, Value, lines, origin
from ofmkg.pages.words import Words

_EDGE, _NAMES, _PLOT, _WORDS = 20.0, 250.0, 290.0, 430.0
_INNER, _MARK, _LINE, _ROOM = 14.0, 6.0, 15.0, 12.0
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_PATTERNS = ("partial", "through-another-work")


def to_svg(result: Timeline, words: Words, note: str = "") -> str:
    """Return the timeline as a standalone SVG file.

    `note` names a reading of the data that is not the plain one.
    """
    return _Figure(result, words, note).drawn()


class _Figure:
    def __init__(self, r: Timeline, words: Words, note: str) -> None:
        self._r, self._words, self._note = r, words, note
        # An answer about several threats stands under each, and here once.
        answers = {_key(h): h for group in r.vectors for h in group.answers}
        self._said, self._ours = tuple(answers.values()), r.by_inference
        whole = 2 * _EDGE + _NAMES + _PLOT + _WORDS
        self._title = name(r.question.label)
        self._d = Drawing("ofmkg-timeline", whole, self._title, f"{_lead()} {self._counted()}")
        self._wide = whole - 2 * _EDGE
        spans = [span for h in (*self._said, *self._ours) if (span := when(h.issued))]
        self._years = years(spans)
        self._patterns()
        self._behind = self._d.put("g")  # the lines of years, behind the rows

    def drawn(self) -> str:
        d = self._d
        y = d.text(_EDGE, 38, lines(self._title, self._wide, 20), size=20, bold=True)
        for told_ in (_lead(), self._counted()):
            y = d.text(_EDGE, y, lines(told_, self._wide))
        if self._note:
            y = d.text(_EDGE, y, lines(self._note, self._wide), bold=True)
        if self._said or self._ours:
            top = y = self._head(y + 12)
            for heading, held in self._groups():
                head = lines(heading, self._wide, 14)
                y = d.text(_EDGE, y + 22, head, size=14, bold=True) - 10
                for h in held:
                    y = self._row(h, y)
            self._lines(top, y)
            y = self._legend(y + 26)
        for told_ in (*self._notes(), *collections(self._r.collections)):
            y = d.text(_EDGE, y, lines(told_, self._wide, 11), size=11)
        source = origin(f"{BASE}question/{self._r.question.question}")
        return d.finished(d.text(_EDGE, y + 4, [source], size=11) + 4)

    def _counted(self) -> Text:
        if not (self._said or self._ours):
            return say("By the word of the sources, nobody on record here answers it.")
        works = len({h.work for h in (*self._said, *self._ours)})
        answers = len(self._said) + len(self._ours)
        return joined(
            number(answers, "{n} answer", "{n} answers"),
            number(works, "of {n} work", "of {n} works"),
            by=" ",
        )

    def _groups(self) -> Iterator[tuple[str, Sequence[Holding]]]:
        """Yield answers by what they answer, the most frequent first; our inferences stand last."""
        by: dict[str, list[Holding]] = {}
        for h in self._said:
            by.setdefault(upper_first(name(h.stance.label or "")), []).append(h)
        for heading, held in sorted(by.items(), key=lambda each: (-len(each[1]), each[0])):
            yield heading, sorted(held, key=lambda h: (h.issued is None, h.issued or ""))
        if self._ours:
            yield say("By our inference"), self._ours

    def _head(self, y: float) -> float:
        """Write the years; return where the rows begin."""
        d = self._d
        d.text(_EDGE, y + 4, [say("Work, date and how much was read")], bold=True)
        d.text(_EDGE + _NAMES + _PLOT, y + 4, [say("What is on record")], bold=True)
        every = 1 if len(self._years) < 9 else 2 if len(self._years) < 17 else 5
        for year in self._years[:-1]:
            if year % every == 0:
                x = self._x(date(year, 1, 1))
                d.text(x, y + 4, [f"{year}"], size=12)
        return y + 10

    def _x(self, day: date) -> float:
        first, last = date(self._years[0], 1, 1), date(self._years[-1], 1, 1)
        share = (day - first).days / (last - first).days
        return _EDGE + _NAMES + _INNER + share * (_PLOT - 3 * _INNER)

    def _lines(self, top: float, bottom: float) -> None:
        for year in self._years:
            x = self._x(date(year, 1, 1))
            stroke: dict[str, Value] = {"stroke": FAINT, "stroke_width": 0.8}
            path = f"M{x:g} {top:g} V{bottom:g}"
            self._d.put("path", self._behind, d=path, fill="none", stroke_dasharray="2 4", **stroke)

    def _row(self, h: Holding, y: float) -> float:
        """Draw a row and return where it ends."""
        d = self._d
        rule: dict[str, Value] = {"stroke": FAINT, "stroke_width": 0.5}
        d.put("path", None, d=f"M{_EDGE:g} {y:g} h{self._wide:g}", **rule)
        group = d.put("g")
        sentence = told(h.stance, self._words)
        d.say("title", sentence, group)
        who = self._words.name(h.stance.holder)
        low = d.text(_EDGE, y + 18, lines(who, _NAMES - 12), group, bold=True)
        for each in self._known(h):
            low = d.text(_EDGE, low, lines(each, _NAMES - 12, 11), group, size=11)
        x = _EDGE + _NAMES + _PLOT
        right = d.text(x, y + 18, lines(sentence, _WORDS, 12), group, size=12)
        cited = self._words.cite(h.stance.source, h.stance.locator)
        right = d.text(x, right, lines(cited, _WORDS, 11), group, size=11, faint=True)
        span = when(h.issued)
        if span:
            first, last = self._x(span[0]), self._x(span[1])
            if last - first > 2 * _MARK:
                d.put("path", group, d=f"M{first:g} {y + 14:g} H{last:g}", stroke=INK)
            self._mark(h, (first + last) / 2, y + 14, group)
        else:
            at = _EDGE + _NAMES + _INNER
            d.text(at, y + 18, [say("No date on record")], group, size=11, faint=True)
        return max(low, right) - _LINE + _ROOM

    def _known(self, h: Holding) -> Iterator[Text]:
        far = lower_first(self._words.word("TextExtent", h.text_read))
        yield joined(Text(h.issued or ""), say("read: {extent}", extent=far) if far else None)
        if len(self._r.collections) > 1 and h.collection:
            yield self._words.collection(h.collection)

    def _mark(self, h: Holding, x: float, y: float, group: Element | None) -> None:
        """Draw a mark: its shape tells what kind of answer it is, its fill how much was read."""
        style: dict[str, Value] = {"fill": self._fill(h.text_read), "stroke": INK}
        if h.text_read is None:
            style["stroke_dasharray"] = "2 2"
        if h.stance.kind == "assumption":
            self._d.put("circle", group, cx=x, cy=y, r=_MARK, **style)
            return
        turned = " rotate(45)" if h.stance.kind == "attributed" else ""
        moved = self._d.put("g", group, transform=f"translate({x:g} {y:g}){turned}")
        half = _MARK * 0.9
        box: dict[str, Value] = {"x": -half, "y": -half, "width": 2 * half, "height": 2 * half}
        self._d.put("rect", moved, **box, **style)

    def _patterns(self) -> None:
        defs = self._d.put("defs")
        for kind in _PATTERNS:
            box: dict[str, Value] = {"id": f"{self._d.name}-{kind}", "width": 4, "height": 4}
            pattern = self._d.put("pattern", defs, patternUnits="userSpaceOnUse", **box)
            self._d.put("rect", pattern, width=4, height=4, fill=PAPER)
            if kind == _PATTERNS[0]:
                pattern.set("patternTransform", "rotate(45)")
                self._d.put("rect", pattern, width=2, height=4, fill=INK)
            else:
                self._d.put("circle", pattern, cx=2, cy=2, r=0.9, fill=INK)

    def _fill(self, extent: str | None) -> str:
        if extent in _PATTERNS:
            return f"url(#{self._d.name}-{extent})"
        return INK if extent == "full" else PAPER

    def _legend(self, y: float) -> float:
        """Say what shapes and fills mean that are there, each by the first answer that has it."""
        x = _EDGE
        for meaning, h in self._meanings():
            needed = 34 + 7.2 * cell_len(meaning)
            if x + needed > self._d.width - _EDGE and x > _EDGE:
                x, y = _EDGE, y + 20
            self._mark(h, x + _MARK, y - 4, None)
            self._d.text(x + 18, y, [meaning], size=12)
            x += needed
        return y + 22

    def _meanings(self) -> Iterator[tuple[Text, Holding]]:
        shown: dict[tuple[str, str | None], Holding] = {}
        for h in (*self._said, *self._ours):
            shown.setdefault((h.stance.kind, h.text_read), h)
        for (kind, extent), h in sorted(
            shown.items(), key=lambda each: (each[0][0], f"{each[0][1]}")
        ):
            far = lower_first(self._words.word("TextExtent", extent))
            read = (
                say("read: {extent}", extent=far) if far else say("how much was read is not told")
            )
            yield joined(_kind(kind), read), h

    def _notes(self) -> Iterator[Text]:
        yield say(
            "A date is that at which the work that gives the answer came out, also where another "
            "work says so, as exactly as it is on record; a year alone stands before its months. "
            "When somebody came to hold an answer is not known."
        )
        yield say(
            "A line through a mark: of the date no more is on record than the year or the month."
        )


def when(issued: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of a date as exactly as it is known."""
    found = _DATE.match(issued or "")
    if found is None:
        return None
    year, month, day = (int(each) if each else None for each in found.groups())
    assert year is not None
    try:
        if day and month:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, 28)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def years(spans: Sequence[tuple[date, date]]) -> list[int]:
    """Return the years of an axis that holds all dates, and the one after the last."""
    if not spans:
        return []
    first, last = min(s[0] for s in spans).year, max(s[1] for s in spans).year
    return list(range(first, last + 2))


def _key(h: Holding) -> tuple[str | None, ...]:
    """Return what tells an answer from all others: its short id alone need not."""
    s = h.stance
    return h.id, h.work, s.holder, s.position, s.voice, s.source, s.locator, s.statement


def _kind(kind: str) -> Text:
    kinds = {
        "finding": say("a finding"),
        "assumption": say("an assumption"),
        "attributed": say("credited by another work"),
    }
    return kinds.get(kind, say("an answer"))


def _lead() -> Text:
    return say("Who is on record with which answer, and when did the work come out?")
