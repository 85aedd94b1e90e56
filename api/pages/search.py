"""Search over labels, statements and references, in any language that the graph speaks.

Every word asked for has to stand at the beginning of a word of the thing's texts, or, in writing
without spaces between words such as Korean compounds, anywhere in them. Case and accents do not
count. What has the words in its label comes before what says them, and that before references.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from ofmkg.errors import UnknownIdError
from ofmkg.graph.attribution import Said, SayingRow, said_by
from ofmkg.graph.characters import writable
from ofmkg.graph.rows import records
from ofmkg.graph.terms import BASE, did_you_mean, short
from ofmkg.knowledge import KnowledgeGraph

from ..keeping import of_graph

_ROLES = ("label", "statement", "reference")
_AROUND = 80  # characters of a text on either side of what was found
MOST = 200  # results that are returned


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of things, with its labels and how many of them can be found."""

    id: str
    label: str
    korean: str
    things: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with its texts by role, as they are and as they are compared."""

    href: str
    id: str
    kinds: tuple[str, ...]
    collections: tuple[str, ...]
    label: str
    said: Said | None
    texts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found: where it stands, its label, and the text that has the words.

    `collections` are those that a study belongs to, or that a claim or disagreement is of; `said`
    tells who says what a thing states, in whose reading.
    """

    href: str
    id: str
    kinds: tuple[str, ...]
    collections: tuple[str, ...]
    label: str
    text: str
    said: Said | None


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for some words, out of `total`; all kinds there are."""

    words: str
    kind: str | None
    total: int
    found: tuple[Found, ...]
    kinds: tuple[Kind, ...]


class Index:
    """Everything that can be found."""

    def __init__(
        self, rows: Iterable[Mapping[str, str]], said: Mapping[str, Said] | None = None
    ) -> None:
        """Take rows of the query `search-texts`, and who says what things state, by IRI."""
        grouped: dict[str, list[Mapping[str, str]]] = {}
        names: dict[str, tuple[str, str]] = {}
        things: dict[str, set[str]] = {}
        for row in rows:
            kind = short(row["kind"])
            label = row.get("kindLabel", kind)
            names[kind] = (label, row.get("kindLabelKo", label))
            things.setdefault(kind, set()).add(row["thing"])
            grouped.setdefault(row["thing"], []).append(row)
        by = said or {}
        self._entries = [_entry(iri, group, by.get(iri)) for iri, group in grouped.items()]
        self.kinds = tuple(Kind(kind, *names[kind], len(things[kind])) for kind in sorted(things))

    def search(self, words: str, kind: str | None = None) -> Results:
        """Return what has all the words, the best first; nothing without words.

        `kind` keeps the things of one class. Raises UnknownIdError for an unknown kind.
        """
        known = [each.id for each in self.kinds]
        if kind is not None and kind not in known:
            near = tuple(difflib.get_close_matches(kind, known))
            raise UnknownIdError(
                f"There is no kind {kind!r}.{did_you_mean(kind, known)}", suggestions=near
            )
        wanted = folded(words).split()
        inside = [e for e in self._entries if kind is None or kind in e.kinds]
        if not wanted:
            hits = [(0, e, e.label) for e in inside] if kind else []
        else:
            hits = [(rank, e, text) for e in inside for rank, text in _best(e, wanted)]
        hits.sort(key=lambda hit: (hit[0], hit[1].label.lower(), hit[1].href))
        found = tuple(
            Found(e.href, e.id, e.kinds, e.collections, e.label, text, e.said)
            for _, e, text in hits[:MOST]
        )
        return Results(words, kind, len(hits), found, self.kinds)


@of_graph
def index(graph: KnowledgeGraph) -> Index:
    """Return the index of a graph."""
    return Index(
        graph.query("search-texts").dicts(), said_by(records(graph.query("said-by"), SayingRow))
    )


def folded(text: str) -> str:
    """Return a text as it is compared: without case and accents, composed."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in plain if not 0x300 <= ord(c) <= 0x36F)  # Latin accents alone
    return unicodedata.normalize("NFC", bare).casefold()


def marked(text: str, words: str) -> Markup:
    """Return the part of a text around the first of the words, with the words marked."""
    wanted = [re.escape(word) for word in folded(words).split()]
    plain = writable(text)
    if not wanted or len(folded(plain)) != len(plain):  # marks would not fit
        return escape(plain[: 2 * _AROUND])
    pattern = re.compile("|".join(wanted))
    first = pattern.search(folded(plain))
    start = max(0, first.start() - _AROUND) if first else 0
    part = plain[start : start + 3 * _AROUND]
    pieces, done = ["…" if start else ""], 0
    for match in pattern.finditer(folded(part)):
        pieces.append(str(escape(part[done : match.start()])))
        pieces.append(str(Markup("<mark>{}</mark>").format(part[match.start() : match.end()])))
        done = match.end()
    pieces.append(str(escape(part[done:])) + ("…" if start + len(part) < len(plain) else ""))
    return Markup("".join(pieces))


def _entry(iri: str, rows: list[Mapping[str, str]], said: Said | None) -> Entry:
    texts = dict.fromkeys((row["role"], row["text"]) for row in rows)
    ordered = sorted(texts, key=lambda each: _ROLES.index(each[0]))
    label = next((text for role, text in ordered if role == "label" and text.isascii()), None)
    return Entry(
        "/" + iri.removeprefix(BASE),
        short(iri),
        tuple(sorted({short(row["kind"]) for row in rows})),
        tuple(sorted({short(row["collection"]) for row in rows if "collection" in row})),
        label or ordered[0][1],
        said,
        tuple((role, text, f" {folded(text)}") for role, text in ordered),
    )


def _best(entry: Entry, wanted: list[str]) -> Iterable[tuple[int, str]]:
    """Yield the rank of a thing that has all the words, with the text that shows it best."""
    if wanted == [entry.id]:
        yield 0, entry.label
        return
    everything = " ".join([entry.id, *(text for _, _, text in entry.texts)])
    if not all(_has(everything, word) for word in wanted):
        return
    for rank, role in enumerate(_ROLES, 1):
        for own, text, compared in entry.texts:
            if own == role and all(_has(compared, word) for word in wanted):
                yield rank, text
                return
    yield len(_ROLES) + 1, entry.texts[0][1]


def _has(text: str, word: str) -> bool:
    """Tell whether a word begins a word of a text, or stands in it if it is not Latin."""
    if not word.isascii():
        return word in text
    at = text.find(word)
    while at != -1:
        if at == 0 or not text[at - 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False
