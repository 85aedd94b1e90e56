"""Messages: what the program says, in the language chosen, with links to what it names.

A message is an English sentence with named places, as in `say("{work} shows: {text}", work=...)`.
The English stands where it is said, the other languages in `catalogues/*.po`, in which a translator
finds it (`pybabel extract -k say -k number:2,3 -k meant:1c,2`). Labels of things come from the
graph.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

from ofmkg.pages.particles import fitted

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
CATALOGUES = Path(__file__).with_name("catalogues")

_PLACE = re.compile(r"\{(\w+)\}")
_RECENT = 4096  # messages: there are fewer


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, from `start` to before `end`, that names a thing (an IRI of ours)."""

    start: int
    end: int
    thing: str


class Text(str):
    """A text that knows which of its parts name things, for those who can follow a link."""

    spans: tuple[Span, ...]

    def __new__(cls, value: str = "", spans: Sequence[Span] = ()) -> "Text":
        """Return a text; what is one already keeps its spans if no others are given."""
        made = super().__new__(cls, value)
        made.spans = tuple(spans) or spans_of(value)
        return made


def spans_of(value: str) -> tuple[Span, ...]:
    """Return the spans of a text; a plain one has none."""
    return value.spans if isinstance(value, Text) else ()


@dataclass(frozen=True, slots=True)
class Speech:
    """A language, the names of things in it by their English names, and who reads.

    `in_browser` tells that it is somebody who cannot type an option of a command.
    """

    language: Language = "en"
    names: Mapping[str, str] = field(default_factory=dict)
    in_browser: bool = False


_SPEECH: ContextVar[Speech] = ContextVar("speech", default=Speech())  # noqa: B039 - it is frozen


@contextmanager
def speaking(
    language: Language, names: Mapping[str, str] | None = None, *, in_browser: bool = False
) -> Iterator[None]:
    """Say everything within in a language; `names` are those of things by their English names.

    With `in_browser` options of commands are left out.
    """
    token = _SPEECH.set(Speech(language, names or {}, in_browser))
    try:
        yield
    finally:
        _SPEECH.reset(token)


def language() -> Language:
    """Return the language that is spoken."""
    return _SPEECH.get().language


