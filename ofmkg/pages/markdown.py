"""Documents as Markdown."""

import re

from ofmkg.pages.blocks import Block, Heading, Items, Page, Table

_BREAK = re.compile(r"\r\n?|\n")
# Signs that are markup anywhere, an ampersand that begins a character's name, and two tildes.
_MARKUP = re.compile(r"[\\`*_<>\[\]|]|&(?=#?\w+;)|~(?=~)")
# What makes a heading, a list, a rule or a fence of a line that begins with it.
_BEGINNING = re.compile(r"^([0-9]{0,9})(#|[-+](?=[ \t-]|$)|(?<=[0-9])[.)](?=[ \t]|$)|=|~)")


def to_markdown(document: Page) -> str:
    """Return a document as Markdown (tables in the pipe style of GitHub)."""
    return "\n\n".join(_block(block) for block in document) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_plain(block.text)}"
    if isinstance(block, Items):
        lines = []
        for item in block.items:
            lines.append(f"- {_plain(item.text)}")
            lines += [f"  - {_plain(detail)}" for detail in item.details]
        return "\n".join(lines)
    if isinstance(block, Table):
        rows = [block.columns, ("---",) * len(block.columns), *block.rows]
        return "\n".join(
            "| " + " | ".join(_cell(cell) if n != 1 else cell for cell in row) + " |"
            for n, row in enumerate(rows)
        )
    return _plain(block.text)


def _plain(text: str) -> str:
    """Escape what Markdown would read as markup in text from the graph, and keep it in one line."""
    escaped = _BREAK.sub("<br>", _MARKUP.sub(r"\\\g<0>", text.strip()))
    return _BEGINNING.sub(r"\1\\\2", escaped, count=1)


def _cell(text: str) -> str:
    return _BREAK.sub("<br>", _MARKUP.sub(r"\\\g<0>", text))
