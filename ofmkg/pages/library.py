"""The list of questions as a document."""

from collections.abc import Iterable

from ofmkg.graph.library import Question
from ofmkg.pages.blocks import Heading, Item, Items, Page
from ofmkg.pages.messages import number, put, say


def document(asked: Iterable[Question]) -> Page:
    """Return the questions with their parameters, one item each."""
    items = tuple(_item(question) for question in asked)
    return (
        Heading(
            number(
                len(items),
                "{n} question: ofmkg query NAME [--param key=value]",
                "{n} questions: ofmkg query NAME [--param key=value]",
            ),
            1,
        ),
        Items(items),
    )


def _item(question: Question) -> Item:
    params = [
        say("--param {name}=... (default {value})", name=p.name, value=p.default)
        if p.default
        else put("--param {name}=...", name=p.name)
        for p in question.parameters
    ]
    details = (f"{question.summary}", *([", ".join(params)] if params else []))
    return Item(question.name, details)
