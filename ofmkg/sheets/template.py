"""A new sheet: every key, with the steps, questions and words of the graph as comments.

A comment stands on a line of its own, so that a value can be written behind each key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ofmkg.sheets import places
from ofmkg.sheets.template_parts import examples, listed, meanings, questions, remark
from ofmkg.sheets.things import WORK_KIND, Thing
from ofmkg.sheets.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new sheet is for (ids): a first reading of a work, or with `second` a further one.

    `blind` leaves out what others read; without a `collection` it is that of a known work.
    """

    work: str
    framework: str
    today: str
    vectors: Sequence[str] = ()
    second: bool = False
    blind: bool = False
    coder: str = "me"
    collection: str = ""
    extent: str = ""


def template(
    vocabulary: Vocabulary, work: str, vectors: Sequence[str], framework: str, today: str
) -> str:
    """Return a sheet for the first reading of a work, with an analysis for each of some vectors."""
    return drafted(vocabulary, Wanted(work, framework, today, vectors))


def drafted(vocabulary: Vocabulary, wanted: Wanted) -> str:
    """Return a sheet to be filled in."""
    return "\n".join(_lines(vocabulary, wanted)) + "\n"


def studies(vocabulary: Vocabulary, work: str) -> dict[str, str]:
    """Return the vectors of the known studies of a work, with the id of each study."""
    found = vocabulary.linked("Study", "reportedIn", places.work(work))
    return {vocabulary.vector_of(each.iri) or "": each.id for each in found}


def _lines(vocabulary: Vocabulary, wanted: Wanted) -> Iterator[str]:
    work, framework, today = wanted.work, wanted.framework, wanted.today
    yield "# A coding sheet: one work as you read it, in your own words. Text after # is for you."
    yield "# Leave out what you cannot say; check it with: ofmkg sheet check FILE"
    yield "# A text with a # or a colon in it needs quotes. To use a key that stands behind a #,"
    yield "# take away the sign and the blank after it; rows of a list take the place of its []."
    yield "work:"
    yield f"  id: {work}"
    if vocabulary.find("Work", work) is None:
        yield "  # such as Smith et al. 2026"
        yield "  label:"
        yield "  title:"
        yield "  # in order: a list as below, or a line such as Smith, J., and Lee, B."
        yield "  authors:"
        yield "  # - {family: Smith, given: J., suffix: Jr.}"
        yield "  # - {organization: RAND}"
        yield "  # - {name: a person whose name has no parts}"
        yield "  # if your source cuts the list off (et al.)"
        yield "  # more_authors: yes"
        yield "  # 2026, 2026-02 or 2026-02-18"
        yield "  issued:"
        yield from listed("  ", "kind", vocabulary.ids(WORK_KIND))
        yield "  url:"
        yield "  # also, if there are: venue, volume, issue, pages, edition, number, publisher,"
        yield "  # isbn, arxiv (the number alone), doi (beginning with 10.)"
    yield from _collection(vocabulary, wanted)
    yield from _coder(vocabulary, wanted)
    yield f"coded_on: '{today}'"
    yield f"framework: {framework}"
    yield "text_read:"
    yield from listed("  ", "extent", vocabulary.ids("TextExtent"), wanted.extent)
    yield "  # the page or file that you read"
    yield "  source:"
    yield "  # such as: all; or: abstract"
    yield "  sections:"
    yield "  # the date of the version that you read"
    yield "  # version: 2026-02-18"
    yield "  # note: what limits the reading"
    yield "# whether the work analyses open models, and where that shows"
    yield "open_models:"
    yield from listed("  ", "value", vocabulary.ids("Extent"))
    yield "  locator:"
    yield "  # note:"
    yield "# yes if the authors develop the models that they test, else no"
    yield "# by_developer: yes"
    yield "# note: what else is to be said of the reading"
    if wanted.second:
        yield "# This reading of the work stands beside the one in use."
        yield "adopted: no"
    else:
        yield "# if this reading of a work stands beside the one in use"
        yield "# adopted: no"
    yield "# adopted_reason: why, if you say so"
    yield "# one for each misuse vector"
    vectors = wanted.vectors
    if wanted.second and not vectors:
        vectors = tuple(studies(vocabulary, work))
    none = wanted.second and not vectors
    yield "analyses: []" if none else "analyses:"
    for vector in () if none else vectors or ("",):
        yield from _analysis(vocabulary, vector, wanted)
    yield from questions(vocabulary, vectors, framework, blind=wanted.blind)
    yield "claims: []"
    yield from examples(vocabulary)


