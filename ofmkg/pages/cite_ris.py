"""References as RIS, written by rispy."""

from typing import Any

from ofmkg.analyses.cite import Bibliography, Reference
from ofmkg.bibliography.records import GOES_ON
from ofmkg.pages.cite import date_parts


def to_ris(result: Bibliography) -> str:
    """Return the references as RIS in UTF-8."""
    from rispy import dumps
    from rispy.writer import RisWriter

    class Plain(RisWriter):  # type: ignore[misc]
        """Writes no number before a reference, which readers take for a field."""

        def set_header(self, count: int) -> str:
            return ""

    return str(dumps([_record(ref) for ref in result.references], implementation=Plain))


def _record(ref: Reference) -> dict[str, Any]:
    """Return a reference by the names that rispy has for tags."""
    date = date_parts(ref)
    first, _, last = (ref.pages or "").partition("-")
    record = {
        "type_of_reference": ref.ris,
        "id": ref.id,
        "title": ref.title,
        "authors": [name.listed for name in ref.authors],
        "secondary_authors": [name.listed for name in ref.editors],
        "year": date[0] if date else None,
        "date": "/".join((*date, *[""] * (3 - len(date)))) + "/" if date else None,
        "secondary_title": ref.venue,
        "volume": ref.volume,
        "number": ref.issue,
        "start_page": first,
        "end_page": last,
        "edition": ref.edition,
        "publisher": ref.publisher,
        "issn": ref.isbn or ref.number,
        "doi": ref.doi,
        "accession_number": f"arXiv:{ref.arxiv}" if ref.arxiv else None,
        "urls": [ref.url] if ref.url else None,
        "notes": [GOES_ON] if ref.and_others else None,
    }
    return {name: _line(value) for name, value in record.items() if value}


def _line(value: str | list[str]) -> str | list[str]:
    """Write a text on one line, because a field ends with it."""
    return (
        " ".join(value.split()) if isinstance(value, str) else [" ".join(v.split()) for v in value]
    )
