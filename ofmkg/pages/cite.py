"""References as text."""

import re

from ofmkg.analyses.cite import Bibliography, Reference
from ofmkg.pages.blocks import Heading, Item, Items, Page
from ofmkg.pages.messages import joined, labelled, say, sentence

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


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


def date_parts(ref: Reference) -> tuple[str, ...]:
    """Return year, month and day of the (first) date of a work, as far as they are known."""
    found = _DATE.match(ref.issued or "")
    return tuple(part for part in found.groups() if part) if found else ()


def _text(ref: Reference) -> str:
    names = [name.listed for name in ref.authors]
    who = joined(*names, "et al." if ref.and_others else None, by="; ")
    parts = (f"{who} ({ref.issued})" if ref.issued else who, ref.title, _venue(ref))
    return " ".join(sentence(part) for part in parts if part)


def _venue(ref: Reference) -> str:
    """Return where a work appeared: Nature, 624(7990):36-38; A Press; ISBN 159327288X."""
    issue = f"({ref.issue})" if ref.issue else ""
    place = f"{ref.volume or ''}{issue}"
    where = joined(place or None, ref.pages, by=":")
    edition = say("ed. {edition}", edition=ref.edition) if ref.edition else None
    issued_by = joined(ref.publisher, ref.number, by=", ")
    isbn = f"ISBN {ref.isbn}" if ref.isbn else None
    return joined(joined(ref.venue, where, edition, by=", "), issued_by, isbn)
