"""Puts on record that a person agrees or differs with a reading: it stands beside, changes none."""

import re
from dataclasses import dataclass
from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.graph import lexical
from ofmkg.graph.terms import BASE, PREFIXES, short
from ofmkg.graph.validation import Report
from ofmkg.sheets import responses
from ofmkg.sheets.addresses import address, canonical, digest
from ofmkg.sheets.entries import entry
from ofmkg.sheets.facts import Facts
from ofmkg.sheets.folders import Surroundings, around
from ofmkg.sheets.places import ofm
from ofmkg.sheets.records import put
from ofmkg.sheets.turtle import day, node, text, word

_ORCID = re.compile(r"(?:https?://orcid\.org/)?([0-9]{4}(?:-[0-9]{4}){2}-[0-9]{3}[0-9X])/?", re.I)


@dataclass(frozen=True, slots=True)
class Review:
    """What a person found who checked a reading (IRI) against a passage of the text.

    `by` is the name, `date` yyyy-mm-dd; `orcid` and `note` may be empty.
    """

    reading: str
    agrees: bool
    by: str
    passage: str
    date: str
    orcid: str = ""
    note: str = ""


def review(given: Review, folder: Path | Surroundings) -> tuple[Path | None, Report]:
    """Write a review into a file of its own; none is ever replaced.

    Returns the file, None if the report has violations. Raises UsageError where something is not
    said or no ORCID or day, and for what is on record already.
    """
    responses.stated(by=given.by, passage=given.passage)
    orcid, when = checked_orcid(given.orcid), _day(given.date)
    here = around(folder)
    content = (
        given.reading,
        canonical(given.by),
        orcid or "",
        "agrees" if given.agrees else "differs",
        given.passage.strip(),
        given.note.strip(),
        when,
    )
    iri = _iri(here, content)
    entered = entry(
        iri,
        ("Review",),
        ("reviews", node(given.reading)),
        ("verdict", node(ofm(content[3]))),
        ("reviewedBy", word(content[1])),
        ("orcid", node(orcid) if orcid else None),
        ("locator", text(content[4])),
        ("statement", text(content[5]) if content[5] else None),
        ("dcterms:created", day(when)),
    )
    return put(
        entered,
        here,
        f"review-{short(given.reading)}-{short(iri)}",
        graph=f"{BASE}graph/own/{iri.removeprefix(BASE)}",
        title=f"A review of {short(given.reading)}",
        by=content[1],
        today=when,
        named=[given.reading],
    )


def checked_orcid(given: str) -> str | None:
    """Return an ORCID as its address; None if none is given. Raises UsageError for no ORCID."""
    if not given.strip():
        return None
    found = _ORCID.fullmatch(given.strip())
    if found is None:
        raise UsageError(f"--orcid: {given!r} is no ORCID; it looks like 0000-0002-1825-0097.")
    number = found[1].upper()
    if not lexical.is_orcid(number):
        raise UsageError(f"--orcid: {given!r} is mistyped, for its last digit does not fit.")
    return f"https://orcid.org/{number}"


def _day(given: str) -> str:
    if not lexical.is_day(given):
        raise UsageError(f"--date: {given!r} is no day; write it as 2026-03-01.")
    return given


def _iri(here: Surroundings, content: tuple[str, ...]) -> str:
    """Return a new IRI for a review. Raises UsageError if the same is on record in the folder."""
    reading, by, *_, when = content
    taken: set[str] = set()
    for document in here.own:
        facts = Facts(document, here.vocabulary)
        for iri in facts.of(ofm("Review")):
            taken.add(iri)
            if _content(facts, iri) == content:
                raise UsageError(f"{document.path}: holds the same review already.")
    path = reading.removeprefix(BASE)
    place = path if path != reading else digest(reading)
    own = f"{BASE}review/{place}/{address(by)}-{when}"
    return f"{own}-{digest(' '.join(content))}" if own in taken else own


def _content(facts: Facts, iri: str) -> tuple[str, ...]:
    created = PREFIXES["dcterms"] + "created"
    paths = ("reviews", "reviewedBy", "orcid", "verdict", "locator", "statement", created)
    reading, by, orcid, verdict, *rest = (facts.one(iri, each) or "" for each in paths)
    return (reading, canonical(by), orcid, short(verdict), *rest)
