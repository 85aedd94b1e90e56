"""What the page of a vector opens with: what it is, how far studies go, which answers stand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ofmkg.analyses import coverage
from ofmkg.analyses.briefs import Brief
from ofmkg.analyses.holdings import Holding, HoldingRow, holdings, places_of
from ofmkg.graph.model import Cell
from ofmkg.graph.rows import read
from ofmkg.pages.blocks import Table
from ofmkg.pages.brief_rows import Row, grouped
from ofmkg.pages.messages import (
    Text,
    bare,
    enumerated,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.opening import Opening, some, source
from ofmkg.pages.readers import dated
from ofmkg.pages.words import Words

_QUESTIONS, _ANSWERS = 3, 2  # rows of the table of answers, and answers of a row
_NAMES = 12  # that a line can bear


def vector(r: Brief, words: Words) -> Opening:
    """Return what the page of a vector opens with. Nothing is counted across collections."""
    cells = coverage.of_texts(r.rows("coverage"))
    coded = [cell for cell in cells if cell.coder]
    statements = (
        join(" ", _what(r)),
        join(" ", (*_studies(r, words), *_compared(r, words))),
    )
    tables = (*_steps(r, words), *_answers(r, words))
    return Opening(
        name(r.label, r.id),
        statements,
        join(" ", (*dated(r.collections), *_read(coded), source(r.iri))),
        tables,
        (*((_legend(cells, words),) if cells else ()), _unranked()),
    )


def _unranked() -> Text:
    return say(
        "Answers are ordered by how many works give them, studies by id, claims by collection and "
        "id. Nothing here is ranked by the strength of its evidence."
    )


def _what(r: Brief) -> Iterator[Text]:
    rows = grouped(r.rows("vector"), "threat")
    own: Row = next(iter(rows.get((r.id,), ())), {})
    label = name(r.label, r.id)
    if "definition" in own:
        yield put(
            "{label}: {definition}", label=label, definition=sentence(name(own["definition"]))
        )
    narrower = [
        lower_first(name(those[0].get("label", threat), threat))
        for (threat,), those in rows.items()
        if threat != r.id
    ]
    if narrower:
        yield say("Narrower threats: {threats}.", threats=enumerated(narrower))


def _studies(r: Brief, words: Words) -> Iterator[Text]:
    """Count the studies of each collection by itself."""
    found: dict[str, dict[str, None]] = {}
    for row in r.rows("studies"):
        found.setdefault(row["collection"], {})[row["study"]] = None
    counted = [
        number(
            len(those),
            "{n} study ({collection})",
            "{n} studies ({collection})",
            collection=words.collection(place),
        )
        for place, those in sorted(found.items(), key=lambda each: words.place(each[0]))
    ]
    if counted:
        yield say("On record as analyses of it: {studies}.", studies=enumerated(counted))
    else:
        yield say("No study on record analyses it.")


def _compared(r: Brief, words: Words) -> Iterator[Text]:
    """Say which studies compare with the baseline that most were asked about, by name."""
    by: dict[str, list[Row]] = {}
    for row in r.rows("baselines"):
        by.setdefault(row["baseline"], []).append(row)
    if not by:
        return
    baseline, rows = max(by.items(), key=lambda each: len(each[1]))
    label = lower_first(name(rows[0].get("label", baseline), baseline))
    named: dict[str, dict[Text, None]] = {}
    for each in rows:
        named.setdefault(each["extent"], {})[words.subject(each["study"])] = None
    full, part = (list(named.get(extent, {})) for extent in ("yes", "partly"))
    told = joined(
        say("in full {studies}", studies=some(full, _NAMES)) if full else None,
        say("in part {studies}", studies=some(part, _NAMES)) if part else None,
    )
    if told:
        yield say("On record as compared with {baseline}: {studies}.", baseline=label, studies=told)
    else:
        yield say("No study of it is on record as compared with {baseline}.", baseline=label)


def _steps(r: Brief, words: Words) -> Iterator[Table]:
    """Yield how many studies of each collection are in which state on each step."""
    rows = r.rows("coverage")
    places = sorted({row["collection"] for row in rows}, key=words.place)
    if not places:
        return
    by_step = grouped(rows, "step")
    lines = []
    for (step,), those in by_step.items():
        of = grouped(those, "collection")
        label = name(those[0].get("stepLabel", step), step)
        lines.append(
            (
                put("{order} {step}", order=those[0]["order"], step=label),
                *(_states(of.get((place,), ()), words) for place in places),
            )
        )
    every = grouped(rows, "collection")
    unsure = [_unsure(coverage.of_texts(every[(place,)])) for place in places]
    if any(unsure):
        lines.append((say("Of these cells"), *unsure))
    heads = (say("Step"), *(upper_first(words.collection(place)) for place in places))
    yield Table(heads, tuple(lines), (28, *(24 for _ in places)), True)


def _states(rows: Sequence[Row], words: Words) -> Text:
    counted = Counter(cell.state for cell in coverage.of_texts(rows))
    return join(
        ", ",
        (
            put("{sign} {n}", sign=state.symbol, n=counted[state.id])
            for state in words.states.values()
            if counted[state.id]
        ),
    )


def _read(cells: Sequence[Cell]) -> Iterator[Text]:
    """Say that codings are readings, and whether all are by software and none is reviewed."""
    if cells:
        yield say("Codings are readings by coders, not scores given by the authors.")
    if {cell.coder_kind for cell in cells} == {"software"} and not any(c.reviews for c in cells):
        yield say("All were read by software, and none is reviewed by a person.")


def _unsure(cells: Sequence[Cell]) -> Text:
    """Say how many cells are not sure, by why."""
    ambiguous = sum(bool(cell.alternative) for cell in cells)
    contested = sum(cell.contested for cell in cells)
    bounded = sum(cell.lower_bound for cell in cells)
    ours = sum(cell.voice == "inference" for cell in cells)
    return joined(
        say("{n} ambiguous", n=ambiguous) if ambiguous else None,
        say("coders differ on {n}", n=contested) if contested else None,
        say("{n} at least this much", n=bounded) if bounded else None,
        say("{n} assumed as only we infer", n=ours) if ours else None,
    )


def _legend(cells: Sequence[Cell], words: Words) -> Text:
    """Say what the signs mean that are there."""
    used = {cell.state for cell in cells}
    return sentence(
        joined(
            *(
                put("{sign} {state}", sign=state.symbol, state=state.label)
                for state in words.states.values()
                if state.id in used
            )
        )
    )


def _answers(r: Brief, words: Words) -> Iterator[Table]:
    """Yield the answers to questions on which most is on record, with works by collection."""
    found: dict[str, list[Holding]] = {}
    rows = next((s.rows for s in r.sections if s.id == "answers"), ())
    sources = {place: set(works) for place, works in r.read_from.items()}
    for (question,), group in grouped(rows, "question").items():
        label = group[0].get("questionLabel", question)
        every = holdings(read(group, HoldingRow), label, (), sources)
        held = [h for h in every if h.stance.is_answer]
        if held:
            found[question] = held
    most = sorted(found.values(), key=lambda held: -_works(held))[:_QUESTIONS]
    if most:
        places = sorted({p for held in most for h in held for p in places_of(h)}, key=words.place)
        lines = [line for held in most for line in _given(held, places, words)]
        of = (upper_first(words.collection(p)) if p else say("Of no collection") for p in places)
        heads = (say("Most on record as answered: works by collection"), *of)
        yield Table(heads, tuple(lines), (40, *(14 for _ in places)), True)


def _given(
    held: Sequence[Holding], places: Sequence[str | None], words: Words
) -> Iterator[tuple[Text, ...]]:
    """Yield the answers to a question that most works give, with their works by collection."""
    by: dict[str | None, list[Holding]] = {}
    for h in held:
        by.setdefault(h.stance.position, []).append(h)
    for those in sorted(by.values(), key=lambda each: -_works(each))[:_ANSWERS]:
        s = those[0].stance
        asked = upper_first(name(s.question_label, f"question/{s.question}"))
        answer = bare(name(s.label, f"position/{s.position}"))
        counted = (_works(h for h in those if place in places_of(h)) for place in places)
        told = put("{question}: {answer}", question=asked, answer=lower_first(answer))
        yield told, *(Text(str(n)) if n else Text("–") for n in counted)


def _works(held: Iterable[Holding]) -> int:
    return len({h.work for h in held})
