"""States of cells as patterns in a drawing: told apart without colour, in every figure alike."""

from xml.etree.ElementTree import Element

from ofmkg.pages.svg import FAINT, INK, PAPER, Drawing, Value

_SIZES = {"partial": 5.0, "assumed": 5.0, "uncoded": 5.0}


class StatePatterns:
    """The patterns of states in a drawing; made before anything is filled with them."""

    def __init__(self, drawing: Drawing) -> None:
        """Put the patterns into a drawing."""
        self._d = drawing
        defs = drawing.put("defs")
        for state, size in _SIZES.items():
            box: dict[str, Value] = {"id": self._id(state), "width": size, "height": size}
            pattern = drawing.put("pattern", defs, patternUnits="userSpaceOnUse", **box)
            drawing.put("rect", pattern, width=size, height=size, fill=PAPER)
            if state == "partial":
                pattern.set("patternTransform", "rotate(45)")
                drawing.put("rect", pattern, width=size / 2, height=size, fill=INK)
            elif state == "assumed":
                diamond = "M2.5 .6 L4.4 2.5 L2.5 4.4 L.6 2.5 Z"
                drawing.put("path", pattern, d=diamond, fill="none", stroke=INK)
            else:
                drawing.put("circle", pattern, cx=2.5, cy=2.5, r=0.8, fill=FAINT)

    def _id(self, state: str) -> str:
        return f"{self._d.name}-{state}"

    def fill(self, state: str) -> str:
        """Return what a state is filled with: solid, a pattern, or nothing."""
        return {"addressed": INK, "skipped": PAPER}.get(state, f"url(#{self._id(state)})")

    def swatch(self, state: str, inside: Element | None, x: float, y: float, size: float) -> None:
        """Draw a square that stands for a state, with its upper left corner at a point."""
        # moved, pattern and all
        moved = self._d.put("g", inside, transform=f"translate({x:g} {y:g})")
        box: dict[str, Value] = {"width": size, "height": size, "stroke": INK}
        self._d.put("rect", moved, fill=self.fill(state), **box)
