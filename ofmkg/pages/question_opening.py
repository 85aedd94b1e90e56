"""What the page of a question opens with: what it asks, and who gives which answer."""

from collections.abc import Iterator, Sequence
from itertools import chain

from ofmkg.analyses.holdings import Holding, places_of
from ofmkg.analyses.question.counts import how
from ofmkg.analyses.question.result import Answer, Answers
from ofmkg.graph.terms import BASE
from ofmkg.pages.blocks import Page, Table
from ofmkg.pages.messages import (
    Text,
    bare,
    bracketed,
    enumerated,
    join,
    joined,
    labelled,
    lower_first,
    name,
    number,
    put,
    say,
    upper_first,
)
from ofmkg.pages.opening import Opening, some, source
from ofmkg.pages.opening import glance as page_of
from ofmkg.pages.question import asked, counts, excluded, kind
from ofmkg.pages.readers import dated
from ofmkg.pages.words import Words

_NAMES = 4  # works of a kind that a cell names
_ANSWERS = 3  # answers that a sentence names


def glance(result: Answers, words: Words) -> Page:
    """Return what is on record of a question, on about one screen of a terminal."""
    return page_of(opening(result, words))


def opening(r: Answers, words: Words) -> Opening:
    """Return what the page of a question opens with."""
    said = {(h.stance.holder, h.id): h for group in r.vectors for h in group.answers}
    held = [h for h in said.values() if h.stance.is_answer]
    return Opening(
        labelled(r.question.label, r.question.question),
        (
            asked(r, words),
            _most(r, words),
            *counts(r, words),
            join(" ", excluded(r)),
        ),
        join(" ", (*dated(r.collections), source(f"{BASE}question/{r.question.question}"))),
        tuple(_answers(r, held, words)),
    )


def _most(r: Answers, words: Words) -> Text:
    """Say which answers most works give by the word of sources, collection by collection."""
    told = []
    for place in (each.collection for each in r.recorded):
        given = [
            (held.works, p)
            for p in r.positions
            for held in p.held
            if held.collection == place and held.works
        ]
        given.sort(key=lambda each: -each[0])
        named = [
            number(n, "{answer} ({n} work)", "{answer} ({n} works)", answer=_quoted(p))
            for n, p in given
        ]
        if named:
            of = lower_first(_of(place, words)) if len(r.recorded) > 1 else ""
            told.append(joined(of, some(named, _ANSWERS), by=", "))
    if not told:
        return Text()
    return say("Answers on record by the word of sources: {answers}.", answers=join("; ", told))


def _quoted(p: Answer) -> Text:
    return put('"{answer}"', answer=bare(name(p.label, f"position/{p.position}")))


def _answers(r: Answers, held: Sequence[Holding], words: Words) -> Iterator[Table]:
    """Yield the answers on record, each with who gives it and how, collection by collection."""
    places = sorted(set(chain.from_iterable(map(places_of, held))), key=words.place)
    rows = []
    for p in r.positions:
        those = [h for h in held if h.stance.position == p.position]
        if those:
            answer = upper_first(name(p.label, f"position/{p.position}"))
            rows.append((answer, *(_given(those, place, words) for place in places)))
    if rows:
        heads = (say("Answer"), *(_of(place, words) for place in places))
        widths = (24, *(max(18, 56 // len(places)) for _ in places))
        yield Table(heads, tuple(rows), widths, True)
    empty = [p for p in r.positions if not any(h.stance.position == p.position for h in held)]
    if empty:
        named = [_unsaid(p, r, words) for p in empty]
        yield Table((say("On record for no work by the word of sources"),), ((enumerated(named),),))


def _unsaid(p: Answer, r: Answers, words: Words) -> Text:
    """Return an answer that no work gives by the word of a source, with those we infer it of."""
    answer = put('"{answer}"', answer=name(p.label.rstrip("."), p.position))
    held = (h.stance for group in r.vectors for h in group.by_inference)
    ours = {s.holder: words.subject(s.holder) for s in held if s.position == p.position}
    if not ours:
        return answer
    told = join(": ", (say("we infer"), some(list(ours.values()), _NAMES)))
    return join("", (answer, bracketed(told, "()")))


def _of(place: str | None, words: Words) -> Text:
    return upper_first(words.collection(place)) if place else say("Of no collection")


def _given(held: Sequence[Holding], place: str | None, words: Words) -> Text:
    """Return the works of a collection that give an answer, by how they do and by whose word."""
    by: dict[Text, dict[Text, None]] = {}
    for h in held:
        if place in places_of(h):
            by.setdefault(_how(h, words), {})[words.subject(h.stance.holder)] = None
    if not by:
        return Text("–")
    return join(
        "\n",
        (
            put("{how}: {works}", how=each, works=some(list(those), _NAMES))
            for each, those in by.items()
        ),
    )


def _how(h: Holding, words: Words) -> Text:
    told = Text(kind(how(h), words))
    if h.stance.voice != "another" or h.stance.kind == "attributed":
        return upper_first(told)
    by = say("according to {source}", source=words.name(h.stance.source))
    return upper_first(joined(told, by, by=", "))
