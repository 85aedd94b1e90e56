"""What must hold between the parts of a sheet, beyond the form of each."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ofmkg.graph.extents import THROUGH_ANOTHER
from ofmkg.graph.terms import BASE, short
from ofmkg.sheets import disagreements, places
from ofmkg.sheets.model import CODER, FOUND, WORK, Analysis, Coding, Position, Sheet
from ofmkg.sheets.parts import Part, plain
from ofmkg.sheets.readings import Readings
from ofmkg.sheets.tree import Place
from ofmkg.sheets.vocabulary import Vocabulary

Wrong = tuple[Place, str]
# Fields whose ids are of several kinds, or are words of the form itself beside those of the graph.
KINDS = {
    "answer": ("Position", "Handling"),
    "mode": ("AssumptionMode",),
    "drawn-by": ("Coder",),
}
WORDS = {"mode": (FOUND,), "drawn-by": (CODER, WORK)}
CHECKED_LATER = {"Claim", "Work"}  # which may be one of the sheet itself
_FULL, _PARTS = "full", ("partial", "abstract-only")
_ABSENT, _AMBIGUOUS = "absent", "ambiguous"
_BOUNDED = ("addressed", "partial")


def known_ids(kind: str, vocabulary: Vocabulary) -> set[str]:
    """Return the ids that a field of some kind may name."""
    kinds = KINDS.get(kind, (kind,))
    return {*WORDS.get(kind, ()), *(found for each in kinds for found in vocabulary.ids(each))}


def knows(kind: str, name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a field of some kind may name an id."""
    kinds = KINDS.get(kind, (kind,))
    return name in WORDS.get(kind, ()) or any(vocabulary.find(each, name) for each in kinds)


