"""Parts of a comparison that say what each side did: evidence, baselines, threat actors."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.compare.result import Actor, BaselineNote, Comparison, EvidenceRecord
from ofmkg.pages.blocks import Item
from ofmkg.pages.messages import (
    Text,
    ident,
    join,
    joined,
    lower_first,
    name,
    put,
    say,
    sentence,
)
from ofmkg.pages.stances import no_answer
from ofmkg.pages.words import Words


def record(r: EvidenceRecord, words: Words) -> Item:
    """Return one result with its design, sample, comparison, models and date."""
    parts = (
        (say("Design"), r.design_as_stated or words.word("StudyDesign", r.design)),
        (say("Sample"), str(r.sample) if r.sample is not None else None),
        (say("Compared with"), r.comparison),
        (say("Measure"), r.measure),
        (say("Result"), r.result),
        (say("Interval"), joined(*r.intervals)),
        (say("Significance"), joined(*r.significance)),
        (say("Models"), r.models),
        (say("Date"), r.date),
        (say("Tested by the models' developer"), say("yes") if r.by_developer else None),
    )
    told = join(" ", (sentence(join(": ", (of, value))) for of, value in parts if value))
    read = lower_first(words.word("TextExtent", r.text_read))
    where = joined(
        words.cite(r.source, r.locator), say("read: {extent}", extent=read) if read else ""
    )
    title = put(
        "{statement} ({id}) [{where}]",
        statement=sentence(r.statement or r.claim),
        id=ident(r.claim),
        where=where,
    )
    return Item(title, (told,))


def extent(notes: Sequence[BaselineNote], words: Words) -> Text:
    """Return to what extent studies compared with a baseline, each with what is said and where."""
    told: list[str] = []
    for note in notes:
        told.append(words.word("Extent", note.extent))
        told += [note.statement] if note.statement else []
        where = words.cite(note.source, note.locator)
        told += [put("[{where}]", where=where)] if where else []
    return join("\n", told) or no_answer("uncoded")


def actor_items(c: Comparison, words: Words) -> Iterable[Item]:
    """Return threat actors by whose study they belong to, and what is noted of them."""
    for title, actors in (
        (say("Both"), c.actors.shared),
        (say("{work} only", work=name(c.a.label, c.a.id)), c.actors.only_a),
        (say("{work} only", work=name(c.b.label, c.b.id)), c.actors.only_b),
    ):
        if actors:
            those = joined(*(_actor(actor, words) for actor in actors))
            yield Item(put("{whose}: {actors}.", whose=title, actors=those))
    for noted in c.actors.notes:
        yield Item(
            put(
                "{work}: {note} [{where}]",
                work=words.name(noted.study),
                note=sentence(noted.note),
                where=words.cite(noted.source, noted.locator),
            )
        )


def _actor(actor: Actor, words: Words) -> Text:
    label = lower_first(name(actor.label, actor.id))
    who = say("{actor}, named as left out", actor=label) if actor.omitted else label
    return put("{who} [{where}]", who=who, where=words.cite(actor.source, actor.locator))
