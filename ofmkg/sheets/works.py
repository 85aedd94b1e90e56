"""The publication that a coding sheet is about, and who wrote it."""

from dataclasses import asdict
from typing import Self

from pydantic import field_validator, model_validator

from ofmkg.bibliography.names import Name, parted
from ofmkg.sheets.parts import Part
from ofmkg.sheets.values import Arxiv, Date, Doi, Isbn, Pages, Slug, Text, Url, YesNo, maybe


class Author(Part):
    """A person by family name, or by a name that has no parts to tell; or an organization."""

    family: Text | None = None
    given: Text | None = None
    suffix: Text | None = None
    name: Text | None = None
    organization: Text | None = None

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        """Take one way of naming: nobody is both a person and an organization."""
        ways = (self.family, self.name, self.organization)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("takes family (with given), or name, or organization: one of them")
        if self.family is None and (self.given or self.suffix):
            raise ValueError("has a given name or suffix without family; add family")
        return self

    @property
    def agent(self) -> str:
        """Return whether this is a person or an organization."""
        return "person" if self.organization is None else "organization"

    @property
    def label(self) -> str:
        """Return the name as one reads it."""
        return Name(self.family, self.given, self.suffix, self.name, self.organization).label


def _said(name: Name) -> dict[str, str]:
    return {key: value for key, value in asdict(name).items() if value is not None}


class Work(Part):
    """The publication; of one that is already described, the id is enough."""

    id: Slug
    label: Text | None = None
    title: Text | None = None
    authors: tuple[Author, ...] = ()
    more_authors: YesNo = False
    issued: Date | None = None
    kind: Slug | None = maybe("work-kind")
    venue: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Pages | None = None
    edition: Text | None = None
    number: Text | None = None
    publisher: Text | None = None
    isbn: Isbn | None = None
    arxiv: Arxiv | None = None
    doi: Doi | None = None
    url: Url | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _authors_in_one_line(cls, data: object) -> object:
        """Take authors in one line apart where it is plain who they are."""
        if not isinstance(data, dict) or not isinstance(data.get("authors"), str):
            return data
        try:
            names, more = parted(data["authors"])
        except ValueError:
            return data  # the field itself says what is wrong
        taken = {**data, "authors": [_said(name) for name in names]}
        return {**taken, "more_authors": True} if more else taken

    @field_validator("authors", mode="before")
    @classmethod
    def _authors_plainly(cls, value: object) -> object:
        """Refuse a line of which it is not plain who is who."""
        if isinstance(value, str):
            parted(value)
        return value
