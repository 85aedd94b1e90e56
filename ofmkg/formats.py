"""The formats that anything is written in: one table for the terminal, the service and files."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the name that `--format` and `format=` know it by.

    `kind` is what people call it, `endings` are those of files that hold it, and `suffix` is what
    an address ends in that asks for it. `writer` names the function that writes a page in it, where
    a page can be; what else can be written in a format says itself by what.
    """

    name: str
    kind: str
    media_type: str
    endings: tuple[str, ...] = ()
    suffix: str | None = None
    writer: str | None = None


JSON = "application/json"
TEXT = "a text"

# In the order in which help lists them.
_ALL = (
    Format("text", TEXT, "text/plain", writer="ofmkg.pages.text:to_text"),
    Format("csv", "CSV", "text/csv", (".csv",), ".csv"),
    Format("tsv", "CSV", "text/tab-separated-values", (".tsv",), ".tsv"),
    Format("json", "JSON", JSON, (".json",), ".json"),
    Format("md", TEXT, "text/markdown", (".md",), ".md", "ofmkg.pages.markdown:to_markdown"),
    Format("latex", TEXT, "application/x-latex", (".tex",), ".tex", "ofmkg.pages.latex:to_latex"),
    Format("html", TEXT, "text/html", (".html", ".htm"), ".html", "ofmkg.pages.html:to_html"),
    Format(
        "docx",
        "a Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        ".docx",
        "ofmkg.pages.docx:to_docx",
    ),
    Format("svg", "a drawing (SVG)", "image/svg+xml", (".svg",), ".svg"),
    Format("png", "a picture (PNG)", "image/png", (".png",), ".png"),
    Format("pdf", "PDF", "application/pdf", (".pdf",), ".pdf"),
    Format("bibtex", "BibTeX", "application/x-bibtex", (".bib",)),
    Format("ris", "RIS", "application/x-research-info-systems", (".ris",)),
    Format("csl", "JSON", "application/vnd.citationstyles.csl+json"),
    Format("graphml", "GraphML", "application/graphml+xml", (".graphml", ".xml")),
    Format("gexf", "GEXF", "application/gexf+xml", (".gexf", ".xml")),
    Format("dot", "DOT", "text/vnd.graphviz", (".dot", ".gv")),
    Format("argdown", "Argdown", "text/x-argdown", (".argdown", ".ad")),
    Format("aif", "JSON", "application/ld+json", (".json",)),
    Format("aifdb", "JSON", JSON, (".json",)),
    Format("va_spec", "JSON", JSON, (".json",)),
    Format("yaml", "YAML", "application/yaml", (".yaml", ".yml")),
    Format("owl", "RDF/XML", "application/rdf+xml", (".owl", ".rdf", ".xml"), ".rdf"),
    Format("turtle", "Turtle", "text/turtle", (".ttl",), ".ttl"),
    Format("trig", "TriG", "application/trig", (".trig",)),
    Format("ntriples", "N-Triples", "application/n-triples", (".nt",), ".nt"),
    Format("nquads", "N-Quads", "application/n-quads", (".nq",)),
    Format("jsonld", "JSON-LD", "application/ld+json", (".jsonld", ".json"), ".jsonld"),
)
FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
DRAWN = ("svg", "png", "pdf")  # what every figure can be written in
PAGES = tuple(each.name for each in _ALL if each.writer)  # what every page can be written in


def media_type(name: str) -> str:
    """Return the media type of a format."""
    return FORMATS[name].media_type


def in_order(names: set[str]) -> list[str]:
    """Return the names of formats in the order in which they are listed."""
    return [name for name in FORMATS if name in names]
