"""Pages as HTML: templates, the frame around them, and what every page needs to know."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request

from ofmkg.graph import readers
from ofmkg.graph.characters import writable
from ofmkg.graph.model import Collection
from ofmkg.graph.once import of_graph
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import BASE, short
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.attribution import sayer
from ofmkg.pages.cells import phrased
from ofmkg.pages.columns import mark
from ofmkg.pages.compare_answers import answer as brief_answer
from ofmkg.pages.compare_classes import caption
from ofmkg.pages.messages import LANGUAGES, ident, lower_first, name, speaking, split_lines
from ofmkg.pages.opening import Opening
from ofmkg.pages.rendering import what_if
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.signs import sign
from ofmkg.pages.stances import no_answer
from ofmkg.pages.translations import translations
from ofmkg.pages.words import Words
from ofmkg.pages.words import words as words_of
from ofmkg.version import __version__

from ..problems import Problem
from .criteria import outcomes
from .glossary import Explained, glossary
from .home import answered
from .languages import NAMES, language, words
from .links import Links, links, marked
from .menu import MENU
from .options import options
from .portions import Portions, anchored, leading, portions, sections

HERE = Path(__file__).parent
STATIC = HERE / "static"
_TAG = re.compile(r"<[^>]*>")  # our pages escape every such sign within a tag
_WHOLE = ("compare.html", "columns.html")  # templates that show no sections


@dataclass(frozen=True)
class Site:
    """What pages need of a graph: where things stand, words, and evidence up to which date.

    `read_by` says who read the works, persons or software.

    `collections` are those with studies, `others` of them (id, label) stand beside the default one.

    `outcomes` are label and definition of each outcome, those of the scale first.

    `glossary` explains, by language, the words that a reader meets first.

    `cited` and `dataset` tell whether the graph holds the paper, and the description of the data,
    that every page leads to.

    `translations` are names of things by language and English name; one that things share under
    different names is left out.
    """

    links: Links
    words: Words
    cutoff: str | None
    framework: str
    others: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    translations: Mapping[str, Mapping[str, str]]
    read_by: tuple[str, ...]
    collections: tuple[Collection, ...]
    glossary: Mapping[str, tuple[Explained, ...]]
    cited: bool
    dataset: bool


@of_graph
def site(graph: KnowledgeGraph) -> Site:
    """Return what pages need of a graph."""
    collections = graph.collections()
    cutoff = next((c.cutoff for c in collections if c.is_default), None)
    used = {short(row["collection"]) for row in graph.query("studies").dicts()}
    return Site(
        links(graph),
        words_of(graph),
        cutoff,
        graph.frame().label,
        tuple((c.id, c.label) for c in collections if c.id in used and not c.is_default),
        outcomes(graph),
        translations(graph),
        tuple(readers.read_by(collections)),
        tuple(c for c in collections if c.id in used),
        {each: glossary(graph, each) for each in LANGUAGES},
        graph.has(f"{BASE}publication/kapoor-2024"),
        graph.has(f"{BASE}dataset"),
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        version=__version__,
        static=static,
        told=told,
        about=about,
        noted=noted,
        ident=ident,
        sayer=sayer,
        phrased=phrased,
        no_answer=no_answer,
        caption=caption,
        mark=mark,
        sign=sign,
        brief_answer=brief_answer,
        answered=answered,
    )
    made.filters.update(
        anchored=anchored,
        called=name,
        sections=sections,
        leading=leading,
        lines=split_lines,
        lower_first=lower_first,
        marked=marked,
        options=options,
        plain=plain,
        short=short,
    )
    return made


def plain(page: str) -> str:
    """Return the words of a page without its tags, in the time that its length takes."""
    return unescape(" ".join(_TAG.sub("", page).split()))


def template_of(name: str) -> str:
    """Return the template of an analysis: its own, if there is one of its name."""
    own = f"{name}.html"
    return own if (HERE / "templates" / own).is_file() else "document.html"


def divided(name: str) -> bool:
    """Return whether the page of an analysis stands on several, if it is long."""
    return template_of(name) not in _WHOLE


def static(name: str) -> str:
    """Return the address of a file of ours, which changes with its content."""
    return f"/static/{name}?v={fingerprint(name)}"


@lru_cache(maxsize=64)
def fingerprint(name: str) -> str:
    """Return what changes with the content of a file of ours."""
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _address(path: str, query: str) -> str:
    """Return the lasting address of what stands at a path, whoever serves it."""
    return f"{BASE}{path.lstrip('/')}{_asking(query)}"


def _asking(query: str) -> str:
    return f"?{query}" if query else ""


def _split(template: str, context: Mapping[str, object]) -> Portions:
    """Return what of a document stands on which page."""
    document, opening = context.get("document"), context.get("opening")
    if not isinstance(document, tuple) or template in _WHOLE:
        return Portions()
    return portions(anchored(document), opening if isinstance(opening, Opening) else None)


def _number(request: Request, split: Portions) -> int:
    """Return which page is asked for. Raises Problem 404 if there is none of the number."""
    number = int(request.query_params.get("page", "1"))
    if number > split.last:
        raise Problem(
            404,
            "not-found",
            "There is no such page",
            f"There is no page {number} here; the last is {split.last}.",
        )
    return number


def page(
    request: Request,
    template: str,
    graph: KnowledgeGraph,
    *,
    title: str,
    reading: Scenario | None = None,
    loaded: datetime | None = None,
    formats: Mapping[str, str] | None = None,
    **context: object,
) -> str:
    """Return a page: a template with its frame.

    `formats` are suffixes of this address by what they are called; `loaded` is when the data were
    read. Templates get `_` (the words of the interface), `named` (names of things and
    headings in the reader's language), `linked` (a text with links), `words`, and `there` (whether
    anything is stated of an IRI).
    """
    known = site(graph)
    chosen = language(request)
    found = words(chosen)
    names = known.translations.get(chosen, {})
    asked = request.query_params.multi_items()
    query, bare = (
        urlencode(those) for those in (asked, [each for each in asked if each[0] != "page"])
    )
    split = _split(template, context)
    number = _number(request, split) if template != "problem.html" else 1

    def at(number: int) -> str:
        """Return the address of a further page of this one, or of the first."""
        further = f"page={number}" if number > 1 else ""
        return request.url.path + _asking("&".join(filter(None, (bare, further))))

    def say(text: str, **values: object) -> str | Markup:
        told = found.get(text, text)
        return Markup(told).format(**values) if values else told

    def named(text: str) -> str:
        """Return the name of a thing, or a heading of an analysis, in the language of the page."""
        return names.get(text) or found.get(text, text)

    with speaking(chosen, names, in_browser=True):
        made = (
            _environment()
            .get_template(template)
            .render(
                **{"result": None, "tabs": (), "opening": None, "citable": False, **context},
                _=say,
                title=title,
                language=chosen,
                foreign=Markup("") if chosen == "en" else Markup(' lang="en"'),
                languages=[(each, NAMES[each]) for each in LANGUAGES],
                menu=MENU,
                path=request.url.path,
                here=request.url.path + _asking(query),
                query=_asking(bare),
                number=number,
                split=split,
                at=at,
                formats=formats or {},
                address=_address(request.url.path, query),
                picture=_address(f"{request.url.path}.png", bare),
                figure_address=_address(f"{request.url.path}.svg", bare),
                what_if=what_if(reading) if reading and not reading.is_plain else "",
                loaded=loaded.date().isoformat() if loaded else "",
                site=known,
                links=known.links,
                linked=known.links.linked,
                there=graph.has,
                named=named,
                words=known.words,
                cutoff=known.cutoff,
            )
        )
    return writable(made)  # foreign data may hold what HTML cannot
