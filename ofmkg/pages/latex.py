"""Documents as LaTeX that any installation sets: the base, and `longtable` of its own tools."""

import re
from collections.abc import Iterable, Sequence

from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Table

_HEAD = """\
% Made by ofmkg. Read it into a document of yours with \\input, or compile it by itself so:
% \\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{longtable}\\usepackage[hyphens]{url}
% \\begin{document}\\input{this-file}\\end{document}
"""
_SECTIONS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph")
_SMALL = 4  # columns beyond which a table is set in small type
_GAP = 0.018  # of the line for the space beside a column

# What TeX reads as a command, and signs that its usual fonts do not have.
_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"{\char34}",
    "`": r"\textasciigrave{}",
    "\N{BLACK SQUARE}": r"\rule{1ex}{1ex}",
    "\N{SQUARE WITH LEFT HALF BLACK}": (
        r"{\fboxsep=0pt\fboxrule=.1ex\fbox{\rule{.4ex}{.8ex}\rule{.4ex}{0pt}}}"
    ),
    "\N{WHITE DIAMOND}": r"$\diamond$",
    "\N{MIDDLE DOT}": r"\textperiodcentered{}",
    "\N{RIGHTWARDS ARROW}": r"$\rightarrow$",
    "\N{LEFTWARDS ARROW}": r"$\leftarrow$",
    "\N{LEFT RIGHT ARROW}": r"$\leftrightarrow$",
    "\N{LESS-THAN OR EQUAL TO}": r"$\le$",
    "\N{GREATER-THAN OR EQUAL TO}": r"$\ge$",
    "\N{NOT EQUAL TO}": r"$\ne$",
    "\N{MULTIPLICATION SIGN}": r"$\times$",
    "\N{MINUS SIGN}": r"$-$",
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    "\N{ZERO WIDTH SPACE}": "",
}
_URL = re.compile(r"https?://[^\s<>{}|\\^`\"]+[^\s<>{}|\\^`\".,;:!?)\]'’”]")
_LIGATURES = re.compile(r"([-',])(?=\1)")  # TeX makes a dash or quotation marks of two in a row
_TABLE = str.maketrans(_SIGNS | {chr(code): "" for code in range(32) if chr(code) not in "\t\n"})


def to_latex(document: Page) -> str:
    """Return a document as LaTeX to be read into another, with nothing left to be taken as markup.

    Tables need the package `longtable`, addresses `url`, by which they are broken at the end of a
    line; letters beyond Latin need XeLaTeX or LuaLaTeX.
    """
    body = "\n\n".join(_block(block) for block in document)
    return f"{_HEAD}\n\\begingroup\\sloppy\n\n{body}\n\n\\endgroup\n"


def escaped(text: str) -> str:
    """Return a text as LaTeX that sets it as it is, on one line."""
    return _LIGATURES.sub(r"\1{}", " ".join(text.split("\n")).translate(_TABLE))


def breakable(text: str) -> str:
    """Return a text as LaTeX in which addresses may be broken at the end of a line.

    It cannot stand in the argument of a command, where `url` would not read an address as it is.
    """
    parts, done = [], 0
    for found in _URL.finditer(text):
        parts += [escaped(text[done : found.start()]), rf"\url{{{found[0]}}}"]
        done = found.end()
    return "".join([*parts, escaped(text[done:])])


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        command = _SECTIONS[min(max(block.level, 1), len(_SECTIONS)) - 1]
        return f"\\{command}*{{{escaped(block.text)}}}"
    if isinstance(block, Items):
        return _list(_item(item) for item in block.items) if block.items else "%"
    if isinstance(block, Table):
        return _table(block)
    return breakable(block.text)


def _list(items: Iterable[str]) -> str:
    return "\n".join(
        [r"\begin{itemize}", *(rf"\item{{}} {item}" for item in items), r"\end{itemize}"]
    )


def _item(item: Item) -> str:
    below = _list(breakable(detail) for detail in item.details) if item.details else ""
    return breakable(item.text) + (f"\n{below}" if below else "")


def _table(block: Table) -> str:
    told = block.shares
    free = 1 - _GAP * len(told)
    columns = "".join(f"p{{{free * share:.3f}\\linewidth}}" for share in told)
    lines = [
        r"\begingroup" + (r"\footnotesize" if len(told) > _SMALL else r"\small"),
        r"\setlength{\tabcolsep}{3pt}",
        rf"\begin{{longtable}}{{@{{}}{columns}@{{}}}}",
        r"\hline",
        _row([rf"\textbf{{{escaped(column)}}}" for column in block.columns]),
        r"\hline",
        r"\endhead",
        *(_row([_cell(cell) for cell in row]) + r"[2pt]" for row in block.rows),
        r"\hline",
        r"\end{longtable}",
        r"\endgroup",
    ]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    # TeX breaks no first word of a paragraph, be it wider than its column: after a space it does.
    return " & ".join(rf"\raggedright\hspace{{0pt}}{cell}" for cell in cells) + r" \tabularnewline"


def _cell(text: str) -> str:
    return r"\newline\hspace{0pt}".join(breakable(line) for line in text.split("\n"))
