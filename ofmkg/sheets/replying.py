"""Puts a reply to a coding on record in a folder: it stands beside the coding, and changes none."""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ofmkg.errors import UnknownIdError
from ofmkg.graph.terms import BASE, PREFIXES, short
from ofmkg.graph.validation import Report
from ofmkg.sheets import places, responses
from ofmkg.sheets.addresses import address, canonical, digest
from ofmkg.sheets.entries import entry
from ofmkg.sheets.facts import Facts
from ofmkg.sheets.folders import Surroundings, around
from ofmkg.sheets.places import ofm
from ofmkg.sheets.records import put
from ofmkg.sheets.turtle import day, node, text, word

_BOOLEAN = ox.NamedNode(PREFIXES["xsd"] + "boolean")


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody replied (ids of study, step, framework and coders; `today` is yyyy-mm-dd).

    `coder` is whose coding it answers, `recorded_by` the coder who puts it on record, `where` the
    letter, page or address at which it can be found.
    """

    study: str
    step: str
    coder: str
    by: str
    by_author: bool
    statement: str
    where: str
    recorded_by: str
    today: str
    framework: str


def reply(given: Reply, folder: Path | Surroundings) -> tuple[Path | None, Report]:
    """Write a reply; one of the same person (by full name) to the same coding is replaced.

    Returns the file, None if the report has violations. Raises UnknownIdError for what is not
    there, and UsageError where something is not said.
    """
    here = around(folder)
    vocabulary = here.vocabulary
    responses.stated(text=given.statement, by=given.by, where=given.where)
    coding = responses.coding(vocabulary, given.study, given.step, given.coder, given.framework)
    if vocabulary.find("Coder", given.recorded_by) is None:
        raise UnknownIdError(f"--recorded-by: {vocabulary.unknown('Coder', given.recorded_by)}")
    iri = _iri(here, coding, given)
    entered = entry(
        iri,
        ("Reply",),
        ("repliesTo", node(coding)),
        ("repliedBy", word(canonical(given.by))),
        ("byAuthor", ox.Literal(str(given.by_author).lower(), datatype=_BOOLEAN)),
        ("statement", text(given.statement.strip())),
        ("locator", text(given.where.strip())),
        ("prov:wasAttributedTo", node(places.coder(given.recorded_by))),
        ("dcterms:created", day(given.today)),
    )
    return put(
        entered,
        here,
        f"reply-{given.study}-{given.coder}-{given.step}-{short(iri)}",
        graph=f"{BASE}graph/own/{iri.removeprefix(BASE)}",
        title=f"A reply to a coding of {given.study}",
        by=given.recorded_by,
        today=given.today,
        named=[coding, places.coder(given.recorded_by)],
    )


def _iri(here: Surroundings, coding: str, given: Reply) -> str:
    """Return the IRI of a reply: that of the same person to the same coding, else one of its own.

    Whose a reply is, its text says and not its address, which may have been made in other ways.
    """
    whole, kind = canonical(given.by), ofm("Reply")
    files = [Facts(document, here.vocabulary) for document in here.own]
    people = {
        iri: canonical(facts.one(iri, "repliedBy") or "")
        for facts in files
        for iri in facts.of(kind)
    }
    replies = (iri for facts in files for iri in facts.with_link(kind, "repliesTo", coding))
    same = next((iri for iri in replies if people[iri] == whole), None)
    place = f"{BASE}reply/{given.study}/{given.framework}/{given.coder}/{given.step}"
    own = f"{place}/{address(whole)}"
    return same or (f"{own}-{digest(whole)}" if own in people else own)
