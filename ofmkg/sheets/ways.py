"""How the values of a sheet stand in a file, each way there and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ofmkg.graph.terms import BASE, PREFIXES, short
from ofmkg.sheets import places
from ofmkg.sheets.model import FOUND
from ofmkg.sheets.things import FABIO, WORK_KIND, slug
from ofmkg.sheets.turtle import Term, address, day, node, number, text, truth, word
from ofmkg.sheets.vocabulary import Vocabulary

_AGENTS = {"person": "Person", "software": "SoftwareAgent", "organization": "Organization"}
_TRUE = "true"


@dataclass(frozen=True, slots=True)
class Words:
    """What the values of a sheet are understood by: the graph, the framework, who is meant.

    `people` are the IRIs of the coder and of the work, by these two words.
    """

    vocabulary: Vocabulary
    framework: str | None = None
    people: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How one value of a sheet stands in a file, and how it is read there; None: it does not.

    What is `quiet` is not written where it is what the model takes for granted.
    """

    term: Callable[[Any, Words], Term | None]
    value: Callable[[Term, Words], str | None]
    quiet: bool = False


def _literal(made: Callable[[Any], Term]) -> Way:
    return Way(lambda value, _: made(value), lambda term, _: term.value)


def _text(language: str) -> Way:
    def read(term: Term, _: Words) -> str | None:
        return term.value if getattr(term, "language", None) == language else None

    return Way(lambda value, _: text(value, language), read)


def named(kind: str) -> Way:
    """Return how the id of a thing of some kind stands in a file: as a link to it."""
    return Way(
        lambda value, words: node(words.vocabulary.iri(kind, value)),
        lambda term, words: words.vocabulary.id_of(term.value),
    )


def _step(name: str, words: Words) -> Term | None:
    found = words.vocabulary.step(words.framework, name)
    return node(found) if found else None


def _yes_no(term: Term, _: Words) -> str:
    return "yes" if term.value == _TRUE else "no"


def _kind(term: Term, _: Words) -> str | None:
    return slug(short(term.value)) if term.value.startswith(FABIO) else None


def _agent(term: Term, _: Words) -> str | None:
    kinds = {PREFIXES["prov"] + name: kind for kind, name in _AGENTS.items()}
    return kinds.get(term.value)


def _drawn(term: Term, words: Words) -> str | None:
    own = next((who for who, iri in (words.people or {}).items() if iri == term.value), None)
    return own or words.vocabulary.id_of(term.value)


def _diagnosed(who: str, words: Words) -> Term:
    """Return who diagnoses: a party to the sheet by its word, else a work by its id."""
    return node((words.people or {}).get(who) or places.work(who))


TEXT, WORD, DAY = _literal(text), _literal(word), _literal(day)
ADDRESS, NUMBER = _literal(address), _literal(number)
# A count is a number where it is one, and else a text, by another property.
COUNT = Way(lambda n, _: number(n) if isinstance(n, int) else None, NUMBER.value)
COUNTED = Way(lambda n, _: text(n) if isinstance(n, str) else None, TEXT.value)
LINK = _literal(node)
ENGLISH, KOREAN = _text("en"), _text("ko")
STEP = Way(_step, named("").value)
TRUTH = Way(lambda value, _: truth(value), _yes_no, quiet=True)
STATED_TRUTH = Way(TRUTH.term, _yes_no)
PATH = Way(lambda value, _: node(BASE + value), lambda term, _: term.value.removeprefix(BASE))
CLAIM = Way(lambda value, _: node(places.claim(value)), named("").value)
WORK_NAMED = Way(lambda value, _: node(places.work(value)), named("").value)
WORK_TYPE = Way(named(WORK_KIND).term, _kind)
AGENT = Way(lambda value, _: node(PREFIXES["prov"] + _AGENTS[value]), _agent)
FINDING = Way(
    lambda *_: None, lambda term, _: FOUND if term.value == places.ofm("Finding") else None
)
ARTICULATED = Way(
    lambda mode, _: truth(mode in (FOUND, "stated")),
    lambda term, _: "stated" if term.value == _TRUE else "tacit",
)
# It follows from the answer; files of earlier versions state it.
ASKED = Way(lambda *_: None, named("Question").value)
OTHER_WORK = Way(  # that it was read in the work itself follows from where it stands
    named("Work").term,
    lambda term, words: (
        None if term.value == (words.people or {}).get("work") else named("Work").value(term, words)
    ),
)
DRAWN_BY = Way(
    lambda who, words: node((words.people or {}).get(who) or places.coder(who)),
    _drawn,
)
DIAGNOSED_BY = Way(_diagnosed, lambda term, words: _drawn(term, words) or short(term.value))
