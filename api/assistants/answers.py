"""An answer in few words: what must be said of it in a line each, then rows, bounded in size.

An assistant reads all that it is sent. So an answer is no page and no JSON, but lines: first whose
word it is and who read it, for they must not get lost, then tables with a line for each row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ofmkg.graph.characters import writable
from ofmkg.graph.model import Collection

MOST = 16_000  # characters of the rows of an answer
_CELL = 320  # characters of one value
VOICES = (
    "Voices: source = what works say or show, or are credited with by another work; inference = "
    "what only the coders of ofmkg infer, the source does not say it. Whose word a line is: "
    "itself, another (work), inference. Never tell an inference as what a work says."
)
ACROSS = (
    "incomplete does not mean flawed; where less than the full text was read, an outcome means at "
    "least this much; nothing may be counted across collections, whose own caveats stand in the "
    "resource ofmkg://collections."
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under a name; `narrower` says how to get those that there was no room for."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    narrower: str = "ask for less, or use the tool sparql with LIMIT and OFFSET"


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an answer: what it answers, when the data were loaded, notes of its own.

    With `across` it may be of several collections, each with caveats of its own, which stand in a
    resource.
    """

    question: str
    loaded: str
    collections: tuple[Collection, ...] = ()
    notes: tuple[str, ...] = ()
    across: bool = False


def text(told: Told, tables: Iterable[Rows]) -> str:
    """Return an answer as text, in which rows take at most `MOST` characters."""
    return "\n".join([*_head(told), *_tables(tables)])


def _head(told: Told) -> Iterator[str]:
    yield told.question
    for each in told.collections:
        until = f", evidence up to {each.cutoff}" if each.cutoff else ""
        yield f"Collection: {each.id} ({each.label}){until}"
    if not told.collections:
        yield "Collection: none; this does not depend on how studies were read"
    yield f"Date: {told.loaded}"
    yield VOICES
    by = list(dict.fromkeys(each.read_by for each in told.collections if each.read_by))
    yield f"Read by: {' '.join(by) or 'not on record; see the column coder, if there is one.'}"
    if told.across:
        yield f"Caveats: {ACROSS}"
    else:
        yield from (f"Read from: {each.was_read}" for each in told.collections if each.was_read)
        said = dict.fromkeys(text for each in told.collections for text in caveats(each))
        yield f"Caveats: {' '.join(said) or 'none on record.'}"
    yield from (f"Note: {each}" for each in told.notes)


def caveats(of: Collection) -> Iterator[str]:
    """Yield the caveats of a collection, without who read it and how far."""
    yield from (each for each in of.caveats if each not in (of.read_by, of.was_read))


def _tables(tables: Iterable[Rows]) -> Iterator[str]:
    left = MOST
    for table in tables:
        lines = [" | ".join(map(_cell, row)) for row in table.rows]
        fit: list[str] = []
        for line in lines:
            if len(line) + 1 > left:
                left = 0  # nor may a later, shorter one stand without those before it
                break
            left -= len(line) + 1
            fit.append(line)
        yield ""
        yield f"{table.name}: {len(fit)} of {len(lines)} rows"
        if fit:
            yield " | ".join(table.columns)
            yield from fit
        if len(fit) < len(lines):
            yield f"({len(lines) - len(fit)} rows left out for their size: {table.narrower}.)"


def _cell(value: object) -> str:
    """Return a value on one line; what is cut off says so."""
    if value is None or value == () or value == "":
        return "-"
    if isinstance(value, tuple | list):
        value = ", ".join(map(str, value))
    plain = " ".join(writable(str(value)).replace("|", "¦").split())
    return plain if len(plain) <= _CELL else f"{plain[:_CELL]} [... cut]"
