"""Finds English on Korean pages: what the program composed, and what does not say that it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from ofmkg.knowledge import KnowledgeGraph

_NO_PROSE = {"code", "pre", "script", "style", "textarea", "option", "title"}  # what bears no mark
_ALONE = {"br", "hr", "img", "input", "link", "meta", "wbr"}
_SHOWN = ("aria-label", "title", "placeholder", "alt")
_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9'’/-]|\.(?=[A-Za-z0-9]))*"
_RUN = re.compile(rf"{_WORD}(?: {_WORD})+")
_COMMAND = "ofmkg "  # what somebody is told to type
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_LITERALS = "SELECT DISTINCT ?text WHERE { { ?s ?p ?text } UNION { GRAPH ?g { ?s ?p ?text } } }"
_NAMES = """SELECT DISTINCT ?text WHERE {
  VALUES ?kind {
    ofm:Publication ofm:Study ofm:ModelRelease prov:Agent prov:Person prov:Organization
  }
  ?s a ?kind ; rdfs:label|dcterms:title|foaf:name ?text }"""


@dataclass(frozen=True, slots=True)
class Run:
    """Some English words in a row; `marked` tells that the page says in which language they are."""

    text: str
    marked: bool


def runs(html: str, words: int) -> Iterator[Run]:
    """Yield where at least so many English words stand in a row on a page, outside of code."""
    reader = _Reader()
    reader.feed(html)
    for text, marked in reader.texts:
        for found in _RUN.findall(" ".join(text.split())):
            if len(_LETTERS.findall(found)) >= words and not found.startswith(_COMMAND):
                yield Run(found, marked)


class Known:
    """Knows what the data say in English, and which of it are names."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        """Take all texts of a graph."""
        self._texts = _pool(row["text"] for row in graph.sparql(_LITERALS).dicts())  # type: ignore[union-attr]
        self._names = _pool(row["text"] for row in graph.sparql(_NAMES).dicts())  # type: ignore[union-attr]

    def says(self, run: str) -> bool:
        """Tell whether words stand in a text of the data."""
        return f" {_plain(run)} " in self._texts

    def names(self, run: str) -> bool:
        """Tell whether words stand in the name of a work, a release, or somebody."""
        return f" {_plain(run)} " in self._names


def _pool(texts: Iterable[str]) -> str:
    return "\n".join(f" {_plain(text)} " for text in texts)


def _plain(text: str) -> str:
    return re.sub("[^a-z0-9]+", " ", text.lower()).strip()


class _Reader(HTMLParser):
    """Collects the texts of a page, and whether they are marked as English."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool, bool]] = []  # tag, whether in English, whether prose
        self.texts: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        english, prose = self._open[-1][1:] if self._open else (False, True)
        english = given["lang"] == "en" if given.get("lang") else english
        self.texts += [(given[each] or "", True) for each in _SHOWN if given.get(each)]
        if tag not in _ALONE:
            self._open.append((tag, english, prose and tag not in _NO_PROSE))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        english, prose = self._open[-1][1:] if self._open else (False, True)
        if prose:
            self.texts.append((data, english))
