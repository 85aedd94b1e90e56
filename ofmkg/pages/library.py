"""The list of questions as a document."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from ofmkg.graph.folders import folders
from ofmkg.graph.library import Question
from ofmkg.pages.blocks import Heading, Item, Items, Page
from ofmkg.pages.messages import language, number, put, say


class Shelved(Protocol):
    """Whatever stands in a folder of the library."""

    @property
    def folder(self) -> str:
        """The name of the folder."""


ShelvedT = TypeVar("ShelvedT", bound=Shelved)


def by_folder(asked: Iterable[ShelvedT], tongue: str) -> list[tuple[str, str, list[ShelvedT]]]:
    """Return name and heading (in a language) of each folder, and those of `asked` in it.

    Folders stand in their order, and those that hold none of `asked` are left out.
    """
    every = list(asked)
    held = ((each, [one for one in every if one.folder == each.name]) for each in folders())
    return [(each.name, each.heading(tongue), those) for each, those in held if those]


def document(asked: Sequence[Question]) -> Page:
    """Return the questions with their parameters, one item each, by folder."""
    listed = by_folder(asked, language())
    return (
        Heading(
            number(
                len(asked),
                "{n} question: ofmkg query NAME [--param key=value]",
                "{n} questions: ofmkg query NAME [--param key=value]",
            ),
            1,
        ),
        *(
            block
            for _, heading, those in listed
            for block in (Heading(heading), Items(tuple(_item(question) for question in those)))
        ),
    )


def _item(question: Question) -> Item:
    params = [
        say("--param {name}=... (default {value})", name=p.name, value=p.default)
        if p.default
        else put("--param {name}=...", name=p.name)
        for p in question.parameters
    ]
    details = (
        f"{question.summary}",
        *([", ".join(params)] if params else []),
        *([say("A wide table: {why}", why=question.wide)] if question.wide else []),
    )
    return Item(question.name, details)
