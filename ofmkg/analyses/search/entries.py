"""The things that can be found, with their texts."""

from collections.abc import Iterable
from dataclasses import dataclass

from ofmkg.analyses.search.result import Kind, Role
from ofmkg.graph.attribution import Said
from ofmkg.graph.rows import grouped
from ofmkg.graph.spelling import folded
from ofmkg.graph.terms import BASE, short

ROLES: tuple[Role, ...] = ("label", "synonym", "statement", "reference")
_NAMES = ("label", "synonym")


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of the query `search-texts`: a text of a thing (IRI), and one of its classes."""

    thing: str
    kind: str
    role: Role
    text: str
    kind_label: str | None = None
    kind_label_ko: str | None = None
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a thing, as it is and as it is compared."""

    role: Role
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with its texts by role; `group` is that of its kinds which has the first place."""

    href: str
    id: str
    place: int
    group: str
    kinds: tuple[str, ...]
    collections: tuple[str, ...]
    label: str
    said: Said | None
    texts: tuple[Text, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return what the thing is called, as it is compared."""
        return frozenset({self.id, *(t.folded for t in self.texts if t.role in _NAMES)})


def entries(
    rows: Iterable[TextRow], said: dict[str, Said], places: dict[str, int]
) -> tuple[Entry, ...]:
    """Return the things in rows; `places` are those of kinds (short ids), said is by IRI."""
    return tuple(_entry(iri, group, said, places) for iri, group in grouped(rows, "thing").items())


def kinds(rows: Iterable[TextRow]) -> tuple[Kind, ...]:
    """Return the kinds of things in rows, by id."""
    names: dict[str, tuple[str, str]] = {}
    things: dict[str, set[str]] = {}
    for row in rows:
        kind = short(row.kind)
        label = row.kind_label or kind
        names[kind] = (label, row.kind_label_ko or label)
        things.setdefault(kind, set()).add(row.thing)
    return tuple(Kind(kind, *names[kind], len(things[kind])) for kind in sorted(things))


def _entry(iri: str, rows: list[TextRow], said: dict[str, Said], places: dict[str, int]) -> Entry:
    texts = dict.fromkeys((row.role, row.text) for row in rows)
    ordered = sorted(texts, key=lambda each: ROLES.index(each[0]))
    label = next((text for role, text in ordered if role == "label" and text.isascii()), None)
    classes = sorted({short(row.kind) for row in rows})
    last = len(places) + 1
    group = min(classes, key=lambda each: (places.get(each, last), each))
    return Entry(
        "/" + iri.removeprefix(BASE),
        short(iri),
        places.get(group, last),
        group,
        tuple(classes),
        tuple(sorted({short(row.collection) for row in rows if row.collection})),
        label or ordered[0][1],
        said.get(iri),
        tuple(Text(role, text, folded(text)) for role, text in ordered),
    )