def meanings(kind: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return what the ids mean that a field of some kind may name, where that is defined."""
    found = (
        vocabulary.find(each, id)
        for each in KINDS.get(kind, (kind,))
        for id in vocabulary.ids(each)
    )
    return {thing.id: thing.definition for thing in found if thing and thing.definition}


def broken(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Wrong]:
    """Yield every rule that a sheet breaks, with the place where."""
    yield from _heads(sheet, vocabulary)
    yield from _through(sheet)
    yield from _claims(sheet, vocabulary)
    yield from _positions(sheet.positions, ("positions",), vocabulary)
    yield from disagreements.broken(sheet, vocabulary)
    yield from _twice([each.id for each in sheet.disagreements], ("disagreements",), "id")
    yield from _twice([each.id for each in sheet.positions], ("positions",), "id")
    yield from _twice([each.vector for each in sheet.analyses], ("analyses",), "vector")
    for number, analysis in enumerate(sheet.analyses):
        yield from _analysis(sheet, analysis, ("analyses", number), vocabulary)


def _heads(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Wrong]:
    """Yield what is missing of work, collection and coder, each of which is described once."""
    beside = Readings(sheet, vocabulary)
    heads: tuple[tuple[str, str, Part, Sequence[str]], ...] = (
        (
            "work",
            places.work(sheet.work.id),
            sheet.work,
            ("label", "title", "authors", "issued", "kind"),
        ),
        (
            "collection",
            places.collection(sheet.collection.id),
            sheet.collection,
            ("label", "cutoff", "caveats"),
        ),
        ("coder", places.coder(sheet.coder.id), sheet.coder, ("label",)),
    )
    for name, iri, part, needed in heads:
        elsewhere = beside.elsewhere(iri) is not None
        given = [field for field in plain(part) if field != "id"]
        missing = [field for field in needed if field not in given]
        if elsewhere and given and name == "work":
            yield (name, given[0]), f"{given[0]}: this work is already described; give its id only."
        elif (given or not elsewhere) and missing and not (elsewhere and not given):
            yield (
                (name,),
                f"{name}: {short(iri)!r} is described nowhere else; add {', '.join(missing)}.",
            )
    if sheet.analyses and sheet.framework is None:
        yield ("analyses",), "analyses: name the framework they were read with; add framework."
    yield from _in_use(sheet, beside)


def _in_use(sheet: Sheet, beside: Readings) -> Iterator[Wrong]:
    """Yield what is wrong with which reading of the work as a whole is the one in use."""
    work, other = sheet.work.id, beside.in_use
    if sheet.adopted_reason and sheet.adopted is None:
        yield ("adopted_reason",), "adopted_reason: says why; add adopted: yes or adopted: no."
    if sheet.in_use and other:
        yield (
            ("adopted",),
            f"adopted: the reading of {work} in use is that of {short(other.iri)}; write "
            "adopted: no at the top level of the sheet, so that this one stands beside it.",
        )
    elif sheet.adopted is False and not beside.others and not beside.studies:
        yield (
            ("adopted",),
            f"adopted: there is no other reading of {work}, so this one is in use; remove it.",
        )


def _through(sheet: Sheet) -> Iterator[Wrong]:
    """Yield where the work is missing that told of one not read itself, or should not be there."""
    read, place = sheet.text_read, ("text_read", "through")
    if (read.extent == THROUGH_ANOTHER) != bool(read.through):
        yield (
            place,
            f"through: names the work that tells of this one, if and only if the extent is "
            f"{THROUGH_ANOTHER} (here {read.extent}); add it, remove it, or correct the extent.",
        )
    if sheet.work.id == read.through:
        yield place, "through: names the work itself; name the one that tells of it."


def _analysis(
    sheet: Sheet, analysis: Analysis, place: Place, vocabulary: Vocabulary
) -> Iterator[Wrong]:
    yield from _again(sheet, analysis, place, vocabulary)
    steps = vocabulary.steps(sheet.framework or "")
    for number, coding in enumerate(analysis.codings):
        here = (*place, "codings", number)
        if steps and coding.step not in steps:
            yield (
                (*here, "step"),
                f"step: {coding.step!r} is no step of {sheet.framework}. "
                f"Its steps: {', '.join(steps)}.",
            )
        for key, message in _coding(coding, sheet.text_read.extent):
            yield (*here, key), message
    yield from _twice([each.step for each in analysis.codings], (*place, "codings"), "step")
    yield from _twice([each.actor for each in analysis.actors], (*place, "actors"), "actor")
    yield from _twice([b.baseline for b in analysis.baselines], (*place, "baselines"), "baseline")
    yield from _twice([each.id for each in analysis.positions], (*place, "positions"), "id")
    yield from _positions(analysis.positions, (*place, "positions"), vocabulary)


def _again(
    sheet: Sheet, analysis: Analysis, place: Place, vocabulary: Vocabulary
) -> Iterator[Wrong]:
    """Yield where an analysis and what is known of its study do not fit each other."""
    beside = Readings(sheet, vocabulary)
    name, same = beside.study(analysis), beside.same(analysis)
    if not beside.further(analysis):
        if not analysis.adopted:
            yield (
                (*place, "adopted"),
                f"adopted: {name} is a new study, and this its only reading, from which answers "
                f"are drawn; remove adopted: no.{_studies(sheet, beside)}",
            )
        if len(same) > 1:
            yield (
                (*place, "vector"),
                f"vector: {' and '.join(same)} are about {analysis.vector}; say which one this "
                "reads, by study.",
            )
        return
    vector = vocabulary.vector_of(beside.where.study(analysis))
    if vector != analysis.vector:
        yield (
            (*place, "vector"),
            f"vector: the study {name} is about {vector}; correct the vector, or name another "
            "study.",
        )
    if analysis.adopted:
        yield (
            (*place, "vector"),
            f"adopted: answers are drawn from another reading of {name}; add adopted: no. To draw "
            "them from this one, add it first and adopt it with ofmkg adopt.",
        )


def _studies(sheet: Sheet, beside: Readings) -> str:
    """Say which studies of the work of a sheet there are."""
    known = [f"{name} ({vector})" for name, vector in beside.studies.items()]
    if not known:
        return f" No study of {sheet.work.id} is known."
    return f" Studies of {sheet.work.id}: {', '.join(known)}."


def _coding(coding: Coding, extent: str) -> Iterator[tuple[str, str]]:
    """Yield what a coding says beyond what could be read."""
    if coding.outcome == _ABSENT and extent != _FULL:
        yield (
            "outcome",
            f"outcome: absent is only for what was read in full (text_read says {extent}); "
            "write not-judged, or read the rest.",
        )
    if coding.outcome in _BOUNDED and extent in _PARTS and not coding.lower_bound:
        yield (
            "outcome",
            "outcome: from part of a text this means at least this much; add lower_bound: yes.",
        )
    if coding.lower_bound and (coding.outcome not in _BOUNDED or extent == _FULL):
        yield (
            "lower_bound",
            "lower_bound: is for addressed or partial read from less than the full text; "
            "remove it.",
        )
    ambiguous = coding.basis == _AMBIGUOUS
    for name, value in (("alternative", coding.alternative), ("ambiguity", coding.ambiguity)):
        if ambiguous and value is None:
            yield "basis", f"basis: an ambiguous coding says what else it could be; add {name}."
        if value is not None and not ambiguous:
            yield name, f"{name}: is for ambiguous codings; add basis: ambiguous, or remove it."
    if coding.alternative == coding.outcome:
        yield "alternative", "alternative: is the outcome itself; name the other one, or remove it."


def _positions(
    positions: Sequence[Position], place: Place, vocabulary: Vocabulary
) -> Iterator[Wrong]:
    for number, position in enumerate(positions):
        here = (*place, number)
        handled = vocabulary.find("Handling", position.answer)
        answer = handled or vocabulary.find("Position", position.answer)
        link = "handlingOf" if handled else "answers"
        asked = {short(iri) for iri in (answer.links.get(link, set()) if answer else set())}
        known = answer and vocabulary.find("Question", position.question)
        if known and position.question not in asked:
            yield (
                (*here, "answer"),
                f"answer: {position.answer} answers {', '.join(sorted(asked)) or 'nothing'}, not "
                f"{position.question}; correct one of them.",
            )
        if handled and position.mode not in ("stated", "tacit"):
            yield (
                (*here, "mode"),
                f"mode: {position.answer} is no answer but a way of dealing with the question, "
                "which is stated or tacit; correct the mode or the answer.",
            )
        if position.stands_in_for and (handled or position.mode == FOUND):
            yield (
                (*here, "stands_in_for"),
                "stands_in_for: only an assumption stands in for a step; remove it.",
            )


def _claims(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Wrong]:
    own, beside = {claim.id for claim in sheet.claims}, Readings(sheet, vocabulary)
    yield from _twice([claim.id for claim in sheet.claims], ("claims",), "id")
    for number, claim in enumerate(sheet.claims):
        if beside.elsewhere(places.claim(claim.id)):
            yield (
                ("claims", number, "id"),
                f"id: there is already a claim {claim.id}; choose another.",
            )
        for each, path in enumerate(claim.about):
            if vocabulary.described(BASE + path) is None:
                yield ("claims", number, "about", each), f"about: {vocabulary.unknown_path(path)}"
        pairs = [f"{relation.direction} {relation.claim}" for relation in claim.relations]
        yield from _twice(pairs, ("claims", number, "relations"), "claim")
        for each, relation in enumerate(claim.relations):
            here = ("claims", number, "relations", each, "claim")
            if relation.claim == claim.id:
                yield here, "claim: a claim cannot bear on itself; name another."
            elif relation.claim not in own and not vocabulary.find("Claim", relation.claim):
                yield here, f"claim: {vocabulary.unknown('Claim', relation.claim)}"


def _twice(values: Sequence[str], place: Place, key: str) -> Iterator[Wrong]:
    """Yield each value that another row of a list has, too."""
    seen: Counter[str] = Counter()
    for number, value in enumerate(values):
        if seen[value]:
            yield (*place, number, key), f"{key}: {value!r} stands in two rows; keep one of them."
        seen[value] += 1
