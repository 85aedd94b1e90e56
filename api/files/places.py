"""Which file holds what an address answers, in a site that is made of files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit

from ofmkg.pages.messages import LANGUAGES, Language

from ..negotiation import SUFFIXES

ABSENT = "absent.html"  # says that something is not among the files, and who answers it
SEARCH = "/search"
_TWINS = (
    ".json",
    ".ttl",
    ".csv",
    ".svg",
    ".png",
    ".pdf",
    ".rq",
    ".txt",
)  # formats that are written
_OTHERS = tuple({*SUFFIXES} - {*_TWINS})  # that the service answers
_PICTURES = (".png", ".pdf")  # made of the figures of the whole alone: each takes a while
_ALIKE = (".svg", *_PICTURES)  # of twins, those that speak a language
_LIVE = ("/sparql", "/decide", "/health", "/mcp", "/code/read", "/code/check", "/shapes")
# What addresses may ask for beside a collection. All else is asked of the service.
_ASKED: tuple[set[str], ...] = (
    {"question"},
    {"page"},
    {"vector"},
    {"id"},
    {"baseline"},
    {"threats"},
    {"alternatives"},
    {"format"},
    {"work"},
    {"work", "format"},
    {"study", "step"},
    {"vector", "step"},
    set(),
)
_COMPARED = "/compare"  # by far the most files: pages alone
_BESIDE = "/columns"  # of any works: those of a pair have what its comparison has
_TABLES = "/queries/"  # long ones: each once, and for programs as CSV
_REFERENCES = {"bibtex": ".bib", "ris": ".ris", "text": ".txt"}
_LANGUAGE = re.compile(r"/language/(\w+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A file: its name below the folder, and the address whose answer it holds.

    `page` tells a page from what programs read, `language` that in which it is asked for.
    """

    file: str
    address: str
    page: bool
    language: Language


class Places:
    """Knows the file of each address; `pairs` are the works (ids) that are compared."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]] = (), left_out: tuple[str, ...] = ()
    ) -> None:
        """Take the pairs, in any order, and how paths begin that are not among the files."""
        self._pairs = frozenset(frozenset(pair) for pair in pairs)
        # Menus lead to the same from everywhere.
        self._known: dict[tuple[str, Language], Place | None] = {}
        self._targets: dict[tuple[str, Language], tuple[str, str] | None] = {}
        self._left_out = left_out

    def place(self, address: str, language: Language = "en") -> Place | None:
        """Return where an address of the service stands, None if it is not among the files."""
        key = (address, language)
        if key not in self._known:
            self._known[key] = self._found(address, language)
        return self._known[key]

    def _found(self, address: str, language: Language) -> Place | None:
        parts = urlsplit(address)
        path = unquote(parts.path) or "/"
        asked = parse_qsl(parts.query)
        if path.startswith("/static/"):
            return Place(path[1:], path, False, "en")
        suffix = PurePosixPath(path).suffix
        suffix = suffix if suffix in (*_TWINS, *_OTHERS) else ""
        bare = path.removesuffix(suffix)
        left_out = bare in _LIVE or bare.startswith(("/language/", *self._left_out))
        left_out = left_out or (bare == _BESIDE and any(key == "work" for key, _ in asked))
        if suffix in _OTHERS or left_out:
            return None
        found = self._taken(bare, asked)
        if suffix in _PICTURES and (asked or bare.count("/") > 1):
            return None
        if bare.startswith(_TABLES) and (asked or suffix == ".json"):
            return None
        if found is None or (suffix and bare == _COMPARED):
            return None
        page = not suffix and bare not in ("/cite", "/correction")
        tongue: Language = language if page or suffix in _ALIKE else "en"
        name = f"{_named(bare)}{_query(found)}{suffix or _ending(bare, found, page=page)}"
        query = "&".join(f"{key}={value}" for key, value in found)
        written = f"{path}?{query}" if query else path
        return Place(name if tongue == "en" else f"{tongue}/{name}", written, page, tongue)

    def _taken(self, bare: str, asked: list[tuple[str, str]]) -> list[tuple[str, str]] | None:
        """Return what of a query names the file, in order; None if it is not among the files."""
        if bare == SEARCH:
            return []  # the page itself reads what is asked
        names = {key for key, _ in asked}
        if names == {"a", "b"} and bare == _COMPARED:
            pair = sorted(value for _, value in asked)
            return list(zip("ab", pair, strict=True)) if frozenset(pair) in self._pairs else None
        return sorted(asked) if names - {"collection"} in _ASKED else None

    def link(self, address: str, here: Place) -> str | None:
        """Return the link from a file to an address, None where it is left out.

        What is not among the files leads to the page that says so.
        """
        key = (address, here.language)
        if key not in self._targets:
            self._targets[key] = self._target(address, here.language)
        target = self._targets[key]
        return relative(target[0], here.file) + target[1] if target else None

    def _target(self, address: str, language: Language) -> tuple[str, str] | None:
        """Return the file that a link leads to and what follows it, None where it is left out."""
        address, _, anchor = address.partition("#")
        parts = urlsplit(address)
        spoken = _LANGUAGE.fullmatch(parts.path)
        if spoken:
            tongue: Language = next((each for each in LANGUAGES if each == spoken[1]), "en")
            to = dict(parse_qsl(parts.query)).get("to", "/")
            found = self.place(to, tongue) or self.place("/", tongue)
        else:
            found = self.place(address, language)
        if found is None:
            twin = PurePosixPath(parts.path).suffix in (*_OTHERS, *_PICTURES)
            twin = twin or parts.path.startswith(f"{_COMPARED}.")
            if twin or parts.query.startswith("view="):
                return None
            absent = ABSENT if language == "en" else f"{language}/{ABSENT}"
            return absent, f"#{address}"
        query = f"?{parts.query}" if found.address == SEARCH and parts.query else ""
        return found.file, query + (f"#{anchor}" if anchor else "")


def relative(file: str, here: str) -> str:
    """Return the way from one file of the site to another, both named from its top."""
    *folders, name = file.split("/")
    *since, _ = here.split("/")
    same = 0
    while folders[same : same + 1] == since[same : same + 1] != []:
        same += 1
    return "/".join([*[".."] * (len(since) - same), *folders[same:], name])


def top(here: str) -> str:
    """Return the way from a file to the top of the site, to be put before what stands there."""
    return "../" * here.count("/")


def _named(path: str) -> str:
    return "index" if path == "/" else _safe(path.strip("/"))


def _query(asked: list[tuple[str, str]]) -> str:
    return "".join(f"~{_safe(key)}={_safe(value)}" for key, value in asked)


def _safe(text: str) -> str:
    """Return a name that any file system and any address takes as it is."""
    return re.sub(r"[^\w./-]|\.\.", lambda each: "".join(f"_{ord(c):x}" for c in each[0]), text)


def _ending(bare: str, asked: list[tuple[str, str]], *, page: bool) -> str:
    if page:
        return ".html"
    if bare == "/correction":
        return ".yaml"
    return _REFERENCES.get(dict(asked).get("format", ""), ".json")