@cache
def catalogue(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Return what a catalogue has for each message: one text for each plural form it knows."""
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return {}
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        found = read_po(file, locale=language)
    return {
        _key(m.id, m.context): _forms(m.string) for m in found if m.id and any(_forms(m.string))
    }


def _key(message: str | Iterable[str], context: str | None = None) -> str:
    text = message if isinstance(message, str) else next(iter(message))
    return f"{context}\4{text}" if context else text


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def translated(message: str) -> str:
    """Return a message in the language spoken, or else in English; its places stay."""
    return catalogue(language()).get(message, (message,))[0]


def say(message: str, /, **values: object) -> Text:
    """Return a message in the language spoken, with values in its places; links in them stay."""
    return _filled(translated(message), values)


def typed(option: str, before: str = " (", after: str = ")") -> Text:
    """Return an option of a command as a hint, which nobody is given who cannot type it."""
    return hint(Text(f"{before}{option}{after}"))


def hint(text: Text) -> Text:
    """Return a hint for those who type commands; who reads in a browser is given none."""
    return Text() if _SPEECH.get().in_browser else text


def meant(context: str, message: str, /) -> Text:
    """Return a word that has several meanings, as the one that it has in a context."""
    return Text(catalogue(language()).get(_key(message, context), (message,))[0])


def put(pattern: str, /, **values: object) -> Text:
    """Return texts in the places of a pattern of signs, which is the same in every language."""
    return _filled(pattern, values)


def number(count: int, one: str, many: str, /, **values: object) -> Text:
    """Return a message in the number that `count` asks for; `{n}` in it stands for the count.

    Languages of one form have it in the catalogue; in English it is one of two.
    """
    english = one if count == 1 else many
    forms = catalogue(language()).get(one)
    return _filled(
        forms[0 if len(forms) == 1 or count == 1 else 1] if forms else english,
        {"n": count, **values},
    )


def name(label: str, thing: str | None = None) -> Text:
    """Return what a thing is called in the language spoken, as a link to it (an IRI of ours)."""
    shown = _SPEECH.get().names.get(label, label)
    return Text(shown, (Span(0, len(shown), thing),) if thing and shown else ())


def ident(thing: str) -> Text:
    """Return the short id of a thing as it is, as a link to it."""
    return Text(thing, (Span(0, len(thing), thing),) if thing else ())


def labelled(label: str, thing: str) -> Text:
    """Return what a thing is called, with its short id in brackets; both are links to it."""
    return join("", (name(label, thing), bracketed(ident(thing), "()")))


def join(separator: str, parts: Iterable[str]) -> Text:
    """Join texts, with the links in them."""
    every = tuple(parts)
    spans: list[Span] = []
    start = 0
    for part in every:
        for span in spans_of(part):
            spans.append(Span(span.start + start, span.end + start, span.thing))
        start += len(part) + len(separator)
    return Text(separator.join(every), spans)


def _filled(message: str, values: Mapping[str, object]) -> Text:
    pieces: list[str] = list(_pieces(message))
    for at in range(1, len(pieces), 2):
        value = values[pieces[at]]
        pieces[at] = value if isinstance(value, str) else str(value)
        pieces[at + 1] = fitted(pieces[at], pieces[at + 1])
    return join("", pieces)


@lru_cache(_RECENT)
def _pieces(message: str) -> tuple[str, ...]:
    """Return what a message consists of: words and the names of places, by turns."""
    return tuple(_PLACE.split(message))


def enumerated(parts: Sequence[str]) -> Text:
    """Join words as in running text: a, b and c."""
    if len(parts) < 2:
        return join("", parts)
    return say("{some} and {last}", some=join(", ", parts[:-1]), last=parts[-1])


def all_of(parts: Sequence[str]) -> Text:
    """Join clauses that all hold: a and b and c."""
    if not parts:
        return Text()
    done = Text(parts[0])
    for part in parts[1:]:
        done = say("{some} and {last}", some=done, last=part)
    return done


def joined(*parts: str | None, by: str = "; ") -> Text:
    """Join those parts that there are."""
    return join(by, (part for part in parts if part))


def lower_first(label: str) -> Text:
    """Return a label for use inside a sentence, leaving abbreviations as they are.

    Only English has that custom: where another language is spoken, letters stay as they are.
    """
    if language() != "en" or label[1:2].isupper():
        return Text(label)
    return Text(label[:1].lower() + label[1:], spans_of(label))


def upper_first(label: str) -> Text:
    """Return a label for the beginning of a line, in English; see `lower_first`."""
    if language() != "en":
        return Text(label)
    return Text(label[:1].upper() + label[1:], spans_of(label))


def sentence(text: str) -> Text:
    """Return a text that ends as a sentence does."""
    return Text(text if text.endswith((".", "!", "?")) else f"{text}.", spans_of(text))


def bare(label: str) -> Text:
    """Return a label without a full stop, for use inside a sentence."""
    return _part(label, 0, len(label.rstrip(".")))


def split_lines(text: str) -> list[Text]:
    """Return the lines of a text, with the links in them."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append(_part(text, start, start + len(line)))
        start += len(line) + 1
    return found


def _part(text: str, start: int, end: int) -> Text:
    kept = (span for span in spans_of(text) if start <= span.start < end)
    moved = (Span(s.start - start, min(s.end, end) - start, s.thing) for s in kept)
    return Text(str(text)[start:end], tuple(moved))


def bracketed(where: str, pair: str = "[]") -> Text:
    """Return what is told of something in brackets after a space; nothing if nothing is told."""
    return join("", (f" {pair[0]}", where, pair[1])) if where else Text()
