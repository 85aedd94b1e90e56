"""Documents as one plain HTML page that browsers and word processors open."""

from collections.abc import Iterable
from html import escape

from ofmkg.graph.characters import writable
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Table

_STYLE = """\
body { font: 11pt/1.4 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid; padding: .25em .5em; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
"""


def to_html(document: Page, *, lang: str = "en") -> str:
    """Return a document as a whole page without scripts, pictures or anything from elsewhere.

    `lang` is the language of its words; the first heading is the title.
    """
    title = next((block.text for block in document if isinstance(block, Heading)), "")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_text(' '.join(title.split()))}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        *(line for block in document for line in _block(block)),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        level = min(max(block.level, 1), 6)
        yield f"<h{level}>{_text(block.text)}</h{level}>"
    elif isinstance(block, Items):
        if block.items:
            yield "<ul>"
            yield from (_item(item) for item in block.items)
            yield "</ul>"
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield f"<p>{_text(block.text)}</p>"


def _item(item: Item) -> str:
    details = "".join(f"<li>{_text(detail)}</li>" for detail in item.details)
    return f"<li>{_text(item.text)}{f'<ul>{details}</ul>' if details else ''}</li>"


def _table(block: Table) -> Iterable[str]:
    """Yield a table; the first cell of a row names the row, as in all our tables."""
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in block.columns)
    yield "<table>"
    yield f"<thead><tr>{head}</tr></thead>"
    yield "<tbody>"
    for first, *rest in block.rows:
        cells = "".join(f"<td>{_text(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"


def _text(text: str) -> str:
    """Return a text with nothing that HTML would read as markup; lines stay lines."""
    return escape(writable(text)).replace("\n", "<br>")
