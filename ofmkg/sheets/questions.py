"""Questions and answers that a work brings: as part of a sheet, of the graph, and back."""

from collections.abc import Iterator

from ofmkg.graph.terms import BASE, PREFIXES
from ofmkg.sheets import places
from ofmkg.sheets.entries import entry, node, said, step
from ofmkg.sheets.facts import Facts
from ofmkg.sheets.model import Answer, Sheet
from ofmkg.sheets.places import Places, ofm
from ofmkg.sheets.tree import Place
from ofmkg.sheets.turtle import Entry, text
from ofmkg.sheets.vocabulary import Thing, Vocabulary

_LABEL = PREFIXES["rdfs"] + "label"
_DEFINITION = PREFIXES["skos"] + "definition"
_KINDS = ("Question", "Position", "Handling")


def _question(name: str) -> str:
    return f"{BASE}question/{name}"


def _answer(answer: Answer) -> str:
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
                _answer(answer),
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
            other = vocabulary.described(_answer(answer))
            if other and other.graph != graph:
                yield (*here, "id"), f"id: there is already an answer {answer.id}; choose another."
            if answer.handling and answer.excludes:
                yield (
                    (*here, "excludes"),
                    "excludes: only an answer excludes another; remove it, or handling.",
                )


def question_entries(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Entry]:
    """Yield the questions and answers that a sheet brings."""
    by = ("prov:wasAttributedTo", node(places.coder(sheet.coder.id)))
    for question in sheet.questions:
        iri = vocabulary.iri("Question", question.id)
        if question.label:
            yield entry(
                iri,
                ("Question",),
                ("rdfs:label", text(question.label)),
                ("questionText", said(question.text)),
                (
                    "concernsStep",
                    *(step(vocabulary, sheet.framework, name) for name in question.steps),
                ),
                by,
            )
        for answer in question.answers:
            handling = vocabulary.find("HandlingKind", answer.handling or "")
            yield entry(
                _answer(answer),
                ("Handling" if handling else "Position",),
                ("rdfs:label", text(answer.label)),
                (
                    "skos:definition",
                    said(answer.definition),
                    said(answer.definition_ko, "ko"),
                ),
                ("handlingOf" if handling else "answers", node(iri)),
                ("handlingKind", node(handling.iri) if handling else None),
                (
                    "incompatibleWith",
                    *(node(vocabulary.iri("Position", name)) for name in answer.excludes),
                ),
                by,
            )


def back(facts: Facts) -> list[dict[str, object]]:
    """Return the questions of a sheet from the statements of its file."""
    kinds = {ofm(kind) for kind in _KINDS}
    own = {iri for kind in kinds for iri in facts.of(kind)}
    rows: dict[str, dict[str, object]] = {}
    for iri in facts.in_order(own):
        kind = next(kind for kind in facts.kinds(iri) if kind in kinds)
        asked = iri
        if kind != ofm("Question"):
            asked = facts.one(iri, "answers") or facts.one(iri, "handlingOf") or ""
        row = rows.setdefault(asked, {"id": facts.name(asked)})
        if asked == iri:
            row["label"] = facts.one(iri, _LABEL)
            row["text"] = facts.one(iri, "questionText")
            row["steps"] = facts.ids(iri, "concernsStep")
        else:
            found = {
                "id": facts.name(iri),
                "label": facts.one(iri, _LABEL),
                "definition": facts.said(iri, _DEFINITION, "en"),
                "definition_ko": facts.said(iri, _DEFINITION, "ko"),
                "handling": facts.id(iri, "handlingKind"),
                "excludes": facts.ids(iri, "incompatibleWith"),
            }
            answers = row.setdefault("answers", [])
            assert isinstance(answers, list)
            answers.append({key: value for key, value in found.items() if value})
    return list(rows.values())
