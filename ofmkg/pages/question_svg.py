"""The map of a question: its answers, and which works are on record with each, voice by voice."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from rich.cells import cell_len

from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.question.result import Answers
from ofmkg.graph.terms import BASE
from ofmkg.pages.messages import Text, name, number, say, upper_first
from ofmkg.pages.readers import collections
from ofmkg.pages.svg import INK, PAPER, Drawing, Value, lines, origin
from ofmkg.pages.words import Words

_EDGE, _NAMES, _COLUMN, _MARK, _LINE = 20.0, 230.0, 245.0, 4.5, 15.5
_MOST = 12  # works of a cell that are named
_VOICES = ("itself", "another", "inference")
_KINDS = ("finding", "assumption", "attributed")


def to_svg(result: Answers, words: Words, note: str = "") -> str:
    """Return the map as a standalone SVG file.

    `note` names a reading of the data that is not the plain one.
    """
    return _Figure(result, words, note).drawn()


class _Figure:
    def __init__(self, r: Answers, words: Words, note: str) -> None:
        self._r, self._words, self._note = r, words, note
        said = {_key(h): h for group in r.vectors for h in group.answers}
        ours = {_key(h): h for group in r.vectors for h in group.by_inference}
        self._held = [*said.values(), *(h for key, h in ours.items() if key not in said)]
        whole = 2 * _EDGE + _NAMES + _COLUMN * len(_VOICES)
        self._title, self._wide = name(r.question.label), whole - 2 * _EDGE
        self._d = Drawing("ofmkg-question", whole, self._title, f"{_lead()} {self._counted()}")

    def drawn(self) -> str:
        d = self._d
        y = d.text(_EDGE, 38, lines(self._title, self._wide, 20), size=20, bold=True)
        for told in (_lead(), self._counted()):
            y = d.text(_EDGE, y, lines(told, self._wide))
        if self._note:
            y = d.text(_EDGE, y, lines(self._note, self._wide), bold=True)
        y = self._heads(y + 14)
        for each in self._r.positions:
            y = self._row(each.position, each.label, y)
        self._d.rule(_EDGE, y, self._wide)
        for heading, held in self._others():
            known = say("{what}: {who}", what=heading, who="; ".join(held))
            y = d.text(_EDGE, y + 20, lines(known, self._wide, 12), size=12) - 10
        y = self._legend(y + 34)
        for told in (_note(), *collections(self._r.collections)):
            y = d.text(_EDGE, y, lines(told, self._wide, 11), size=11)
        address = f"{BASE}question/{self._r.question.question}"
        source = origin(address)
        return d.finished(d.text(_EDGE, y + 4, [source], size=11) + 4)

    def _counted(self) -> Text:
        works = {h.work for h in self._held if h.stance.position}
        return number(len(works), "{n} work is on record.", "{n} works are on record.")

    def _heads(self, y: float) -> float:
        heads = (say("By their own word"), say("By another's word"), say("By our inference"))
        for n, head in enumerate(heads):
            self._d.text(_EDGE + _NAMES + n * _COLUMN, y + 4, [head], bold=True)
        self._d.text(_EDGE, y + 4, [say("Answer")], bold=True)
        return y + 14

    def _row(self, position: str, label: str, y: float) -> float:
        """Draw an answer with those on record with it; return where the row ends."""
        self._d.rule(_EDGE, y, self._wide)
        d = self._d
        ends = [d.text(_EDGE, y + 20, lines(upper_first(name(label)), _NAMES - 16), bold=True)]
        for n, voice in enumerate(_VOICES):
            held = [
                h for h in self._held if h.stance.position == position and h.stance.voice == voice
            ]
            ends.append(self._cell(held, _EDGE + _NAMES + n * _COLUMN, y + 20))
        return max(ends) - 4

    def _cell(self, held: Sequence[Holding], x: float, y: float) -> float:
        d = self._d
        if not held:
            return d.text(x, y, ["–"], faint=True)
        ordered = sorted(held, key=lambda h: (_KINDS.index(_kind(h)), h.issued or "", h.work))
        for h in ordered[:_MOST]:
            who = self._words.name(h.stance.holder)
            group = d.put("g")
            d.say("title", f"{who}: {_kinds()[_kind(h)]}", group)
            self._mark(_kind(h), x + _MARK, y - 4, group)
            y = d.text(x + 16, y, lines(who, _COLUMN - 26, 12), group, size=12) - 0.7
        if len(ordered) > _MOST:
            more = say("and {n} more", n=len(ordered) - _MOST)
            y = d.text(x + 16, y, [more], size=12)
        return y

    def _mark(self, kind: str, x: float, y: float, group: Element | None = None) -> None:
        style: dict[str, Value] = {"stroke": INK, "fill": INK if kind == "finding" else PAPER}
        if kind == "assumption":
            self._d.put("circle", group, cx=x, cy=y, r=_MARK, **style)
            return
        turned = " rotate(45)" if kind == "attributed" else ""
        place = f"translate({x:g} {y:g}){turned}"
        moved = self._d.put("g", group, transform=place)
        half = _MARK * 0.9
        box: dict[str, Value] = {"x": -half, "y": -half, "width": 2 * half, "height": 2 * half}
        self._d.put("rect", moved, **box, **style)

    def _others(self) -> Iterator[tuple[Text, list[str]]]:
        """Yield who is on record without an answer."""
        for heading, part in (
            (say("Take it up without an answer"), "treatments"),
            (say("On record as not taking it up"), "silences"),
        ):
            found = {
                self._words.name(h.stance.holder): None
                for group in self._r.vectors
                for h in getattr(group, part)
            }
            if found:
                names: list[str] = list(found)
                rest = [say("and {n} more", n=len(names) - 2 * _MOST)]
                yield heading, [*names[: 2 * _MOST], *(rest if len(names) > 2 * _MOST else [])]

    def _legend(self, y: float) -> float:
        x = _EDGE
        for kind, told in _kinds().items():
            self._mark(kind, x + _MARK, y - 4)
            self._d.text(x + 16, y, [told], size=12)
            x += 40 + 6.6 * cell_len(told)
        return y + 22


def _kinds() -> dict[str, Text]:
    return {
        "finding": say("a finding"),
        "assumption": say("an assumption"),
        "attributed": say("credited by another work"),
    }


def _kind(h: Holding) -> str:
    return h.stance.kind if h.stance.kind in _KINDS else "assumption"


def _key(h: Holding) -> tuple[str | None, ...]:
    s = h.stance
    return s.holder, s.position, s.voice, s.kind


def _lead() -> Text:
    return say("Which answers are there, and which works are on record with each?")


def _note() -> Text:
    return say(
        "A work may stand with several answers. What stands in no cell is not on record, which "
        "does not say that nobody holds it."
    )
