"""Parts of a comparison that say what each side did: evidence, baselines, threat actors."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.compare.result import Actor, BaselineNote, Comparison, EvidenceRecord
from ofmkg.pages.blocks import Item
from ofmkg.pages.messages import joined, lower_first, sentence
from ofmkg.pages.stances import NO_ANSWER
from ofmkg.pages.words import Words


def record(r: EvidenceRecord, words: Words) -> Item:
    """Return one result with its design, sample, comparison, models and date."""
    parts = (
        ("Design", r.design_as_stated or words.word("StudyDesign", r.design)),
        ("Sample", str(r.sample) if r.sample is not None else None),
        ("Compared with", r.comparison),
        ("Measure", r.measure),
        ("Result", r.result),
        ("Interval", "; ".join(r.intervals)),
        ("Significance", "; ".join(r.significance)),
        ("Models", r.models),
        ("Date", r.date),
        ("Tested by the models' developer", "yes" if r.by_developer else None),
    )
    told = " ".join(sentence(f"{name}: {value}") for name, value in parts if value)
    read = words.word("TextExtent", r.text_read)
    where = joined(words.cite(r.source, r.locator), f"read: {lower_first(read)}" if read else None)
    return Item(f"{sentence(r.statement or r.claim)} ({r.claim}) [{where}]", (told,))


def extent(notes: Sequence[BaselineNote], words: Words) -> str:
    """Return to what extent studies compared with a baseline, each with what is said and where."""
    lines = []
    for note in notes:
        lines.append(words.word("Extent", note.extent))
        lines += [note.statement] if note.statement else []
        where = words.cite(note.source, note.locator)
        lines += [f"[{where}]"] if where else []
    return "\n".join(lines) or NO_ANSWER["uncoded"]


def actor_items(c: Comparison, words: Words) -> Iterable[Item]:
    """Return threat actors by whose study they belong to, and what is noted of them."""
    for title, actors in (
        ("Both", c.actors.shared),
        (f"{c.a.label} only", c.actors.only_a),
        (f"{c.b.label} only", c.actors.only_b),
    ):
        if actors:
            yield Item(f"{title}: {'; '.join(_actor(actor, words) for actor in actors)}.")
    for noted in c.actors.notes:
        where = words.cite(noted.source, noted.locator)
        yield Item(f"{words.name(noted.study)}: {sentence(noted.note)} [{where}]")


def _actor(actor: Actor, words: Words) -> str:
    omitted = ", named as left out" if actor.omitted else ""
    return f"{lower_first(actor.label)}{omitted} [{words.cite(actor.source, actor.locator)}]"
