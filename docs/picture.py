"""Draws the picture in the README, docs/matrix.svg: what `ofmkg matrix --format svg` writes."""

from pathlib import Path

import ofmkg
from ofmkg.pages.matrix_svg import to_svg
from ofmkg.pages.words import words


def main() -> None:
    """Write the picture beside this file."""
    graph = ofmkg.load()
    svg = to_svg(graph.matrix(), words(graph))
    Path(__file__).with_name("matrix.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
