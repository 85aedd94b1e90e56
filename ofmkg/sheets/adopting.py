"""Decides from which assessment of a study answers are drawn, with a reason, in a folder."""

from pathlib import Path

from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph.terms import BASE
from ofmkg.graph.validation import Report
from ofmkg.sheets import places
from ofmkg.sheets.entries import entry
from ofmkg.sheets.folders import Surroundings, around
from ofmkg.sheets.records import put
from ofmkg.sheets.responses import assessment, stated
from ofmkg.sheets.turtle import day, node, text


def adopt(
    study: str,
    coder: str,
    reason: str,
    by: str,
    folder: Path | Surroundings,
    today: str,
    framework: str,
) -> tuple[Path | None, Report]:
    """Write the decision to draw answers on a study from a coder's assessment.

    Takes ids; `by` is who decides, a coder that is described. A decision on the same study is
    replaced. Returns the file, None if the report has violations. Raises UnknownIdError for what is
    not there and UsageError without a reason.
    """
    here = around(folder)
    vocabulary = here.vocabulary
    if not reason.strip():
        raise UsageError("--reason: say why answers are drawn from this assessment.")
    stated(reason=reason)
    chosen = assessment(vocabulary, study, framework, coder)
    if vocabulary.find("Coder", by) is None:
        raise UnknownIdError(f"--by: {vocabulary.unknown('Coder', by)}")
    name = f"{BASE}adoption/{study}/{framework}"
    ours = vocabulary.described(name)  # whose place this decision takes
    decision = entry(
        name,
        ("Adoption",),
        ("adopts", node(chosen.iri)),
        ("rationale", text(reason.strip())),
        ("prov:wasAttributedTo", node(places.coder(by))),
        ("dcterms:created", day(today)),
    )
    return put(
        decision,
        here,
        f"adopted-{study}-{framework}",
        graph=ours.graph if ours else f"{BASE}graph/own/adopted/{study}/{framework}",
        title=f"Which assessment of {study} is adopted",
        by=by,
        today=today,
        named=[chosen.iri, places.coder(by)],
    )
