"""The page of the method: one text in each language, which the site and the documentation share.

The texts stand here, because an installed package has no folder `docs`; `python docs/make.py`
copies them there.
"""

from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from ofmkg.pages.messages import Language

_FOLDER = Path(__file__).with_name("texts")


def text(language: Language) -> str:
    """Return the method in a language, as Markdown."""
    return (_FOLDER / f"method.{language}.md").read_text(encoding="utf-8")


@cache
def html(language: Language) -> Markup:
    """Return the method in a language as part of a page, whose title is one level above it."""
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = reader.parse(text(language))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) + 1}"
    tokens[0].attrSet("id", "method")
    return Markup(reader.renderer.render(tokens, reader.options, {}))
