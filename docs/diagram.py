"""The class diagram, in Graphviz's language: main classes in their themes, and relations.

A box is a class; its lines are the relations that start there. A line whose other end is drawn
has an arrow; any other names its end, so that no box is crossed for it. Arrows into a class that
many themes point to are left out likewise, except within its own theme.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from vocabulary import Row, anchor, local

PAGE = "ontology.html"

# Colours are replaced in the dark, where the style of the drawing knows them by these values.
INK, MUTED, HEAD, FRAME = "#24303c", "#52606d", "#e3ebf5", "#9aa5b1"
_MANY = 3  # a class that more other themes than this point to

_HEADER = f"""digraph classes {{
  graph [rankdir=LR, ranksep=0.36, nodesep=0.16, fontname="Arial", fontsize=13,
    fontcolor="{MUTED}", style=rounded, color="{FRAME}", bgcolor=transparent];
  node [shape=plain, fontname="Arial", fontsize=12, fontcolor="{INK}", color="{INK}"];
  edge [color="{MUTED}", arrowsize=0.7];
"""


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """A relation between two classes; one that is never stated follows by reasoning.

    The object is empty where a relation may lead to anything.
    """

    subject: str
    name: str
    object: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with those of its classes that are drawn."""

    name: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """What is drawn, as IRIs: classes by theme, the relations between them, the subclasses."""

    themes: tuple[Theme, ...]
    relations: tuple[Relation, ...]
    subclasses: tuple[tuple[str, str], ...]
    definitions: dict[str, str]


def diagram(
    themes: Iterable[Row],
    main: Iterable[Row],
    ends: Iterable[Row],
    relations: Iterable[Row],
    lists: Iterable[Row],
    terms: Iterable[Row],
) -> Diagram:
    """Choose what to draw from the answers to the queries of the same names."""
    shown = {row["class"] for row in main}
    closed = {row["list"] for row in lists}
    return Diagram(
        tuple(
            Theme(name, tuple(row["class"] for row in rows if row["class"] in shown))
            for name, rows in groupby(themes, key=lambda row: row["label"])
        ),
        tuple(
            Relation(
                row["subject"], row["relation"], row.get("object", ""), row["inferred"] == "true"
            )
            for row in ends
            if row["subject"] in shown and row.get("object") not in closed
        ),
        tuple(
            (row["term"], row["other"])
            for row in relations
            if local(row["relation"]) == "rdfs:subClassOf" and {row["term"], row["other"]} <= shown
        ),
        {row["term"]: row["definition"] for row in terms if "definition" in row},
    )


def arrows(drawn: Diagram) -> list[Relation]:
    """Return the relations that are drawn as arrows."""
    theme_of = _themes(drawn)
    pointing: dict[str, set[str]] = {}
    for each in drawn.relations:
        pointing.setdefault(each.object, set()).add(theme_of[each.subject])

    def is_arrow(each: Relation) -> bool:
        if each.object not in theme_of or each.object == each.subject:
            return False
        home = theme_of[each.object]
        return theme_of[each.subject] == home or len(pointing[each.object] - {home}) <= _MANY

    return [each for each in drawn.relations if is_arrow(each)]


def source(drawn: Diagram) -> str:
    """Return the diagram in Graphviz's language."""
    lines = [*_clusters(drawn), *_edges(drawn)]
    return _HEADER + "\n".join(f"  {line}" for line in lines) + "\n}\n"


def _themes(drawn: Diagram) -> dict[str, str]:
    return {each: theme.name for theme in drawn.themes for each in theme.classes}


def _clusters(drawn: Diagram) -> Iterator[str]:
    with_arrow = set(arrows(drawn))
    for place, theme in enumerate(drawn.themes):
        if theme.classes:
            yield f'subgraph cluster_{place} {{ label="{theme.name}"; labeljust=l;'
            for each in theme.classes:
                yield f"  {local(each)} [label=<{_box(each, drawn, with_arrow)}>];"
            yield "}"


def _box(each: str, drawn: Diagram, with_arrow: set[Relation]) -> str:
    told = escape(drawn.definitions.get(each, local(each)))
    head = (
        f'<TR><TD PORT="_" BGCOLOR="{HEAD}" HREF="{PAGE}#{anchor(each)}" TOOLTIP="{told}">'
        f"<B>{local(each)}</B></TD></TR>"
    )
    own = [relation for relation in drawn.relations if relation.subject == each]
    lines = "".join(
        _line(list(group), with_arrow) for _, group in groupby(own, key=lambda one: one.name)
    )
    return (
        f'<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">'
        f"{head}{'<HR/>' if lines else ''}{lines}</TABLE>"
    )


def _line(group: list[Relation], with_arrow: set[Relation]) -> str:
    name = local(group[0].name)
    ends = ", ".join(local(each.object) or "anything" for each in group if each not in with_arrow)
    shown = f"<I>{name}</I>" if group[0].inferred else name
    pointer = f' <FONT POINT-SIZE="10" COLOR="{MUTED}">→ {ends}</FONT>' if ends else ""
    return f'<TR><TD PORT="{name}" ALIGN="LEFT">{shown}{pointer}</TD></TR>'


def _edges(drawn: Diagram) -> Iterator[str]:
    theme_of = _themes(drawn)
    between = [each for each in arrows(drawn) if theme_of[each.subject] != theme_of[each.object]]
    entered = {theme_of[each.object] for each in between}
    for each in arrows(drawn):
        words = [local(part) for part in (each.subject, each.name, each.object)]
        options = [f'id="{" ".join(words)}"', "style=dashed" if each.inferred else ""]
        # A theme that no arrow enters may stand above what it points to, which saves width.
        if each in between and theme_of[each.subject] not in entered:
            options.append("minlen=0")
        yield f"{words[0]}:{words[1]}:e -> {words[2]}:_ [{', '.join(filter(None, options))}];"
    for narrow, wide in drawn.subclasses:
        words = [local(narrow), "is a", local(wide)]
        yield (f'{words[2]}:_ -> {words[0]}:_ [id="{" ".join(words)}", dir=back, arrowtail=empty];')
