"""The findings that hold under other readings, and what makes the others change, as a document."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ofmkg.analyses.robustness.findings import Change, Finding, Ground, Robustness
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import enumerated, joined, lower_first, sentence, upper_first
from ofmkg.pages.words import Words, count

_MOST = 60  # items of one list; what is beyond them is counted, and is all there in the JSON
_KINDS = {
    "cell": "Cells of the matrix (study and step)",
    "gap": "How far a threat is covered (vector and step)",
    "complete": "Whether a study addresses every step",
    "comparison": "Answers of two studies compared (pair and question)",
}
_SHORT = {
    "cell": "Cells of the matrix",
    "gap": "Cover of threats",
    "complete": "Complete studies",
    "comparison": "Answers compared",
}
_LEVELS = {
    "addressed": "addressed by a study",
    "partial": "treated in part and by none in full",
    "nobody": "addressed by none of its studies, not even in part",
    "not-in-those-read": "not in the one study read, or in those that could be judged",
    "uncoded": "not coded",
}
_AT_LEAST = "treated at least in part; none seen to address it fully"
_ANSWERS = {
    "shared": "give the same answer on",
    "opposed": "give opposed answers on",
    "contrasting": "give incompatible answers, about different threats, on",
    "different": "give different answers on",
}
_WHOLE = {
    "complete": "addresses every step",
    "incomplete": "does not address every step",
    "unknown": "not coded on every step",
}


def document(result: Robustness, words: Words) -> Page:
    """Return the readings tried, the counts, what changes and what is robust to all of it."""
    return tuple(_blocks(result, words))


def _blocks(r: Robustness, words: Words) -> Iterable[Block]:
    yield Heading("Which findings hold under other readings of the same data?", 1)
    cutoffs = [
        f"{upper_first(c.label)}" + (f" (evidence up to {c.cutoff})" if c.cutoff else "")
        for c in r.collections
    ]
    yield Paragraph(
        f"{'; '.join(cutoffs)}. A finding is robust if no reading changes it. Findings are those "
        "that sources bear; what is one only by our inference stands apart."
    )
    yield Items(tuple(_readings(r)))
    yield Table(
        ("Findings", "All", "Alternatives", "Assumption", "Robust"),
        tuple(
            (
                _SHORT[t.kind],
                *map(str, (t.total, t.alternatives, t.assumption, t.robust)),
            )
            for t in r.tallies
        ),
        (20, 5, 13, 11, 6),
    )
    yield Paragraph(
        "Each column counts the findings that stay as they are: all findings, those that each of "
        "the two readings leaves alone, and those that both of them do."
    )
    if r.pairs_left_out:
        yield Paragraph(
            f"The studies were not compared with each other: {r.pairs_left_out} pairs are more "
            "than can be shown."
        )
    for kind, title in _KINDS.items():
        changed = [f for f in r.findings if f.kind == kind and f.changes]
        if changed:
            yield Heading(f"{title}: what changes")
            yield Items(_capped([_changed(f, r, words) for f in changed]))
    yield Heading("Robust to all of it")
    yield Items(_capped(list(_robust(r, words))))
    if r.by_inference:
        yield Heading(BY_INFERENCE)
        yield Items(_capped([_inferred(f, r, words) for f in r.by_inference]))
    if r.grounds:
        yield Heading("Stances that these findings rest on")
        yield Items(_capped([_ground(g, words) for g in r.grounds]))
    yield Heading("How to read this")
    yield Items(tuple(Item(text) for text in _notes(r)))


def _readings(r: Robustness) -> Iterable[Item]:
    yield Item(
        f"Alternatives: {count(r.ambiguous, 'ambiguous coding')}, all taken the other way "
        "(--alternatives)."
    )
    tried = sum(ground.tried for ground in r.grounds)
    yield Item(
        f"Assumption: {count(tried, 'assumption')} given up, one at a time (--without ID); those "
        "that stand in for a step or take part in a comparison, because no other changes a finding."
    )


def _changed(f: Finding, r: Robustness, words: Words) -> Item:
    by: dict[str, list[str]] = {}
    for change in f.changes:
        by.setdefault(change.becomes, []).append(_because(f, change))
    lines = [
        f"{upper_first(_value(f, becomes, words))} {', or '.join(reasons)}."
        for becomes, reasons in by.items()
    ]
    if f.note:
        lines.append(f"Note: {sentence(f.note)}")
    source = joined(
        words.word("CodingBasis", f.basis),
        words.cite(f.source, f.locator) if f.locator else "",
    )
    where = f" [{source}]" if source else ""
    return Item(f"{_subject(f, r, words)}: {_value(f, f.value, words)}{where}", tuple(lines))


def _inferred(f: Finding, r: Robustness, words: Words) -> Item:
    """Tell a finding that is one only by our inference."""
    if f.kind == "comparison":
        question = f"{lower_first(r.questions[f.question or ''])} ({f.question})"
        what = f"{f.a} and {f.b} {_ANSWERS.get(f.value, f.value)} {question}"
        told = inferred(what)
    else:
        told = inferred(f"of {_subject(f, r, words)}, it holds: {_value(f, f.value, words)}")
    where = words.cite(f.source, f.locator) if f.locator else ""
    resting = f" Rests on {enumerated(f.rests_on)}." if f.rests_on else ""
    return Item(f"{told}{resting}" + (f" [{where}]" if where else ""))


def _because(f: Finding, change: Change) -> str:
    because = enumerated(change.because)
    if change.reading == "alternatives":
        return "with the alternative" + ("" if f.kind == "cell" else f" of {because}")
    return f"if {because} is given up"


def _subject(f: Finding, r: Robustness, words: Words) -> str:
    if f.kind == "comparison":
        question = lower_first(r.questions[f.question or ""])
        return f"{f.a} and {f.b} on {question} ({f.question})"
    return f"{_thing(f, words)}, {_step(f, r)}" if f.step else _thing(f, words)


def _thing(f: Finding, words: Words) -> str:
    return f.study or upper_first(words.vectors([f.vector or ""]))


def _step(f: Finding, r: Robustness) -> str:
    return lower_first(next(s.label for s in r.framework.steps if s.step == f.step))


def _value(f: Finding, value: str, words: Words) -> str:
    if f.kind == "cell":
        return words.states[value].label
    if f.kind == "gap":
        return _AT_LEAST if value == "partial" and f.at_least else _LEVELS[value]
    if f.kind == "complete":
        return _WHOLE[value]
    sides = {
        "only_a": f"answered by {f.a} only",
        "only_b": f"answered by {f.b} only",
        "unanswered": "answered by neither",
    }
    return sides.get(value, value)


def _robust(r: Robustness, words: Words) -> Iterable[Item]:
    """Put together what is robust: by study, by vector, and one by one for comparisons."""
    for kind, title in _KINDS.items():
        robust = [f for f in r.findings if f.kind == kind and f.robust]
        if not robust:
            yield Item(f"{title}: none.")
        elif kind == "comparison":
            yield Item(f"{title}:", tuple(_shared(f, r, words) for f in robust))
        elif kind == "complete":
            yield Item(
                f"{title}:",
                tuple(
                    f"{upper_first(_WHOLE[value])}: {enumerated([f.study or '' for f in group])}."
                    for value, group in _by_value(robust)
                ),
            )
        else:
            by = groupby(robust, key=lambda f: f.study or f.vector)
            groups = [list(group) for _, group in by]
            lines = [f"{_thing(g[0], words)}: {_summed(g, r, words)}." for g in groups]
            more = [f"and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
            yield Item(f"{title}:", (*lines[:_MOST], *more))


def _summed(group: Sequence[Finding], r: Robustness, words: Words) -> str:
    short = {s.step: lower_first(s.short_label) for s in r.framework.steps}
    return "; ".join(
        f"{_value(same[0], value, words)}: {', '.join(short[f.step or ''] for f in same)}"
        for value, same in _by_value(group)
    )


def _by_value(group: Iterable[Finding]) -> Iterable[tuple[str, list[Finding]]]:
    found: dict[str, list[Finding]] = {}
    for finding in group:
        found.setdefault(finding.value, []).append(finding)
    return found.items()


def _shared(f: Finding, r: Robustness, words: Words) -> str:
    return (
        f"{_subject(f, r, words)}: {_value(f, f.value, words)} (rests on {enumerated(f.rests_on)})."
    )


def _ground(g: Ground, words: Words) -> Item:
    kind = "shown with evidence" if g.kind == "finding" else words.word("AssumptionMode", g.mode)
    known = words.word("StanceBasis", g.basis)
    if g.voice == "inference":
        known = ""
    alone = f"alone changes {count(g.changes, 'finding')}" if g.tried else "not given up"
    source = words.cite(g.source, g.locator)
    ours = "As we infer, " if g.voice == "inference" else ""
    told = joined(g.holder, kind, known, alone)
    return Item(f"{ours}{g.id} ({told}): {sentence(g.statement)} [{source}]")


def _notes(r: Robustness) -> Iterable[str]:
    yield (
        "A finding that changes is not thereby doubtful, nor is a robust one true: this tells only "
        "what depends on which reading of the passages."
    )
    yield (
        "Where a study's answer is one assumption, giving it up leaves the study without an "
        "answer, and every comparison of that answer ends."
    )
    yield (
        "Alternatives change no comparison of answers, because answers are not codings of steps. "
        "The readings are tried one at a time, not together."
    )
    yield (
        "Studies of a narrower threat count for the threats above it. Only studies of one "
        "collection are compared with each other."
    )
    yield from dict.fromkeys(caveat for c in r.collections for caveat in c.caveats)


def _capped(items: Sequence[Item]) -> tuple[Item, ...]:
    rest = len(items) - _MOST
    return (*items[:_MOST], *([Item(f"and {rest} more (see --format json).")] if rest > 0 else []))
