"""What is told beside an answer: that its query asks for something in vain.

A header of its own, as a list of texts with parameters (Structured Fields, RFC 9651), because the
header `Warning` of HTTP has been withdrawn (RFC 9111, 5.5):

    Ofmkg-Warnings: "The ontology has no term ofm:Studdy. ...";line=3;column=12, ...
"""

from collections.abc import Iterable

from ofmkg.graph.doubts import Doubt

WARNINGS = "Ofmkg-Warnings"
_HOW = "?inferred=true"


def header(doubts: Iterable[Doubt]) -> str:
    """Return doubts as the value of the header, empty where there are none."""
    return ", ".join(
        f'"{_quoted(each.told(_HOW))}";line={each.line};column={each.column}' for each in doubts
    )


def _quoted(text: str) -> str:
    """Return a text as a structured field takes it: ASCII that can be printed, and escapes."""
    plain = "".join(each if " " <= each <= "~" else "?" for each in text)
    return plain.replace("\\", "\\\\").replace('"', '\\"')
