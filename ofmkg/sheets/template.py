"""A new sheet: every key that is needed, with the steps and questions of the graph as comments."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from ofmkg.sheets.vocabulary import WORK_KIND, Thing, Vocabulary

_WIDTH = 100


def template(
    vocabulary: Vocabulary, work: str, vectors: Sequence[str], framework: str, today: str
) -> str:
    """Return a sheet for a work, with an analysis for each of some vectors."""
    return "\n".join(_lines(vocabulary, work, vectors, framework, today)) + "\n"


def _lines(
    vocabulary: Vocabulary, work: str, vectors: Sequence[str], framework: str, today: str
) -> Iterator[str]:
    yield "# A coding sheet: one work as you read it, in your own words. Text after # is for you."
    yield "# Leave out what you cannot say; check it with: ofmkg sheet check FILE"
    yield "work:"
    yield f"  id: {work}"
    yield "  # Of a work that is already in the graph, give the id only."
    yield "  label:      # such as Smith et al. 2026"
    yield "  title:"
    yield "  authors:    # in one line"
    yield "  issued:     # 2026, 2026-02 or 2026-02-18"
    yield from _choice("  kind:", vocabulary.ids(WORK_KIND))
    yield "  url:"
    yield "collection:   # label, cutoff and caveats in one sheet of a collection, the id in all"
    yield "  id: own"
    yield "  label: our own readings"
    yield f"  cutoff: '{today}'"
    yield "  caveats:"
    yield "  - Coded once, by one coder."
    yield "coder:        # the label in one of your sheets, the id in all"
    yield "  id: me"
    yield "  label: me"
    yield "  # kind is person, or software such as a language model"
    yield "  kind: person"
    yield f"coded_on: '{today}'"
    yield f"framework: {framework}"
    yield "text_read:"
    yield from _choice("  extent:", vocabulary.ids("TextExtent"))
    yield "  source:     # the page or file that you read"
    yield "  sections:   # such as: all; or: abstract"
    yield "open_models:"
    yield from _choice("  value:", vocabulary.ids("Extent"))
    yield "  locator:"
    yield "# by_developer: yes    # if the authors develop the models that they test"
    yield "analyses:     # one for each misuse vector"
    for vector in vectors or ("",):
        yield from _analysis(vocabulary, vector, framework)
    yield from _questions(vocabulary)
    yield "claims: []"
    yield from _examples(vocabulary)


def _analysis(vocabulary: Vocabulary, vector: str, framework: str) -> Iterator[str]:
    yield from _choice(f"- vector: {vector}".rstrip(), () if vector else _top(vocabulary))
    yield from _comment("Actors, each with actor, statement, locator; considered: no for those")
    yield from _comment("named as left out. Known: " + ", ".join(vocabulary.ids("ThreatActor")))
    yield "  actors: []"
    yield from _comment("Reference points, each with baseline, extent, statement, locator.")
    yield from _comment("Known: " + ", ".join(vocabulary.ids("Baseline")))
    yield "  baselines: []"
    yield from _comment(
        "absent only if you read the full text; of less, addressed and partial need"
    )
    yield from _comment("lower_bound: yes. Outcomes:")
    yield from _meanings(vocabulary.in_order("Outcome"), "  ")
    yield "  codings:"
    for step in vocabulary.steps_in_order(framework):
        yield from _comment(f"{step.label}. {step.definition}".rstrip())
        yield f"  - step: {step.id}"
        for name, text in vocabulary.criteria(step):
            yield from _comment(f"{name}: {text}", "    ")
        yield "    outcome:"
        yield "    rationale:"
        yield "    missing: []"
        yield "    locator:"
    yield "  positions: []"


def _questions(vocabulary: Vocabulary) -> Iterator[str]:
    yield "# Positions go into the analysis they are about, or here if they hold across vectors:"
    yield "#   - {id: p1, question: ..., answer: ..., mode: ..., statement: ..., locator: ...}"
    yield "# Modes (found: shown with evidence in the work):"
    yield from _meanings(vocabulary.in_order("AssumptionMode"), "")
    yield "# Questions, and the answers to each:"
    for question in vocabulary.things("Question"):
        yield from _comment(f"{question.id} ({question.label}):", "")
        yield from _meanings(vocabulary.answers(question), "")
    yield "positions: []"


def _examples(vocabulary: Vocabulary) -> Iterator[str]:
    yield "# - id: my-claim"
    yield "#   statement: one sentence that the work asserts"
    yield f"#   kind: empirical            # {', '.join(vocabulary.ids('ClaimKind'))}"
    yield "#   about: [vector/biosecurity]"
    yield "#   locator: Results"
    levels = ", ".join(vocabulary.ids("Confidence"))
    yield f"#   confidence: ...            # how sure you are, if you say so: {levels}"
    yield "#   relations: [{direction: supports, claim: ...}]"
    designs = ", ".join(vocabulary.ids("StudyDesign"))
    yield "#   evidence:"
    yield "#     design: in your own words"
    yield from _comment(f"    design_kind:             one of {designs}", "")
    yield "#     n: 120"
    yield "#     compared_with: [web-search]"
    yield "#     result: with its figures"
    yield "#     models: which were tested"
    yield "#     date: 2026-02"


def _meanings(things: Iterable[Thing], indent: str) -> Iterator[str]:
    """Yield the id of each thing, with what it means, as comments."""
    for thing in things:
        said = f"{thing.id}: {thing.definition}" if thing.definition else thing.id
        lines = wrap(said, _WIDTH - len(indent) - 4, break_on_hyphens=False)
        yield f"{indent}# - {lines[0]}"
        for line in lines[1:]:
            yield f"{indent}#   {line}"


def _top(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(
        thing.id
        for thing in vocabulary.things("MisuseVector")
        if "broaderThreat" not in thing.links
    )


def _choice(key: str, ids: Sequence[str]) -> Iterator[str]:
    yield f"{key}  # {', '.join(ids)}" if ids else key


def _comment(text: str, indent: str = "  ") -> Iterator[str]:
    for line in wrap(text, _WIDTH - len(indent) - 2, break_on_hyphens=False):
        yield f"{indent}# {line}"
