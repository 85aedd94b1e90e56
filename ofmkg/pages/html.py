"""Documents as one plain HTML page that browsers and word processors open."""

from collections.abc import Iterable

from ofmkg.graph.frames import html_table, html_text
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Table

_STYLE = """\
body { font: 11pt/1.4 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid; padding: .25em .5em; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
:lang(ko) { word-break: keep-all; }
tr { break-inside: avoid; }
"""


def to_html(document: Page, *, lang: str = "en") -> str:
    """Return a document as a whole page without scripts, pictures or anything from elsewhere.

    `lang` is the language of its words; the first heading is the title.
    """
    title = next((block.text for block in document if isinstance(block, Heading)), "")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{html_text(lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{html_text(' '.join(title.split()))}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        *blocks(document),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def blocks(document: Iterable[Block]) -> Iterable[str]:
    """Yield the lines of blocks, as they stand in a page."""
    for block in document:
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        level = min(max(block.level, 1), 6)
        yield f"<h{level}>{html_text(block.text)}</h{level}>"
    elif isinstance(block, Items):
        if block.items:
            yield "<ul>"
            yield from (_item(item) for item in block.items)
            yield "</ul>"
    elif isinstance(block, Table):
        yield from html_table(block.columns, block.rows)
    else:
        yield f"<p>{html_text(block.text)}</p>"


def _item(item: Item) -> str:
    details = "".join(f"<li>{html_text(detail)}</li>" for detail in item.details)
    return f"<li>{html_text(item.text)}{f'<ul>{details}</ul>' if details else ''}</li>"
