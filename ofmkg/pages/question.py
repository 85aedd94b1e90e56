"""A question as a page: what may be answered to it, and who is on record with what, by vector."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.question.result import (
    Answers,
    Recorded,
    VectorAnswers,
)
from ofmkg.pages.answer_tables import of_question
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    join,
    joined,
    labelled,
    lower_first,
    meant,
    name,
    number,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.question_answers import (
    added,
    excluding,
    expressing,
    joined_claims,
    joined_to_answer,
    positions,
)
from ofmkg.pages.readers import collections, meanings, read_by
from ofmkg.pages.sentences import noted, told
from ofmkg.pages.words import Words

_WIDTHS = (10, 20, 30, 18)
_MANY = 12  # names that a line can bear


def document(result: Answers, words: Words) -> Page:
    """Return the question as headings, paragraphs and lists."""
    return tuple(_blocks(result, words))


def _blocks(r: Answers, words: Words) -> Iterable[Block]:
    several = len(r.collections) > 1
    yield Heading(labelled(r.question.label, r.question.question), 1)
    yield Paragraph(asked(r, words))
    yield Heading(say("In brief"))
    yield from _brief(r, words)
    yield Heading(say("Answers on record"))
    if r.positions:
        yield positions(r, words)
    else:
        yield Paragraph(say("No answer to this question is on record."))
    for group in r.vectors:
        if held := (*group.answers, *group.treatments, *group.silences):
            yield Heading(_threat(group, words))
            about = (group.vector,) if group.vector else ()
            yield from of_question(held, about, words, extent=several)
    yield from _by_inference(r, words)
    if len(r.timeline()) > 1:
        yield Heading(say("Over time"))
        yield _timeline(r, words)
    if r.beside:
        yield Heading(say("In readings beside those in use"))
        yield Paragraph(
            say(
                "Another coder's readings: no answer is drawn from them, and nothing above counts "
                "them."
            )
        )
        yield from of_question(r.beside, (), words, extent=True)
    missing = tuple(_unrecorded(group, words) for group in r.vectors if group.unrecorded)
    if missing:
        yield Heading(say("Nothing recorded"))
        yield Items(missing)
    yield Heading(say("How to read this"))
    absence = say(
        "Nothing recorded: the reading in use has nothing of the study on this question. That says "
        "nothing of its view."
    )
    yield Items(
        tuple(Item(text) for text in (*collections(r.collections), *_legend(r, words), absence))
    )


def asked(r: Answers, words: Words) -> Text:
    """Return what a question asks, where it stands, and on which steps it bears."""
    ask = r.question
    where = words.cite(ask.source, ask.locator) or added(ask.added_by, words)
    text = join("", (sentence(name(ask.text or ask.label)), bracketed(where)))
    steps = enumerated([lower_first(name(label)) for _, label in ask.steps])
    return joined(text, say("It bears on {steps}.", steps=steps) if steps else "", by=" ")


def _threat(group: VectorAnswers, words: Words) -> Text:
    if not group.vector:
        return say("Across vectors, or about no vector in particular")
    return upper_first(words.vectors([group.vector]))


def _brief(r: Answers, words: Words) -> Iterable[Block]:
    told, apart = counts(r, words), list(excluded(r))
    if len(r.recorded) < 2:
        yield Paragraph(join(" ", (*told, *apart)))
        return
    yield Items(tuple(map(Item, told)))
    if apart:
        yield Paragraph(join(" ", apart))


def counts(r: Answers, words: Words) -> list[Text]:
    """Say how many of each collection are on record with what; of several, each by its name."""
    told = [join(" ", _counted(each, words)) for each in r.recorded]
    if len(told) < 2:
        return told
    return [
        join(": ", (upper_first(_of(each, words)), text))
        for each, text in zip(r.recorded, told, strict=True)
    ]


def _of(counts: Recorded, words: Words) -> Text:
    return words.collection(counts.collection) if counts.collection else say("of no collection")


def _counted(counts: Recorded, words: Words) -> Iterable[str]:
    if counts.answering:
        parts = [say("{n} {kind}", n=n, kind=kind(how, words)) for how, n in counts.kinds]
        yield number(
            counts.answering,
            "{n} study or work is on record with an answer ({kinds}).",
            "{n} studies and works are on record with an answer ({kinds}).",
            kinds=join("; ", parts),
        )
    else:
        yield say("No study or work is on record with an answer.")
    if others := list(_others(counts)):
        yield say("Of the others, {studies}.", studies=enumerated(others))
    if counts.works < 2:
        yield say("By the word of the sources, fewer than two works answer it.")


def excluded(r: Answers) -> Iterable[str]:
    """Say which answers exclude each other, in our reading, and how they are on record."""
    for exclusion in r.exclusions:
        yield from excluding(exclusion, r)
    if len(r.positions) > 1 and not r.exclusions:
        yield say("No two of the answers exclude each other, in our reading.")


def _others(counts: Recorded) -> Iterable[str]:
    """Count the studies without an answer by what is on record of them."""
    if n := counts.treating:
        yield number(
            n, "{n} study deals with it without one", "{n} studies deal with it without one"
        )
    if n := counts.silent:
        yield number(
            n,
            "{n} study is recorded as not taking it up",
            "{n} studies are recorded as not taking it up",
        )
    if n := counts.inferred:
        yield number(
            n,
            "{n} study is on record only by our inference",
            "{n} studies are on record only by our inference",
        )
    if n := counts.unrecorded:
        yield number(
            n, "{n} study has nothing recorded on it", "{n} studies have nothing recorded on it"
        )


def _by_inference(r: Answers, words: Words) -> Iterable[Block]:
    """Return claims that coders join to answers, then what only we infer, each stance once."""
    apart = {(h.stance.holder, h.id): h for group in r.vectors for h in group.by_inference}
    every = [(c, p, joined_to_answer(c, p, r)) for p in r.positions for c in p.claims]
    if said := [(c, p) for c, p, on_record in every if on_record]:
        yield Heading(say("Claims joined to these answers"))
        yield from joined_claims(said, words)
    claims = [expressing(c, p, words) for c, p, on_record in every if not on_record]
    if apart or claims:
        yield Heading(say("By our inference"))
        several = len(r.collections) > 1
        held = [_holding(h, several, words) for h in apart.values()]
        yield Items((*held, *claims))


def kind(how: tuple[str, str | None], words: Words) -> str:
    """Say in a word or two how the holder relates to the answer."""
    kind, mode = how
    if kind == "finding":
        return say("found with evidence")
    if kind == "own-words":
        return say("in its own words")
    if kind == "credited":
        return say("credited by another work")
    return words.word("AssumptionMode", mode)


def _timeline(r: Answers, words: Words) -> Table:
    """Return who answered when, by the date at which each work came out."""
    several = len(r.collections) > 1
    rows = [
        (
            h.issued or say("not known"),
            words.name(h.stance.holder),
            told(replace(h.stance, statement=None), words),
            joined(
                words.vectors(h.stance.vectors),
                words.collection(h.collection) if several and h.collection else "",
            ),
        )
        for h in r.timeline()
    ]
    heads = (
        say("Date of the work"),
        say("Study or work"),
        say("Answer"),
        meant("column", "About"),
    )
    return Table(heads, tuple(rows), _WIDTHS)


def _unrecorded(group: VectorAnswers, words: Words) -> Item:
    names = [words.name(each.study) for each in group.unrecorded]
    rest = len(names) - _MANY
    more = [say("{n} more", n=rest)] if rest > 0 else []
    vector = upper_first(words.vectors([group.vector])) if group.vector else ""
    return Item(join("", (vector, ": ", enumerated([*names[:_MANY], *more]), ".")))


def _holding(h: Holding, several: bool, words: Words) -> Item:
    s = h.stance
    threats = words.vectors(s.vectors)
    about = say("about {threats}", threats=threats) if threats else ""
    source = joined(
        words.cite(s.source, s.locator),
        read_by(h, True, words),
        words.collection(h.collection) if several and h.collection else "",
        about,
    )
    return Item(join("", (told(s, words), " [", source, "]", noted(s))))


def _legend(r: Answers, words: Words) -> Sequence[str]:
    held = [h.stance for h in r.holdings()]
    return meanings(
        words,
        ("AssumptionMode", {s.mode for s in held}),
        ("StanceBasis", {s.basis for s in held}),
    )
