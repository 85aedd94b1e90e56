"""References for reference managers: BibTeX and CSL JSON; and as text."""

import json
import re
from typing import Any

from ofmkg.analyses.cite import Author, Bibliography, Reference
from ofmkg.pages.blocks import Heading, Item, Items, Page
from ofmkg.pages.messages import joined, labelled, say, sentence

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_VENUE = {"article": "journal", "techreport": "institution", "book": "publisher"}


def document(result: Bibliography) -> Page:
    """Return the references as a list."""
    return (
        Heading(say("Works"), 1),
        Items(
            tuple(
                Item(labelled(ref.label, ref.id), (_text(ref), *([ref.url] if ref.url else [])))
                for ref in result.references
            )
        ),
    )


def to_bibtex(result: Bibliography) -> str:
    """Return the references as BibTeX in UTF-8, one entry each; keys are the ids of the works."""
    return "\n".join(_entry(ref) for ref in result.references)


def to_csl(result: Bibliography) -> str:
    """Return the references as CSL JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json)."""
    return json.dumps([_csl(ref) for ref in result.references], ensure_ascii=False, indent=2) + "\n"


def _text(ref: Reference) -> str:
    names = [joined(author.family, author.given, by=", ") for author in ref.authors]
    who = joined(*names, "et al." if ref.and_others else None, by="; ")
    parts = (f"{who} ({ref.issued})" if ref.issued else who, ref.title, ref.venue)
    return " ".join(sentence(part) for part in parts if part)


def _entry(ref: Reference) -> str:
    names = [_name(author) for author in ref.authors] + (["others"] if ref.and_others else [])
    fields = {
        "title": f"{{{_escaped(ref.title)}}}" if ref.title else None,
        "author": " and ".join(names),
        "year": _year(ref),
        _VENUE.get(ref.bibtex, "howpublished"): _escaped(ref.venue) if ref.venue else None,
        "doi": ref.doi,
        "eprint": ref.arxiv,
        "archiveprefix": "arXiv" if ref.arxiv else None,
        "url": ref.url,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return ",\n".join([f"@{ref.bibtex}{{{ref.id}", *lines]) + "\n}\n"


def _name(author: Author) -> str:
    if author.given is None:  # braces keep BibTeX from taking the name apart
        return f"{{{_escaped(author.family)}}}"
    return f"{_escaped(author.family)}, {_escaped(author.given)}"


def _csl(ref: Reference) -> dict[str, Any]:
    year = _year(ref)
    item = {
        "id": ref.id,
        "type": ref.csl,
        "title": ref.title,
        "author": [
            {"family": author.family, "given": author.given}
            if author.given
            else {"literal": author.family}
            for author in ref.authors
        ]
        + ([{"literal": "et al."}] if ref.and_others else []),
        "issued": {"date-parts": [[int(year)]]} if year else None,
        "container-title": ref.venue,
        "DOI": ref.doi,
        "number": f"arXiv:{ref.arxiv}" if ref.arxiv else None,
        "URL": ref.url,
    }
    return {name: value for name, value in item.items() if value}


def _year(ref: Reference) -> str | None:
    found = re.match(r"\d{4}", ref.issued or "")
    return found[0] if found else None


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)
