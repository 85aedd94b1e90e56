"""The page on the ontology, from the entries of its terms, a template and the class diagram."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from diagram import PAGE, Diagram, arrows
from entries import Link, Term, entries, grouped, link, links
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from vocabulary import HERE, ask, local

from ofmkg.graph.terms import ONTOLOGY

_TEMPLATES = HERE / "templates"


@dataclass(frozen=True, slots=True)
class Theme:
    """Classes that belong together."""

    anchor: str
    label: str
    label_ko: str
    definition: str
    classes: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A class whose members the ontology itself names, and these with their identifiers."""

    term: Term
    values: tuple[tuple[Term, str], ...]


def html(picture: str, drawn: Diagram) -> str:
    """Return the page, with the class diagram in it."""
    terms = entries()
    own = {iri: term for iri, term in terms.items() if term.home == ONTOLOGY}
    lists = _lists(own)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    text = environment.get_template("ontology.html").render(
        iri=ONTOLOGY,
        header=_header(),
        style=Markup((_TEMPLATES / "ontology.css").read_text(encoding="utf-8")),
        picture=Markup(_inline(picture)),
        arrows=[
            (link(each.subject), link(each.name), link(each.object), each.inferred)
            for each in sorted(arrows(drawn))
        ],
        themes=_themes(own, {each.term.iri for each in lists}),
        lists=lists,
        kinds=grouped_terms(own.values()),
        disjoint=_disjoint(),
        borrowed=[term for term in terms.values() if term.home != ONTOLOGY],
        letters=[
            (letter, list(group))
            for letter, group in groupby(own.values(), key=lambda term: term.name[0].upper())
        ],
    )
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def grouped_terms(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Return terms by their kind."""
    kinds: dict[str, list[Term]] = {}
    for term in terms:
        kinds.setdefault(term.kind, []).append(term)
    return kinds


def _header() -> dict[str, str | list[str] | list[Link]]:
    """Return what the ontology says about itself, under plain names."""
    found = grouped(ask("header"), "property")
    said = {local(iri): rows for iri, rows in found.items()}

    def every(name: str) -> list[str]:
        return [row["value"] for row in said.get(name, ())]

    def one(name: str, language: str = "") -> str:
        rows = said.get(name, ())
        return next((row["value"] for row in rows if row.get("language", "") == language), "")

    return {
        "title": one("dcterms:title", "en"),
        "title_ko": one("dcterms:title", "ko"),
        "description": one("dcterms:description", "en"),
        "version": one("owl:versionInfo"),
        "version_iri": one("owl:versionIRI"),
        "license": one("dcterms:license"),
        "creators": every("dcterms:creator"),
        "created": one("dcterms:created"),
        "modified": one("dcterms:modified"),
        "sources": [link(iri) for iri in every("dcterms:source")],
        "prefix": one("vann:preferredNamespacePrefix"),
        "namespace": one("vann:preferredNamespaceUri"),
        "imports": every("owl:imports"),
    }


def _lists(own: Mapping[str, Term]) -> list[ClosedList]:
    return [
        ClosedList(
            own[name],
            tuple((own[row["value"]], row.get("identifier", "")) for row in rows),
        )
        for name, rows in sorted(grouped(ask("lists"), "list").items())
    ]


def _themes(own: Mapping[str, Term], lists: set[str]) -> list[Theme]:
    """Return the themes; classes that belong to none come at the end."""
    left = {iri: t for iri, t in own.items() if t.kind == "class" and iri not in lists}
    themes = []
    for rows in grouped(ask("themes"), "theme").values():
        first = rows[0]
        classes = tuple(left.pop(row["class"]) for row in rows)
        name = local(first["theme"]).replace("/", "-")
        themes.append(Theme(name, first["label"], first["labelKo"], first["definition"], classes))
    if left:
        themes.append(Theme("theme-none", "Other classes", "그 밖의 클래스", "", (*left.values(),)))
    return themes


def _disjoint() -> list[tuple[Link, ...]]:
    """Return the groups of classes of which no two share a member, the largest first."""
    groups = grouped(ask("disjoint"), "axiom").values()
    return sorted((links(row["class"] for row in rows) for rows in groups), key=len, reverse=True)


def _inline(picture: str) -> str:
    """Return a picture as it stands in the page: links stay on it, the mark of origin goes."""
    return picture.split("-->\n", 1)[-1].replace(f'href="{PAGE}#', 'href="#')
