"""What a sheet would put on record, in sentences: what it reads, and what bears on what."""

from collections.abc import Iterator

from ofmkg.graph.terms import short
from ofmkg.sheets import places
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.readings import Readings
from ofmkg.sheets.vocabulary import Vocabulary


def sentences(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield of each analysis whether it reads a study again, of each relation its direction."""
    yield from Readings(sheet, vocabulary).told()
    for claim in sheet.claims:
        for relation in claim.relations:
            other = vocabulary.described(places.claim(relation.claim))
            by = sorted(map(short, other.links.get("assertedBy", ()))) if other else []
            works = " and ".join(by) or sheet.work.id
            yield (
                f"claim {claim.id} of {sheet.work.id} {relation.direction} claim "
                f"{relation.claim} of {works}."
            )
