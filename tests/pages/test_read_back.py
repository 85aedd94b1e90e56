"""Pages in every format, read back by a reader that others wrote: no text changes on the way."""

import csv
import io
import re
from collections.abc import Callable

import docx
import html5rdf
import pytest
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text

from ofmkg.pages import csv_text
from ofmkg.pages.blocks import Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.docx import to_docx
from ofmkg.pages.html import to_html
from ofmkg.pages.latex import to_latex
from ofmkg.pages.markdown import to_markdown

HOSTILE = (
    "# no heading",
    "1. no list",
    "2) nor this",
    "- nor a point",
    "+ nor this",
    "> no quotation",
    "--- ---",
    "===",
    "~~~ no code",
    "~~struck~~",
    "``` `a` ``",
    "*a* _b_ **c** __d__ \\* \\",
    "[a](b) ![c](d) [e]: f <g> <!-- h -->",
    "&amp; &#35; & \\& %",
    "a|b||c",
    "{a} }{ $x$ \\end{document} ~ ^ #1",
    "https://example.org/a_b_c?d=e&f=g",
    "me@example.org",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\u202eevil\u202c",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\ud55c\uae00 \u4e2d\u6587",
    "x" * 500,
    "\"quoted\" 'single' `back`",
    "a -- b --- c ... << >>",
    "!important",
    "    four blanks",
    "a\nb",
    "a\n# b\n- c\n1. d",
    "a\n---",
    "a\n===",
    "a\n\nb",
    "ends with two blanks  \nb",
    "<script>alert(1)</script>",
    "=1+1",
)
# Names of signs in standard LaTeX that the reader takes for commands that show nothing.
UNKNOWN_TO_THE_READER = {
    "\\textless{}": "<",
    "\\textgreater{}": ">",
    "\\textbar{}": "|",
    "\\textasciicircum{}": "^",
    "{\\char34}": '"',
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
    for macro, sign in UNKNOWN_TO_THE_READER.items():
        body = body.replace(macro, sign)
    read = LatexNodes2Text(strict_latex_spaces=True, keep_comments=True).latex_to_text(
        body.replace("\\end{document}", "")
    )
    assert re.sub(r"\s", "", read) == re.sub(r"\s", "", text)


def test_csv_says_the_text() -> None:
    written = csv_text.to_csv([[text, "x"] for text in HOSTILE])
    read = [row[0] for row in csv.reader(io.StringIO(written, newline=""))]
    assert [each.removeprefix("'") for each in read] == [each.removeprefix("'") for each in HOSTILE]
