"""References as BibTeX, in UTF-8, written by pybtex."""

import re
from collections.abc import Mapping

from ofmkg.analyses.cite import Bibliography, Reference
from ofmkg.bibliography.names import Name
from ofmkg.pages.cite import date_parts

# BibTeX counts braces behind a backslash, too, so that a brace of a text is written as a word.
_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# What a kind of entry calls the place where a work appeared, and what it cannot do without.
_PLACES = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "techreport": "institution",
    "book": "publisher",
}
_LIGATURES = re.compile(r"([-'`,])(?=\1)")  # TeX makes a dash or quotation marks of two in a row


def to_bibtex(result: Bibliography) -> str:
    """Return the references as BibTeX in UTF-8, one entry each; keys are the ids of the works."""
    from pybtex.database import BibliographyData, Entry
    from pybtex.database.output.bibtex import Writer

    class Plain(Writer):  # type: ignore[misc]
        """Writes fields as they are: in braces, and months as the words that BibTeX knows."""

        def _encode(self, text: str) -> str:
            return text

        def quote(self, s: str) -> str:
            self.check_braces(s)
            return f"{{{s}}}"

        def _write_field(self, stream: object, type: str, value: str) -> None:
            written = value if type == "month" else self.quote(value)
            stream.write(f",\n  {type} = {written}")  # type: ignore[attr-defined]

    entries = [(ref.id, Entry(_kind(ref), fields=_fields(ref))) for ref in result.references]
    return str(Plain().to_string(BibliographyData(entries)))


def _kind(ref: Reference) -> str:
    """Return the kind of entry; one that lacks what the kind needs is of none in particular.

    One of none that stands in a volume is an article: an entry of no kind has no volumes.
    """
    if ref.bibtex == "misc" and ref.venue and ref.volume:
        return "article"
    place = _PLACES.get(ref.bibtex)
    return ref.bibtex if place is None or _place(ref, place) else "misc"


def _place(ref: Reference, name: str) -> str | None:
    by_publisher = name in ("institution", "publisher")
    return (ref.publisher or ref.venue) if by_publisher else ref.venue


def _fields(ref: Reference) -> Mapping[str, str]:
    kind = _kind(ref)
    place = _PLACES.get(kind, "howpublished")
    where = _place(ref, place) or (ref.publisher if kind == "misc" else None)
    year, month, *_ = (*date_parts(ref), "", "")
    published = ref.publisher if ref.publisher != where else None
    # An entry of no kind has an organization, and no number but in a note.
    publisher, number = ("organization", "note") if kind == "misc" else ("publisher", "number")
    texts = {
        "editor": _names(ref.editors, False),
        "volume": _escaped(ref.volume),
        number: _escaped(ref.issue or ref.number),
        "pages": ref.pages and re.sub(r"(?<=\w)-(?=\w)", "--", _escaped(ref.pages) or ""),
        "edition": _escaped(ref.edition),
        **({publisher: _escaped(published)} if published else {}),
        "isbn": ref.isbn,
        "doi": ref.doi,
        "eprint": ref.arxiv,
        "archiveprefix": "arXiv" if ref.arxiv else None,
        "url": ref.url,
    }
    first = {
        "title": f"{{{_escaped(ref.title)}}}" if ref.title else None,
        "author": _names(ref.authors, ref.and_others),
        "year": year,
        "month": _MONTHS[int(month) - 1] if month else None,
        place: _escaped(where),
    }
    return {name: value for name, value in {**first, **texts}.items() if value}


def _names(names: tuple[Name, ...], others: bool) -> str:
    return " and ".join([*map(_name, names), *(["others"] if others else [])])


def _name(name: Name) -> str:
    """Return a name; braces keep BibTeX from taking apart what has no parts for it."""
    if name.family is None:
        return f"{{{_escaped(name.label)}}}"
    family = _escaped(name.family) or ""
    if re.search(r",|\band\b", family) or (name.given is None and " " in family):
        family = f"{{{family}}}"
    return ", ".join(filter(None, (family, _escaped(name.suffix), _escaped(name.given))))


def _escaped(text: str | None) -> str | None:
    return _LIGATURES.sub(r"\1{}", text.translate(_SIGNS)) if text else None
