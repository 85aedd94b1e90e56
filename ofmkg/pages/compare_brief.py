"""A comparison as one paragraph that can be pasted into a brief."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.compare.result import (
    AssumptionRow,
    Assumptions,
    Class,
    ComparedWork,
    Comparison,
)
from ofmkg.graph.model import RowVoice
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
from ofmkg.pages.stances import listed
from ofmkg.pages.tallies import readers, tally
from ofmkg.pages.words import Words

_BOTH_ANSWER: tuple[Class, ...] = ("opposed", "contrasting", "shared", "different")


def brief(c: Comparison, words: Words) -> Text:
    """Return the comparison in a paragraph, with how sure it is and up to when it speaks."""
    return join(
        " ", (*_threats(c, words), *_answers(c, words), *_steps(c, words), *_reading(c, words))
    )


def _name(side: ComparedWork) -> Text:
    return name(side.label, side.id)


def _threats(c: Comparison, words: Words) -> Iterable[Text]:
    a, b = _name(c.a), _name(c.b)
    if c.vector_relation == "unknown":
        unknown = enumerated([_name(side) for side in (c.a, c.b) if not side.vectors])
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
    rows = asked.rows()
    held = ((c.a, any(row.a for row in rows)), (c.b, any(row.b for row in rows)))
    unknown = [_name(side) for side, any_stance in held if not any_stance]
    if unknown:
        yield say("No stance of {works} is on record.", works=enumerated(unknown))
        return
    said = {kind: _rows(asked, kind, "source") for kind in _BOTH_ANSWER}
    if not any(said.values()):
        yield say("By the word of the sources, there is no question that both of them answer.")
    elif said["opposed"]:
        yield say(
            "Their answers are opposed on {questions}.", questions=listed(said["opposed"], words)
        )
    else:
        yield say("No recorded answer of the one is opposed to an answer of the other.")
    if said["contrasting"]:
        yield say(
            "They contrast on {questions}: such answers exclude each other in general, but here "
            "each is about its own threat.",
            questions=listed(said["contrasting"], words),
        )
    near = [row for row in said["shared"] if row.threats != "different"]
    far = [row for row in said["shared"] if row.threats == "different"]
    if near:
        yield say("They give the same answer on {questions}.", questions=listed(near, words))
    if far:
        yield say(
            "They give the same answer, about different threats, on {questions}.",
            questions=listed(far, words),
        )
    if said["different"]:
        yield say(
            "Their answers differ without excluding each other on {questions}.",
            questions=listed(said["different"], words),
        )
    for kind in _BOTH_ANSWER:
        ours = _rows(asked, kind, "inference")
        if ours:
            yield inferred_answers(kind, ours, words)


def _rows(asked: Assumptions, kind: Class, voice: RowVoice) -> list[AssumptionRow]:
    """Return the questions that are answered in a way by the word of works, or as only we infer."""
    if voice == "source":
        return [row for row in asked.rows() if row.voice == voice and row.by_source == kind]
    return [row for row in asked.rows() if row.voice == voice and row.with_inferences == kind]


def inferred_answers(kind: Class, rows: Sequence[AssumptionRow], words: Words) -> Text:
    """Say how answers compare that are two only with what we infer."""
    on = listed(rows, words)
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


def _steps(c: Comparison, words: Words) -> Iterable[Text]:
    sides = ((c.a, [x for s in c.steps for x in s.a]), (c.b, [x for s in c.steps for x in s.b]))
    if not any(cells for _, cells in sides):
        yield say("Neither was coded step by step, which says nothing of the steps they cover.")
        return
    before: Text | None = None
    for side, cells in sides:
        if not cells:
            yield say(
                "{work} was not coded step by step, which says nothing of the steps it covers.",
                work=_name(side),
            )
            continue
        if not any(cell.coder for cell in cells):
            yield say(
                "{work} was not coded along this framework, which says nothing of the steps it "
                "covers.",
                work=_name(side),
            )
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


def _over(side: ComparedWork) -> Text:
    if len(side.studies) < 2:
        return _name(side)
    return say("{work}, over {n} studies,", work=_name(side), n=len(side.studies))


def _reading(c: Comparison, words: Words) -> Iterable[Text]:
    for side in (c.a, c.b):
        if side.aside:
            yield say(
                "Studies of {work} in another collection are left aside here, with what it is on "
                "record with there: {studies}.",
                work=_name(side),
                studies=enumerated([ident(study) for study in side.aside]),
            )
    coded = {
        joined(words.collection(side.collection), _up_to(side), by=", "): side.cutoff
        for side in (c.a, c.b)
        if side.collection
    }
    # A work without codings has only its cut-off, which need not be said again.
    others = {
        _up_to(side): None
        for side in (c.a, c.b)
        if not side.collection and side.cutoff and side.cutoff not in coded.values()
    }
    scope = joined(*coded, *others)
    if scope:
        yield say(
            "({scope}. Codings are readings by coders, not scores given by the authors.)",
            scope=upper_first(scope),
        )


def _up_to(side: ComparedWork) -> Text:
    return say("evidence up to {date}", date=side.cutoff) if side.cutoff else Text()
