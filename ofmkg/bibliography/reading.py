"""Reads bibliographies: BibTeX by pybtex, RIS by rispy, and CSL JSON, as Zotero exports them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ofmkg.bibliography import kinds
from ofmkg.bibliography.names import Name
from ofmkg.bibliography.records import Record, date, record
from ofmkg.errors import UnreadableError

# Braces of a text, as BibTeX has to write them; pylatexenc knows them by their other name.
_BRACES, _SIGNS = re.compile(r"\\textbrace(left|right)(?:\{\}|\b\s?)"), {"left": "{", "right": "}"}
_LIMIT = 20_000_000  # bytes; a bibliography of ten thousand works has about five million


def read(path: Path) -> tuple[str, tuple[Record, ...]]:
    """Return the format of a bibliography (bibtex, ris or csl) and its references, in order.

    Raises UnreadableError if the file is not there, or not in the format that its name says.
    """
    format, reader = _FORMATS.get(path.suffix.lower(), (None, None))
    if format is None or reader is None:
        told = kinds.told(path) or (
            "is no bibliography by its name; it ends with .bib (BibTeX), .ris (RIS) or .json "
            "(CSL JSON)."
        )
        raise UnreadableError(f"{path}: {told}")
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: does not exist; check the path.") from error
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: is not in UTF-8; save the file as UTF-8.") from error
    if len(content) > _LIMIT:
        raise UnreadableError(f"{path}: is longer than any bibliography; check that it is one.")
    found = reader(text, str(path))
    if not found:
        raise UnreadableError(f"{path}: holds no reference; check that it is a bibliography.")
    return format, tuple(found)


def _bibtex(text: str, path: str) -> list[Record]:
    from pybtex import errors
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError

    try:
        with errors.capture() as reported:
            entries = parse_string(text, "bibtex").entries
    except PybtexError as error:
        raise UnreadableError(f"{path}: is not BibTeX ({_line(error)}); mend it.") from error
    if reported:
        raise UnreadableError(f"{path}: is not BibTeX ({_line(reported[0])}); mend it.")
    return [_of_bibtex(key, entry) for key, entry in entries.items()]


def _of_bibtex(key: str, entry: Any) -> Record:  # noqa: ANN401 - published without types
    from pylatexenc.latex2text import LatexNodes2Text

    to_text = LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text

    def plain(latex: str) -> str:
        return str(to_text(_BRACES.sub(lambda found: "\\" + _SIGNS[found[1]], latex)))

    said = {name.lower(): plain(value) for name, value in entry.fields.items()}
    verbatim = {name.lower(): value for name, value in entry.fields.items()}

    def part(words: Sequence[str]) -> str:
        return plain(" ".join(words)).strip()

    def name(person: Any) -> Name:  # noqa: ANN401
        family = part([*person.prelast_names, *person.last_names])
        given = part([*person.first_names, *person.middle_names]) or None
        suffix = part(person.lineage_names) or None
        braced = len(person.last_names) == 1 and person.last_names[0].startswith("{")
        return Name(organization=family) if braced and not given else Name(family, given, suffix)

    people = [name(each) for each in entry.persons.get("author", ())]
    issued = date(said.get("date") or said.get("year"), said.get("month"), said.get("day"))
    is_arxiv = said.get("archiveprefix", said.get("eprinttype", "")).lower() == "arxiv"
    places = ("journal", "journaltitle", "booktitle", "howpublished")
    venue = next((said[place] for place in places if said.get(place)), None)
    issuer = next((said[at] for at in ("publisher", "institution", "school") if said.get(at)), None)
    return record(
        key,
        entry.type.lower(),
        people,
        {
            "title": said.get("title"),
            "issued": issued,
            "venue": None if venue and venue.startswith(("http", "\\url")) else venue,
            "volume": said.get("volume"),
            "issue": said.get("issue") or (said.get("number") if said.get("journal") else None),
            "pages": said.get("pages"),
            "edition": said.get("edition"),
            "number": said.get("number") if not said.get("journal") else None,
            "publisher": issuer or said.get("organization"),
            "isbn": said.get("isbn"),
            "arxiv": f"arXiv:{verbatim['eprint']}" if is_arxiv and verbatim.get("eprint") else None,
            "doi": verbatim.get("doi"),
            "url": verbatim.get("url"),
        },
        said.get("note"),
    )


def _ris(text: str, path: str) -> list[Record]:
    import rispy

    try:
        entries = rispy.loads(text)
    except (OSError, ValueError, KeyError, IndexError, rispy.parser.ParseError) as error:
        raise UnreadableError(f"{path}: is not RIS ({_line(error)}); mend it.") from error
    return [_of_ris(number, entry) for number, entry in enumerate(entries, 1)]


def _of_ris(number: int, entry: Mapping[str, Any]) -> Record:
    def first(*names: str) -> str | None:
        return next((str(entry[name]) for name in names if entry.get(name)), None)

    names = [_listed(each) for each in entry.get("authors") or entry.get("first_authors") or ()]
    kind = first("type_of_reference") or ""
    pages = "-".join(filter(None, (first("start_page"), first("end_page"))))
    venue = first("secondary_title", "journal_name", "alternate_title3", "alternate_title2")
    own = first("number")
    return record(
        first("id") or f"reference {number}",
        kind,
        names,
        {
            "title": first("title", "primary_title"),
            "issued": date(first("date") or first("year", "publication_year")),
            "venue": venue,
            "volume": first("volume"),
            "issue": own if kind != "RPRT" else None,
            "pages": pages,
            "edition": first("edition"),
            "number": (own or first("issn")) if kind == "RPRT" else None,
            "publisher": first("publisher"),
            "isbn": first("issn") if kind in ("BOOK", "CHAP", "EDBOOK", "EBOOK") else None,
            "arxiv": first("accession_number"),
            "doi": first("doi"),
            "url": next(iter(entry.get("urls") or ()), None),
        },
        first("note"),
        *map(str, entry.get("notes") or ()),
    )


def _listed(text: str) -> Name:
    """Return a name as RIS writes it: family, given, suffix; without a comma an organization."""
    family, *rest = (part.strip() for part in text.split(","))
    if not rest or not rest[0]:
        return Name(organization=family)
    return Name(family, rest[0], rest[1] if len(rest) > 1 and rest[1] else None)


def _csl(text: str, path: str) -> list[Record]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path}: is not JSON ({_line(error)}); mend it.") from error
    entries = entries.get("items", [entries]) if isinstance(entries, dict) else entries
    known = isinstance(entries, list) and all(isinstance(each, dict) for each in entries)
    if not known or not all("type" in each for each in entries):
        raise UnreadableError(
            f"{path}: is not CSL JSON, a list of references that each have a type; export it as "
            "CSL JSON."
        )
    return [_of_csl(number, entry) for number, entry in enumerate(entries, 1)]


def _of_csl(number: int, entry: Mapping[str, Any]) -> Record:
    def said(name: str) -> str | None:
        value = entry.get(name)
        return str(value) if isinstance(value, str | int) and value != "" else None

    authors = entry.get("author")
    own, archive = said("number"), (said("archive") or "").lower()
    people = authors if isinstance(authors, list) else []
    return record(
        said("id") or f"reference {number}",
        said("type") or "",
        [name for each in people if isinstance(each, dict) and (name := _of_csl_name(each))],
        {
            "title": said("title"),
            "issued": _csl_date(entry.get("issued")),
            "venue": said("container-title"),
            "volume": said("volume"),
            "issue": said("issue"),
            "pages": said("page"),
            "edition": said("edition"),
            "number": None if own and own.lower().startswith("arxiv") else own,
            "publisher": said("publisher"),
            "isbn": said("ISBN"),
            "arxiv": f"arXiv:{said('archive_location')}" if archive == "arxiv" else own,
            "doi": said("DOI"),
            "url": said("URL"),
        },
        said("note"),
    )


def _of_csl_name(said: Mapping[str, Any]) -> Name | None:
    def part(*names: str) -> str | None:
        return " ".join(str(said[name]) for name in names if said.get(name)) or None

    if said.get("literal"):
        return Name(organization=part("literal"))
    if not said.get("family"):
        return Name(name=part("given")) if said.get("given") else None
    family = part("non-dropping-particle", "family")
    return Name(family, part("given", "dropping-particle"), part("suffix"))


def _csl_date(said: object) -> str | None:
    if not isinstance(said, dict):
        return None
    parts = said.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        year, month, day = (str(part) for part in (*parts[0], "", "", "")[:3])
        return date(year, month, day)
    return date(str(said.get("raw") or said.get("literal") or ""))


def _line(error: object) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else "unreadable"


_FORMATS: Mapping[str, tuple[str, Callable[[str, str], list[Record]]]] = {
    ".bib": ("bibtex", _bibtex),
    ".bibtex": ("bibtex", _bibtex),
    ".ris": ("ris", _ris),
    ".json": ("csl", _csl),
}
