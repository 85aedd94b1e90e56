"""How the classes of a comparison are called: over their questions, and inside a sentence."""

from ofmkg.analyses.compare.result import Class, Comparison
from ofmkg.pages.messages import Text, name, say

# How near the answers of two works are to a contradiction, the nearest first.
ORDER: tuple[Class, ...] = (
    "opposed",
    "contrasting",
    "different",
    "shared",
    "only_a",
    "only_b",
    "unanswered",
)


def caption(kind: Class, c: Comparison) -> Text:
    """Return the heading of the questions of a class."""
    match kind:
        case "opposed":
            return say("Opposed: incompatible answers about the same or overlapping threats")
        case "contrasting":
            return say("Contrasting: incompatible in general, but each about its own threat")
        case "shared":
            return say("Shared: the same answer")
        case "different":
            return say("Different: two answers that do not exclude each other")
        case "only_a":
            return say("Answered by {work} only", work=name(c.a.label, c.a.id))
        case "only_b":
            return say("Answered by {work} only", work=name(c.b.label, c.b.id))
        case "unanswered":
            return say("On record, but answered by neither")


def named_class(kind: str, c: Comparison) -> Text:
    """Return a class as it is named in a sentence."""
    match kind:
        case "opposed":
            return say("opposed")
        case "contrasting":
            return say("contrasting")
        case "shared":
            return say("shared")
        case "different":
            return say("different")
        case "only_a":
            return say("answered by {work} only", work=name(c.a.label, c.a.id))
        case "only_b":
            return say("answered by {work} only", work=name(c.b.label, c.b.id))
        case "unanswered":
            return say("answered by neither")
    return Text(kind)
