"""Questions and answers that a work brings: as part of a sheet and of the graph."""

from collections.abc import Iterator

from ofmkg.graph.terms import BASE
from ofmkg.sheets.model import Answer, Sheet
from ofmkg.sheets.places import Places
from ofmkg.sheets.things import Thing
from ofmkg.sheets.tree import Place
from ofmkg.sheets.vocabulary import Vocabulary


def _question(name: str) -> str:
    return f"{BASE}question/{name}"


def answer_iri(answer: Answer) -> str:
    """Return the IRI of an answer, or of a way of dealing with a question."""
    return f"{BASE}{'handling' if answer.handling else 'position'}/{answer.id}"


def things(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Thing]:
    """Yield what a sheet adds to what sheets can speak of."""
    graph = Places(sheet).graph
    for question in sheet.questions:
        asked = vocabulary.find("Question", question.id)
        iri = asked.iri if asked else _question(question.id)
        if question.label:
            yield Thing(iri, graph, {"Question"}, question.label)
        for answer in question.answers:
            kind, link = ("Handling", "handlingOf") if answer.handling else ("Position", "answers")
            links = {link: {iri}}
            handled = vocabulary.find("HandlingKind", answer.handling) if answer.handling else None
            if handled:
                links["handlingKind"] = {handled.iri}
            yield Thing(
                answer_iri(answer),
                graph,
                {kind},
                answer.label,
                definition=answer.definition or "",
                links=links,
            )


def broken(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[tuple[Place, str]]:
    """Yield what is wrong with the questions of a sheet, beyond the form."""
    graph = Places(sheet).graph
    for number, question in enumerate(sheet.questions):
        place: Place = ("questions", number)
        known = vocabulary.described(_question(question.id))
        given = [name for name in ("label", "text", "steps") if getattr(question, name)]
        missing = [name for name in ("label", "text", "steps") if name not in given]
        if known and known.graph != graph and given:
            yield (
                (*place, given[0]),
                f"{given[0]}: this question is already described; give its id and your answers.",
            )
        elif missing and not (known and known.graph != graph):
            yield (
                place,
                f"questions: {question.id!r} is described nowhere else; add {', '.join(missing)}.",
            )
        for each, answer in enumerate(question.answers):
            here = (*place, "answers", each)
            other = vocabulary.described(answer_iri(answer))
            if other and other.graph != graph:
                yield (*here, "id"), f"id: there is already an answer {answer.id}; choose another."
            if answer.handling and answer.excludes:
                yield (
                    (*here, "excludes"),
                    "excludes: only an answer excludes another; remove it, or handling.",
                )
