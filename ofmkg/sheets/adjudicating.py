"""Decides which of several codings of one cell counts, with a reason, in a folder of one's own."""

from dataclasses import dataclass
from pathlib import Path

from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph.terms import BASE, did_you_mean, short
from ofmkg.graph.validation import Report
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.sheets.entries import entry
from ofmkg.sheets.folders import Surroundings, around
from ofmkg.sheets.records import as_text, put
from ofmkg.sheets.responses import coding, stated
from ofmkg.sheets.turtle import Entry, day, node, text, word


@dataclass(frozen=True, slots=True)
class Choice:
    """What is decided of a cell: the outcome, or the coder whose reading counts, or both.

    `by` is the name of who decides, `today` yyyy-mm-dd; `outcome` or `coder` may be empty.
    """

    study: str
    step: str
    outcome: str
    coder: str
    reason: str
    by: str
    today: str
    framework: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """A coding of the cell: by which coder, with which outcome, and whether it is adopted."""

    coder: str
    outcome: str
    adopted: bool


@dataclass(frozen=True, slots=True)
class _Record:
    """What goes into a file: an entry in a graph (IRI), and what it leads to."""

    entered: Entry
    stem: str
    graph: str
    title: str
    named: tuple[str, ...]


def adjudicate(given: Choice, folder: Path | Surroundings) -> tuple[Path | None, Report]:
    """Write the decision into a folder; one on the same cell is replaced, and no reading changed.

    Returns the file, None if the report has violations. Raises UnknownIdError for what is not
    there, and UsageError where something is not said, there is nothing to decide between, or nobody
    read the outcome.
    """
    here = around(folder)
    record = _record(given, here)
    return put(
        record.entered,
        here,
        record.stem,
        graph=record.graph,
        title=record.title,
        by=given.by,
        today=given.today,
        named=record.named,
    )


def decision_file(given: Choice, here: Surroundings) -> tuple[str, str]:
    """Return the name and text of the file that holds the decision. Raises as `adjudicate`."""
    record = _record(given, here)
    content = as_text(
        record.entered,
        here,
        graph=record.graph,
        title=record.title,
        by=given.by,
        today=given.today,
        named=record.named,
    )
    return f"{record.stem}.ttl", content


def _record(given: Choice, here: Surroundings) -> _Record:
    stated(reason=given.reason, by=given.by)
    chosen = _chosen(given, _readings(given, here))
    iri = coding(here.vocabulary, given.study, given.step, chosen.coder, given.framework)
    name = f"{given.study}/{given.framework}/{given.step}"
    return _Record(
        entry(
            f"{BASE}adjudication/{name}",
            ("Adjudication",),
            ("decidesFor", node(iri)),
            ("rationale", text(given.reason.strip())),
            ("decidedBy", word(given.by.strip())),
            ("dcterms:created", day(given.today)),
        ),
        f"decided-{given.study}-{given.framework}-{given.step}",
        f"{BASE}graph/own/decided/{name}",
        f"Which reading of {given.step} of {given.study} counts",
        (iri,),
    )


def _readings(given: Choice, here: Surroundings) -> list[_Reading]:
    """Return the codings of the cell on record, in the order of coders."""
    graph = KnowledgeGraph(here.decided)
    steps = here.vocabulary.steps(given.framework)
    if given.step not in steps:
        near = did_you_mean(given.step, steps) or f" Known: {', '.join(steps)}."
        raise UnknownIdError(f"--step: there is no step {given.step!r}.{near}")
    rows = graph.query("double-codings", study=given.study, framework=given.framework).dicts()
    found = {
        _Reading(short(row["codedBy"]), row["outcome"], row["adopted"] == "true")
        for row in rows
        if short(row["step"]) == given.step
    }
    return sorted(found, key=lambda each: each.coder)


def _chosen(given: Choice, readings: list[_Reading]) -> _Reading:
    """Return the reading that is decided for: the adopted one, if several have the outcome."""
    if len(readings) < 2:
        raise UsageError(
            f"{given.step} of {given.study} was read by fewer than two coders, so that there is "
            "nothing to decide; put another reading on record with: ofmkg sheet correct "
            f"{given.study} --step {given.step}"
        )
    told = ", ".join(f"{each.coder} ({each.outcome})" for each in readings)
    if not given.outcome and not given.coder:
        raise UsageError(f"Say which reading counts with --outcome or --coder. On record: {told}.")
    found = [
        each
        for each in readings
        if given.outcome in ("", each.outcome) and given.coder in ("", each.coder)
    ]
    if not found:
        whose = f" by {given.coder}" if given.coder else ""
        what = f" with the outcome {given.outcome!r}" if given.outcome else ""
        raise UsageError(
            f"There is no reading of {given.step} of {given.study}{what}{whose}. On record: "
            f"{told}. Put a new one on record first: ofmkg sheet correct {given.study} --step "
            f"{given.step}"
        )
    return next((each for each in found if each.adopted), found[0])
