"""The claims of a brief as lines: what they say, are linked to, express and rest on."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.argument.rows import PremiseRow
from ofmkg.graph.rows import read
from ofmkg.pages.blocks import Item
from ofmkg.pages.brief_links import expressed, linked, relation_title
from ofmkg.pages.brief_rows import Row, cite, grouped
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bare,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    labelled,
    name,
    put,
    say,
    sentence,
)
from ofmkg.pages.stances import OUR_INFERENCE
from ofmkg.pages.words import Words


def claims(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `claims`, `claims-about` or `claims-without-evidence`."""
    for (claim,), group in grouped(rows, "claim").items():
        row = group[0]
        works = dict.fromkeys(r["work"] for r in group if "work" in r)
        notes = dict.fromkeys(r["note"] for r in group if "note" in r)
        asserted = (
            say("asserted by {works}", works=enumerated([words.name(w) for w in works]))
            if works
            else say("asserted by no work on record")
        )
        known = joined(
            ident(claim),
            words.word("ClaimKind", row.get("kind")),
            asserted,
            words.other_collection(row.get("collection")),
        )
        text = sentence(row.get("statement", claim))
        title = put("{text} ({known}){where}", text=text, known=known, where=cite(row, words))
        yield Item(title, tuple(notes), f"claim-{claim}")


def links(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `claim-links`, by relation."""
    for (relation,), group in grouped(rows, "relation").items():
        lines = []
        for row in group:
            label = row.get("label", row["thing"])
            same = label == row["thing"]
            drawn = (
                bracketed(say("drawn by {who}", who=words.name(row["drawnBy"])), "()")
                if "drawnBy" in row
                else ""
            )
            where = cite(row, words) if drawn else ""
            if row.get("voice") == "inference" or relation == "expresses":
                thing = join(
                    "",
                    (
                        put('"{label}"', label=bare(name(label, row["thing"]))),
                        "" if same else bracketed(ident(row["thing"]), "()"),
                    ),
                )
                said: Text = inferred(linked(relation, thing))
            else:
                said = ident(label) if same else labelled(label, row["thing"])
            lines.append(join("", (said, drawn, where)))
        first = group[0]
        place = "" if "drawnBy" in first else cite(first, words)
        yield Item(
            put("{title}{place}:", title=relation_title(relation), place=place), tuple(lines)
        )


def expresses(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `claims-expressing`."""
    for (question,), group in grouped(rows, "question").items():
        row = group[0]
        answers = {r.get("positionLabel", r["position"]): r["position"] for r in reversed(group)}
        named = [
            put('"{answer}"', answer=bare(name(label, answers[label])))
            for label in dict.fromkeys(r.get("positionLabel", r["position"]) for r in group)
        ]
        asked = labelled(row.get("questionLabel", question), question)
        claim = inferred(say("the claim answers it with {answers}", answers=enumerated(named)))
        yield Item(join("", (asked, ": ", claim, cite(row, words))))


def objections(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `disputing-evidence`, by claim."""
    for (claim,), group in grouped(rows, "claim").items():
        lines = [_objection(row, words) for row in group]
        statement = sentence(group[0].get("claimStatement", claim))
        yield Item(put("{text} ({id})", text=statement, id=ident(claim)), tuple(lines))


def _objection(row: Row, words: Words) -> Text:
    how = words.word("EvidenceDirection", row["direction"])
    by = words.name(row["evidenceBy"]) if "evidenceBy" in row else ""
    text = sentence(row.get("evidenceStatement", row["evidence"]))
    known, where = joined(ident(row["evidence"]), by), cite(row, words)
    if row.get("voice") == "inference":
        says = inferred(expressed(row["direction"], how))
        return put("{says} {text} ({known}){where}", says=says, text=text, known=known, where=where)
    if "drawnBy" in row:
        who = words.name(row["drawnBy"])
        how = say("{direction}, as drawn by {who}", direction=how, who=who)
    return put("{text} ({known}; {how}){where}", text=text, known=known, how=how, where=where)


def rests_on(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `rests-on`."""
    for row, premise in zip(rows, read(rows, PremiseRow), strict=True):
        what = row.get("positionLabel", row.get("statement", row["stance"]))
        label = name(what, row.get("position") if "positionLabel" in row else None)
        known = joined(
            ident(row["stance"]),
            words.word("AssumptionMode", row.get("mode")),
            say("of a reading not adopted") if premise.adopted is False else "",
        )
        who = words.name(row["holder"]) if "holder" in row else Text()
        claim, where = ident(row["claim"]), cite(row, words)
        if row.get("basis") == OUR_INFERENCE:
            says = inferred(
                say('{work} takes the position "{position}"', work=who, position=bare(label))
            )
            text = say("{claim} rests on an inference of ours.", claim=claim)
            yield Item(
                put(
                    "{text} {says} ({known}){where}", text=text, says=says, known=known, where=where
                )
            )
        else:
            text = say(
                "{claim} rests on a stance of {work}: {position}",
                claim=claim,
                work=who,
                position=sentence(label),
            )
            yield Item(put("{text} ({known}){where}", text=text, known=known, where=where))
