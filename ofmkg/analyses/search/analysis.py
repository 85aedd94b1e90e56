"""Search over names, statements and references, in any language that the graph speaks."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ofmkg.analyses.search.entries import Entry, Text, TextRow, entries
from ofmkg.analyses.search.entries import kinds as kinds_of
from ofmkg.analyses.search.index import Hit, Index
from ofmkg.analyses.search.result import Alone, Found, How, Instead, Kind, Results
from ofmkg.errors import UnknownIdError
from ofmkg.graph.asking import Graph
from ofmkg.graph.attribution import SayingRow, said_by
from ofmkg.graph.model import Collection
from ofmkg.graph.once import of_graph
from ofmkg.graph.rows import records
from ofmkg.graph.spelling import Word, asked, finder, folded, shown, spaceless
from ofmkg.graph.terms import did_you_mean, short

MOST = 200  # results that are returned
_HOWS: Sequence[How] = ("whole", "beginning")


class Catalogue:
    """Everything that can be found, in an order that the data give to kinds."""

    def __init__(self, found: Iterable[Entry], kinds: tuple[Kind, ...]) -> None:
        """Index what can be found; `kinds` are those there are."""
        self.kinds = kinds
        self._index = Index(found)

    @property
    def entries(self) -> Sequence[Entry]:
        """Everything that can be found."""
        return self._index.entries

    def search(
        self, words: str, kind: str | None = None, inside: Sequence[Collection] | None = None
    ) -> Results:
        """Return what has all the words, the best first; nothing without words.

        `kind` keeps the things of one class, `inside` those of collections and those of none.
        Raises UnknownIdError for an unknown kind.
        """
        self._check(kind)
        wanted = asked(words)
        places = None if inside is None else frozenset(each.id for each in inside)
        if wanted:
            how, instead, hits = self._matching(wanted, kind, places)
        else:
            every = (Hit(e, 0, 0.0, frozenset()) for e in self._index.entries if kind)
            how, instead, hits = None, (), _kept(every, kind, places)
        exact = {folded(words).strip(), spaceless(folded(words))}
        hits.sort(key=lambda hit: _rank(hit, exact))
        alone = () if hits or not wanted else tuple(self._alone(word) for word in wanted)
        found = tuple(_found(hit, exact) for hit in hits[:MOST])
        return Results(
            words,
            kind,
            None,
            how if hits else None,
            instead,
            len(hits),
            found,
            alone,
            self.kinds,
            (),
        )

    def _check(self, kind: str | None) -> None:
        known = [each.id for each in self.kinds]
        if kind is not None and kind not in known:
            near = tuple(difflib.get_close_matches(kind, known))
            raise UnknownIdError(
                f"There is no kind {kind!r}.{did_you_mean(kind, known)}", suggestions=near
            )

    def _matching(
        self, wanted: Sequence[Word], kind: str | None, places: frozenset[str] | None
    ) -> tuple[How | None, tuple[Instead, ...], list[Hit]]:
        for how in _HOWS:
            if hits := _kept(self._index.find(wanted, how), kind, places):
                return how, (), hits
        instead = [self._instead(word) for word in wanted]
        if not all(each is None or each.by for each in instead) or not any(instead):
            return None, (), []
        spelled = tuple(
            word if each is None else asked(shown(each.by[0]))[0]
            for word, each in zip(wanted, instead, strict=True)
        )
        hits = _kept(self._index.find(spelled), kind, places)
        taken = tuple(each for each in instead if each) if hits else ()
        return "spelling", taken, hits

    def _instead(self, word: Word) -> Instead | None:
        """Return what to look for instead of a word, or None if something has it."""
        if any(self._index.find([word], how) for how in _HOWS):
            return None
        return Instead(shown(word.text), tuple(map(shown, self._index.alike(word)[:1])))

    def _alone(self, word: Word) -> Alone:
        things = next((found for how in _HOWS if (found := self._index.find([word], how))), [])
        near = () if things else self._index.near(word)
        return Alone(shown(word.text), len(things), tuple(map(shown, near)))


@of_graph
def catalogue(graph: Graph) -> Catalogue:
    """Return what can be found in a graph."""
    rows = records(graph.asked("search-texts"), TextRow)
    said = said_by(records(graph.asked("said-by"), SayingRow))
    order = graph.part("search-order").dicts()
    places = {short(row["kind"]): int(row["place"]) for row in order}
    return Catalogue(entries(rows, said, places), kinds_of(rows))


def search(
    graph: Graph, *words: str, kind: str | None = None, collection: str | None = None
) -> Results:
    """Return what has all the words, the best first; without words, the things of a kind.

    `kind` is a class of the ontology; `collection` keeps what belongs to one, and what belongs to
    none, such as a threat. Raises UnknownIdError.
    """
    named = None if collection in (None, "all") else collection
    inside = graph.shown(named) if named else None
    found = catalogue(graph).search(" ".join(words).strip(), kind or None, inside)
    belong = {each for one in found.found for each in one.collections}
    shown_here = tuple(each for each in graph.collections() if each.id in belong)
    return replace(found, collection=inside[0].id if inside else None, shown=shown_here)


def _kept(hits: Iterable[Hit], kind: str | None, places: frozenset[str] | None) -> list[Hit]:
    return [
        hit
        for hit in hits
        if (kind is None or kind in hit.entry.kinds)
        and (places is None or not hit.entry.collections or places & set(hit.entry.collections))
    ]


def _rank(hit: Hit, exact: set[str]) -> tuple[bool, int, str, int, float, str, str]:
    """Put what is called so first, then kinds in their order, names before what is said."""
    e = hit.entry
    return not exact & e.names, e.place, e.group, hit.place, hit.alike, e.label.lower(), e.href


def _found(hit: Hit, exact: set[str]) -> Found:
    e = hit.entry
    best = _best(e, hit.marks)
    return Found(
        e.href,
        e.id,
        bool(exact & e.names),
        e.group,
        e.kinds,
        e.collections,
        e.label,
        best.text if hit.marks else e.label,
        best.role if hit.marks else "label",
        tuple(sorted(hit.marks)),
        e.said,
    )


def _best(entry: Entry, marks: Iterable[str]) -> Text:
    """Return the text that has most of the words, the first of several."""
    each = [found for mark in marks if (found := finder([mark]))]
    return max(entry.texts, key=lambda text: sum(bool(one.search(text.folded)) for one in each))
