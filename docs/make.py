"""Writes docs/ontology.html, docs/classes.dot and docs/classes.svg from the ontology.

The page of the method (docs/method.md, docs/method.ko.md) is copied from the texts of the site, the
picture in docs/architecture.md is made from the imports of the code, the transcript in
docs/assistants.md from what the server for assistants answers.

    python docs/make.py

Needs jinja2, import-linter and mcp; without Graphviz the picture of classes that is there is kept,
and its age is told.
"""

import sys
from pathlib import Path

import diagram
import drawing
import page
import rooms
import transcript
from vocabulary import HERE, ask, local

from ofmkg.api.pages import method

_TITLE = "The main classes of the ofmkg ontology"
_PARTS = ("themes", "main", "ends", "relations", "lists", "terms")


def source() -> tuple[diagram.Diagram, str]:
    """Return the class diagram, and its text for Graphviz."""
    drawn = diagram.diagram(*map(ask, _PARTS))
    return drawn, diagram.source(drawn)


def description(drawn: diagram.Diagram) -> str:
    """Return what the class diagram shows, for those who do not see it."""
    themes = "; ".join(
        f"{theme.name}: {', '.join(local(each) for each in theme.classes)}"
        for theme in drawn.themes
        if theme.classes
    )
    return (
        f"{sum(len(theme.classes) for theme in drawn.themes)} classes in their themes, joined by "
        f"{len(diagram.arrows(drawn))} arrows for relations. {themes}."
    )


def methods() -> dict[str, str]:
    """Return the pages of the method by file: the texts that the site shows."""
    return {"method.md": method.text("en"), "method.ko.md": method.text("ko")}


def main() -> int:
    """Write the files; return 1 if the picture could not be brought up to date."""
    drawn, dot = source()
    picture = HERE / "classes.svg"
    _write(HERE / "classes.dot", dot)
    reason = drawing.missing()
    if reason is None:
        _write(picture, drawing.drawing(dot, _TITLE, description(drawn)))
    svg = picture.read_text(encoding="utf-8") if picture.exists() else ""
    _write(HERE / "ontology.html", page.html(svg, drawn))
    for name, text in methods().items():
        _write(HERE / name, text)
    _write(rooms.PAGE, rooms.written(rooms.PAGE.read_text(encoding="utf-8"), rooms.imports()))
    _write(transcript.PAGE, transcript.written(transcript.PAGE.read_text(encoding="utf-8")))
    if drawing.drawn_from(svg) != drawing.digest(dot):
        print(f"classes.svg is out of date: {reason}.", file=sys.stderr)
        return 1
    return 0


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
