"""Pages of the service as files: links lead to files, and scripts run without a server."""

import html
import re
from posixpath import dirname

from .places import Place, Places, top

FILES_JS, SEARCH_JS, FORM_JS = "files.js", "search-{language}.js", "code-{language}.js"
# Our pages escape every quotation mark in a text, so that these are attributes.
_LINK = re.compile(r'="(?:(?<=\shref=")|(?<=\ssrc=")|(?<=\saction="))(/[^"]*)"')
_LEFT_OUT = re.compile(
    r'<a href="" download[^>]*>[^<]*</a>\s*|<link rel="alternate" [^>]*href="">\s*'
)
_MODULE = re.compile(r'<script type="module" src="([^"]*)">')


def page(text: str, here: Place, places: Places) -> tuple[str, set[str]]:
    """Return a page as it stands in a file, and the addresses of ours that it leads to."""
    found: set[str] = set()

    def led(match: re.Match[str]) -> str:
        address = html.unescape(match[1])
        found.add(address.partition("#")[0])
        return f'="{html.escape(places.link(address, here) or "")}"'

    written = _LEFT_OUT.sub("", _LINK.sub(led, text))
    return _scripted(written, here), found


def _scripted(text: str, here: Place) -> str:
    """Return a page whose scripts a browser runs from a file system, where none may be a module."""
    root = top(here.file)
    code, search = (name.format(language=here.language) for name in (FORM_JS, SEARCH_JS))

    def classic(match: re.Match[str]) -> str:
        address = match[1]
        if address.endswith("/code.js"):  # with all that it imports, and what it would ask for
            address = f"{dirname(address)}/{code}"
        return f'<script defer src="{address}">'

    text = _MODULE.sub(classic, text)
    own = f'<script defer src="{root}static/{FILES_JS}" data-root="{root}"></script>'
    if here.address == "/search":
        own = f'<script defer src="{root}static/{search}"></script>\n{own}'
    return text.replace("</head>", f"{own}\n</head>", 1)
