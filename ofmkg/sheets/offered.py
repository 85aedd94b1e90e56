"""What a form can offer to somebody who fills in a sheet: its schema, and what each id means."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, records
from ofmkg.graph.terms import BASE, NS, short
from ofmkg.pages.messages import language
from ofmkg.sheets import rules
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.things import Thing
from ofmkg.sheets.vocabulary import Vocabulary

Named = Callable[[str], str]  # returns a name or definition in the language that is spoken
_CRITERIA = ("addressedIf", "partialIf", "absentIf")
# What a claim can be about.
_ABOUT = ("MisuseVector", "Question", "ModelRelease", "Benefit", "Defense", "DistinctiveProperty")
# Of these a question offers those that are its answers.
_WITHIN_QUESTIONS = {"answer", "Position", "Question"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A row of the query `questions-to-ask`."""

    question: str
    label: str | None
    text: str | None
    step: Id | None
    vector: Id | None


def offered(graph: Graph, vocabulary: Vocabulary, named: Named) -> dict[str, Any]:
    """Return the schema of a sheet, with what its fields can name, in the language spoken.

    `named` translates. Fields say by `x-kind` which of the `kinds` they name.
    """
    schema = Sheet.model_json_schema(by_alias=True)
    kinds = {
        kind: list(_things(_in_list(kind, vocabulary), named))
        for kind in sorted(set(_kinds(schema)))
        if kind not in rules.CHECKED_LATER | _WITHIN_QUESTIONS
    }
    return {
        "schema": schema,
        "kinds": kinds,
        "words": sorted({word for words in rules.WORDS.values() for word in words}),
        "frameworks": [_framework(each, graph, named) for each in vocabulary.things("Framework")],
        "questions": list(_questions(graph, vocabulary, named)),
        "about": [
            {"id": thing.iri.removeprefix(BASE), "label": _label(thing, named)}
            for kind in _ABOUT
            for thing in vocabulary.things(kind)
            if thing.iri.startswith(BASE) and not thing.iri.startswith(NS)
        ],
    }


def _kinds(part: object) -> Iterator[str]:
    """Yield the kinds that the fields of a schema name."""
    if isinstance(part, dict):
        kind = part.get("x-kind")
        if isinstance(kind, str):
            yield kind
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _kinds(each)


def _in_list(kind: str, vocabulary: Vocabulary) -> list[Thing]:
    found = [
        thing for each in rules.KINDS.get(kind, (kind,)) for thing in vocabulary.in_order(each)
    ]
    return [thing for thing in found if thing.id in rules.known_ids(kind, vocabulary)]


def _things(things: Iterable[Thing], named: Named) -> Iterator[dict[str, Any]]:
    for thing in things:
        found: dict[str, Any] = {"id": thing.id, "label": _label(thing, named)}
        if thing.definition:
            found["text"] = named(thing.definition)
        if "broaderThreat" in thing.links:
            found["within"] = sorted(map(short, thing.links["broaderThreat"]))
        yield found


def _label(thing: Thing, named: Named) -> str:
    return named(thing.label) if thing.label else thing.id


def _framework(thing: Thing, graph: Graph, named: Named) -> dict[str, Any]:
    terms = {row["term"]: row.get("label", "") for row in graph.query("terms").dicts()}
    rows = graph.query("step-criteria", framework=thing.id, language=language()).dicts()
    return {
        "id": thing.id,
        "label": _label(thing, named),
        "steps": [
            {
                "id": short(row["step"]),
                "label": row.get("label", short(row["step"])),
                "text": row.get("definition", ""),
                "criteria": [
                    {"label": named(terms.get(NS + name, name)), "text": row[name]}
                    for name in _CRITERIA
                    if row.get(name)
                ],
            }
            for row in rows
        ],
    }


def _questions(graph: Graph, vocabulary: Vocabulary, named: Named) -> Iterator[dict[str, Any]]:
    rows = records(graph.part("questions-to-ask"), _Asked)
    for iri, found in groupby(rows, key=lambda row: row.question):
        every, thing = list(found), vocabulary.described(iri)
        if thing is None:
            continue
        yield {
            "id": thing.id,
            "label": _label(thing, named),
            "text": named(every[0].text or ""),
            "steps": sorted({row.step for row in every if row.step}),
            "vectors": sorted({row.vector for row in every if row.vector}),
            "answers": [
                {
                    "id": answer.id,
                    "label": _label(answer, named),
                    "text": named(answer.definition) if answer.definition else "",
                    "handling": "Handling" in answer.kinds,
                }
                for answer in vocabulary.answers(thing)
            ],
        }
