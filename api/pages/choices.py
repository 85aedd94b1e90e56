"""Pages on which a browser chooses what an analysis is to be asked about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.cell import address
from ofmkg.pages.messages import Text, say

from . import lists, question_list
from .additions import comparable

Things = Iterable[tuple[str, str]]  # ids and labels


@dataclass(frozen=True, slots=True)
class Choice:
    """What to choose from: a title, a lead, and groups of addresses with labels."""

    title: Text
    lead: Text
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def choice(name: str, graph: KnowledgeGraph) -> Choice | None:
    """Return what to choose from for the analysis of a name; None where a template does."""
    find = _CHOICES.get(name)
    return find(graph) if find else None


def _crux(graph: KnowledgeGraph) -> Choice:
    found = [(each.id, each.label) for each in lists.vectors(graph).vectors]
    return Choice(
        say("Cruxes of a threat"),
        say(
            "On which opposed positions does it turn, and which claims hang on them? Choose a "
            "threat. Between two works it is asked on the page that compares them."
        ),
        (("", _links("/crux?vector=", found)),),
    )


def _timeline(graph: KnowledgeGraph) -> Choice:
    found = [(each.id, each.label) for each in question_list.questions(graph).questions]
    return Choice(
        say("Answers over time"),
        say("Who answered a question how, and when, threat by threat? Choose a question."),
        (("", _links("/timeline?question=", found)),),
    )


def _rests(graph: KnowledgeGraph) -> Choice:
    groups = [(title, _links("/rests?id=", things)) for title, things in comparable(graph)]
    return Choice(
        say("What rests on it"),
        say(
            "Which claims would lose support if a work were given up, and through which chain? "
            "Choose one. The address takes the id of a claim, stance or question as well."
        ),
        tuple(groups),
    )


def _cell(graph: KnowledgeGraph) -> Choice:
    steps = graph.frame().steps
    groups = [
        (vector.label, tuple((f"/{address(vector.id, s.step)}", s.label) for s in steps))
        for vector in lists.vectors(graph).vectors
        if vector.studies
    ]
    return Choice(
        say("Cells of the map of gaps"),
        say("What does each study of a threat do on a step? Choose a step of a threat."),
        tuple(groups),
    )


def _links(before: str, things: Things) -> tuple[tuple[str, str], ...]:
    return tuple((f"{before}{quote(id, safe='')}", label) for id, label in things)


_CHOICES: Mapping[str, Callable[[KnowledgeGraph], Choice]] = {
    "cell": _cell,
    "crux": _crux,
    "rests": _rests,
    "timeline": _timeline,
}
