"""Any sheet that is right, for Hypothesis."""

from typing import Any

from hypothesis import strategies as st

from ofmkg.graph.terms import short
from ofmkg.sheets.vocabulary import Vocabulary

Data = dict[str, Any]
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
# Any text that can be written in YAML and has something in it; words that YAML takes for others.
TEXTS = (
    st.one_of(
        st.sampled_from(
            ["no", "yes", "012", "2024-02-27", "null", "~", "1e3", "- a: b # c", "'", '"']
        ),
        st.text(
            st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t"),
            min_size=1,
            max_size=40,
        ),
    )
    .map(str.strip)
    .filter(lambda text: (bool(text) and text.isprintable()) or "\n" in text)
)
DATES = st.sampled_from(["2023", "2024-02", "2024-02-27", "2026-12-31"])


def some(values: Any, most: int = 3, key: Any = None) -> Any:  # noqa: ANN401
    """Return lists without repetition."""
    return st.lists(values, max_size=most, unique_by=key or (lambda value: value))


def sheets(vocabulary: Vocabulary) -> st.SearchStrategy[Data]:
    """Return sheets about things that the graph knows."""

    def ids(kind: str) -> Any:  # noqa: ANN401
        return st.sampled_from(vocabulary.ids(kind))

    steps = vocabulary.steps("marginal-risk")
    said = {"statement": TEXTS, "locator": TEXTS}
    confidence = ids("Confidence")

    def coding(full: bool) -> st.SearchStrategy[Data]:
        bounded = {} if full else {"lower_bound": st.just("yes")}
        rest = {"step": st.sampled_from(steps), "rationale": TEXTS, "locator": TEXTS}
        maybe = {"confidence": confidence, "missing": some(TEXTS).filter(bool)}
        found = st.fixed_dictionaries(
            {**rest, "outcome": st.sampled_from(["addressed", "partial"]), **bounded},
            optional=maybe,
        )
        none = ["not-judged", "absent"] if full else ["not-judged"]
        missing = st.fixed_dictionaries(
            {**rest, "outcome": st.sampled_from(none)}, optional={"missing": maybe["missing"]}
        )
        return found | missing

    answers = [
        (thing.id, short(next(iter(thing.links[link]))), kind)
        for kind, link in (("Position", "answers"), ("Handling", "handlingOf"))
        for thing in vocabulary.things(kind)
    ]

    @st.composite
    def position(draw: Any, alone: bool = False) -> Data:  # noqa: ANN401
        answer, question, kind = draw(st.sampled_from(answers))
        modes = ["found", "stated", "tacit", "unaffirmed"]
        mode = draw(st.sampled_from(modes if kind == "Position" else ["stated", "tacit"]))
        data = {
            "id": draw(IDS),
            "question": question,
            "answer": answer,
            "mode": mode,
            "statement": draw(TEXTS),
            "locator": draw(TEXTS),
        }
        if draw(st.booleans()):
            data["confidence"] = draw(confidence)
        if draw(st.booleans()):
            vectors = draw(some(ids("MisuseVector")))
            if vectors or not alone:
                data["vectors"] = vectors
        if mode in ("stated", "tacit", "unaffirmed") and kind == "Position" and not alone:
            data["stands_in_for"] = draw(some(st.sampled_from(steps)))
        return {key: value for key, value in data.items() if value or key == "vectors"}

    @st.composite
    def analysis(draw: Any, full: bool) -> Data:  # noqa: ANN401
        return {
            "vector": draw(ids("MisuseVector")),
            **draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "threats": some(ids("MisuseVector")).filter(bool),
                        "actor_note": TEXTS,
                        "note": TEXTS,
                        "actors": some(
                            st.fixed_dictionaries(
                                {"actor": ids("ThreatActor"), **said},
                                optional={"considered": st.just("no")},
                            ),
                            key=lambda row: row["actor"],
                        ).filter(bool),
                        "baselines": some(
                            st.fixed_dictionaries(
                                {"baseline": ids("Baseline"), "extent": ids("Extent"), **said}
                            ),
                            key=lambda row: row["baseline"],
                        ).filter(bool),
                        "codings": some(coding(full), key=lambda row: row["step"]).filter(bool),
                        "positions": some(position(), key=lambda row: row["id"]).filter(bool),
                    },
                )
            ),
        }

    evidence = st.fixed_dictionaries(
        {"design": TEXTS},
        optional={
            "design_kind": ids("StudyDesign"),
            "n": st.integers(1, 10**9).map(str) | st.just("nearly 1,300"),
            "comparison": TEXTS,
            "compared_with": some(ids("Baseline")).filter(bool),
            "measure": TEXTS,
            "result": TEXTS,
            "intervals": some(TEXTS).filter(bool),
            "significance": some(TEXTS).filter(bool),
            "models": TEXTS,
            "date": DATES,
        },
    )
    relation = st.fixed_dictionaries(
        {"direction": ids("EvidenceDirection"), "claim": ids("Claim")},
        optional={"drawn_by": st.just("work")},
    )
    claim = st.fixed_dictionaries(
        {
            "id": IDS.map(lambda name: f"made-{name}"),
            "statement": TEXTS,
            "kind": ids("ClaimKind"),
            "about": some(ids("MisuseVector").map(lambda name: f"vector/{name}")).filter(bool),
            "locator": TEXTS,
        },
        optional={
            "step": st.sampled_from(steps),
            "expresses": some(ids("Position")).filter(bool),
            "relations": some(relation, key=lambda row: (row["direction"], row["claim"])).filter(
                bool
            ),
            "evidence": evidence,
        },
    )

    own = IDS.map(lambda name: f"made-{name}")
    answer = st.fixed_dictionaries(
        {"id": own, "label": TEXTS},
        optional={"handling": ids("HandlingKind")},
    ) | st.fixed_dictionaries(
        {"id": own, "label": TEXTS, "excludes": some(ids("Position")).filter(bool)}
    )
    asked = some(answer, key=lambda row: row["id"]).filter(bool)
    new = {"id": own, "label": TEXTS, "text": TEXTS, "steps": st.just([steps[0]])}
    question = st.fixed_dictionaries(new, optional={"answers": asked}) | st.fixed_dictionaries(
        {"id": ids("Question"), "answers": asked}
    )

    authors = (
        st.fixed_dictionaries({"family": TEXTS}, optional={"given": TEXTS, "suffix": TEXTS})
        | st.fixed_dictionaries({"name": TEXTS})
        | st.fixed_dictionaries({"organization": TEXTS})
    )
    claims_of = {
        short(work): thing.id
        for thing in vocabulary.things("Claim")
        for work in thing.links.get("assertedBy", ())
    }
    party = st.sampled_from(sorted(claims_of.items())).map(
        lambda pair: {"work": pair[0], "claim": pair[1]}
    )
    disagreement = st.fixed_dictionaries(
        {
            "id": own,
            "label": TEXTS,
            "type": ids("DisagreementType"),
            "explanation": TEXTS,
            "locator": TEXTS,
            "parties": st.lists(party, min_size=1, max_size=3, unique_by=lambda row: row["work"]),
            "causes": st.lists(
                st.fixed_dictionaries(
                    {"cause": ids("Cause")}, optional={"by": st.sampled_from(sorted(claims_of))}
                ),
                min_size=1,
                max_size=2,
                unique_by=lambda row: row["cause"],
            ),
        },
        optional={
            "basis": st.just("described"),
            "question": ids("Question"),
            "question_note": TEXTS,
            "vectors": some(ids("MisuseVector")).filter(bool),
        },
    )

    @st.composite
    def sheet(draw: Any) -> Data:  # noqa: ANN401
        extent = draw(ids("TextExtent").filter(lambda name: name != "through-another-work"))
        analyses = draw(some(analysis(extent == "full"), most=2, key=lambda row: row["vector"]))
        work = st.fixed_dictionaries(
            {
                "id": IDS.map(lambda name: f"made-{name}"),
                "label": TEXTS,
                "title": TEXTS,
                "authors": st.lists(authors, min_size=1, max_size=4),
                "issued": DATES,
                "kind": ids("work-kind"),
            },
            optional={
                "more_authors": st.just("yes"),
                "venue": TEXTS,
                "volume": TEXTS,
                "issue": TEXTS,
                "pages": st.sampled_from(["1-52", "e2018340118", "10:10-10:29"]),
                "edition": TEXTS,
                "number": TEXTS,
                "publisher": TEXTS,
                "isbn": st.sampled_from(["159327288X", "978-1-118-80999-0"]),
                "url": st.just("https://example.org/a?b=c#d"),
            },
        )
        return {
            "work": draw(work),
            "collection": {"id": "own", "label": "mine", "cutoff": "2026", "caveats": ["one"]},
            "coder": {"id": "me", "label": draw(TEXTS)},
            "coded_on": "2026-11-22",
            **({"framework": "marginal-risk"} if analyses else {}),
            "text_read": {
                "extent": extent,
                **draw(
                    st.fixed_dictionaries(
                        {"source": TEXTS, "sections": TEXTS},
                        optional={"version": DATES, "note": TEXTS},
                    )
                ),
            },
            **draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "open_models": st.fixed_dictionaries(
                            {"value": ids("Extent"), "locator": TEXTS}, optional={"note": TEXTS}
                        ),
                        "by_developer": st.sampled_from(["yes", "no"]),
                        "note": TEXTS,
                        "licence": st.just("https://creativecommons.org/licenses/by/4.0/"),
                    },
                )
            ),
            **({"analyses": analyses} if analyses else {}),
            **draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "positions": some(position(alone=True), key=lambda row: row["id"]).filter(
                            bool
                        ),
                        "questions": st.lists(question, min_size=1, max_size=1),
                        "claims": some(claim, key=lambda row: row["id"]).filter(bool),
                        "disagreements": st.lists(disagreement, min_size=1, max_size=1),
                    },
                )
            ),
        }

    return sheet()
