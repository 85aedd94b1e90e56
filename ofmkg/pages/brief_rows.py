"""The answers to questions of the library as lines of a page, each with its source."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ofmkg.analyses.compare import assumptions as comparison
from ofmkg.analyses.compare import steps as sidebyside
from ofmkg.pages.blocks import Item
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import bracketed, enumerated, joined, sentence, upper_first
from ofmkg.pages.sentences import about, causes, noted, taking_part, told
from ofmkg.pages.stances import OUR_INFERENCE
from ofmkg.pages.words import Words

Row = Mapping[str, str]
Lines = Callable[[Sequence[Row], Words], Iterable[Item]]


_LINKED = {
    "expresses": "expresses",
    "supports": "supports",
    "disputes": "disputes",
    "qualifies": "qualifies",
    "supported-by": "is supported by",
    "disputed-by": "is disputed by",
    "qualified-by": "is qualified by",
}


def cite(row: Row, words: Words, locator: str = "locator", source: str = "source") -> str:
    """Return where a row stands, in brackets, with who read it there if that is on record."""
    where = words.cite(row.get(source), row.get(locator))
    read = f"read by {words.name(row['codedBy'])}" if "codedBy" in row else ""
    return bracketed(joined(where, read))


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """Return the rows by their values in some columns, in the order they come."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(column, "") for column in columns), []).append(row)
    return found


