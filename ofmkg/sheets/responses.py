"""What stands beside a reading in a file of its own: how a reading is named, what must be said."""

from ofmkg.analyses.cell_states import states
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph.characters import strange
from ofmkg.graph.terms import BASE, did_you_mean
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.sheets.folders import Surroundings
from ofmkg.sheets.things import Thing
from ofmkg.sheets.vocabulary import Vocabulary

_STANCES = ("Assumption", "Finding", "AttributedPosition", "Treatment", "Silence")


def stated(**options: str) -> None:
    """Raise UsageError for an option that is empty, or holds what no text has."""
    for option, value in options.items():
        wrong = strange(value) if value.strip() else "is empty."
        if wrong:
            raise UsageError(f"--{option.replace('_', '-')}: {wrong}")


def coder_in_use(study: str, step: str, framework: str, here: Surroundings) -> str:
    """Return the id of the coder from whose coding of a study's step answers are drawn.

    Raises UnknownIdError if there is no such study, or no coding of the step.
    """
    graph = KnowledgeGraph(here.decided)
    rows = states(graph, {**graph.read_as(framework), "study": (graph.find(study, "Study"),)})
    coders = {row.coded_by for row in rows if row.step == step and row.coded_by is not None}
    if not coders:
        steps = dict.fromkeys(row.step for row in rows)
        raise UnknownIdError(f"--step: nobody has coded {step!r}. Known: {', '.join(steps)}.")
    return min(coders)


def assessment(vocabulary: Vocabulary, study: str, framework: str, coder: str) -> Thing:
    """Return a coder's assessment of a study, all named by id. Raises UnknownIdError."""
    iri = f"{BASE}assessment/{study}/{framework}/{coder}"
    found = vocabulary.described(iri)
    if found and "Assessment" in found.kinds:
        return found
    every = [thing.iri.split("/")[-3:] for thing in vocabulary.every("Assessment")]
    coders = sorted(who for what, frame, who in every if (what, frame) == (study, framework))
    if coders:
        raise UnknownIdError(
            f"{coder} has no assessment of {study}.", f"Those of it: {', '.join(coders)}."
        )
    studies = {what for what, _, _ in every}
    raise UnknownIdError(f"There is no assessment of {study!r}.{did_you_mean(study, studies)}")


def coding(vocabulary: Vocabulary, study: str, step: str, coder: str, framework: str) -> str:
    """Return the IRI of a coder's coding of a step, all named by id. Raises UnknownIdError."""
    found = assessment(vocabulary, study, framework, coder).iri
    steps = vocabulary.steps(framework)
    if step not in steps:
        near = did_you_mean(step, steps) or f" Known: {', '.join(steps)}."
        raise UnknownIdError(f"--step: there is no step {step!r}.{near}")
    iri = f"{found}/coding/{step}"
    if vocabulary.described(iri) is None:
        raise UnknownIdError(f"{coder} has not coded {step} of {study}.")
    return iri


def reading(vocabulary: Vocabulary, name: str) -> str:
    """Return the IRI of the coding, claim or stance that an id, IRI or path names.

    Raises UnknownIdError if there is none, and UsageError for an id of several.
    """
    kinds = ("Claim", "Coding", *_STANCES)
    for iri in (name, f"{BASE}{name}"):
        thing = vocabulary.described(iri)
        if thing and thing.kinds & set(kinds):
            return iri
    every = {thing.iri: thing.id for kind in kinds for thing in vocabulary.every(kind)}
    found = sorted(iri for iri, own in every.items() if own == name)
    if len(found) > 1:
        paths = ", ".join(iri.removeprefix(BASE) for iri in found[:6])
        more = f" and {len(found) - 6} more" if len(found) > 6 else ""
        raise UsageError(f"{name!r} names several readings; give one of: {paths}{more}.")
    if found:
        return found[0]
    if vocabulary.find("Study", name) or vocabulary.find("Work", name):
        raise UsageError(f"{name!r} is a study or work; say which coding of it with --step ID.")
    raise UnknownIdError(
        f"There is no coding, claim or stance {name!r}.{did_you_mean(name, every.values())}"
    )
