"""How a stance is told in English, by kind, mode and voice."""

from ofmkg.graph.model import Stance, Voice
from ofmkg.pages.words import Words

WORDS = Words(
    {"one": "One 2023", "judge": "Judge 2024"},
    {},
    {},
    {("AssumptionMode", "tacit"): ("tacit", ""), ("AssumptionMode", "unaffirmed"): ("named", "")},
    {},
)


def stance(kind: str, mode: str | None, voice: Voice) -> Stance:
    """Return a stance of one kind, known in one voice."""
    source = "one" if voice == "itself" else "judge"
    position = None if kind in ("treatment", "silence") else "hold"
    steps: tuple[str, ...] = ()
    return Stance(
        "one",
        kind,
        "safeguards",
        "Safeguards",
        steps,
        position,
        "They hold",
        mode,
        None,
        None,
        (),
        None,
        source,
        voice,
    )


TOLD = {
    ("assumption", "tacit", "itself"): "One 2023 assumes (tacit): They hold.",
    ("assumption", "tacit", "another"): (
        "According to Judge 2024, One 2023 assumes (tacit): They hold."
    ),
    ("assumption", "tacit", "inference"): (
        'We infer that One 2023 takes the position "They hold" on safeguards; '
        "the source does not say so."
    ),
    ("assumption", "unaffirmed", "another"): (
        "According to Judge 2024, One 2023 is linked with an assumption (named): They hold."
    ),
    ("assumption", "unaffirmed", "inference"): (
        'We infer that One 2023 is linked with "They hold" on safeguards, without affirming it; '
        "the source does not say so."
    ),
    ("finding", "found", "itself"): "One 2023 shows with evidence: They hold.",
    ("finding", "found", "another"): (
        "According to Judge 2024, One 2023 shows with evidence: They hold."
    ),
    ("finding", "found", "inference"): (
        'We infer that the evidence of One 2023 shows "They hold" on safeguards; '
        "the source does not say so."
    ),
    ("attributed", None, "itself"): "One 2023 says itself: They hold.",
    ("attributed", None, "another"): (
        "One 2023 is credited by Judge 2024 (the work itself was not read) with: They hold."
    ),
    ("treatment", None, "another"): (
        "According to Judge 2024, One 2023 deals with it without an answer: They hold."
    ),
    ("treatment", None, "inference"): (
        'We infer that One 2023 deals with safeguards without an answer ("They hold"); '
        "the source does not say so."
    ),
    ("silence", None, "itself"): "One 2023 is on record as not taking it up: They hold.",
    ("silence", None, "inference"): (
        'We infer that One 2023 does not take up safeguards ("They hold"); '
        "the source does not say so."
    ),
}