def studies(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `studies`."""
    for _, (row, *more) in grouped(rows, "study").items():
        title = sentence(row.get("title", row["work"]))
        notes = dict.fromkeys(r["note"] for r in (row, *more) if "note" in r)
        where = dict.fromkeys(words.collection(r["collection"]) for r in (row, *more))
        yield Item(
            f"{row.get('label', row['study'])} ({row['study']}), reported in "
            f"{words.name(row['work'])}: {title}{cite(row, words)}",
            (
                sentence(f"About {words.vectors([row['vector']])}; {enumerated(list(where))}"),
                *notes,
            ),
        )


def threats(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `named-threats`."""
    for row in rows:
        yield Item(f"{row.get('threatLabel', row['threat'])} ({row['threat']}){cite(row, words)}")


def stances(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `stances`, by question."""
    held = comparison.stances(rows)
    for question in dict.fromkeys(s.question for s in held):
        those = [s for s in held if s.question == question]
        lines = []
        for s in those:
            lines.append(f"{told(s, words)} {about(s, words)}{noted(s)}")
        yield Item(f"{those[0].question_label} ({question}):", tuple(lines))


def baselines(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `baselines`."""
    several = len({row["study"] for row in rows}) > 1
    for row in rows:
        who = f"{words.name(row['study'])}: " if several else ""
        says = f" {sentence(row['statement'])}" if "statement" in row else ""
        label = row.get("label", row["baseline"])
        extent = words.word("Extent", row["extent"])
        yield Item(f"{who}{label}: {extent}.{says}{cite(row, words)}")


def actors(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `actors-and-omissions`."""
    for row in rows:
        if "actor" in row:
            label = row.get("actorLabel", row["actor"])
            how = "named as left out" if row["relation"] == "omits" else "considered"
            yield Item(f"{words.name(row['study'])}: {label} ({how}){cite(row, words)}")
        else:
            yield Item(f"{words.name(row['study'])}: no actor on record, which is no omission.")
    for (study, note), (row, *_) in grouped(
        [r for r in rows if "note" in r], "study", "note"
    ).items():
        yield Item(f"{words.name(study)}: {sentence(note)}{cite(row, words)}")


def defenses(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `vectors-and-defenses`, by defense."""
    for (defense,), group in grouped([r for r in rows if "threat" in r], "defense").items():
        row = group[0]
        status = words.word("DefenseStatus", row.get("status"))
        lines = []
        for r in group:
            if "study" in r:
                how = "named as left out by" if r["relation"] == "omits" else "considered by"
                where = cite(r, words, "studyLocator", "studySource")
                lines.append(f"{upper_first(how)} {words.name(r['study'])}{where}")
        source = cite({k: v for k, v in row.items() if k != "codedBy"}, words)
        label = row.get("defenseLabel", defense)
        yield Item(f"{label} ({joined(defense, status)}){source}", tuple(dict.fromkeys(lines)))


def offered(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `evidence-offered`."""
    for row in rows:
        yield Item(f"{sentence(row.get('statement', row['evidence']))}{cite(row, words)}")


def claims(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `claims`, `claims-about` or `claims-without-evidence`."""
    for (claim,), group in grouped(rows, "claim").items():
        row = group[0]
        who = enumerated(
            [words.name(w) for w in dict.fromkeys(r["work"] for r in group if "work" in r)]
        )
        kind = words.word("ClaimKind", row.get("kind"))
        notes = dict.fromkeys(r["note"] for r in group if "note" in r)
        asserted = f"asserted by {who or 'no work on record'}"
        known = joined(claim, kind, asserted, words.other_collection(row.get("collection")))
        text = sentence(row.get("statement", claim))
        yield Item(f"{text} ({known}){cite(row, words)}", tuple(notes))


def links(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `claim-links`, by relation."""
    for (relation,), group in grouped(rows, "relation").items():
        lines = []
        for row in group:
            label = row.get("label", row["thing"])
            named = "" if label == row["thing"] else f" ({row['thing']})"
            drawn = f" (drawn by {words.name(row['drawnBy'])})" if "drawnBy" in row else ""
            where = cite(row, words) if drawn else ""
            if row.get("voice") == "inference" or relation == "expresses":
                says = f'the claim {_LINKED.get(relation, relation)} "{label.rstrip(".")}"{named}'
                lines.append(f"{inferred(says)}{drawn}{where}")
            else:
                lines.append(f"{label}{named}{drawn}{where}")
        first = group[0]
        place = "" if "drawnBy" in first else cite(first, words)
        title = relation.replace("-", " ")
        if relation == "cites-as-evidence":
            title += ", which is not support"
        yield Item(f"{upper_first(title)}{place}:", tuple(lines))


def expresses(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `claims-expressing`."""
    for (question,), group in grouped(rows, "question").items():
        row = group[0]
        label = row.get("questionLabel", question)
        answers = dict.fromkeys(r.get("positionLabel", r["position"]) for r in group)
        says = enumerated([f'"{answer.rstrip(".")}"' for answer in answers])
        claim = inferred(f"the claim answers it with {says}")
        yield Item(f"{label} ({question}): {claim}{cite(row, words)}")


def objections(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `disputing-evidence`, by claim."""
    for (claim,), group in grouped(rows, "claim").items():
        lines = []
        for row in group:
            how = words.word("EvidenceDirection", row["direction"])
            by = words.name(row["evidenceBy"]) if "evidenceBy" in row else ""
            text = sentence(row.get("evidenceStatement", row["evidence"]))
            known = joined(row["evidence"], by)
            if row.get("voice") == "inference":
                says = inferred(f"the following {how} it")
                lines.append(f"{says} {text} ({known}){cite(row, words)}")
                continue
            drawn = f"{how}, as drawn by {words.name(row['drawnBy'])}" if "drawnBy" in row else how
            lines.append(f"{text} ({known}; {drawn}){cite(row, words)}")
        statement = group[0].get("claimStatement", claim)
        yield Item(f"{sentence(statement)} ({claim})", tuple(lines))


def rests_on(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `rests-on`."""
    for row in rows:
        what = row.get("positionLabel", row.get("statement", row["stance"]))
        unused = row.get("adopted", "true") not in ("true", "1")
        known = joined(
            row["stance"],
            words.word("AssumptionMode", row.get("mode")),
            "of a reading not adopted" if unused else "",
        )
        who = words.name(row["holder"]) if "holder" in row else ""
        if row.get("basis") == OUR_INFERENCE:
            says = inferred(f'{who} takes the position "{what.rstrip(".")}"')
            yield Item(
                f"{row['claim']} rests on an inference of ours. {says} ({known}){cite(row, words)}"
            )
        else:
            yield Item(
                f"{row['claim']} rests on a stance of {who}: {sentence(what)} ({known})"
                f"{cite(row, words)}"
            )


def disagreements(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `documented`."""
    for (work,), group in grouped(rows, "work").items():
        for d in sidebyside.documented(group, work, ""):
            lines = [taking_part(words.name(work), c) for c in d.a]
            lines += causes(d.causes, words)
            lines += [sentence(d.explanation)] if d.explanation else []
            kind = words.word("DisagreementType", d.type)
            known = joined(d.disagreement, kind, words.other_collection(d.collection))
            where = words.cite_all(d.sources, d.locator)
            yield Item(f"{d.label} ({known}) [{where}]", tuple(lines))


def parties(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `disagreement-parties`."""
    for (disagreement,), group in grouped(rows, "disagreement").items():
        row = group[0]
        sides = []
        for r in group:
            who = words.name(r["work"]) if "work" in r else "No work on record"
            if r.get("voice") == "inference":
                sides.append(inferred(f"{who} stands on side {r['side']}"))
            else:
                side = f"on side {r['side']}" if "side" in r else "side left open"
                sides.append(f"{who}, {side}.")
        kind = words.word("DisagreementType", row.get("type"))
        known = joined(disagreement, kind, words.other_collection(row.get("collection")))
        where = words.cite_all(
            list(dict.fromkeys(r["source"] for r in group if "source" in r)), row.get("locator")
        )
        label = row.get("disagreementLabel", disagreement)
        yield Item(f"{label} ({known}){bracketed(where)}", tuple(dict.fromkeys(sides)))
