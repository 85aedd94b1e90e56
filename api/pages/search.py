"""What the page of a search shows beside the result: words marked in texts, and what there is."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from ofmkg.analyses.search.result import Found, Results
from ofmkg.graph.characters import writable
from ofmkg.graph.spelling import finder, folded
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages import search as written

_AROUND = 80  # characters of a text on either side of what was found
_OFFERED = ("MisuseVector", "Question")  # what a page lists that found nothing


def added(result: Results, graph: KnowledgeGraph) -> Mapping[str, object]:
    """Return what the template needs of a result."""
    empty = bool(result.words) and not result.total
    return {
        "groups": written.groups(result),
        "told": written.told(result),
        "alone": [(each, written.alone(each)) for each in result.alone],
        "names": {each.id: each for each in result.kinds},
        "offered": [(kind, _all(graph, kind)) for kind in _OFFERED] if empty else (),
        "marked": marked,
    }


def marked(text: str, marks: Iterable[str]) -> Markup:
    """Return the part of a text around the first of the words found, with the words marked."""
    words = finder(marks)
    plain = writable(text)
    if words is None or len(folded(plain)) != len(plain):  # marks would not fit
        return escape(plain[: 2 * _AROUND])
    first = words.search(folded(plain))
    start = max(0, first.start() - _AROUND) if first else 0
    part = plain[start : start + 3 * _AROUND]
    pieces, done = ["…" if start else ""], 0
    for match in words.finditer(folded(part)):
        pieces.append(str(escape(part[done : match.start()])))
        pieces.append(str(Markup("<mark>{}</mark>").format(part[match.start() : match.end()])))
        done = match.end()
    pieces.append(str(escape(part[done:])) + ("…" if start + len(part) < len(plain) else ""))
    return Markup("".join(pieces))


def _all(graph: KnowledgeGraph, kind: str) -> tuple[Found, ...]:
    return graph.search(kind=kind).found
