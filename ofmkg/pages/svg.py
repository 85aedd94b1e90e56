"""Small drawings as standalone SVG: black on white, told apart by pattern, light and dark."""

from collections.abc import Iterable
from xml.etree import ElementTree

from ofmkg.graph.characters import writable
from ofmkg.pages.messages import Text, language, put
from ofmkg.pages.widths import wrap
from ofmkg.version import __version__

_SVG = "http://www.w3.org/2000/svg"
INK = "#1b1b1b"
FAINT = "#767676"
PAPER = "#ffffff"
FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
LETTER = 0.48  # width of a letter of that font against its size, on average
_DARK = {INK: "#e6e4de", FAINT: "#a9b1ba", PAPER: "#15191e"}  # as pages; never in print

Value = str | float


class Drawing:
    """A canvas on which shapes and lines of text are put; y grows downwards."""

    def __init__(self, name: str, width: float, title: str, description: str) -> None:
        """Begin a drawing; `name` keeps its ids apart from those of others on the same page."""
        ElementTree.register_namespace("", _SVG)
        self.name, self.width = name, width
        self._root = ElementTree.Element(f"{{{_SVG}}}svg", {"role": "img"})
        self._root.set("aria-labelledby", f"{name}-title {name}-description")
        self._root.set("font-family", FONT)
        if language() != "en":
            self._root.set("lang", language())
        self.say("title", title, id=f"{name}-title")
        self.say("desc", description, id=f"{name}-description")
        rules = [
            f'[{kind}="{light}"] {{ {kind}: {dark}; }}'
            for light, dark in _DARK.items()
            for kind in ("fill", "stroke")
        ]
        screen = "@media screen and (prefers-color-scheme: dark)"
        self.say("style", f"{screen} {{ {' '.join(rules)} }}")
        self._paper = self.put("rect", width=width, fill=PAPER)

    def put(
        self, tag: str, inside: ElementTree.Element | None = None, **attributes: Value
    ) -> ElementTree.Element:
        """Put an element into the drawing, or inside another; `_` in names stands for `-`."""
        written = {
            key.rstrip("_").replace("_", "-"): value if isinstance(value, str) else f"{value:g}"
            for key, value in attributes.items()
        }
        parent = self._root if inside is None else inside
        return ElementTree.SubElement(parent, f"{{{_SVG}}}{tag}", written)

    def link(self, href: str, inside: ElementTree.Element | None = None) -> ElementTree.Element:
        """Put a link, which leaves a page that the drawing stands in; its parts go inside it."""
        return self.put("a", inside, href=href, target="_top")

    def say(
        self, tag: str, text: str, inside: ElementTree.Element | None = None, **attributes: Value
    ) -> None:
        """Put an element that holds a text."""
        self.put(tag, inside, **attributes).text = writable(text)

    def rule(self, x: float, y: float, wide: float) -> None:
        """Draw a faint line from left to right."""
        self.put("path", d=f"M{x:g} {y:g} h{wide:g}", stroke=FAINT, stroke_width=0.5)

    def text(
        self,
        x: float,
        y: float,
        lines: Iterable[str],
        inside: ElementTree.Element | None = None,
        *,
        size: float = 13,
        bold: bool = False,
        faint: bool = False,
    ) -> float:
        """Write lines of text, the first on the base line `y`; return the next base line."""
        for line in lines:
            weight = {"font_weight": "bold"} if bold else {}
            fill = FAINT if faint else INK
            self.say("text", line, inside, x=x, y=y, font_size=size, fill=fill, **weight)
            y += size * 1.35
        return y

    def finished(self, height: float) -> str:
        """Return the drawing as the text of a file."""
        self._paper.set("height", f"{height:g}")
        size = {"width": f"{self.width:g}", "height": f"{height:g}"}
        self._root.attrib |= {**size, "viewBox": f"0 0 {self.width:g} {height:g}"}
        ElementTree.indent(self._root, " ")
        text = ElementTree.tostring(self._root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def lines(text: str, width: float, size: float = 13) -> list[str]:
    """Break a text into lines of about a width in units of the drawing."""
    return wrap(text, max(8, int(width / (size * LETTER))))


def origin(address: str) -> Text:
    """Return the line at the foot of a figure: what made it, and the address that it is of."""
    return put("ofmkg {version}, {address}", version=__version__, address=address)
