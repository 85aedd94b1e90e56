"""What the page of a claim opens with: who says what, and what is on record for and against it."""

from collections.abc import Iterator, Sequence

from ofmkg.analyses.briefs import Brief
from ofmkg.pages.attribution import attributed
from ofmkg.pages.brief_rows import Row, cite, grouped
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import Text, enumerated, ident, join, name, number, say, sentence
from ofmkg.pages.opening import Opening, source
from ofmkg.pages.readers import dated
from ofmkg.pages.words import Words

_BEARING = ("supported-by", "disputed-by", "qualified-by")


def claim(r: Brief, words: Words) -> Opening:
    """Return what the page of a claim opens with."""
    rows = r.rows("claim")
    statement = next((row["statement"] for row in rows if "statement" in row), r.label)
    where = cite(rows[0], words) if rows else Text()
    said = join("", (attributed(sentence(statement), r.said), where))
    return Opening(
        say("Claim {id}", id=ident(r.id)),
        (join(" ", (said, *_kind(rows, words))), join(" ", _bearing(r)), join(" ", _ours(r))),
        join(" ", (*dated(r.collections), source(r.iri))),
    )


def _kind(rows: Sequence[Row], words: Words) -> Iterator[Text]:
    if rows and "kind" in rows[0]:
        yield say("Put on record as: {kind}.", kind=words.word("ClaimKind", rows[0]["kind"]))


def _bearing(r: Brief) -> Iterator[Text]:
    """Say how many other claims bear on it by the word of sources."""
    rows = [row for s in r.sections if s.id == "links" for row in s.rows]
    counted = [told for relation in _BEARING if (told := _count(relation, rows))]
    if counted:
        yield say("By the word of sources, {counts}.", counts=enumerated(counted))
    else:
        yield say("By the word of sources, nothing on record supports, disputes or qualifies it.")
    if r.rows("without-evidence"):
        yield say("No work is cited as evidence for it.")
    yield say("Asserted is not supported.")


def _count(relation: str, rows: Sequence[Row]) -> Text:
    n = len({row["thing"] for row in rows if row["relation"] == relation})
    if not n:
        return Text()
    match relation:
        case "supported-by":
            return number(n, "{n} other claim supports it", "{n} other claims support it")
        case "disputed-by":
            return number(n, "{n} other claim disputes it", "{n} other claims dispute it")
    return number(n, "{n} other claim qualifies it", "{n} other claims qualify it")


def _ours(r: Brief) -> Iterator[Text]:
    """Say what bears on it, and which answers it expresses, only as we infer."""
    rows = [row for s in r.sections if s.id == "links" for row in s.by_inference]
    counted = [told for relation in _BEARING if (told := _count(relation, rows))]
    if counted:
        yield inferred(enumerated(counted))
    for (question,), those in grouped(r.rows("expresses"), "question").items():
        answers = {row.get("positionLabel", row["position"]): row["position"] for row in those}
        named = [
            say('"{answer}"', answer=name(label.rstrip("."), f"position/{each}"))
            for label, each in answers.items()
        ]
        yield inferred(
            say(
                'the claim answers the question "{question}" with {answers}',
                question=name(those[0].get("questionLabel", question), f"question/{question}"),
                answers=enumerated(named),
            )
        )
