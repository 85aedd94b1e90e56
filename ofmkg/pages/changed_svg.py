"""What came between two dates as a picture: threats by steps, what was covered and what is now."""

from collections.abc import Iterator

from ofmkg.analyses.changed.analysis import Changed, Filled
from ofmkg.graph.terms import BASE
from ofmkg.pages.changed import by_work, cell, disagreements, notes, summed, title
from ofmkg.pages.messages import name, say, upper_first
from ofmkg.pages.svg import FAINT, Drawing, lines, origin
from ofmkg.pages.svg_states import StatePatterns
from ofmkg.pages.words import Words

_EDGE, _NAMES, _COLUMN, _ROW, _SIGN = 20.0, 220.0, 122.0, 50.0, 16.0


def to_svg(result: Changed, words: Words, note: str = "") -> str:
    """Return what came as a standalone SVG file.

    `note` names a reading of the data that is not the plain one.
    """
    steps = result.framework.steps
    whole = 2 * _EDGE + _NAMES + _COLUMN * len(steps)
    d = Drawing("ofmkg-changed", whole, title(result), summed(result))
    states = StatePatterns(d)
    wide = whole - 2 * _EDGE
    y = d.text(_EDGE, 38, lines(title(result), wide, 20), size=20, bold=True)
    y = d.text(_EDGE, y, lines(summed(result), wide))
    if note:
        y = d.text(_EDGE, y, lines(note, wide), bold=True)
    if result.cells:
        y = _table(d, states, result, words, y + 16)
        y = d.text(_EDGE, y + 10, lines(_legend(), wide, 12), size=12)
    told = list(disagreements(result, words))
    if told:
        y = d.text(_EDGE, y + 14, [say("Disagreements")], size=15, bold=True)
        for each in told:
            y = d.text(_EDGE, y, lines(each, wide, 12), size=12)
    y += 10
    for each in notes(result):
        y = d.text(_EDGE, y, lines(each, wide, 11), size=11)
    query = f"since={result.since}" + (f"&until={result.until}" if result.until else "")
    source = origin(f"{BASE}changed?{query}")
    return d.finished(d.text(_EDGE, y + 4, [source], size=11) + 4)


def _table(d: Drawing, states: StatePatterns, r: Changed, words: Words, top: float) -> float:
    steps = r.framework.steps
    heads = [lines(upper_first(name(step.short_label)), _COLUMN - 14) for step in steps]
    deepest = max(len(head) for head in heads)
    for n, head in enumerate(heads):
        x = _EDGE + _NAMES + n * _COLUMN
        d.text(x, top + 4 + (deepest - len(head)) * 17.5, head, bold=True)
    y = top + deepest * 17.5 - 6
    by = {(each.vector, each.step): each for each in r.cells}
    for vector, label in _vectors(r):
        d.put("path", d=f"M{_EDGE:g} {y:g} h{_NAMES + _COLUMN * len(steps):g}", stroke=FAINT)
        low = d.text(_EDGE, y + 20, lines(upper_first(name(label)), _NAMES - 14), bold=True)
        ends = [low]
        for n, step in enumerate(steps):
            found = by.get((vector, step.step))
            x = _EDGE + _NAMES + n * _COLUMN
            if found is None:
                d.text(x, y + 20, [say("as before")], size=11, faint=True)
                continue
            ends.append(_cell(d, states, found, r, words, x, y))
        y = max(max(ends), y + _ROW)
    return y


def _cell(
    d: Drawing, states: StatePatterns, each: Filled, r: Changed, words: Words, x: float, y: float
) -> float:
    group = d.put("g")
    d.say("title", cell(each, r, words), group)
    states.swatch(each.was or "skipped", group, x, y + 8, _SIGN)
    arrow = f"M{x + _SIGN + 5:g} {y + 16:g} h12 m-4 -4 l4 4 l-4 4"
    d.put("path", group, d=arrow, fill="none", stroke=FAINT, stroke_width=1.5)
    states.swatch(each.becomes, group, x + _SIGN + 22, y + 8, _SIGN)
    becomes = lines(words.states[each.becomes].label, _COLUMN - 10)
    low = d.text(x, y + 8 + _SIGN + 15, becomes, group, bold=True)
    studies = [study for study, _ in each.studies]
    more = len(studies) - 1
    first = [*lines(by_work(studies[0], r), _COLUMN - 8, 10.5)]
    low = d.text(x, low - 2, first, group, size=10.5)
    if more:
        low = d.text(x, low, [say("and {n} more", n=more)], group, size=10.5)
    return low


def _vectors(r: Changed) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys((each.vector, each.label) for each in r.cells)


def _legend() -> str:
    return say(
        "Left the most that earlier studies on record do (empty: none addresses the step, not even "
        "in part), right what a study does that came out since; named is the first of them."
    )
