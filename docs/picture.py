"""Draws the picture in the README: what `ofmkg matrix` prints, as docs/matrix.svg."""

import io
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

import ofmkg
from ofmkg.pages.matrix import document
from ofmkg.pages.text import to_text
from ofmkg.pages.words import words


def main() -> None:
    """Write the picture beside this file."""
    graph = ofmkg.load()
    plain = Console(width=80, color_system=None)
    text = to_text(document(graph.matrix(), words(graph)), plain).split("\nLegend\n")[0].rstrip()
    canvas = Console(record=True, width=82, file=io.StringIO())
    canvas.print(Text("$ ofmkg matrix", style="bold"))
    canvas.print(Text(text))
    svg = canvas.export_svg(title="ofmkg matrix")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.S)  # no fonts from other hosts
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")
    svg = "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"
    Path(__file__).with_name("matrix.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
