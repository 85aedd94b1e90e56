"""A reference of somebody's bibliography: what it says of a work, in the fields of a sheet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ofmkg.bibliography.names import Name

_ARXIV = re.compile(r"(?:arxiv\s*[:.]\s*|arxiv\.org/(?:abs|pdf)/)(\d{4}\.\d{4,5})", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_OTHERS = {"others", "et al", "et al."}
# RIS and CSL have no word for a list of authors that goes on, and nobody is called "et al.".
GOES_ON = "The list of authors goes on (et al.)."


@dataclass(frozen=True, slots=True)
class Record:
    """One reference: its key in the bibliography, its kind there, and what it says of the work.

    `fields` are those of a sheet but for the authors; `kind` is named as the format names it.
    """

    key: str
    kind: str
    fields: Mapping[str, str]
    authors: tuple[Name, ...] = ()
    more_authors: bool = False


def record(
    key: str,
    kind: str,
    names: list[Name],
    said: Mapping[str, str | None],
    *elsewhere: str | None,
) -> Record:
    """Return a record of what a reference says; in `elsewhere`, as in notes, a number
    of arXiv may stand, too.
    """
    fields = {name: " ".join(value.split()) for name, value in said.items() if value}
    fields = {name: value for name, value in fields.items() if value}
    found = _first(_ARXIV, fields.get("arxiv"), fields.get("venue"), *elsewhere, fields.get("url"))
    doi = _DOI.search(fields.get("doi", ""))
    found = found or _first(_ARXIV, fields.get("doi"))
    for name, value in (("arxiv", found), ("doi", doi[0] if doi else None)):
        if value:
            fields[name] = value
        else:
            fields.pop(name, None)
    if "pages" in fields:
        fields["pages"] = re.sub(r"\s*[-–—]+\s*", "-", fields["pages"])
    if _ARXIV.search(fields.get("venue", "")):
        fields["venue"] = "arXiv"
    people = [name for name in names if name.label.lower() not in _OTHERS]
    more = len(people) < len(names) or any(text and GOES_ON in text for text in elsewhere)
    return Record(key, kind, fields, tuple(people), more)


def date(year: str | None, month: str | None = None, day: str | None = None) -> str | None:
    """Return a date as far as it is known; a year may hold the others: 2024-02-27, 2024/2/27."""
    whole = _DATE.search(year or "")
    if not whole:
        return None
    months = (whole[2], month)
    number = next((found for each in months if each and (found := _month(each))), None)
    if number is None:
        return whole[1]
    days = [int(each) for each in (whole[3], day) if each and each.isdecimal()]
    last = f"-{days[0]:02}" if days and 1 <= days[0] <= 31 else ""
    return f"{whole[1]}-{number:02}{last}"


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    short = text.strip().lower()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def _first(pattern: re.Pattern[str], *texts: str | None) -> str | None:
    return next((found[1] for text in texts if text and (found := pattern.search(text))), None)
