"""Documents as LaTeX and HTML: nothing in a text is taken for markup, and the structure is kept."""

import re
import string
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import ofmkg
from ofmkg.errors import UsageError
from ofmkg.graph.characters import writable
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.blocks import Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.compare import document as comparison_document
from ofmkg.pages.html import to_html
from ofmkg.pages.latex import breakable, escaped, to_latex
from ofmkg.pages.matrix import document as matrix_document
from ofmkg.pages.rendering import noted, render
from ofmkg.pages.words import Words

DOCUMENT: Page = (
    Heading("Costs & <gains>", 1),
    Heading("Part_1", 2),
    Paragraph("100% of $5"),
    Items((Item("[a]", ("b #1", "b #2")), Item("c"))),
    Table(("Name", "Said"), (("x & y", "one\n[two]"), ("z", "")), (10, 30)),
)

# LaTeX


def test_latex_of_a_whole_document() -> None:
    body = to_latex(DOCUMENT).partition("{this-file}\\end{document}\n")[2]
    assert (
        body
        == r"""
\begingroup\sloppy

\section*{Costs \& \textless{}gains\textgreater{}}

\subsection*{Part\_1}

100\% of \$5

\begin{itemize}
\item{} [a]
\begin{itemize}
\item{} b \#1
\item{} b \#2
\end{itemize}
\item{} c
\end{itemize}

\begingroup\small
\setlength{\tabcolsep}{3pt}
\begin{longtable}{@{}p{0.241\linewidth}p{0.723\linewidth}@{}}
\hline
\raggedright\hspace{0pt}\textbf{Name} & \raggedright\hspace{0pt}\textbf{Said} \tabularnewline
\hline
\endhead
\raggedright\hspace{0pt}x \& y & \raggedright\hspace{0pt}one\newline\hspace{0pt}[two] \tabularnewline[2pt]
\raggedright\hspace{0pt}z & \raggedright\hspace{0pt} \tabularnewline[2pt]
\hline
\end{longtable}
\endgroup

\endgroup
"""  # noqa: E501
    )


def test_latex_begins_with_how_to_compile_it_and_that_is_a_comment() -> None:
    head = to_latex((Paragraph("x"),)).splitlines()[:3]
    assert all(line.startswith("% ") for line in head)
    assert r"\usepackage{longtable}" in " ".join(head)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("\\", r"\textbackslash{}"),
        ("{}", r"\{\}"),
        ("$&#%_", r"\$\&\#\%\_"),
        ("^~", r"\textasciicircum{}\textasciitilde{}"),
        ("<|>", r"\textless{}\textbar{}\textgreater{}"),
        ('"`', r"{\char34}\textasciigrave{}"),
        ("--", "-{}-"),
        ("---", "-{}-{}-"),
        ("''", "'{}'"),
        ("a-b's", "a-b's"),
        ("\\input{x}", r"\textbackslash{}input\{x\}"),
        ("é § –", "é § –"),
        ("→ ≤", r"$\rightarrow$ $\le$"),
        ("a\x00\x1bb", "ab"),
        ("one\n\ntwo", "one  two"),  # an empty line would end a paragraph, and some arguments
    ],
)
def test_latex_escapes(text: str, latex: str) -> None:
    assert escaped(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("See https://e.org/a_b?c=1&d=%20#e~f.", r"See \url{https://e.org/a_b?c=1&d=%20#e~f}."),
        ("(http://e.org/x), 5 %", r"(\url{http://e.org/x}), 5 \%"),
        ("<https://e.org/{a}>", r"\textless{}\url{https://e.org/}\{a\}\textgreater{}"),
        ("https:// and ftp://e.org_", r"https:// and ftp://e.org\_"),
    ],
)
def test_latex_may_break_addresses(text: str, latex: str) -> None:
    assert breakable(text) == latex
    assert latex in to_latex((Paragraph(text),))
    assert "\\url" not in to_latex((Heading(text, 1), Table((text,), ())))


@given(st.text(string.printable + "■◧◇·–→é", max_size=40))
def test_latex_leaves_nothing_that_tex_would_act_on(text: str) -> None:
    commands = r"\\[&%$#_{}]|\$\\[a-z]+\$|\\[A-Za-z]+|\\,"
    rest = re.sub(commands, "*", escaped(text))
    assert not set(rest) & set('\\&%#_^~<>|"`$'), rest
    assert rest.count("{") == rest.count("}")
    assert not re.search(r"--|''|,,", rest)


