"""References as CSL JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json)."""

import json
from typing import Any

from ofmkg.analyses.cite import Bibliography, Reference
from ofmkg.bibliography.names import Name
from ofmkg.bibliography.records import GOES_ON
from ofmkg.pages.cite import date_parts


def to_csl(result: Bibliography) -> str:
    """Return the references as CSL JSON."""
    return json.dumps([_csl(ref) for ref in result.references], ensure_ascii=False, indent=2) + "\n"


def _csl(ref: Reference) -> dict[str, Any]:
    """Return an item; the number on arXiv is that of a preprint, and an archive's of others."""
    preprint = ref.csl == "article" and not ref.number
    date = [int(part) for part in date_parts(ref)]
    item = {
        "id": ref.id,
        "type": ref.csl,
        "title": ref.title,
        "author": [_name(name) for name in ref.authors],
        "editor": [_name(name) for name in ref.editors],
        "issued": {"date-parts": [date]} if date else None,
        "container-title": ref.venue,
        "volume": ref.volume,
        "issue": ref.issue,
        "page": ref.pages,
        "edition": ref.edition,
        "publisher": ref.publisher,
        "ISBN": ref.isbn,
        "DOI": ref.doi,
        "number": f"arXiv:{ref.arxiv}" if ref.arxiv and preprint else ref.number,
        "archive": "arXiv" if ref.arxiv and not preprint else None,
        "archive_location": None if preprint else ref.arxiv,
        "URL": ref.url,
        "note": GOES_ON if ref.and_others else None,
    }
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.family is None:
        return {"literal": name.label}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: part for key, part in parts.items() if part}
