"""Documents as Markdown."""

import re

from ofmkg.pages.blocks import Block, Heading, Items, Page, Table


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
    """Escape what Markdown would read as markup in text from the graph."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", text)


def _cell(text: str) -> str:
    return _plain(text).replace("\n", "<br>")
