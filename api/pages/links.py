"""Links: what a text names leads to the thing."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from ofmkg.graph.characters import writable
from ofmkg.graph.terms import BASE, short
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.links import Places, rank
from ofmkg.pages.messages import Language, Span, language, name, spans_of
from ofmkg.version import __version__

# Within Korean a run without it; at least three words of it are what a coder or a work wrote.
_RUN = re.compile(r"[A-Za-z][^\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]*[\w.!?)%]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_MANY = 3
_ANSWERED = ("/", "/ns", f"/{__version__}")  # though nothing is stated of them
_RECENT = 4096  # texts: what is said of a work stands on many pages


class Links(Places):
    """Knows where the things of a graph stand, and what they are called."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Take rows of the query `things`."""
        listed = sorted(rows, key=lambda row: rank(row["thing"]))
        super().__init__(listed)
        self._labels: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        self._recent = lru_cache(_RECENT)(self._linked)
        for row in listed:
            iri, label = row["thing"], row.get("label", "")
            if "#" in iri and "label" in row:
                self._terms.setdefault(iri, label)
            if label and iri.startswith(BASE) and "#" not in iri:
                self._labels.setdefault("/" + iri.removeprefix(BASE), label)

    def label(self, path: str) -> str:
        """Return the label of what stands at an address, or else its id."""
        return self._labels.get(path, path.rpartition("/")[2])

    def name_of(self, iri: str) -> str:
        """Return what a term of the ontology is called, or else its id."""
        return self._terms.get(iri, short(iri))

    def value(
        self, value: str, label: str | None, there: Callable[[str], bool] = lambda _: True
    ) -> Markup:
        """Return the value of a property: a thing of ours as a link, any other as it is.

        `there` tells of an address of ours (IRI) whether anything stands at it: a table may speak
        of what nobody has imported yet.
        """
        if value.startswith(BASE) and "#" not in value:
            path = "/" + value.removeprefix(BASE)
            shown = label or short(value)
            found = path in self._known or path in _ANSWERED or there(value)
            return self.link(path, shown) if found else marked(shown)
        if value.startswith(("http://", "https://")):
            shown = writable(label or value)
            if value.startswith(BASE):
                return Markup('<a href="/ontology#{}">{}</a>').format(short(value), shown)
            return Markup('<a href="{}" rel="noreferrer">{}</a>').format(writable(value), shown)
        return marked(value)

    def linked(self, text: str) -> Markup:
        """Return a text as HTML with the links that it knows of; nothing in it is markup."""
        return self._recent(str(text), tuple(_whole(text)), language())

    def _linked(self, text: str, spans: tuple[Span, ...], _: Language) -> Markup:
        parts: list[Markup] = []
        done = 0
        for span in spans:
            path = self.path(span.thing)
            if path is None:
                continue
            parts += (marked(text[done : span.start]), self.link(path, text[span.start : span.end]))
            done = span.end
        return Markup("").join((*parts, marked(text[done:])))

    def link(self, path: str, shown: str) -> Markup:
        """Return a link to an address of ours, with the name of what is there if it is another.

        An address in full is shown as the ids of what it is part of and of itself.
        """
        label = writable(name(self.label(path)))
        if shown.startswith(BASE):
            _, *ids = shown.removeprefix(BASE).split("/")
            shown = "/".join((ids[0], ids[-1]) if len(ids) > 1 else ids) or shown
        # joined, not formatted: of all that pages are made of there is most of these
        title = "" if label.lower().startswith(shown.lower()) else f' title="{escape(label)}"'
        return Markup(f'<a href="{escape(path)}"{title}>{marked(shown)}</a>')


def links(graph: KnowledgeGraph) -> Links:
    """Return where the things of a graph stand."""
    return Links(graph.query("things").dicts())


def _whole(text: str) -> list[Span]:
    """Return the spans of a text; a name that goes on in the next line is one link."""
    whole: list[Span] = []
    for span in spans_of(text):
        last = whole[-1] if whole else None
        if last and last.thing == span.thing and not text[last.end : span.start].strip():
            whole[-1] = Span(last.start, span.end, span.thing)
        else:
            whole.append(span)
    return whole


def marked(text: str) -> Markup:
    """Return a text as HTML; on a page in Korean, sentences in English say so."""
    return _marked(str(text), language())


@lru_cache(_RECENT)
def _marked(text: str, spoken: Language) -> Markup:
    text = writable(text)
    if spoken == "en":
        return _lines(text)
    parts: list[Markup] = []
    done = 0
    for run in _RUN.finditer(text):
        if len(_WORD.findall(run[0])) >= _MANY:
            parts += (_lines(text[done : run.start()]), _english(run[0]))
            done = run.end()
    return Markup("").join((*parts, _lines(text[done:])))


def _english(text: str) -> Markup:
    return Markup(f'<span lang="en">{_lines(text)}</span>')


def _lines(text: str) -> Markup:
    return Markup(str(escape(text)).replace("\n", "<br>"))
