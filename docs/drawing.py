"""The class diagram as a picture: Graphviz's SVG, made readable in light, dark and aloud."""

import hashlib
import re
import shutil
import subprocess
from xml.etree import ElementTree

from diagram import FRAME, HEAD, INK, MUTED

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_MARK = re.compile(r"SHA-256 ([0-9a-f]{64})")
_DARK = {INK: "#e6e9ec", MUTED: "#a9b4bf", HEAD: "#26384b", FRAME: "#5b6875"}
_STYLE = "\n".join(
    [
        ".class-diagram { color-scheme: light dark; }",
        '.class-diagram text { font-family: Arial, Helvetica, "Liberation Sans", sans-serif; }',
        ".class-diagram a:hover text, .class-diagram a:focus text { text-decoration: underline; }",
        "@media screen and (prefers-color-scheme: dark) {",
        *(
            f'  .class-diagram [{kind}="{light}"] {{ {kind}: {dark}; }}'
            for light, dark in _DARK.items()
            for kind in ("fill", "stroke")
        ),
        "}",
    ]
)


def missing() -> str | None:
    """Return why no picture can be drawn here and what to install, or None if one can."""
    return None if shutil.which("dot") else "no Graphviz; install it (Debian: graphviz)"


def digest(source: str) -> str:
    """Return what identifies the source of a picture."""
    return hashlib.sha256(source.encode()).hexdigest()


def drawn_from(svg: str) -> str | None:
    """Return what identifies the source that a picture was drawn from."""
    found = _MARK.search(svg)
    return found[1] if found else None


def drawing(source: str, title: str, description: str) -> str:
    """Return the picture of a source in Graphviz's language, as SVG."""
    done = subprocess.run(
        ["dot", "-Tsvg"], input=source, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(done.stdout)
    _name_edges(root)
    _describe(root, title, description)
    text = ElementTree.tostring(root, encoding="unicode")
    return f"<!-- Drawn from classes.dot, SHA-256 {digest(source)} -->\n{text}\n"


def _name_edges(root: ElementTree.Element) -> None:
    """Let pointing at an arrow show what it says; drop the names that Graphviz made up."""
    for group in root.iter(f"{{{_SVG}}}g"):
        named = group.find(f"{{{_SVG}}}title")
        name = group.attrib.pop("id", "")
        if named is not None and group.get("class") == "edge":
            named.text = name
        elif named is not None:
            group.remove(named)


def _describe(root: ElementTree.Element, title: str, description: str) -> None:
    width, height = (
        float(root.attrib.pop(side).removesuffix("pt")) for side in ("width", "height")
    )
    root.attrib |= {
        "class": "class-diagram",
        "width": f"{width:.0f}",
        "height": f"{height:.0f}",
        "role": "group",
        "aria-labelledby": "class-diagram-title class-diagram-description",
    }
    texts = {"title": title, "desc": description, "style": _STYLE}
    for place, (kind, text) in enumerate(texts.items()):
        element = ElementTree.Element(f"{{{_SVG}}}{kind}")
        element.text = text
        if kind != "style":
            element.set("id", f"class-diagram-{ {'title': 'title', 'desc': 'description'}[kind] }")
        root.insert(place, element)
