"""What is computed of works side by side in a disagreement, with each reading that shows it."""

from collections.abc import Callable, Iterable, Mapping

from ofmkg.analyses.disagreement.grounds import Ground, Pair, Reading, ShownDifference
from ofmkg.analyses.disagreement.result import Dispute
from ofmkg.pages.blocks import Block, Heading, Item, Items
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    join,
    joined,
    lower_first,
    name,
    say,
    upper_first,
)
from ofmkg.pages.stances import OUR_INFERENCE, reading_word
from ofmkg.pages.words import Words


def pairs(d: Dispute, words: Words) -> Iterable[Block]:
    """Return what differs between works put side by side, and what only we infer to differ."""
    if not d.pairs:
        return
    yield Heading(say("What is computed of works side by side"))
    items = [
        Item(
            _both(pair, words),
            tuple(line for each in pair.differences for line in _difference(each, words)),
        )
        for pair in d.pairs
        if pair.differences
    ]
    items += [Item(_nothing(pair, words)) for pair in d.pairs if not pair.differences]
    yield Items(tuple(items))
    ours = [
        Item(
            _both(pair, words),
            tuple(line for each in pair.by_inference for line in _inferred(each, words)),
        )
        for pair in d.pairs
        if pair.by_inference
    ]
    if ours:
        yield Heading(say("By our inference"))
        yield Items(tuple(ours))


def _both(pair: Pair, words: Words) -> Text:
    return say("{a} and {b}:", a=words.name(pair.a), b=words.name(pair.b))


def _nothing(pair: Pair, words: Words) -> Text:
    a, b = words.name(pair.a), words.name(pair.b)
    kinds = enumerated([words.word("Cause", kind) for kind in pair.computable])
    if not kinds:
        return say(
            "{a} and {b}: nothing can be computed, for too little is on record of them.", a=a, b=b
        )
    return say(
        "{a} and {b}: no difference among what can be computed of them ({kinds}).",
        a=a,
        b=b,
        kinds=kinds,
    )


def _inferred(each: ShownDifference, words: Words) -> Iterable[str]:
    cause = lower_first(words.word("Cause", each.kind))
    for ground in each.grounds:
        yield inferred(
            say(
                "the two are set apart by {cause}: {ground}",
                cause=cause,
                ground=_ground(ground, words),
            )
        )


def _difference(each: ShownDifference, words: Words) -> Iterable[str]:
    cause = upper_first(words.word("Cause", each.kind))
    for ground in each.grounds:
        yield join(": ", (cause, _ground(ground, words)))


def _ground(ground: Ground, words: Words) -> Text:
    relations = {
        "opposed": say("opposed"),
        "contrasting": say("contrasting"),
        "different": say("different"),
    }
    relation = relations.get(ground.relation or "", ground.relation or "")
    about = join("", (lower_first(name(ground.label)), bracketed(relation, "()")))
    sides = [
        joined(*(_reading(x, ground.row, words) for x in side)) or say("nothing recorded")
        for side in (ground.a, ground.b)
    ]
    return joined(about, join(" / ", sides), by=": ")


def _reading(x: Reading, row: str, words: Words) -> Text:
    says = _SAYS[row](x, words)
    ways = [each for each in dict.fromkeys(x.known) if each != OUR_INFERENCE]
    known = join(", ", (reading_word(each, words) for each in ways))
    if x.voice == "inference" and row == "question":
        known = say("as only we infer")
    where = words.cite(x.source, x.locator)
    told = say("{who} {says}", who=words.name(x.holder), says=says)
    return join("", (told, bracketed(known, "()"), " [", where, "]"))


def _state(x: Reading, words: Words) -> str:
    if x.voice != "inference":
        return words.states[x.says].label
    return joined(words.states[x.says].short_label, say("as we infer"), by=", ")


_SAYS: Mapping[str, Callable[[Reading, Words], str]] = {
    "step": _state,
    "baseline": lambda x, words: words.word("Extent", x.says),
    "vectors": lambda x, words: words.vectors([x.says]),
    "question": lambda x, words: say('"{answer}"', answer=name(x.says)),
}