def _collection(vocabulary: Vocabulary, wanted: Wanted) -> Iterator[str]:
    """Yield the collection: the one that is wanted, else that of a known work, else one's own."""
    name = wanted.collection or _held_in(vocabulary, wanted.work) or "own"
    yield "# label, cutoff and caveats in one sheet of a collection, the id in all"
    yield "collection:"
    yield f"  id: {name}"
    if vocabulary.find("Collection", name) is None:
        yield f"  label: {'our own readings' if name == 'own' else ''}".rstrip()
        yield f"  cutoff: '{wanted.today}'"
        yield "  caveats:"
        yield "  - Coded once, by one coder."


def _held_in(vocabulary: Vocabulary, work: str) -> str:
    """Return the collection in which a work was read, unless it is complete."""
    iri = places.work(work)
    found: list[Thing] = [
        *vocabulary.linked("WorkReading", "readsWork", iri),
        *vocabulary.linked("Study", "reportedIn", iri),
    ]
    held = {
        each
        for thing in found
        for link in ("forCollection", "inCollection")
        for each in thing.links.get(link, ())
    }
    open_ones = [thing for thing in map(vocabulary.described, sorted(held)) if thing]
    return next((thing.id for thing in open_ones if not thing.complete), "")


def _coder(vocabulary: Vocabulary, wanted: Wanted) -> Iterator[str]:
    yield "# the label in one of your sheets, the id in all"
    yield "coder:"
    yield f"  id: {wanted.coder}"
    if vocabulary.find("Coder", wanted.coder) is None:
        yield f"  label: {wanted.coder}"
        yield "  # kind is person, or software such as a language model"
        yield "  kind: person"


def _analysis(vocabulary: Vocabulary, vector: str, wanted: Wanted) -> Iterator[str]:
    if not vector:
        yield from listed("", "- vector", _top(vocabulary))
    else:
        yield f"- vector: {vector}"
    known = studies(vocabulary, wanted.work).get(vector)
    if wanted.second and known:
        yield f"  # a further reading of the study {known}, beside the one in use"
        yield "  adopted: no"
    narrower = _narrower(vocabulary, vector)
    if narrower:
        yield from remark("Narrower threats that the work is about, in brackets:")
        yield from meanings(narrower, "  ")
        yield "  # threats: [...]"
    yield "  # actor_note: what the work says on actors beyond naming them"
    yield "  # note: what else is to be said of this analysis"
    yield from remark(
        "Actors, each with actor, statement, locator; considered: no for those named as left out; "
        "such as"
    )
    yield "  # - {actor: ..., statement: ..., locator: ...}"
    yield from meanings(vocabulary.things("ThreatActor"), "  ")
    yield "  actors: []"
    extents = ", ".join(vocabulary.ids("Extent"))
    yield from remark(
        f"Reference points, each with baseline, extent ({extents}), statement, locator; such as"
    )
    yield "  # - {baseline: ..., extent: ..., statement: ..., locator: ...}"
    yield from meanings(vocabulary.things("Baseline"), "  ")
    yield "  baselines: []"
    yield from remark(
        "absent only if you read the full text; of less, addressed and partial need lower_bound: "
        "yes. Outcomes:"
    )
    yield from meanings(vocabulary.in_order("Outcome"), "  ")
    yield from remark("In each coding, if you say so:")
    levels = ", ".join(vocabulary.ids("Confidence"))
    yield f"  # how sure you are ({levels})"
    yield "  #   confidence: high"
    yield "  # two outcomes fit: the other one, and why"
    yield "  #   basis: ambiguous"
    yield "  #   alternative: partial"
    yield "  #   ambiguity: why"
    yield "  # at least this much, of less than the full text"
    yield "  #   lower_bound: yes"
    yield "  # you knew another outcome of the step"
    yield "  #   independent: no"
    yield "  # anything else"
    yield "  #   note: in your words"
    yield "  codings:"
    for step in vocabulary.steps_in_order(wanted.framework):
        yield from remark(f"{step.label}. {step.definition}".rstrip())
        yield f"  - step: {step.id}"
        for name, text in vocabulary.criteria(step):
            yield from remark(f"{name}: {text}", "    ")
        yield "    outcome:"
        yield "    rationale:"
        yield "    missing: []"
        yield "    locator:"
    yield "  positions: []"


def _top(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(
        thing.id
        for thing in vocabulary.things("MisuseVector")
        if "broaderThreat" not in thing.links
    )


def _narrower(vocabulary: Vocabulary, vector: str) -> list[Thing]:
    """Return the threats within a vector, at any depth."""
    every = vocabulary.things("MisuseVector")
    found: list[Thing] = []
    outer = {thing.iri for thing in every if thing.id == vector}
    while outer:
        inner = [t for t in every if t.links.get("broaderThreat", set()) & outer]
        found += [each for each in inner if each not in found]
        outer = {thing.iri for thing in inner}
    return found
