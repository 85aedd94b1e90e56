"""Parts of a new sheet that are comments: what ids mean, questions with answers, examples."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from ofmkg.graph.terms import NS, short
from ofmkg.sheets.model import FOUND
from ofmkg.sheets.things import Thing
from ofmkg.sheets.vocabulary import Vocabulary

_WIDTH = 100


def questions(
    vocabulary: Vocabulary, vectors: Sequence[str], framework: str, *, blind: bool
) -> Iterator[str]:
    """Yield the questions on some vectors (none: on all) beneath the steps that they concern."""
    yield "# Positions go into the analysis they are about, or here if they hold across vectors:"
    yield "#   - {id: p1, question: ..., answer: ..., mode: ..., statement: ..., locator: ...}"
    yield "# also, if you say so: basis, confidence, vectors: [...], stands_in_for: [step] of an"
    yield "# assumption, and a note. Modes:"
    finding = vocabulary.described(NS + "Finding")
    yield from _item(FOUND, "", finding.definition if finding else "", "")
    yield from meanings(vocabulary.in_order("AssumptionMode"), "")
    yield "# Answers marked * give none: they treat or leave out the question (stated or tacit)."
    steps = vocabulary.steps_in_order(framework)
    left = [q for q in vocabulary.things("Question") if _concerns(q, vectors, vocabulary)]
    if blind:
        left = [each for each in left if vocabulary.is_shared(each)]
    for step in (*steps, None):
        here = [q for q in left if step is None or step.iri in q.links.get("concernsStep", ())]
        left = [each for each in left if each not in here]
        if here:
            yield from remark(f"Questions on {step.label if step else 'no step'}:", "")
        for question in here:
            yield from remark(f"{question.id} ({question.label}): {question.text}".rstrip(), "")
            for answer in vocabulary.answers(question):
                if vocabulary.is_shared(answer) or not blind:
                    sign = " *" if "Handling" in answer.kinds else ""
                    yield from _item(answer.id + sign, answer.label, answer.definition, "")
    yield "positions: []"


def _concerns(question: Thing, vectors: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether a question is asked of some vectors, of a part of one or of what holds one."""
    asked = set(map(short, question.links.get("concernsVector", ())))
    if not asked or not vectors:
        return True
    return any(
        asked & {vector, *vocabulary.broader(vector)}
        or any(vector in vocabulary.broader(each) for each in asked)
        for vector in vectors
    )


def examples(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield a claim with its evidence, and what else a sheet may hold; without signs it is YAML."""

    def one_of(kind: str) -> str:
        return f"one of {', '.join(vocabulary.ids(kind))}"

    yield "# - id: my-claim"
    yield "#   statement: one sentence that the work asserts"
    yield from _told(one_of("ClaimKind"), "  ")
    yield "#   kind: empirical"
    yield from _told(f"kind and id, in brackets; kinds: {vocabulary.path_kinds()}", "  ")
    yield "#   about: [vector/biosecurity]"
    yield "#   locator: Results"
    yield from _told("the step that it bears on, and the answers that it gives, if any", "  ")
    yield "#   step: existing-risk"
    yield "#   expresses: [...]"
    yield from _told(f"how sure you are, if you say so: {one_of('Confidence')}", "  ")
    yield "#   confidence: high"
    ways = ", ".join(vocabulary.ids("EvidenceDirection"))
    yield from _told(f"THIS claim {ways} the other; drawn_by: work if the work says so", "  ")
    yield "#   relations:"
    yield "#   - {direction: supports, claim: the-other-claim, drawn_by: coder}"
    yield "#   evidence:"
    yield "#     design: in your own words"
    yield from _told(one_of("StudyDesign"), "    ")
    yield "#     design_kind: model-test"
    yield from _told("or words, such as nearly 1,300", "    ")
    yield "#     n: 120"
    yield "#     comparison: with what, in words"
    yield "#     compared_with: [web-search]"
    yield "#     measure: what was measured"
    yield "#     result: with its figures"
    yield "#     intervals: [an estimate with its interval]"
    yield "#     significance: [a p-value or the like]"
    yield "#     models: which were tested"
    yield from _told("those of them that the graph knows", "    ")
    yield "#     releases: [llama-2]"
    yield "#     date: 2026-02"
    yield from _told("that the work brings, or further answers to known ones", "")
    yield "# questions:"
    yield "# - id: my-question"
    yield "#   label: ..."
    yield "#   text: ..."
    yield "#   steps: [...]"
    yield "#   answers:"
    yield "#   - {id: ..., label: ..., definition: ..., excludes: [...]}"
    yield from _told("where works differ, of which this is one", "")
    yield "# disagreements:"
    yield "# - id: my-disagreement"
    yield "#   label: as a question"
    yield from _told(one_of("DisagreementType"), "  ")
    yield "#   type: conflict"
    yield from _told("described if a party draws the contrast itself, else implied", "  ")
    yield "#   basis: implied"
    yield "#   question: ..."
    yield "#   vectors: [...]"
    yield "#   explanation: why they differ"
    yield "#   locator: where it shows"
    yield from _told("sides are numbers without rank; none where not plain", "  ")
    yield "#   parties:"
    yield "#   - {work: ..., claim: ..., side: 1}"
    yield from _told(f"{one_of('Cause')}; by: the work whose diagnosis it is, else coder", "  ")
    yield "#   causes:"
    yield "#   - {cause: different-baseline, by: coder}"


def _told(text: str, indent: str) -> Iterator[str]:
    """Yield a text as comments that stay comments when the first sign of a line is taken away."""
    for line in wrap(text, _WIDTH - len(indent) - 4, break_on_hyphens=False):
        yield f"# {indent}# {line}"


def meanings(things: Iterable[Thing], indent: str) -> Iterator[str]:
    """Yield the id of each thing, with what it is called and means, as comments."""
    for thing in things:
        yield from _item(thing.id, thing.label, thing.definition, indent)


def _item(name: str, label: str, definition: str, indent: str) -> Iterator[str]:
    called = f" ({label})" if label and _plain(label) != _plain(name) else ""
    said = f"{name}{called}: {definition}" if definition else f"{name}{called}"
    lines = wrap(said, _WIDTH - len(indent) - 4, break_on_hyphens=False)
    yield f"{indent}# - {lines[0]}"
    for line in lines[1:]:
        yield f"{indent}#   {line}"


def _plain(name: str) -> str:
    return name.replace("-", " ").lower()


def listed(indent: str, key: str, ids: Sequence[str], value: str = "") -> Iterator[str]:
    """Yield a key with its value, if it has one, beneath the ids that it can hold."""
    if ids:
        yield from remark(f"{key.removeprefix('- ')} is one of {', '.join(ids)}", indent)
    yield f"{indent}{key}: {value}".rstrip()


def remark(text: str, indent: str = "  ") -> Iterator[str]:
    """Yield a text as comments."""
    blanks = text[: len(text) - len(text.lstrip())]
    for line in wrap(text.lstrip(), _WIDTH - len(indent) - len(blanks) - 2, break_on_hyphens=False):
        yield f"{indent}# {blanks}{line}"
