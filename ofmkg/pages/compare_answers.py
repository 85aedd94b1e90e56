"""What two works answer where their answers differ, each answer with whose word it is."""

from collections.abc import Iterable, Iterator

from ofmkg.analyses.compare.result import AssumptionRow, Class, Comparison
from ofmkg.graph.model import RowVoice, Stance
from ofmkg.pages.compare_brief import (
    BOTH_ANSWER,
    answered,
    differing_answers,
    inferred_answers,
    no_stance,
    none_in_common,
    same_answers,
)
from ofmkg.pages.messages import (
    Text,
    bare,
    bracketed,
    join,
    joined,
    lower_first,
    name,
    put,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.opening import some
from ofmkg.pages.stances import also_shared, counted
from ofmkg.pages.words import Words

DIFFERING: tuple[Class, ...] = ("opposed", "contrasting", "different")  # the nearest first
MOST = 3  # questions named in a sentence, and rows of a table of answers


def differing(c: Comparison, voice: RowVoice) -> list[AssumptionRow]:
    """Return the questions that both answer, but not alike, by sources or as only we infer."""
    return [row for kind in DIFFERING for row in answered(c.assumptions, kind, voice)]


def asked(row: AssumptionRow) -> Text:
    """Return what a question is called inside a sentence."""
    return lower_first(name(row.label, f"question/{row.question}"))


def told(answers: Iterable[Stance], words: Words) -> Text:
    """Return the answers of a side, each with whose word it is."""
    return joined(*dict.fromkeys(answer(s, words) for s in answers))


def answer(s: Stance, words: Words) -> Text:
    """Return an answer in the voice in which it is known, for beside the name of its holder."""
    position = bare(name(s.label, f"position/{s.position}"))
    if s.voice == "inference":
        return say('we infer "{position}"', position=position)
    source = words.name(s.source)
    if s.kind == "attributed":
        if s.voice == "itself":
            return say('says itself "{position}"', position=position)
        if s.holder in words.read:
            return say('credited by {source} with "{position}"', source=source, position=position)
        return say(
            'credited by {source} (the work itself was not read) with "{position}"',
            source=source,
            position=position,
        )
    if s.kind == "finding":
        if s.voice == "another":
            return say(
                'according to {source}, shows with evidence "{position}"',
                source=source,
                position=position,
            )
        return say('shows with evidence "{position}"', position=position)
    mode = words.word("AssumptionMode", s.mode)
    if s.voice == "another":
        return say(
            'according to {source}, assumes ({mode}) "{position}"',
            source=source,
            mode=mode,
            position=position,
        )
    return say('assumes ({mode}) "{position}"', mode=mode, position=position)


def answers(c: Comparison, words: Words) -> Iterator[Text]:
    """Say what both answer where their answers differ by sources, and where they answer alike."""
    unknown = no_stance(c)
    if unknown:
        yield unknown
        return
    said = {kind: answered(c.assumptions, kind, "source") for kind in BOTH_ANSWER}
    if not any(said.values()):
        yield none_in_common()
    for kind in DIFFERING:
        if said[kind]:
            known = [_with_answers(row, asked(row), c, words) for row in said[kind]]
            yield differing_answers(kind, some(known, MOST))
    yield from same_answers(said["shared"], words)


def inferred(c: Comparison, words: Words) -> Iterator[Text]:
    """Say on which questions answers differ only as we infer, then what is answered by whose word.

    The inference is a sentence of its own, so that no word of a source stands inside it.
    """
    for kind in DIFFERING:
        ours = answered(c.assumptions, kind, "inference")
        if ours:
            yield inferred_answers(kind, some([asked(row) for row in ours], MOST))
            for row in ours[:MOST]:
                yield sentence(_with_answers(row, upper_first(asked(row)), c, words))


def _with_answers(row: AssumptionRow, question: str, c: Comparison, words: Words) -> Text:
    """Return a question with what both answer."""
    held_by = (
        put("{work}: {answers}", work=name(side.label, side.id), answers=told(held, words))
        for side, held in zip((c.a, c.b), counted(row), strict=True)
    )
    return join("", (question, bracketed(joined(*held_by, also_shared(row)), "()")))
