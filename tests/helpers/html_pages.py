"""Reads a page of the service for what the rules of all pages are about."""

import json
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit


class Page(HTMLParser):
    """Collects what the rules are about."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.tags: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[str] = []
        self.lang = ""
        self._data = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag == "html":
            self.lang = found.get("lang", "")
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
            foreign = urlsplit(found["href"]).scheme
            if foreign and (foreign not in ("http", "https") or found.get("rel") != "noreferrer"):
                self.wrong.append(f"link to {found['href']}")
        # Browsers do not execute a block of data: it only has to be what it says.
        self._data = tag == "script" and found == {"type": "application/ld+json"}
        if tag in ("script", "img", "iframe") and not self._data:
            self.loaded.append(found.get("src", ""))
        if tag == "link":
            self.loaded.append(found.get("href", ""))
        self.wrong += [
            f"{tag} {name}" for name in found if name.startswith("on") or name == "style"
        ]
        if tag in ("style", "object", "embed", "iframe", "base"):
            self.wrong.append(tag)
        named = found.get("src", "").startswith("/static/")
        if tag == "script" and not (named or self._data):
            self.wrong.append("script of its own")
        if tag == "th" and "scope" not in found:
            self.wrong.append("th without scope")
        if tag == "label":
            self.labelled.add(found.get("for", ""))
        if tag in ("input", "select", "textarea") and found.get("type") != "hidden":
            self.fields.append(found.get("id", ""))

    def handle_data(self, data: str) -> None:
        if self._data and not isinstance(json.loads(data), dict):
            self.wrong.append("data that are no card")

    def handle_endtag(self, tag: str) -> None:
        self._data = False
