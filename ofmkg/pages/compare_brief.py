"""A comparison as one paragraph that can be pasted into a brief."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.compare.result import (
    AssumptionRow,
    Assumptions,
    Class,
    ComparedWork,
    Comparison,
)
from ofmkg.graph.model import Cell, RowVoice
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    enumerated,
    ident,
    join,
    joined,
    name,
    number,
    say,
    upper_first,
)
from ofmkg.pages.readers import up_to
from ofmkg.pages.stances import listed
from ofmkg.pages.tallies import readers, tally
from ofmkg.pages.words import Words

BOTH_ANSWER: tuple[Class, ...] = ("opposed", "contrasting", "shared", "different")


def brief(c: Comparison, words: Words) -> Text:
    """Return the comparison in a paragraph, with how sure it is and up to when it speaks."""
    return join(
        " ",
        (
            *threats(c, words),
            *_answers(c, words),
            *steps(c, words),
            *left_aside(c),
            *scope(c, words),
        ),
    )


def named(side: ComparedWork) -> Text:
    """Return the label of a side, which leads to it."""
    return name(side.label, side.id)


def threats(c: Comparison, words: Words) -> Iterable[Text]:
    """Say whether two works speak of the same threats, and so whether they compare directly."""
    a, b = named(c.a), named(c.b)
    if c.vector_relation == "unknown":
        unknown = enumerated([named(side) for side in (c.a, c.b) if not side.vectors])
        yield say(
            "No misuse vector is on record for {works}, so the threats cannot be compared.",
            works=unknown,
        )
    elif c.vector_relation == "same" and len(c.a.vectors) == 1:
        yield say(
            "{a} and {b} speak of the same misuse vector, {threats}.",
            a=a,
            b=b,
            threats=words.vectors(c.a.vectors),
        )
    elif c.vector_relation == "same":
        yield say(
            "{a} and {b} speak of the same misuse vectors, {threats}.",
            a=a,
            b=b,
            threats=words.vectors(c.a.vectors),
        )
    elif c.vector_relation == "different":
        yield say(
            "{a} speaks of {threats_a}, {b} of {threats_b}: different misuse vectors, so that the "
            "two are not directly comparable.",
            a=a,
            threats_a=words.vectors(c.a.vectors),
            b=b,
            threats_b=words.vectors(c.b.vectors),
        )
    else:
        yield say(
            "{a} speaks of {threats_a}, {b} of {threats_b}: misuse vectors that overlap.",
            a=a,
            threats_a=words.vectors(c.a.vectors),
            b=b,
            threats_b=words.vectors(c.b.vectors),
        )


def _answers(c: Comparison, words: Words) -> Iterable[Text]:
    asked = c.assumptions
    unknown = no_stance(c)
    if unknown:
        yield unknown
        return
    said = {kind: answered(asked, kind, "source") for kind in BOTH_ANSWER}
    if not any(said.values()):
        yield none_in_common()
    elif not said["opposed"]:
        yield say("No recorded answer of the one is opposed to an answer of the other.")
    for kind in ("opposed", "contrasting"):
        if said[kind]:
            yield differing_answers(kind, listed(said[kind], words))
    yield from same_answers(said["shared"], words)
    if said["different"]:
        yield differing_answers("different", listed(said["different"], words))
    for kind in BOTH_ANSWER:
        ours = answered(asked, kind, "inference")
        if ours:
            yield inferred_answers(kind, listed(ours, words))


def differing_answers(kind: Class, on: str) -> Text:
    """Say on which questions answers are opposed, contrasting or different."""
    if kind == "opposed":
        return say("Their answers are opposed on {questions}.", questions=on)
    if kind == "contrasting":
        return say(
            "They contrast on {questions}: such answers exclude each other in general, but here "
            "each is about its own threat.",
            questions=on,
        )
    return say("Their answers differ without excluding each other on {questions}.", questions=on)


def no_stance(c: Comparison) -> Text:
    """Name the works of which no stance is on record; nothing where each has one."""
    rows = c.assumptions.rows()
    held = ((c.a, any(row.a for row in rows)), (c.b, any(row.b for row in rows)))
    unknown = [named(side) for side, any_stance in held if not any_stance]
    if not unknown:
        return Text()
    return say("No stance of {works} is on record.", works=enumerated(unknown))


def none_in_common() -> Text:
    """Say that no source has both works answer one question."""
    return say("By the word of the sources, there is no question that both of them answer.")


def same_answers(shared: Sequence[AssumptionRow], words: Words) -> Iterable[Text]:
    """Say on which questions two works answer alike; apart from these, about which threats not."""
    near = [row for row in shared if row.threats != "different"]
    far = [row for row in shared if row.threats == "different"]
    if near:
        yield say("They give the same answer on {questions}.", questions=listed(near, words))
    if far:
        yield say(
            "They give the same answer, about different threats, on {questions}.",
            questions=listed(far, words),
        )


def answered(asked: Assumptions, kind: Class, voice: RowVoice) -> list[AssumptionRow]:
    """Return the questions that are answered in a way by the word of works, or as only we infer."""
    if voice == "source":
        return [row for row in asked.rows() if row.voice == voice and row.by_source == kind]
    return [row for row in asked.rows() if row.voice == voice and row.with_inferences == kind]


def inferred_answers(kind: Class, on: str) -> Text:
    """Say on which questions answers compare in a way that they do only with what we infer."""
    if kind == "opposed":
        return inferred(say("answers of theirs are opposed on {questions}", questions=on))
    if kind == "contrasting":
        return inferred(
            say(
                "answers of theirs exclude each other in general, each about its own threat, on "
                "{questions}",
                questions=on,
            )
        )
    if kind == "shared":
        return inferred(say("answers of theirs are the same on {questions}", questions=on))
    return inferred(
        say("answers of theirs differ without excluding each other on {questions}", questions=on)
    )


def steps(c: Comparison, words: Words) -> Iterable[Text]:
    """Count for each side the steps that it addressed, assumed or left out, and say who read."""
    if not any(cells for _, cells in cells_of(c)):
        yield from not_coded(c)
        return
    before: Text | None = None
    for side, cells in cells_of(c):
        if not _coded(cells):
            yield _uncoded(side, cells)
            continue
        read, work = readers(cells, words), _over(side)
        known = tally(cells, words)
        if before is None:
            yield number(
                len(c.framework.steps),
                "Of the {n} step of the framework, as read by {readers}, {work} {tally}.",
                "Of the {n} steps of the framework, as read by {readers}, {work} {tally}.",
                readers=read,
                work=work,
                tally=known,
            )
        elif read == before:
            yield say("Of these, in the same reading, {work} {tally}.", work=work, tally=known)
        else:
            yield say(
                "Of these, as read by {readers}, {work} {tally}.",
                readers=read,
                work=work,
                tally=known,
            )
        before = read


def cells_of(c: Comparison) -> tuple[tuple[ComparedWork, list[Cell]], ...]:
    """Return both sides, each with its cells step by step."""
    return (
        (c.a, [cell for step in c.steps for cell in step.a]),
        (c.b, [cell for step in c.steps for cell in step.b]),
    )


def not_coded(c: Comparison) -> Iterable[Text]:
    """Say which works were not coded, and that this says nothing of the steps they cover."""
    if not any(cells for _, cells in cells_of(c)):
        yield say("Neither was coded step by step, which says nothing of the steps they cover.")
        return
    for side, cells in cells_of(c):
        if not _coded(cells):
            yield _uncoded(side, cells)


def _coded(cells: Iterable[Cell]) -> bool:
    return any(cell.coder for cell in cells)


def _uncoded(side: ComparedWork, cells: Sequence[Cell]) -> Text:
    if not cells:
        return say(
            "{work} was not coded step by step, which says nothing of the steps it covers.",
            work=named(side),
        )
    return say(
        "{work} was not coded along this framework, which says nothing of the steps it covers.",
        work=named(side),
    )


def _over(side: ComparedWork) -> Text:
    if len(side.studies) < 2:
        return named(side)
    return say("{work}, over {n} studies,", work=named(side), n=len(side.studies))


def scope(c: Comparison, words: Words) -> Iterable[Text]:
    """Say in brackets of which collections a comparison is, and up to when it speaks."""
    coded = {
        joined(words.collection(side.collection), up_to(side.cutoff), by=", "): side.cutoff
        for side in (c.a, c.b)
        if side.collection
    }
    # A work without codings has only its cut-off, which need not be said again.
    others = {
        up_to(side.cutoff): None
        for side in (c.a, c.b)
        if not side.collection and side.cutoff and side.cutoff not in coded.values()
    }
    told = joined(*coded, *others)
    if told:
        yield say(
            "({scope}. Codings are readings by coders, not scores given by the authors.)",
            scope=upper_first(told),
        )


def left_aside(c: Comparison) -> Iterable[Text]:
    """Name the studies of a side that are of another collection than the one compared here."""
    for side in (c.a, c.b):
        if side.aside:
            yield say(
                "Studies of {work} in another collection are left aside here, with what it is on "
                "record with there: {studies}.",
                work=named(side),
                studies=enumerated([ident(study) for study in side.aside]),
            )
