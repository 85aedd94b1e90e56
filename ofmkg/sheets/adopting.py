"""Decides from which assessment of a study answers are drawn, with a reason, in a folder."""

from pathlib import Path

from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.export import write_atomically
from ofmkg.sheets import places
from ofmkg.sheets.adding import known, prepared, shaped
from ofmkg.sheets.entries import entry, node
from ofmkg.sheets.turtle import Entry, day, text, word, write
from ofmkg.sheets.vocabulary import Thing, Vocabulary, imports
from ofmkg.terms import BASE, ONTOLOGY, PREFIXES, did_you_mean
from ofmkg.validation import Report


def adopt(
    study: str, coder: str, reason: str, by: str, folder: Path, today: str, framework: str
) -> tuple[Path | None, Report]:
    """Write the decision to draw answers on a study from a coder's assessment.

    Takes ids; `by` is who decides, a coder that is described. A decision on the same study is
    replaced. Returns the file, None if the report has violations. Raises UnknownIdError for what is
    not there and UsageError without a reason.
    """
    vocabulary = known([folder])
    if not reason.strip():
        raise UsageError("--reason: say why answers are drawn from this assessment.")
    chosen = assessment(vocabulary, study, framework, coder)
    if vocabulary.find("Coder", by) is None:
        raise UnknownIdError(f"--by: {vocabulary.unknown('Coder', by)}")
    own = f"{BASE}graph/own/adopted/{study}/{framework}"
    title = f"Which assessment of {study} is adopted"
    decision = entry(
        f"{BASE}adoption/{study}/{framework}",
        ("Adoption",),
        ("adopts", node(chosen.iri)),
        ("rationale", text(reason.strip())),
        ("prov:wasAttributedTo", node(places.coder(by))),
        ("dcterms:created", day(today)),
    )
    named = [chosen.iri, places.coder(by)]
    links = tuple(map(node, (ONTOLOGY, *imports(vocabulary, named, own))))
    header = Entry(
        own,
        (PREFIXES["owl"] + "Ontology",),
        (
            (PREFIXES["dcterms"] + "title", (text(title),)),
            (PREFIXES["dcterms"] + "creator", (word(by),)),
            (PREFIXES["dcterms"] + "created", (day(today),)),
            (PREFIXES["owl"] + "imports", links),
        ),
    )
    target = folder / f"adopted-{study}-{framework}.ttl"
    content = write(f"{title}.", [header, decision]).encode()
    report = shaped(content, target, folder)
    if report.violations:
        return None, report
    prepared(folder)
    write_atomically(target, content)
    return target, report


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
