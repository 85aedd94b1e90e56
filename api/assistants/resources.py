"""What assistants can read: what must be said of each collection, and what the words mean."""

from ofmkg.knowledge import KnowledgeGraph

from ..pages.criteria import criteria as asked
from .answers import caveats


def collections(graph: KnowledgeGraph) -> str:
    """Return the collections with what must be said of them, as lines."""
    lines: list[str] = []
    for each in graph.shown("all"):
        until = f"; evidence up to {each.cutoff}" if each.cutoff else ""
        lines += [f"{each.id}: {each.label}{until}"]
        told = (each.read_by, each.was_read, *caveats(each))
        lines += [f"- {line}" for line in told if line]
    return "\n".join(lines) + "\n"


def criteria(graph: KnowledgeGraph) -> str:
    """Return the criteria as lines."""
    found = asked(graph, "en")
    lines = ["The steps, with what counts"]
    for step in found.steps:
        lines.append(f"- {step.get('label', step.get('step', ''))}: {step.get('definition', '')}")
        lines += [
            f"    {label}: {step[name]}" for name, label in found.names.items() if name in step
        ]
    for group in found.groups:
        lines += ["", group.label]
        for word in group.words:
            name = word.get("label") or word.get("identifier", "")
            lines.append(f"- {name}: {word.get('definition', '')}")
            for key in ("positiveExample", "negativeExample"):
                if key in word:
                    lines.append(f"    {'Such as' if key[0] == 'p' else 'Not'}: {word[key]}")
    return "\n".join(lines) + "\n"