def test_latex_knows_the_signs_of_all_states(said: Words) -> None:
    for state in said.states.values():
        assert state.symbol == "–" or not set(escaped(state.symbol)) - set(string.printable)


def test_latex_environments_are_balanced(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    pages = [
        matrix_document(kg.matrix(), said),
        comparison_document(kg.compare("gopal-2023", "musser-2023"), said),
    ]
    for page in pages:
        open_, text = [], to_latex(page)
        for kind, name in re.findall(r"^\\(begin|end)\{(\w+)\}", text, re.MULTILINE):
            if kind == "begin":
                open_.append(name)
            else:
                assert open_.pop() == name
        assert not open_
        assert not set(re.sub(r"%.*", "", text)) - set(string.printable) - set("§–—’‘“”…éü")


def test_latex_columns_fill_the_line_and_no_more() -> None:
    for widths in ((), (5, 5, 5), (1,) * 3):
        text = to_latex((Table(("a", "b", "c"), (("x", "y" * 500, "z"),), widths),))
        shares = [float(share) for share in re.findall(r"p\{([\d.]+)", text)]
        assert len(shares) == 3 and min(shares) > 0
        assert 0.9 < sum(shares) < 1


# HTML


class Outline(HTMLParser):
    """Reads a page as its tags and texts, and checks that tags close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self._open.append(tag)
        self.found.append(f"<{' '.join([tag, *(f'{k}={v}' for k, v in attrs)])}>")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open[-1] != "style":
            self.found.append(data)


def test_html_of_a_whole_document() -> None:
    page = to_html(DOCUMENT)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    outline = Outline(page).found
    assert "<meta charset=utf-8>" in outline
    assert outline[outline.index("<title>") + 1] == "Costs & <gains>"
    assert outline[outline.index("<body>") + 1 :] == [
        "<h1>",
        "Costs & <gains>",
        "<h2>",
        "Part_1",
        "<p>",
        "100% of $5",
        *("<ul>", "<li>", "[a]", "<ul>", "<li>", "b #1", "<li>", "b #2", "<li>", "c"),
        *("<table>", "<thead>", "<tr>", "<th scope=col>", "Name", "<th scope=col>", "Said"),
        *("<tbody>", "<tr>", "<th scope=row>", "x & y", "<td>", "one", "<br>", "[two]"),
        *("<tr>", "<th scope=row>", "z", "<td>"),
    ]


def test_html_escapes_and_drops_what_no_page_can_hold() -> None:
    page = to_html((Paragraph("<script>alert(\"1\") & 'x'</script>\x00\x0b"),), lang='e"n')
    assert "&lt;script&gt;alert(&quot;1&quot;) &amp; &#x27;x&#x27;&lt;/script&gt;��" in page
    assert '<html lang="e&quot;n">' in page
    assert "<script" not in page


@given(st.text())
def test_html_gives_the_text_back(text: str) -> None:
    page = to_html((Heading(text, 1), Table(("a",), ((text,),))))
    page.encode("utf-8")
    (title,) = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
    assert unescape(title) == writable(" ".join(text.split()))
    for tag in ("h1", 'th scope="row"'):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag.split()[0]}>", page, re.DOTALL)
        lines = inside.split("<br>")
        assert not any(set(line) & set("<>") for line in lines)
        assert [unescape(line) for line in lines] == writable(text).split("\n")


def test_html_needs_nothing_from_elsewhere(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    page = to_html(comparison_document(kg.compare("gopal-2023", "musser-2023"), said))
    Outline(page)
    assert not re.search(r"\b(src|href|@import|url\()", page)
    assert "Incomplete does not mean flawed" in page


# Any format


def test_render_in_every_format() -> None:
    console = Console(width=80, color_system=None)
    begin = {"text": "Costs & <gains>", "md": "# Costs", "latex": "% Made by", "html": "<!DOCTYPE"}
    for form, start in begin.items():
        assert render(DOCUMENT, form, lambda: console).startswith(start)
    with pytest.raises(UsageError, match="'rtf'"):
        render(DOCUMENT, "rtf", lambda: console)


def test_a_reading_is_named_below_the_title() -> None:
    assert noted(DOCUMENT, Scenario()) == DOCUMENT
    named = noted(DOCUMENT, Scenario(alternatives=True))
    assert named[0] == DOCUMENT[0] and named[2:] == DOCUMENT[1:]
    assert named[1] == Paragraph("What if? Read with the alternatives of ambiguous codings.")
