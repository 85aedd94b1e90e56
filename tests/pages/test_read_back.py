"""Pages in every format, read back by a reader that others wrote: no text changes on the way."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace

import docx
import html5rdf
import pyoxigraph as ox
import pytest
import rdflib
import rispy
from hostile import HOSTILE
from markdown_it import MarkdownIt
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from ofmkg.analyses.cite import Bibliography, Reference
from ofmkg.bibliography.names import Name
from ofmkg.graph.export import serialize
from ofmkg.pages import csv_text
from ofmkg.pages.blocks import Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.cite_bibtex import to_bibtex
from ofmkg.pages.cite_csl import to_csl
from ofmkg.pages.cite_ris import to_ris
from ofmkg.pages.docx import to_docx
from ofmkg.pages.html import to_html
from ofmkg.pages.latex import to_latex
from ofmkg.pages.markdown import to_markdown

# Names of signs in standard LaTeX that the reader takes for commands that show nothing.
UNKNOWN_TO_THE_READER = {
    "\\textless{}": "<",
    "\\textgreater{}": ">",
    "\\textbar{}": "|",
    "\\textasciicircum{}": "^",
    "{\\char34}": '"',
    "\\textbraceleft{}": "\\{",
    "\\textbraceright{}": "\\}",
}
Words = Callable[[str], list[str]]


def page(text: str) -> Page:
    """Return a page that says a text in each kind of block."""
    return (
        Heading(text, 2),
        Paragraph(text),
        Items((Item(text, (text,)),)),
        Table((text, "second"), ((text, "x"),)),
    )


def in_markdown(text: str) -> list[str]:
    """Return the texts of the blocks of a page, as CommonMark with tables reads them."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for token in reader.parse(to_markdown(page(text))):
        assert token.type not in ("html_block", "code_block", "fence", "hr", "blockquote_open")
        if token.type == "inline":
            allowed = {"text", "text_special", "softbreak", "hardbreak", "html_inline"}
            assert {each.type for each in token.children or ()} <= allowed, token.content
            found.append(
                "".join(
                    "\n" if each.type.endswith("break") or each.content == "<br>" else each.content
                    for each in token.children or ()
                )
            )
    return found


def in_html(text: str) -> list[str]:
    """Return the texts of a page as a browser would find them."""
    root = html5rdf.parse(to_html(page(text)), namespaceHTMLElements=False)
    body = root.find("body")
    assert body is not None
    assert not list(body.iter("script"))
    kinds = {"h1", "h2", "h3", "p", "li", "td", "th"}
    return ["".join(_own(each)) for each in body.iter() if each.tag in kinds]


def _own(element: object) -> list[str]:
    found = [element.text or ""]  # type: ignore[attr-defined]
    for child in element:  # type: ignore[attr-defined]
        if child.tag in ("ul", "ol"):
            continue
        found += ["\n"] if child.tag == "br" else _own(child)
        found.append(child.tail or "")
    return found


def in_word(text: str) -> list[str]:
    """Return the texts of a page as a reader of Word documents finds them."""
    read = docx.Document(io.BytesIO(to_docx(page(text))))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return [each.text for each in read.paragraphs if each.text] + cells


def in_latex(source: str) -> str:
    """Return what a piece of LaTeX shows."""
    for macro, sign in UNKNOWN_TO_THE_READER.items():
        source = source.replace(macro, sign)
    reader = LatexNodes2Text(strict_latex_spaces=True, keep_comments=True)
    return str(reader.latex_to_text(source))


def plain(text: str) -> str:
    """Return a text with one blank for any space in it."""
    return " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("read", [in_markdown, in_html, in_word])
def test_each_block_says_the_text(read: Words, text: str) -> None:
    expected = [plain(text)] * 5
    found = [plain(each) for each in read(text)]
    assert [each for each in found if each not in ("second", "x", "")] == [*expected, plain(text)]


@pytest.mark.parametrize("text", HOSTILE)
def test_latex_says_the_text(text: str) -> None:
    body = to_latex((Paragraph(text),)).partition("{this-file}\\end{document}\n")[2]
    if text.startswith("https://"):  # an address stands as it is, in a command of its own
        assert f"\\url{{{text}}}" in body
        return
    read = in_latex(body.replace("\\end{document}", ""))
    assert re.sub(r"\s", "", read) == re.sub(r"\s", "", text)


def test_csv_says_the_text() -> None:
    written = csv_text.to_csv([[text, "x"] for text in HOSTILE])
    read = [row[0] for row in csv.reader(io.StringIO(written, newline=""))]
    assert [each.removeprefix("'") for each in read] == [each.removeprefix("'") for each in HOSTILE]


REFERENCE = Reference(
    id="one-2023",
    label="One 2023",
    title="",
    authors=(Name("One", "A."),),
    and_others=False,
    issued="2023-05-31",
    csl="article-journal",
    bibtex="article",
    ris="JOUR",
    venue="A venue",
    doi=None,
    arxiv=None,
    url="https://example.org/a_b",
    source="judge-2024",
    locator="References",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_references_say_the_text(text: str) -> None:
    given = Bibliography((replace(REFERENCE, title=text, venue=text),))
    (entry,) = parse_string(to_bibtex(given), "bibtex").entries.values()
    for field in ("title", "journal"):
        assert re.sub(r"\s", "", in_latex(entry.fields[field])) == re.sub(r"\s", "", text)
    (record,) = rispy.loads(to_ris(given))
    assert {plain(record.get("title", record.get("primary_title"))), plain(text)} == {plain(text)}
    (item,) = json.loads(to_csl(given))
    assert plain(item["title"]) == plain(text)


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "owl", "jsonld"])
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_rdf_says_the_text(form: str) -> None:
    note = ox.NamedNode("https://w3id.org/ofmkg/ns#note")
    quads = [
        ox.Quad(
            ox.NamedNode(f"https://w3id.org/ofmkg/claim/{n}"), note, ox.Literal(text, language="en")
        )
        for n, text in enumerate(HOSTILE)
    ]
    names = {"owl": "xml", "jsonld": "json-ld"}
    read = rdflib.Dataset(default_union=True)
    read.parse(data=serialize(quads, form).decode(), format=names.get(form, form))
    found = {str(s): o for s, _, o in read.triples((None, rdflib.URIRef(note.value), None))}
    assert found == {
        f"https://w3id.org/ofmkg/claim/{n}": rdflib.Literal(text, lang="en")
        for n, text in enumerate(HOSTILE)
    }
