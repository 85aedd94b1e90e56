"""What must hold of the disagreements that a sheet puts on record, beyond the form of each."""

from collections.abc import Iterator

from ofmkg.graph.terms import BASE, short
from ofmkg.sheets import places
from ofmkg.sheets.model import Disagreement, Party, Sheet
from ofmkg.sheets.readings import Readings
from ofmkg.sheets.tree import Place
from ofmkg.sheets.vocabulary import Vocabulary

Wrong = tuple[Place, str]
_CODER = "coder"  # whose diagnosis it is, if no work's


def broken(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Wrong]:
    """Yield what is wrong with each disagreement, with the place where."""
    beside = Readings(sheet, vocabulary)
    for number, found in enumerate(sheet.disagreements):
        place: Place = ("disagreements", number)
        if beside.elsewhere(places.disagreement(found.id)):
            yield (
                (*place, "id"),
                f"id: there is already a disagreement {found.id}; choose another.",
            )
        for each, path in enumerate(found.about):
            if vocabulary.described(BASE + path) is None:
                yield (*place, "about", each), f"about: {vocabulary.unknown_path(path)}"
        for each, party in enumerate(found.parties):
            yield from _party(sheet, party, (*place, "parties", each), vocabulary)
        yield from _causes(sheet, found, place, vocabulary)


def _party(sheet: Sheet, party: Party, place: Place, vocabulary: Vocabulary) -> Iterator[Wrong]:
    """Yield what is wrong with a party: the work, its claim, its side."""
    if not _is_work(party.work, sheet, vocabulary):
        yield (*place, "work"), f"work: {vocabulary.unknown('Work', party.work)}"
        return
    if party.side_basis and not party.side:
        yield (*place, "side_basis"), "side_basis: says how a side is known; add side."
    if party.claim in {claim.id for claim in sheet.claims}:
        by = {sheet.work.id}
    elif known := vocabulary.find("Claim", party.claim):
        by = set(map(short, known.links.get("assertedBy", ())))
    else:
        yield (*place, "claim"), f"claim: {vocabulary.unknown('Claim', party.claim)}"
        return
    if party.work not in by:
        yield (
            (*place, "claim"),
            f"claim: {party.claim} is a claim of {' and '.join(sorted(by))}, not of {party.work}; "
            "correct one of them.",
        )


def _causes(
    sheet: Sheet, found: Disagreement, place: Place, vocabulary: Vocabulary
) -> Iterator[Wrong]:
    for each, cause in enumerate(found.causes):
        if cause.by != _CODER and not _is_work(cause.by, sheet, vocabulary):
            yield (
                (*place, "causes", each, "by"),
                f"by: {vocabulary.unknown('Work', cause.by)} Write coder for your own diagnosis.",
            )
        if cause.cause in [other.cause for other in found.causes[:each]]:
            yield (
                (*place, "causes", each, "cause"),
                f"cause: {cause.cause!r} stands in two rows; keep one of them.",
            )


def _is_work(name: str, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    return name == sheet.work.id or vocabulary.find("Work", name) is not None
